#pragma once

#include "graph/network/addresses.hpp"
#include "graph/network/network.hpp"

namespace omnitrack::graph {

/// A range of ports, both included, of a protocol.
struct PortRange {
  std::string protocol = "tcp";
  int from = 0;
  int to = 0;
};

/// Who opens a connection, and takes a port of its own for that.
/// https://docs.aws.amazon.com/vpc/latest/userguide/nacl-ephemeral-ports.html
enum class Opener : std::uint8_t {
  system,    ///< an operating system, of Linux or Windows
  service,   ///< a load balancer, a NAT gateway or a function, which take any port
  somebody,  ///< somebody on the internet: one kind of system is enough
};

/// The range of one port.
PortRange range_of(const Port& port);

/// Whether the network ACL of a subnet lets all of a range of ports pass, in from others or out to
/// them: by the entries in the order of their numbers.
Answer acl_lets(const Scene& scene, const tmpl::ResourceEntry& subnet, bool is_incoming,
                const Addresses& others, const PortRange& ports);

/// Whether the network ACL of a subnet lets pass what comes back: it goes to the port that the
/// opener took.
Answer acl_lets_back(const Scene& scene, const tmpl::ResourceEntry& subnet, bool is_incoming,
                     const Addresses& others, const std::string& protocol, Opener opener);

/// The ports at which the entries of a subnet's network ACL begin or end.
void add_ports_told_apart(const Scene& scene, const tmpl::ResourceEntry& subnet,
                          std::vector<Port>& ports);

}  // namespace omnitrack::graph
