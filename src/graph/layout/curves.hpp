#pragma once

#include <vector>

#include "graph/views/view.hpp"

namespace omnitrack::graph {

/// A point on a Bézier curve of four points, from 0 at its start to 1 at its end.
Point on_curve(const Point* curve, double part);

/// Adds points of a way, as `ViewEdge::points` has them, that lie close to each other.
void add_points_of(const std::vector<Point>& way, std::vector<Point>& points);

}  // namespace omnitrack::graph
