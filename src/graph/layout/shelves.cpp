#include "graph/layout/shelves.hpp"

#include <algorithm>
#include <cmath>

namespace omnitrack::graph {

namespace {

constexpr double block_gap = 24;
constexpr double wanted_ratio = 1.7;  // of the width to the height

}  // namespace

Rect put_on_shelves(const std::vector<Rect*>& blocks) {
  std::vector<Rect*> order = blocks;
  std::ranges::stable_sort(order, std::greater(), [](const Rect* each) { return each->height; });
  double area = 0;
  double widest = 0;
  for (const Rect* each : order) {
    area += (each->width + block_gap) * (each->height + block_gap);
    widest = std::max(widest, each->width);
  }
  const double limit = std::max(widest, std::sqrt(area * wanted_ratio));
  Rect all;
  double x = 0;
  double y = 0;
  double row = 0;
  for (Rect* each : order) {
    if (x > 0 && x + each->width > limit) {
      x = 0;
      y += row + block_gap;
      row = 0;
    }
    each->x = x;
    each->y = y;
    row = std::max(row, each->height);
    all.width = std::max(all.width, each->right());
    all.height = std::max(all.height, each->bottom());
    x += each->width + block_gap;
  }
  return all;
}

}  // namespace omnitrack::graph
