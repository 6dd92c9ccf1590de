#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "graph/model/graph.hpp"
#include "graph/model/names.hpp"
#include "meaning/references.hpp"

namespace omnitrack::graph {

/// Finds the resources that values name, in their own template or by an output of another one.
class Targets {
 public:
  explicit Targets(const Graph& graph);

  /// The resources that a value of a stack names, each once, in order.
  [[nodiscard]] std::vector<std::size_t> of(std::size_t stack, const tmpl::Node& value) const;
  /// The resources that the values at a way below a resource's properties name; `.` is itself.
  [[nodiscard]] std::vector<std::size_t> at(std::size_t resource, std::string_view way) const;
  /// The same, each value as a list of its own: a text such as `service/CLUSTER/SERVICE` names what
  /// it stands for last.
  [[nodiscard]] std::vector<std::vector<std::size_t>> each_at(std::size_t resource,
                                                              std::string_view way) const;
  /// Adds the namings of other stacks' resources.
  void add_crossings(std::vector<Naming>& namings) const;

 private:
  void add(std::size_t stack, const tmpl::Node& value, int depth,
           std::vector<std::size_t>& found) const;
  struct Output {
    std::size_t stack = 0;
    const tmpl::Node* value = nullptr;
  };
  // The same, or what a property says by its name.
  [[nodiscard]] std::vector<std::size_t> named_at(std::size_t resource, std::string_view way,
                                                  const tmpl::Node& value) const;
  // What a call, or a name that it takes, stands for in another template; null for nothing.
  [[nodiscard]] Output imported(std::size_t stack, const tmpl::Node& call) const;
  [[nodiscard]] Output handed_on(std::size_t stack, const meaning::Name& name) const;
  template <typename Visit>
  void for_each_crossing(std::size_t stack, const tmpl::Node& call, const Visit& visit) const;

  const Graph& graph_;
  GivenNames names_;
  std::map<std::string, Output, std::less<>> exports_;
  std::map<std::string, std::size_t, std::less<>> stacks_;
};

}  // namespace omnitrack::graph
