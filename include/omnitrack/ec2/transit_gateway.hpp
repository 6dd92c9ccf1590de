#pragma once

#include <omnitrack/cloudwatch/metric.hpp>
#include <omnitrack/ec2/asn.hpp>
#include <omnitrack/ec2/subnet.hpp>
#include <omnitrack/resource.hpp>

namespace omnitrack::cfn::ec2 {
class TransitGateway;            // defined in <omnitrack/cfn/ec2.hpp>
class TransitGatewayAttachment;  // defined in <omnitrack/cfn/ec2.hpp>
class TransitGatewayRouteTable;  // defined in <omnitrack/cfn/ec2.hpp>
enum class TransitGatewayAttachmentId : char;
enum class TransitGatewayId : char;
enum class TransitGatewayRouteTableId : char;
}  // namespace omnitrack::cfn::ec2

namespace omnitrack {

class TransitGateway;
class TransitGatewayAttachment;
class TransitGatewayRouteTable;

/// Properties of a transit gateway.
struct TransitGatewayProps {
  using Makes = TransitGateway;
  Id id;
  /// The number of AWS's side in BGP; 64,512 where it is left out.
  AmazonSideAsn amazon_side_asn = {};
  /// Whether attachments of accounts that it is shared with are accepted unseen.
  Bool auto_accept_shared_attachments = false;
  /// Blocks of addresses of its own, for Connect attachments.
  List<std::string> cidr_blocks = {};
  /// Whether attachments use its first route table, and not one that they are associated with.
  Bool default_route_table_association = true;
  /// Whether attachments give their routes to its first route table.
  Bool default_route_table_propagation = true;
  /// What it is for.
  Value<std::string> description = {};
  /// Whether public host names are resolved to private addresses across VPCs.
  Bool dns_support = true;
  /// Whether it forwards multicasts.
  Bool multicast_support = false;
  /// What happens to it when it leaves the stack.
  RemovalPolicy removal_policy = RemovalPolicy::destroy;
  /// Whether rules may name security groups of other VPCs.
  Bool security_group_referencing = true;
  /// Whether several tunnels share the traffic of a VPN connection.
  Bool vpn_ecmp_support = true;
};

/// A router between VPCs and networks of one's own: AWS::EC2::TransitGateway.
/// https://docs.aws.amazon.com/vpc/latest/tgw/what-is-transit-gateway.html
class TransitGateway final : public Construct, public Measured {
 public:
  TransitGateway(Attach at, const TransitGatewayProps& props);
  TransitGateway(Attach at, const struct ImportedTransitGatewayProps& props);

  /// A transit gateway that is made elsewhere, such as one that another account shares.
  static TransitGateway& from_id(Construct& scope, const Id& id,
                                 const Value<cfn::ec2::TransitGatewayId>& gateway);

  /// One of the metrics of the transit gateway, by the sum where it says no other statistic.
  /// https://docs.aws.amazon.com/vpc/latest/tgw/transit-gateway-cloudwatch-metrics.html
  [[nodiscard]] Metric metric(std::string_view name) const override;
  /// How many bytes came in.
  [[nodiscard]] Metric metric_bytes_in() const { return metric("BytesIn"); }
  /// How many bytes went out.
  [[nodiscard]] Metric metric_bytes_out() const { return metric("BytesOut"); }
  /// How many packets had no route.
  [[nodiscard]] Metric metric_packets_dropped_without_route() const {
    return metric("PacketDropCountNoRoute");
  }

  /// The id.
  [[nodiscard]] const Value<cfn::ec2::TransitGatewayId>& transit_gateway_id() const {
    return gateway_id_;
  }
  /// The transit gateway's own resource; an error where it is made elsewhere.
  [[nodiscard]] cfn::ec2::TransitGateway& resource();

