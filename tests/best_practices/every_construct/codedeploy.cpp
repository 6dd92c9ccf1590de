#include "every_construct.hpp"

namespace every_construct {

void add_codedeploy(const Surroundings& in) {
  Stack& stack = in.stack;
  stack.add(DeploymentApplicationProps{.id = "DeploymentApplication"});
  auto& function = stack.add(FunctionProps{
      .id = "DeployedFunction",
      .code = FunctionCode::inline_text("def handler(event, context):\n    print(event)\n"),
      .handler = "index.handler",
      .runtime = Runtime::python3_13,
  });
  stack.add(LambdaDeploymentGroupProps{
      .id = "LambdaDeploymentGroup",
      .alias = stack.add(FunctionAliasProps{.id = "live", .function = function}),
      .shift = TrafficShift::linear(20, 7),
  });
  stack.add(ServerDeploymentGroupProps{
      .id = "ServerDeploymentGroup",
      .auto_scaling_groups = AutoScalingGroup::from_name(stack, "Fleet", "fleet"),
  });
  auto& cluster = stack.add(ClusterProps{.id = "DeployedCluster", .vpc = in.vpc});
  auto& task = stack.add(FargateTaskDefinitionProps{
      .id = "DeployedTask",
      .containers = {{.name = "web",
                      .image = ContainerImage::registry("public.ecr.aws/nginx/nginx:stable"),
                      .ports = {{.port = 80}}}},
  });
  auto& service = stack.add(FargateServiceProps{
      .id = "DeployedService",
      .cluster = cluster,
      .task_definition = task,
      .deployed_by_code_deploy = true,
  });
  const auto make_group = [&](std::string_view id) -> TargetGroup& {
    return stack.add(TargetGroupProps{.id = id, .target_type = TargetType::ip, .vpc = in.vpc});
  };
  TargetGroup& blue = make_group("Blue");
  TargetGroup& green = make_group("Green");
  blue.add_target(service);
  auto& listener = stack.add(ApplicationListenerProps{
      .id = "DeployedListener",
      .default_action = ListenerAction::forward(blue),
      .load_balancer =
          stack.add(ApplicationLoadBalancerProps{.id = "DeployedBalancer", .vpc = in.vpc}),
      .certificates = in.certificate,
  });
  stack.add(EcsDeploymentGroupProps{
      .id = "EcsDeploymentGroup",
      .blue = blue,
      .green = green,
      .listener = listener,
      .service = service,
  });
}

}  // namespace every_construct
