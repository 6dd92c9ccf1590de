#include "omnitrack/ec2/security_group.hpp"

#include <algorithm>
#include <string>

#include "../iam/same_value.hpp"
#include "../imported.hpp"
#include "../in_tree.hpp"
#include "../other_stack.hpp"
#include <omnitrack/cfn/ec2.hpp>
#include <omnitrack/characters.hpp>
#include <omnitrack/codes.hpp>
#include <omnitrack/ec2/vpc.hpp>

namespace omnitrack {

/// What a security group that is made elsewhere is made of.
struct ImportedSecurityGroupProps {
  using Makes = SecurityGroup;
  Id id;
  Value<cfn::ec2::SecurityGroupId> group;
};

namespace {

using Ingress = cfn::ec2::security_group::Ingress;
using Egress = cfn::ec2::security_group::Egress;

// EC2 has every group that names no outbound traffic allow all of it. This names some that no
// network carries, an ICMP type to an address that is nobody's.
constexpr Port placeholder_port = Port::icmp(252, 86);
constexpr Cidr placeholder_peer = "255.255.255.255/32";

// https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateSecurityGroup.html
bool is_description(std::string_view text) {
  return text.size() <= 255 && detail::has_only_letters_digits_and(" ._-:/()#,@[]+=&;{}!$*", text);
}

constexpr std::string_view description_hint =
    "255 letters, digits, spaces and ._-:/()#,@[]+=&;{}!$* at most are allowed";

Value<std::int64_t> port_value(const Port& port, std::int64_t number) {
  return port.has_ports() ? Value<std::int64_t>(number) : Value<std::int64_t>();
}

Value<std::string> value_if(const Peer& peer, Peer::Kind kind) {
  return peer.kind() == kind ? peer.value() : Value<std::string>();
}

}  // namespace

SecurityGroup::SecurityGroup(Attach at, const SecurityGroupProps& props)
    : Construct(std::move(at)),
      allows_all_outbound_(props.allow_all_outbound),
      describes_rules_(props.describe_rules),
      has_placeholder_(!props.allow_all_outbound && !props.allow_all_ipv6_outbound),
      resource_(&add(cfn::ec2::SecurityGroupProps{
          .id = primary(),
          .group_description =
              props.description.is_set() ? props.description : Value<std::string>(path()),
          .group_name = props.group_name,
          .vpc_id = props.vpc->id(),
      })),
      id_(resource_->attr_group_id()) {
  const Value<std::string> description = resource_->props.group_description;
  if (!is_description(description.literal_text())) {
    error(codes::OT2020,
          "'" + std::string(description.literal_text()) + "' cannot describe a security group",
          description_hint);
  }
  const std::string_view name = props.group_name.literal_text();
  if (!is_description(name) || (props.group_name.is_literal_text() && name.empty())) {
    error(codes::OT2022, "'" + std::string(name) + "' cannot be the name of a security group",
          description_hint);
  }
  if (name.starts_with("sg-")) {
    error(codes::OT2021,
          "the name of a security group cannot begin with sg-, as '" + std::string(name) + "' does",
          "EC2 keeps that for the ids of groups");
  }
  // Beside another outbound rule EC2 gives no group the one that all have otherwise.
  const bool is_by_ec2 = !props.write_all_outbound && !props.allow_all_ipv6_outbound;
  if (props.allow_all_outbound && !is_by_ec2) {
    add_egress(Peer::any_ipv4(), Port::all(), "Allow all outbound traffic");
  }
  if (props.allow_all_ipv6_outbound) {
    egress_.push_back({Peer::any_ipv6(), Port::all()});
    add_egress(Peer::any_ipv6(), Port::all(), "Allow all outbound IPv6 traffic");
  }
  if (has_placeholder_) add_egress(placeholder_peer, placeholder_port, "Allow no outbound traffic");
}

SecurityGroup::SecurityGroup(Attach at, const ImportedSecurityGroupProps& props)
    : Construct(std::move(at)), id_(props.group) {
  check_imported(*this, props.group, props.group.literal_text().starts_with("sg-"),
                 "the id of a security group", "it looks like sg-0123456789abcdef0");
}

SecurityGroup& SecurityGroup::from_id(Construct& scope, const Id& id,
                                      const Value<cfn::ec2::SecurityGroupId>& group) {
  return scope.add(ImportedSecurityGroupProps{.id = id, .group = group});
}

cfn::ec2::SecurityGroup& SecurityGroup::resource() {
  if (resource_ == nullptr) {
    refuse_of_imported(*this, "resource()");
    resource_ = &add(cfn::ec2::SecurityGroupProps{.id = primary(), .group_description = path()});
  }
  return *resource_;
}

bool SecurityGroup::accept(std::vector<Rule>& rules, const Peer& peer, const Port& port,
                           std::string_view description) {
  if (const std::string problem = peer.problem(); !problem.empty()) {
    error(codes::OT2025, "a rule for " + port.text() + " names no peer: " + problem,
          "give a block of addresses, a security group or a prefix list");
    return false;
  }
  if (!port.is_valid()) {
    error(codes::OT2026, "there is no " + port.text(), "a port is a number from 0 to 65535");
    return false;
  }
  if (port.has_ports() && port.protocol() != "icmp" && port.from() > port.to()) {
    error(codes::OT2023, "the ports " + port.text() + " end before they begin", "swap the two");
    return false;
  }
  if (!is_description(description)) {
    error(codes::OT2020, "'" + std::string(description) + "' cannot describe a rule",
          description_hint);
  }
  const bool is_there = std::any_of(rules.begin(), rules.end(), [&](const Rule& rule) {
    return rule.port == port && rule.peer.kind() == peer.kind() &&
           iam::same_value(rule.peer.value().node(), peer.value().node());
  });
  if (!is_there) rules.push_back({peer, port});
  return !is_there;
}

Id SecurityGroup::rule_id(std::string_view direction, const Peer& peer, const Port& port) {
  std::string name(direction);
  const Construct* target =
      peer.group() != nullptr ? peer.group() : owner_of_reference(peer.value().node());
  if (peer.group() == this) {
    name += "Itself";
  } else if (target != nullptr) {
    const std::string path = target->path();
    name += path.substr(path.find('/') + 1);
  } else if (peer.value().is_literal_text()) {
    name += peer.value().literal_text();
  } else {
    name += std::to_string(ingress_.size() + egress_.size());
  }
  std::replace(name.begin(), name.end(), '/', ' ');
  return child(name + ' ' + port.text());
}

// Who is in a VPC of this stack and lies in another one refers to this stack: so does the rule
// then. Where the VPC is of a third stack, the rules of both directions lie in the later one.
SecurityGroup& SecurityGroup::holder_of_rule(const Peer& peer) {
  const SecurityGroup* other = peer.group();
  if (other == nullptr || &other->stack() == &stack() || resource_ == nullptr) return *this;
  const Construct* vpc = owner_of_reference(resource_->props.vpc_id.node());
  if (vpc != nullptr && &vpc->stack() == &other->stack()) return *this;
  const bool has_vpc = vpc != nullptr && &vpc->stack() == &stack();
  return has_vpc || is_in_later_stack(*other, *this) ? in_tree(*other) : *this;
}

Value<std::string> SecurityGroup::described(const Port& port, std::string_view description) const {
  if (!description.empty()) return description;
  return describes_rules_ ? Value<std::string>("Allow " + port.text()) : Value<std::string>();
}

void SecurityGroup::allow_from(const Peer& peer, const Port& port, std::string_view description) {
  if (!accept(ingress_, peer, port, description)) return;
  if (peer.kind() == Peer::Kind::group || resource_ == nullptr) {
    SecurityGroup& holder = holder_of_rule(peer);
    holder.add(cfn::ec2::SecurityGroupIngressProps{
        .id = &holder == this ? rule_id("From", peer, port)
                              : holder.rule_id("Into", Peer(*this), port),
        .ip_protocol = port.protocol(),
        .cidr_ip = value_if(peer, Peer::Kind::ipv4),
        .cidr_ipv6 = value_if(peer, Peer::Kind::ipv6),
        .description = described(port, description),
        .from_port = port_value(port, port.from()),
        .group_id = id(),
        .source_prefix_list_id =
            as<cfn::ec2::PrefixListId>(value_if(peer, Peer::Kind::prefix_list)),
        .source_security_group_id =
            as<cfn::ec2::SecurityGroupId>(value_if(peer, Peer::Kind::group)),
        .to_port = port_value(port, port.to()),
    });
    return;
  }
  resource_->props.security_group_ingress.add(Ingress{
      .ip_protocol = port.protocol(),
      .cidr_ip = value_if(peer, Peer::Kind::ipv4),
      .cidr_ipv6 = value_if(peer, Peer::Kind::ipv6),
      .description = described(port, description),
      .from_port = port_value(port, port.from()),
      .source_prefix_list_id = value_if(peer, Peer::Kind::prefix_list),
      .to_port = port_value(port, port.to()),
  });
}

void SecurityGroup::add_egress(const Peer& peer, const Port& port,
                               const Value<std::string>& description) {
  if (peer.kind() == Peer::Kind::group) {
    SecurityGroup& holder = holder_of_rule(peer);
    holder.add(cfn::ec2::SecurityGroupEgressProps{
        .id = &holder == this ? rule_id("To", peer, port)
                              : holder.rule_id("OutOf", Peer(*this), port),
        .group_id = id(),
        .ip_protocol = port.protocol(),
        .description = description,
        .destination_security_group_id = as<cfn::ec2::SecurityGroupId>(peer.value()),
        .from_port = port_value(port, port.from()),
        .to_port = port_value(port, port.to()),
    });
    return;
  }
  resource_->props.security_group_egress.add(Egress{
      .ip_protocol = port.protocol(),
      .cidr_ip = value_if(peer, Peer::Kind::ipv4),
      .cidr_ipv6 = value_if(peer, Peer::Kind::ipv6),
      .description = description,
      .destination_prefix_list_id = value_if(peer, Peer::Kind::prefix_list),
      .from_port = port_value(port, port.from()),
      .to_port = port_value(port, port.to()),
  });
}

void SecurityGroup::allow_to(const Peer& peer, const Port& port, std::string_view description) {
  if (allows_all_outbound_ && peer.kind() != Peer::Kind::ipv6) {
    warning(codes::OT2024, "an outbound rule for " + port.text() + " changes nothing",
            "the group may reach every IPv4 address: set allow_all_outbound to false, or leave the "
            "rule out");
    return;
  }
  if (!accept(egress_, peer, port, description)) return;
  if (has_placeholder_ && peer.kind() != Peer::Kind::group) {
    resource_->props.security_group_egress = List<Egress>();
    has_placeholder_ = false;
  }
  add_egress(peer, port, described(port, description));
}

void SecurityGroup::allow_connection_from(SecurityGroup& client, const Port& port,
                                          std::string_view description) {
  allow_from(client, port, description);
  if (!client.allows_all_outbound_) client.allow_to(*this, port, description);
}

}  // namespace omnitrack
