#include <algorithm>
#include <array>
#include <optional>

#include "diff/losses/loss_check.hpp"
#include "meaning/canonical.hpp"
#include "meaning/known.hpp"
#include "meaning/references.hpp"
#include "schema/facts.hpp"
#include "support/letters.hpp"

namespace omnitrack::diff {

namespace {

using meaning::Case;
using meaning::cases_below;
using meaning::only_case;
using meaning::only_value;
using meaning::property_path;
using meaning::same_case;
using schema::KeptItems;
using tmpl::Node;

/// The item of the same name, else at the same place.
const Node* partner_of(const KeptItems& items, const Node& list, const Node& item,
                       std::size_t place) {
  const auto all = list.items();
  const auto name = meaning::known_text(item.find(items.name));
  if (!name) return place < all.size() ? &all[place] : nullptr;
  const auto found = std::ranges::find_if(
      all, [&](const Node& each) { return meaning::known_text(each.find(items.name)) == name; });
  return found == all.end() ? nullptr : &*found;
}

std::string quoted_name(const KeptItems& items, const Node& item, std::size_t place) {
  const auto name = meaning::known_text(item.find(items.name));
  return name ? "'" + std::string(*name) + "'" : "number " + std::to_string(place + 1);
}

bool is_only_of_its_list(schema::Facts<KeptItems> facts, const KeptItems& items) {
  return std::count_if(facts.begin(), facts.end(),
                       [&items](const KeptItems& each) { return each.list == items.list; }) == 1;
}

bool keeps_any(const LossCheck& check, const schema::KeepsCopies& fact) {
  if (fact.where_set.empty()) return true;
  return std::ranges::any_of(check.before(fact.where_set),
                             [](const Case& each) { return each.value != nullptr; });
}

/// Whether what it serves is removed too.
bool goes_with_it(const LossCheck& check, const schema::KeepsCopies& fact) {
  if (fact.of.empty()) return false;
  const Node* served = only_value(*check.diff.before, *check.change.before, fact.of);
  if (served == nullptr) return false;
  const ResourceChange* change = check.diff.find(meaning::referred_id(check.diff.written(*served)));
  return change != nullptr && change->action == Action::remove;
}

/// What one that is new does about one that goes.
enum class Successor : std::uint8_t { none, perhaps, surely };

Successor successor_of(const LossCheck& check, const schema::KeepsCopies& fact) {
  constexpr std::size_t most = 64;  // more of them are not compared
  const auto [first, end] = check.made.equal_range(check.change.type_name);
  if (first == end) return Successor::none;
  const Node* served =
      fact.of.empty() ? nullptr : only_value(*check.diff.before, *check.change.before, fact.of);
  std::size_t tried = 0;
  for (auto each = first; each != end && tried < most; ++each, ++tried) {
    const tmpl::ResourceEntry& made = *each->second->after;
    const Node* other = served == nullptr ? nullptr : only_value(*check.diff.after, made, fact.of);
    if (other != nullptr && meaning::same_meaning(*served, *other, {}) &&
        only_value(*check.diff.after, made, fact.where_set) != nullptr) {
      return Successor::surely;
    }
  }
  return Successor::perhaps;
}

/// A unit of time, as the services spell it in capitals, in one or in several.
struct Length {
  std::string_view unit;
  std::int64_t minutes;
};
constexpr std::array<Length, 6> lengths{{{"minute", 1},
                                         {"hour", 60},
                                         {"day", 24 * 60},
                                         {"week", 7 * 24 * 60},
                                         {"month", 30 * 24 * 60},
                                         {"year", 365 * 24 * 60}}};

class PlanComparison {
 public:
  /// `is_only`: whether the items say by this time alone for how long they keep something.
  PlanComparison(const LossCheck& check, const KeptItems& items, bool is_only)
      : check_(check), items_(items), is_only_(is_only) {}

  void compare(const Node& before, const Node& after, bool reports_gone) {
    for (std::size_t i = 0; i < before.items().size(); ++i) {
      const Node& item = before.items()[i];
      if (item.is_call()) continue;
      const Node* partner = partner_of(items_, after, item, i);
      if (partner != nullptr) {
        compare_times(item, *partner, i);
      } else if (reports_gone) {
        report_gone(item, i);
      }
    }
  }

