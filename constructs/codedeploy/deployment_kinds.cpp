#include <string>

#include <omnitrack/autoscaling/auto_scaling_group.hpp>
#include <omnitrack/cfn/autoscaling.hpp>
#include <omnitrack/cfn/codedeploy.hpp>
#include <omnitrack/cfn/elasticloadbalancingv2.hpp>
#include <omnitrack/cfn/lambda.hpp>
#include <omnitrack/codedeploy/deployment_group.hpp>
#include <omnitrack/codes.hpp>
#include <omnitrack/ecs/fargate_service.hpp>
#include <omnitrack/elasticloadbalancingv2/application_load_balancer.hpp>
#include <omnitrack/fn.hpp>
#include <omnitrack/iam/role.hpp>
#include <omnitrack/lambda/function.hpp>
#include <omnitrack/lambda/function_alias.hpp>

namespace omnitrack {

namespace {

namespace made_group = cfn::codedeploy::deployment_group;
using Style = made_group::DeploymentStyle;
constexpr std::size_t most_of_each = 10;

// The name in `targetgroup/NAME/ID`.
made_group::TargetGroupInfo target_group_info(const TargetGroup& group) {
  return {.name = fn::select<std::string>(1, fn::split("/", group.full_name()))};
}

made_group::TrafficRoute route_of(const ApplicationListener& listener) {
  return {.listener_arns = {Value<std::string>(listener.arn())}};
}

}  // namespace

LambdaDeploymentGroup::LambdaDeploymentGroup(Attach at, const LambdaDeploymentGroupProps& props)
    : DeploymentGroup(std::move(at),
                      {.platform = DeploymentPlatform::lambda,
                       .managed_policy = "service-role/AWSCodeDeployRoleForLambdaLimited",
                       .application = props.application,
                       .role = props.role,
                       .group_name = props.group_name,
                       .alarms = props.alarms,
                       .rollback = props.rollback,
                       .ignore_alarm_failure = props.ignore_alarm_failure}) {
  resource().props.deployment_style =
      Style{.deployment_option = Style::DeploymentOption::with_traffic_control,
            .deployment_type = Style::DeploymentType::blue_green};
  shift(props.shift, DeploymentPlatform::lambda);
  Json update =
      Json::object({{"ApplicationName", application().name()}, {"DeploymentGroupName", name()}});
  if (props.before_shift.is_set()) update.set("BeforeAllowTrafficHook", hook(props.before_shift));
  if (props.after_shift.is_set()) update.set("AfterAllowTrafficHook", hook(props.after_shift));
  props.alias->resource().set_update_policy(
      Json::object({{"CodeDeployLambdaAliasUpdate", update}}));
}

Value<std::string> LambdaDeploymentGroup::hook(const FunctionLink& function) {
  role().add_inline_statement(
      {.actions = {"lambda:InvokeFunction"}, .resources = {Value<std::string>(function.arn())}});
  return Value<std::string>(function.arn());
}

EcsDeploymentGroup::EcsDeploymentGroup(Attach at, const EcsDeploymentGroupProps& props)
    : DeploymentGroup(std::move(at), {.platform = DeploymentPlatform::ecs,
                                      .managed_policy = "AWSCodeDeployRoleForECS",
                                      .application = props.application,
                                      .role = props.role,
                                      .group_name = props.group_name,
                                      .alarms = props.alarms,
                                      .rollback = props.rollback,
                                      .ignore_alarm_failure = props.ignore_alarm_failure}) {
  using Ready = made_group::DeploymentReadyOption;
  using Ending = made_group::BlueInstanceTerminationOption;
  cfn::codedeploy::DeploymentGroupProps& made = resource().props;
  made.blue_green_deployment_configuration = made_group::BlueGreenDeploymentConfiguration{
      .deployment_ready_option =
          Ready{.action_on_timeout = Ready::ActionOnTimeout::continue_deployment,
                .wait_time_in_minutes = 0},
      .terminate_blue_instances_on_deployment_success =
          Ending{.action = Ending::Action::terminate,
                 .termination_wait_time_in_minutes = props.termination_wait.value()},
  };
  made.deployment_style = Style{.deployment_option = Style::DeploymentOption::with_traffic_control,
                                .deployment_type = Style::DeploymentType::blue_green};
  made.ecs_services = {made_group::ECSService{.cluster_name = props.service->cluster().name(),
                                              .service_name = props.service->name()}};
  made_group::TargetGroupPairInfo pair{
      .prod_traffic_route = route_of(*props.listener),
      .target_groups = {target_group_info(*props.blue), target_group_info(*props.green)},
  };
  if (props.test_listener.is_set()) pair.test_traffic_route = route_of(*props.test_listener);
  made.load_balancer_info = made_group::LoadBalancerInfo{.target_group_pair_info_list = {pair}};
  shift(props.shift, DeploymentPlatform::ecs);
  if (!props.service->may_be_deployed_by_code_deploy()) {
    error(codes::OT3784, "the service '" + props.service->path() + "' is deployed by ECS itself",
          "set its deployed_by_code_deploy = true");
  }
  if (props.blue.get() == props.green.get()) {
    error(codes::OT3784, "both target groups are the same",
          "give two, and attach the service to `blue`");
  }
  if (props.termination_wait.is_broken()) {
    error(codes::OT3783,
          "old tasks are kept for " + std::to_string(props.termination_wait.number()) + " minutes",
          "keep them for 0 to 2880 minutes");
  }
}

ServerDeploymentGroup::ServerDeploymentGroup(Attach at, const ServerDeploymentGroupProps& props)
    : DeploymentGroup(std::move(at), {.platform = DeploymentPlatform::server,
                                      .managed_policy = "service-role/AWSCodeDeployRole",
                                      .application = props.application,
                                      .role = props.role,
                                      .group_name = props.group_name,
                                      .alarms = props.alarms,
                                      .rollback = props.rollback,
                                      .ignore_alarm_failure = props.ignore_alarm_failure}) {
  cfn::codedeploy::DeploymentGroupProps& made = resource().props;
  for (const Link<const AutoScalingGroup>& each : props.auto_scaling_groups) {
    made.auto_scaling_groups.add(Value<std::string>(each->name()));
  }
  const Node& tags = props.instance_tags.node();
  for (std::uint32_t i = 0; tags.kind == NodeKind::object && i < tags.size; ++i) {
    made.ec2_tag_filters.add(
        made_group::EC2TagFilter{.key = tags.fields[i].key,
                                 .type = made_group::EC2TagFilter::Type::key_and_value,
                                 .value = Value<std::string>::from_node(tags.fields[i].value)});
  }
  if (!props.target_groups.empty()) {
    made_group::LoadBalancerInfo balancers;
    for (const Link<const TargetGroup>& each : props.target_groups) {
      balancers.target_group_info_list.add(target_group_info(*each));
    }
    made.load_balancer_info = balancers;
    made.deployment_style =
        Style{.deployment_option = Style::DeploymentOption::with_traffic_control,
              .deployment_type = Style::DeploymentType::in_place};
  }
  keep_healthy(props.healthy_hosts);
  if (props.auto_scaling_groups.empty() && !props.instance_tags.is_set()) {
    error(codes::OT3784, "the group has no servers",
          "name them by `auto_scaling_groups` or `instance_tags`");
  }
  if (props.auto_scaling_groups.size() > most_of_each ||
      props.target_groups.size() > most_of_each) {
    error(codes::OT3782, "the group has more than 10 groups of servers or target groups",
          "spread them over several groups");
  }
}

void ServerDeploymentGroup::keep_healthy(const HealthyHosts& hosts) {
  using Made = cfn::codedeploy::DeploymentConfigProps;
  using Hosts = cfn::codedeploy::deployment_config::MinimumHealthyHosts;
  constexpr std::string_view known[] = {"CodeDeployDefault.OneAtATime",
                                        "CodeDeployDefault.HalfAtATime",
                                        "CodeDeployDefault.AllAtOnce"};
  cfn::codedeploy::DeploymentGroupProps& group = resource().props;
  if (hosts.percent().is_broken() || hosts.count().is_broken()) {
    error(codes::OT3783, "the number of healthy servers is out of bounds",
          "keep 1 to 100 percent, or 1 or more servers, healthy");
  }
  if (hosts.kind() == HealthyHosts::Kind::named) {
    group.deployment_config_name = hosts.name();
    return;
  }
  if (hosts.kind() < HealthyHosts::Kind::percent) {
    group.deployment_config_name = known[static_cast<std::size_t>(hosts.kind())];
    return;
  }
  const bool is_percent = hosts.kind() == HealthyHosts::Kind::percent;
  const auto& made = add(Made{
      .id = child("Config"),
      .compute_platform = Made::ComputePlatform::server,
      .minimum_healthy_hosts =
          Hosts{.type = is_percent ? Hosts::Type::fleet_percent : Hosts::Type::host_count,
                .value = is_percent ? hosts.percent().value() : hosts.count().value()},
  });
  group.deployment_config_name = made.ref();
}

}  // namespace omnitrack
