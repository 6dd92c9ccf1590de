#include "graph/layout/layout.hpp"

#include <algorithm>
#include <map>

#include "graph/layout/dot_run.hpp"
#include "graph/layout/dot_text.hpp"
#include "graph/layout/inner_edges.hpp"
#include "graph/layout/inner_ways.hpp"
#include "graph/layout/pack.hpp"
#include "graph/layout/pieces.hpp"
#include "graph/layout/shelves.hpp"
#include "graph/layout/sizes.hpp"
#include "graph/layout/text_width.hpp"
#include "graph/layout/title_places.hpp"
#include "graph/layout/tree_layout.hpp"
#include "graph/layout/vpc_grid.hpp"

namespace omnitrack::graph {

namespace {

using sizes::gap;
using sizes::node_height;
using sizes::node_width;
using sizes::padding;
using sizes::title_font;
using sizes::title_height;

std::string name_of_node(std::size_t node) { return 'n' + std::to_string(node); }
std::string name_of_box(std::size_t box) { return 'b' + std::to_string(box); }
// Of the grid of those without edges.
std::string name_of_grid(std::size_t box) { return 'g' + std::to_string(box); }
std::string name_of_edge(std::size_t edge) { return 'e' + std::to_string(edge); }

class Layout {
 public:
  explicit Layout(View& view) : view_(view), vpc_of_(view.nodes.size(), nowhere) {
    std::vector<bool> has_edge(view.nodes.size());
    for (const ViewEdge& each : view.edges) has_edge[each.from] = has_edge[each.to] = true;
    for (std::size_t i = 0; i < view.boxes.size(); ++i) {
      children_[view.boxes[i].parent].push_back(i);
      if (view.boxes[i].kind == BoxKind::vpc) grids_.emplace(i, VpcGrid(view, i));
    }
    for (std::size_t i = 0; i < view.nodes.size(); ++i) {
      vpc_of_[i] = vpc_around(view, view.nodes[i].box);
      if (vpc_of_[i] == nowhere) (has_edge[i] ? linked_ : alone_)[view.nodes[i].box].push_back(i);
    }
    for (auto& [vpc, grid] : grids_) {
      grid.lay_out();
      lay_out_inner_ways(vpc, grid);
    }
    find_ports();
    frames_ = frames_of(view);
  }

  // The graphs for `dot`, one for each piece that needs it.
  std::string text() {
    std::string graphs;
    for (auto& [box, frame] : frames_) {
      for (Piece& piece : frame.pieces) {
        if (needs_dot(piece)) graphs += text_of(piece);
      }
    }
    return graphs;
  }

  // Takes the places of its pieces from the graphs that were laid out, the first of which is at
  // `next`.
  void finish(const std::vector<DotPlaces>& found, std::size_t& next) {
    for (auto& [box, frame] : frames_) {
      for (Piece& piece : frame.pieces) {
        if (view_.arrangement == Arrangement::tree) {
          piece.place = lay_out_tree(view_, piece.nodes, piece.edges);
        } else if (!needs_dot(piece)) {
          piece.place = view_.boxes[piece.boxes.front()].place;
        } else if (next < found.size() && !found[next].places.empty()) {
          take(piece, found[next]);
        } else {
          place_in_grids(piece);
        }
        if (needs_dot(piece)) ++next;
      }
    }
    arrange(nowhere);
    const Frame& whole = frames_[nowhere];
    view_.width = whole.place.width;
    view_.height = whole.place.height;
    move(nowhere, {0, 0});
    for (std::size_t i = 0; i < view_.edges.size(); ++i) finish(i);
    place_titles(view_);
  }

 private:
  // One that is a VPC alone has its places already.
  [[nodiscard]] bool needs_dot(const Piece& piece) const {
    if (view_.arrangement == Arrangement::tree) return false;
    return !piece.nodes.empty() || piece.boxes.size() != 1 || !grids_.contains(piece.boxes.front());
  }

  [[nodiscard]] bool is_within_vpc(const ViewEdge& edge) const {
    return vpc_of_[edge.from] != nowhere && vpc_of_[edge.from] == vpc_of_[edge.to];
  }

  // Before the VPC has its place, from its corner on.
  void lay_out_inner_ways(std::size_t vpc, VpcGrid& grid) {
    std::vector<std::size_t> edges;
    for (std::size_t i = 0; i < view_.edges.size(); ++i) {
      const ViewEdge& edge = view_.edges[i];
      if (is_within_vpc(edge) && vpc_of_[edge.from] == vpc) edges.push_back(i);
    }
    const InnerWays ways(view_, vpc, grid.nodes(), edges);
    grid.widen_to(ways.width());
    inner_ways_.insert(ways.ways().begin(), ways.ways().end());
  }

  // Where a way to the side of the VPC leaves a node: at its middle, or where something stands
  // beside it, in the gap below.
  [[nodiscard]] double port_height(std::size_t node) const {
    const Rect& place = view_.nodes[node].place;
    const double middle = place.center().y;
    for (std::size_t i = 0; i < view_.nodes.size(); ++i) {
      const Rect& other = view_.nodes[i].place;
      const bool is_beside =
          i != node && vpc_of_[i] == vpc_of_[node] && other.y < middle && middle < other.bottom();
      if (is_beside) return place.bottom() + gap / 2;
    }
    return middle;
  }

