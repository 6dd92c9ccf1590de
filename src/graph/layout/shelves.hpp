#pragma once

#include <vector>

#include "graph/views/view.hpp"

namespace omnitrack::graph {

/// Puts blocks of given sizes side by side and in rows, so that all of them are somewhat wider than
/// high. Gives each its corner, and returns the size of all.
Rect put_on_shelves(const std::vector<Rect*>& blocks);

}  // namespace omnitrack::graph
