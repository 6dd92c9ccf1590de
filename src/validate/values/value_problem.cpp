#include "validate/values/value_problem.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <vector>

#include "meaning/ip_network.hpp"
#include "omnitrack/codes.hpp"
#include "support/letters.hpp"
#include "validate/finding.hpp"
#include "validate/values/pattern_match.hpp"

namespace omnitrack::validate {

using meaning::IpNetwork;
using schema::Accepts;
using schema::Limits;
using tmpl::Kind;
using tmpl::Node;

namespace {

std::string_view without_spaces(std::string_view text) {
  while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
  while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
  return text;
}

bool may_stand_in_number(char c) {
  return (c >= '0' && c <= '9') || c == '.' || c == 'e' || c == 'E' || c == '-' || c == '+';
}

bool is_whole(std::string_view text) {
  const auto number = number_in(text);
  return number && *number == std::floor(*number);
}

// Whether CloudFormation sees a value's text as it is written here: YAML has many ways to write a
// number or a boolean, which become one.
bool is_as_written(const Node& scalar) {
  if (scalar.is(Kind::string)) return true;
  if (scalar.is(Kind::boolean)) return false;
  const std::string_view text = scalar.text();
  const std::string_view digits = text.starts_with('-') ? text.substr(1) : text;
  return !digits.empty() &&
         std::all_of(digits.begin(), digits.end(), [](char c) { return c >= '0' && c <= '9'; }) &&
         (digits.front() != '0' || digits.size() == 1);
}

std::string to_text(double number) {
  char text[32];
  auto [end, error] = std::to_chars(text, text + sizeof text, number, std::chars_format::fixed);
  if (error != std::errc()) end = std::to_chars(text, text + sizeof text, number).ptr;
  return {text, end};
}

bool is_allowed(const Node& scalar, Limits limits, std::uint32_t count) {
  const std::string_view text = scalar.text();
  const auto boolean = boolean_in(text);
  if (!boolean && !is_as_written(scalar)) return true;
  const auto number = number_in(text);
  const bool ignores_case = limits.enum_ignores_case() || scalar.is(Kind::boolean);
  for (std::uint32_t i = 0; i < count; ++i) {
    const std::string_view allowed = limits.enum_value(i);
    // A number or a boolean may be given as text too.
    if (allowed == text || (ignores_case && support::same_but_for_case(allowed, text)) ||
        (number && number == number_in(allowed)) || (boolean && boolean == boolean_in(allowed))) {
      return true;
    }
  }
  return false;
}

std::optional<ValueProblem> find_length_problem(std::string_view text, Limits limits) {
  if (const auto most = limits.max_length(); most && text.size() > *most) {
    if (const std::size_t length = count_characters(text); length > *most) {
      return ValueProblem{codes::OT4226,
                          quoted_in_brief(text) + " has " + std::to_string(length) +
                              " characters, at most " + std::to_string(*most) + " are allowed",
                          {}};
    }
  }
  if (const auto least = limits.min_length(); least && text.size() < 4 * *least) {
    if (const std::size_t length = count_characters(text); length < *least) {
      return ValueProblem{codes::OT4226,
                          length == 0
                              ? "the text is empty, at least " + std::to_string(*least) +
                                    (*least == 1 ? " character is" : " characters are") + " needed"
                              : quoted_in_brief(text) + " has " + std::to_string(length) +
                                    (length == 1 ? " character" : " characters") + ", at least " +
                                    std::to_string(*least) + " are needed",
                          {}};
    }
  }
  return std::nullopt;
}

std::optional<ValueProblem> find_range_problem(std::string_view text, Limits limits) {
  const auto minimum = limits.minimum();
  const auto maximum = limits.maximum();
  const auto above = limits.exclusive_minimum();
  const auto below = limits.exclusive_maximum();
  const auto multiple = limits.multiple_of();
  const auto number = number_in(text);
  if (!number) return std::nullopt;
  std::string wanted;
  if (minimum && *number < *minimum) {
    wanted = "less than the minimum of " + to_text(*minimum);
  } else if (maximum && *number > *maximum) {
    wanted = "more than the maximum of " + to_text(*maximum);
  } else if (above && *number <= *above) {
    wanted = "not above " + to_text(*above);
  } else if (below && *number >= *below) {
    wanted = "not below " + to_text(*below);
  } else if (multiple && std::abs(std::remainder(*number, *multiple)) > 1e-9) {
    wanted = "not a multiple of " + to_text(*multiple);
  } else {
    return std::nullopt;
  }
  std::string hint;
  if (minimum && maximum) {
    hint = "it may be from " + to_text(*minimum) + " to " + to_text(*maximum);
  }
  return ValueProblem{codes::OT4227, std::string(text) + " is " + wanted, std::move(hint)};
}

bool is_date_time(std::string_view text) {
  static const CompiledPattern pattern(
      "^\\d{4}-(0[1-9]|1[0-2])-\\d{2}[Tt]([01]\\d|2[0-3]):[0-5]\\d(:[0-5]\\d(\\.\\d+)?)?"
      "([Zz]|[+-]\\d{2}:?\\d{2})?$");
  return pattern.matches(text);
}

std::optional<ValueProblem> find_format_problem(std::string_view text, std::string_view format) {
  if (format == "ipv4-network" || format == "ipv6-network") {
    const bool wants_v6 = format == "ipv6-network";
    if (meaning::is_ip_network(text, wants_v6)) return std::nullopt;
    return ValueProblem{
        codes::OT4231,
        quoted_in_brief(text) + " is not a range of IPv" + (wants_v6 ? "6" : "4") + " addresses",
        wants_v6 ? "write it like '2001:db8::/56'" : "write it like '10.0.0.0/16'"};
  }
  if (format == "ipv4" || format == "ipv6") {
    if (meaning::is_ip_address(text, format == "ipv6")) return std::nullopt;
    return ValueProblem{
        codes::OT4231,
        quoted_in_brief(text) + " is not an address of IPv" + (format == "ipv6" ? "6" : "4"),
        {}};
  }
  if (format == "date-time" && !is_date_time(text)) {
    return ValueProblem{codes::OT4231, quoted_in_brief(text) + " is not a date and time",
                        "write it like '2030-01-31T12:00:00Z'"};
  }
  return std::nullopt;
}

}  // namespace

std::string in_words(schema::Type type) {
  const std::uint16_t accepts = type.accepts();
  std::string words;
  const auto add = [&](Accepts one, std::string_view word) {
    if (!(accepts & one)) return;
    if (!words.empty()) words += " or ";
    words += word;
  };
  add(Accepts::string, "text");
  add(Accepts::boolean, "true or false");
  add(Accepts::integer, "a whole number");
  add(Accepts::number, "a number");
  add(Accepts::date_time, "a date and time");
  add(Accepts::list, "a list");
  add(Accepts::map, "a map");
  add(Accepts::object, "an object");
  add(Accepts::tag, "a tag with 'Key' and 'Value'");
  add(Accepts::json, "JSON");
  return words;
}

std::string in_words(const Node& value) {
  switch (value.kind) {
    case Kind::null:
      return "null";
    case Kind::list:
      return "a list";
    case Kind::map:
      return "a map";
    case Kind::boolean:
    case Kind::number:
      return std::string(value.text());
    case Kind::string:
      break;
  }
  return quoted_in_brief(value.text());
}

std::string quoted_in_brief(std::string_view text) {
  constexpr std::size_t most = 60;
  if (text.size() <= most) return '\'' + std::string(text) + '\'';
  std::size_t end = most;
  while (end > 0 && (text[end] & 0xC0) == 0x80) --end;
  return '\'' + std::string(text.substr(0, end)) + "…'";
}

std::size_t count_characters(std::string_view text) {
  return static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return (c & 0xC0) != 0x80; }));
}

