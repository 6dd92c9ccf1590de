#pragma once

#include <map>
#include <vector>

#include "graph/views/view.hpp"

namespace omnitrack::graph {

/// The ways between what stands in one VPC, whose corner is at (0, 0): straight where nothing is
/// between, else in lanes beside the zones.
class InnerWays {
 public:
  /// The nodes are all that stand in the VPC, the edges those between them.
  InnerWays(const View& view, std::size_t vpc, std::vector<std::size_t> nodes,
            const std::vector<std::size_t>& edges);

  /// How wide the VPC has to be to hold them.
  [[nodiscard]] double width() const { return width_; }
  /// The way of each edge.
  [[nodiscard]] const std::map<std::size_t, std::vector<Point>>& ways() const { return ways_; }

 private:
  // An end of an edge in a lane: where it leaves the right side of a node.
  struct End {
    std::size_t node = nowhere;
    std::vector<Point> points = {};  // from the node on, all but the one in the lane
    double y = 0;                    // at which it gets to the lane
  };
  struct InLane {
    std::size_t edge = nowhere;
    End from = {};
    End to = {};
    std::size_t lane = 0;

    [[nodiscard]] double top() const { return from.y < to.y ? from.y : to.y; }
    [[nodiscard]] double bottom() const { return from.y < to.y ? to.y : from.y; }
  };

  [[nodiscard]] std::vector<InLane>::const_iterator way_there(
      const ViewEdge& back, const std::vector<InLane>& edges) const;
  [[nodiscard]] bool is_free(const std::vector<Point>& way, const ViewEdge& edge) const;
  [[nodiscard]] bool is_free_to_the_right(std::size_t node, double y) const;
  void put_into_lanes(std::vector<InLane>& edges);
  void spread_ends(std::vector<InLane>& edges) const;
  [[nodiscard]] End end_at(std::size_t node, std::size_t place, std::size_t of) const;
  void choose_lanes(std::vector<InLane>& edges) const;

  const View& view_;
  std::vector<std::size_t> nodes_;
  std::vector<Rect> titles_;  // of the boxes
  double right_ = 0;          // of all that stands in it
  double width_ = 0;
  std::map<std::size_t, std::vector<Point>> ways_;
};

}  // namespace omnitrack::graph
