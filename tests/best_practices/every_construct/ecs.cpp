#include "every_construct.hpp"

namespace every_construct {

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
}

}  // namespace every_construct
