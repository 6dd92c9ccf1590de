#include "omnitrack/ec2/instance_connect_endpoint.hpp"

#include <string>

#include "../security_groups.hpp"
#include "first_subnet.hpp"
#include "machine_parts.hpp"
#include <omnitrack/cfn/ec2.hpp>
#include <omnitrack/codes.hpp>
#include <omnitrack/ec2/connections.hpp>
#include <omnitrack/fn.hpp>

namespace omnitrack {

InstanceConnectEndpoint::InstanceConnectEndpoint(Attach at,
                                                 const InstanceConnectEndpointProps& props)
    : Construct(std::move(at)),
      security_groups_(groups_or_own(
          *this, props.security_groups,
          {.id = child("SecurityGroup"), .vpc = props.vpc, .allow_all_outbound = false})) {
  resource_ = &add(cfn::ec2::InstanceConnectEndpointProps{
      .id = primary(),
      .subnet_id = ec2::subnet_or_first(*this, props.subnet, *props.vpc),
      .preserve_client_ip = props.preserve_client_ip,
      .security_group_ids = ids_of(security_groups_),
  });
  resource_->add_tag("Name", path());
}

Connections InstanceConnectEndpoint::connections() { return {*this, security_groups_}; }

// https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/permissions-for-ec2-instance-connect-endpoint.html
void InstanceConnectEndpoint::grant_open_tunnel(Grantee& grantee, KnownNumber port,
                                                KnownNumber seconds) const {
  if (port < 1 || port > 65535 || seconds < 1 || seconds > 3600) {
    error(codes::OT3911,
          "a tunnel to port " + std::to_string(port.number()) + " for " +
              std::to_string(seconds.number()) + " seconds is out of bounds",
          "the port is 1 to 65535, and a tunnel is open for 1 to 3600 seconds");
  }
  grantee.add_to_policy({
      .actions = {"ec2-instance-connect:OpenTunnel"},
      .conditions = {{"NumericEquals", Json::object({{"ec2-instance-connect:remotePort",
                                                      std::to_string(port.number())}})},
                     {"NumericLessThanEquals",
                      Json::object({{"ec2-instance-connect:maxTunnelDuration",
                                     std::to_string(seconds.number())}})}},
      .resources = {resource_->attr_instance_connect_endpoint_arn()},
  });
  // Neither action knows resources.
  grantee.add_to_policy(
      {.actions = {"ec2:DescribeInstanceConnectEndpoints", "ec2:DescribeInstances"},
       .resources = {"*"}});
}

Value<std::string> InstanceConnectEndpoint::endpoint_id() const { return resource_->ref(); }

}  // namespace omnitrack
