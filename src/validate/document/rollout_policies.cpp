#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "omnitrack/codes.hpp"
#include "schema/facts.hpp"
#include "validate/document/known_keys.hpp"
#include "validate/document/structure.hpp"

namespace omnitrack::validate {

namespace {

using meaning::Path;
using schema::RolloutKeys;
using tmpl::Function;
using tmpl::Kind;
using tmpl::Member;
using tmpl::Node;
using tmpl::ResourceEntry;

using Keys = std::vector<KnownKey>;

void add_keys(Keys& keys, schema::FactTexts names, Wants wants) {
  for (std::uint32_t i = 0; i < names.size(); ++i) keys.push_back({names[i], wants});
}

/// The keys of a policy of a type, or of a map in it; none where the type has no such policy.
Keys keys_of(std::string_view type, RolloutKeys::Policy policy, std::string_view within) {
  Keys keys;
  for (const RolloutKeys& each : schema::facts_of<RolloutKeys>(type)) {
    if (each.policy != policy || each.within != within) continue;
    add_keys(keys, each.maps, Wants::map);
    add_keys(keys, each.lists, Wants::list);
    add_keys(keys, each.texts, Wants::text);
    add_keys(keys, each.integers, Wants::integer);
    add_keys(keys, each.booleans, Wants::boolean);
    add_keys(keys, each.others, Wants::anything);
  }
  std::ranges::sort(keys, {}, &KnownKey::name);
  return keys;
}

// https://docs.aws.amazon.com/autoscaling/ec2/userguide/as-suspend-resume-processes.html
constexpr std::array<std::string_view, 9> processes{
    "AZRebalance", "AddToLoadBalancer", "AlarmNotification", "HealthCheck", "InstanceRefresh",
    "Launch",      "ReplaceUnhealthy",  "ScheduledActions",  "Terminate"};

void check_processes(const Context& context, const Node& update, const Path& path) {
  const Node* suspended = update.find("SuspendProcesses");
  if (suspended == nullptr) return;
  const Path list(path, "SuspendProcesses");
  for (std::size_t i = 0; i < suspended->items().size(); ++i) {
    const Node& name = suspended->items()[i];
    if (!name.is(Kind::string) ||
        std::find(processes.begin(), processes.end(), name.text()) != processes.end()) {
      continue;
    }
    context.report.error(codes::OT4212, name, Path(list, i),
                         "Auto Scaling has no process '" + std::string(name.text()) + '\'',
                         did_you_mean(name.text(), processes));
  }
}

bool check_keys(const Context& context, std::string_view owner, const Keys& keys, const Node& value,
                const Path& path) {
  const KnownShape shape{.owner = owner,
                         .keys = keys,
                         .unknown_key = as_error(codes::OT4211),
                         .wrong_value = as_error(codes::OT4212)};
  return check_shape(context, shape, value, path);
}

void check_maps(const Context& context, const ResourceEntry& resource, RolloutKeys::Policy which,
                const Node& policy, const Path& path) {
  for (const Member& member : policy.members()) {
    const Keys keys = keys_of(resource.type_name, which, member.key());
    if (keys.empty() || !member.value.is(Kind::map)) continue;
    const Path at(path, member.key());
    const std::string owner = '\'' + std::string(member.key()) + '\'';
    if (check_keys(context, owner, keys, member.value, at)) {
      check_processes(context, member.value, at);
    }
  }
}

void check_policy(const Context& context, const ResourceEntry& resource, const Member& policy,
                  RolloutKeys::Policy which, const Path& path) {
  const std::string key(policy.key());
  if (resource.type_name.ends_with("::MODULE")) {
    context.report.error_at_key(codes::OT4210, policy, path, "a module cannot have '" + key + '\'');
    return;
  }
  if (resource.is_open) return;
  if (policy.value.is_call() && !policy.value.calls(Function::if_)) {
    context.report.error(codes::OT4212, policy.value, path,
                         '\'' + key + "' must be a map, not " + what_is(policy.value));
    return;
  }
  const Keys keys = keys_of(resource.type_name, which, {});
  if (keys.empty()) {
    context.report.warning_at_key(
        codes::OT4210, policy, path,
        '\'' + key + "' has no effect on '" + std::string(resource.type_name) + '\'');
    return;
  }
  if (check_keys(context, policy.key(), keys, policy.value, path)) {
    check_maps(context, resource, which, policy.value, path);
  }
}

}  // namespace

void check_rollout_policies(const Context& context, const ResourceEntry& resource,
                            const Path& path) {
  for (const Member& member : resource.member->value.members()) {
    const Path at(path, member.key());
    if (member.key() == "CreationPolicy") {
      check_policy(context, resource, member, RolloutKeys::Policy::creation, at);
    } else if (member.key() == "UpdatePolicy") {
      check_policy(context, resource, member, RolloutKeys::Policy::update, at);
    }
  }
}

}  // namespace omnitrack::validate
