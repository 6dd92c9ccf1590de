#include "diff/security/open_without_policy.hpp"

#include <algorithm>
#include <array>

namespace omnitrack::diff {

namespace {

using tmpl::Node;
using tmpl::ResourceEntry;

/// A type whose resources let anybody in who has no policy to say otherwise.
struct OpenWithoutPolicy {
  std::string_view type;
  std::string_view property;                ///< that holds the policy
  std::array<std::string_view, 3> actions;  ///< that everybody may; `*` stands for all
};
constexpr std::array<OpenWithoutPolicy, 3> open_types{{
    // https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-authorization-flow.html
    {"AWS::ApiGateway::RestApi", "Policy", {"execute-api:Invoke"}},
    // https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-access.html
    {"AWS::EC2::VPCEndpoint", "PolicyDocument", {"*"}},
    // https://docs.aws.amazon.com/efs/latest/ug/iam-access-control-nfs-efs.html
    {"AWS::EFS::FileSystem",
     "FileSystemPolicy",
     {"elasticfilesystem:ClientMount", "elasticfilesystem:ClientWrite",
      "elasticfilesystem:ClientRootAccess"}},
}};

// A private API without a policy lets nobody in, and the body of one may have its policy.
// https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-resource-policies.html
bool may_be_closed(const Reader& reader, const ResourceEntry& entry) {
  if (entry.type_name != "AWS::ApiGateway::RestApi") return false;
  const Node& properties = *entry.properties;
  if (properties.find("Body") != nullptr || properties.find("BodyS3Location") != nullptr)
    return true;
  const Node* endpoint = reader.find(&properties, "EndpointConfiguration");
  bool is_public = true;
  reader.for_each_item(reader.find(endpoint, "Types"), [&](const Node& each) {
    const auto type = reader.text(&each);
    is_public = is_public && type && *type != "PRIVATE";
  });
  return !is_public || (endpoint != nullptr && endpoint->is_call());
}

}  // namespace

void add_allowed_without_policy(const PolicyReader& policies, const ResourceEntry& entry,
                                Grants& grants) {
  const auto found = std::ranges::find(open_types, entry.type_name, &OpenWithoutPolicy::type);
  if (found == open_types.end() || entry.properties == nullptr) return;
  const Reader& reader = policies.reader();
  if (reader.find(entry.properties, found->property) != nullptr) return;
  if (may_be_closed(reader, entry)) return;
  Statement all{.in = &entry, .at = entry.properties};
  for (Names* each : {&all.who, &all.where}) each->patterns.push_back(everything());
  for (const std::string_view each : found->actions) {
    if (!each.empty()) all.what.patterns.push_back(action_pattern(each));
  }
  grants.statements.push_back(std::move(all));
}

}  // namespace omnitrack::diff
