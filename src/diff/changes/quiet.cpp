#include "diff/changes/quiet.hpp"

#include <algorithm>

#include "meaning/known.hpp"

namespace omnitrack::diff {

namespace {

using tmpl::Node;

bool lies_in(std::string_view path, std::string_view outer) {
  return path.starts_with(outer) && (path.size() == outer.size() || path[outer.size()] == '/');
}

/// https://docs.aws.amazon.com/cdk/v2/guide/tagging.html
bool is_of_tool(std::string_view key) {
  return key.starts_with("aws-cdk:") || key.starts_with("aws:cdk:");
}

bool is_tag_of_tool(const Node& tag) {
  const auto key = meaning::known_text(tag.find("Key"));
  return key && is_of_tool(*key);
}

/// A tag, or a list or a map of tags.
bool are_tags_of_tool(const Node& value) {
  if (value.is(tmpl::Kind::list)) return std::ranges::all_of(value.items(), is_tag_of_tool);
  if (is_tag_of_tool(value)) return true;
  return value.count != 0 && !value.is_call() &&
         std::ranges::all_of(value.members(),
                             [](const tmpl::Member& each) { return is_of_tool(each.key()); });
}

bool is_none_but_tags_of_tool(const Node* value) {
  return value == nullptr || (!value->is_scalar() && are_tags_of_tool(*value));
}

/// Whether metadata tells instances how to set themselves up.
/// https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-init.html
bool is_read_by_instances(const Change& change) {
  constexpr std::string_view key = "AWS::CloudFormation::Init";
  const auto has_key = [&](const Node* value) { return value != nullptr && value->find(key); };
  return change.path.find(key) != std::string::npos || has_key(change.before) ||
         has_key(change.after);
}

/// The resource by which the CDK counts its users, and what belongs to it and to its bootstrapping.
/// https://docs.aws.amazon.com/cdk/v2/guide/usage-data.html
/// https://docs.aws.amazon.com/cdk/v2/guide/bootstrapping-env.html
constexpr std::string_view metadata_of_tool = "AWS::CDK::Metadata";

bool is_entry_of_tool(const EntryChange& change) {
  switch (change.section) {
    case Section::conditions:
      return change.name == "CDKMetadataAvailable";
    case Section::parameters:
      return change.name == "BootstrapVersion";
    case Section::rules:
      return change.name == "CheckBootstrapVersion";
    default:
      return false;
  }
}

}  // namespace

bool is_quiet(const Change& change) {
  const std::string_view path = change.path;
  if (lies_in(path, "/Metadata")) return !is_read_by_instances(change);
  if (lies_in(path, "/DependsOn")) return true;
  if (!lies_in(path, "/Properties")) return false;
  if (change.effect == Effect::none) return true;
  constexpr std::string_view tags = "/Properties/Tags";
  if (!lies_in(path, tags) || change.effect != Effect::in_place) return false;
  return is_none_but_tags_of_tool(change.before) && is_none_but_tags_of_tool(change.after);
}

bool is_quiet(const ResourceChange& change) {
  if (change.type_name == metadata_of_tool) return true;
  return change.action == Action::update && !change.may_be_removed &&
         std::ranges::all_of(change.changes, [](const Change& each) { return is_quiet(each); });
}

bool is_quiet(const EntryChange& change) {
  return change.section == Section::metadata || change.is_told_elsewhere ||
         is_entry_of_tool(change);
}

}  // namespace omnitrack::diff
