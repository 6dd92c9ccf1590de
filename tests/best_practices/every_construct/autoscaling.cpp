#include "every_construct.hpp"

namespace every_construct {

void add_autoscaling(const Surroundings& in) {
  Stack& stack = in.stack;
  auto& machine = stack.add(
      LaunchTemplateProps{.id = "FleetMachine",
                          .instance_type = "t4g.micro",
                          .machine_image = MachineImage::amazon_linux_2023(CpuArchitecture::arm64),
                          .vpc = in.vpc});
  stack.add(AutoScalingGroupProps{.id = "Fleet", .launch_template = machine, .vpc = in.vpc});
}

}  // namespace every_construct
