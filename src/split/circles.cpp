#include "split/circles.hpp"

#include <algorithm>
#include <deque>

namespace omnitrack::split {

namespace {

constexpr std::uint32_t not_met = UINT32_MAX;

// Tarjan's algorithm with a stack of its own: https://doi.org/10.1137/0201010
class StrongGroups {
 public:
  explicit StrongGroups(const Arrows& arrows)
      : arrows_(arrows),
        number_(arrows.size(), not_met),
        low_(arrows.size(), 0),
        is_open_(arrows.size(), false) {}

  std::vector<std::vector<std::uint32_t>> find() {
    for (std::uint32_t node = 0; node < arrows_.size(); ++node) {
      if (number_[node] == not_met) walk_from(node);
    }
    return std::move(groups_);
  }

 private:
  struct Step {
    std::uint32_t node;
    std::size_t next;  ///< the place of the arrow to follow
  };

  void walk_from(std::uint32_t start) {
    enter(start);
    while (!steps_.empty()) {
      Step& step = steps_.back();
      if (step.next == arrows_[step.node].size()) {
        leave();
        continue;
      }
      const std::uint32_t node = step.node;
      const std::uint32_t target = arrows_[node][step.next++];
      if (number_[target] == not_met) {
        enter(target);
      } else if (is_open_[target]) {
        low_[node] = std::min(low_[node], number_[target]);
      }
    }
  }

  void enter(std::uint32_t node) {
    number_[node] = low_[node] = count_++;
    is_open_[node] = true;
    open_.push_back(node);
    steps_.push_back({node, 0});
  }

  void leave() {
    const std::uint32_t node = steps_.back().node;
    steps_.pop_back();
    if (!steps_.empty()) {
      const std::uint32_t from = steps_.back().node;
      low_[from] = std::min(low_[from], low_[node]);
    }
    if (low_[node] != number_[node]) return;
    const auto first = std::find(open_.begin(), open_.end(), node);
    groups_.emplace_back(first, open_.end());
    for (const std::uint32_t each : groups_.back()) is_open_[each] = false;
    open_.erase(first, open_.end());
    std::ranges::sort(groups_.back());
  }

  const Arrows& arrows_;
  std::vector<std::uint32_t> number_;
  std::vector<std::uint32_t> low_;
  std::vector<bool> is_open_;
  std::vector<std::uint32_t> open_;
  std::vector<Step> steps_;
  std::uint32_t count_ = 0;
  std::vector<std::vector<std::uint32_t>> groups_;
};

}  // namespace

void sort_unique(std::vector<std::uint32_t>& places) {
  std::sort(places.begin(), places.end());
  places.erase(std::unique(places.begin(), places.end()), places.end());
}

std::vector<std::vector<std::uint32_t>> strong_groups(const Arrows& arrows) {
  return StrongGroups(arrows).find();
}

std::vector<std::uint32_t> circle_through(const Arrows& arrows, std::uint32_t node,
                                          const std::vector<bool>& marked) {
  std::vector<std::uint32_t> came_from(arrows.size(), not_met);
  std::deque<std::uint32_t> waiting{node};
  while (!waiting.empty()) {
    const std::uint32_t at = waiting.front();
    waiting.pop_front();
    for (const std::uint32_t target : arrows[at]) {
      if (!marked[target] || came_from[target] != not_met) continue;
      came_from[target] = at;
      if (target != node) {
        waiting.push_back(target);
        continue;
      }
      std::vector<std::uint32_t> circle;
      for (std::uint32_t back = at; back != node; back = came_from[back]) circle.push_back(back);
      circle.push_back(node);
      std::ranges::reverse(circle);
      return circle;
    }
  }
  return {};
}

}  // namespace omnitrack::split
