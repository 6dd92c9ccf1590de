#include "validate/document/given_values.hpp"

#include <algorithm>

#include "meaning/no_echo.hpp"
#include "omnitrack/codes.hpp"
#include "support/quoted.hpp"
#include "template/parameter_type.hpp"
#include "validate/document/parameter_value.hpp"
#include "validate/values/identifier_kinds.hpp"

namespace omnitrack::validate {

namespace {

using support::quoted;
using tmpl::Node;
using tmpl::ParameterEntry;

GradedCode graded(FindingCode<Severity::error, Severity::warning> code, bool is_error) {
  return is_error ? as_error(code) : as_warning(code);
}

std::string_view trimmed_item(std::string_view text) {
  while (text.starts_with(' ')) text.remove_prefix(1);
  while (text.ends_with(' ')) text.remove_suffix(1);
  return text;
}

/// `it takes test, prod`, where these are few and may be shown.
std::string allowed_in_words(const ParameterEntry& parameter) {
  constexpr std::size_t most = 10;
  const auto allowed = parameter.member->value.find("AllowedValues")->items();
  if (allowed.size() > most || meaning::is_no_echo(parameter.member->value)) return {};
  std::string words;
  for (const Node& each : allowed) {
    words.append(words.empty() ? "it takes " : ", ").append(each.text());
  }
  return words;
}

/// That a value of a type such as `AWS::EC2::Subnet::Id` has the form of what it names: one that is
/// not there is refused.
/// https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-supplied-parameter-types.html
void check_identifier(const ParameterEntry& parameter, const Node& value, Reporter& report) {
  std::string_view type = parameter.type_name;
  if (parameter.is_list() && type.starts_with("List<")) type = type.substr(5, type.size() - 6);
  const Identifiers wanted = identifiers_of_parameter(type);
  if (wanted.empty()) return;
  std::string_view rest = value.text();
  while (true) {
    const std::size_t comma = parameter.is_list() ? rest.find(',') : std::string_view::npos;
    const std::string_view item = trimmed_item(rest.substr(0, comma));
    // Whether an empty item at the end is one is not documented.
    const bool is_gap = item.empty() && comma != std::string_view::npos;
    if (is_gap || !may_identify(item, wanted)) {
      const bool is_hidden = meaning::is_no_echo(parameter.member->value);
      report.error(codes::OT4417, value, Path(),
                   std::string(parameter.name) + ": the value " +
                       (is_hidden ? std::string() : quoted(item) + ' ') + "is not " +
                       identifiers_in_words(wanted) + ", as Type " +
                       std::string(parameter.type_name) + " wants");
      return;
    }
    if (comma == std::string_view::npos) return;
    rest.remove_prefix(comma + 1);
  }
}

}  // namespace

void check_given_value(const ParameterEntry& parameter, const Node& value, Reporter& report) {
  // The value of such a type is the name in the parameter store.
  if (tmpl::is_kept_by_ssm(parameter.type_name)) return;
  for (ParameterValueProblem& each : problems_of_value(parameter, value, "value")) {
    if (each.kind == ParameterValueProblem::Kind::not_allowed && each.hint.empty()) {
      each.hint = allowed_in_words(parameter);
    }
    report.error(codes::OT4417, value, Path(),
                 std::string(parameter.name) + ": " + std::move(each.message),
                 std::move(each.hint));
  }
  check_identifier(parameter, value, report);
}

void report_unknown_parameter(std::string_view name, const Node& at,
                              std::span<const std::string_view> known, GivenForm form,
                              Reporter& report) {
  std::string hint = did_you_mean(name, known);
  if (hint.empty() && known.empty()) hint = "the template has no parameters";
  report.report(graded(codes::OT4416, form != GivenForm::overrides), at.begin, at.end, Path(),
                "no template here has a parameter " + quoted(name), std::move(hint));
}

void report_missing_value(const ParameterEntry& parameter, GivenForm form, Reporter& report) {
  const Path top;
  const Path section(top, "Parameters");
  report.report_at_key(
      graded(codes::OT4418, form == GivenForm::list), *parameter.member,
      Path(section, parameter.name),
      "the parameter " + quoted(parameter.name) + " has no default, and is given no value",
      "give it one: --parameter " + std::string(parameter.name) + "=VALUE");
}

}  // namespace omnitrack::validate