  // The heights in a VPC at which something goes on to the outside.
  void find_ports() {
    for (const ViewEdge& edge : view_.edges) {
      if (is_within_vpc(edge)) continue;
      for (const std::size_t node : {edge.from, edge.to}) {
        if (vpc_of_[node] != nowhere) {
          ports_[vpc_of_[node]].push_back(port_height(node));
        }
      }
    }
    for (auto& [vpc, heights] : ports_) {
      std::ranges::sort(heights);
      heights.erase(std::unique(heights.begin(), heights.end()), heights.end());
    }
  }

  [[nodiscard]] std::string end_of(std::size_t node) const {
    const std::size_t vpc = vpc_of_[node];
    if (vpc == nowhere) return name_of_node(node);
    const std::vector<double>& heights = ports_.at(vpc);
    const auto port = std::ranges::find(heights, port_height(node));
    return name_of_box(vpc) + ":p" + std::to_string(port - heights.begin()) + ":_";
  }

  std::string text_of(const Piece& piece) {
    DotText text;
    for (const std::size_t node : piece.nodes) add_node(node, text);
    for (const std::size_t box : piece.boxes) add_box(box, text);
    for (const std::size_t i : piece.edges) {
      const ViewEdge& edge = view_.edges[i];
      if (is_within_vpc(edge)) continue;
      text.add_edge(name_of_edge(i), end_of(edge.from), end_of(edge.to));
    }
    return text.finish();
  }

  static void add_node(std::size_t node, DotText& text) {
    text.add_node(name_of_node(node), node_width, node_height);
  }

  void add_box(std::size_t box, DotText& text) {
    const ViewBox& of = view_.boxes[box];
    if (of.kind == BoxKind::vpc) {
      text.add_node(name_of_box(box), of.place.width, of.place.height, ports_[box]);
      return;
    }
    text.begin_cluster(name_of_box(box), title_width(of), title_height);
    for (const std::size_t node : linked_[box]) add_node(node, text);
    if (!alone_[box].empty()) {
      const Rect grid = grid_size(alone_[box].size());
      text.add_node(name_of_grid(box), grid.width, grid.height);
    }
    for (const std::size_t child : children_[box]) add_box(child, text);
    text.end_cluster();
  }

  static double title_width(const ViewBox& box) {
    return std::min(text_width(box.title, title_font), sizes::most_title) + 40;
  }

  void take(Piece& piece, const DotPlaces& found) {
    const auto place = [&](const std::string& name) {
      const auto at = found.places.find(name);
      return at == found.places.end() ? Rect{} : at->second;
    };
    for (const std::size_t node : piece.nodes) view_.nodes[node].place = place(name_of_node(node));
    for (const std::size_t box : piece.boxes) take_box(box, place);
    for (const std::size_t edge : piece.edges) {
      const auto points = found.edges.find(name_of_edge(edge));
      if (points != found.edges.end()) view_.edges[edge].points = points->second;
    }
    piece.place = {0, 0, found.width, found.height};
  }

  template <typename Place>
  void take_box(std::size_t box, const Place& place) {
    if (const auto grid = grids_.find(box); grid != grids_.end()) {
      const Rect at = place(name_of_box(box));
      grid->second.move_by({at.x, at.y});
      return;
    }
    view_.boxes[box].place = place("cluster_" + name_of_box(box));
    for (const std::size_t node : linked_[box]) view_.nodes[node].place = place(name_of_node(node));
    if (!alone_[box].empty()) {
      const Rect grid = place(name_of_grid(box));
      place_in_grid(view_, alone_[box], {grid.x, grid.y});
    }
    for (const std::size_t child : children_[box]) take_box(child, place);
  }

  // Without `dot`'s places: each box below the one before it.
  void place_in_grids(Piece& piece) {
    const Point end = place_in_grids(piece.nodes, piece.boxes, {0, 0});
    piece.place = {0, 0, end.x, end.y};
  }

  Point place_in_grids(const std::vector<std::size_t>& nodes, const std::vector<std::size_t>& boxes,
                       Point corner) {
    Point end = corner;
    if (!nodes.empty()) {
      place_in_grid(view_, nodes, corner);
      const Rect size = grid_size(nodes.size());
      end = {corner.x + size.width, corner.y + size.height + gap};
    }
    for (const std::size_t each : boxes) {
      ViewBox& box = view_.boxes[each];
      if (const auto grid = grids_.find(each); grid != grids_.end()) {
        grid->second.move_by({corner.x, end.y});
      } else {
        std::vector<std::size_t> inner = linked_[each];
        inner.insert(inner.end(), alone_[each].begin(), alone_[each].end());
        const Point last = place_in_grids(inner, children_[each],
                                          {corner.x + padding, end.y + title_height + padding});
        box.place = {corner.x, end.y, std::max(title_width(box), last.x - corner.x + padding),
                     last.y - end.y + padding};
      }
      end = {std::max(end.x, box.place.right()), box.place.bottom() + gap};
    }
    return end;
  }

