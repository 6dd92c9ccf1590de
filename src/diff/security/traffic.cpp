#include "diff/security/traffic.hpp"

#include <algorithm>
#include <charconv>
#include <set>
#include <string_view>
#include <tuple>
#include <utility>

#include "support/letters.hpp"

namespace omnitrack::diff {

using tmpl::Node;
using tmpl::ResourceEntry;

namespace {

constexpr int last_port = 65535;

// https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-ec2-securitygroup-ingress.html
std::string protocol_name(std::string_view text) {
  if (text == "6") return "tcp";
  if (text == "17") return "udp";
  if (text == "1") return "icmp";
  if (text == "58") return "icmpv6";
  if (text == "all") return "-1";
  return support::to_lower(text);
}

bool has_ports(std::string_view protocol) { return protocol == "tcp" || protocol == "udp"; }

std::optional<int> number(const Reader& reader, const Node* value) {
  const auto text = reader.text(value);
  if (!text) return std::nullopt;
  int read = 0;
  const auto result = std::from_chars(text->data(), text->data() + text->size(), read);
  return result.ec == std::errc() ? std::optional(read) : std::nullopt;
}

Peer read_peer(const Reader& reader, const Node& rule, bool is_incoming) {
  const std::string side = is_incoming ? "Source" : "Destination";
  for (const std::string_view name : {"CidrIp", "CidrIpv6"}) {
    const Node* value = reader.find(&rule, name);
    if (value == nullptr) continue;
    Peer peer{.text = reader.pattern(*value, Wildcards::none)};
    if (const auto text = reader.text(value)) peer.network = meaning::IpNetwork::parse(*text);
    return peer;
  }
  for (const std::string& name :
       {side + "PrefixListId", side + "SecurityGroupId", side + "SecurityGroupName"}) {
    const Node* value = reader.find(&rule, name);
    if (value == nullptr) continue;
    const bool is_list = name.ends_with("PrefixListId");
    return {
        .text = reader.pattern(*value, Wildcards::none), .is_group = !is_list, .is_list = is_list};
  }
  return {};
}

bool covers_peer(const Peer& peer, const Peer& other) {
  if (peer.network && other.network) return peer.network->contains(*other.network);
  return peer.is_group == other.is_group && peer.is_list == other.is_list &&
         peer.text.symbols == other.text.symbols;
}

const Atom* unknown_in(const Peer& peer, const Atoms& atoms) {
  for (const char32_t symbol : peer.text.symbols) {
    if (atoms.is_unknown(symbol)) return &atoms.at(symbol);
  }
  return nullptr;
}

/// What decides whether a peer covers the other one; null where nothing unknown does.
const Atom* may_cover(const Peer& peer, const Peer& other, const Atoms& atoms) {
  if (peer.is_group != other.is_group || peer.is_list != other.is_list) return nullptr;
  const Atom* unknown = unknown_in(other, atoms);
  return unknown != nullptr ? unknown : unknown_in(peer, atoms);
}

void take_away(std::vector<Ports>& ports, const Ports& taken) {
  std::vector<Ports> left;
  for (const Ports& each : ports) {
    if (taken.to < each.from || taken.from > each.to) {
      left.push_back(each);
      continue;
    }
    if (each.from < taken.from) left.push_back({each.from, taken.from - 1});
    if (each.to > taken.to) left.push_back({taken.to + 1, each.to});
  }
  ports = std::move(left);
}

/// What is known of a port that is told at deployment only; nothing of one that is known.
Pattern open_port(const Reader& reader, const Node* value) {
  if (value == nullptr || number(reader, value)) return {};
  return reader.pattern(*value, Wildcards::none);
}

/// What is known of two ports of which one or both are told at deployment only.
Pattern open_ports(const Pattern& from, const Pattern& to, const Ports& ports) {
  if (from.symbols.empty() && to.symbols.empty()) return {};
  // No text holds the character between them.
  const std::u32string between(1, U'\0');
  Pattern both{.symbols = from.symbols + between + to.symbols, .shown = {}};
  if (from.symbols == to.symbols) {
    both.shown = "port " + from.shown;
  } else {
    const auto shown = [](const Pattern& port, int known) {
      return port.symbols.empty() ? std::to_string(known) : port.shown;
    };
    both.shown = "ports " + shown(from, ports.from) + " to " + shown(to, ports.to);
  }
  return both;
}

/// The ports of one rule that another one surely takes care of; none where that is not known.
std::optional<Ports> ports_taken(const TrafficRule& other, const TrafficRule& rule) {
  if (other.protocol == "-1") return Ports{};
  if (other.port.symbols == rule.port.symbols) return other.ports;
  const bool has_all = other.ports.from == 0 && other.ports.to == last_port;
  return other.port.symbols.empty() && has_all ? std::optional(Ports{}) : std::nullopt;
}

bool covers_protocol(const TrafficRule& rule, const TrafficRule& other) {
  return rule.protocol == "-1" || rule.protocol == other.protocol;
}

/// All ports of some and of others, each once.
std::vector<Ports> joined(std::vector<Ports> some, const std::vector<Ports>& others) {
  for (const Ports& each : others) {
    take_away(some, each);
    some.push_back(each);
  }
  std::ranges::sort(some, {}, &Ports::from);
  std::vector<Ports> ports;
  for (const Ports& each : some) {
    if (!ports.empty() && ports.back().to + 1 == each.from) {
      ports.back().to = each.to;
    } else {
      ports.push_back(each);
    }
  }
  return ports;
}

/// What other rules let through: asked of one rule after the other.
class OtherRules {
 public:
  OtherRules(const std::vector<TrafficRule>& rules, const Atoms& atoms)
      : rules_(rules), atoms_(atoms) {
    for (const TrafficRule& each : rules) same_.insert(said_by(each));
  }

