#include "meaning/pattern.hpp"

namespace omnitrack::meaning {

namespace {

bool matches_one(char32_t pattern, char32_t other) {
  return pattern == other || (pattern == any_character && other < any_text);
}

}  // namespace

// A wildcard of the other pattern is a symbol that only `*` of the first takes.
bool covers(std::u32string_view pattern, std::u32string_view other) {
  constexpr std::size_t none = static_cast<std::size_t>(-1);
  std::size_t i = 0;
  std::size_t star = none;
  std::size_t taken = 0;
  for (std::size_t j = 0; j < other.size();) {
    if (i < pattern.size() && pattern[i] == any_text) {
      star = i++;
      taken = j;
    } else if (i < pattern.size() && matches_one(pattern[i], other[j])) {
      ++i;
      ++j;
    } else if (star != none) {
      i = star + 1;
      j = ++taken;
    } else {
      return false;
    }
  }
  while (i < pattern.size() && pattern[i] == any_text) ++i;
  return i == pattern.size();
}

}  // namespace omnitrack::meaning
