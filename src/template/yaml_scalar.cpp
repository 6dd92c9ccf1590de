#include "template/yaml_scalar.hpp"

#include <algorithm>
#include <array>

#include "omnitrack/characters.hpp"

namespace omnitrack::tmpl {

namespace {

constexpr std::array<std::string_view, 9> true_words{"true", "True", "TRUE", "yes", "Yes",
                                                     "YES",  "on",   "On",   "ON"};
constexpr std::array<std::string_view, 9> false_words{"false", "False", "FALSE", "no", "No",
                                                      "NO",    "off",   "Off",   "OFF"};
constexpr std::array<std::string_view, 5> null_words{"", "~", "null", "Null", "NULL"};

template <std::size_t N>
bool is_one_of(std::string_view text, const std::array<std::string_view, N>& words) {
  return std::find(words.begin(), words.end(), text) != words.end();
}

using omnitrack::detail::is_digit;

bool has_only(std::string_view text, std::string_view allowed) {
  return !text.empty() && text.find_first_not_of(allowed) == std::string_view::npos;
}

bool is_integer(std::string_view text) {
  if (text.starts_with("0x")) return has_only(text.substr(2), "0123456789abcdefABCDEF_");
  if (text.starts_with("0b")) return has_only(text.substr(2), "01_");
  if (text.starts_with('0') && text.size() > 1) return has_only(text.substr(1), "01234567_");
  return !text.empty() && is_digit(text.front()) && has_only(text, "0123456789_");
}

bool is_exponent(std::string_view text) {
  if (text.empty()) return true;
  if (text.size() < 3 || (text[0] != 'e' && text[0] != 'E')) return false;
  return (text[1] == '+' || text[1] == '-') && has_only(text.substr(2), "0123456789");
}

bool is_fraction(std::string_view text) {
  if (is_one_of<6>(text, {".inf", ".Inf", ".INF", ".nan", ".NaN", ".NAN"})) return true;
  const std::size_t point = text.find('.');
  if (point == std::string_view::npos) return false;
  const std::string_view whole = text.substr(0, point);
  const std::string_view rest = text.substr(point + 1);
  const std::string_view first = whole.empty() ? rest : whole;
  if (first.empty() || !is_digit(first.front())) return false;
  if (!whole.empty() && !has_only(whole, "0123456789_")) return false;
  const std::size_t end = std::min(rest.find_first_not_of("0123456789_"), rest.size());
  return is_exponent(rest.substr(end));
}

}  // namespace

Kind kind_of_plain_scalar(std::string_view text) {
  if (is_one_of(text, null_words)) return Kind::null;
  if (is_one_of(text, true_words) || is_one_of(text, false_words)) return Kind::boolean;
  std::string_view unsigned_text = text;
  if (text.front() == '-' || text.front() == '+') unsigned_text.remove_prefix(1);
  return is_integer(unsigned_text) || is_fraction(unsigned_text) ? Kind::number : Kind::string;
}

Kind kind_of_tagged_scalar(std::string_view tag, std::string_view text) {
  const Kind kind = kind_of_plain_scalar(text);
  const bool is_number = (tag == "int" || tag == "float") && kind == Kind::number;
  const bool is_boolean = tag == "bool" && kind == Kind::boolean;
  const bool is_null = tag == "null" && kind == Kind::null;
  return is_number || is_boolean || is_null ? kind : Kind::string;
}

std::string_view canonical_boolean(std::string_view text) {
  return is_one_of(text, true_words) ? "true" : "false";
}

}  // namespace omnitrack::tmpl
