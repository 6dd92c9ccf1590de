#include "validate/values/parameter_values.hpp"

#include <algorithm>

#include "omnitrack/codes.hpp"
#include "validate/values/value_problem.hpp"

namespace omnitrack::validate {

using meaning::Path;
using tmpl::Kind;
using tmpl::Node;

void check_parameter_values(const PropertyScope& scope, std::string_view name,
                            const Expected& expected, const Path& path) {
  if (!takes_scalars(expected.type.accepts())) return;
  const tmpl::ParameterEntry* parameter = scope.context.index.find_parameter(name);
  // The default of an SSM parameter is its name.
  if (parameter == nullptr || parameter->is_list() ||
      parameter->type_name.starts_with("AWS::SSM::") || !is_sure(scope, path)) {
    return;
  }
  const auto check = [&](const Node& value, const Path& value_path) {
    if (!value.is_scalar() || value.is(Kind::null)) return;
    const auto problem = find_problem(value, expected.type, expected.limits);
    if (!problem) return;
    auto& reported = scope.reported_values;
    if (std::find(reported.begin(), reported.end(), &value) != reported.end()) return;
    reported.push_back(&value);
    scope.context.report.warning(codes::OT4240, value, value_path,
                                 problem->message + ", where " + path.text() + " uses it",
                                 problem->hint);
  };
  const Path root;
  const Path parameters(root, "Parameters");
  const Path own(parameters, name);
  if (const Node* value = parameter->member->value.find("Default")) {
    const Path at(own, "Default");
    check(*value, at);
  }
  const Node* allowed = parameter->member->value.find("AllowedValues");
  if (allowed == nullptr) return;
  const Path at(own, "AllowedValues");
  for (std::size_t i = 0; i < allowed->items().size(); ++i) {
    const Path item(at, i);
    check(allowed->items()[i], item);
  }
}

}  // namespace omnitrack::validate
