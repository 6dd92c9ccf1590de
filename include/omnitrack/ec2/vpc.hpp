#pragma once

#include <vector>

#include <omnitrack/ec2/subnet.hpp>
#include <omnitrack/iam/policy.hpp>
#include <omnitrack/known_number.hpp>
#include <omnitrack/optional.hpp>

namespace omnitrack::cfn::ec2 {
enum class SecurityGroupId : char;
class VPC;                   // defined in <omnitrack/cfn/ec2.hpp>
class VPCEndpoint;           // defined in <omnitrack/cfn/ec2.hpp>
class VPCGatewayAttachment;  // defined in <omnitrack/cfn/ec2.hpp>
}  // namespace omnitrack::cfn::ec2

namespace omnitrack {

class CustomResource;
class ElasticIp;

/// Subnets of one purpose, one in each availability zone.
struct SubnetGroup {
  /// The name, which begins the subnets' ids: `Public` makes `PublicSubnet1` and so on.
  Required<Text, struct required_name> name;
  /// How they are connected to the internet.
  SubnetKind kind = SubnetKind::private_with_egress;
  /// The prefix length of each, 16 to 28. 0: all groups without one get the largest equal subnets
  /// for which there is room, so that another group or zone changes their blocks, which replaces
  /// them.
  KnownNumber prefix_length = 0;
  /// Whether instances get a public address where they do not ask for none. AWS's security
  /// standards (EC2.15) ask for false; load balancers and NAT gateways need it in no case.
  Bool map_public_ip_on_launch = false;
  /// Keeps the room in the VPC's block without making the subnets.
  Bool reserved = false;
};

/// How the private subnets reach the internet.
/// https://docs.aws.amazon.com/vpc/latest/userguide/vpc-nat-gateway.html
enum class NatKind : std::uint8_t {
  zonal,     ///< by gateways in the first public group's subnets, each in one zone
  regional,  ///< by one gateway that AWS spreads over the zones and gives its addresses
};

/// Services that are reached from a VPC by a route, without NAT and free of charge.
/// https://docs.aws.amazon.com/vpc/latest/privatelink/gateway-endpoints.html
enum class GatewayService : std::uint8_t { dynamodb, s3 };

class Vpc;

/// Properties of a VPC.
struct VpcProps {
  using Makes = Vpc;
  Id id;
  /// The number of availability zones, 1 to 6: the first ones of the region that it is deployed to.
  KnownNumber availability_zones = 3;
  /// The IPv4 block.
  VpcCidr cidr = "10.0.0.0/16";
  /// Whether instances with public addresses get public DNS names.
  Bool dns_hostnames = true;
  /// Whether AWS's DNS server answers in the VPC.
  Bool dns_support = true;
  /// The services to reach from all subnets without NAT.
  Items<GatewayService> gateway_endpoints = {};
  /// Whether it also gets a /56 of AWS's IPv6 addresses, each subnet a /64 of it, and egress
  /// without NAT.
  Bool ipv6 = false;
  /// The addresses that the zonal NAT gateways send from, one each, so that others can let them in
  /// for good; the VPC makes its own where they are left out.
  Items<Link<const ElasticIp>> nat_addresses = {};
  /// The number of zonal NAT gateways, 0 to the number of zones: one in each zone where it is left
  /// out, or for each address. With fewer, zones share them in turn; with 0 the private subnets
  /// reach no internet.
  Optional<KnownNumber> nat_gateways = {};
  /// How the private subnets reach the internet.
  NatKind nat_kind = NatKind::zonal;
  /// The number of zones to keep room for in each group, so that zones can be added later without
  /// moving the subnets that are there.
  KnownNumber reserved_zones = 0;
  /// The groups of subnets, whose blocks are cut from the VPC's in this order.
  Items<SubnetGroup> subnet_groups = {
      {.name = "Public", .kind = SubnetKind::public_},
      {.name = "Private", .kind = SubnetKind::private_with_egress},
  };
  /// The availability zones by name, 1 to 6; instead of `availability_zones`.
  List<std::string> zone_names = {};
};

/// What is known of a VPC that is made elsewhere.
struct VpcIds {
  /// The VPC's id.
  Required<Value<cfn::ec2::VPCId>, struct required_vpc_id> vpc_id;
  /// The names of the availability zones that its subnets are in.
  List<std::string> availability_zones = {};
  /// Its IPv4 block, such as `10.0.0.0/16`.
  Value<std::string> cidr = {};
  /// The subnets without a route to or from the internet.
  List<cfn::ec2::SubnetId> isolated_subnets = {};
  /// The subnets whose resources reach the internet, but cannot be reached from it.
  List<cfn::ec2::SubnetId> private_subnets = {};
  /// The subnets with a route to an internet gateway.
  List<cfn::ec2::SubnetId> public_subnets = {};
};

/// A network of its own with subnets in several availability zones: AWS::EC2::VPC, subnets with
/// their route tables, and as needed AWS::EC2::InternetGateway, AWS::EC2::VPCGatewayAttachment,
/// AWS::EC2::NatGateway, AWS::EC2::EIP, AWS::EC2::Route, AWS::EC2::VPCEndpoint,
/// AWS::EC2::VPCCidrBlock and AWS::EC2::EgressOnlyInternetGateway.
/// https://docs.aws.amazon.com/vpc/latest/userguide/what-is-amazon-vpc.html
class Vpc final : public Construct {
 public:
  Vpc(Attach at, const VpcProps& props);
  Vpc(Attach at, const struct ImportedVpcProps& props);

