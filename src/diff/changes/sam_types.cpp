#include "diff/changes/sam_types.hpp"

#include "schema/facts.hpp"

namespace omnitrack::diff {

std::string_view deployed_type(std::string_view type_name) {
  const auto deployed = schema::fact_of<schema::DeployedAs>(type_name);
  return deployed ? deployed->type : type_name;
}

// https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-resource-layerversion.html
bool is_made_under_other_id(std::string_view type_name) {
  return type_name == "AWS::Serverless::LayerVersion";
}

}  // namespace omnitrack::diff
