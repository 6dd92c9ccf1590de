#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "graph/network/paths.hpp"

namespace omnitrack::graph {

/// What an end of a connection is.
enum class EndKind : std::uint8_t {
  outside,      ///< the internet, or some addresses of it
  in_vpc,       ///< a resource with addresses in a VPC
  subnet,       ///< a subnet, or those of a VPC
  free,         ///< what runs outside of any VPC of the templates, such as most functions
  service,      ///< what is used through an endpoint of its service
  file_system,  ///< what is reached at mount targets of its own
  unmodelled,   ///< what has a network of its own that is not looked into
  none,         ///< neither opens nor takes connections
};

/// One end of a connection.
struct End {
  EndKind kind = EndKind::none;
  std::vector<Addresses> outside = {};  ///< of the internet: a range a family
  const tmpl::ResourceEntry* entry = nullptr;
  const InterfaceKind* interface_kind = nullptr;
  std::vector<Interface> interfaces = {};
  Entries subnets = {};  ///< that it is, of a subnet or a VPC
  std::string_view service = {};
  std::string shown = {};

  /// Whether it is connected to at addresses of its own in a VPC.
  [[nodiscard]] bool takes_connections() const {
    return interface_kind != nullptr && interface_kind->takes_connections;
  }
  /// Whether it hands on what it takes, such as a load balancer, and opens nothing by itself.
  [[nodiscard]] bool forwards() const {
    return interface_kind != nullptr && interface_kind->opens == Opening::forwarding;
  }
  /// Whether it has an address in each of its subnets, as a load balancer has.
  [[nodiscard]] bool is_in_all_subnets() const {
    return interface_kind != nullptr && interface_kind->publicity == Publicity::scheme;
  }
  /// The security groups of all its interfaces.
  [[nodiscard]] std::vector<Group> groups() const;
  /// The places in a VPC that each of its interfaces may be at. The end must outlive them.
  [[nodiscard]] std::vector<std::vector<Spot>> spots() const;
};

/// The end that a name stands for.
End end_of(const Scene& scene, std::string_view name);

/// The addresses on the internet that a name says; nothing where it says none.
std::vector<Addresses> outside_addresses(std::string_view name);

}  // namespace omnitrack::graph
