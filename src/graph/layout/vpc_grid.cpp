#include "graph/layout/vpc_grid.hpp"

#include <algorithm>

#include "graph/layout/sizes.hpp"
#include "graph/layout/text_width.hpp"

namespace omnitrack::graph {

namespace {

using sizes::gap;
using sizes::node_height;
using sizes::node_width;
using sizes::note_height;
using sizes::padding;
using sizes::title_font;
using sizes::title_height;

constexpr double cell_padding = 10;
constexpr double cell_width = node_width + 2 * cell_padding;
constexpr double zone_padding = 10;
constexpr double column_width = cell_width + 2 * zone_padding;
constexpr double subnet_title = title_height + note_height + 2;

double stack_height(std::size_t nodes) {
  return nodes == 0 ? 0 : static_cast<double>(nodes) * (node_height + gap);
}

}  // namespace

VpcGrid::VpcGrid(View& view, std::size_t vpc) : view_(view), vpc_(vpc) { gather(); }

void VpcGrid::gather() {
  for (std::size_t i = 0; i < view_.boxes.size(); ++i) {
    const ViewBox& box = view_.boxes[i];
    if (box.kind == BoxKind::zone && box.parent == vpc_) zones_.push_back(i);
    if (box.kind != BoxKind::subnet || view_.boxes[box.parent].parent != vpc_) continue;
    subnets_.push_back(i);
    if (box.row >= rows_.size()) rows_.resize(box.row + 1);
  }
  std::vector<bool> is_subnet(view_.boxes.size());
  for (const std::size_t each : subnets_) is_subnet[each] = true;
  std::vector<std::size_t> counts(view_.boxes.size());
  for (std::size_t i = 0; i < view_.nodes.size(); ++i) {
    const ViewNode& node = view_.nodes[i];
    if (node.box != nowhere && is_subnet[node.box]) {
      nodes_.push_back(i);
      Row& row = rows_[view_.boxes[node.box].row];
      row.cells = std::max(row.cells, stack_height(++counts[node.box]));
    } else if (node.box == vpc_) {
      nodes_.push_back(i);
      if (node.spans.empty()) {
        free_.push_back(i);
        continue;
      }
      const std::size_t row = view_.boxes[node.spans.front()].row;
      const bool is_in_one = std::ranges::all_of(
          node.spans, [&](std::size_t each) { return view_.boxes[each].row == row; });
      (is_in_one ? rows_[row].strips : across_rows_).push_back(i);
    }
  }
}

std::size_t VpcGrid::column_of(std::size_t subnet) const {
  const auto zone = std::ranges::find(zones_, view_.boxes[subnet].parent);
  return static_cast<std::size_t>(zone - zones_.begin());
}

double VpcGrid::column_x(std::size_t zone) const {
  return padding + static_cast<double>(zone) * (column_width + gap);
}

void VpcGrid::lay_out() {
  const ViewBox& box = view_.boxes[vpc_];
  const double title =
      std::min(text_width(box.title, title_font), sizes::most_title) + sizes::beside_title +
      std::min(text_width(box.note, title_font), sizes::most_note) + 2 * padding + 40;
  const std::size_t columns = std::max<std::size_t>(
      zones_.size(), std::min<std::size_t>(std::max<std::size_t>(free_.size(), 1), 3));
  width_ = std::max(title, column_x(columns) - gap + padding);
  if (zones_.empty() && columns > 0) {
    width_ = std::max(title, static_cast<double>(columns) * (node_width + gap) - gap + 2 * padding);
  }
  height_ = title_height + 6;
  lay_out_rows(lay_out_top());
  lay_out_bottom();
  view_.boxes[vpc_].place = {0, 0, width_, height_ + padding - gap};
}

// What is in no subnet stands in rows above the zones. Returns where these end.
double VpcGrid::lay_out_top() {
  double x = padding;
  double y = height_;
  for (const std::size_t each : free_) {
    if (x + node_width > width_ - padding + 1) {
      x = padding;
      y += node_height + gap;
    }
    view_.nodes[each].place = {x, y, node_width, node_height};
    x += node_width + gap;
  }
  if (!free_.empty()) y += node_height + gap;
  height_ = y;
  return y;
}

void VpcGrid::lay_out_rows(double top) {
  if (zones_.empty()) return;
  double y = top + title_height;
  for (Row& row : rows_) {
    row.top = y;
    row.height = subnet_title + row.cells + stack_height(row.strips.size()) +
                 (row.cells == 0 && row.strips.empty() ? 0 : cell_padding - gap);
    row.height = std::max(row.height, subnet_title + cell_padding);
    double at = y + subnet_title + row.cells;
    for (const std::size_t each : row.strips) {
      ViewNode& strip = view_.nodes[each];
      std::size_t first = zones_.size();
      std::size_t last = 0;
      for (const std::size_t span : strip.spans) {
        first = std::min(first, column_of(span));
        last = std::max(last, column_of(span));
      }
      const double left = column_x(first) + zone_padding + cell_padding;
      const double right = column_x(last) + column_width - zone_padding - cell_padding;
      strip.place = {left, at, right - left, node_height};
      at += node_height + gap;
    }
    y += row.height + gap;
  }
  std::vector<double> next(view_.boxes.size(), 0);
  for (const std::size_t each : subnets_) {
    ViewBox& subnet = view_.boxes[each];
    const Row& row = rows_[subnet.row];
    subnet.place = {column_x(column_of(each)) + zone_padding, row.top, cell_width, row.height};
  }
  for (const std::size_t each : nodes_) {
    ViewNode& node = view_.nodes[each];
    if (node.box == vpc_) continue;
    const Rect& cell = view_.boxes[node.box].place;
    node.place = {cell.x + cell_padding, cell.y + subnet_title + next[node.box], node_width,
                  node_height};
    next[node.box] += node_height + gap;
  }
  for (std::size_t i = 0; i < zones_.size(); ++i) {
    view_.boxes[zones_[i]].place = {column_x(i), top, column_width, y - gap + zone_padding - top};
  }
  height_ = y + zone_padding;
}

void VpcGrid::lay_out_bottom() {
  for (const std::size_t each : across_rows_) {
    view_.nodes[each].place = {padding, height_, width_ - 2 * padding, node_height};
    height_ += node_height + gap;
  }
}

void VpcGrid::widen_to(double width) { view_.boxes[vpc_].place.width = width; }

void VpcGrid::move_by(Point offset) {
  const auto move = [&](Rect& place) {
    place.x += offset.x;
    place.y += offset.y;
  };
  move(view_.boxes[vpc_].place);
  for (const std::size_t each : zones_) move(view_.boxes[each].place);
  for (const std::size_t each : subnets_) move(view_.boxes[each].place);
  for (const std::size_t each : nodes_) move(view_.nodes[each].place);
}

}  // namespace omnitrack::graph