 private:
  cfn::ec2::TransitGateway* resource_ = nullptr;  // null where it is made elsewhere
  Value<cfn::ec2::TransitGatewayId> gateway_id_;
};

/// Properties of an attachment of a VPC to a transit gateway.
struct TransitGatewayAttachmentProps {
  using Makes = TransitGatewayAttachment;
  Id id;
  /// The transit gateway.
  Required<Link<const TransitGateway>, struct required_transit_gateway> transit_gateway;
  /// The VPC.
  Required<Link<const Vpc>, struct required_vpc> vpc;
  /// Whether both ways of a connection use the same zone, as firewalls need it.
  Bool appliance_mode = false;
  /// Whether public host names of the VPC are resolved to private addresses by the others.
  Bool dns_support = true;
  /// Whether it forwards IPv6.
  Bool ipv6_support = false;
  /// The blocks that all subnets of a VPC that the app makes reach by the transit gateway, e.g.
  /// `10.0.0.0/8`.
  Items<Value<std::string>> routes = {};
  /// Whether rules may name security groups of other VPCs.
  Bool security_group_referencing = true;
  /// One subnet in each zone; the private ones of the VPC, or the isolated ones, where they are
  /// left out.
  List<cfn::ec2::SubnetId> subnets = {};
};

/// A VPC at a transit gateway: AWS::EC2::TransitGatewayAttachment and, for what the VPC reaches by
/// it, AWS::EC2::Route.
/// https://docs.aws.amazon.com/vpc/latest/tgw/tgw-vpc-attachments.html
class TransitGatewayAttachment final : public Construct {
 public:
  TransitGatewayAttachment(Attach at, const TransitGatewayAttachmentProps& props);

  /// The id.
  [[nodiscard]] Value<cfn::ec2::TransitGatewayAttachmentId> attachment_id() const;
  /// The attachment's own resource.
  [[nodiscard]] cfn::ec2::TransitGatewayAttachment& resource() { return *resource_; }

 private:
  void route(const TransitGatewayAttachmentProps& props);

  cfn::ec2::TransitGatewayAttachment* resource_;
};

/// Properties of a route table of a transit gateway.
struct TransitGatewayRouteTableProps {
  using Makes = TransitGatewayRouteTable;
  Id id;
  /// The transit gateway.
  Required<Link<const TransitGateway>, struct required_transit_gateway> transit_gateway;
};

/// Where a transit gateway sends what its attachments give it: AWS::EC2::TransitGatewayRouteTable,
/// and as needed AWS::EC2::TransitGatewayRoute, AWS::EC2::TransitGatewayRouteTableAssociation and
/// AWS::EC2::TransitGatewayRouteTablePropagation.
/// https://docs.aws.amazon.com/vpc/latest/tgw/tgw-route-tables.html
class TransitGatewayRouteTable final : public Construct {
 public:
  TransitGatewayRouteTable(Attach at, const TransitGatewayRouteTableProps& props);

  /// Has what an attachment gives the transit gateway go by this table; each attachment goes by one
  /// table, so the transit gateway must not associate it with its first one.
  void associate(const TransitGatewayAttachment& attachment);
  /// Has this table learn the routes to an attachment.
  void propagate(const TransitGatewayAttachment& attachment);
  /// Sends what is for a block to an attachment.
  void add_route(const Value<std::string>& cidr, const TransitGatewayAttachment& attachment);
  /// Drops what is for a block.
  void add_blackhole(const Value<std::string>& cidr);

  /// The id.
  [[nodiscard]] Value<cfn::ec2::TransitGatewayRouteTableId> route_table_id() const;
  /// The route table's own resource.
  [[nodiscard]] cfn::ec2::TransitGatewayRouteTable& resource() { return resource_; }

 private:
  [[nodiscard]] Id numbered(std::string_view name, std::size_t& count);

  cfn::ec2::TransitGatewayRouteTable& resource_;
  std::size_t associations_ = 0;
  std::size_t propagations_ = 0;
  std::size_t routes_ = 0;
};

}  // namespace omnitrack
