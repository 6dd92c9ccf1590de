#pragma once

#include "graph/views/view.hpp"

namespace omnitrack::graph {

/// Lays out the inside of a VPC's box, from its corner at (0, 0): the zones side by side, subnets
/// of one kind in a row, what stands in several subnets across these.
class VpcGrid {
 public:
  VpcGrid(View& view, std::size_t vpc);

  /// Gives places to all that is in it, and its size to the box.
  void lay_out();
  /// Makes the box so wide.
  void widen_to(double width);
  /// What stands in it.
  [[nodiscard]] const std::vector<std::size_t>& nodes() const { return nodes_; }
  /// Moves all of it to where the box came to stand.
  void move_by(Point offset);

 private:
  struct Row {
    double top = 0;
    double cells = 0;                   // the height of what stands in the fullest subnet
    std::vector<std::size_t> strips{};  // nodes across the subnets
    double height = 0;
  };

  void gather();
  double lay_out_top();
  void lay_out_rows(double top);
  void lay_out_bottom();
  [[nodiscard]] double column_x(std::size_t zone) const;
  [[nodiscard]] std::size_t column_of(std::size_t subnet) const;

  View& view_;
  std::size_t vpc_;
  std::vector<std::size_t> zones_;
  std::vector<std::size_t> subnets_;
  std::vector<std::size_t> nodes_;        // all of them
  std::vector<std::size_t> free_;         // in no subnet
  std::vector<std::size_t> across_rows_;  // in subnets of several rows
  std::vector<Row> rows_;
  double width_ = 0;
  double height_ = 0;
};

}  // namespace omnitrack::graph
