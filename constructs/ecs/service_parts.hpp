#pragma once

#include <omnitrack/cfn/ecs.hpp>
#include <omnitrack/ecs/ecs_service.hpp>

namespace omnitrack::ecs {

/// How a deployment of a service of either kind goes.
template <class Props>
[[nodiscard]] cfn::ecs::service::DeploymentConfiguration deployment_of(
    const Props& props, std::int64_t min_healthy_percent, std::int64_t max_healthy_percent) {
  namespace service = cfn::ecs::service;
  service::DeploymentConfiguration made{
      .maximum_percent = max_healthy_percent,
      .minimum_healthy_percent = min_healthy_percent,
  };
  // https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deployment-type-bluegreen.html
  if (props.deployed_by_code_deploy) return made;
  if (props.circuit_breaker) {
    made.deployment_circuit_breaker =
        service::DeploymentCircuitBreaker{.enable = true, .rollback = true};
  }
  if (props.deployment_alarms.is_set()) {
    made.alarms = service::DeploymentAlarms{
        .alarm_names = props.deployment_alarms, .enable = true, .rollback = true};
  }
  return made;
}

/// What the props of services of both kinds say alike.
template <class Props>
[[nodiscard]] cfn::ecs::ServiceProps service_resource(const Id& id, const Props& props,
                                                      bool rebalances) {
  namespace service = cfn::ecs::service;
  using Made = cfn::ecs::ServiceProps;
  Made made{
      .id = id,
      .availability_zone_rebalancing = rebalances ? Made::AvailabilityZoneRebalancing::enabled
                                                  : Made::AvailabilityZoneRebalancing::disabled,
      .cluster = props.cluster->name(),
      .desired_count = props.desired_count,
      .enable_ecs_managed_tags = true,
      .health_check_grace_period_seconds = props.health_check_grace_period,
      .service_name = props.service_name.value(),
      .task_definition = props.task_definition->arn(),
  };
  for (const CapacityProviderShare& share : props.capacity_provider_strategies) {
    made.capacity_provider_strategy.add(service::CapacityProviderStrategyItem{
        .base = share.base, .capacity_provider = share.provider, .weight = share.weight});
  }
  if (props.deployed_by_code_deploy) {
    made.deployment_controller =
        service::DeploymentController{.type = service::DeploymentController::Type::code_deploy};
  }
  if (props.execute_command) made.enable_execute_command = true;
  if (props.propagate_tags != TaskTags::none) {
    made.propagate_tags = props.propagate_tags == TaskTags::service
                              ? Made::PropagateTags::service
                              : Made::PropagateTags::task_definition;
  }
  return made;
}

/// What both kinds of services do alike.
template <class Props>
[[nodiscard]] EcsServiceParts service_parts(const Props& props) {
  return {
      .deployed_by_code_deploy = props.deployed_by_code_deploy,
      .execute_command = props.execute_command,
      .service_connect = props.service_connect,
      .service_discovery = props.service_discovery,
      .wait_for_grants = props.wait_for_grants,
  };
}

}  // namespace omnitrack::ecs
