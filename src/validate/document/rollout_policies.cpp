#include <algorithm>
#include <array>
#include <span>
#include <string>

#include "omnitrack/codes.hpp"
#include "validate/document/known_keys.hpp"
#include "validate/document/structure.hpp"

namespace omnitrack::validate {

namespace {

using meaning::Path;
using tmpl::Function;
using tmpl::Kind;
using tmpl::Member;
using tmpl::Node;
using tmpl::ResourceEntry;

// https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/
// aws-attribute-creationpolicy.html, aws-attribute-updatepolicy.html

constexpr std::array<KnownKey, 2> resource_signal{
    {{"Count", Wants::integer}, {"Timeout", Wants::text}}};
constexpr std::array<KnownKey, 1> auto_scaling_creation{
    {{"MinSuccessfulInstancesPercent", Wants::integer}}};
constexpr std::array<KnownKey, 1> replacing_update{{{"WillReplace", Wants::boolean}}};
constexpr std::array<KnownKey, 7> rolling_update{{{"MaxBatchSize", Wants::integer},
                                                  {"MinActiveInstancesPercent", Wants::integer},
                                                  {"MinInstancesInService", Wants::integer},
                                                  {"MinSuccessfulInstancesPercent", Wants::integer},
                                                  {"PauseTime", Wants::text},
                                                  {"SuspendProcesses", Wants::list},
                                                  {"WaitOnResourceSignals", Wants::boolean}}};
constexpr std::array<KnownKey, 1> scheduled_action{
    {{"IgnoreUnmodifiedGroupSizeProperties", Wants::boolean}}};
constexpr std::array<KnownKey, 4> alias_update{{{"AfterAllowTrafficHook", Wants::text},
                                                {"ApplicationName", Wants::text},
                                                {"BeforeAllowTrafficHook", Wants::text},
                                                {"DeploymentGroupName", Wants::text}}};
constexpr std::array<KnownKey, 1> fleet_update{{{"Type", Wants::boolean}}};

// A key of a policy; `inner` is what the map below it may have.
struct PolicyKey {
  KnownKey key;
  std::span<const KnownKey> inner = {};
};

constexpr std::array<PolicyKey, 2> creation_of_group{
    {{{"AutoScalingCreationPolicy", Wants::map}, auto_scaling_creation},
     {{"ResourceSignal", Wants::map}, resource_signal}}};
constexpr std::array<PolicyKey, 1> creation_by_signal{
    {{{"ResourceSignal", Wants::map}, resource_signal}}};
constexpr std::array<PolicyKey, 1> creation_of_fleet{{{{"StartFleet", Wants::anything}}}};

constexpr std::array<PolicyKey, 3> update_of_group{
    {{{"AutoScalingReplacingUpdate", Wants::map}, replacing_update},
     {{"AutoScalingRollingUpdate", Wants::map}, rolling_update},
     {{"AutoScalingScheduledAction", Wants::map}, scheduled_action}}};
constexpr std::array<PolicyKey, 1> update_of_alias{
    {{{"CodeDeployLambdaAliasUpdate", Wants::map}, alias_update}}};
constexpr std::array<PolicyKey, 1> update_of_domain{{{{"EnableVersionUpgrade", Wants::boolean}}}};
constexpr std::array<PolicyKey, 1> update_of_cache{{{{"UseOnlineResharding", Wants::boolean}}}};
constexpr std::array<PolicyKey, 2> update_of_fleet{
    {{{"StartAfterUpdate", Wants::map}, fleet_update},
     {{"StopBeforeUpdate", Wants::map}, fleet_update}}};

struct TypeWithPolicy {
  std::string_view type;
  std::span<const PolicyKey> keys;
};

constexpr std::array<TypeWithPolicy, 4> with_creation{
    {{"AWS::AppStream::Fleet", creation_of_fleet},
     {"AWS::AutoScaling::AutoScalingGroup", creation_of_group},
     {"AWS::CloudFormation::WaitCondition", creation_by_signal},
     {"AWS::EC2::Instance", creation_by_signal}}};
constexpr std::array<TypeWithPolicy, 6> with_update{
    {{"AWS::AppStream::Fleet", update_of_fleet},
     {"AWS::AutoScaling::AutoScalingGroup", update_of_group},
     {"AWS::ElastiCache::ReplicationGroup", update_of_cache},
     {"AWS::Elasticsearch::Domain", update_of_domain},
     {"AWS::Lambda::Alias", update_of_alias},
     {"AWS::OpenSearchService::Domain", update_of_domain}}};

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

void check_inner(const Context& context, const Member& member, std::span<const KnownKey> keys,
                 const Path& path) {
  const std::string owner = '\'' + std::string(member.key()) + '\'';
  const KnownShape shape{.owner = owner,
                         .keys = keys,
                         .unknown_key = as_error(codes::OT4211),
                         .wrong_value = as_error(codes::OT4212)};
  if (check_shape(context, shape, member.value, path)) {
    check_processes(context, member.value, path);
  }
}

void check_keys(const Context& context, std::span<const PolicyKey> keys, const Member& policy,
                const Path& path) {
  std::array<KnownKey, 3> outer{};
  std::transform(keys.begin(), keys.end(), outer.begin(),
                 [](const PolicyKey& each) { return each.key; });
  const KnownShape shape{.owner = policy.key(),
                         .keys = std::span(outer).first(keys.size()),
                         .unknown_key = as_error(codes::OT4211),
                         .wrong_value = as_error(codes::OT4212)};
  if (!check_shape(context, shape, policy.value, path)) return;
  for (const PolicyKey& each : keys) {
    for (const Member& member : policy.value.members()) {
      if (each.inner.empty() || member.key() != each.key.name) continue;
      if (member.value.is(Kind::map)) {
        check_inner(context, member, each.inner, Path(path, member.key()));
      }
    }
  }
}

void check_policy(const Context& context, const ResourceEntry& resource, const Member& policy,
                  std::span<const TypeWithPolicy> types, const Path& path) {
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
  const auto known = std::find_if(types.begin(), types.end(), [&](const TypeWithPolicy& each) {
    return each.type == resource.type_name;
  });
  if (known == types.end()) {
    context.report.warning_at_key(
        codes::OT4210, policy, path,
        '\'' + key + "' has no effect on '" + std::string(resource.type_name) + '\'');
    return;
  }
  check_keys(context, known->keys, policy, path);
}

}  // namespace

void check_rollout_policies(const Context& context, const ResourceEntry& resource,
                            const Path& path) {
  for (const Member& member : resource.member->value.members()) {
    const Path at(path, member.key());
    if (member.key() == "CreationPolicy") {
      check_policy(context, resource, member, with_creation, at);
    } else if (member.key() == "UpdatePolicy") {
      check_policy(context, resource, member, with_update, at);
    }
  }
}

}  // namespace omnitrack::validate
