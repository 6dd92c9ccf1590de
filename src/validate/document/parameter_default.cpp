#include "validate/document/parameter_default.hpp"

#include <string>

#include "omnitrack/codes.hpp"
#include "template/parameter_type.hpp"
#include "validate/document/parameter_value.hpp"

namespace omnitrack::validate {

namespace {

using meaning::Path;
using tmpl::Kind;
using tmpl::Node;
using tmpl::ParameterEntry;

FindingCode<Severity::error> code_of(ParameterValueProblem::Kind kind) {
  switch (kind) {
    case ParameterValueProblem::Kind::no_number:
      return codes::OT4406;
    case ParameterValueProblem::Kind::not_allowed:
      return codes::OT4407;
    case ParameterValueProblem::Kind::unlike_pattern:
      return codes::OT4408;
    default:
      return codes::OT4409;
  }
}

void check_order(const Context& context, const Node& parameter, std::string_view least,
                 std::string_view most, const Path& path) {
  const std::optional<double> minimum = limit_of_parameter(parameter, least);
  const std::optional<double> maximum = limit_of_parameter(parameter, most);
  if (!minimum || !maximum || *minimum <= *maximum) return;
  const Node& at = *parameter.find(least);
  context.report.error(codes::OT4411, at, Path(path, least),
                       std::string(least) + ' ' + std::string(at.text()) + " is above " +
                           std::string(most) + ' ' + std::string(parameter.find(most)->text()));
}

}  // namespace

void check_parameter_limits(const Context& context, const ParameterEntry& parameter,
                            const Path& path) {
  check_order(context, parameter.member->value, "MinLength", "MaxLength", path);
  check_order(context, parameter.member->value, "MinValue", "MaxValue", path);
  for (const std::string_view key : {"MinLength", "MaxLength"}) {
    const std::optional<double> length = limit_of_parameter(parameter.member->value, key);
    if (!length || *length <= static_cast<double>(most_value_bytes)) continue;
    const Node& at = *parameter.member->value.find(key);
    context.report.error(codes::OT4415, at, Path(path, key),
                         std::string(key) + ' ' + std::string(at.text()) +
                             " is more than a parameter's value can have, 4096");
  }
}

void check_parameter_default(const Context& context, const ParameterEntry& parameter,
                             const Path& path) {
  const Node* value = parameter.member->value.find("Default");
  if (value == nullptr || !value->is_scalar() || value->is(Kind::null)) return;
  // The default of such a type is the name in the parameter store, not the value.
  if (tmpl::is_kept_by_ssm(parameter.type_name)) return;
  const Path at(path, "Default");
  for (ParameterValueProblem& each : problems_of_value(parameter, *value, "default")) {
    context.report.error(code_of(each.kind), *value, at, std::move(each.message),
                         std::move(each.hint));
  }
}

}  // namespace omnitrack::validate
