#pragma once

#include <map>
#include <vector>

#include "graph/views/view.hpp"

namespace omnitrack::graph {

/// What is laid out at once: things that edges join, with what stands in them.
struct Piece {
  std::vector<std::size_t> nodes = {};
  std::vector<std::size_t> boxes = {};  ///< the outermost
  std::vector<std::size_t> edges = {};
  Rect place = {};  ///< in its frame
};

/// A box that no edge leaves, or the picture as a whole: its pieces stand side by side.
struct Frame {
  std::vector<Piece> pieces = {};
  std::vector<std::size_t> alone = {};   ///< nodes without edges
  Rect alone_place = {};                 ///< of their grid, in the frame
  std::vector<std::size_t> frames = {};  ///< boxes in it that are frames themselves
  Rect place = {};                       ///< in the frame around
};

/// The frames of a view by their boxes; the whole of it under `nowhere`.
std::map<std::size_t, Frame> frames_of(const View& view);

/// The VPC around a box, or the box itself where it is one; `nowhere` where there is none.
std::size_t vpc_around(const View& view, std::size_t box);

}  // namespace omnitrack::graph
