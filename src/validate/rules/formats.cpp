#include "validate/rules/formats.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <string>

#include "meaning/ip_network.hpp"
#include "template/parse.hpp"
#include "validate/services/schedule_expression.hpp"
#include "validate/values/pattern_match.hpp"
#include "validate/values/value_problem.hpp"

namespace omnitrack::validate {

using Kind = RuleValue::Kind;

namespace {

constexpr std::array<std::string_view, 5> arn_parts{"partition", "service", "region", "account",
                                                    "resource"};

bool is_json(const std::string& text) {
  tmpl::Template target("text", text);
  return tmpl::parse_json(target).empty();
}

bool is_base64(std::string_view text) {
  const std::size_t end = std::min(text.find('='), text.size());
  const auto is_digit = [](char c) {
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '+' ||
           c == '/';
  };
  const std::string_view padding = text.substr(end);
  return text.size() % 4 == 0 && (padding.empty() || padding == "=" || padding == "==") &&
         std::ranges::all_of(text.substr(0, end), is_digit);
}

// `2026-11-28`, maybe with a time behind a `T`.
bool is_date(std::string_view text) {
  constexpr std::string_view form = "0000-00-00";
  if (text.size() < form.size()) return false;
  for (std::size_t i = 0; i < form.size(); ++i) {
    const bool is_digit = text[i] >= '0' && text[i] <= '9';
    if (form[i] == '-' ? text[i] != '-' : !is_digit) return false;
  }
  return text.size() == form.size() || text[form.size()] == 'T' || text[form.size()] == ' ';
}

bool text_has_format(const std::string& text, std::string_view format) {
  if (format == "text") return true;
  if (format == "number") return number_in(text).has_value();
  if (format == "integer") {
    const auto number = number_in(text);
    return number && *number == std::floor(*number);
  }
  if (format == "boolean") return boolean_in(text).has_value();
  if (format == "json") return is_json(text);
  if (format == "arn") return text.starts_with("arn:") && std::ranges::count(text, ':') >= 5;
  if (format == "ipv4" || format == "ipv6") {
    return meaning::is_ip_address(text, format == "ipv6");
  }
  if (format == "cidr4" || format == "cidr6") {
    return meaning::is_ip_network(text, format == "cidr6");
  }
  if (format == "schedule") return schedule_problem(text).empty();
  if (format == "regex") return CompiledPattern(text).is_valid();
  if (format == "url") return text.starts_with("https://") || text.starts_with("http://");
  if (format == "base64") return is_base64(text);
  if (format == "date") return is_date(text);
  return false;
}

// The text of an `Fn::Sub`, whose variables stay as they are written.
std::string_view substituted_text(const tmpl::Node* node) {
  if (node == nullptr || !node->calls(tmpl::Function::sub)) return {};
  const tmpl::Node& argument = node->argument();
  const auto items = argument.items();
  return items.empty() ? argument.text() : items[0].text();
}

// The colons of variables such as `${AWS::Region}` are none of an ARN's.
std::size_t end_of_part(std::string_view text) {
  std::size_t depth = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '{') ++depth;
    if (text[i] == '}' && depth != 0) --depth;
    if (text[i] == ':' && depth == 0) return i;
  }
  return text.size();
}

}  // namespace

Truth has_format(const RuleValue& value, std::string_view format) {
  switch (value.kind) {
    case Kind::text:
      return truth_of(text_has_format(value.text, format));
    case Kind::number:
      return truth_of(text_has_format(shown(value), format));
    case Kind::structure:
      return truth_of(format == (value.node->is(tmpl::Kind::list) ? "list" : "map"));
    default:
      return Truth::unknown;
  }
}

RuleValue arn_part(const RuleValue& value, std::string_view part) {
  std::string_view text = value.is(Kind::unknown) ? substituted_text(value.node) : value.text;
  if (value.is(Kind::unknown) && text.empty()) return unknown_value();
  const auto index =
      static_cast<std::size_t>(std::ranges::find(arn_parts, part) - arn_parts.begin());
  if (!text.starts_with("arn:")) {
    return text.starts_with("${") || value.is(Kind::structure) ? unknown_value() : missing_value();
  }
  for (std::size_t i = 0; i <= index; ++i) {
    const std::size_t end = end_of_part(text);
    if (end == text.size()) return missing_value();
    text.remove_prefix(end + 1);
  }
  const std::string_view found = part == "resource" ? text : text.substr(0, end_of_part(text));
  return found.find("${") == std::string_view::npos ? text_value(found) : unknown_value();
}

}  // namespace omnitrack::validate
