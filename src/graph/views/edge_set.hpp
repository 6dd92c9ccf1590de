#pragma once

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "graph/answer.hpp"
#include "graph/views/view.hpp"

namespace omnitrack::graph {

/// The edges between nodes, one for each pair: of several the one that tells most counts, and what
/// each says is kept. It is sure where one of them is.
class EdgeSet {
 public:
  void add(std::size_t from, std::size_t to, EdgeKind kind, const std::string& words,
           const std::vector<std::string>& ports = {}, Verdict verdict = Verdict::yes);
  /// The edges in the order in which they were first added. A reference is left out where anything
  /// else goes between the same two, and a permission where traffic does.
  [[nodiscard]] std::vector<ViewEdge> edges() const;

 private:
  struct Entry {
    ViewEdge edge;
    std::vector<std::string> words = {};
    std::vector<std::string> ports = {};
  };

  std::vector<Entry> entries_;
  std::map<std::pair<std::size_t, std::size_t>, std::size_t> places_;
};

}  // namespace omnitrack::graph
