#pragma once

#include <string>

#include "graph/views/view.hpp"

namespace omnitrack::graph {

/// What stands below a picture: text and shapes from (0, 0) on.
struct SvgFoot {
  std::string text = {};  ///< empty where there is nothing to say
  double height = 0;
};

/// What the marks of a change mean, and what it loses and opens, for where no page says it. Nothing
/// for a view without changes.
SvgFoot svg_foot(const View& view, double width);

}  // namespace omnitrack::graph
