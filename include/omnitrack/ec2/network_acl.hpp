#pragma once

#include <vector>

#include <omnitrack/checked_number.hpp>
#include <omnitrack/ec2/security_group.hpp>

namespace omnitrack::cfn::ec2 {
enum class NetworkAclId : char;
enum class SubnetId : char;
class NetworkAcl;  // defined in <omnitrack/cfn/ec2.hpp>
}  // namespace omnitrack::cfn::ec2

namespace omnitrack {

namespace detail {

inline void the_number_of_a_rule_of_a_network_acl_is_1_to_32766() {}

}  // namespace detail

/// The number of a rule, by which rules are looked at, lowest first.
using AclRuleNumber = CheckedNumber<
    detail::Between<1, 32766, detail::the_number_of_a_rule_of_a_network_acl_is_1_to_32766>>;

/// Which way the traffic of a rule goes.
enum class AclDirection : std::uint8_t { inbound, outbound };

/// A rule of a network ACL.
struct AclRule {
  /// Its number, 1 to 32,766, of which there is one each way; the lowest that fits decides.
  AclRuleNumber number;
  /// Whether such traffic is let through.
  Bool allow = true;
  /// Which way it goes.
  AclDirection direction = AclDirection::inbound;
  /// A block of addresses: those that send what comes in, or are sent what goes out.
  Peer peer = Peer::any_ipv4();
  /// What traffic it is about; with a block of IPv6, the types and codes of ICMP are those of
  /// ICMPv6.
  Port port = Port::all();
};

class NetworkAcl;
class Vpc;

/// Properties of a network ACL.
struct NetworkAclProps {
  using Makes = NetworkAcl;
  Id id;
  /// The VPC that it is in.
  Required<Link<const Vpc>, struct required_vpc> vpc;
  /// What is let through; nothing else is, in neither direction.
  Items<AclRule> rules = {};
  /// The subnets whose traffic it looks at, instead of the VPC's own network ACL.
  List<cfn::ec2::SubnetId> subnets = {};
};

/// A firewall around subnets, which knows no connections: answers need rules of their own.
/// AWS::EC2::NetworkAcl, AWS::EC2::NetworkAclEntry and AWS::EC2::SubnetNetworkAclAssociation.
/// https://docs.aws.amazon.com/vpc/latest/userguide/vpc-network-acls.html
class NetworkAcl final : public Construct {
 public:
  NetworkAcl(Attach at, const NetworkAclProps& props);

  /// Adds a rule.
  void add_rule(const AclRule& rule);
  /// Looks at the traffic of a subnet too.
  void add_subnet(const Value<cfn::ec2::SubnetId>& subnet);

  /// The network ACL's id.
  [[nodiscard]] Value<cfn::ec2::NetworkAclId> id() const;
  /// The network ACL's own resource.
  [[nodiscard]] cfn::ec2::NetworkAcl& resource() { return resource_; }

 private:
  std::vector<std::int64_t> numbers_[2];  // by direction
  std::size_t subnets_ = 0;
  cfn::ec2::NetworkAcl& resource_;
};

}  // namespace omnitrack
