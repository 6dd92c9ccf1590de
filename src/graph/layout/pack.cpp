#include "graph/layout/pack.hpp"

#include <algorithm>
#include <cmath>

#include "graph/layout/sizes.hpp"

namespace omnitrack::graph {

namespace {

using sizes::gap;
using sizes::node_height;
using sizes::node_width;

std::size_t columns_of(std::size_t nodes, double room) {
  const double ratio = 1.7 * (node_height + gap) / (node_width + gap);
  const auto columns =
      static_cast<std::size_t>(std::ceil(std::sqrt(static_cast<double>(nodes) * ratio)));
  const auto most = static_cast<std::size_t>((room + gap) / (node_width + gap));
  return std::max<std::size_t>(1, std::max(columns, std::min(most, nodes)));
}

}  // namespace

Rect grid_size(std::size_t nodes, double room) {
  const std::size_t columns = columns_of(nodes, room);
  const std::size_t rows = (nodes + columns - 1) / columns;
  return {0, 0, static_cast<double>(columns) * (node_width + gap) - gap,
          static_cast<double>(rows) * (node_height + gap) - gap};
}

void place_in_grid(View& view, const std::vector<std::size_t>& nodes, Point corner, double room) {
  const std::size_t columns = columns_of(nodes.size(), room);
  for (std::size_t i = 0; i < nodes.size(); ++i) {
    const std::size_t row = i / columns;
    view.nodes[nodes[i]].place = {corner.x + static_cast<double>(i % columns) * (node_width + gap),
                                  corner.y + static_cast<double>(row) * (node_height + gap),
                                  node_width, node_height};
  }
}

}  // namespace omnitrack::graph
