#pragma once

#include <unordered_set>
#include <vector>

#include "diff/security/reader.hpp"

namespace omnitrack::diff {

/// Many patterns: those without a wildcard are looked up, and the others are tried one by one.
class PatternSet {
 public:
  /// Of fewer patterns each is tried as quickly.
  static constexpr std::size_t worth_its_making = 16;

  explicit PatternSet(const std::vector<Pattern>& patterns);

  /// Whether a pattern without wildcards is one of these.
  [[nodiscard]] bool has_literal(const Pattern& wanted) const {
    return literals_.contains(wanted.symbols);
  }
  [[nodiscard]] const std::vector<const Pattern*>& wildcards() const { return wildcards_; }

 private:
  std::unordered_set<meaning::Symbols> literals_;
  std::vector<const Pattern*> wildcards_;
};

}  // namespace omnitrack::diff
