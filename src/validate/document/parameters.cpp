#include <array>
#include <string>

#include "omnitrack/codes.hpp"
#include "validate/context.hpp"
#include "validate/document/known_keys.hpp"
#include "validate/document/parameter_default.hpp"
#include "validate/document/parameter_pattern.hpp"
#include "validate/document/parameter_types.hpp"
#include "validate/document/parameter_value.hpp"
#include "validate/document/sizes.hpp"

namespace omnitrack::validate {

namespace {

using meaning::Path;
using tmpl::Kind;
using tmpl::Member;
using tmpl::Node;
using tmpl::ParameterEntry;

constexpr std::size_t most_parameter_description_bytes = 4000;

// https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/
// parameters-section-structure.html
constexpr std::array<KnownKey, 11> parameter_keys{{{"AllowedPattern", Wants::text},
                                                   {"AllowedValues", Wants::list},
                                                   {"ConstraintDescription", Wants::text},
                                                   {"Default", Wants::text},
                                                   {"Description", Wants::text},
                                                   {"MaxLength", Wants::integer},
                                                   {"MaxValue", Wants::number},
                                                   {"MinLength", Wants::integer},
                                                   {"MinValue", Wants::number},
                                                   {"NoEcho", Wants::boolean},
                                                   {"Type", Wants::text}}};

void check_type(const Context& context, const ParameterEntry& parameter, const Path& path) {
  const Node* type = parameter.member->value.find("Type");
  if (type == nullptr) {
    context.report.error_at_key(codes::OT4402, *parameter.member, path, "the parameter has no Type",
                                "most are of Type String");
    return;
  }
  if (!type->is(Kind::string)) return;
  const std::string quoted = '\'' + std::string(type->text()) + '\'';
  switch (parameter_type_status(type->text())) {
    case ParameterTypeStatus::known:
      return;
    case ParameterTypeStatus::undocumented:
      context.report.warning(codes::OT4413, *type, Path(path, "Type"),
                             "the type " + quoted + " is not one that CloudFormation documents",
                             did_you_mean(type->text(), parameter_types()));
      return;
    case ParameterTypeStatus::unknown:
      context.report.error(codes::OT4403, *type, Path(path, "Type"),
                           "CloudFormation has no parameter type " + quoted,
                           did_you_mean(type->text(), parameter_types()));
  }
}

// Which limits a type can have.
bool fits_type(std::string_view key, std::string_view type) {
  if (key == "MinValue" || key == "MaxValue") return type == "Number";
  if (key == "MinLength" || key == "MaxLength" || key == "AllowedPattern") return type != "Number";
  return true;
}

void check_keys_fit_type(const Context& context, const ParameterEntry& parameter,
                         const Path& path) {
  if (parameter_type_status(parameter.type_name) != ParameterTypeStatus::known) return;
  for (const Member& member : parameter.member->value.members()) {
    if (fits_type(member.key(), parameter.type_name)) continue;
    context.report.error_at_key(codes::OT4404, member, Path(path, member.key()),
                                "a parameter of Type " + std::string(parameter.type_name) +
                                    " cannot have " + std::string(member.key()));
  }
}

void check_allowed_values(const Context& context, const Node& values, const Path& path) {
  for (std::size_t i = 0; i < values.items().size(); ++i) {
    const Node& value = values.items()[i];
    if (!may_be(value, Wants::text)) {
      context.report.error(codes::OT4412, value, Path(path, i),
                           "an allowed value must be text, not " + what_is(value));
    } else if (value.text().size() > most_value_bytes) {
      context.report.error(codes::OT4415, value, Path(path, i),
                           "the allowed value has " + std::to_string(value.text().size()) +
                               " bytes; a parameter's value has at most 4096");
    }
  }
}

void check_pattern(const Context& context, const Node& pattern, const Path& path) {
  if (!pattern.is(Kind::string)) return;
  const std::string problem = pattern_problem(pattern.text());
  if (problem.empty()) return;
  context.report.warning(codes::OT4410, pattern, path,
                         "the pattern is not a regular expression: " + problem);
}

// A parameter is what the stack is made from, so nothing in it is computed.
void check_no_calls(const Context& context, const Node& value, const Path& path) {
  if (value.is_call() && !value.calls(tmpl::Function::transform)) {
    context.report.error(codes::OT4405, value, path,
                         "a parameter cannot have " + what_is(value) + " in it",
                         "write the value out");
  }
  for (std::size_t i = 0; i < value.items().size(); ++i) {
    check_no_calls(context, value.items()[i], Path(path, i));
  }
}

void check_parameter(const Context& context, const ParameterEntry& parameter, const Path& path) {
  const KnownShape shape{.owner = "a parameter",
                         .keys = parameter_keys,
                         .unknown_key = as_error(codes::OT4401),
                         .wrong_value = as_error(codes::OT4412)};
  const Node& value = parameter.member->value;
  if (!may_be(value, Wants::map)) {
    context.report.error(codes::OT4400, value, path,
                         "a parameter must be a map, not " + what_is(value));
    return;
  }
  if (!check_shape(context, shape, value, path)) return;
  check_type(context, parameter, path);
  check_keys_fit_type(context, parameter, path);
  for (const Member& member : value.members()) {
    const Path at(path, member.key());
    check_no_calls(context, member.value, at);
    if (member.key() == "AllowedValues") check_allowed_values(context, member.value, at);
    if (member.key() == "AllowedPattern") check_pattern(context, member.value, at);
    if (member.key() == "Description") {
      check_description_size(context, member.value, at, most_parameter_description_bytes,
                             codes::OT4414);
    }
  }
  check_parameter_limits(context, parameter, path);
  check_parameter_default(context, parameter, path);
}

}  // namespace

void check_parameters(const Context& context) {
  // A macro of one's own gets the section too, and may use up what is in it.
  if (context.index.has_own_macro()) return;
  const Path top;
  const Path section(top, "Parameters");
  for (const ParameterEntry& parameter : context.index.parameters()) {
    check_parameter(context, parameter, Path(section, parameter.name));
  }
}

}  // namespace omnitrack::validate
