#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "graph/reach.hpp"
#include "graph/views/answers.hpp"

namespace omnitrack::graph {

/// How many pairs of ends a view asks about.
inline constexpr std::size_t most_pairs = 1600;

/// How often, for a view, questions are asked again since conditions may turn out in several ways,
/// before what is left is not decided.
inline constexpr std::size_t most_tries = 6000;

/// Counts down how often a view may still ask again.
template <class Asked>
class Tries {
 public:
  explicit Tries(const Asked& asked) : asked_(asked), begin_(asked.tries()) {}

  [[nodiscard]] bool are_left() const { return asked_.tries() - begin_ < most_tries; }

 private:
  const Asked& asked_;
  std::size_t begin_;
};

/// The first of some names and how many more there are: `A, B and 5 more`.
std::string some_of(const std::vector<std::string>& names);

/// That something is left open since conditions may turn out in too many ways.
std::string undecided_words(const std::string& what);

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
  bool takes_connections(std::size_t to);

  const Graph& graph_;
  JoinedNames names_;
  Reaching reaching_;
  std::map<std::pair<std::size_t, std::size_t>, std::optional<Connection>> answers_;
  std::map<std::size_t, bool> takers_;
};

/// Whether nothing forwards to what is reached: who reaches it connects to it itself.
bool is_direct(const Answer& answer);

}  // namespace omnitrack::graph
