#include "validate/together/together.hpp"

#include "validate/validate.hpp"

namespace omnitrack::validate {

void check_together(std::span<const tmpl::Index* const> app, Findings& findings) {
  const meaning::ExportTable exports(app);
  check_peered_networks(app, exports, findings);
  if (app.size() < 2) return;
  check_exports_twice(exports, findings);
  check_imports(app, exports, findings);
  check_outputs_read(app, findings);
  check_names_across(app, findings);
  check_accounts_across(app, findings);
  check_nested_stacks(app, findings);
}

}  // namespace omnitrack::validate
