#include "graph/layout/pack.hpp"

#include <algorithm>
#include <cmath>

#include "graph/layout/sizes.hpp"

namespace omnitrack::graph {

namespace {

using sizes::gap;
using sizes::node_height;
using sizes::node_width;

// So many that the grid is somewhat wider than high.
std::size_t columns_of(std::size_t nodes) {
  const double ratio = 1.7 * (node_height + gap) / (node_width + gap);
  const auto columns = std::ceil(std::sqrt(static_cast<double>(nodes) * ratio));
  return std::max<std::size_t>(1, static_cast<std::size_t>(columns));
}

}  // namespace

Rect grid_size(std::size_t nodes) {
  const std::size_t columns = columns_of(nodes);
  const std::size_t rows = (nodes + columns - 1) / columns;
  return {0, 0, static_cast<double>(columns) * (node_width + gap) - gap,
          static_cast<double>(rows) * (node_height + gap) - gap};
}

void place_in_grid(View& view, const std::vector<std::size_t>& nodes, Point corner) {
  const std::size_t columns = columns_of(nodes.size());
  for (std::size_t i = 0; i < nodes.size(); ++i) {
    const std::size_t row = i / columns;
    view.nodes[nodes[i]].place = {corner.x + static_cast<double>(i % columns) * (node_width + gap),
                                  corner.y + static_cast<double>(row) * (node_height + gap),
                                  node_width, node_height};
  }
}

}  // namespace omnitrack::graph
