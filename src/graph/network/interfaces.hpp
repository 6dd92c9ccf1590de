#pragma once

#include <span>

#include "graph/network/groups.hpp"

namespace omnitrack::graph {

/// How a resource gets an address that the internet reaches.
enum class Publicity : std::uint8_t {
  never,
  instance,              ///< by its interface, its subnet or an elastic IP
  setting,               ///< by a boolean property
  setting_unless_false,  ///< by one that is true where it is not said
  database,              ///< by `PubliclyAccessible`, or else by its VPC
  scheme,                ///< unless a load balancer is internal
  task,                  ///< by `AssignPublicIp`
  brokers,               ///< by `SERVICE_PROVIDED_EIPS`
};

/// What opens connections from the addresses of a resource.
enum class Opening : std::uint8_t {
  nothing,     ///< hardly anything: a service that waits for others
  code,        ///< programs of the user's own
  forwarding,  ///< a load balancer or an endpoint, which hands on what it takes
};

/// Where resources of a type have their addresses in a VPC.
struct InterfaceKind {
  std::string_view type;
  std::string_view subnets = {};  ///< ways as `Scene::values` takes them
  std::string_view groups = {};   ///< the same; the first of those between `;` that has any
  Publicity publicity = Publicity::never;
  std::string_view public_way = {};
  std::string_view port_ways = {};
  bool takes_connections = true;
  Opening opens = Opening::nothing;
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

/// A network interface of a resource: where its addresses may be, and what guards them.
struct Interface {
  const InterfaceKind* kind = nullptr;
  const tmpl::ResourceEntry* of = nullptr;
  std::vector<SubnetOf> subnets = {};
  std::vector<Group> groups = {};
  /// Which of the interfaces of the resource it is; several of one place are what it may be.
  std::size_t place = 0;
  const tmpl::ResourceEntry* own = nullptr;  ///< the resource that it is by itself
  ValueAt says_public = {};                  ///< what decides that before its subnet
  std::string public_unknown = {};           ///< what else may decide it
  bool may_get_public = true;                ///< whether its subnet may give it a public address
  std::vector<ValueAt> ipv6 = {};            ///< what gives it IPv6 addresses
};

/// The network interfaces of a resource; none where it has none in a VPC.
std::vector<Interface> interfaces_of(const Scene& scene, const tmpl::ResourceEntry& entry);

/// Adds a subnet that a value names.
void add_subnet(const Scene& scene, const tmpl::Node& value, Interface& to);

/// Whether a resource has an address that the internet reaches in a subnet of its own, IPv6 or not.
Answer has_public_address(const Scene& scene, const Interface& from,
                          const tmpl::ResourceEntry& subnet, bool is_v6);

/// Whether what comes from the internet gets to an IPv6 address, which is public by itself: not
/// where a load balancer is internal.
Answer takes_ipv6_from_internet(const Scene& scene, const Interface& to);

/// The ports that a resource listens on.
struct ListeningPorts {
  std::vector<Port> sure = {};
  std::vector<Port> possible = {};  ///< at which of these it listens too is not known
  std::string unknown = {};         ///< what that depends on
};

/// The ports that a resource listens on; empty where that is not known.
ListeningPorts ports_of(const Scene& scene, const tmpl::ResourceEntry& entry,
                        const InterfaceKind& kind);

/// The internet gateway of a VPC; null where none is attached.
const tmpl::ResourceEntry* internet_gateway_of(const Scene& scene, const tmpl::ResourceEntry& vpc);

}  // namespace omnitrack::graph
