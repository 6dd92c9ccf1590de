#include "omnitrack/ec2/connections.hpp"

#include <omnitrack/codes.hpp>

namespace omnitrack {

Connections SecurityGroup::connections() { return {*this, {Link<SecurityGroup>(*this)}}; }

bool Connections::has_groups() const {
  if (!groups_.empty()) return true;
  of_->error(codes::OT2030, "it has no security group that could be opened",
             "put it into a VPC, by `vpc` or by `subnets` and `security_groups`");
  return false;
}

Optional<Port> Connections::listening(const Optional<Port>& port) const {
  if (port.has_value()) return port;
  if (!port_.has_value()) {
    of_->error(codes::OT2031, "it listens on no port of its own",
               "name the port: allow_from(client, Port::tcp(443))");
  }
  return port_;
}

void Connections::allow_from(Connectable& client) const {
  if (const Optional<Port> port = listening({})) allow_from(client, *port);
}

void Connections::allow_from(Connectable& client, const Port& port,
                             std::string_view description) const {
  const Connections clients = client.connections();
  if (!has_groups() || !clients.has_groups()) return;
  for (const auto& server : groups_) {
    for (const auto& group : clients.groups_) {
      server->allow_connection_from(*group, port, description);
    }
  }
}

void Connections::allow_from(const Peer& peer, const Port& port,
                             std::string_view description) const {
  if (!has_groups()) return;
  for (const auto& group : groups_) group->allow_from(peer, port, description);
}

void Connections::allow_from_any_ipv4(Optional<Port> port) const {
  port = listening(port);
  if (port.has_value()) allow_from(Peer::any_ipv4(), *port);
}

void Connections::allow_to(Connectable& server) const {
  const Connections servers = server.connections();
  if (const Optional<Port> port = servers.listening({})) allow_to(server, *port);
}

void Connections::allow_to(Connectable& server, const Port& port,
                           std::string_view description) const {
  const Connections servers = server.connections();
  if (!has_groups() || !servers.has_groups()) return;
  for (const auto& theirs : servers.groups_) {
    for (const auto& group : groups_) theirs->allow_connection_from(*group, port, description);
  }
}

void Connections::allow_to(const Peer& peer, const Port& port, std::string_view description) const {
  if (!has_groups()) return;
  for (const auto& group : groups_) group->allow_to(peer, port, description);
}

void Connections::allow_among(const Port& port, std::string_view description) const {
  if (!has_groups()) return;
  for (const auto& group : groups_) {
    for (const auto& other : groups_) group->allow_connection_from(*other, port, description);
  }
}

}  // namespace omnitrack
