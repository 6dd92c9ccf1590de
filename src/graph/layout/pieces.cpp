#include "graph/layout/pieces.hpp"

#include <algorithm>
#include <numeric>

namespace omnitrack::graph {

namespace {

class Framing {
 public:
  explicit Framing(const View& view)
      : view_(view),
        is_frame_(view.boxes.size()),
        groups_(view.nodes.size() + view.boxes.size()),
        has_edge_(view.nodes.size()) {
    std::iota(groups_.begin(), groups_.end(), std::size_t{0});
    find_frames();
    for (const ViewEdge& each : view.edges) {
      has_edge_[each.from] = has_edge_[each.to] = true;
      groups_[group(item_of(each.from))] = group(item_of(each.to));
    }
  }

  std::map<std::size_t, Frame> frames() {
    frames_[nowhere];
    for (std::size_t i = 0; i < view_.nodes.size(); ++i) {
      if (item_of(i) != i) continue;
      Frame& frame = frames_[frame_around(view_.nodes[i].box)];
      if (has_edge_[i]) {
        piece_of(frame, i).nodes.push_back(i);
      } else {
        frame.alone.push_back(i);
      }
    }
    for (std::size_t i = 0; i < view_.boxes.size(); ++i) {
      const std::size_t around = frame_around(view_.boxes[i].parent);
      if (is_frame_[i]) {
        frames_[around].frames.push_back(i);
        frames_[i];
      } else if (view_.boxes[i].parent == around) {
        piece_of(frames_[around], view_.nodes.size() + i).boxes.push_back(i);
      }
    }
    for (std::size_t i = 0; i < view_.edges.size(); ++i) {
      const std::size_t from = view_.edges[i].from;
      piece_of(frames_[frame_around(view_.nodes[from].box)], item_of(from)).edges.push_back(i);
    }
    return std::move(frames_);
  }

 private:
  // A box whose edges all stay within, in boxes of which the same holds. VPCs have a layout of
  // their own.
  void find_frames() {
    std::vector<bool> is_left(view_.boxes.size());
    for (const ViewEdge& each : view_.edges) {
      std::vector<std::size_t> around;
      for (std::size_t box = view_.nodes[each.from].box; box != nowhere;
           box = view_.boxes[box].parent) {
        around.push_back(box);
      }
      std::size_t box = view_.nodes[each.to].box;
      while (box != nowhere && std::ranges::find(around, box) == around.end()) {
        is_left[box] = true;
        box = view_.boxes[box].parent;
      }
      for (const std::size_t left : around) {
        if (left == box) break;
        is_left[left] = true;
      }
    }
    for (std::size_t i = 0; i < view_.boxes.size(); ++i) {
      const std::size_t parent = view_.boxes[i].parent;
      is_frame_[i] = view_.boxes[i].kind < BoxKind::vpc && !is_left[i] &&
                     (parent == nowhere || is_frame_[parent]);
    }
  }

  [[nodiscard]] std::size_t frame_around(std::size_t box) const {
    while (box != nowhere && !is_frame_[box]) box = view_.boxes[box].parent;
    return box;
  }

  // What stands for a node in its frame: itself, or the outermost box around it; boxes are counted
  // after the nodes.
  [[nodiscard]] std::size_t item_of(std::size_t node) const {
    std::size_t box = view_.nodes[node].box;
    if (box == nowhere || is_frame_[box]) return node;
    while (view_.boxes[box].parent != nowhere && !is_frame_[view_.boxes[box].parent]) {
      box = view_.boxes[box].parent;
    }
    return view_.nodes.size() + box;
  }

  std::size_t group(std::size_t item) {
    while (groups_[item] != item) item = groups_[item] = groups_[groups_[item]];
    return item;
  }

  Piece& piece_of(Frame& frame, std::size_t item) {
    const auto [place, is_new] = piece_places_.try_emplace(group(item), frame.pieces.size());
    if (is_new) frame.pieces.emplace_back();
    return frame.pieces[place->second];
  }

  const View& view_;
  std::vector<bool> is_frame_;
  std::vector<std::size_t> groups_;  // of items that edges join
  std::vector<bool> has_edge_;
  std::map<std::size_t, std::size_t> piece_places_;
  std::map<std::size_t, Frame> frames_;
};

}  // namespace

std::map<std::size_t, Frame> frames_of(const View& view) { return Framing(view).frames(); }

std::size_t vpc_around(const View& view, std::size_t box) {
  while (box != nowhere && view.boxes[box].kind != BoxKind::vpc) box = view.boxes[box].parent;
  return box;
}

}  // namespace omnitrack::graph
