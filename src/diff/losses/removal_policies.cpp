#include <array>
#include <optional>

#include "diff/effects/removal.hpp"
#include "diff/effects/stateful.hpp"
#include "diff/losses/loss_check.hpp"
#include "meaning/known.hpp"

namespace omnitrack::diff {

namespace {

/// How much a disposition keeps.
int strength(Disposition disposition) {
  return disposition == Disposition::retained ? 2 : disposition == Disposition::snapshot ? 1 : 0;
}

bool is_known(const tmpl::ResourceEntry& resource, std::string_view policy) {
  const tmpl::Node* value = resource.member->value.find(policy);
  return value == nullptr || meaning::known_text(value).has_value();
}

void check_policy(const LossCheck& check, std::string_view policy, Disposition before,
                  Disposition after, std::string_view event) {
  if (strength(after) >= strength(before)) return;
  const bool is_certain = is_known(*check.change.after, policy);
  const std::string held = held_data(*check.change.before);
  check.report("/" + std::string(policy),
               "nothing yet, but the next " + std::string(event) +
                   (after == Disposition::deleted ? " deletes " + held
                                                  : " leaves only a snapshot of " + held),
               "keep '" + std::string(policy) + "' as it is deployed", is_certain);
}

}  // namespace

void find_weaker_removal_policy(const LossCheck& check) {
  if (!check.change.is_stateful) return;
  const tmpl::ResourceEntry& before = *check.change.before;
  const tmpl::ResourceEntry& after = *check.change.after;
  check_policy(check, "DeletionPolicy", disposition_on_removal(before),
               disposition_on_removal(after), "removal from the template");
  check_policy(check, "UpdateReplacePolicy", disposition_on_replacement(before, before),
               disposition_on_replacement(after, after), "replacement");
}

}  // namespace omnitrack::diff