  /// A VPC that is made elsewhere.
  static Vpc& from_ids(Construct& scope, const Id& id, const VpcIds& ids);

  /// The VPC's id.
  [[nodiscard]] const Value<cfn::ec2::VPCId>& id() const { return id_; }
  /// Its IPv4 block; not set of an imported VPC whose block is not known.
  [[nodiscard]] const Value<std::string>& cidr() const { return cidr_; }
  /// The names of its availability zones.
  [[nodiscard]] const List<std::string>& availability_zones() const { return zones_; }
  /// The security group of whatever is given none; nothing should use it.
  [[nodiscard]] Value<cfn::ec2::SecurityGroupId> default_security_group() const;

  /// The subnets of all public groups; an error where there are none.
  [[nodiscard]] List<cfn::ec2::SubnetId> public_subnets() const;
  /// The subnets of all groups with egress; an error where there are none.
  [[nodiscard]] List<cfn::ec2::SubnetId> private_subnets() const;
  /// The subnets of all isolated groups; an error where there are none.
  [[nodiscard]] List<cfn::ec2::SubnetId> isolated_subnets() const;
  /// The subnets for what the internet must not reach: the private ones, or the isolated ones where
  /// there are no private ones; none where there are neither.
  [[nodiscard]] List<cfn::ec2::SubnetId> inner_subnets() const;
  /// The subnets of one group; an error where there is no such group.
  [[nodiscard]] List<cfn::ec2::SubnetId> subnets(std::string_view group) const;
  /// Every subnet, group by group, in each in the order of the zones.
  [[nodiscard]] const std::vector<Subnet*>& all_subnets() const;

  /// Has all subnets reach a service without NAT: AWS::EC2::VPCEndpoint. The policy says what may
  /// be done through it; everything where it is left out.
  cfn::ec2::VPCEndpoint& add_gateway_endpoint(GatewayService service,
                                              const PolicyDocument& policy = {});
  /// Takes the rules away that EC2 gave the default security group, as AWS's security standards
  /// (EC2.2) ask. CloudFormation itself cannot: a function (AWS::Lambda::Function, with its role
  /// and logs) does it for a custom resource, and gives the rules back when that goes.
  CustomResource& restrict_default_security_group();

  /// Whether it is made elsewhere.
  [[nodiscard]] bool is_imported() const { return resource_ == nullptr; }
  /// The VPC's own resource; an error where the VPC is made elsewhere.
  [[nodiscard]] cfn::ec2::VPC& resource();

 private:
  struct MadeGroup {
    std::string_view name;
    std::size_t begin;
    std::size_t end;
  };

  void check_groups(const VpcProps& props) const;
  void choose_zones(const VpcProps& props);
  void make_subnets(const VpcProps& props);
  void make_internet_gateway();
  void make_nat_gateways(const VpcProps& props);
  void make_zonal_nat_gateways(std::size_t count, const Items<Link<const ElasticIp>>& addresses);
  void make_regional_nat_gateway();
  void make_ipv6();
  [[nodiscard]] std::vector<Cidr> allot(const VpcProps& props) const;
  [[nodiscard]] std::vector<Subnet*> subnets_of(SubnetKind kind) const;
  [[nodiscard]] List<cfn::ec2::SubnetId> ids_of(SubnetKind kind) const;
  [[nodiscard]] List<cfn::ec2::SubnetId> known_ids_of(SubnetKind kind, std::string_view name) const;

  List<std::string> zones_;
  std::vector<Subnet*> subnets_;
  std::vector<MadeGroup> groups_;
  cfn::ec2::VPC* resource_ = nullptr;  // null where the VPC is made elsewhere
  Value<cfn::ec2::VPCId> id_;
  Value<std::string> cidr_;
  List<cfn::ec2::SubnetId> imported_subnets_[3];  // by kind
  Value<cfn::ec2::InternetGatewayId> internet_gateway_;
  cfn::ec2::VPCGatewayAttachment* attachment_ = nullptr;
};

}  // namespace omnitrack
