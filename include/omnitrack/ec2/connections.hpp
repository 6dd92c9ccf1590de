#pragma once

#include <omnitrack/ec2/security_group.hpp>
#include <omnitrack/optional.hpp>

namespace omnitrack {

/// What something on the network is reached by: its security groups, and the port that it listens
/// on. Any construct with a function `connections` takes part: see `Connectable`.
class Connections {
 public:
  /// Of that construct, which mistakes are reported at: its groups, and its port where it listens
  /// on one.
  Connections(const Construct& of, const Items<Link<SecurityGroup>>& groups,
              Optional<Port> port = {})
      : of_(&of), groups_(groups), port_(port) {}

  /// Lets a construct reach this one, on this one's port; rules are made on both sides as needed.
  void allow_from(Connectable& client) const;
  /// Lets a construct reach this one on a port.
  void allow_from(Connectable& client, const Port& port, std::string_view description = {}) const;
  /// Lets a block of addresses or a prefix list reach this one on a port.
  void allow_from(const Peer& peer, const Port& port, std::string_view description = {}) const;
  /// Lets every IPv4 address reach this one, on its port or that one.
  void allow_from_any_ipv4(Optional<Port> port = {}) const;
  /// Lets this one reach a construct, on the other's port.
  void allow_to(Connectable& server) const;
  /// Lets this one reach a construct on a port.
  void allow_to(Connectable& server, const Port& port, std::string_view description = {}) const;
  /// Lets this one reach a block of addresses or a prefix list on a port; warns where it may reach
  /// everything anyway.
  void allow_to(const Peer& peer, const Port& port, std::string_view description = {}) const;
  /// Lets whatever is in the groups of this one reach each other on a port.
  void allow_among(const Port& port, std::string_view description = {}) const;

  /// The security groups; none where the construct is in no VPC.
  [[nodiscard]] Items<Link<SecurityGroup>> security_groups() const { return groups_; }
  /// The port that it listens on; none where it only asks others.
  [[nodiscard]] Optional<Port> port() const { return port_; }

 private:
  // Whether there is a group; reports that there is none.
  [[nodiscard]] bool has_groups() const;
  // The port, or that of this construct; reports that there is none.
  [[nodiscard]] Optional<Port> listening(const Optional<Port>& port) const;

  const Construct* of_;
  Items<Link<SecurityGroup>> groups_;
  Optional<Port> port_;
};

}  // namespace omnitrack
