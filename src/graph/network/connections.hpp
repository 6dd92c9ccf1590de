#pragma once

#include <optional>
#include <vector>

#include "graph/network/backends.hpp"
#include "graph/network/ends.hpp"
#include "graph/network/forwarding.hpp"

namespace omnitrack::graph {

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
  [[nodiscard]] Answer by_itself(const End& from, const End& to,
                                 const std::optional<Port>& port) const;
  [[nodiscard]] Answer at_mount_targets(const End& from, const End& to,
                                        const std::optional<Port>& port) const;
  [[nodiscard]] ListeningPorts ports_to_try(const End& from, const End& to,
                                            const std::optional<Port>& port) const;
  [[nodiscard]] Answer directly(const End& from, const End& to, const Port& port) const;
  [[nodiscard]] Answer from_gateway(const End& from, const End& to,
                                    const std::optional<Port>& port) const;
  [[nodiscard]] Answer from_service_in_vpc(const End& from, const End& to, const Port& port) const;
  [[nodiscard]] Answer from_outside(const std::vector<Addresses>& from, const End& to,
                                    const Port& port) const;
  [[nodiscard]] Answer from_vpc(const End& from, const End& to, const Port& port) const;
  [[nodiscard]] Answer from_spot(const Spot& from, const End& to, const Port& port) const;
  [[nodiscard]] Answer through(const Forwarder& forwarder, const End& from, const End& to,
                               const std::optional<Port>& port, int hops) const;
  [[nodiscard]] Answer through_node(const Forwarder& forwarder, const End& from, const End& node,
                                    const End& to, const std::optional<Port>& port, int hops) const;
  [[nodiscard]] std::vector<End> clients_of(const Forwarder& forwarder, const End& from,
                                            const End& node, const End& to, Answer& answer) const;
  [[nodiscard]] std::vector<End> clients_let_through(const Forwarder& forwarder, const End& from,
                                                     Answer& answer) const;
  [[nodiscard]] Answer forwarded(const Forwarder& forwarder, const End& node, const End& to,
                                 const std::vector<Addresses>& clients) const;
  /// The addresses in whose name somebody comes.
  [[nodiscard]] std::vector<Addresses> addresses_seen(const End& from) const;

  const Scene& scene_;
  Paths paths_;
};

/// A load balancer may forward to another one, and that to a target.
inline constexpr int most_hops = 3;

/// The one address by which something goes out to the internet.
Addresses public_address_of(const std::string& shown);

/// Of several ways, such as by the families of addresses, the one that gets through, or else those
/// that get furthest; of these, one without an address is worth a word only where it stands alone.
Answer furthest_of(std::vector<Answer> ways);

/// The best of what each interface answers, of which one is enough.
Answer any_interface(std::vector<Answer> interfaces);

}  // namespace omnitrack::graph
