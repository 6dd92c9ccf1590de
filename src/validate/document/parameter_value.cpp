#include "validate/document/parameter_value.hpp"

#include <algorithm>
#include <charconv>
#include <optional>

#include "meaning/no_echo.hpp"
#include "support/edit_distance.hpp"
#include "support/letters.hpp"
#include "support/quoted.hpp"
#include "support/trimmed.hpp"
#include "validate/document/parameter_pattern.hpp"

namespace omnitrack::validate {

namespace {

using support::quoted;
using tmpl::Kind;
using tmpl::Node;
using tmpl::ParameterEntry;

std::optional<double> as_number(std::string_view text) {
  if (text.starts_with('+')) text.remove_prefix(1);
  double number = 0;
  const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (problem != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return number;
}

// Whether a value may be one that is allowed: YAML's numbers and booleans become text in a form
// that need not be the one that is written.
bool may_be_same(const Node& allowed, std::string_view value, const Node& whole) {
  if (!allowed.is_scalar() || allowed.text() == value) return true;
  if (allowed.is(Kind::boolean) || whole.is(Kind::boolean)) {
    return whole.is(allowed.kind) || support::same_but_for_case(allowed.text(), value);
  }
  const std::optional<double> number = as_number(allowed.text());
  return number && number == as_number(value);
}

bool is_allowed(const Node& allowed_values, std::string_view value, const Node& whole) {
  const auto items = allowed_values.items();
  return std::any_of(items.begin(), items.end(),
                     [&](const Node& allowed) { return may_be_same(allowed, value, whole); });
}

std::size_t character_count(std::string_view text) {
  return static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return (c & 0xC0) != 0x80; }));
}

// One value of a parameter against what the parameter asks for.
class ValueCheck {
 public:
  ValueCheck(const ParameterEntry& parameter, const Node& value, std::string_view noun)
      : parameter_(parameter),
        declaration_(parameter.member->value),
        value_(value),
        subject_("the " + std::string(noun)),
        is_hidden_(meaning::is_no_echo(declaration_)) {}

  std::vector<ParameterValueProblem> run() {
    if (value_.text().size() > most_value_bytes) {
      tell(Problem::too_long,
           subject_ + " has " + std::to_string(value_.text().size()) + " bytes, of at most 4096");
      return std::move(problems_);
    }
    // Nobody documents what is in an empty list.
    if (parameter_.is_list() && value_.text().empty()) return {};
    check_number();
    check_values();
    check_pattern();
    check_limits();
    return std::move(problems_);
  }

 private:
  using Problem = ParameterValueProblem::Kind;

  void tell(Problem kind, std::string message, std::string hint = {}) {
    problems_.push_back({.kind = kind, .message = std::move(message), .hint = std::move(hint)});
  }

  // A wrong value and a blank; nothing where it is not to be shown.
  [[nodiscard]] std::string shown(std::string_view wrong) const {
    return is_hidden_ ? std::string() : quoted(wrong) + ' ';
  }

  // The first item of a list, or the whole value, that does not fit. A list also fits where its
  // whole text does.
  template <class Fits>
  std::optional<std::string_view> first_misfit(const Fits& fits) const {
    if (fits(value_.text())) return std::nullopt;
    if (!parameter_.is_list()) return value_.text();
    std::string_view rest = value_.text();
    while (true) {
      const std::size_t comma = rest.find(',');
      const std::string_view item = support::trimmed(rest.substr(0, comma), " ");
      if (!fits(item)) return item;
      if (comma == std::string_view::npos) return std::nullopt;
      rest.remove_prefix(comma + 1);
    }
  }

  void check_number() {
    const bool is_list = parameter_.type_name == "List<Number>";
    if (parameter_.type_name != "Number" && !is_list) return;
    if (value_.is(Kind::number)) return;
    const auto wrong = first_misfit(
        [](std::string_view item) { return as_number(support::trimmed(item, " ")).has_value(); });
    if (!wrong) return;
    tell(Problem::no_number, subject_ + ' ' + shown(*wrong) + "is not a number, as Type " +
                                 std::string(parameter_.type_name) + " wants");
  }

  void check_values() {
    const Node* allowed = declaration_.find("AllowedValues");
    if (allowed == nullptr || allowed->items().empty()) return;
    const auto wrong =
        first_misfit([&](std::string_view item) { return is_allowed(*allowed, item, value_); });
    if (!wrong) return;
    std::vector<std::string_view> texts;
    for (const Node& each : allowed->items()) texts.push_back(each.text());
    tell(Problem::not_allowed, subject_ + ' ' + shown(*wrong) + "is not among the AllowedValues",
         is_hidden_ ? std::string() : support::did_you_mean(*wrong, texts));
  }

  void check_pattern() {
    const Node* pattern = declaration_.find("AllowedPattern");
    // What a plain YAML number or boolean becomes as text is not surely what is written.
    if (pattern == nullptr || !pattern->is(Kind::string) || !value_.is(Kind::string)) return;
    const auto wrong = first_misfit(
        [pattern](std::string_view item) { return !surely_differs(pattern->text(), item); });
    if (!wrong) return;
    tell(Problem::unlike_pattern,
         subject_ + ' ' + shown(*wrong) + "does not match the AllowedPattern " +
             quoted(pattern->text()),
         "the pattern must match the whole value");
  }

  void check_limits() {
    if (parameter_.type_name == "String") {
      check_range(static_cast<double>(character_count(value_.text())), "MinLength", "MaxLength",
                  subject_ + "'s length of ");
    } else if (parameter_.type_name == "Number") {
      const std::optional<double> number = as_number(value_.text());
      if (number) check_range(*number, "MinValue", "MaxValue", subject_ + ' ');
    }
  }

  void check_range(double number, std::string_view least, std::string_view most,
                   std::string_view what) {
    const std::optional<double> minimum = limit_of_parameter(declaration_, least);
    const std::optional<double> maximum = limit_of_parameter(declaration_, most);
    const bool is_below = minimum && number < *minimum;
    if (!is_below && (!maximum || number <= *maximum)) return;
    const std::string_view key = is_below ? least : most;
    std::string shown = parameter_.type_name == "String"
                            ? std::to_string(static_cast<std::size_t>(number)) + " characters"
                        : is_hidden_ ? std::string(meaning::hidden_text)
                                     : std::string(value_.text());
    tell(Problem::beyond_limits, std::string(what) + shown + " is " +
                                     (is_below ? "below " : "above ") + std::string(key) + ' ' +
                                     std::string(declaration_.find(key)->text()));
  }

  const ParameterEntry& parameter_;
  const Node& declaration_;
  const Node& value_;
  std::string subject_;
  bool is_hidden_;
  std::vector<ParameterValueProblem> problems_;
};

}  // namespace

std::optional<double> limit_of_parameter(const Node& parameter, std::string_view key) {
  const Node* value = parameter.find(key);
  if (value == nullptr || !value->is_scalar()) return std::nullopt;
  // YAML takes a leading 0 for another base.
  if (value->is(Kind::number) && value->text().size() > 1 && value->text().starts_with('0')) {
    return std::nullopt;
  }
  return as_number(value->text());
}

std::vector<ParameterValueProblem> problems_of_value(const ParameterEntry& parameter,
                                                     const Node& value, std::string_view noun) {
  return ValueCheck(parameter, value, noun).run();
}

}  // namespace omnitrack::validate
