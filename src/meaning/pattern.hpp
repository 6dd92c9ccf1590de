#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace omnitrack::meaning {

/// A pattern as symbols: characters, wildcards, and atoms, which stand for texts that are known at
/// deployment only.
using Symbols = std::u32string;

/// Above all characters of Unicode.
inline constexpr char32_t any_text = 0x110000;
inline constexpr char32_t any_character = 0x110001;
inline constexpr char32_t first_atom = 0x110002;

/// Whether a pattern surely matches all that the other one matches.
bool covers(std::u32string_view pattern, std::u32string_view other);

/// Whether a pattern matches another one symbol by symbol, where symbols that are open stand for
/// any number of symbols, and `are_same` compares two others.
template <class IsLeftOpen, class IsRightOpen, class AreSame>
bool may_match(std::u32string_view left, std::u32string_view right, const IsLeftOpen& is_left_open,
               const IsRightOpen& is_right_open, const AreSame& are_same) {
  // Symbols at both begins, or both ends, that are not open stand for each other.
  while (!left.empty() && !right.empty() && !is_left_open(left.front()) &&
         !is_right_open(right.front())) {
    if (!are_same(left.front(), right.front())) return false;
    left.remove_prefix(1);
    right.remove_prefix(1);
  }
  while (!left.empty() && !right.empty() && !is_left_open(left.back()) &&
         !is_right_open(right.back())) {
    if (!are_same(left.back(), right.back())) return false;
    left.remove_suffix(1);
    right.remove_suffix(1);
  }
  // reachable[j]: the part of `left` seen so far may match the first j symbols of `right`.
  std::vector<bool> reachable(right.size() + 1, false);
  reachable[0] = true;
  for (std::size_t j = 0; j < right.size() && is_right_open(right[j]); ++j) reachable[j + 1] = true;
  for (const char32_t symbol : left) {
    const bool is_open = is_left_open(symbol);
    bool diagonal = reachable[0];
    reachable[0] = is_open && reachable[0];
    for (std::size_t j = 0; j < right.size(); ++j) {
      const bool above = reachable[j + 1];
      const bool is_either_open = is_open || is_right_open(right[j]);
      reachable[j + 1] =
          (is_either_open && (above || reachable[j])) || (diagonal && are_same(symbol, right[j]));
      diagonal = above;
    }
  }
  return reachable[right.size()];
}

/// Whether some text may match both, where `is_unknown` says which symbols may be any text.
template <class IsUnknown>
bool may_overlap(std::u32string_view left, std::u32string_view right, const IsUnknown& is_unknown) {
  const auto is_open = [&](char32_t symbol) { return symbol == any_text || is_unknown(symbol); };
  return may_match(left, right, is_open, is_open, [](char32_t one, char32_t other) {
    return one == other || one == any_character || other == any_character;
  });
}

/// Whether a pattern covers the other one for some values of what is unknown.
template <class IsUnknown>
bool may_cover(std::u32string_view pattern, std::u32string_view other,
               const IsUnknown& is_unknown) {
  const auto is_open = [&](char32_t symbol) { return symbol == any_text || is_unknown(symbol); };
  return may_match(pattern, other, is_open, is_unknown, [](char32_t one, char32_t two) {
    return one == two || (one == any_character && two < any_text);
  });
}

}  // namespace omnitrack::meaning
