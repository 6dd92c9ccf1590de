#pragma once

#include <optional>
#include <vector>

#include "graph/network/network.hpp"
#include "graph/views/answers.hpp"

namespace omnitrack::graph {

/// How many pairs of ends a view asks about.
inline constexpr std::size_t most_pairs = 1600;

/// Somebody who can, or may, connect to something.
struct Connection {
  std::size_t from = nowhere;
  Answer answer = {};
  std::vector<std::string> ports = {};  ///< such as `443` or `53/udp`; none where any may be
};

/// Which of some resources can, or may, connect to another one. Databases and caches answer; they
/// ask nobody.
std::vector<Connection> connections_to(const Graph& graph, const JoinedNames& names,
                                       const Network& network, const std::vector<std::size_t>& ends,
                                       std::size_t to);

/// How the internet can, or may, connect to a resource; nothing where it cannot.
std::optional<Connection> connection_from_internet(const JoinedNames& names, const Network& network,
                                                   std::size_t to);

/// Whether nothing forwards to what is reached: who reaches it connects to it itself.
bool is_direct(const Answer& answer);

}  // namespace omnitrack::graph
