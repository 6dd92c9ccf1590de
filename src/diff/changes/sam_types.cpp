#include "diff/changes/sam_types.hpp"

#include "schema/facts.hpp"

namespace omnitrack::diff {

std::string_view deployed_type(std::string_view type_name) {
  const auto deployed = schema::fact_of<schema::DeployedAs>(type_name);
  return deployed ? deployed->type : type_name;
}

}  // namespace omnitrack::diff
