#pragma once

#include <optional>
#include <string>
#include <vector>

#include "diff/security/reader.hpp"
#include "meaning/ip_network.hpp"

namespace omnitrack::diff {

/// From a port to a port, both included.
struct Ports {
  int from = 0;
  int to = 65535;
};

/// Whom a rule lets through, or where to.
struct Peer {
  Pattern text = {};
  std::optional<meaning::IpNetwork> network = std::nullopt;
  bool is_group = false;  ///< a security group
  bool is_list = false;   ///< a prefix list
};

/// A rule of a security group.
struct TrafficRule {
  bool is_incoming = true;
  Peer peer = {};
  std::string protocol = {};  ///< a name in lower case or a number; `-1` for all
  Ports ports = {};
  Pattern port = {};  ///< what is known of ports that are told at deployment only; else empty
  const tmpl::ResourceEntry* in = nullptr;  ///< the resource that it stands in
  const tmpl::Node* at = nullptr;
};

/// What a rule lets through that others do not surely let through too.
struct Traffic {
  const TrafficRule* rule = nullptr;
  std::vector<Ports> ports;
  std::string doubt;  ///< why it is not sure; empty where it is
};

/// Reads a rule, inline or a resource's properties. Ports that are not known count as all.
TrafficRule read_rule(const Reader& reader, const tmpl::ResourceEntry& entry,
                      const tmpl::Node& rule, bool is_incoming);

/// Reads what an `AWS::EC2::NetworkAclEntry` lets through or keeps out.
TrafficRule read_acl_entry(const Reader& reader, const tmpl::ResourceEntry& entry);

/// The rule that lets everything out.
TrafficRule everything_out(const tmpl::ResourceEntry& entry, const tmpl::Node& at);

/// The traffic of some rules that others do not cover.
std::vector<Traffic> not_covered(const std::vector<TrafficRule>& rules,
                                 const std::vector<TrafficRule>& others, const Atoms& atoms);

/// `port 6379`, `ports 80 to 90 (udp)`, `every port`.
std::string port_words(const TrafficRule& rule, const std::vector<Ports>& ports);

/// `anybody on the internet`, `10.0.0.0/8`, `what carries the security group X`.
std::string peer_words(const Peer& peer);

}  // namespace omnitrack::diff
