#pragma once

#include <map>
#include <string>
#include <vector>

#include "graph/answer.hpp"
#include "graph/model/graph.hpp"
#include "graph/stacks/stacks.hpp"

namespace omnitrack::graph {

/// The resources of a graph by their names in the templates as one.
class JoinedNames {
 public:
  JoinedNames(const Graph& graph, const Stacks& stacks);

  /// The name to ask by; empty where the joined template has no such resource.
  [[nodiscard]] const std::string& name(std::size_t resource) const { return names_[resource]; }
  /// The resource of such a name; `nowhere` where there is none.
  [[nodiscard]] std::size_t resource(std::string_view name) const;

 private:
  std::vector<std::string> names_;
  std::map<std::string, std::size_t, std::less<>> resources_;
};

/// Why an answer is what it is, in one line: `perhaps: …; depends on …`.
std::string words_of(const Answer& answer);

}  // namespace omnitrack::graph
