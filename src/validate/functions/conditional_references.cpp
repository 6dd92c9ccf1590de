#include <vector>

#include "meaning/condition_logic.hpp"
#include "omnitrack/codes.hpp"
#include "validate/functions/functions.hpp"

namespace omnitrack::validate {

using meaning::Assumption;
using meaning::can_hold_together;
using meaning::condition_of;

void check_exists(const FunctionContext& context, const tmpl::ResourceEntry& target,
                  const NamePlace& place, const Scope& scope) {
  const std::string_view condition = condition_of(target);
  if (condition.empty() || scope.user == &target || context.index.has_own_macro()) return;
  std::vector<Assumption> assumptions{{.condition = condition, .holds = false}};
  std::string key(condition);
  for (const Guard* each = scope.guard; each != nullptr; each = each->outer) {
    if (each->condition == condition && each->holds) return;
    if (each->condition.empty() || context.index.find_condition(each->condition) == nullptr) return;
    assumptions.push_back({.condition = each->condition, .holds = each->holds});
    key.append(each->holds ? "\n+" : "\n-").append(each->condition);
  }
  const auto [entry, is_new] = context.guard_results.try_emplace(std::move(key), false);
  if (is_new) entry->second = can_hold_together(context.index, assumptions);
  if (!entry->second) return;
  context.report.report(as_warning(codes::OT4322), place.begin, place.end, place.path,
                        "'" + std::string(target.logical_id) +
                            "' exists only where the condition '" + std::string(condition) +
                            "' holds",
                        "give this the same condition, or choose by 'Fn::If'");
}

}  // namespace omnitrack::validate
