#include "omnitrack/codedeploy/deployment_group.hpp"

#include <algorithm>
#include <string>

#include <omnitrack/cfn/cloudwatch.hpp>
#include <omnitrack/cfn/codedeploy.hpp>
#include <omnitrack/cloudwatch/alarm.hpp>
#include <omnitrack/codes.hpp>
#include <omnitrack/fn.hpp>
#include <omnitrack/iam/role.hpp>
#include <omnitrack/stack.hpp>

namespace omnitrack {

namespace {

namespace group = cfn::codedeploy::deployment_group;
namespace config = cfn::codedeploy::deployment_config;
using RollbackEvent = group::AutoRollbackConfiguration::Events;
constexpr std::size_t most_alarms = 10;

// The configurations of CodeDeploy's own.
// https://docs.aws.amazon.com/codedeploy/latest/userguide/deployment-configurations.html
struct KnownShift {
  DeploymentPlatform platform;
  TrafficShift::Kind kind;
  std::int64_t percent;
  std::int64_t minutes;
  std::string_view name;
};

using ShiftKind = TrafficShift::Kind;
constexpr KnownShift known_shifts[] = {
    {DeploymentPlatform::ecs, ShiftKind::all_at_once, 0, 0, "ECSAllAtOnce"},
    {DeploymentPlatform::ecs, ShiftKind::canary, 10, 5, "ECSCanary10Percent5Minutes"},
    {DeploymentPlatform::ecs, ShiftKind::canary, 10, 15, "ECSCanary10Percent15Minutes"},
    {DeploymentPlatform::ecs, ShiftKind::linear, 10, 1, "ECSLinear10PercentEvery1Minutes"},
    {DeploymentPlatform::ecs, ShiftKind::linear, 10, 3, "ECSLinear10PercentEvery3Minutes"},
    {DeploymentPlatform::lambda, ShiftKind::all_at_once, 0, 0, "LambdaAllAtOnce"},
    {DeploymentPlatform::lambda, ShiftKind::canary, 10, 5, "LambdaCanary10Percent5Minutes"},
    {DeploymentPlatform::lambda, ShiftKind::canary, 10, 10, "LambdaCanary10Percent10Minutes"},
    {DeploymentPlatform::lambda, ShiftKind::canary, 10, 15, "LambdaCanary10Percent15Minutes"},
    {DeploymentPlatform::lambda, ShiftKind::canary, 10, 30, "LambdaCanary10Percent30Minutes"},
    {DeploymentPlatform::lambda, ShiftKind::linear, 10, 1, "LambdaLinear10PercentEvery1Minute"},
    {DeploymentPlatform::lambda, ShiftKind::linear, 10, 2, "LambdaLinear10PercentEvery2Minutes"},
    {DeploymentPlatform::lambda, ShiftKind::linear, 10, 3, "LambdaLinear10PercentEvery3Minutes"},
    {DeploymentPlatform::lambda, ShiftKind::linear, 10, 10, "LambdaLinear10PercentEvery10Minutes"},
};

// The name of CodeDeploy's own configuration; empty where it has none.
std::string known_shift(const TrafficShift& shift, DeploymentPlatform platform) {
  const auto* found =
      std::find_if(std::begin(known_shifts), std::end(known_shifts), [&](const KnownShift& each) {
        return each.platform == platform && each.kind == shift.kind() &&
               each.percent == shift.percent().number() && each.minutes == shift.minutes().number();
      });
  if (found == std::end(known_shifts)) return {};
  return "CodeDeployDefault." + std::string(found->name);
}

config::TrafficRoutingConfig routing_of(const TrafficShift& shift) {
  using Routing = config::TrafficRoutingConfig;
  if (shift.kind() == ShiftKind::canary) {
    return {
        .type = Routing::Type::time_based_canary,
        .time_based_canary = config::TimeBasedCanary{.canary_interval = shift.minutes().value(),
                                                     .canary_percentage = shift.percent().value()}};
  }
  return {
      .type = Routing::Type::time_based_linear,
      .time_based_linear = config::TimeBasedLinear{.linear_interval = shift.minutes().value(),
                                                   .linear_percentage = shift.percent().value()}};
}

PolicyPrincipals code_deploy() { return PolicyPrincipal::service("codedeploy.amazonaws.com"); }

}  // namespace

DeploymentGroup::DeploymentGroup(Attach at, const Parts& parts)
    : Construct(std::move(at)),
      application_(parts.application.is_set()
                       ? parts.application.get()
                       : &add(DeploymentApplicationProps{.id = child("Application"),
                                                         .platform = parts.platform})),
      role_(parts.role.is_set()
                ? parts.role.get()
                : &add(RoleProps{
                      .id = child("Role"),
                      .assumed_by = code_deploy(),
                      .managed_policies = {aws_managed_policy(parts.managed_policy)},
                  })),
      resource_(&add(cfn::codedeploy::DeploymentGroupProps{
          .id = primary(),
          .application_name = application_->name(),
          .service_role_arn = role_->arn(),
          .deployment_group_name = parts.group_name.value(),
      })),
      ignores_alarm_failure_(parts.ignore_alarm_failure) {
  // CodeDeploy tries the role as soon as the group is made.
  resource_->depends_on(*role_);
  set_rollback(parts.rollback);
  for (const Link<const Alarm>& each : parts.alarms) add_alarm(*each);
  check(parts);
}

void DeploymentGroup::check(const Parts& parts) const {
  if (parts.group_name.is_broken()) {
    error(codes::OT3780, "'" + std::string(parts.group_name.text()) + "' is not a name for a group",
          "use 1 to 100 letters, digits and any of '._+=,@-'");
  }
  if (application_->platform() != parts.platform) {
    error(codes::OT3781, "the application '" + application_->path() + "' runs elsewhere",
          "give one of the group's platform, or leave `application` out");
  }
}

void DeploymentGroup::set_rollback(const DeploymentRollback& rollback) {
  List<RollbackEvent> events;
  if (rollback.on_failure) events.add(RollbackEvent::deployment_failure);
  if (rollback.on_stop) events.add(RollbackEvent::deployment_stop_on_request);
  if (rollback.on_alarm) events.add(RollbackEvent::deployment_stop_on_alarm);
  if (!events.is_set()) return;
  resource_->props.auto_rollback_configuration =
      group::AutoRollbackConfiguration{.enabled = true, .events = events};
}

void DeploymentGroup::add_alarm(const Alarm& alarm) {
  alarms_.emplace_back(alarm.name());
  group::AlarmConfiguration made{.enabled = true};
  for (const Value<std::string>& each : alarms_) made.alarms.add(group::Alarm{.name = each});
  if (ignores_alarm_failure_) made.ignore_poll_alarm_failure = true;
  resource_->props.alarm_configuration = made;
  if (alarms_.size() != most_alarms + 1) return;
  error(codes::OT3782, "the group has more than 10 alarms", "join some by a `CompositeAlarm`");
}

void DeploymentGroup::shift(const TrafficShift& shift, DeploymentPlatform platform) {
  if (shift.percent().is_broken() || shift.minutes().is_broken()) {
    error(codes::OT3783,
          "the traffic shifts by " + std::to_string(shift.percent().number()) + " percent in " +
              std::to_string(shift.minutes().number()) + " minutes",
          "shift 1 to 99 percent in 1 to 2880 minutes");
  }
  if (shift.kind() == ShiftKind::named) {
    resource_->props.deployment_config_name = shift.name();
    return;
  }
  const std::string known = known_shift(shift, platform);
  if (!known.empty()) {
    resource_->props.deployment_config_name = known;
    return;
  }
  using Made = cfn::codedeploy::DeploymentConfigProps;
  const auto& made = add(Made{
      .id = child("Config"),
      .compute_platform = platform == DeploymentPlatform::ecs ? Made::ComputePlatform::ecs
                                                              : Made::ComputePlatform::lambda,
      .traffic_routing_config = routing_of(shift),
  });
  resource_->props.deployment_config_name = made.ref();
}

// https://docs.aws.amazon.com/service-authorization/latest/reference/list_awscodedeploy.html
void DeploymentGroup::grant_deploy(Grantee& grantee) const {
  const auto of = [this](std::string_view kind, const Value<std::string>& name) {
    return concat("arn:", stack().partition(), ":codedeploy:", stack().region(), ":",
                  stack().account(), ":", kind, ":", name);
  };
  grantee.add_to_policy({.actions = {"codedeploy:CreateDeployment", "codedeploy:GetDeployment",
                                     "codedeploy:ListDeployments"},
                         .resources = {arn()}});
  grantee.add_to_policy(
      {.actions = {"codedeploy:GetApplicationRevision", "codedeploy:RegisterApplicationRevision"},
       .resources = {application_->arn()}});
  grantee.add_to_policy(
      {.actions = {"codedeploy:GetDeploymentConfig"}, .resources = {of("deploymentconfig", "*")}});
}

// Of any group of the application: the group itself waits for the functions that it calls.
void DeploymentGroup::grant_tell_status(Grantee& grantee) const {
  grantee.add_to_policy({
      .actions = {"codedeploy:PutLifecycleEventHookExecutionStatus"},
      .resources = {concat("arn:", stack().partition(), ":codedeploy:", stack().region(), ":",
                           stack().account(), ":deploymentgroup:", application_->name(), "/*")},
  });
}

Value<std::string> DeploymentGroup::arn() const {
  return concat("arn:", stack().partition(), ":codedeploy:", stack().region(), ":",
                stack().account(), ":deploymentgroup:", application_->name(), "/", name());
}

Value<std::string> DeploymentGroup::name() const { return resource_->ref(); }

}  // namespace omnitrack
