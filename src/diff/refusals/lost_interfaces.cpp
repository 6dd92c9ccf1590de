#include <algorithm>

#include "diff/refusals/refusal_check.hpp"
#include "meaning/known.hpp"
#include "omnitrack/codes.hpp"

namespace omnitrack::diff {

using meaning::find_value;
using tmpl::Node;

namespace {

/// Whether a role may no longer do all that it might.
bool loses_rights(const StackDiff& diff, std::string_view role) {
  const ResourceChange* change = diff.find(role);
  if (change == nullptr || change->type_name != "AWS::IAM::Role") return false;
  if (change->leaves()) return true;
  return std::ranges::any_of(change->changes, [](const Change& each) {
    const std::string_view path = each.path;
    return path.starts_with("/Properties/ManagedPolicyArns") ||
           path.starts_with("/Properties/Policies");
  });
}

}  // namespace

// https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc.html
void refuse_lost_interfaces(std::span<const StackDiff> diffs, std::vector<Refusal>& refusals) {
  for (std::size_t stack = 0; stack < diffs.size(); ++stack) {
    const StackDiff& diff = diffs[stack];
    for (const ResourceChange& change : diff.resources) {
      if (change.type_name != "AWS::Lambda::Function" || change.before == nullptr) continue;
      const Node* was = find_value(change.before->properties, "VpcConfig");
      const bool is_outside =
          change.after == nullptr || find_value(change.after->properties, "VpcConfig") == nullptr;
      if (was == nullptr || !is_outside) continue;
      const auto roles = named_in(find_value(change.before->properties, "Role"));
      if (std::ranges::none_of(roles,
                               [&](std::string_view each) { return loses_rights(diff, each); })) {
        continue;
      }
      for (const std::string_view group : named_in(was->find("SecurityGroupIds"))) {
        if (!is_removed(diff, group)) continue;
        report_refusal(
            refusals, as_info(codes::OT5121), stack, group, diff.find(group)->type_name,
            {.path = {},
             .what = "the network interfaces of '" + std::string(change.logical_id) +
                     "' keep it from being deleted, as its role loses the right to remove them in "
                     "the same deployment",
             .hint = "take the function out of the network first, and its role's right after"});
      }
    }
  }
}

}  // namespace omnitrack::diff
