#include "diff/effects/stateful.hpp"

#include "meaning/known.hpp"
#include "meaning/name_claims.hpp"
#include "schema/facts.hpp"

namespace omnitrack::diff {

namespace {

/// Whether a database instance only serves a cluster, which has the data.
/// https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/Aurora.Overview.html
bool serves_a_cluster(const tmpl::ResourceEntry& resource) {
  const std::string_view type = resource.type_name;
  if (type == "AWS::DocDB::DBInstance" || type == "AWS::Neptune::DBInstance") return true;
  return type == "AWS::RDS::DBInstance" &&
         meaning::find_value(resource.properties, "DBClusterIdentifier") != nullptr;
}

/// Whether an application is one of those that rotate a secret: a function, which holds nothing.
/// https://docs.aws.amazon.com/secretsmanager/latest/userguide/reference_available-rotation-templates.html
bool rotates_a_secret(const tmpl::ResourceEntry& resource) {
  if (resource.type_name != "AWS::Serverless::Application") return false;
  const tmpl::Node* given = meaning::find_value(resource.properties, "Parameters");
  return given != nullptr && given->find("endpoint") != nullptr &&
         given->find("functionName") != nullptr;
}

}  // namespace

std::string_view held_data(std::string_view type_name) {
  const auto holds = schema::fact_of<schema::Holds>(type_name);
  return holds ? holds->data : std::string_view();
}

bool is_stateful_type(std::string_view type_name) {
  const std::optional<schema::ResourceType> type = schema::find_type(type_name);
  return !held_data(type_name).empty() || (type && type->is_stateful());
}

bool is_stateful(const tmpl::ResourceEntry& resource) {
  if (serves_a_cluster(resource) || rotates_a_secret(resource)) return false;
  return !held_data(resource.type_name).empty() || (resource.type && resource.type->is_stateful());
}

bool is_nested_stack(std::string_view type_name) {
  return type_name == "AWS::CloudFormation::Stack" || type_name == "AWS::Serverless::Application";
}

bool is_restored(const tmpl::ResourceEntry& resource) {
  const auto snapshots = schema::fact_of<schema::Snapshots>(resource.type_name);
  if (!snapshots) return false;
  for (std::uint32_t i = 0; i < snapshots->restored_by.size(); ++i) {
    const std::string_view property = snapshots->restored_by[i];
    if (meaning::find_value(resource.properties, property) != nullptr) return true;
  }
  return false;
}

std::string held_data(const tmpl::ResourceEntry& resource) {
  if (!is_stateful(resource)) return {};
  std::string data(held_data(resource.type_name));
  if (data.empty()) return "all that it holds";
  const auto claims = meaning::name_claims(resource);
  if (claims.size() == 1 && !claims.front().name.empty()) {
    data.append(" '").append(claims.front().name).append(1, '\'');
  }
  return data;
}

}  // namespace omnitrack::diff
