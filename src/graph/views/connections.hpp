#pragma once

#include <map>
#include <optional>
#include <utility>
#include <vector>

#include "graph/reach.hpp"
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

/// Who can connect to whom, asked once for all views.
class AskedConnections {
 public:
  AskedConnections(const Graph& graph, const Stacks& stacks);

  [[nodiscard]] const JoinedNames& names() const { return names_; }
  [[nodiscard]] const Network& network() const { return reaching_.network(); }
  /// Which of some resources can, or may, connect to another one. Databases and caches answer;
  /// they ask nobody.
  std::vector<Connection> ways_to(std::size_t to, const std::vector<std::size_t>& ends);
  /// How the internet can, or may, connect to a resource; nothing where it cannot.
  std::optional<Connection> from_internet(std::size_t to);
  /// How the internet gets into an API, a distribution or the URL of a function, with the
  /// permissions that this needs; nothing where it does not, or what is asked about is none.
  [[nodiscard]] std::optional<Connection> entrance(std::size_t to) const;

 private:
  const std::optional<Connection>& ask(std::size_t from, std::size_t to);

  const Graph& graph_;
  JoinedNames names_;
  Reaching reaching_;
  std::map<std::pair<std::size_t, std::size_t>, std::optional<Connection>> answers_;
};

/// Whether nothing forwards to what is reached: who reaches it connects to it itself.
bool is_direct(const Answer& answer);

}  // namespace omnitrack::graph
