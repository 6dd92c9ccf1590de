#include <algorithm>
#include <array>

#include "diff/losses/loss_check.hpp"
#include "meaning/known.hpp"
#include "schema/facts.hpp"

namespace omnitrack::diff {

namespace {

using meaning::Case;
using meaning::cases_below;
using meaning::only_case;
using meaning::only_value;
using meaning::property_path;
using meaning::same_case;
using tmpl::Node;

/// A list of a plan whose items go by a name and keep something for a time.
struct Items {
  std::string_view type;
  std::string_view list;
  std::string_view name;
  std::string_view time;  ///< below an item; without it things are kept for ever
  std::string_view unit;  ///< below an item; empty for days
  std::string_view what;  ///< an item makes
};

constexpr std::array<Items, 3> lists{{
    {"AWS::Backup::BackupPlan", "BackupPlan/BackupPlanRule", "RuleName",
     "Lifecycle/DeleteAfterDays", "", "the backups"},
    {"AWS::DLM::LifecyclePolicy", "PolicyDetails/Schedules", "Name", "RetainRule/Count", "",
     "the snapshots"},
    {"AWS::DLM::LifecyclePolicy", "PolicyDetails/Schedules", "Name", "RetainRule/Interval",
     "RetainRule/IntervalUnit", "the snapshots"},
}};

/// The item of the same name, else at the same place.
const Node* partner_of(const Items& items, const Node& list, const Node& item, std::size_t place) {
  const auto all = list.items();
  const auto name = meaning::known_text(item.find(items.name));
  if (!name) return place < all.size() ? &all[place] : nullptr;
  const auto found = std::ranges::find_if(
      all, [&](const Node& each) { return meaning::known_text(each.find(items.name)) == name; });
  return found == all.end() ? nullptr : &*found;
}

std::string quoted_name(const Items& items, const Node& item, std::size_t place) {
  const auto name = meaning::known_text(item.find(items.name));
  return name ? "'" + std::string(*name) + "'" : "number " + std::to_string(place + 1);
}

class PlanComparison {
 public:
  PlanComparison(const LossCheck& check, const Items& items) : check_(check), items_(items) {}

  void compare(const Node& before, const Node& after) {
    for (std::size_t i = 0; i < before.items().size(); ++i) {
      const Node& item = before.items()[i];
      if (item.is_call()) continue;
      const Node* partner = partner_of(items_, after, item, i);
      if (partner == nullptr) {
        report_gone(item, i);
      } else {
        compare_times(item, *partner, i);
      }
    }
  }

 private:
  void report_gone(const Node& item, std::size_t place) {
    if (items_.time == "RetainRule/Interval") return;  // told by the row for counts
    check_.report(property_path(items_.list),
                  std::string(items_.what) + " that " + quoted_name(items_, item, place) +
                      " would make from now on",
                  "keep it in '" + std::string(items_.list) + "'");
  }

  void compare_times(const Node& before, const Node& after, std::size_t place) {
    const Case was = only_case(cases_below(*check_.diff.before, &before, items_.time));
    const Case is = only_case(cases_below(*check_.diff.after, &after, items_.time));
    if (same_unit(before, after)) compare_time(was, is, after, place);
  }

  [[nodiscard]] bool same_unit(const Node& before, const Node& after) const {
    if (items_.unit.empty()) return true;
    return same_case(only_case(cases_below(*check_.diff.before, &before, items_.unit)),
                     only_case(cases_below(*check_.diff.after, &after, items_.unit)));
  }

  void compare_time(const Case& was, const Case& is, const Node& after, std::size_t place) {
    if ((is.value == nullptr && is.is_seen) || same_case(was, is)) return;
    const auto old_time = meaning::known_integer(was.value);
    const auto new_time = meaning::known_integer(is.value);
    if (old_time && new_time && *new_time >= *old_time) return;
    // A count gives way to an interval and back: not to be compared.
    if (was.value == nullptr && items_.time.starts_with("RetainRule")) return;
    const bool is_certain = new_time && (old_time || (was.value == nullptr && was.is_seen));
    check_.report(property_path(std::string(items_.list) + "/" + std::to_string(place) + "/" +
                                std::string(items_.time)),
                  std::string(items_.what) + " by " + quoted_name(items_, after, place) +
                      " sooner than by now" +
                      (is_certain ? "" : ", if the value at deployment is less"),
                  "leave '" + std::string(items_.time) + "' as it is deployed", is_certain);
  }

  const LossCheck& check_;
  const Items& items_;
};

}  // namespace

void find_lost_backup_plan(const LossCheck& check) {
  if (check.change.action != Action::remove) return;
  const auto found = schema::fact_of<schema::KeepsCopies>(check.change.type_name);
  if (!found) return;
  check.report({}, std::string(found->lost), "keep it in the template",
               !check.change.may_not_happen);
}

void find_shorter_backups(const LossCheck& check) {
  for (const Items& each : lists) {
    if (each.type != check.change.type_name) continue;
    const Node* before = only_value(*check.diff.before, *check.change.before, each.list);
    const Node* after = only_value(*check.diff.after, *check.change.after, each.list);
    if (before != nullptr && after != nullptr) PlanComparison(check, each).compare(*before, *after);
  }
}

}  // namespace omnitrack::diff
