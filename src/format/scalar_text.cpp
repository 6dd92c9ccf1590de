#include "format/scalar_text.hpp"

#include <algorithm>
#include <array>
#include <cstdint>

#include "omnitrack/characters.hpp"
#include "template/yaml_scalar.hpp"

namespace omnitrack::format {

namespace {

using omnitrack::detail::is_digit;

/// A character that YAML 1.1 does not take as it is, or ends a line by, and its escape.
struct Escape {
  std::string_view character;
  std::string_view written;
};
constexpr std::array<Escape, 5> unseen{{{"\xE2\x80\xA8", "\\L"},
                                        {"\xE2\x80\xA9", "\\P"},
                                        {"\xEF\xBB\xBF", "\\uFEFF"},
                                        {"\xEF\xBF\xBE", "\\uFFFE"},
                                        {"\xEF\xBF\xBF", "\\uFFFF"}}};

// Letters of the block from U+0080 to U+009F are controls.
bool has_high_control(std::string_view text) {
  for (std::size_t at = text.find('\xC2'); at != std::string_view::npos;
       at = text.find('\xC2', at + 1)) {
    if (at + 1 < text.size() && static_cast<unsigned char>(text[at + 1]) < 0xA0) return true;
  }
  return false;
}

bool has_unseen(std::string_view text) {
  return has_high_control(text) || std::ranges::any_of(unseen, [&](const Escape& each) {
           return text.find(each.character) != std::string_view::npos;
         });
}

bool is_control(char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; }

bool needs_escapes(std::string_view text) {
  return std::ranges::any_of(text, is_control) || has_unseen(text);
}

// `2010-09-09`, whatever follows.
bool begins_like_date(std::string_view text) {
  if (text.size() < 8 || text[4] != '-') return false;
  return std::ranges::all_of(text.substr(0, 4), [](char c) { return is_digit(c); });
}

// What some reader may take for a number: hexadecimal digits, points, signs, colons.
bool may_be_number(std::string_view text) {
  if (std::string_view("0123456789.+-").find(text.front()) == std::string_view::npos) return false;
  constexpr std::string_view of_numbers = "0123456789abcdefABCDEFxXoO_.,:+-";
  return begins_like_date(text) || text.find_first_not_of(of_numbers) == std::string_view::npos ||
         text.starts_with("...") || tmpl::kind_of_plain_scalar(text) != tmpl::Kind::string;
}

bool is_word_of_yaml(std::string_view text) {
  constexpr std::array<std::string_view, 6> words{"y", "Y", "n", "N", "=", "<<"};
  return std::ranges::find(words, text) != words.end() ||
         tmpl::kind_of_plain_scalar(text) != tmpl::Kind::string;
}

std::string single_quoted(std::string_view text) {
  std::string quoted = "'";
  for (const char c : text) quoted.append(c == '\'' ? 2 : 1, c);
  return quoted + '\'';
}

std::string hexadecimal(std::string_view prefix, unsigned value, int digits) {
  std::string text(prefix);
  for (int i = digits - 1; i >= 0; --i) {
    text += "0123456789ABCDEF"[(value >> static_cast<unsigned>(4 * i)) & 15U];
  }
  return text;
}

std::string escaped(char c) {
  switch (c) {
    case '"':
      return "\\\"";
    case '\\':
      return "\\\\";
    case '\n':
      return "\\n";
    case '\t':
      return "\\t";
    case '\r':
      return "\\r";
    default:
      return is_control(c) ? hexadecimal("\\x", static_cast<unsigned char>(c), 2)
                           : std::string(1, c);
  }
}

std::string double_quoted(std::string_view text) {
  std::string quoted = "\"";
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto next = i + 1 < text.size() ? static_cast<unsigned char>(text[i + 1]) : 0U;
    const std::string_view rest = text.substr(i);
    if (rest.starts_with('\xC2') && next < 0xA0) {
      quoted += hexadecimal("\\x", next, 2);
      ++i;
    } else if (const auto found = std::ranges::find_if(
                   unseen, [&](const Escape& each) { return rest.starts_with(each.character); });
               found != unseen.end()) {
      quoted += found->written;
      i += found->character.size() - 1;
    } else {
      quoted += escaped(text[i]);
    }
  }
  return quoted + '"';
}

}  // namespace

bool can_be_plain(std::string_view text, bool in_flow) {
  if (text.empty() || text.front() == ' ' || text.back() == ' ' || needs_escapes(text)) {
    return false;
  }
  constexpr std::string_view indicators = "-?:,[]{}#&*!|>'\"%@`";
  if (indicators.find(text.front()) != std::string_view::npos) return false;
  // A document that begins so would be taken for JSON behind a comment.
  if (text.starts_with("//") || text.starts_with("/*")) return false;
  const auto has = [&](std::string_view part) { return text.find(part) != std::string_view::npos; };
  if (has(": ") || has(" #") || text.back() == ':') return false;
  if (in_flow && text.find_first_of(",[]{}?") != std::string_view::npos) return false;
  return !may_be_number(text) && !is_word_of_yaml(text);
}

std::string scalar_text(std::string_view text, bool in_flow) {
  if (can_be_plain(text, in_flow)) return std::string(text);
  if (needs_escapes(text)) return double_quoted(text);
  const bool is_better_in_double = text.find('\'') != std::string_view::npos &&
                                   text.find_first_of("\"\\") == std::string_view::npos;
  return is_better_in_double ? double_quoted(text) : single_quoted(text);
}

bool can_be_literal(std::string_view text) {
  if (text.find_first_not_of('\n') == std::string_view::npos || has_unseen(text)) return false;
  return std::ranges::none_of(text, [](char c) { return is_control(c) && c != '\n' && c != '\t'; });
}

std::string block_header(std::string_view text) {
  std::string header;
  const std::size_t first = text.find_first_not_of('\n');
  if (first != std::string_view::npos && (text[first] == ' ' || text[first] == '\t')) header = '2';
  if (!text.ends_with('\n')) return header + '-';
  return text.ends_with("\n\n") || text == "\n" ? header + '+' : header;
}

}  // namespace omnitrack::format
