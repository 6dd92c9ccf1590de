#include "graph/formats/edge_labels.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "graph/layout/curves.hpp"
#include "graph/layout/sizes.hpp"
#include "graph/layout/text_width.hpp"
#include "graph/layout/title_places.hpp"

namespace omnitrack::graph {

namespace {

constexpr int steps_of_curve = 16;
constexpr double label_height = 12;

// The way as many short lines, and how long it is up to the end of each.
struct Way {
  std::vector<Point> points = {};
  std::vector<double> lengths = {};

  explicit Way(const std::vector<Point>& curves) {
    double length = 0;
    for (std::size_t i = 0; i + 3 < curves.size(); i += 3) {
      for (int step = 0; step <= steps_of_curve; ++step) {
        const Point next = on_curve(&curves[i], static_cast<double>(step) / steps_of_curve);
        if (!points.empty()) {
          length += std::hypot(next.x - points.back().x, next.y - points.back().y);
        }
        points.push_back(next);
        lengths.push_back(length);
      }
    }
  }

  [[nodiscard]] Point at(double share) const {
    const auto found = std::ranges::lower_bound(lengths, share * lengths.back());
    return points[static_cast<std::size_t>(found - lengths.begin())];
  }
};

bool meets(const Rect& one, const Rect& other) {
  return one.x < other.right() && other.x < one.right() && one.y < other.bottom() &&
         other.y < one.bottom();
}

}  // namespace

std::vector<EdgeLabel> edge_labels(const View& view) {
  constexpr std::array<double, 5> shares{0.5, 0.42, 0.58, 0.34, 0.66};
  std::vector<Rect> taken;
  for (const ViewNode& each : view.nodes) taken.push_back(each.place);
  for (const ViewBox& each : view.boxes) taken.push_back(title_place(each));
  std::vector<EdgeLabel> labels;
  for (const ViewEdge& edge : view.edges) {
    if (edge.ports.empty() || edge.points.size() < 4) continue;
    const Way way(edge.points);
    const double width = text_width(edge.ports, sizes::label_font) + 6;
    if (way.lengths.back() < width) continue;
    for (const double share : shares) {
      const Point middle = way.at(share);
      const Rect place{middle.x - width / 2, middle.y - label_height / 2, width, label_height};
      if (std::ranges::any_of(taken, [&](const Rect& each) { return meets(each, place); })) {
        continue;
      }
      labels.push_back({.text = edge.ports, .middle = middle});
      taken.push_back(place);
      break;
    }
  }
  return labels;
}

}  // namespace omnitrack::graph
