#include "graph/layout/tree_layout.hpp"

#include <algorithm>

#include "graph/layout/sizes.hpp"

namespace omnitrack::graph {

namespace {

using namespace sizes;

constexpr double indent = 44;  // between a node and its parts
constexpr double line_gap = 8;

class TreeLayout {
 public:
  explicit TreeLayout(View& view)
      : view_(view), parts_(view.nodes.size()), has_parent_(view.nodes.size()) {
    for (const ViewEdge& each : view.edges) {
      parts_[each.from].push_back(each.to);
      has_parent_[each.to] = true;
    }
  }

  void run() {
    for (std::size_t i = 0; i < view_.nodes.size(); ++i) {
      if (!has_parent_[i]) place(i, 0);
    }
    for (ViewEdge& each : view_.edges) each.points = way(each);
    view_.height = std::max(0.0, y_ - line_gap);
  }

 private:
  // The first part stands at the height of the node, the others below.
  void place(std::size_t at, double x) {
    view_.nodes[at].place = {x, y_, node_width, node_height};
    view_.width = std::max(view_.width, x + node_width);
    if (parts_[at].empty()) {
      y_ += node_height + line_gap;
      return;
    }
    for (const std::size_t part : parts_[at]) place(part, x + node_width + indent);
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
  std::vector<std::vector<std::size_t>> parts_;
  std::vector<bool> has_parent_;
  double y_ = 0;
};

}  // namespace

void lay_out_tree(View& view) { TreeLayout(view).run(); }

}  // namespace omnitrack::graph
