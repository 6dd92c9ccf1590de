#pragma once

#include <vector>

#include "graph/views/view.hpp"

namespace omnitrack::graph {

/// The way between two places that no other way was found for.
std::vector<Point> direct_way(const Rect& from, const Rect& to);

/// Whether that bulges out of the right side of things that stand above each other.
bool bulges(const Rect& from, const Rect& to);

/// A way along corners, with rounded turns.
std::vector<Point> rounded_way(const std::vector<Point>& corners);

/// Goes on with a way that ends, or begins, at the side of a box to a place in it: to the side of
/// that, or from the gap below it up.
void extend_end(std::vector<Point>& points, const Rect& to);
void extend_begin(std::vector<Point>& points, const Rect& from);

}  // namespace omnitrack::graph
