#pragma once

#include "graph/network/forwarding.hpp"
#include "graph/network/paths.hpp"

namespace omnitrack::graph {

/// What an end of a connection is.
enum class EndKind : std::uint8_t {
  outside,  ///< the internet, or some addresses of it
  in_vpc,   ///< a resource with addresses in a VPC
  subnet,
  free,         ///< what runs outside of any VPC of the templates, such as most functions
  service,      ///< what is used through an endpoint of its service
  file_system,  ///< what is reached at mount targets of its own
  none,         ///< neither opens nor takes connections
};

/// One end of a connection.
struct End {
  EndKind kind = EndKind::none;
  std::vector<Addresses> outside = {};  ///< of the internet: a range a family
  const tmpl::ResourceEntry* entry = nullptr;
  Interfaces interfaces = {};
  std::string_view service = {};
  std::string shown = {};

  /// The places in a VPC that it may be at.
  [[nodiscard]] std::vector<Spot> spots() const;
};

/// The end that a name stands for.
End end_of(const Scene& scene, std::string_view name);

/// The addresses on the internet that a name says; nothing where it says none.
std::vector<Addresses> outside_addresses(std::string_view name);

/// The connections between ends, in one way in which the conditions turn out.
class Connections {
 public:
  Connections(const Scene& scene, const std::vector<meaning::IpNetwork>& named)
      : scene_(scene), paths_(scene, named) {}

  /// Whether one end opens connections and the other takes them.
  static bool are_possible(const End& from, const End& to);
  /// Whether one can connect to the other, by itself or through load balancers.
  [[nodiscard]] Answer reach(const End& from, const End& to,
                             const std::optional<Port>& port) const {
    return reach(from, to, port, 0);
  }
  /// The ports at which one can, or may, connect to the other by itself; none where any is open.
  [[nodiscard]] std::vector<Port> open_ports(const End& from, const End& to) const;

 private:
  [[nodiscard]] Answer reach(const End& from, const End& to, const std::optional<Port>& port,
                             int hops) const;
  [[nodiscard]] Answer at_mount_targets(const End& from, const End& to,
                                        const std::optional<Port>& port) const;
  [[nodiscard]] std::vector<Port> ports_to_try(const End& from, const End& to,
                                               const std::optional<Port>& port) const;
  [[nodiscard]] Answer directly(const End& from, const End& to, const Port& port) const;
  [[nodiscard]] Answer from_outside(const std::vector<Addresses>& from, const End& to,
                                    const Port& port) const;
  [[nodiscard]] Answer from_vpc(const End& from, const End& to, const Port& port) const;
  [[nodiscard]] Answer through(const Forwarder& forwarder, const End& from, const End& to,
                               const std::optional<Port>& port, int hops) const;
  [[nodiscard]] Answer forwarded(const Forwarder& forwarder, const End& from, const End& balancer,
                                 const End& to) const;

  const Scene& scene_;
  Paths paths_;
};

}  // namespace omnitrack::graph
