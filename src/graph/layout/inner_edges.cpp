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
constexpr double gap_end = 20;  // of where a way from a gap ends, from the side that it comes from
constexpr double radius = 5;    // of its turns

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

// From the gap below a place along it, and up to the place.
void add_from_gap(std::vector<Point>& points, const Rect& to) {
  const Point from = points.back();
  const bool comes_from_left = from.x < to.center().x;
  const double x = comes_from_left ? to.x + gap_end : to.right() - gap_end;
  const double y = to.bottom() + sizes::gap / 2;
  add_straight(points, {x + (comes_from_left ? -radius : radius), y});
  add_turn(points, {x, y}, {x, to.bottom()});
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
  add_straight(points, {x, to.bottom() + sizes::gap / 2 + radius});
  add_turn(points, {x, to.bottom() + sizes::gap / 2},
           {x + (to.x < x ? -radius : radius), to.bottom() + sizes::gap / 2});
  add_from_gap(points, to);
  return points;
}

// The middle of the side that looks to a point.
Point side_towards(const Rect& place, Point from) {
  const Point center = place.center();
  return {std::abs(from.x - place.x) <= std::abs(from.x - place.right()) ? place.x : place.right(),
          center.y};
}

bool leads_up(const Rect& from, const Rect& to) {
  return to.bottom() < from.y && from.width <= sizes::node_width;
}

// The point before a corner, or behind it, at which its turn begins or ends.
Point beside_corner(Point corner, Point other) {
  const double length = std::hypot(other.x - corner.x, other.y - corner.y);
  const double part = length > 0 ? std::min(radius, length / 2) / length : 0;
  return {corner.x + (other.x - corner.x) * part, corner.y + (other.y - corner.y) * part};
}

}  // namespace

bool bulges(const Rect& from, const Rect& to) {
  return !leads_up(from, to) && to.x < from.right() && from.x < to.right();
}

std::vector<Point> rounded_way(const std::vector<Point>& corners) {
  std::vector<Point> points{corners.front()};
  for (std::size_t i = 1; i + 1 < corners.size(); ++i) {
    add_straight(points, beside_corner(corners[i], corners[i - 1]));
    add_turn(points, corners[i], beside_corner(corners[i], corners[i + 1]));
  }
  add_straight(points, corners.back());
  return points;
}

std::vector<Point> direct_way(const Rect& from, const Rect& to) {
  const Point begin = from.center();
  const Point end = to.center();
  if (leads_up(from, to)) return way_up(from, to);
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
  if (points.back().y > to.bottom()) return add_from_gap(points, to);
  add_straight(points, side_towards(to, points.back()));
}

void extend_begin(std::vector<Point>& points, const Rect& from) {
  std::ranges::reverse(points);
  extend_end(points, from);
  std::ranges::reverse(points);
}

}  // namespace omnitrack::graph
