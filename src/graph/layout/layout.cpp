#include "graph/layout/layout.hpp"

#include <algorithm>
#include <map>

#include "graph/layout/dot_run.hpp"
#include "graph/layout/dot_text.hpp"
#include "graph/layout/inner_edges.hpp"
#include "graph/layout/pack.hpp"
#include "graph/layout/sizes.hpp"
#include "graph/layout/text_width.hpp"
#include "graph/layout/tree_layout.hpp"
#include "graph/layout/vpc_grid.hpp"

namespace omnitrack::graph {

namespace {

using namespace sizes;

std::string name_of_node(std::size_t node) { return 'n' + std::to_string(node); }
std::string name_of_box(std::size_t box) { return 'b' + std::to_string(box); }
// Of the grid of those without edges.
std::string name_of_grid(std::size_t box) {
  return box == nowhere ? "g" : 'g' + std::to_string(box);
}
std::string name_of_edge(std::size_t edge) { return 'e' + std::to_string(edge); }

class Layout {
 public:
  explicit Layout(View& view) : view_(view), vpc_of_(view.nodes.size(), nowhere) {
    for (std::size_t i = 0; i < view.boxes.size(); ++i) {
      children_[view.boxes[i].parent].push_back(i);
      if (view.boxes[i].kind == BoxKind::vpc) grids_.emplace(i, VpcGrid(view, i));
    }
    std::vector<bool> has_edge(view.nodes.size());
    for (const ViewEdge& each : view.edges) has_edge[each.from] = has_edge[each.to] = true;
    for (std::size_t i = 0; i < view.nodes.size(); ++i) {
      vpc_of_[i] = vpc_around(view.nodes[i].box);
      if (vpc_of_[i] != nowhere) continue;
      (has_edge[i] ? linked_ : alone_)[view.nodes[i].box].push_back(i);
    }
  }

  // The graph for `dot`.
  std::string text() {
    for (auto& [vpc, grid] : grids_) grid.lay_out();
    find_ports();
    add_content(nowhere);
    for (std::size_t i = 0; i < view_.edges.size(); ++i) {
      const ViewEdge& edge = view_.edges[i];
      if (is_within_vpc(edge)) continue;
      text_.add_edge(name_of_edge(i), end_of(edge.from), end_of(edge.to));
    }
    return text_.finish();
  }

  // Takes the places that were found; without them, each stands in a grid.
  void finish(const DotPlaces* found) {
    if (found == nullptr || found->places.empty()) {
      place_all_in_grids();
    } else {
      take(*found);
    }
    for (ViewEdge& edge : view_.edges) {
      if (edge.points.empty()) {
        edge.points = direct_way(view_.nodes[edge.from].place, view_.nodes[edge.to].place);
      }
    }
    take_in_edges();
  }

 private:
  [[nodiscard]] std::size_t vpc_around(std::size_t box) const {
    while (box != nowhere && view_.boxes[box].kind != BoxKind::vpc) box = view_.boxes[box].parent;
    return box;
  }

  [[nodiscard]] bool is_within_vpc(const ViewEdge& edge) const {
    return vpc_of_[edge.from] != nowhere && vpc_of_[edge.from] == vpc_of_[edge.to];
  }

  // The heights in a VPC at which something goes on to the outside.
  void find_ports() {
    for (const ViewEdge& edge : view_.edges) {
      if (is_within_vpc(edge)) continue;
      for (const std::size_t node : {edge.from, edge.to}) {
        if (vpc_of_[node] != nowhere) {
          ports_[vpc_of_[node]].push_back(view_.nodes[node].place.center().y);
        }
      }
    }
    for (auto& [vpc, heights] : ports_) {
      std::ranges::sort(heights);
      heights.erase(std::ranges::unique(heights).begin(), heights.end());
    }
  }

  [[nodiscard]] std::string end_of(std::size_t node) const {
    const std::size_t vpc = vpc_of_[node];
    if (vpc == nowhere) return name_of_node(node);
    const std::vector<double>& heights = ports_.at(vpc);
    const auto port = std::ranges::find(heights, view_.nodes[node].place.center().y);
    return name_of_box(vpc) + ":p" + std::to_string(port - heights.begin()) + ":_";
  }

  void add_content(std::size_t box) {
    for (const std::size_t node : linked_[box]) {
      text_.add_node(name_of_node(node), node_width, node_height);
    }
    if (!alone_[box].empty()) {
      const Rect grid = grid_size(alone_[box].size());
      text_.add_node(name_of_grid(box), grid.width, grid.height);
    }
    for (const std::size_t child : children_[box]) {
      const ViewBox& inner = view_.boxes[child];
      if (inner.kind == BoxKind::vpc) {
        text_.add_node(name_of_box(child), inner.place.width, inner.place.height, ports_[child]);
        continue;
      }
      text_.begin_cluster(name_of_box(child), text_width(inner.title, title_font) + 40,
                          title_height);
      add_content(child);
      text_.end_cluster();
    }
  }