  /// The traffic of a rule that the others do not cover; no ports where they cover all.
  Traffic left_of(const TrafficRule& rule) {
    Traffic traffic{.rule = &rule, .ports = {}, .doubt = {}};
    if (same_.contains(said_by(rule))) return traffic;
    traffic.ports = {rule.ports};
    if (!is_exhausted()) take_away_covered(traffic);
    if (!traffic.ports.empty() && rule.peer.network && !is_exhausted()) {
      take_away_covered_together(rule, traffic.ports);
    }
    if (is_exhausted()) traffic.doubt = "there is too much to compare";
    return traffic;
  }

 private:
  using Rules = std::vector<const TrafficRule*>;
  using Said = std::tuple<bool, bool, bool, bool, std::string_view, int, int, std::u32string_view,
                          std::u32string_view>;

  // Networks that are made of more parts are not put together.
  static constexpr int most_splits = 256;
  // Those of two groups with 2,000 rules each, twice what a quota of EC2 allows a group.
  // https://docs.aws.amazon.com/vpc/latest/userguide/amazon-vpc-limits.html
  static constexpr std::size_t most_comparisons = 4'000'000;

  static Said said_by(const TrafficRule& rule) {
    const Peer& peer = rule.peer;
    return {rule.is_incoming, peer.is_group,   peer.is_list,  peer.network.has_value(),
            rule.protocol,    rule.ports.from, rule.ports.to, rule.port.symbols,
            peer.text.symbols};
  }

  [[nodiscard]] bool is_exhausted() const { return comparisons_ > most_comparisons; }

  void take_away_taken(const Ports& taken, std::vector<Ports>& ports) {
    comparisons_ += ports.size();
    take_away(ports, taken);
  }

  /// Takes away what single rules cover, and notes what decides about more.
  void take_away_covered(Traffic& traffic) {
    comparisons_ += rules_.size();
    const TrafficRule& rule = *traffic.rule;
    const Atom* unknown = nullptr;
    for (const TrafficRule& other : rules_) {
      if (other.is_incoming != rule.is_incoming || !covers_protocol(other, rule)) continue;
      if (covers_peer(other.peer, rule.peer)) {
        if (const auto taken = ports_taken(other, rule)) {
          take_away_taken(*taken, traffic.ports);
        } else {
          traffic.doubt =
              "it depends on the " + (rule.port.shown.empty() ? other.port.shown : rule.port.shown);
        }
      } else if (other.ports.from <= rule.ports.to && rule.ports.from <= other.ports.to) {
        const Atom* doubt = may_cover(other.peer, rule.peer, atoms_);
        if (doubt != nullptr) unknown = doubt;
      }
    }
    if (unknown != nullptr) traffic.doubt = "it depends on " + unknown->unknown;
  }

  /// Takes away what several rules cover together, each for a part of the network.
  void take_away_covered_together(const TrafficRule& rule, std::vector<Ports>& ports) {
    Rules others;
    for (const TrafficRule& each : rules_) {
      if (each.is_incoming == rule.is_incoming && covers_protocol(each, rule) &&
          each.peer.network && ports_taken(each, rule)) {
        others.push_back(&each);
      }
    }
    int splits = 0;
    ports = left_in(*rule.peer.network, rule, {rule.ports}, others, splits);
  }

  /// What is left of a rule's ports in a network.
  std::vector<Ports> left_in(const meaning::IpNetwork& network, const TrafficRule& rule,
                             std::vector<Ports> left, const Rules& others, int& splits) {
    comparisons_ += others.size();
    Rules parts;
    for (const TrafficRule* other : others) {
      if (other->peer.network->contains(network)) {
        take_away_taken(*ports_taken(*other, rule), left);
      } else if (network.contains(*other->peer.network)) {
        parts.push_back(other);
      }
    }
    if (left.empty() || parts.empty() || ++splits > most_splits || is_exhausted()) return left;
    const auto lower = network.part(network.prefix() + 1, 0);
    const auto upper = network.part(network.prefix() + 1, 1);
    if (!lower || !upper) return left;
    std::vector<Ports> left_below = left_in(*lower, rule, left, parts, splits);
    return joined(std::move(left_below), left_in(*upper, rule, std::move(left), parts, splits));
  }

