#include "graph/layout/inner_edges.hpp"

#include <algorithm>
#include <cmath>

#include "graph/layout/sizes.hpp"

namespace omnitrack::graph {

namespace {

// How far a way bulges out of the side of things that stand above each other.
constexpr double bulge = 28;

// How far right of its node a way up leads: within the padding of the subnet, beside the titles.
constexpr double riser = 5;
constexpr double radius = 5;  // of its turns

void add_straight(std::vector<Point>& points, Point to) {
  const Point from = points.back();
  const double x = (to.x - from.x) / 3;
  const double y = (to.y - from.y) / 3;
  points.push_back({from.x + x, from.y + y});
  points.push_back({from.x + 2 * x, from.y + 2 * y});
  points.push_back(to);
}

void add_turn(std::vector<Point>& points, Point over, Point to) {
  points.insert(points.end(), {over, over, to});
}

// From the right side of a node in a subnet up to what stands above the zones.
std::vector<Point> way_up(const Rect& from, const Rect& to) {
  const Point begin{from.right(), from.center().y};
  const double x = begin.x + riser;
  std::vector<Point> points{begin};
  add_turn(points, {x, begin.y}, {x, begin.y - radius});
  if (x >= to.x && x <= to.right()) {
    add_straight(points, {x, to.bottom()});
    return points;
  }
  const Point end{x < to.x ? to.x : to.right(), to.center().y};
  add_straight(points, {x, end.y + radius});
  add_turn(points, {x, end.y}, {x + (end.x < x ? -radius : radius), end.y});
  add_straight(points, end);
  return points;
}

// The middle of the side that looks to a point.
Point side_towards(const Rect& place, Point from) {
  const Point center = place.center();
  return {std::abs(from.x - place.x) <= std::abs(from.x - place.right()) ? place.x : place.right(),
          center.y};
}

}  // namespace

std::vector<Point> direct_way(const Rect& from, const Rect& to) {
  const Point begin = from.center();
  const Point end = to.center();
  if (to.bottom() < from.y && from.width <= sizes::node_width) return way_up(from, to);
  if (to.x >= from.right() || from.x >= to.right()) {
    const bool goes_right = to.x >= from.right();
    const double x0 = goes_right ? from.right() : from.x;
    const double x1 = goes_right ? to.x : to.right();
    const double middle = (x0 + x1) / 2;
    return {{x0, begin.y}, {middle, begin.y}, {middle, end.y}, {x1, end.y}};
  }
  const double x = std::max(from.right(), to.right()) + bulge;
  return {{from.right(), begin.y}, {x, begin.y}, {x, end.y}, {to.right(), end.y}};
}

void extend_end(std::vector<Point>& points, const Rect& to) {
  add_straight(points, side_towards(to, points.back()));
}

void extend_begin(std::vector<Point>& points, const Rect& from) {
  std::ranges::reverse(points);
  extend_end(points, from);
  std::ranges::reverse(points);
}

}  // namespace omnitrack::graph
