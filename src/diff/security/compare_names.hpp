#pragma once

#include <unordered_map>

#include "diff/security/atoms.hpp"
#include "diff/security/pattern_set.hpp"
#include "diff/security/statements.hpp"

namespace omnitrack::diff {

/// Compares the names of statements, and counts what that costs. Where it was too much, whatever it
/// answers means nothing any more.
class CompareNames {
 public:
  explicit CompareNames(const Atoms& atoms) : atoms_(atoms) {}

  [[nodiscard]] bool is_exhausted() const { return cost_ > most_cost; }

  /// Whether a set surely has all that a part has.
  [[nodiscard]] bool surely_covers(const Names& set, const Names& part);
  /// What decides whether the set covers the part; null where nothing unknown does.
  [[nodiscard]] const Atom* may_cover(const Names& set, const Names& part);

 private:
  // For one holder: some tenths of a second.
  static constexpr std::size_t most_cost = 5'000'000;

  // Counts a comparison; false where it is not made any more.
  bool is_affordable(const Pattern& one, const Pattern& other) {
    constexpr std::size_t symbols_at_once = 4'096;
    cost_ += 1 + one.symbols.size() * other.symbols.size() / symbols_at_once;
    return !is_exhausted();
  }
  [[nodiscard]] bool covers(const Pattern& pattern, const Pattern& wanted);
  [[nodiscard]] bool one_covers(const Names& set, const Pattern& wanted);
  [[nodiscard]] bool may_meet(const Pattern& left, const Pattern& right);
  [[nodiscard]] const Atom* unknown_in(const Names& names);

  const Atoms& atoms_;
  std::unordered_map<const Names*, PatternSet> sets_;
  std::size_t cost_ = 0;
};

}  // namespace omnitrack::diff
