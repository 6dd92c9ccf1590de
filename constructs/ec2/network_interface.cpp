#include "omnitrack/ec2/network_interface.hpp"

#include <string>

#include "../security_groups.hpp"
#include "first_subnet.hpp"
#include "machine_parts.hpp"
#include <omnitrack/cfn/ec2.hpp>
#include <omnitrack/codes.hpp>
#include <omnitrack/ec2/connections.hpp>
#include <omnitrack/ec2/instance.hpp>

namespace omnitrack {

NetworkInterface::NetworkInterface(Attach at, const NetworkInterfaceProps& props)
    : Construct(std::move(at)),
      security_groups_(groups_or_own(*this, props.security_groups,
                                     {.id = child("SecurityGroup"), .vpc = props.vpc})) {
  resource_ = &add(cfn::ec2::NetworkInterfaceProps{
      .id = primary(),
      .subnet_id = ec2::subnet_or_first(*this, props.subnet, *props.vpc),
      .description = props.description,
      .group_set = ids_of(security_groups_),
      .ipv6_address_count = props.ipv6_address_count,
      .private_ip_address = props.private_ip_address,
      .secondary_private_ip_address_count = props.secondary_private_ip_address_count,
      .source_dest_check = props.source_dest_check,
  });
  resource_->add_tag("Name", path());
}

void NetworkInterface::attach(const Instance& instance, KnownNumber device_index) {
  if (device_index < 1) {
    error(codes::OT3911,
          "the network interface is device " + std::to_string(device_index.number()) +
              " of an instance, which is out of bounds",
          "it is 1 or more: 0 is the instance's own");
  }
  add(cfn::ec2::NetworkInterfaceAttachmentProps{
      .id = child("Attachment"),
      .device_index = std::to_string(device_index.number()),
      .instance_id = instance.instance_id(),
      .network_interface_id = network_interface_id(),
      .delete_on_termination = false,
  });
}

Connections NetworkInterface::connections() { return {*this, security_groups_}; }

Value<cfn::ec2::NetworkInterfaceId> NetworkInterface::network_interface_id() const {
  return resource_->ref();
}

Value<std::string> NetworkInterface::private_ip() const {
  return resource_->attr_primary_private_ip_address();
}

}  // namespace omnitrack