std::optional<double> number_in(std::string_view text) {
  text = without_spaces(text);
  // Words such as `inf` are not numbers; most texts end here.
  if (!std::ranges::all_of(text, may_stand_in_number)) return std::nullopt;
  if (text.starts_with('+')) text.remove_prefix(1);
  double number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return number;
}

std::optional<bool> boolean_in(std::string_view text) {
  if (support::same_but_for_case(text, "true")) return true;
  if (support::same_but_for_case(text, "false")) return false;
  return std::nullopt;
}

bool has_type(const Node& scalar, std::uint16_t accepts) {
  if (accepts & Accepts::string || accepts & Accepts::json || accepts & Accepts::date_time) {
    return true;
  }
  if (scalar.is(Kind::boolean)) return accepts & Accepts::boolean;
  const std::string_view text = scalar.text();
  if (scalar.is(Kind::number)) {
    // YAML writes numbers in more ways than these: such a number is not judged.
    if (accepts & Accepts::number) return true;
    return accepts & Accepts::integer && (!number_in(text) || is_whole(text));
  }
  if (takes_scalars(accepts) && is_dynamic(scalar)) return true;
  return (accepts & Accepts::boolean && boolean_in(text)) ||
         (accepts & Accepts::integer && is_whole(text)) ||
         (accepts & Accepts::number && number_in(text));
}

