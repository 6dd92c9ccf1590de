#include "diff/effects/launched_instances.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "meaning/known.hpp"
#include "meaning/references.hpp"

namespace omnitrack::diff {

namespace {

using tmpl::Member;
using tmpl::Node;
using tmpl::ResourceEntry;

/// Whether a change is about what a group launches.
bool is_of_launch(const Change& change) {
  constexpr std::array<std::string_view, 3> launched{"/Properties/LaunchConfigurationName",
                                                     "/Properties/LaunchTemplate",
                                                     "/Properties/MixedInstancesPolicy"};
  return change.effect != Effect::none &&
         std::ranges::any_of(launched, [&change](std::string_view each) {
           return std::string_view(change.path).starts_with(each);
         });
}

/// Whether an update policy may replace the instances that run.
/// https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-updatepolicy.html
bool may_roll(const ResourceEntry& group) {
  const Node* policy = group.member->value.find("UpdatePolicy");
  if (policy == nullptr) return false;
  return policy->is_call() || std::ranges::any_of(policy->members(), [](const Member& each) {
           return each.key() != "AutoScalingScheduledAction";
         });
}

/// Who launches by which version of a launch template, where that is named by its number.
struct NumberedVersion {
  std::string_view user;
  std::string_view version;
};
using NumberedVersions = std::unordered_map<std::string_view, std::vector<NumberedVersion>>;

/// Collects the first version that a user names of each launch template.
void collect_numbered_versions(const Node& value, std::string_view user, NumberedVersions& found) {
  if (value.is(tmpl::Kind::map) && !value.is_call()) {
    const Node* id = value.find("LaunchTemplateId");
    if (id == nullptr) id = value.find("Id");
    const auto number = meaning::known_text(value.find("Version"));
    if (id != nullptr && number &&
        number->find_first_not_of("0123456789") == std::string_view::npos) {
      std::vector<NumberedVersion>& of_template = found[meaning::referred_id(*id)];
      if (of_template.empty() || of_template.back().user != user) {
        of_template.push_back({user, *number});
      }
    }
  }
  for (const Node& each : value.items()) collect_numbered_versions(each, user, found);
  for (const Member& each : value.members()) collect_numbered_versions(each.value, user, found);
}

NumberedVersions numbered_versions(const tmpl::Index& index) {
  NumberedVersions found;
  for (const ResourceEntry& each : index.resources()) {
    if (each.properties != nullptr) {
      collect_numbered_versions(*each.properties, each.logical_id, found);
    }
  }
  return found;
}

void tell_of_numbered_versions(const NumberedVersions& versions, ResourceChange& change) {
  const auto found = versions.find(change.logical_id);
  if (found == versions.end()) return;
  for (const NumberedVersion& each : found->second) {
    if (each.user == change.logical_id) continue;
    change.add_reason("'" + std::string(each.user) + "' goes on with version " +
                      std::string(each.version) + " of it");
  }
}

}  // namespace

void tell_of_launched_instances(StackDiff& diff) {
  std::optional<NumberedVersions> versions;
  for (ResourceChange& change : diff.resources) {
    if (change.action != Action::update || change.after == nullptr) continue;
    if (change.type_name == "AWS::AutoScaling::AutoScalingGroup") {
      if (may_roll(*change.after) || std::ranges::none_of(change.changes, is_of_launch)) continue;
      change.add_reason(
          "its instances that run stay as they are, as no update policy replaces them");
    } else if (change.type_name == "AWS::EC2::LaunchTemplate") {
      if (!versions) versions = numbered_versions(*diff.written_after());
      tell_of_numbered_versions(*versions, change);
    }
  }
}

}  // namespace omnitrack::diff
