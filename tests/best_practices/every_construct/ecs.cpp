#include "every_construct.hpp"

namespace every_construct {

namespace {

void add_ecs_on_instances(const Surroundings& in) {
  Stack& stack = in.stack;
  auto& machine = stack.add(LaunchTemplateProps{
      .id = "EcsMachine",
      .instance_type = "t3.small",
      .machine_image = MachineImage::ecs_optimized(),
      .vpc = in.vpc,
  });
  auto& group = stack.add(AutoScalingGroupProps{
      .id = "EcsGroup", .launch_template = machine, .vpc = in.vpc, .max_capacity = 4});
  auto& cluster = stack.add(ClusterProps{.id = "InstanceCluster", .vpc = in.vpc});
  auto& capacity = stack.add(EcsCapacityProviderProps{
      .id = "EcsCapacity", .auto_scaling_group = group, .cluster = cluster});
  auto& task = stack.add(Ec2TaskDefinitionProps{
      .id = "InstanceTask",
      .containers = {{.name = "web",
                      .image = ContainerImage::registry("public.ecr.aws/nginx/nginx:stable"),
                      .memory_reservation = 256,
                      .ports = {{.port = 80}}}},
      .network_mode = TaskNetworkMode::bridge,
  });
  stack.add(Ec2ServiceProps{.id = "InstanceService",
                            .cluster = cluster,
                            .task_definition = task,
                            .capacity_provider_strategies = {capacity.share()}});
  stack.add(Ec2ServiceProps{
      .id = "InstanceAgent", .cluster = cluster, .task_definition = task, .daemon = true});
}

}  // namespace

void add_ecs(const Surroundings& in) {
  Stack& stack = in.stack;
  auto& cluster = stack.add(ClusterProps{.id = "Cluster", .vpc = in.vpc});
  const auto image = ContainerImage::registry("public.ecr.aws/nginx/nginx:stable");
  auto& task = stack.add(
      FargateTaskDefinitionProps{.id = "Task", .containers = {{.name = "web", .image = image}}});
  auto& service =
      stack.add(FargateServiceProps{.id = "Service", .cluster = cluster, .task_definition = task});
  ServiceScaling& scaling = service.auto_scale({.min = 2, .max = 4});
  scaling.on_cpu(60);
  stack.add(EcsTaskTargetProps{.id = "TaskTarget", .cluster = cluster, .task_definition = task});
  stack.add(LoadBalancedFargateServiceProps{
      .id = "Website", .image = image, .certificate = in.certificate.arn(), .cluster = cluster});
  add_ecs_on_instances(in);
}

}  // namespace every_construct
