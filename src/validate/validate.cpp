#include "validate/validate.hpp"

#include <algorithm>

#include "validate/context.hpp"

namespace omnitrack::validate {

void check_template(const tmpl::Index& index, Findings& findings) {
  Findings own;
  Reporter report(index.source(), own);
  const Context context{index, report};
  check_sections(context);
  check_limits(context);
  check_yaml_numbers(context);
  check_parameters(context);
  check_mappings(context);
  check_conditions(context);
  check_rules(context);
  check_resources(context);
  check_properties(context);
  check_functions(context);
  check_dynamic_references(context);
  check_policies(context);
  check_services(context);
  check_service_rules(context);
  check_outputs(context);
  apply_acknowledgements(context, own);
  std::stable_sort(own.begin(), own.end(),
                   [](const Finding& a, const Finding& b) { return a.begin < b.begin; });
  std::move(own.begin(), own.end(), std::back_inserter(findings));
}

}  // namespace omnitrack::validate
