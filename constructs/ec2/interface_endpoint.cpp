#include "omnitrack/constructs/interface_endpoint.hpp"

#include <string>

#include <omnitrack/cfn/ec2.hpp>
#include <omnitrack/codes.hpp>
#include <omnitrack/fn.hpp>

namespace omnitrack {

namespace {

Value<std::string> service_name(const Stack& stack, std::string_view service) {
  if (service.starts_with("com.amazonaws.") || service.starts_with("cn.com.amazonaws.")) {
    return service;
  }
  return concat("com.amazonaws.", stack.region(), ".", service);
}

}  // namespace

InterfaceEndpoint::InterfaceEndpoint(Attach at, const InterfaceEndpointProps& props)
    : Construct(std::move(at)),
      security_group_(props.security_group != nullptr ? props.security_group
                                                      : &add(SecurityGroupProps{
                                                            .id = child("SecurityGroup"),
                                                            .vpc = props.vpc,
                                                            .allow_all_outbound = false,
                                                            .description = "Endpoint " + path(),
                                                        })),
      resource_(add(cfn::ec2::VPCEndpointProps{
          .id = primary(),
          .vpc_id = props.vpc.id,
          .policy_document = props.policy.is_empty() ? Value<Json>() : props.policy.json(),
          .private_dns_enabled = props.private_dns,
          .security_group_ids = {security_group_->id()},
          .service_name = service_name(stack(), props.service.text()),
          .subnet_ids = props.subnets.is_set() ? props.subnets : props.vpc.inner_subnets(),
          .vpc_endpoint_type = cfn::ec2::VPCEndpointProps::VpcEndpointType::interface,
      })) {
  resource_.add_tag("Name", path());
  if (!resource_.props.subnet_ids.is_set()) {
    error(codes::OT2050, "the VPC has no private or isolated subnets for an endpoint",
          "give it subnets");
  }
  if (props.security_group != nullptr) return;
  if (!props.vpc.cidr.is_set()) {
    error(codes::OT2051, "the block of the VPC is not known, so nothing would be let in",
          "give the VPC reference its cidr, or the endpoint a security group");
    return;
  }
  allow_from(Peer::ipv4(props.vpc.cidr), "The VPC");
}

void InterfaceEndpoint::allow_from(const Peer& peer, std::string_view description) {
  security_group_->allow_from(peer, Port::tcp(443), description);
}

Value<cfn::ec2::VPCEndpointId> InterfaceEndpoint::id() const { return resource_.ref(); }

}  // namespace omnitrack
