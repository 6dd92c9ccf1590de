#include "synth/moves.hpp"

#include <algorithm>

#include "support/paths.hpp"

namespace omnitrack::synth {

using support::is_at_or_in;

Moves::Way Moves::follow(std::string_view path) const {
  Way way{.path = std::string(path), .by = {}};
  while (const Move* move = find(way.path, way.by)) {
    way.path.replace(0, move->old_path.size(), move->new_path);
    way.by.push_back(static_cast<std::size_t>(move - moves_.data()));
  }
  return way;
}

const Move* Moves::find(std::string_view path, const std::vector<std::size_t>& used) const {
  const Move* best = nullptr;
  for (std::size_t i = 0; i < moves_.size(); ++i) {
    if (std::find(used.begin(), used.end(), i) != used.end()) continue;
    const Move& move = moves_[i];
    if (!is_at_or_in(path, move.old_path)) continue;
    if (best == nullptr || move.old_path.size() > best->old_path.size()) best = &move;
  }
  return best;
}

bool Moves::leads_back(std::size_t move) const {
  const std::string& start = moves_[move].old_path;
  const std::string* at = &moves_[move].new_path;
  for (std::size_t steps = 0; steps < moves_.size() && *at != start; ++steps) {
    const auto next = std::find_if(moves_.begin(), moves_.end(),
                                   [&](const Move& each) { return each.old_path == *at; });
    if (next == moves_.end()) return false;
    at = &next->new_path;
  }
  return *at == start;
}

std::vector<Moves::Contradiction> Moves::contradictions() const {
  std::vector<Contradiction> found;
  for (std::size_t i = 0; i < moves_.size(); ++i) {
    for (std::size_t j = 0; j < i; ++j) {
      if (moves_[i].old_path == moves_[j].old_path) {
        found.push_back({i, j, "the same construct is moved"});
      } else if (moves_[i].new_path == moves_[j].new_path) {
        found.push_back({i, j, "another construct is moved to the same path"});
      }
    }
    if (leads_back(i)) found.push_back({i, i, "the moves lead back to where they began"});
  }
  return found;
}

}  // namespace omnitrack::synth
