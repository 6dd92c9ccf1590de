#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "meaning/known.hpp"
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

/// The seconds of a time such as PT1H30M; nothing where a text is none.
std::optional<std::uint64_t> seconds_of(std::string_view text) {
  if (!text.starts_with("PT") || text.size() < 4) return std::nullopt;
  std::uint64_t seconds = 0;
  std::uint64_t number = 0;
  std::string_view units = "HMS";
  bool has_digit = false;
  for (const char letter : text.substr(2)) {
    if (letter >= '0' && letter <= '9') {
      number = std::min<std::uint64_t>(number * 10 + static_cast<std::uint64_t>(letter - '0'),
                                       1'000'000);
      has_digit = true;
      continue;
    }
    const std::size_t unit = units.find(letter);
    if (unit == std::string_view::npos || !has_digit) return std::nullopt;
    seconds += number * (letter == 'H' ? 3600U : letter == 'M' ? 60U : 1U);
    units.remove_prefix(unit + 1);
    number = 0;
    has_digit = false;
  }
  return has_digit ? std::nullopt : std::optional(seconds);
}

// https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-creationpolicy.html
// https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-updatepolicy.html
struct Duration {
  std::string_view key;
  std::uint64_t maximum;  ///< seconds
  std::string_view shown;
};

constexpr std::array durations{Duration{"PauseTime", 3600, "PT1H"},
                               Duration{"Timeout", 12 * 3600, "PT12H"}};

void check_durations(const Context& context, const Node& policy, const Path& path) {
  for (const Duration& each : durations) {
    const Node* value = policy.find(each.key);
    if (value == nullptr || !value->is(Kind::string)) continue;
    const auto seconds = seconds_of(value->text());
    if (seconds && *seconds <= each.maximum) continue;
    const std::string text = '\'' + std::string(value->text()) + '\'';
    context.report.error(
        codes::OT4212, *value, Path(path, each.key),
        seconds ? text + " is more than the maximum of " + std::string(each.shown)
                : text + " is not a time such as 'PT15M'",
        seconds ? std::string() : "write hours, minutes and seconds as 'PT#H#M#S'");
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
      check_durations(context, member.value, at);
    }
  }
}

// https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-updatepolicy.html
void check_instances_in_service(const Context& context, const ResourceEntry& resource,
                                const Node& policy, const Path& path) {
  const Node* update = meaning::find_value(&policy, "AutoScalingRollingUpdate");
  const Node* least = meaning::find_value(update, "MinInstancesInService");
  const auto in_service = meaning::known_integer(least);
  const auto most = meaning::known_integer(meaning::find_value(resource.properties, "MaxSize"));
  if (!in_service || !most || *in_service < *most || *in_service == 0) return;
  const Path of_update(path, "AutoScalingRollingUpdate");
  context.report.warning(
      codes::OT4249, *least, Path(of_update, "MinInstancesInService"),
      "CloudFormation refuses a rolling update that keeps as many in service as the group's "
      "'MaxSize' of " +
          std::to_string(*most),
      "lower it, or raise 'MaxSize' for the time of the update");
}

void check_policy(const Context& context, const ResourceEntry& resource, const Member& policy,
                  RolloutKeys::Policy which, const Path& path) {
  const std::string key(policy.key());
  if (resource.type_name.ends_with("::MODULE")) {
    context.report.error_at_key(codes::OT4210, policy, path, "a module cannot have '" + key + '\'');
    return;
  }
  if (resource.is_open) return;
  if (policy.value.is_call() && !policy.value.calls(Function::if_) && !is_seen_map(policy.value)) {
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
      check_instances_in_service(context, resource, member.value, at);
    }
  }
}

}  // namespace omnitrack::validate