  const std::vector<TrafficRule>& rules_;
  const Atoms& atoms_;
  std::set<Said> same_;
  std::size_t comparisons_ = 0;
};

}  // namespace

TrafficRule read_rule(const Reader& reader, const ResourceEntry& entry, const Node& rule,
                      bool is_incoming) {
  TrafficRule read{.is_incoming = is_incoming,
                   .peer = read_peer(reader, rule, is_incoming),
                   .in = &entry,
                   .at = &rule};
  const Node* protocol = reader.find(&rule, "IpProtocol");
  read.protocol = protocol_name(reader.text(protocol).value_or("-1"));
  if (read.protocol == "-1") return read;
  const auto from = number(reader, reader.find(&rule, "FromPort"));
  const auto to = number(reader, reader.find(&rule, "ToPort"));
  // -1 stands for all types of ICMP.
  if (from && *from >= 0) read.ports.from = *from;
  if (to && *to >= 0) read.ports.to = *to;
  if (!has_ports(read.protocol) && from && *from >= 0) read.ports.to = *from;
  read.port = open_ports(open_port(reader, reader.find(&rule, "FromPort")),
                         open_port(reader, reader.find(&rule, "ToPort")), read.ports);
  return read;
}

TrafficRule read_acl_entry(const Reader& reader, const ResourceEntry& entry) {
  const Node& values = *entry.properties;
  TrafficRule read{.in = &entry, .at = &values};
  const Node* outgoing = reader.find(&values, "Egress");
  read.is_incoming = support::to_lower(reader.text(outgoing).value_or("false")) != "true";
  for (const std::string_view name : {"CidrBlock", "Ipv6CidrBlock"}) {
    const Node* value = reader.find(&values, name);
    if (value == nullptr) continue;
    read.peer.text = reader.pattern(*value, Wildcards::none);
    if (const auto text = reader.text(value)) read.peer.network = meaning::IpNetwork::parse(*text);
  }
  read.protocol = protocol_name(reader.text(reader.find(&values, "Protocol")).value_or("-1"));
  if (!has_ports(read.protocol)) return read;
  const Node* range = reader.find(&values, "PortRange");
  const Node* from = reader.find(range, "From");
  const Node* to = reader.find(range, "To");
  read.ports.from = number(reader, from).value_or(read.ports.from);
  read.ports.to = number(reader, to).value_or(read.ports.to);
  read.port = open_ports(open_port(reader, from), open_port(reader, to), read.ports);
  return read;
}

TrafficRule everything_out(const ResourceEntry& entry, const Node& at) {
  const std::string all = "0.0.0.0/0";
  return {
      .is_incoming = false,
      .peer = {.text = {.symbols = {}, .shown = all}, .network = meaning::IpNetwork::parse(all)},
      .protocol = "-1",
      .ports = {},
      .in = &entry,
      .at = &at};
}

std::vector<Traffic> not_covered(const std::vector<TrafficRule>& rules,
                                 const std::vector<TrafficRule>& others, const Atoms& atoms) {
  OtherRules other_rules(others, atoms);
  std::vector<Traffic> found;
  for (const TrafficRule& rule : rules) {
    Traffic traffic = other_rules.left_of(rule);
    if (!traffic.ports.empty()) found.push_back(std::move(traffic));
  }
  return found;
}

std::string port_words(const TrafficRule& rule, const std::vector<Ports>& ports) {
  if (rule.protocol == "-1") return "every port";
  if (rule.protocol.starts_with("icmp")) return "ICMP";
  if (!rule.port.shown.empty()) return rule.port.shown;
  std::string words;
  for (const Ports& each : ports) {
    if (!words.empty()) words += ", ";
    if (each.from == 0 && each.to == last_port) {
      words += "every port";
    } else if (each.from == each.to) {
      words += "port " + std::to_string(each.from);
    } else {
      words += "ports " + std::to_string(each.from) + " to " + std::to_string(each.to);
    }
  }
  return rule.protocol == "tcp" ? words : words + " (" + rule.protocol + ")";
}

std::string peer_words(const Peer& peer) {
  static const auto everybody = meaning::IpNetwork::parse("0.0.0.0/0");
  static const auto everybody_v6 = meaning::IpNetwork::parse("::/0");
  if (peer.network && peer.network->contains(*everybody)) return "anybody on the internet";
  if (peer.network && peer.network->contains(*everybody_v6)) {
    return "anybody on the internet (IPv6)";
  }
  if (peer.is_group) return "what carries the security group " + peer.text.shown;
  if (peer.is_list) return "the prefix list " + peer.text.shown;
  return peer.text.shown.empty() ? "somebody" : peer.text.shown;
}

}  // namespace omnitrack::diff
