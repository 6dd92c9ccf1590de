#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "graph/network/addresses.hpp"
#include "graph/network/network.hpp"

namespace omnitrack::graph {

/// A security group, of the templates or elsewhere.
struct Group {
  std::string key;                               ///< alike for values that name the same group
  const tmpl::ResourceEntry* entry = nullptr;    ///< null for a VPC's default one, and for others
  const tmpl::ResourceEntry* vpc = nullptr;      ///< whose default group it is
  const tmpl::ResourceEntry* cluster = nullptr;  ///< the one of Kubernetes that makes it
  std::string shown = {};
  std::string unknown = {};  ///< why its rules are not known; empty where they are

  friend bool operator==(const Group& left, const Group& right) { return left.key == right.key; }
};

/// How group references are taken between two ends.
/// https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html
enum class GroupReach : std::uint8_t {
  both,      ///< one VPC, or a peering connection
  incoming,  ///< a transit gateway that supports them
  none,
};

/// One end of a connection, as rules see it.
struct Party {
  Addresses addresses;
  std::vector<Group> groups = {};
  GroupReach group_reach = GroupReach::both;
  std::string group_doubt = {};  ///< what decides whether they are taken; empty where it is sure
};

/// The group that a value names.
Group read_group(const Scene& scene, const tmpl::Node& value);

/// The default group of a VPC.
Group default_group(const tmpl::ResourceEntry& vpc);

/// Whether the groups of one end let a connection in from the other, or out to it.
Answer groups_let(const Scene& scene, const std::vector<Group>& groups, bool is_incoming,
                  const Party& other, const Port& port);

/// Adds the networks that rules of groups are about.
void add_networks_named(const Scene& scene, const std::vector<Group>& groups, bool is_incoming,
                        std::vector<meaning::IpNetwork>& networks);

/// The ports at which what groups let in, or out, begins or ends.
void add_ports_told_apart(const Scene& scene, const std::vector<Group>& groups, bool is_incoming,
                          std::vector<Port>& ports);

/// The networks of a prefix list of the templates; nothing where it is none of theirs.
std::optional<std::vector<Addresses>> entries_of_prefix_list(const Scene& scene,
                                                             const tmpl::Node& value);

/// `port 6379`, `port 53 (udp)`.
std::string words_of(const Port& port);

}  // namespace omnitrack::graph
