#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "graph/answer.hpp"
#include "graph/stacks/stacks.hpp"

namespace omnitrack::graph {

/// The name of everybody out there, as an end of a connection.
inline constexpr std::string_view internet = "internet";

/// A port to connect to.
struct Port {
  std::string protocol = "tcp";  ///< `tcp` or `udp`
  int number = 0;
};

/// What one resource can reach by one port, or by some port.
struct Reached {
  std::string resource;  ///< the logical id of the other end, or `internet`
  Answer answer;
};

/// The network that templates describe: who can connect to whom, by routes, network ACLs, security
/// groups, gateways and endpoints. An end is `internet`, an address or a range of addresses
/// outside, or the logical id of a resource that has addresses in a VPC, of a subnet, or of one
/// that a service offers at an endpoint of its own.
class Network {
 public:
  explicit Network(const Stacks& stacks);
  ~Network();
  Network(const Network&) = delete;
  Network& operator=(const Network&) = delete;

  /// Whether a name is such an end.
  [[nodiscard]] bool has(std::string_view end) const;
  /// Whether a resource is connected to at addresses of its own in a VPC, so that who gets there
  /// needs no permission to use the network of it.
  [[nodiscard]] bool takes_connections(std::string_view resource) const;
  /// Whether what reaches a resource may get on from there: not from a database or a cache, which
  /// only answer, and a subnet or a VPC is nobody.
  [[nodiscard]] bool leads_on(std::string_view resource) const;
  /// Whether `from` can open a connection to `to`; nothing where one of them opens, or takes, none.
  /// Without a port: to one that `to` listens on, or to any where that is not known.
  [[nodiscard]] std::optional<Answer> reach(std::string_view from, std::string_view to,
                                            std::optional<Port> port = std::nullopt) const;
  /// The ports at which a connection can, or may, be opened, by number; none where any may be.
  [[nodiscard]] std::vector<Port> open_ports(std::string_view from, std::string_view to) const;
  /// The resources that the internet can, or may, connect to.
  [[nodiscard]] std::vector<Reached> open_to_the_world() const;
  /// How each subnet reaches the internet, or why it does not.
  [[nodiscard]] std::vector<Reached> ways_out() const;
  /// Who can, or may, connect to a resource: the internet and the other resources.
  [[nodiscard]] std::vector<Reached> who_reaches(std::string_view to) const;
  /// How often all that was asked so far was asked again, since conditions may turn out in several
  /// ways: what the answers cost beyond their number.
  [[nodiscard]] std::size_t tries() const;

 private:
  class Engine;
  std::unique_ptr<Engine> engine_;
};

}  // namespace omnitrack::graph
