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

/// The ports that the opener of a connection takes for itself: what it sends goes from one of them,
/// and what comes back goes to it.
/// https://docs.aws.amazon.com/vpc/latest/userguide/nacl-ephemeral-ports.html
PortRange ephemeral_ports(const std::string& protocol);

/// The range of one port.
PortRange range_of(const Port& port);

/// Whether the network ACL of a subnet lets all of a range of ports pass, in from others or out to
/// them: by the entries in the order of their numbers.
Answer acl_lets(const Scene& scene, const tmpl::ResourceEntry& subnet, bool is_incoming,
                const Addresses& others, const PortRange& ports);

/// The ports at which the entries of a subnet's network ACL begin or end.
void add_ports_told_apart(const Scene& scene, const tmpl::ResourceEntry& subnet,
                          std::vector<Port>& ports);

}  // namespace omnitrack::graph
