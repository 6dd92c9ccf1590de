#include "validate/rules/formats.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <string>

#include "meaning/ip_network.hpp"
#include "template/parse.hpp"
#include "validate/rules/gapped_json.hpp"
#include "validate/services/schedule_expression.hpp"
#include "validate/values/pattern_match.hpp"
#include "validate/values/value_problem.hpp"

namespace omnitrack::validate {

using Kind = RuleValue::Kind;

namespace {

constexpr std::array<std::string_view, 5> arn_parts{"partition", "service", "region", "account",
                                                    "resource"};

bool is_json(std::string_view text) {
  tmpl::Template target("text", std::string(text));
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

bool text_has_format(std::string_view text, std::string_view format) {
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

// Whether a text that is known in part may still have a format.
bool may_have_format(const GappedText& text, std::string_view format) {
  const std::string_view known = text.beginning();
  const auto may_start = [&](std::string_view with) {
    return known.starts_with(with) || with.starts_with(known);
  };
  if (format == "arn") return may_start("arn:");
  if (format == "url") return may_start("https://") || may_start("http://");
  if (format == "json") return may_become_json(text.text());
  return format != "map" && format != "list";
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
    default: {
      const auto text = known_pieces(value);
      return text && !may_have_format(*text, format) ? Truth::no : Truth::unknown;
    }
  }
}

RuleValue arn_part(const RuleValue& value, std::string_view part, KeptTexts& texts) {
  const auto known = known_pieces(value);
  if (!known) return value.is(Kind::missing) ? value : unknown_value();
  std::string_view text = known->text();
  const auto index =
      static_cast<std::size_t>(std::ranges::find(arn_parts, part) - arn_parts.begin());
  if (const Truth is_arn = known->starts_with("arn:"); is_arn != Truth::yes) {
    return is_arn == Truth::no ? missing_value() : unknown_value();
  }
  // A gap may hold colons, such as those of an ARN's beginning.
  for (std::size_t i = 0; i <= index; ++i) {
    const std::size_t end = text.find(':');
    if (end == std::string_view::npos) return has_gap(text) ? unknown_value() : missing_value();
    text.remove_prefix(end + 1);
  }
  const std::string_view found = part == "resource" ? text : text.substr(0, text.find(':'));
  if (has_gap(found)) return unknown_value();
  return text_value(value.is(Kind::text) ? found : texts.keep(found));
}

}  // namespace omnitrack::validate
