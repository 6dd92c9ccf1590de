#include <omnitrack/ec2/connections.hpp>
#include <omnitrack/ec2/instance.hpp>
#include <omnitrack/ec2/vpc.hpp>

namespace omnitrack {

Bastion::Bastion(Attach at, const BastionProps& props)
    : Construct(std::move(at)),
      instance_(&add(InstanceProps{
          .id = primary(),
          .instance_type = props.instance_type.value(),
          .vpc = props.vpc,
          .machine_image = props.machine_image,
          .subnet = props.subnet,
      })) {}

Connections Bastion::connections() { return instance_->connections(); }

}  // namespace omnitrack
