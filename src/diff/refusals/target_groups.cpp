#include "diff/refusals/refusal_check.hpp"
#include "meaning/canonical.hpp"
#include "meaning/known.hpp"
#include "omnitrack/codes.hpp"

namespace omnitrack::diff {

using meaning::only_value;
using tmpl::Node;

namespace {

/// A listener that sends to a target group.
struct Use {
  const tmpl::ResourceEntry* listener = nullptr;
  const Node* balancer = nullptr;
  const Node* group = nullptr;
};

constexpr std::string_view listener_type = "AWS::ElasticLoadBalancingV2::Listener";

void add_uses(const tmpl::Index& index, const tmpl::ResourceEntry& listener,
              std::vector<Use>& uses) {
  if (listener.type_name != listener_type || listener.properties == nullptr) return;
  const Node* balancer = only_value(index, listener, "LoadBalancerArn");
  if (balancer == nullptr) return;
  const meaning::Path root;
  const auto add = [&](const Node& group, const meaning::Path&) {
    uses.push_back({&listener, balancer, &group});
  };
  meaning::for_each_at(*listener.properties, "DefaultActions/*/TargetGroupArn", root, add);
  meaning::for_each_at(*listener.properties,
                       "DefaultActions/*/ForwardConfig/TargetGroups/*/TargetGroupArn", root, add);
}

bool is_same_after(const StackDiff& diff, const Node& before, const Node& after) {
  return meaning::same_meaning(before, after, {}) && !follows_replacement(diff, after);
}

/// An old use of a target group that a new listener takes for another load balancer.
const Use* find_other_balancer(const StackDiff& diff, const tmpl::ResourceEntry& listener,
                               const std::vector<Use>& old_uses) {
  std::vector<Use> uses;
  add_uses(*diff.after, listener, uses);
  for (const Use& use : uses) {
    for (const Use& old : old_uses) {
      if (is_same_after(diff, *old.group, *use.group) &&
          !is_same_after(diff, *old.balancer, *use.balancer)) {
        return &old;
      }
    }
  }
  return nullptr;
}

// https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-target-groups.html
void refuse_shared_target_groups_in(const StackDiff& diff, std::size_t stack,
                                    std::vector<Refusal>& refusals) {
  std::vector<Use> old_uses;
  for (const tmpl::ResourceEntry& each : diff.before->resources()) {
    add_uses(*diff.before, each, old_uses);
  }
  if (old_uses.empty()) return;
  for (const ResourceChange& change : diff.resources) {
    if (!change.is_made()) continue;
    const Use* old = find_other_balancer(diff, *change.after, old_uses);
    if (old == nullptr) continue;
    report_refusal(refusals, as_error(codes::OT5109), stack, change.logical_id, change.type_name,
                   {.path = meaning::property_path("DefaultActions"),
                    .what = "its target group is still that of the load balancer of '" +
                            std::string(old->listener->logical_id) +
                            "', and a target group has one load balancer at most",
                    .hint = "give the new load balancer a target group of its own",
                    .is_certain = is_surely_made(diff, change) &&
                                  is_unconditional(diff.before, old->listener)});
  }
}

}  // namespace

void refuse_shared_target_groups(std::span<const StackDiff> diffs, std::vector<Refusal>& refusals) {
  for (std::size_t stack = 0; stack < diffs.size(); ++stack) {
    const StackDiff& diff = diffs[stack];
    if (diff.before != nullptr && diff.after != nullptr)
      refuse_shared_target_groups_in(diff, stack, refusals);
  }
}

}  // namespace omnitrack::diff
