#pragma once

#include <span>

#include "graph/network/groups.hpp"

namespace omnitrack::graph {

/// How a resource gets an address that the internet reaches.
enum class Publicity : std::uint8_t {
  never,
  instance,  ///< by its interface, its subnet or an elastic IP
  setting,   ///< by a boolean property
  database,  ///< by `PubliclyAccessible`, or else by its VPC
  scheme,    ///< unless a load balancer is internal
  task,      ///< by `AssignPublicIp`
  brokers,   ///< by `SERVICE_PROVIDED_EIPS`
};

/// Where resources of a type have their addresses in a VPC.
struct InterfaceKind {
  std::string_view type;
  std::string_view subnets;  ///< ways as `Scene::values` takes them
  std::string_view groups;
  Publicity publicity = Publicity::never;
  std::string_view public_way = {};
  std::string_view port_ways = {};
  std::string_view ports = {};  ///< where no way says one; separated by blanks
  bool takes_connections = true;
  std::string_view ipv6_way = {};     ///< what says whether it has IPv6 addresses
  std::string_view ipv6_values = {};  ///< which of its texts say so; empty for `true`
};

/// The kind of a type; null where resources of it have no addresses in a VPC, or only with a
/// setting that this one is without.
const InterfaceKind* interface_kind(const Scene& scene, const tmpl::ResourceEntry& entry);

/// One of the subnets that a resource may have addresses in.
struct SubnetOf {
  const tmpl::ResourceEntry* entry = nullptr;
  std::string unknown = {};  ///< what it depends on; empty where it is of the templates
};

/// Where a resource has addresses, and what guards them.
struct Interfaces {
  const InterfaceKind* kind = nullptr;
  const tmpl::ResourceEntry* of = nullptr;
  std::vector<SubnetOf> subnets = {};
  std::vector<Group> groups = {};
};

/// The addresses of a resource; without subnets where it has none in a VPC.
Interfaces interfaces_of(const Scene& scene, const tmpl::ResourceEntry& entry);

/// Whether a resource has an address that the internet reaches in a subnet of its own, IPv6 or not.
Answer has_public_address(const Scene& scene, const Interfaces& from,
                          const tmpl::ResourceEntry& subnet, bool is_v6);

/// The ports that a resource listens on; empty where that is not known.
std::vector<Port> ports_of(const Scene& scene, const tmpl::ResourceEntry& entry,
                           const InterfaceKind& kind);

/// The internet gateway of a VPC; null where none is attached.
const tmpl::ResourceEntry* internet_gateway_of(const Scene& scene, const tmpl::ResourceEntry& vpc);

}  // namespace omnitrack::graph
