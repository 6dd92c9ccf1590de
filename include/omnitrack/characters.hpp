#pragma once

#include <string_view>

/// The characters that names are made of, whatever the locale.
namespace omnitrack::detail {

constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }
constexpr bool is_lower(char c) { return c >= 'a' && c <= 'z'; }
constexpr bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }
constexpr bool is_letter(char c) { return is_lower(c) || is_upper(c); }
constexpr bool is_letter_or_digit(char c) { return is_letter(c) || is_digit(c); }

/// Whether a text has letters, digits and these other characters only.
constexpr bool has_only_letters_digits_and(std::string_view others, std::string_view text) {
  for (const char c : text) {
    if (!is_letter_or_digit(c) && others.find(c) == std::string_view::npos) return false;
  }
  return true;
}

}  // namespace omnitrack::detail
