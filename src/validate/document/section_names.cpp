#include <algorithm>
#include <string>

#include "omnitrack/codes.hpp"
#include "validate/document/known_keys.hpp"
#include "validate/document/structure.hpp"

namespace omnitrack::validate {

namespace {

using meaning::Path;
using tmpl::Member;

bool may_have_loops(std::string_view section) {
  return section == "Resources" || section == "Outputs" || section == "Conditions";
}

// Sections whose names CloudFormation gives no meaning are free.
bool has_names(std::string_view section) {
  return may_have_loops(section) || section == "Parameters" || section == "Mappings" ||
         section == "Rules";
}

bool is_name(std::string_view section, std::string_view name) {
  if (section != "Conditions") return is_alphanumeric(name);
  return !name.empty() && std::all_of(name.begin(), name.end(), [](char c) {
    return c == '&' || c == '_' || is_alphanumeric({&c, 1});
  });
}

std::string without_other_characters(std::string_view name) {
  std::string rest;
  for (const char c : name) {
    if (is_alphanumeric({&c, 1})) rest += c;
  }
  return rest;
}

}  // namespace

void check_names(const Context& context, const Member& section, const Path& path) {
  if (!has_names(section.key()) || context.index.has_own_macro()) return;
  const std::string_view kind = section.key();
  for (const Member& entry : section.value.members()) {
    const std::string_view name = entry.key();
    if (name == "Fn::Transform" || (tmpl::is_loop_key(name) && may_have_loops(kind))) continue;
    if (is_name(kind, name)) {
      if (kind == "Resources" && context.index.find_parameter(name) != nullptr) {
        context.report.error_at_key(
            codes::OT4019, entry, Path(path, name),
            "'" + std::string(name) + "' names both a parameter and a resource", "rename one");
      }
    } else {
      const std::string better = without_other_characters(name);
      // Conditions and rules with hyphens and underscores are known to be deployed.
      const bool is_taken = kind == "Conditions" || kind == "Rules";
      context.report.report_at_key(
          is_taken ? as_warning(codes::OT4018) : as_error(codes::OT4018), entry, Path(path, name),
          "the name '" + std::string(name) + "' has characters other than letters and digits",
          better.empty() ? "" : "for example '" + better + "'");
    }
  }
}

}  // namespace omnitrack::validate
