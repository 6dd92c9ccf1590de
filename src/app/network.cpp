#include "stack.hpp"

namespace omnitrack::app {

Vpc& add_network(Stack& stack, const Config& config) {
  Vpc& vpc = stack.add(VpcProps{
      .id = "Vpc",
      .availability_zones = 3,
      .cidr = "10.0.0.0/16",
      .nat_gateways = config.nat_gateways,
      .subnet_groups = {{.name = "Public", .kind = SubnetKind::public_, .prefix_length = 24},
                        {.name = "Private",
                         .kind = SubnetKind::private_with_egress,
                         .prefix_length = 24}},
  });
  stack.add(FlowLogsProps{
      .id = "VpcFlowLogs",
      .vpc = vpc,
      .removal_policy = RemovalPolicy::destroy,
      .retention = config.retention_days,
      .traffic = FlowTraffic::all,
  });
  add_export(stack, config, "VpcId", "VPC identifier", "VpcId", vpc.id());
  return vpc;
}

}  // namespace omnitrack::app
