#include "graph/layout/curves.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace omnitrack::graph {

Point on_curve(const Point* curve, double part) {
  const double rest = 1 - part;
  const std::array<double, 4> share{rest * rest * rest, 3 * rest * rest * part,
                                    3 * rest * part * part, part * part * part};
  Point at;
  for (std::size_t i = 0; i < share.size(); ++i) {
    at.x += share[i] * curve[i].x;
    at.y += share[i] * curve[i].y;
  }
  return at;
}

void add_points_of(const std::vector<Point>& way, std::vector<Point>& points) {
  constexpr double distance = 4;
  constexpr int most_steps = 400;
  for (std::size_t i = 0; i + 3 < way.size(); i += 3) {
    double length = 0;
    for (std::size_t j = i; j < i + 3; ++j) {
      length += std::hypot(way[j + 1].x - way[j].x, way[j + 1].y - way[j].y);
    }
    const int steps = std::clamp(static_cast<int>(length / distance), 1, most_steps);
    for (int step = 0; step <= steps; ++step) {
      points.push_back(on_curve(&way[i], static_cast<double>(step) / steps));
    }
  }
}

}  // namespace omnitrack::graph
