#include "diff/effects/launched_instances.hpp"

#include <algorithm>
#include <array>
#include <string>

#include "meaning/known.hpp"
#include "meaning/references.hpp"

namespace omnitrack::diff {

namespace {

using tmpl::Member;
using tmpl::Node;
using tmpl::ResourceEntry;

void add_reason(ResourceChange& change, const std::string& words) {
  if (!change.reason.empty()) change.reason += "; ";
  change.reason += words;
}

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

/// The version of a launch template that a value names by its number; empty where it names none.
std::string_view numbered_version(const Node& value, std::string_view launch_template) {
  if (value.is(tmpl::Kind::map) && !value.is_call()) {
    const Node* id = value.find("LaunchTemplateId");
    if (id == nullptr) id = value.find("Id");
    const Node* version = value.find("Version");
    const auto number = meaning::known_text(version);
    if (id != nullptr && number && meaning::referred_id(*id) == launch_template &&
        number->find_first_not_of("0123456789") == std::string_view::npos) {
      return *number;
    }
  }
  for (const Node& each : value.items()) {
    const std::string_view found = numbered_version(each, launch_template);
    if (!found.empty()) return found;
  }
  for (const Member& each : value.members()) {
    const std::string_view found = numbered_version(each.value, launch_template);
    if (!found.empty()) return found;
  }
  return {};
}

void tell_of_numbered_versions(const tmpl::Index& after, ResourceChange& change) {
  for (const ResourceEntry& each : after.resources()) {
    if (each.properties == nullptr || each.logical_id == change.logical_id) continue;
    const std::string_view version = numbered_version(*each.properties, change.logical_id);
    if (version.empty()) continue;
    add_reason(change, "'" + std::string(each.logical_id) + "' goes on with version " +
                           std::string(version) + " of it");
  }
}

}  // namespace

void tell_of_launched_instances(StackDiff& diff) {
  for (ResourceChange& change : diff.resources) {
    if (change.action != Action::update || change.after == nullptr) continue;
    if (change.type_name == "AWS::AutoScaling::AutoScalingGroup") {
      if (may_roll(*change.after) || std::ranges::none_of(change.changes, is_of_launch)) continue;
      add_reason(change,
                 "its instances that run stay as they are, as no update policy replaces "
                 "them");
    } else if (change.type_name == "AWS::EC2::LaunchTemplate") {
      tell_of_numbered_versions(*diff.written_after(), change);
    }
  }
}

}  // namespace omnitrack::diff
