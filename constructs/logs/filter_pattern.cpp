#include "omnitrack/logs/filter_pattern.hpp"

#include <array>
#include <charconv>
#include <string>

namespace omnitrack {

namespace {

std::string quoted(std::string_view text) {
  std::string result = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') result += '\\';
    result += c;
  }
  return result + '"';
}

std::string_view sign_of(FilterComparison comparison) {
  static constexpr std::string_view signs[] = {"=", "!=", "<", "<=", ">", ">="};
  return signs[static_cast<std::size_t>(comparison)];
}

std::string digits_of(double number) {
  std::array<char, 400> digits{};
  const auto end =
      std::to_chars(digits.data(), digits.data() + digits.size(), number, std::chars_format::fixed);
  return {digits.data(), end.ptr};
}

std::string comparison_of(std::string_view field, FilterComparison comparison,
                          std::string_view value) {
  return std::string(field) + ' ' + std::string(sign_of(comparison)) + ' ' + std::string(value);
}

}  // namespace

FilterPattern FilterPattern::all_events() { return {Kind::words, ""}; }

FilterPattern FilterPattern::literal(std::string_view pattern) { return {Kind::words, pattern}; }

FilterPattern FilterPattern::all_terms(const Items<Text>& terms) {
  std::string text;
  for (const Text& term : terms) text += (text.empty() ? "" : " ") + quoted(term);
  return {Kind::words, text};
}

FilterPattern FilterPattern::any_term(const Items<Text>& terms) {
  std::string text;
  for (const Text& term : terms) text += (text.empty() ? "?" : " ?") + quoted(term);
  return {Kind::words, text};
}

FilterPattern FilterPattern::text(std::string_view field, FilterComparison comparison,
                                  std::string_view value) {
  return {Kind::json, comparison_of(field, comparison, quoted(value))};
}

FilterPattern FilterPattern::number(std::string_view field, FilterComparison comparison,
                                    double value) {
  return {Kind::json, comparison_of(field, comparison, digits_of(value))};
}

FilterPattern FilterPattern::boolean(std::string_view field, bool value) {
  return {Kind::json, std::string(field) + (value ? " IS TRUE" : " IS FALSE")};
}

FilterPattern FilterPattern::exists(std::string_view field) {
  return {Kind::json, std::string(field) + " = \"*\""};
}

FilterPattern FilterPattern::not_exists(std::string_view field) {
  return {Kind::json, std::string(field) + " NOT EXISTS"};
}

FilterPattern FilterPattern::is_null(std::string_view field) {
  return {Kind::json, std::string(field) + " IS NULL"};
}

FilterPattern FilterPattern::space_delimited(const Items<Text>& fields) {
  std::string text;
  for (const Text& field : fields) {
    if (!text.empty()) text += ", ";
    text += std::string_view(field);
  }
  return {Kind::fields, text};
}

FilterPattern FilterPattern::where(std::string_view field, std::string_view condition) const {
  FilterPattern result = *this;
  if (kind_ != Kind::fields) {
    result.problem_ = "a condition on a field between spaces is added to another pattern";
    return result;
  }
  std::string text;
  bool is_found = false;
  std::string_view rest = text_;
  while (!rest.empty()) {
    const std::size_t comma = rest.find(", ");
    const std::string_view each = rest.substr(0, comma);
    rest = comma == std::string_view::npos ? std::string_view{} : rest.substr(comma + 2);
    if (!text.empty()) text += ", ";
    text += each;
    const std::string_view name = each.substr(0, each.find(' '));
    if (name != field) continue;
    is_found = true;
    if (name != each) text += " && " + std::string(field);
    text += ' ' + std::string(condition);
  }
  result.text_ = text;
  if (!is_found) {
    result.problem_ = "the pattern has no field '" + std::string(field) + "' between spaces";
  }
  return result;
}

FilterPattern FilterPattern::where_text(std::string_view field, FilterComparison comparison,
                                        std::string_view value) const {
  return where(field, comparison_of({}, comparison, quoted(value)).substr(1));
}

FilterPattern FilterPattern::where_number(std::string_view field, FilterComparison comparison,
                                          double value) const {
  return where(field, comparison_of({}, comparison, digits_of(value)).substr(1));
}

FilterPattern FilterPattern::joined(const FilterPattern& other, std::string_view op) const {
  FilterPattern result{Kind::json, '(' + std::string(text_.text()) + ") " + std::string(op) + " (" +
                                       std::string(other.text_.text()) + ')'};
  if (kind_ != Kind::json || other.kind_ != Kind::json) {
    result.problem_ = "only patterns of JSON are joined by && and ||";
  }
  if (!other.problem_.empty()) result.problem_ = other.problem_;
  if (!problem_.empty()) result.problem_ = problem_;
  return result;
}

Value<std::string> FilterPattern::value() const {
  const std::string text(text_.text());
  switch (kind_) {
    case Kind::json:
      return "{ " + text + " }";
    case Kind::fields:
      return "[" + text + "]";
    case Kind::words:
      break;
  }
  return text;
}

}  // namespace omnitrack
