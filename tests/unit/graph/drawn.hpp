#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "graph/model/graph.hpp"
#include "graph/stacks/stacks.hpp"
#include "graph/views/view.hpp"
#include "template/document.hpp"

namespace omnitrack::graph {

/// Templates in YAML and the graph of them.
class Drawn {
 public:
  struct Stack {
    std::string name;
    std::string text;
  };

  explicit Drawn(std::string text) : Drawn(std::vector<Stack>{{"Stack", std::move(text)}}) {}
  explicit Drawn(std::vector<Stack> stacks) {
    std::vector<StackSource> sources;
    for (Stack& each : stacks) {
      documents_.emplace_back(each.name + ".yaml", std::move(each.text));
      StackSource& source = sources.emplace_back();
      source.name = each.name;
      source.index = &documents_.back().index();
      // `STACK.PART` is a part of a stack.
      if (const std::size_t dot = each.name.find('.'); dot != std::string::npos) {
        source.part_of = each.name.substr(0, dot);
        source.part = each.name.substr(dot + 1);
      }
    }
    graph_ = read_graph(std::move(sources));
  }

  [[nodiscard]] const Graph& graph() const { return graph_; }
  /// The same as one, without what stacks are split into.
  [[nodiscard]] Stacks stacks() const {
    std::vector<StackTemplate> stacks;
    for (const StackSource& each : graph_.stacks) {
      stacks.push_back({.name = each.name, .index = each.index});
    }
    return Stacks(std::move(stacks));
  }
  [[nodiscard]] std::size_t find(std::string_view id) const { return graph_.find(0, id); }
  /// The logical id of what a resource is drawn with.
  [[nodiscard]] std::string owner(std::string_view id) const {
    return std::string(graph_.resources[graph_.resources[find(id)].owner].id());
  }

 private:
  std::vector<tmpl::Document> documents_;
  Graph graph_;
};

/// `From>To kind`, a line each.
inline std::string edges_of(const View& view) {
  std::string lines;
  for (const ViewEdge& each : view.edges) {
    lines += view.nodes[each.from].name + '>' + view.nodes[each.to].name + ' ' +
             std::to_string(static_cast<int>(each.kind)) + '\n';
  }
  return lines;
}

}  // namespace omnitrack::graph
