#include "deploy/capabilities.hpp"

#include <algorithm>
#include <array>

namespace omnitrack::deploy {

namespace {

// The types that need a capability, with the property of a name of one's own.
// https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_CreateChangeSet.html
struct IamType {
  std::string_view type_name;
  std::string_view name_property;
};

constexpr std::array<IamType, 8> iam_types{{
    {"AWS::IAM::AccessKey", {}},
    {"AWS::IAM::Group", "GroupName"},
    {"AWS::IAM::InstanceProfile", "InstanceProfileName"},
    {"AWS::IAM::ManagedPolicy", "ManagedPolicyName"},
    {"AWS::IAM::Policy", {}},
    {"AWS::IAM::Role", "RoleName"},
    {"AWS::IAM::User", "UserName"},
    {"AWS::IAM::UserToGroupAddition", {}},
}};

bool has_own_name(const tmpl::ResourceEntry& resource, std::string_view property) {
  return !property.empty() && resource.properties != nullptr &&
         resource.properties->find(property) != nullptr;
}

}  // namespace

std::vector<std::string_view> capabilities_of(const tmpl::Index& index) {
  bool has_iam = false;
  bool has_named_iam = false;
  bool has_nested_stack = false;
  for (const tmpl::ResourceEntry& each : index.resources()) {
    // What a nested template holds is not known here.
    has_nested_stack |= each.type_name == "AWS::CloudFormation::Stack";
    const auto* const found = std::ranges::find(iam_types, each.type_name, &IamType::type_name);
    if (found == iam_types.end()) continue;
    has_iam = true;
    has_named_iam |= has_own_name(each, found->name_property);
  }
  // A macro and SAM may add roles, with names of their own.
  const bool expands = !index.transforms().empty() || index.may_have_unseen();
  std::vector<std::string_view> capabilities;
  if (has_named_iam || expands || has_nested_stack) {
    capabilities.emplace_back("CAPABILITY_NAMED_IAM");
  } else if (has_iam) {
    capabilities.emplace_back("CAPABILITY_IAM");
  }
  if (expands || has_nested_stack) capabilities.emplace_back("CAPABILITY_AUTO_EXPAND");
  return capabilities;
}

}  // namespace omnitrack::deploy