  void take(const DotPlaces& found) {
    const auto place = [&](const std::string& name) {
      const auto at = found.places.find(name);
      return at == found.places.end() ? Rect{} : at->second;
    };
    for (std::size_t i = 0; i < view_.nodes.size(); ++i) {
      if (vpc_of_[i] == nowhere) view_.nodes[i].place = place(name_of_node(i));
    }
    for (const auto& [box, nodes] : alone_) {
      const Rect grid = place(name_of_grid(box));
      place_in_grid(view_, nodes, {grid.x, grid.y});
    }
    for (std::size_t i = 0; i < view_.boxes.size(); ++i) {
      const auto grid = grids_.find(i);
      if (grid != grids_.end()) {
        const Rect at = place(name_of_box(i));
        grid->second.move_by({at.x, at.y});
      } else if (vpc_around(i) == nowhere) {
        view_.boxes[i].place = place("cluster_" + name_of_box(i));
      }
    }
    for (std::size_t i = 0; i < view_.edges.size(); ++i) {
      const auto points = found.edges.find(name_of_edge(i));
      if (points == found.edges.end()) continue;
      ViewEdge& edge = view_.edges[i];
      edge.points = points->second;
      if (vpc_of_[edge.from] != nowhere) extend_begin(edge.points, view_.nodes[edge.from].place);
      if (vpc_of_[edge.to] != nowhere) extend_end(edge.points, view_.nodes[edge.to].place);
    }
    view_.width = found.width;
    view_.height = found.height;
  }

  // Without `dot`'s places: each box below the one before it.
  void place_all_in_grids() {
    const Point end = place_in_grids(nowhere, {0, 0});
    view_.width = end.x;
    view_.height = end.y;
  }

  Point place_in_grids(std::size_t box, Point corner) {
    Point end = corner;
    std::vector<std::size_t> nodes = linked_[box];
    nodes.insert(nodes.end(), alone_[box].begin(), alone_[box].end());
    if (!nodes.empty()) {
      place_in_grid(view_, nodes, corner);
      const Rect size = grid_size(nodes.size());
      end = {corner.x + size.width, corner.y + size.height + gap};
    }
    for (const std::size_t child : children_[box]) {
      ViewBox& inner = view_.boxes[child];
      if (const auto grid = grids_.find(child); grid != grids_.end()) {
        grid->second.move_by({corner.x, end.y});
      } else {
        const Point last = place_in_grids(child, {corner.x + padding, end.y + title_height});
        const double title = text_width(inner.title, title_font) + 40;
        inner.place = {corner.x, end.y, std::max(title, last.x - corner.x + padding),
                       last.y - end.y + padding};
      }
      end = {std::max(end.x, inner.place.right()), inner.place.bottom() + gap};
    }
    return end;
  }

  // What bulges out of the right side must lie within the picture.
  void take_in_edges() {
    for (const ViewEdge& edge : view_.edges) {
      for (const Point& each : edge.points) {
        view_.width = std::max(view_.width, each.x);
        view_.height = std::max(view_.height, each.y);
      }
    }
  }

  View& view_;
  std::map<std::size_t, VpcGrid> grids_;  // by box
  std::vector<std::size_t> vpc_of_;       // the box around each node
  std::map<std::size_t, std::vector<std::size_t>> children_;
  std::map<std::size_t, std::vector<std::size_t>> linked_;  // nodes with edges, by box
  std::map<std::size_t, std::vector<std::size_t>> alone_;   // those without
  std::map<std::size_t, std::vector<double>> ports_;
  DotText text_;
};

}  // namespace

void lay_out(std::vector<View>& views, std::chrono::milliseconds time) {
  std::vector<Layout> layouts;
  std::string graphs;
  for (View& each : views) {
    if (each.arrangement == Arrangement::tree) {
      lay_out_tree(each);
    } else if (!each.nodes.empty() || !each.boxes.empty()) {
      graphs += layouts.emplace_back(each).text();
    }
  }
  if (layouts.empty()) return;
  const std::vector<DotPlaces> found = run_dot(graphs, time);
  for (std::size_t i = 0; i < layouts.size(); ++i) {
    layouts[i].finish(i < found.size() ? &found[i] : nullptr);
  }
}

}  // namespace omnitrack::graph
