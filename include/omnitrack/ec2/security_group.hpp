#pragma once

#include <vector>

#include <omnitrack/construct.hpp>
#include <omnitrack/ec2/cidr.hpp>
#include <omnitrack/known_number.hpp>

namespace omnitrack::cfn::ec2 {
enum class PrefixListId : char;
enum class SecurityGroupId : char;
class SecurityGroup;  // defined in <omnitrack/cfn/ec2.hpp>
}  // namespace omnitrack::cfn::ec2

namespace omnitrack {

class Connections;
class SecurityGroup;
class Vpc;

/// What is reached over the network, or reaches others:
/// `database.connections().allow_from(service)` opens the security groups of both.
class Connectable {
 public:
  /// Its security groups and the port that it listens on.
  [[nodiscard]] virtual Connections connections() = 0;

 protected:
  ~Connectable() = default;
};

namespace detail {
// The compiler's message shows the name.
struct say_the_protocol_as_in_Port_tcp_443;
}  // namespace detail

/// What traffic a rule is about. A port that is not 0 to 65,535 is told where the rule is made.
class Port {
 public:
  /// A number alone; deleted, so that the compiler points at it.
  template <class N, class = detail::say_the_protocol_as_in_Port_tcp_443>
    requires(std::is_integral_v<N>)
  Port(N number)
  = delete;

  /// One TCP port.
  static constexpr Port tcp(KnownNumber port) { return {"tcp", port, port}; }
  /// TCP ports from the first to the last.
  static constexpr Port tcp_range(KnownNumber first, KnownNumber last) {
    return {"tcp", first, last};
  }
  /// Every TCP port.
  static constexpr Port all_tcp() { return {"tcp", 0, 65535}; }
  /// One UDP port.
  static constexpr Port udp(KnownNumber port) { return {"udp", port, port}; }
  /// UDP ports from the first to the last.
  static constexpr Port udp_range(KnownNumber first, KnownNumber last) {
    return {"udp", first, last};
  }
  /// Every UDP port.
  static constexpr Port all_udp() { return {"udp", 0, 65535}; }
  /// ICMP of a type, and of one code or, with -1, of any.
  static constexpr Port icmp(std::uint8_t type, int code = -1) { return {"icmp", type, code}; }
  /// The echo requests of ping.
  static constexpr Port ping() { return icmp(8); }
  /// Everything.
  static constexpr Port all() { return {"-1", -1, -1}; }

  /// The protocol as EC2 names it.
  [[nodiscard]] constexpr std::string_view protocol() const { return protocol_; }
  /// Whether the protocol has ports, or a type and code.
  [[nodiscard]] constexpr bool has_ports() const { return protocol_ != "-1"; }
  /// The first port, or the ICMP type.
  [[nodiscard]] constexpr std::int64_t from() const { return from_; }
  /// The last port, or the ICMP code.
  [[nodiscard]] constexpr std::int64_t to() const { return to_; }
  /// Whether its ports can be: numbers from 0 to 65,535.
  [[nodiscard]] constexpr bool is_valid() const {
    const bool has_numbers = protocol_ == "tcp" || protocol_ == "udp";
    return !has_numbers || (from_ >= 0 && from_ <= 65535 && to_ >= 0 && to_ <= 65535);
  }
  /// A name to read, such as `TCP 6379`.
  [[nodiscard]] std::string text() const;

  /// Whether the traffic is the same.
  friend constexpr bool operator==(const Port&, const Port&) = default;

 private:
  constexpr Port(std::string_view protocol, std::int64_t from, std::int64_t to)
      : protocol_(protocol), from_(from), to_(to) {}

  std::string_view protocol_;
  std::int64_t from_;
  std::int64_t to_;
};

/// The other end of a rule.
class Peer {
 public:
  /// What it is.
  enum class Kind : std::uint8_t { ipv4, ipv6, group, prefix_list };

  /// A block of IPv4 addresses; what is none does not compile.
  template <std::size_t size>
  consteval Peer(const char (&cidr)[size]) : cidr_(cidr) {}
  /// A block of IPv4 addresses.
  Peer(const Cidr& cidr) : cidr_(cidr), value_(cidr.value()) {}
  /// A block of IPv4 addresses whose text is made when the app runs.
  template <class S>
    requires(detail::TextLike<S> && !std::is_array_v<S>)
  Peer(const S& cidr) : Peer(Cidr(cidr)) {}
  /// Whatever is in a security group; the group itself lets its members reach each other.
  Peer(const SecurityGroup& group);
  /// Whatever is in a security group by its id, such as a VPC's default one.
  Peer(const Value<cfn::ec2::SecurityGroupId>& group) : kind_(Kind::group), value_(group) {}
  /// The addresses of a prefix list.
  Peer(const Value<cfn::ec2::PrefixListId>& list) : kind_(Kind::prefix_list), value_(list) {}

  /// A block of IPv4 addresses that is known when the stack is deployed, such as a VPC's.
  static Peer ipv4(const Value<std::string>& cidr) { return {Kind::ipv4, cidr}; }
  /// A block of IPv6 addresses.
  static Peer ipv6(const Value<std::string>& cidr) { return {Kind::ipv6, cidr}; }
  /// Every IPv4 address.
  static Peer any_ipv4() { return Cidr("0.0.0.0/0"); }
  /// Every IPv6 address.
  static Peer any_ipv6() { return ipv6("::/0"); }

