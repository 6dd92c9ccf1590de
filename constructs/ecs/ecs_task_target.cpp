#include "omnitrack/ecs/ecs_task_target.hpp"

#include <algorithm>
#include <string>

#include "../security_groups.hpp"
#include "task_network.hpp"
#include <omnitrack/cfn/ec2.hpp>
#include <omnitrack/cfn/ecs.hpp>
#include <omnitrack/codes.hpp>
#include <omnitrack/ec2/connections.hpp>
#include <omnitrack/fn.hpp>
#include <omnitrack/iam/role.hpp>

namespace omnitrack {

namespace {

// Pipes write the names with capital letters, the API that gets a rule's input does not.
struct OverrideNames {
  std::string_view command, containers, cpu, environment, execution_role, memory,
      memory_reservation, name, task_role, value;
};

constexpr OverrideNames input_names{
    "command", "containerOverrides", "cpu",  "environment", "executionRoleArn",
    "memory",  "memoryReservation",  "name", "taskRoleArn", "value"};
constexpr OverrideNames pipe_names{
    "Command", "ContainerOverrides", "Cpu",  "Environment", "ExecutionRoleArn",
    "Memory",  "MemoryReservation",  "Name", "TaskRoleArn", "Value"};

List<Json> override_environment(const Map<std::string>& environment, const OverrideNames& names) {
  List<Json> made;
  const Node& node = environment.node();
  for (std::size_t i = 0; i < node.size; ++i) {
    const Field& field = node.fields[i];
    made.add(Json::object({{names.name, field.key}, {names.value, Json::from_node(field.value)}}));
  }
  return made;
}

List<Json> container_overrides(const Items<EventContainerOverride>& overrides,
                               const OverrideNames& names) {
  List<Json> made;
  for (const EventContainerOverride& each : overrides) {
    Json container = Json::object({{names.name, each.container.text()}});
    container.set(names.command, each.command);
    container.set(names.cpu, each.cpu);
    container.set(names.environment, override_environment(each.environment, names));
    container.set(names.memory, each.memory);
    container.set(names.memory_reservation, each.memory_reservation);
    made.add(container);
  }
  return made;
}

// ECS takes the sizes of a task as texts.
// https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_TaskOverride.html
Value<std::string> size_text(const Value<std::int64_t>& size) {
  if (size.node().kind != NodeKind::integer) return as<std::string>(size);
  return std::to_string(size.node().integer);
}

// What is other in the tasks; not set where nothing is.
Value<Json> task_overrides(const EcsTaskTargetProps& props, const OverrideNames& names) {
  Map<Json> made;
  if (!props.container_overrides.empty()) {
    made.set(names.containers, container_overrides(props.container_overrides, names));
  }
  if (props.cpu.is_set()) made.set(names.cpu, size_text(props.cpu));
  if (props.execution_role.is_set()) {
    made.set(names.execution_role, props.execution_role->arn());
  }
  if (props.memory.is_set()) made.set(names.memory, size_text(props.memory));
  if (props.task_role.is_set()) made.set(names.task_role, props.task_role->arn());
  return made.is_set() ? Value<Json>(Json(made)) : Value<Json>();
}

List<Json> task_tags(const Map<std::string>& tags) {
  List<Json> made;
  const Node& node = tags.node();
  for (std::uint32_t i = 0; node.kind == NodeKind::object && i < node.size; ++i) {
    made.add(Json::object(
        {{"Key", node.fields[i].key}, {"Value", Json::from_node(node.fields[i].value)}}));
  }
  return made;
}

Json task_network_json(const EcsTaskTargetProps& props, EventSender sender) {
  const std::string_view name =
      sender == EventSender::rule ? "AwsVpcConfiguration" : "AwsvpcConfiguration";
  Json network = Json::object({});
  if (props.task_definition->is_on_fargate()) {
    network.set("AssignPublicIp", props.assign_public_ip ? "ENABLED" : "DISABLED");
  }
  network.set("SecurityGroups", ids_of(props.security_groups));
  network.set("Subnets", props.subnets);
  return Json::object({{name, network}});
}

List<Json> capacity_providers(const Items<CapacityProviderShare>& shares) {
  List<Json> made;
  for (const CapacityProviderShare& share : shares) {
    Json item = Json::object({{"CapacityProvider", share.provider}});
    item.set("Base", share.base);
    item.set("Weight", share.weight.number());
    made.add(item);
  }
  return made;
}

}  // namespace

EcsTaskTarget::EcsTaskTarget(Attach at, const EcsTaskTargetProps& props)
    : Construct(std::move(at)), props_(props) {
  if (props.task_definition->has_own_network()) complete_network();
  if (props.count.is_broken()) {
    error(codes::OT3415,
          "count is " + std::to_string(props.count.number()) + ", which is out of bounds",
          "it is 1 to 10 tasks");
  }
}

void EcsTaskTarget::complete_network() {
  ecs::TaskNetwork network{.vpc = props_.vpc.is_set() ? props_.vpc.get() : props_.cluster->vpc(),
                           .subnets = props_.subnets,
                           .security_groups = props_.security_groups};
  ecs::complete_network(network, *this, child("SecurityGroup"), "target");
  props_.security_groups = network.security_groups;
  props_.subnets = network.subnets;
}

Value<std::string> EcsTaskTarget::event_target_arn() const { return props_.cluster->arn(); }

void EcsTaskTarget::grant_delivery(Grantee& sender) const {
  props_.task_definition->grant_run(sender, *props_.cluster);
  for (const Link<const Role>& role : {props_.execution_role, props_.task_role}) {
    if (!role.is_set()) continue;
    sender.add_to_policy({
        .actions = {"iam:PassRole"},
        .conditions = {{"StringEquals",
                        Json::object({{"iam:PassedToService", "ecs-tasks.amazonaws.com"}})}},
        .resources = {role->arn()},
    });
  }
  if (!props_.propagate_tags && !props_.tags.is_set()) return;
  // https://docs.aws.amazon.com/AmazonECS/latest/developerguide/supported-iam-actions-tagging.html
  sender.add_to_policy({
      .actions = {"ecs:TagResource"},
      .conditions = {{"StringEquals", Json::object({{"ecs:CreateAction", "RunTask"}})}},
      .resources = {stack().arn("ecs", concat("task/", props_.cluster->name(), "/*"))},
  });
}

TargetParameters EcsTaskTarget::target_parameters(EventSender sender) const {
  Json run = Json::object({{"TaskDefinitionArn", props_.task_definition->arn()}});
  if (props_.capacity_provider_strategies.empty()) {
    run.set("LaunchType", props_.task_definition->is_on_fargate() ? "FARGATE" : "EC2");
  } else {
    run.set("CapacityProviderStrategy", capacity_providers(props_.capacity_provider_strategies));
  }
  if (props_.execute_command) run.set("EnableExecuteCommand", true);
  run.set("Group", props_.group);
  if (props_.task_definition->has_own_network()) {
    run.set("NetworkConfiguration", task_network_json(props_, sender));
  }
  run.set("PlatformVersion", props_.platform_version);
  if (props_.propagate_tags) run.set("PropagateTags", "TASK_DEFINITION");
  if (props_.tags.is_set()) {
    run.set(sender == EventSender::rule ? "TagList" : "Tags", task_tags(props_.tags));
  }
  run.set("TaskCount", props_.count.value());
  TargetParameters made;
  if (sender == EventSender::pipe) {
    const Value<Json> overrides = task_overrides(props_, pipe_names);
    if (overrides.is_set()) run.set("Overrides", overrides);
  } else {
    made.input = task_overrides(props_, input_names);
  }
  made.ecs_task = run;
  return made;
}

Connections EcsTaskTarget::connections() { return {*this, props_.security_groups, {}}; }

// Containers can be added to the task definition after the target is made.
void EcsTaskTarget::finish() {
  const auto& containers = props_.task_definition->containers();
  for (const EventContainerOverride& each : props_.container_overrides) {
    const std::string_view name = each.container;
    const auto fits = [&](const Container& container) {
      return container.name.text() == name || !container.name.is_text();
    };
    if (std::any_of(containers.begin(), containers.end(), fits)) continue;
    error(codes::OT3427,
          "the target changes '" + std::string(name) + "', which is no container of the task",
          "name one of the task definition's containers");
  }
}

}  // namespace omnitrack