std::optional<ValueProblem> find_problem(const Node& scalar, schema::Type type, Limits limits) {
  if (!has_type(scalar, type.accepts())) {
    return ValueProblem{
        codes::OT4222, in_words(scalar) + " is given, " + in_words(type) + " is expected", {}};
  }
  return limits ? find_problem(scalar, limits) : std::nullopt;
}

std::optional<ValueProblem> find_problem(const Node& scalar, Limits limits) {
  const std::string_view text = scalar.text();
  if (is_dynamic(scalar)) return std::nullopt;
  if (const std::uint32_t count = limits.enum_count(); count != 0) {
    if (!is_allowed(scalar, limits, count)) {
      std::vector<std::string_view> allowed(count);
      for (std::uint32_t i = 0; i < count; ++i) allowed[i] = limits.enum_value(i);
      return none_of_allowed(text, allowed, limits.enum_as_of());
    }
    return std::nullopt;
  }
  if (limits.has_range()) {
    if (auto problem = find_range_problem(text, limits)) return problem;
  }
  if (!is_as_written(scalar)) return std::nullopt;
  if (limits.has_length()) {
    if (auto problem = find_length_problem(text, limits)) return problem;
  }
  if (const auto pattern = limits.pattern(); pattern && !matches(*pattern, text)) {
    return ValueProblem{codes::OT4225, quoted_in_brief(text) + " does not match the pattern",
                        "it must match " + std::string(pattern->text())};
  }
  return find_format_problem(text, limits.format());
}

ValueProblem none_of_allowed(std::string_view value, std::span<const std::string_view> allowed,
                             std::string_view as_of) {
  const bool is_open = !as_of.empty();
  ValueProblem problem{codes::OT4224,
                       is_open ? quoted_in_brief(value) + " was not among the allowed values on " +
                                     std::string(as_of)
                               : quoted_in_brief(value) + " is not allowed",
                       {},
                       is_open};
  for (const std::string_view each : allowed) {
    if (support::same_but_for_case(each, value)) {
      problem.hint = "write '" + std::string(each) + "': case matters here";
      return problem;
    }
  }
  constexpr std::size_t most = 8;
  if (allowed.size() > most) {
    problem.hint = did_you_mean(value, allowed);
    return problem;
  }
  for (const std::string_view each : allowed) {
    problem.hint += problem.hint.empty() ? "it may be " : ", ";
    problem.hint.append(1, '\'').append(each).append(1, '\'');
  }
  return problem;
}

}  // namespace omnitrack::validate