  /// What it is.
  [[nodiscard]] Kind kind() const { return kind_; }
  /// The block or identifier.
  [[nodiscard]] Value<std::string> value() const {
    return value_.is_set() ? value_ : cidr_.value();
  }
  /// The group that it was made of; null where it was made of something else.
  [[nodiscard]] const SecurityGroup* group() const { return group_; }
  /// A sentence that names what is wrong with it; empty where nothing is.
  [[nodiscard]] std::string problem() const;

 private:
  Peer(Kind kind, const Value<std::string>& value) : kind_(kind), value_(value) {}

  Kind kind_ = Kind::ipv4;
  Cidr cidr_ = "0.0.0.0/0";
  Value<std::string> value_;
  const SecurityGroup* group_ = nullptr;
};

/// Properties of a security group.
struct SecurityGroupProps {
  using Makes = SecurityGroup;
  Id id;
  /// The VPC that it is in.
  Required<Link<const Vpc>, struct required_vpc> vpc;
  /// Whether its members may reach every IPv6 address.
  Bool allow_all_ipv6_outbound = false;
  /// Whether its members may reach every IPv4 address; without it, only what `allow_to` names.
  Bool allow_all_outbound = true;
  /// Whether a rule that is given no description gets one that says which traffic it allows. Turn
  /// it off to keep the rules of a group that is there; consoles then show nothing beside them.
  Bool describe_rules = true;
  /// What it is for, 255 letters, digits, spaces and `._-:/()#,@[]+=&;{}!$*` at most; its path
  /// where it is left out. A change replaces the group.
  Value<std::string> description = {};
  /// The name, unique in the VPC, of the description's characters; made up by CloudFormation where
  /// it is left out.
  Value<std::string> group_name = {};
  /// Whether the template has the rule by which its members may reach every IPv4 address. EC2 gives
  /// it to each group that names no outbound rule, so it may be left unwritten to keep the template
  /// of a group that is there; who reads the template then has to know that.
  Bool write_all_outbound = true;
};

/// A firewall around whatever is given it: AWS::EC2::SecurityGroup, and for each rule about another
/// group AWS::EC2::SecurityGroupIngress or AWS::EC2::SecurityGroupEgress, so that two groups can
/// name each other.
/// https://docs.aws.amazon.com/vpc/latest/userguide/vpc-security-groups.html
class SecurityGroup final : public Construct, public Connectable {
 public:
  SecurityGroup(Attach at, const SecurityGroupProps& props);
  SecurityGroup(Attach at, const struct ImportedSecurityGroupProps& props);

  /// A security group that is made elsewhere. Every rule that is added is a resource of its own;
  /// its members count as free to reach every IPv4 address.
  static SecurityGroup& from_id(Construct& scope, const Id& id,
                                const Value<cfn::ec2::SecurityGroupId>& group);

  /// Lets the peer reach the group's members; a rule that is there already is not added again.
  void allow_from(const Peer& peer, const Port& port, std::string_view description = {});
  /// Lets the group's members reach the peer; warns where they may reach everything anyway.
  void allow_to(const Peer& peer, const Port& port, std::string_view description = {});
  /// Lets the members of another group reach this one's, by rules on both sides where the other's
  /// may not reach everything anyway.
  void allow_connection_from(SecurityGroup& client, const Port& port,
                             std::string_view description = {});

  /// The group alone, which listens on no port of its own.
  [[nodiscard]] Connections connections() override;

  /// The group's id.
  [[nodiscard]] const Value<cfn::ec2::SecurityGroupId>& id() const { return id_; }
  /// The group's own resource; an error where the group is made elsewhere.
  [[nodiscard]] cfn::ec2::SecurityGroup& resource();

 private:
  struct Rule {
    Peer peer;
    Port port;
  };

  // Whether the rule is sound and not there yet; then it is remembered.
  [[nodiscard]] bool accept(std::vector<Rule>& rules, const Peer& peer, const Port& port,
                            std::string_view description);
  [[nodiscard]] Id rule_id(std::string_view direction, const Peer& peer, const Port& port);
  [[nodiscard]] SecurityGroup& holder_of_rule(const Peer& peer);
  void add_egress(const Peer& peer, const Port& port, const Value<std::string>& description);
  // What is written beside a rule.
  [[nodiscard]] Value<std::string> described(const Port& port, std::string_view description) const;

  std::vector<Rule> ingress_;
  std::vector<Rule> egress_;
  bool allows_all_outbound_ = true;
  bool describes_rules_ = true;
  bool has_placeholder_ = false;
  cfn::ec2::SecurityGroup* resource_ = nullptr;  // null where the group is made elsewhere
  Value<cfn::ec2::SecurityGroupId> id_;
};

/// A security group that something is in, by reference: `.security_groups = {group}`; its
/// connections can be opened from there.
class SecurityGroupLink : public Link<SecurityGroup> {
 public:
  using Link::Link;
  /// That group. No construct is a const object, so the group can still be given rules.
  SecurityGroupLink(const SecurityGroup& group) : Link(const_cast<SecurityGroup&>(group)) {}
  /// The group of a link.
  SecurityGroupLink(const Link<const SecurityGroup>& group) : SecurityGroupLink(*group) {}
};

}  // namespace omnitrack
