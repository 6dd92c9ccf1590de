#pragma once

#include <string>

#include "graph/views/view.hpp"

namespace omnitrack::graph {

/// What stands below a picture: text and shapes from (0, 0) on.
struct SvgFoot {
  std::string text = {};  ///< empty where there is nothing to say
  double height = 0;
};

/// What the edges and the marks of a change mean, what is not decided, and what is lost and opened,
/// for where no page says it. Nothing where there is nothing to say.
SvgFoot svg_foot(const View& view, double width);

}  // namespace omnitrack::graph
