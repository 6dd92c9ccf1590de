#include <algorithm>

#include "diff/effects/protections.hpp"
#include "diff/effects/removal.hpp"
#include "diff/effects/stateful.hpp"
#include "diff/losses/loss_check.hpp"

namespace omnitrack::diff {

namespace {

/// The value whose change replaces a resource, surely where there is such a one.
const Change* replacing_change(const ResourceChange& change) {
  const auto with = [&](Effect effect) -> const Change* {
    const auto found = std::ranges::find(change.changes, effect, &Change::effect);
    return found == change.changes.end() ? nullptr : &*found;
  };
  const Change* sure = with(Effect::replaces);
  return sure != nullptr ? sure : with(Effect::may_replace);
}

/// Whether a resource of the type appears: what is gone may only have another name.
bool may_have_moved(const LossCheck& check) {
  return std::ranges::any_of(check.diff.resources, [&check](const ResourceChange& each) {
    return each.action == Action::create && each.type_name == check.change.type_name;
  });
}

std::string keep_on_removal(const LossCheck& check) {
  std::string hint = "deploy it with 'DeletionPolicy: Retain' first, then remove it";
  if (check.diff.after != nullptr && may_have_moved(check)) {
    hint += "; if it has only moved, keep its logical id by 'moved' or 'lock --accept-moves'";
  }
  return hint;
}

std::string keep_on_replacement(const Change* replacing) {
  std::string hint = "set 'UpdateReplacePolicy: Retain' and deploy that first";
  if (replacing == nullptr) return hint;
  return hint + (replacing->is_consequence() ? ", or keep '" + replacing->because + "'"
                                             : ", or leave '" + replacing->path + "' as it is");
}

void report_removal(const LossCheck& check) {
  const bool is_protected =
      !deletion_protection_of(*check.diff.before, *check.change.before).empty();
  std::string what = held_data(*check.change.before);
  if (is_protected) {
    what += ", unless its deletion protection stops that";
  } else if (check.change.may_not_happen && !check.change.reason.empty()) {
    what += ", " + check.change.reason;
  }
  check.report({}, std::move(what), keep_on_removal(check),
               !is_protected && !check.change.may_not_happen);
}

void report_replacement(const LossCheck& check) {
  const Change* replacing = replacing_change(check.change);
  const bool is_protected =
      !deletion_protection_of(*check.diff.before, *check.change.before).empty();
  const bool is_sure = check.change.action == Action::replace;
  const bool may_be_kept = has_unknown_policy(*check.change.before, "UpdateReplacePolicy") ||
                           has_unknown_policy(*check.change.after, "UpdateReplacePolicy");
  std::string what = held_data(*check.change.before);
  if (is_protected) what += ", unless its deletion protection stops that";
  if (!is_sure) {
    what += ", if it is replaced";
    if (replacing != nullptr && !replacing->reason.empty()) what += ": " + replacing->reason;
  }
  if (may_be_kept) what += ", unless its UpdateReplacePolicy keeps it";
  check.report({}, std::move(what), keep_on_replacement(replacing),
               is_sure && !is_protected && !may_be_kept);
}

}  // namespace

void find_lost_resource(const LossCheck& check) {
  const ResourceChange& change = check.change;
  if (!change.is_stateful || change.before == nullptr) return;
  if (change.action == Action::remove && change.disposition == Disposition::deleted)
    report_removal(check);
  if (change.is_replaced() && change.disposition == Disposition::deleted) report_replacement(check);
  const bool may_go = change.after != nullptr && change.may_be_removed &&
                      disposition_on_removal(*change.before) == Disposition::deleted;
  if (may_go) {
    check.report({}, held_data(*change.before) + ": " + change.reason,
                 "leave its condition as it is, or deploy it with 'DeletionPolicy: Retain' first",
                 false);
  }
}

}  // namespace omnitrack::diff
