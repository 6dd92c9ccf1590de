#include "diff/effects/protections.hpp"
#include "diff/effects/stateful.hpp"
#include "diff/losses/loss_check.hpp"
#include "schema/facts.hpp"

namespace omnitrack::diff {

using meaning::Case;
using meaning::for_each_pair;
using meaning::property_path;
using meaning::same_case;

namespace {

std::string lost_by(const LossCheck& check, const Protection& protection) {
  if (!protection.refuses_deletion()) return std::string(protection.keeps);
  const std::string held = held_data(*check.change.before);
  return "nothing yet, but nothing will stop a deletion" + (held.empty() ? "" : " of " + held);
}

}  // namespace

void find_dropped_protection(const LossCheck& check) {
  for (const Protection& each : schema::facts_of<Protection>(check.change.type_name)) {
    bool is_dropped = false;
    bool may_be = false;
    for_each_pair(check.before(each.path), check.after(each.path),
                  [&](const Case& before, const Case& after, bool is_always) {
                    const auto was = protects(each, before);
                    const auto is = protects(each, after);
                    if (was == false || is == true || same_case(before, after)) return;
                    if (was && is && is_always) {
                      is_dropped = true;
                    } else {
                      may_be = true;
                    }
                  });
    if (!is_dropped && !may_be) continue;
    check.report(
        property_path(each.path),
        lost_by(check, each) + (is_dropped ? "" : ", as the value turns out at deployment"),
        "leave '" + std::string(each.path) + "' as it is deployed", is_dropped);
  }
}

}  // namespace omnitrack::diff
