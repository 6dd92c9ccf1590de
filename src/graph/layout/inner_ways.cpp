#include "graph/layout/inner_ways.hpp"

#include <algorithm>
#include <cmath>

#include "graph/layout/curves.hpp"
#include "graph/layout/inner_edges.hpp"
#include "graph/layout/sizes.hpp"
#include "graph/layout/text_width.hpp"
#include "graph/layout/title_places.hpp"

namespace omnitrack::graph {

namespace {

constexpr double lane_gap = 9;
constexpr double first_lane = 12;  // from the zones
constexpr std::size_t most_lanes = 16;
constexpr double label_margin = 6;
constexpr double slack = 2;       // that stays free around what stands there
constexpr double below_node = 4;  // how deep in the gap below a node the first way leads
constexpr double gap_step = 2;
constexpr std::size_t ways_in_gap = 3;
constexpr double bottom_end = 16;  // of the first way that leaves a node below, from its right

bool holds(const Rect& place, Point at) {
  return at.x > place.x - slack && at.x < place.right() + slack && at.y > place.y - slack &&
         at.y < place.bottom() + slack;
}

}  // namespace

InnerWays::InnerWays(const View& view, std::size_t vpc, std::vector<std::size_t> nodes,
                     const std::vector<std::size_t>& edges)
    : view_(view), nodes_(std::move(nodes)) {
  const Rect& whole = view.boxes[vpc].place;
  width_ = whole.width;
  right_ = whole.width - sizes::padding;
  for (const ViewBox& box : view.boxes) {
    const bool is_zone = box.parent == vpc;
    const bool is_subnet = box.parent != nowhere && view.boxes[box.parent].parent == vpc;
    if (is_zone || is_subnet) titles_.push_back(title_place(box));
  }
  std::vector<InLane> in_lanes;
  std::map<std::size_t, std::size_t> ways_back;
  for (const std::size_t each : edges) {
    const ViewEdge& edge = view.edges[each];
    const Rect& from = view.nodes[edge.from].place;
    const Rect& to = view.nodes[edge.to].place;
    std::vector<Point> way = direct_way(from, to);
    if (!bulges(from, to) && is_free(way, edge)) {
      ways_.emplace(each, std::move(way));
    } else if (const auto there = way_there(edge, in_lanes); there != in_lanes.end()) {
      ways_back.emplace(each, there->edge);
    } else {
      in_lanes.push_back({.edge = each, .from = {.node = edge.from}, .to = {.node = edge.to}});
    }
  }
  put_into_lanes(in_lanes);
  for (const auto& [back, there] : ways_back) {
    const std::vector<Point>& way = ways_.at(there);
    ways_.emplace(back, std::vector<Point>(way.rbegin(), way.rend()));
  }
}

// What looks the same in both directions is one way with two heads.
std::vector<InnerWays::InLane>::const_iterator InnerWays::way_there(
    const ViewEdge& back, const std::vector<InLane>& edges) const {
  return std::ranges::find_if(edges, [&](const InLane& each) {
    const ViewEdge& there = view_.edges[each.edge];
    return there.from == back.to && there.to == back.from && there.kind == back.kind &&
           there.is_perhaps == back.is_perhaps && there.ports == back.ports;
  });
}

bool InnerWays::is_free(const std::vector<Point>& way, const ViewEdge& edge) const {
  std::vector<Point> points;
  add_points_of(way, points);
  return std::ranges::none_of(points, [&](Point at) {
    const auto meets_title = [at](const Rect& title) { return holds(title, at); };
    const auto meets_node = [&](std::size_t node) {
      return node != edge.from && node != edge.to && holds(view_.nodes[node].place, at);
    };
    return std::ranges::any_of(titles_, meets_title) || std::ranges::any_of(nodes_, meets_node);
  });
}

bool InnerWays::is_free_to_the_right(std::size_t node, double y) const {
  const double from = view_.nodes[node].place.right();
  return std::ranges::none_of(nodes_, [&](std::size_t each) {
    const Rect& place = view_.nodes[each].place;
    return each != node && place.right() > from && y > place.y - slack &&
           y < place.bottom() + slack;
  });
}

// At its right side where nothing stands beside it, else below it.
InnerWays::End InnerWays::end_at(std::size_t node, std::size_t place, std::size_t of) const {
  const Rect& at = view_.nodes[node].place;
  const double share = static_cast<double>(place + 1) / static_cast<double>(of + 1);
  const double y = at.y + at.height * share;
  if (is_free_to_the_right(node, at.center().y)) {
    return {.node = node, .points = {{at.right(), y}}, .y = y};
  }
  const double room = std::min(lane_gap, (at.width - 2 * bottom_end) / static_cast<double>(of));
  const double x = at.right() - bottom_end - static_cast<double>(place) * room;
  const double below =
      at.bottom() + below_node + gap_step * static_cast<double>(place % ways_in_gap);
  return {.node = node, .points = {{x, at.bottom()}, {x, below}}, .y = below};
}

// From its top: those that go up, the nearest first, and those that go down, the nearest last, so
// that ways of one node do not cross.
void InnerWays::spread_ends(std::vector<InLane>& edges) const {
  struct Leaving {
    End* end;
    double distance;  // down to the other end
  };
  std::map<std::size_t, std::vector<Leaving>> by_node;
  const auto middle = [&](const End& end) { return view_.nodes[end.node].place.center().y; };
  for (InLane& each : edges) {
    const double down = middle(each.to) - middle(each.from);
    by_node[each.from.node].push_back({&each.from, down});
    by_node[each.to.node].push_back({&each.to, -down});
  }
  for (auto& [node, ends] : by_node) {
    std::ranges::stable_sort(ends, [](const Leaving& one, const Leaving& other) {
      if ((one.distance < 0) != (other.distance < 0)) return one.distance < 0;
      return one.distance > other.distance;
    });
    for (std::size_t i = 0; i < ends.size(); ++i) *ends[i].end = end_at(node, i, ends.size());
  }
}

// Short ways are near the zones; in a lane none touches another one.
void InnerWays::choose_lanes(std::vector<InLane>& edges) const {
  std::ranges::stable_sort(edges, {},
                           [](const InLane& each) { return each.bottom() - each.top(); });
  std::vector<std::vector<const InLane*>> lanes(most_lanes);
  for (InLane& each : edges) {
    const auto is_open = [&](const std::vector<const InLane*>& lane) {
      return std::ranges::all_of(lane, [&](const InLane* other) {
        return other->bottom() + slack < each.top() || each.bottom() + slack < other->top();
      });
    };
    const auto open = std::ranges::find_if(lanes, is_open);
    each.lane =
        open == lanes.end() ? most_lanes - 1 : static_cast<std::size_t>(open - lanes.begin());
    lanes[each.lane].push_back(&each);
  }
}

void InnerWays::put_into_lanes(std::vector<InLane>& edges) {
  if (edges.empty()) return;
  spread_ends(edges);
  choose_lanes(edges);
  for (const InLane& each : edges) {
    const double x = right_ + first_lane + lane_gap * static_cast<double>(each.lane);
    std::vector<Point> corners = each.from.points;
    corners.push_back({x, each.from.y});
    corners.push_back({x, each.to.y});
    corners.insert(corners.end(), each.to.points.rbegin(), each.to.points.rend());
    ways_.emplace(each.edge, rounded_way(corners));
    const double label = text_width(view_.edges[each.edge].ports, sizes::label_font);
    width_ = std::max(width_, x + std::max(sizes::padding, label / 2 + label_margin));
  }
}

}  // namespace omnitrack::graph
