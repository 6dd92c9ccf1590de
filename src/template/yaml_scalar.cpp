#include "template/yaml_scalar.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <optional>

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

std::string without_underscores(std::string_view text) {
  std::string digits(text);
  std::erase(digits, '_');
  return digits;
}

std::string whole_number(std::string_view text, int base) {
  const std::string digits = without_underscores(text);
  std::uint64_t number = 0;
  const char* end = digits.data() + digits.size();
  const auto result = std::from_chars(digits.data(), end, number, base);
  return result.ec == std::errc() && result.ptr == end ? std::to_string(number) : std::string();
}

// `1:30:00` is three digits of base 60.
std::string sexagesimal_number(std::string_view text) {
  std::uint64_t number = 0;
  while (true) {
    const std::size_t colon = std::min(text.find(':'), text.size());
    const std::string part = whole_number(text.substr(0, colon), 10);
    constexpr std::size_t most_digits = 9;
    constexpr std::uint64_t most = 100'000'000'000'000'000;
    if (part.empty() || part.size() > most_digits || number > most) return {};
    number = number * 60 + std::stoul(part);
    if (colon == text.size()) return std::to_string(number);
    text.remove_prefix(colon + 1);
  }
}

bool is_sexagesimal(std::string_view text) {
  std::size_t colon = text.find(':');
  if (colon == std::string_view::npos || text.front() == '0') return false;
  if (!has_only(text.substr(0, colon), "0123456789_")) return false;
  while (colon != std::string_view::npos) {
    text.remove_prefix(colon + 1);
    colon = text.find(':');
    const std::string_view part = text.substr(0, colon);
    const bool is_two = part.size() == 2 && part[0] >= '0' && part[0] <= '5' && is_digit(part[1]);
    if (!is_two && !(part.size() == 1 && is_digit(part[0]))) return false;
  }
  return true;
}

// As Java writes a number with a fraction, which CloudFormation takes over: `1.1`, `1.0E-5`.
// https://docs.oracle.com/en/java/javase/17/docs/api/java.base/java/lang/Double.html#toString(double)
std::string java_text(double number) {
  std::array<char, 32> written{};
  auto* const end = std::to_chars(written.data(), written.data() + written.size(), number,
                                  std::chars_format::scientific)
                        .ptr;
  const std::string_view text(written.data(), end);
  const std::size_t letter = text.find('e');
  int exponent = 0;
  const std::size_t from = letter + (text[letter + 1] == '+' ? 2 : 1);
  std::from_chars(text.data() + from, text.data() + text.size(), exponent);
  std::string digits(1, text[0]);
  if (letter > 2) digits += text.substr(2, letter - 2);
  constexpr int least_plain = -3;
  constexpr int most_plain = 6;
  if (exponent < least_plain || exponent > most_plain) {
    const std::string rest = digits.size() == 1 ? "0" : digits.substr(1);
    return digits.substr(0, 1) + '.' + rest + 'E' + std::to_string(exponent);
  }
  if (exponent < 0)
    return "0." + std::string(static_cast<std::size_t>(-exponent - 1), '0') + digits;
  const std::size_t whole = static_cast<std::size_t>(exponent) + 1;
  if (digits.size() < whole) digits.append(whole - digits.size(), '0');
  const std::string rest = digits.size() == whole ? "0" : digits.substr(whole);
  return digits.substr(0, whole) + '.' + rest;
}

// Empty where no double holds it, or where it is none.
std::string fraction_text(std::string_view text) {
  const std::string digits = without_underscores(text);
  double number = 0;
  const char* end = digits.data() + digits.size();
  const auto result = std::from_chars(digits.data(), end, number);
  const bool is_read = result.ec == std::errc() && result.ptr == end && std::isfinite(number);
  if (!is_read) return {};
  return number == 0 ? "0.0" : java_text(number);
}

std::string number_of_digits(std::string_view text) {
  if (is_sexagesimal(text)) return sexagesimal_number(text);
  if (text.starts_with("0x") && is_integer(text)) return whole_number(text.substr(2), 16);
  if (text.starts_with("0b") && is_integer(text)) return whole_number(text.substr(2), 2);
  if (!has_only(text, "0123456789_")) return {};
  if (text.front() != '0' || text.size() == 1) return whole_number(text, 10);
  if (is_integer(text)) return whole_number(text, 8);
  return fraction_text(text);
}

}  // namespace

Kind kind_of_plain_scalar(std::string_view text) {
  if (is_one_of(text, null_words)) return Kind::null;
  if (is_one_of(text, true_words) || is_one_of(text, false_words)) return Kind::boolean;
  std::string_view unsigned_text = text;
  if (text.front() == '-' || text.front() == '+') unsigned_text.remove_prefix(1);
  const bool is_number =
      is_integer(unsigned_text) || is_fraction(unsigned_text) || !number_read_from(text).empty();
  return is_number ? Kind::number : Kind::string;
}

Kind kind_of_tagged_scalar(std::string_view tag, std::string_view text) {
  const Kind kind = kind_of_plain_scalar(text);
  const bool is_number = (tag == "int" || tag == "float") && kind == Kind::number;
  const bool is_boolean = tag == "bool" && kind == Kind::boolean;
  const bool is_null = tag == "null" && kind == Kind::null;
  return is_number || is_boolean || is_null ? kind : Kind::string;
}

bool is_standard_type(std::string_view name) {
  return is_one_of<13>(name, {"binary", "bool", "float", "int", "map", "merge", "null", "omap",
                              "pairs", "seq", "set", "str", "timestamp"});
}

std::string number_read_from(std::string_view text) {
  if (text.empty()) return {};
  const bool is_negative = text.front() == '-';
  const std::string_view digits = text.substr(is_negative || text.front() == '+' ? 1 : 0);
  if (digits.empty() || !(is_digit(digits.front()) || digits.front() == '.')) return {};
  const bool has_point = digits.find('.') != std::string_view::npos && is_fraction(digits);
  const std::string number = has_point ? fraction_text(digits) : number_of_digits(digits);
  const std::string read = (is_negative && !number.empty() ? "-" : "") + number;
  return read == text ? std::string() : read;
}

std::string_view canonical_boolean(std::string_view text) {
  return is_one_of(text, true_words) ? "true" : "false";
}

}  // namespace omnitrack::tmpl
