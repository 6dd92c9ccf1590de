#include "omnitrack/ec2/network_acl.hpp"

#include <algorithm>
#include <string>

#include <omnitrack/cfn/ec2.hpp>
#include <omnitrack/codes.hpp>
#include <omnitrack/ec2/vpc.hpp>

namespace omnitrack {

namespace {

// https://www.iana.org/assignments/protocol-numbers/protocol-numbers.xhtml
std::int64_t protocol_number(std::string_view protocol, bool is_ipv4) {
  if (protocol == "tcp") return 6;
  if (protocol == "udp") return 17;
  if (protocol != "icmp") return -1;
  return is_ipv4 ? 1 : 58;
}

}  // namespace

NetworkAcl::NetworkAcl(Attach at, const NetworkAclProps& props)
    : Construct(std::move(at)),
      resource_(add(cfn::ec2::NetworkAclProps{.id = primary(), .vpc_id = props.vpc->id()})) {
  resource_.add_tag("Name", path());
  for (const AclRule& rule : props.rules) add_rule(rule);
  const Node& subnets = props.subnets.node();
  if (subnets.kind == NodeKind::list) {
    for (std::uint32_t i = 0; i < subnets.size; ++i) {
      add_subnet(Value<cfn::ec2::SubnetId>::from_node(subnets.items[i]));
    }
  } else if (props.subnets.is_set()) {
    error(codes::OT2060, "the subnets of the network ACL are not known when the app is built",
          "give them one by one");
  }
}

void NetworkAcl::add_rule(const AclRule& rule) {
  const std::int64_t number = rule.number.number();
  const bool is_outbound = rule.direction == AclDirection::outbound;
  std::vector<std::int64_t>& taken = numbers_[is_outbound ? 1 : 0];
  const std::string name = "rule " + std::to_string(number);
  if (!rule.number.is_known() || rule.number.is_broken()) {
    error(codes::OT2061, name + " has a number that is out of bounds",
          "it is 1 to 32766, and known when the app is built");
    return;
  }
  if (std::find(taken.begin(), taken.end(), number) != taken.end()) {
    error(codes::OT2062,
          "there are two rules " + std::to_string(number) + " for what " +
              (is_outbound ? "goes out" : "comes in"),
          "give one of them another number");
    return;
  }
  taken.push_back(number);
  const bool is_ipv4 = rule.peer.kind() == Peer::Kind::ipv4;
  if (!is_ipv4 && rule.peer.kind() != Peer::Kind::ipv6) {
    error(codes::OT2063, name + " is about a security group or a prefix list",
          "a network ACL knows blocks of addresses alone");
  }
  if (!rule.peer.problem().empty()) {
    error(codes::OT2001, rule.peer.problem(), "give a block such as 10.0.0.0/16");
  }
  using Made = cfn::ec2::NetworkAclEntryProps;
  Made made{
      .id = child((is_outbound ? "Outbound" : "Inbound") + std::to_string(number)),
      .network_acl_id = id(),
      .protocol = protocol_number(rule.port.protocol(), is_ipv4),
      .rule_action = rule.allow ? Made::RuleAction::allow : Made::RuleAction::deny,
      .rule_number = number,
      .egress = is_outbound,
  };
  (is_ipv4 ? made.cidr_block : made.ipv6_cidr_block) = rule.peer.value();
  if (rule.port.protocol() == "icmp") {
    made.icmp = cfn::ec2::network_acl_entry::Icmp{.code = rule.port.to(), .type = rule.port.from()};
  } else if (rule.port.has_ports()) {
    made.port_range =
        cfn::ec2::network_acl_entry::PortRange{.from = rule.port.from(), .to = rule.port.to()};
  }
  add(made);
}

void NetworkAcl::add_subnet(const Value<cfn::ec2::SubnetId>& subnet) {
  add(cfn::ec2::SubnetNetworkAclAssociationProps{
      .id = child("Subnet" + std::to_string(++subnets_)),
      .network_acl_id = id(),
      .subnet_id = subnet,
  });
}

Value<cfn::ec2::NetworkAclId> NetworkAcl::id() const { return resource_.ref(); }

}  // namespace omnitrack
