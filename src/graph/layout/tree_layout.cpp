#include "graph/layout/tree_layout.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "graph/layout/sizes.hpp"

namespace omnitrack::graph {

namespace {

using sizes::node_height;
using sizes::node_width;

constexpr double indent = 44;  // between a node and its parts
constexpr double line_gap = 8;

class TreeLayout {
 public:
  TreeLayout(View& view, const std::vector<std::size_t>& edges) : view_(view), edges_(edges) {
    for (const std::size_t each : edges) {
      parts_[view.edges[each].from].push_back(view.edges[each].to);
      has_parent_.insert(view.edges[each].to);
    }
  }

  Rect run(const std::vector<std::size_t>& nodes) {
    for (const std::size_t each : nodes) {
      if (!has_parent_.contains(each)) place(each, 0);
    }
    for (const std::size_t each : edges_) view_.edges[each].points = way(view_.edges[each]);
    size_.height = std::max(0.0, y_ - line_gap);
    return size_;
  }

 private:
  // The first part stands at the height of the node, the others below.
  void place(std::size_t at, double x) {
    view_.nodes[at].place = {x, y_, node_width, node_height};
    size_.width = std::max(size_.width, x + node_width);
    const std::vector<std::size_t>& parts = parts_[at];
    if (parts.empty()) y_ += node_height + line_gap;
    for (const std::size_t part : parts) place(part, x + node_width + indent);
  }

  [[nodiscard]] std::vector<Point> way(const ViewEdge& edge) const {
    const Rect& from = view_.nodes[edge.from].place;
    const Rect& to = view_.nodes[edge.to].place;
    const Point begin{from.right(), from.center().y};
    const Point end{to.x, to.center().y};
    const double middle = (begin.x + end.x) / 2;
    // Three straight pieces, each a curve whose handles lie on its ends.
    const Point first{middle, begin.y};
    const Point second{middle, end.y};
    return {begin, begin, first, first, first, second, second, second, end, end};
  }

  View& view_;
  const std::vector<std::size_t>& edges_;
  std::map<std::size_t, std::vector<std::size_t>> parts_;
  std::set<std::size_t> has_parent_;
  double y_ = 0;
  Rect size_;
};

}  // namespace

Rect lay_out_tree(View& view, const std::vector<std::size_t>& nodes,
                  const std::vector<std::size_t>& edges) {
  return TreeLayout(view, edges).run(nodes);
}

}  // namespace omnitrack::graph
