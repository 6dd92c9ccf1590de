#pragma once

#include <omnitrack/checked_text.hpp>

namespace omnitrack {

namespace detail {

inline void
a_repository_name_has_2_to_256_lower_case_letters_and_digits_with_single_separators_between() {}

struct RepositoryNameRule {
  static constexpr bool is_word(char c) { return is_lower(c) || is_digit(c); }
  // Words are joined by one '.', one or two '_', any number of '-', or one '/'.
  static constexpr bool is_separator(std::string_view text) {
    if (text == "." || text == "_" || text == "__" || text == "/") return true;
    return !text.empty() && text.find_first_not_of('-') == std::string_view::npos;
  }
  static constexpr bool fits(std::string_view name) {
    if (name.size() < 2 || name.size() > 256) return false;
    if (!is_word(name.front()) || !is_word(name.back())) return false;
    for (std::size_t i = 0; i < name.size();) {
      std::size_t end = i;
      while (end < name.size() && !is_word(name[end])) ++end;
      if (end > i && !is_separator(name.substr(i, end - i))) return false;
      i = end == i ? i + 1 : end;
    }
    return true;
  }
  static constexpr void demand(bool fits) {
    if (!fits) {
      a_repository_name_has_2_to_256_lower_case_letters_and_digits_with_single_separators_between();
    }
  }
};

}  // namespace detail

/// The name of a repository: 2 to 256 lower-case letters and digits, joined by `-`, `_`, `.` or
/// `/`.
using RepositoryName = CheckedText<detail::RepositoryNameRule>;

}  // namespace omnitrack
