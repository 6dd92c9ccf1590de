#pragma once

#include "graph/views/view.hpp"

namespace omnitrack::graph {

/// Moves titles of boxes along their upper sides to where no edge crosses them, after all else has
/// its place.
void place_titles(View& view);

/// Where the title of a box stands, with its note.
Rect title_place(const ViewBox& box);

}  // namespace omnitrack::graph