 private:
  void report_gone(const Node& item, std::size_t place) {
    check_.report(property_path(items_.list),
                  std::string(items_.data) + " that " + quoted_name(items_, item, place) +
                      " would make from now on",
                  "keep it in '" + std::string(items_.list) + "'");
  }

  void compare_times(const Node& before, const Node& after, std::size_t place) {
    const Case was = only_case(cases_below(*check_.diff.before, &before, items_.time));
    const Case is = only_case(cases_below(*check_.diff.after, &after, items_.time));
    if (const auto units = units_of(before, after)) compare_time(was, is, *units, after, place);
  }

  /// How long the units of both sides are, of whatever is common to them.
  struct Units {
    std::int64_t before = 1;
    std::int64_t after = 1;
  };

  // Months and years have no one length: 30 days are as good as a month.
  static bool is_shorter(std::int64_t before, std::int64_t after, const Units& units) {
    const double was = static_cast<double>(before) * static_cast<double>(units.before);
    const double is = static_cast<double>(after) * static_cast<double>(units.after);
    constexpr double as_good = 0.9;
    return units.before == units.after ? is < was : is < as_good * was;
  }

  /// Nothing where they differ, and one is not known.
  [[nodiscard]] std::optional<Units> units_of(const Node& before, const Node& after) const {
    if (items_.unit.empty()) return Units{};
    const Case was = only_case(cases_below(*check_.diff.before, &before, items_.unit));
    const Case is = only_case(cases_below(*check_.diff.after, &after, items_.unit));
    if (same_case(was, is)) return Units{};
    const auto old_unit = minutes_of(was);
    const auto new_unit = minutes_of(is);
    if (!old_unit || !new_unit) return std::nullopt;
    return Units{*old_unit, *new_unit};
  }

  static std::optional<std::int64_t> minutes_of(const Case& unit) {
    const auto known = meaning::known_text(unit.value);
    const auto found = std::ranges::find_if(lengths, [&](const Length& each) {
      return known && support::to_lower(*known).starts_with(each.unit);
    });
    return found == lengths.end() ? std::nullopt : std::optional(found->minutes);
  }

  void compare_time(const Case& was, const Case& is, const Units& units, const Node& after,
                    std::size_t place) {
    const bool is_same = same_case(was, is) && units.before == units.after;
    if ((is.value == nullptr && is.is_seen) || is_same) return;
    const auto old_time = meaning::known_integer(was.value);
    const auto new_time = meaning::known_integer(is.value);
    if (old_time && new_time && !is_shorter(*old_time, *new_time, units)) return;
    // One way to say the time gives way to another: not to be compared.
    if (was.value == nullptr && !is_only_) return;
    const bool is_certain = new_time && (old_time || (was.value == nullptr && was.is_seen));
    check_.report(property_path(std::string(items_.list) + "/" + std::to_string(place) + "/" +
                                std::string(items_.time)),
                  std::string(items_.data) + " by " + quoted_name(items_, after, place) +
                      " sooner than by now" +
                      (is_certain ? "" : ", if the value at deployment is less"),
                  "leave '" + std::string(items_.time) + "' as it is deployed", is_certain);
  }

  const LossCheck& check_;
  const KeptItems& items_;
  bool is_only_;
};

}  // namespace

void find_lost_backup_plan(const LossCheck& check) {
  if (check.change.action != Action::remove) return;
  const auto found = schema::fact_of<schema::KeepsCopies>(check.change.type_name);
  if (!found || !keeps_any(check, *found) || goes_with_it(check, *found)) return;
  const Successor successor = successor_of(check, *found);
  if (successor == Successor::surely) return;
  const bool is_alone = successor == Successor::none;
  check.report({},
               std::string(found->lost) + (is_alone ? "" : ", unless a new one takes its place"),
               "keep it in the template", is_alone && !check.change.may_not_happen);
}

void find_shorter_backups(const LossCheck& check) {
  const auto facts = schema::facts_of<KeptItems>(check.change.type_name);
  std::string_view last_list;
  for (const KeptItems& each : facts) {
    const Node* before = only_value(*check.diff.before, *check.change.before, each.list);
    const Node* after = only_value(*check.diff.after, *check.change.after, each.list);
    if (before == nullptr || after == nullptr) continue;
    // Several facts of one list report an item that is gone once.
    const bool is_first = each.list != last_list;
    last_list = each.list;
    PlanComparison(check, each, is_only_of_its_list(facts, each))
        .compare(*before, *after, is_first);
  }
}

}  // namespace omnitrack::diff
