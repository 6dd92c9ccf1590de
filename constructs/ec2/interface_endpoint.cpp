#include "omnitrack/ec2/interface_endpoint.hpp"

#include <string>

#include "../imported.hpp"
#include <omnitrack/cfn/ec2.hpp>
#include <omnitrack/codes.hpp>
#include <omnitrack/ec2/connections.hpp>
#include <omnitrack/ec2/vpc.hpp>
#include <omnitrack/fn.hpp>

namespace omnitrack {

/// What an endpoint that is made elsewhere is made of.
struct ImportedInterfaceEndpointProps {
  using Makes = InterfaceEndpoint;
  Id id;
  Value<cfn::ec2::VPCEndpointId> endpoint;
};

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
      security_group_(props.security_group.is_set()
                          ? props.security_group.get()
                          : &add(SecurityGroupProps{
                                .id = child("SecurityGroup"),
                                .vpc = props.vpc,
                                .allow_all_outbound = false,
                                .description = props.security_group_description.is_set()
                                                   ? props.security_group_description
                                                   : Value<std::string>("Endpoint " + path()),
                            })),
      resource_(&add(cfn::ec2::VPCEndpointProps{
          .id = primary(),
          .vpc_id = props.vpc->id(),
          .policy_document = props.policy.is_empty() ? Value<Json>() : props.policy.json(),
          .private_dns_enabled = props.private_dns,
          .security_group_ids = {security_group_->id()},
          .service_name = service_name(stack(), props.service),
          .subnet_ids = props.subnets.is_set() ? props.subnets : props.vpc->inner_subnets(),
          .vpc_endpoint_type = cfn::ec2::VPCEndpointProps::VpcEndpointType::interface,
      })),
      id_(resource_->ref()) {
  resource_->add_tag("Name", path());
  if (!resource_->props.subnet_ids.is_set()) {
    error(codes::OT2050, "the VPC has no private or isolated subnets for an endpoint",
          "give it subnets");
  }
  if (props.security_group.is_set()) return;
  if (!props.vpc->cidr().is_set()) {
    error(codes::OT2051, "the block of the VPC is not known, so nothing would be let in",
          "give Vpc::from_ids its cidr, or the endpoint a security group");
    return;
  }
  allow_from(Peer::ipv4(props.vpc->cidr()), "The VPC");
}

void InterfaceEndpoint::allow_from(const Peer& peer, std::string_view description) {
  security_group().allow_from(peer, Port::tcp(443), description);
}

Connections InterfaceEndpoint::connections() {
  return {*this, {Link<SecurityGroup>(security_group())}, Port::tcp(443)};
}

InterfaceEndpoint::InterfaceEndpoint(Attach at, const ImportedInterfaceEndpointProps& props)
    : Construct(std::move(at)), id_(props.endpoint) {}

InterfaceEndpoint& InterfaceEndpoint::from_id(Construct& scope, const Id& id,
                                              const Value<cfn::ec2::VPCEndpointId>& endpoint) {
  return scope.add(ImportedInterfaceEndpointProps{.id = id, .endpoint = endpoint});
}

SecurityGroup& InterfaceEndpoint::security_group() {
  if (security_group_ == nullptr) {
    refuse_of_imported(*this, "security_group()");
    security_group_ = &SecurityGroup::from_id(*this, child("SecurityGroup"), "sg-0");
  }
  return *security_group_;
}

cfn::ec2::VPCEndpoint& InterfaceEndpoint::resource() {
  if (resource_ == nullptr) {
    refuse_of_imported(*this, "resource()");
    resource_ = &add(cfn::ec2::VPCEndpointProps{.id = primary(), .vpc_id = "vpc-0"});
  }
  return *resource_;
}

}  // namespace omnitrack
