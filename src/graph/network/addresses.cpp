#include "graph/network/addresses.hpp"

#include <algorithm>
#include <array>

#include "meaning/known.hpp"
#include "meaning/path.hpp"
#include "meaning/references.hpp"
#include "meaning/scalars.hpp"

namespace omnitrack::graph {

using meaning::IpNetwork;
using tmpl::Function;
using tmpl::Node;
using tmpl::ResourceEntry;

namespace {

IpNetwork network_of(std::string_view text) { return *IpNetwork::parse(text); }

/// The globally unique addresses, from which Amazon gives its IPv6 blocks.
/// https://docs.aws.amazon.com/vpc/latest/userguide/vpc-ip-addressing.html
Addresses given_by_amazon(std::string_view vpc, bool are_all) {
  return {.network = network_of("2000::/3"),
          .vpc = vpc,
          .are_all_of_vpc = are_all,
          .shown = "the IPv6 block of " + std::string(vpc),
          .unknown = "the IPv6 block that Amazon gives " + std::string(vpc)};
}

Addresses exactly(const IpNetwork& network) {
  return {.network = network, .is_exact = true, .shown = network.text()};
}

/// The item of an `Fn::Select` with a known index: the list, and which.
struct Selected {
  const Node* list = nullptr;
  std::size_t at = 0;
};

Selected selected(const Scene& scene, const Node& value) {
  if (!value.calls(Function::select)) return {};
  const auto items = value.argument().items();
  if (items.size() != 2) return {};
  const auto at = meaning::known_integer(scene.reader().settle(&items[0]));
  const Node* list = scene.reader().settle(&items[1]);
  if (!at || *at < 0 || list == nullptr) return {};
  return {list, static_cast<std::size_t>(*at)};
}

// What names itself, in a circle, is not known.
constexpr unsigned deepest_reading = 16;

Addresses read_within(const Scene& scene, const Node& value, unsigned depth);

/// One of the networks that an `Fn::Cidr` cuts a block into.
/// https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-cidr.html
std::optional<Addresses> cut_out(const Scene& scene, const Selected& from, unsigned depth) {
  const auto items = from.list->argument().items();
  if (items.size() != 3) return std::nullopt;
  const Node* block = scene.reader().settle(&items[0]);
  const auto bits = meaning::known_integer(scene.reader().settle(&items[2]));
  if (block == nullptr) return std::nullopt;
  Addresses whole = read_within(scene, *block, depth);
  whole.are_all_of_vpc = false;
  if (!whole.is_exact || !bits) return whole;
  const unsigned size = whole.network->is_v6() ? 128U : 32U;
  if (*bits < 0 || *bits > size) return std::nullopt;
  const auto part = whole.network->part(size - static_cast<unsigned>(*bits), from.at);
  if (!part) return std::nullopt;
  Addresses found = exactly(*part);
  found.vpc = whole.vpc;
  return found;
}

/// What a `GetAtt` says of the blocks of a VPC or a subnet.
std::optional<Addresses> read_attribute(const Scene& scene, const Node& value, unsigned depth) {
  const meaning::Name name = meaning::sole_name(value);
  const ResourceEntry* entry = scene.named(&value, {});
  if (entry == nullptr) return std::nullopt;
  const bool is_vpc = entry->type_name == "AWS::EC2::VPC";
  if (is_vpc && name.attribute == "Ipv6CidrBlocks") return given_by_amazon(entry->logical_id, true);
  if (name.attribute != "CidrBlock") return std::nullopt;
  const Node* block = scene.find(*entry, "CidrBlock");
  if (block == nullptr) return std::nullopt;
  Addresses found = read_within(scene, *block, depth);
  if (is_vpc) {
    found.vpc = entry->logical_id;
    found.are_all_of_vpc = !found.is_exact;
  }
  return found;
}

Addresses read_within(const Scene& scene, const Node& value, unsigned depth) {
  const Node* settled = scene.reader().settle(&value);
  if (settled == nullptr) return {};
  if (const auto text = scene.reader().text(settled)) {
    const auto network = IpNetwork::parse(*text);
    if (network) return exactly(*network);
    return {.shown = *text, .unknown = "'" + *text + "', which is no network"};
  }
  Addresses unknown{.shown = scene.reader().pattern(*settled, diff::Wildcards::none).shown,
                    .unknown = scene.unknown_of(*settled)};
  if (depth == deepest_reading) return unknown;
  const Selected one = selected(scene, *settled);
  if (one.list != nullptr && one.list->calls(Function::cidr)) {
    if (const auto found = cut_out(scene, one, depth + 1)) return *found;
  }
  if (const auto found =
          read_attribute(scene, one.list == nullptr ? *settled : *one.list, depth + 1)) {
    return *found;
  }
  return unknown;
}

const std::array<IpNetwork, 7>& private_networks() {
  // https://docs.aws.amazon.com/vpc/latest/userguide/vpc-cidr-blocks.html names those of RFC 1918
  // and 100.64.0.0/10; the others are the link's own, and IPv6's unique local ones.
  static const std::array networks{network_of("10.0.0.0/8"),     network_of("172.16.0.0/12"),
                                   network_of("192.168.0.0/16"), network_of("100.64.0.0/10"),
                                   network_of("169.254.0.0/16"), network_of("fc00::/7"),
                                   network_of("fe80::/10")};
  return networks;
}

// The rules of security groups are many, and asked for where they matter.
bool has_rules_of_addresses(std::string_view type) {
  constexpr std::array<std::string_view, 4> types{"AWS::EC2::NetworkAclEntry", "AWS::EC2::Route",
                                                  "AWS::EC2::TransitGatewayRoute",
                                                  "AWS::EC2::PrefixList"};
  return std::ranges::find(types, type) != types.end();
}

/// Whether smaller networks leave nothing of one.
bool is_used_up(const IpNetwork& network, std::span<const IpNetwork> smaller) {
  if (std::ranges::find_if(smaller, [&](const IpNetwork& each) {
        return each.contains(network);
      }) != smaller.end()) {
    return true;
  }
  const bool has_any =
      std::ranges::any_of(smaller, [&](const IpNetwork& each) { return network.contains(each); });
  if (!has_any) return false;
  const auto first = network.part(network.prefix() + 1, 0);
  const auto second = network.part(network.prefix() + 1, 1);
  return first && second && is_used_up(*first, smaller) && is_used_up(*second, smaller);
}

}  // namespace

Verdict takes_in(const Addresses& rule, const Addresses& others) {
  const bool is_other_family =
      rule.network && others.network && rule.network->is_v6() != others.network->is_v6();
  if (is_other_family) return Verdict::no;
  if (!others.service.empty()) {
    if (!rule.is_exact) return rule.are_all_of_vpc ? Verdict::no : Verdict::perhaps;
    if (rule.network->prefix() == 0) return Verdict::yes;
    return is_public(*rule.network) ? Verdict::perhaps : Verdict::no;
  }
  const bool is_private = rule.is_exact && rule.network && !is_public(*rule.network);
  if (others.is_met_on_internet && is_private) return Verdict::no;
  if (rule.are_all_of_vpc && rule.vpc == others.vpc) return Verdict::yes;
  if (!rule.network || !others.network) {
    const bool is_everybody = rule.is_exact && rule.network->prefix() == 0;
    return is_everybody ? Verdict::yes : Verdict::perhaps;
  }
  if (rule.is_exact && rule.network->contains(*others.network)) return Verdict::yes;
  if (!rule.network->overlaps(*others.network)) return Verdict::no;
  // The parts that a rule tells apart are looked at one by one.
  return rule.is_exact && others.is_exact ? Verdict::no : Verdict::perhaps;
}

std::string what_decides(const Addresses& rule, const Addresses& others) {
  if (!rule.unknown.empty()) return rule.unknown;
  if (!others.unknown.empty()) return others.unknown;
  return others.service.empty() ? "the address of " + others.shown
                                : "the public addresses of " + std::string(others.service);
}

Addresses whole_internet(bool is_v6) {
  Addresses all = exactly(network_of(is_v6 ? "::/0" : "0.0.0.0/0"));
  all.shown = is_v6 ? "the internet (IPv6)" : "the internet";
  return all;
}

bool is_public(const IpNetwork& network) {
  return std::ranges::none_of(private_networks(),
                              [&network](const IpNetwork& each) { return each.contains(network); });
}

Addresses read_addresses(const Scene& scene, const Node& value) {
  return read_within(scene, value, 0);
}

Addresses addresses_of_subnet(const Scene& scene, const ResourceEntry& subnet, bool is_v6) {
  const ResourceEntry* vpc = scene.named(subnet, "VpcId", "AWS::EC2::VPC");
  const std::string_view vpc_id = vpc == nullptr ? std::string_view() : vpc->logical_id;
  const Node* block = scene.find(subnet, is_v6 ? "Ipv6CidrBlock" : "CidrBlock");
  Addresses found;
  if (block != nullptr) {
    found = read_addresses(scene, *block);
  } else if (is_v6) {
    found = given_by_amazon(vpc_id, false);
  } else {
    found.unknown = "the addresses that a pool gives " + std::string(subnet.logical_id);
  }
  found.vpc = vpc_id;
  found.are_all_of_vpc = false;
  found.shown = std::string(subnet.logical_id);
  if (found.network || vpc == nullptr) return found;
  // What is not known of the subnet lies in the VPC all the same.
  if (const Node* around = scene.find(*vpc, "CidrBlock"); around != nullptr && !is_v6) {
    found.network = read_addresses(scene, *around).network;
  }
  return found;
}

void keep_each_once(std::vector<IpNetwork>& networks) {
  std::sort(networks.begin(), networks.end());
  const auto is_same = [](const IpNetwork& left, const IpNetwork& right) {
    return left.contains(right) && right.contains(left);
  };
  networks.erase(std::unique(networks.begin(), networks.end(), is_same), networks.end());
}

std::vector<IpNetwork> named_networks(const tmpl::Index& index) {
  std::vector<IpNetwork> networks;
  const meaning::Path root;
  const auto add = [&networks](const Node& scalar, const meaning::Path&) {
    if (const auto network = IpNetwork::parse(scalar.text())) networks.push_back(*network);
  };
  for (const ResourceEntry& each : index.resources()) {
    if (each.properties == nullptr || !has_rules_of_addresses(each.type_name)) continue;
    meaning::for_each_scalar(*each.properties, root, add);
  }
  for (const tmpl::Member& each : index.mappings()) {
    meaning::for_each_scalar(each.value, root, add);
  }
  keep_each_once(networks);
  return networks;
}

std::vector<Addresses> told_apart(const Addresses& addresses, const std::vector<IpNetwork>& named) {
  if (!addresses.is_exact) return {addresses};
  std::vector<IpNetwork> inside;
  for (const IpNetwork& each : named) {
    if (addresses.network->contains(each) && !each.contains(*addresses.network)) {
      inside.push_back(each);
    }
  }
  std::vector<Addresses> parts;
  if (inside.empty() || !is_used_up(*addresses.network, inside)) parts.push_back(addresses);
  for (const IpNetwork& each : inside) {
    Addresses part = addresses;
    part.network = each;
    part.shown = each.text();
    parts.push_back(std::move(part));
  }
  return parts;
}

}  // namespace omnitrack::graph
