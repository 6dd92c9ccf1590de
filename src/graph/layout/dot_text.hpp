#pragma once

#include <string>
#include <vector>

namespace omnitrack::graph {

/// Writes a graph for `dot` to lay out: things of fixed sizes, which are known by names of ours, so
/// that nothing of a template gets into it.
class DotText {
 public:
  DotText();

  /// Begins a frame around what is added until its end. The width is what its title needs.
  void begin_cluster(const std::string& name, double title_width, double title_height);
  void end_cluster();
  void add_node(const std::string& name, double width, double height);
  /// Adds a node at whose sides edges end at heights, which ascend from its upper end and are a few
  /// pixels apart: the ports `p0`, `p1`, ….
  void add_node(const std::string& name, double width, double height,
                const std::vector<double>& ports);
  /// Adds an edge between nodes, or ports of these: `n1`, `b2:p0:_`.
  void add_edge(const std::string& id, const std::string& from, const std::string& to);
  /// The text of the graph, which ends with it.
  [[nodiscard]] std::string finish();

 private:
  std::string text_;
};

}  // namespace omnitrack::graph
