#pragma once

#include "graph/network/blocks.hpp"
#include "graph/network/interfaces.hpp"
#include "graph/network/routes.hpp"

namespace omnitrack::graph {

/// One end of a connection in a VPC: a resource in one of its subnets, or all of a subnet.
struct Spot {
  const Interface* interface = nullptr;  ///< null for a subnet alone
  SubnetOf subnet = {};
  std::vector<Group> groups = {};
  std::string shown = {};
};

/// Finds out how packets get from one end to another, and whether the answers come back.
class Paths {
 public:
  Paths(const Scene& scene, const std::vector<meaning::IpNetwork>& named)
      : scene_(scene), named_(named) {}

  /// From one end in a VPC to another, by private addresses.
  [[nodiscard]] Answer within(const Spot& from, const Spot& to, const Port& port) const;
  /// From an end in a VPC out to some address of a network of the internet.
  [[nodiscard]] Answer out(const Spot& from, const Addresses& to, const Port& port) const;
  /// From some address of a network of the internet in to an end in a VPC.
  [[nodiscard]] Answer in(const Addresses& from, const Spot& to, const Port& port) const;
  /// Whether the rules of an end let in what a load balancer forwards in the name of its client.
  [[nodiscard]] Answer taken_from(const Addresses& client, const std::vector<Group>& of_balancer,
                                  const Spot& to, const Port& port) const;
  /// Addresses of the internet, and each part of them that rules tell from the rest.
  [[nodiscard]] std::vector<Addresses> clients_told_apart(const Addresses& clients,
                                                          const std::vector<Group>& groups) const;

 private:
  [[nodiscard]] Answer within_family(const Spot& from, const Spot& to, const Port& port,
                                     bool is_v6) const;
  [[nodiscard]] Answer between(const Spot& from, const Addresses& opener, const Spot& to,
                               const Addresses& taker, const Port& port) const;
  [[nodiscard]] Answer groups_between(const Spot& from, const Party& opener, const Spot& to,
                                      const Party& taker, const Port& port) const;
  [[nodiscard]] Answer acls_between(const Spot& from, const Addresses& opener,
                                    const tmpl::ResourceEntry& to, const Addresses& taker,
                                    const Port& port) const;
  [[nodiscard]] Answer out_to_part(const Spot& from, const Addresses& to, const Port& port) const;
  [[nodiscard]] Answer in_from_part(const Addresses& from, const Spot& to, const Port& port) const;
  [[nodiscard]] Answer follow_out(const Spot& from, const Route& route, const Addresses& opener,
                                  const Addresses& to, const Port& port) const;
  [[nodiscard]] Answer through_nat(const tmpl::ResourceEntry& gateway, const Spot& from,
                                   const Addresses& opener, const Addresses& to,
                                   const Port& port) const;
  [[nodiscard]] Answer through_nat_to(const Route& route, const Spot& from, const Party& opener,
                                      const Spot& to, const Party& taker, const Port& port) const;
  [[nodiscard]] Answer through_hub(const tmpl::ResourceEntry& hub, const Spot& from,
                                   const Addresses& opener, const Addresses& to,
                                   const Port& port) const;
  [[nodiscard]] Answer gateway_attached(const Route& route, const tmpl::ResourceEntry& subnet,
                                        Passage passage) const;
  [[nodiscard]] static std::vector<Addresses> public_parts(
      const Addresses& network, const std::vector<meaning::IpNetwork>& named);
  [[nodiscard]] std::vector<meaning::IpNetwork> named_for(const std::vector<Group>* outgoing,
                                                          const std::vector<Group>* incoming) const;

  const Scene& scene_;
  const std::vector<meaning::IpNetwork>& named_;
};

}  // namespace omnitrack::graph
