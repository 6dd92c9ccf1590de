#pragma once

#include <chrono>
#include <map>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "graph/views/view.hpp"

namespace omnitrack::graph {

/// Why a picture cannot be laid out.
class LayoutFailure : public std::runtime_error {
 public:
  LayoutFailure(const std::string& message, std::string hint)
      : std::runtime_error(message), hint_(std::move(hint)) {}

  /// How to mend it.
  [[nodiscard]] const std::string& hint() const { return hint_; }

 private:
  std::string hint_;
};

/// Where `dot` put the things of one graph, from its upper left corner, by their names.
struct DotPlaces {
  double width = 0;
  double height = 0;
  std::map<std::string, Rect, std::less<>> places;               ///< of nodes and clusters
  std::map<std::string, std::vector<Point>, std::less<>> edges;  ///< see `ViewEdge::points`
};

/// Runs Graphviz's `dot` on graphs in its language, one after the other. Throws LayoutFailure where
/// there is no `dot`; where it takes too long or fails, no places.
std::vector<DotPlaces> run_dot(const std::string& graphs, std::chrono::milliseconds time);

}  // namespace omnitrack::graph