  // Puts what stands in a frame side by side; places are those in the frame.
  void arrange(std::size_t box) {
    Frame& frame = frames_[box];
    for (const std::size_t each : frame.frames) arrange(each);
    std::vector<Rect*> blocks;
    for (Piece& piece : frame.pieces) {
      take_in_edges(piece);
      blocks.push_back(&piece.place);
    }
    for (const std::size_t each : frame.frames) blocks.push_back(&frames_[each].place);
    if (!frame.alone.empty()) {
      double widest = 0;
      for (const Rect* each : blocks) widest = std::max(widest, each->width);
      frame.alone_place = grid_size(frame.alone.size(), widest);
      place_in_grid(view_, frame.alone, {0, 0}, widest);
      blocks.push_back(&frame.alone_place);
    }
    const Rect size = put_on_shelves(blocks);
    if (box == nowhere) {
      frame.place = size;
      return;
    }
    const Point inset{padding, title_height + padding / 2};
    for (Rect* each : blocks) {
      each->x += inset.x;
      each->y += inset.y;
    }
    frame.place = {0, 0, std::max(title_width(view_.boxes[box]), size.width + 2 * padding),
                   size.height + inset.y + padding};
  }

  // What bulges out of the right side must lie within the piece.
  void take_in_edges(Piece& piece) const {
    for (const std::size_t edge : piece.edges) {
      for (const Point& each : view_.edges[edge].points) {
        piece.place.width = std::max(piece.place.width, each.x);
        piece.place.height = std::max(piece.place.height, each.y);
      }
    }
  }

  static void shift(Rect& place, Point by) {
    place.x += by.x;
    place.y += by.y;
  }

  // Moves what stands in a frame to where that came to stand.
  void move(std::size_t box, Point corner) {
    const Frame& frame = frames_[box];
    for (const Piece& piece : frame.pieces) {
      const Point by{corner.x + piece.place.x, corner.y + piece.place.y};
      for (const std::size_t node : piece.nodes) shift(view_.nodes[node].place, by);
      for (const std::size_t each : piece.boxes) move_box(each, by);
      for (const std::size_t edge : piece.edges) {
        for (Point& each : view_.edges[edge].points) each = {each.x + by.x, each.y + by.y};
      }
    }
    for (const std::size_t node : frame.alone) {
      shift(view_.nodes[node].place,
            {corner.x + frame.alone_place.x, corner.y + frame.alone_place.y});
    }
    for (const std::size_t each : frame.frames) {
      Rect& place = view_.boxes[each].place;
      place = frames_[each].place;
      shift(place, corner);
      move(each, {place.x, place.y});
    }
  }

  void move_box(std::size_t box, Point by) {
    if (const auto grid = grids_.find(box); grid != grids_.end()) return grid->second.move_by(by);
    shift(view_.boxes[box].place, by);
    for (const std::size_t node : linked_[box]) shift(view_.nodes[node].place, by);
    for (const std::size_t node : alone_[box]) shift(view_.nodes[node].place, by);
    for (const std::size_t child : children_[box]) move_box(child, by);
  }

  // From the sides of VPCs to what stands in them.
  void finish(std::size_t at) const {
    ViewEdge& edge = view_.edges[at];
    const Rect& from = view_.nodes[edge.from].place;
    const Rect& to = view_.nodes[edge.to].place;
    if (const auto inner = inner_ways_.find(at); inner != inner_ways_.end()) {
      const Rect& vpc = view_.boxes[vpc_of_[edge.from]].place;
      edge.points = inner->second;
      for (Point& each : edge.points) each = {each.x + vpc.x, each.y + vpc.y};
    } else if (edge.points.empty()) {
      edge.points = direct_way(from, to);
    } else {
      if (vpc_of_[edge.from] != nowhere) extend_begin(edge.points, from);
      if (vpc_of_[edge.to] != nowhere) extend_end(edge.points, to);
    }
  }

  View& view_;
  std::map<std::size_t, VpcGrid> grids_;  // by box
  std::vector<std::size_t> vpc_of_;       // the box around each node
  std::map<std::size_t, std::vector<std::size_t>> children_;
  std::map<std::size_t, std::vector<std::size_t>> linked_;  // nodes with edges, by box
  std::map<std::size_t, std::vector<std::size_t>> alone_;   // those without
  std::map<std::size_t, std::vector<double>> ports_;
  std::map<std::size_t, std::vector<Point>> inner_ways_;  // by edge, from the corner of the VPC
  std::map<std::size_t, Frame> frames_;
};

}  // namespace

void lay_out(std::vector<View>& views, std::chrono::milliseconds time) {
  std::vector<Layout> layouts;
  layouts.reserve(views.size());
  std::string graphs;
  for (View& each : views) graphs += layouts.emplace_back(each).text();
  const std::vector<DotPlaces> found =
      graphs.empty() ? std::vector<DotPlaces>() : run_dot(graphs, time);
  std::size_t next = 0;
  for (Layout& each : layouts) each.finish(found, next);
}

}  // namespace omnitrack::graph
