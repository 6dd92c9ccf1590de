#include "graph/layout/inner_edges.hpp"

#include <algorithm>
#include <cmath>

#include "graph/layout/sizes.hpp"

namespace omnitrack::graph {

namespace {

// How far a way bulges out of the side of things that stand above each other.
constexpr double bulge = 28;

// Where a way up leaves its node, from the right: beside the title of the box around.
constexpr double riser = 20;

void add_straight(std::vector<Point>& points, Point to) {
  const Point from = points.back();
  const double x = (to.x - from.x) / 3;
  const double y = (to.y - from.y) / 3;
  points.push_back({from.x + x, from.y + y});
  points.push_back({from.x + 2 * x, from.y + 2 * y});
  points.push_back(to);
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
  // From a subnet up to what stands above the zones.
  if (to.bottom() < from.y && from.width <= sizes::node_width) {
    const double x = from.right() - riser;
    if (x >= to.x && x <= to.right()) {
      std::vector<Point> points{{x, from.y}};
      add_straight(points, {x, to.bottom()});
      return points;
    }
    return {{x, from.y}, {x, end.y}, {x, end.y}, {x < to.x ? to.x : to.right(), end.y}};
  }
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
