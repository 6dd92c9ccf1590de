#include "omnitrack/ecs/ec2_service.hpp"

#include <string>

#include "../imported.hpp"
#include "service_parts.hpp"
#include <omnitrack/cfn/ec2.hpp>
#include <omnitrack/codes.hpp>
#include <omnitrack/iam/role.hpp>

namespace omnitrack {

/// What a service on instances that is made elsewhere is made of.
struct ImportedEc2ServiceProps {
  using Makes = Ec2Service;
  Id id;
  ImportedEcsService known;
};

namespace {

using ServiceMade = cfn::ecs::ServiceProps;

std::int64_t max_percent(const Ec2ServiceProps& props) {
  if (props.max_healthy_percent) return *props.max_healthy_percent;
  return props.daemon ? 100 : 200;
}

std::int64_t min_percent(const Ec2ServiceProps& props) {
  if (props.min_healthy_percent) return *props.min_healthy_percent;
  return props.daemon ? 0 : 100;
}

// https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-rebalancing.html
bool can_rebalance(const Ec2ServiceProps& props) {
  if (props.daemon || props.deployed_by_code_deploy || max_percent(props) == 100) return false;
  for (const TaskPlacementConstraint& each : props.placement_constraints) {
    const std::string_view text = each.expression().literal_text();
    if (text.find("ecs.availability-zone") != std::string_view::npos) return false;
  }
  const auto& strategies = props.placement_strategies;
  return strategies.empty() || strategies[0].field() == "attribute:ecs.availability-zone";
}

void set_placement(ServiceMade& made, const Ec2ServiceProps& props) {
  namespace service = cfn::ecs::service;
  for (const TaskPlacementConstraint& each : props.placement_constraints) {
    using Type = service::PlacementConstraint::Type;
    made.placement_constraints.add(service::PlacementConstraint{
        .type = each.expression().is_set() ? Type::member_of : Type::distinct_instance,
        .expression = each.expression()});
  }
  for (const TaskPlacementStrategy& each : props.placement_strategies) {
    service::PlacementStrategy strategy{
        .type = as<service::PlacementStrategy::Type>(each.type().text())};
    if (!each.field().empty()) strategy.field = each.field().text();
    made.placement_strategies.add(strategy);
  }
}

}  // namespace

Ec2Service::Ec2Service(Attach at, const Ec2ServiceProps& props)
    : EcsService(std::move(at), *props.cluster, *props.task_definition, props.security_groups) {
  const bool rebalances =
      props.availability_zone_rebalancing.value_or(true) && can_rebalance(props);
  ServiceMade made = ecs::service_resource(primary(), props, rebalances);
  made.deployment_configuration = ecs::deployment_of(props, min_percent(props), max_percent(props));
  if (props.capacity_provider_strategies.empty()) made.launch_type = ServiceMade::LaunchType::ec2;
  if (props.daemon) made.scheduling_strategy = ServiceMade::SchedulingStrategy::daemon;
  set_placement(made, props);
  make(made);
  check(props);
  if (props.task_definition->has_own_network()) place(props.vpc, props.subnets, false);
  start(ecs::service_parts(props));
}

Ec2Service::Ec2Service(Attach at, const ImportedEc2ServiceProps& props)
    : EcsService(std::move(at), props.known) {}

Ec2Service& Ec2Service::from_attributes(Construct& scope, const Id& id,
                                        const ImportedEcsService& known) {
  return scope.add(ImportedEc2ServiceProps{.id = id, .known = known});
}

void Ec2Service::check(const Ec2ServiceProps& props) const {
  check_name(props.service_name);
  check_deployment(min_percent(props), max_percent(props));
  if (props.availability_zone_rebalancing.value_or(false) && !can_rebalance(props)) {
    error(codes::OT3422, "ECS cannot move the tasks of this service between zones",
          "leave availability_zone_rebalancing out, or spread the tasks over the zones first");
  }
  if (props.daemon && (props.desired_count.is_set() || !props.placement_strategies.empty() ||
                       !props.capacity_provider_strategies.empty() || max_percent(props) > 100)) {
    error(codes::OT3474, "a daemon has one task on each instance, whatever else is asked for",
          "leave out `desired_count`, `placement_strategies`, `capacity_provider_strategies` and "
          "`max_healthy_percent`");
  }
  if (!props.task_definition->has_own_network() &&
      (!props.security_groups.empty() || props.subnets.is_set())) {
    error(codes::OT3474, "tasks that are reached by ports of their instance have its network",
          "leave `security_groups` and `subnets` out, or take TaskNetworkMode::awsvpc");
  }
}

// Instances can be added to the cluster after the service.
void Ec2Service::finish() {
  EcsService::finish();
  if (cluster().is_imported() || cluster().capacity() != nullptr) return;
  error(codes::OT3474, "the cluster has no instances to run the tasks on",
        "add an `EcsCapacityProvider` with the cluster");
}

Ec2TaskDefinition& Ec2Service::task_definition() {
  if (known_task_definition() == nullptr) {
    refuse_of_imported(*this, "task_definition()");
    set_task_definition(add(Ec2TaskDefinitionProps{.id = child("TaskDefinition"), .memory = 512}));
  }
  // It was given one of this kind.
  return static_cast<Ec2TaskDefinition&>(*known_task_definition());
}

}  // namespace omnitrack
