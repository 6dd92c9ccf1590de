#pragma once

#include <omnitrack/construct.hpp>
#include <omnitrack/ec2/cidr.hpp>

namespace omnitrack::cfn::ec2 {
enum class EgressOnlyInternetGatewayId : char;
enum class InternetGatewayId : char;
enum class NatGatewayId : char;
enum class RouteTableId : char;
enum class SubnetId : char;
enum class VPCId : char;
class NatGateway;  // defined in <omnitrack/cfn/ec2.hpp>
class Route;       // defined in <omnitrack/cfn/ec2.hpp>
class RouteTable;  // defined in <omnitrack/cfn/ec2.hpp>
class Subnet;      // defined in <omnitrack/cfn/ec2.hpp>
}  // namespace omnitrack::cfn::ec2

namespace omnitrack {

/// How a subnet is connected to the internet.
enum class SubnetKind : std::uint8_t {
  public_,              ///< both ways, through an internet gateway
  private_with_egress,  ///< outwards alone, through a NAT gateway
  isolated,             ///< not at all
};

class ElasticIp;
class Subnet;
class Vpc;

/// Properties of a subnet with a route table of its own; a `Vpc` makes all of its subnets itself.
struct SubnetProps {
  using Makes = Subnet;
  Id id;
  /// The availability zone's name.
  Required<Value<std::string>, struct required_availability_zone> availability_zone;
  /// The subnet's part of the VPC's block: prefix length 16 to 28.
  Cidr cidr;
  /// The VPC.
  Required<Link<const Vpc>, struct required_vpc> vpc;
  /// How it is connected to the internet; the routes are yours to add.
  SubnetKind kind = SubnetKind::isolated;
  /// Whether instances get a public address where they do not ask for none.
  Bool map_public_ip_on_launch = false;
};

/// A subnet with a route table of its own: AWS::EC2::Subnet, AWS::EC2::RouteTable and
/// AWS::EC2::SubnetRouteTableAssociation, with the path as their `Name` tag.
/// https://docs.aws.amazon.com/vpc/latest/userguide/configure-subnets.html
class Subnet final : public Construct {
 public:
  Subnet(Attach at, const SubnetProps& props);

  /// The subnet's id.
  [[nodiscard]] Value<cfn::ec2::SubnetId> id() const;
  /// The id of its route table.
  [[nodiscard]] Value<cfn::ec2::RouteTableId> route_table_id() const;
  /// The availability zone's name.
  [[nodiscard]] const Value<std::string>& availability_zone() const { return availability_zone_; }
  /// Its IPv4 block.
  [[nodiscard]] const Cidr& cidr() const { return cidr_; }
  /// How it is connected to the internet.
  [[nodiscard]] SubnetKind kind() const { return kind_; }

  /// Routes what is for the internet to an internet gateway, once that is attached to the VPC:
  /// AWS::EC2::Route.
  void add_internet_route(const Value<cfn::ec2::InternetGatewayId>& gateway,
                          const Construct& attachment);
  /// Routes what is for the internet to a NAT gateway: AWS::EC2::Route.
  void add_nat_route(const Value<cfn::ec2::NatGatewayId>& gateway);
  /// Puts a NAT gateway into this subnet, once its internet route is there, with that address or
  /// one of its own: AWS::EC2::NatGateway and AWS::EC2::EIP.
  cfn::ec2::NatGateway& add_nat_gateway(const Construct& attachment,
                                        const ElasticIp* address = nullptr);

  /// Gives it a /64 of IPv6 addresses, of which every network interface gets one.
  void add_ipv6(const Value<std::string>& cidr, const Construct& vpc_block);
  /// Routes what is for the IPv6 internet to an internet gateway: AWS::EC2::Route.
  void add_ipv6_internet_route(const Value<cfn::ec2::InternetGatewayId>& gateway,
                               const Construct& attachment);
  /// Routes what is for the IPv6 internet to a gateway that lets nothing in: AWS::EC2::Route.
  void add_ipv6_egress_route(const Value<cfn::ec2::EgressOnlyInternetGatewayId>& gateway);

  /// The subnet's own resource.
  [[nodiscard]] cfn::ec2::Subnet& resource() { return resource_; }
  /// The route table, for further routes.
  [[nodiscard]] cfn::ec2::RouteTable& route_table() { return route_table_; }

 private:
  Value<std::string> availability_zone_;
  Cidr cidr_;
  SubnetKind kind_;
  cfn::ec2::Subnet& resource_;
  cfn::ec2::RouteTable& route_table_;
  cfn::ec2::Route* internet_route_ = nullptr;
};

}  // namespace omnitrack
