
#include "diff/changes/sam_types.hpp"
#include "diff/effects/protections.hpp"
#include "diff/refusals/refusal_check.hpp"
#include "meaning/known.hpp"
#include "omnitrack/codes.hpp"

namespace omnitrack::diff {

using meaning::property_path;

// https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/troubleshooting.html
void refuse_type_change(const RefusalCheck& check) {
  const ResourceChange& change = check.change;
  if (change.before == nullptr || change.after == nullptr) return;
  const std::string_view before = change.before->type_name;
  const std::string_view after = change.after->type_name;
  if (before.empty() || after.empty() || deployed_type(before) == deployed_type(after)) return;
  if (is_made_under_other_id(before) || is_made_under_other_id(after)) return;
  check.report(codes::OT5107, {.path = "/Type",
                               .what = "the type changes from " + std::string(before) + " to " +
                                       std::string(after) + ", under one logical id",
                               .hint = "give the new resource another logical id"});
}

void refuse_protected_deletion(const RefusalCheck& check) {
  const ResourceChange& change = check.change;
  if (!is_deleted(change)) return;
  const std::string_view protection = deletion_protection_of(*check.diff.before, *change.before);
  if (protection.empty()) return;
  const bool is_gone_stack = check.diff.after == nullptr;
  check.report(codes::OT5110,
               {.path = property_path(protection),
                .what = "it is protected from deletion, so that the service refuses to delete it" +
                        std::string(is_gone_stack ? ", and the stack with it"
                                                  : "; it stays, outside of the stack"),
                .hint = "switch '" + std::string(protection) +
                        "' off in a deployment before, if it is to go",
                .is_certain = change.action != Action::may_replace && !change.may_not_happen});
}

}  // namespace omnitrack::diff
