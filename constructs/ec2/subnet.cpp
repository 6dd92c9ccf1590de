#include "omnitrack/ec2/subnet.hpp"

#include <string>

#include <omnitrack/cfn/ec2.hpp>
#include <omnitrack/codes.hpp>
#include <omnitrack/ec2/elastic_ip.hpp>
#include <omnitrack/ec2/vpc.hpp>

namespace omnitrack {

namespace {

constexpr std::string_view everywhere = "0.0.0.0/0";
constexpr std::string_view everywhere_ipv6 = "::/0";

}  // namespace

Subnet::Subnet(Attach at, const SubnetProps& props)
    : Construct(std::move(at)),
      availability_zone_(props.availability_zone),
      cidr_(props.cidr),
      kind_(props.kind),
      resource_(add(cfn::ec2::SubnetProps{
          .id = primary(),
          .vpc_id = props.vpc->id(),
          .availability_zone = props.availability_zone,
          .cidr_block = props.cidr.value(),
          .map_public_ip_on_launch = props.map_public_ip_on_launch,
      })),
      route_table_(add(cfn::ec2::RouteTableProps{
          .id = child("RouteTable"),
          .vpc_id = props.vpc->id(),
      })) {
  add(cfn::ec2::SubnetRouteTableAssociationProps{
      .id = child("RouteTableAssociation"),
      .route_table_id = route_table_.ref(),
      .subnet_id = resource_.ref(),
  });
  add_tag("Name", path());
  if (!props.cidr.is_valid()) {
    error(codes::OT2001, props.cidr.problem(), "give a block such as 10.0.1.0/24");
  }
}

Value<cfn::ec2::SubnetId> Subnet::id() const { return resource_.ref(); }
Value<cfn::ec2::RouteTableId> Subnet::route_table_id() const { return route_table_.ref(); }

void Subnet::add_internet_route(const Value<cfn::ec2::InternetGatewayId>& gateway,
                                const Construct& attachment) {
  internet_route_ = &add(cfn::ec2::RouteProps{
      .id = child("DefaultRoute"),
      .route_table_id = route_table_.ref(),
      .destination_cidr_block = everywhere,
      .gateway_id = gateway,
  });
  internet_route_->depends_on(attachment);
}

void Subnet::add_nat_route(const Value<cfn::ec2::NatGatewayId>& gateway) {
  add(cfn::ec2::RouteProps{
      .id = child("DefaultRoute"),
      .route_table_id = route_table_.ref(),
      .destination_cidr_block = everywhere,
      .nat_gateway_id = gateway,
  });
}

cfn::ec2::NatGateway& Subnet::add_nat_gateway(const Construct& attachment,
                                              const ElasticIp* address) {
  Value<cfn::ec2::EIPAllocationId> allocation;
  if (address != nullptr) {
    allocation = address->allocation_id();
  } else {
    auto& made = add(cfn::ec2::EIPProps{.id = child("EIP"), .domain = "vpc"});
    // An address in a VPC with an internet gateway can be made only once that is attached:
    // https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-ec2-eip.html
    made.depends_on(attachment);
    allocation = made.attr_allocation_id();
  }
  auto& gateway = add(cfn::ec2::NatGatewayProps{
      .id = child("NATGateway"),
      .allocation_id = allocation,
      .subnet_id = resource_.ref(),
  });
  if (internet_route_ != nullptr) gateway.depends_on(*internet_route_);
  return gateway;
}

void Subnet::add_ipv6(const Value<std::string>& cidr, const Construct& vpc_block) {
  resource_.props.ipv6_cidr_block = cidr;
  resource_.props.assign_ipv6_address_on_creation = true;
  resource_.depends_on(vpc_block);
}

void Subnet::add_ipv6_internet_route(const Value<cfn::ec2::InternetGatewayId>& gateway,
                                     const Construct& attachment) {
  add(cfn::ec2::RouteProps{
          .id = child("DefaultRouteIpv6"),
          .route_table_id = route_table_.ref(),
          .destination_ipv6_cidr_block = everywhere_ipv6,
          .gateway_id = gateway,
      })
      .depends_on(attachment);
}

void Subnet::add_ipv6_egress_route(const Value<cfn::ec2::EgressOnlyInternetGatewayId>& gateway) {
  add(cfn::ec2::RouteProps{
      .id = child("DefaultRouteIpv6"),
      .route_table_id = route_table_.ref(),
      .destination_ipv6_cidr_block = everywhere_ipv6,
      .egress_only_internet_gateway_id = gateway,
  });
}

}  // namespace omnitrack
