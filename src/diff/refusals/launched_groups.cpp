#include <algorithm>
#include <unordered_map>

#include "diff/refusals/refusal_check.hpp"
#include "meaning/known.hpp"
#include "meaning/references.hpp"
#include "omnitrack/codes.hpp"

namespace omnitrack::diff {

namespace {

using meaning::Reference;

bool launches(std::string_view type) {
  return type == "AWS::EC2::LaunchTemplate" || type == "AWS::AutoScaling::LaunchConfiguration";
}

/// Whether an update replaces the instances of an Auto Scaling group.
/// https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-updatepolicy.html
bool replaces_instances(const tmpl::ResourceEntry& group) {
  const tmpl::Node* policy = group.member->value.find("UpdatePolicy");
  if (policy == nullptr) return false;
  return policy->is_call() || policy->find("AutoScalingRollingUpdate") != nullptr ||
         policy->find("AutoScalingReplacingUpdate") != nullptr;
}

class LaunchedGroups {
 public:
  explicit LaunchedGroups(const StackDiff& diff) : diff_(diff) {
    std::vector<Reference> references;
    meaning::collect_references(*diff.written_before(), references);
    std::unordered_map<std::string_view, std::string_view> launchers;  // by their templates
    for (const Reference& each : references) {
      if (launches(type_of(each.target)) && stays(each.user)) {
        launchers.emplace(each.target, each.user);
      }
    }
    for (const Reference& each : references) {
      const auto launcher = launchers.find(each.user);
      if (launcher != launchers.end()) keepers_.emplace(each.target, launcher->second);
    }
  }

  /// An Auto Scaling group whose instances stay, and were launched with a security group; empty
  /// where there is none.
  [[nodiscard]] std::string_view keeper_of(std::string_view security_group) const {
    const auto found = keepers_.find(security_group);
    return found == keepers_.end() ? std::string_view() : found->second;
  }

 private:
  [[nodiscard]] std::string_view type_of(std::string_view logical_id) const {
    const tmpl::ResourceEntry* resource = diff_.written_before()->find_resource(logical_id);
    return resource == nullptr ? std::string_view() : resource->type_name;
  }

  [[nodiscard]] bool stays(std::string_view logical_id) const {
    if (type_of(logical_id) != "AWS::AutoScaling::AutoScalingGroup") return false;
    const tmpl::ResourceEntry* after = diff_.written_after()->find_resource(logical_id);
    const ResourceChange* change = diff_.find(logical_id);
    return after != nullptr && !replaces_instances(*after) &&
           (change == nullptr || !change->is_replaced());
  }

  const StackDiff& diff_;
  std::unordered_map<std::string_view, std::string_view> keepers_;  // by what they launch with
};

}  // namespace

// https://docs.aws.amazon.com/vpc/latest/userguide/deleting-security-groups.html
void refuse_deletion_of_launched(std::span<const StackDiff> diffs, std::vector<Refusal>& refusals) {
  for (std::size_t stack = 0; stack < diffs.size(); ++stack) {
    const StackDiff& diff = diffs[stack];
    if (diff.before == nullptr || diff.after == nullptr) continue;
    const auto goes = [](const ResourceChange& each) {
      return each.type_name == "AWS::EC2::SecurityGroup" && each.goes() &&
             each.disposition != Disposition::retained;
    };
    if (std::ranges::none_of(diff.resources, goes)) continue;
    const LaunchedGroups groups(diff);
    for (const ResourceChange& each : diff.resources) {
      if (!goes(each)) continue;
      const std::string_view keeper = groups.keeper_of(each.logical_id);
      if (keeper.empty()) continue;
      report_refusal(refusals, as_info(codes::OT5121), stack, each.logical_id, each.type_name,
                     {.path = {},
                      .what = "the instances of '" + std::string(keeper) +
                              "' that are there stay in it and keep it from being deleted, as no "
                              "update policy replaces them",
                      .hint = "give '" + std::string(keeper) +
                              "' an 'UpdatePolicy' with 'AutoScalingRollingUpdate', or replace its "
                              "instances while CloudFormation cleans up"});
    }
  }
}

}  // namespace omnitrack::diff
