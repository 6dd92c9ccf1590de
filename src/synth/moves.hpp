#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/tree.hpp"

namespace omnitrack::synth {

/// The app's `moved`, followed one after the other.
class Moves {
 public:
  explicit Moves(const std::vector<Move>& moves) : moves_(moves) {}

  /// Where a path leads, and by which moves, as their places among the app's.
  struct Way {
    std::string path;
    std::vector<std::size_t> by;
  };
  [[nodiscard]] Way follow(std::string_view path) const;

  /// The place of a move that contradicts another one, and that other's.
  struct Contradiction {
    std::size_t move;
    std::size_t other;
    std::string_view why;  ///< `is moved` and what follows
  };
  /// Two moves of one path or to one path, and moves in a circle.
  [[nodiscard]] std::vector<Contradiction> contradictions() const;

 private:
  /// The move of the longest path that a path is at or in, of those not used yet.
  [[nodiscard]] const Move* find(std::string_view path, const std::vector<std::size_t>& used) const;
  [[nodiscard]] bool leads_back(std::size_t move) const;

  const std::vector<Move>& moves_;
};

}  // namespace omnitrack::synth
