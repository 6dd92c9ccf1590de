#include "diff/security/settings.hpp"

#include <algorithm>
#include <optional>

#include "diff/security/found_settings.hpp"
#include "diff/security/measure.hpp"
#include "diff/security/rows.hpp"
#include "diff/security/setting_words.hpp"
#include "schema/facts.hpp"
#include "support/listed.hpp"

namespace omnitrack::diff {

using tmpl::ResourceEntry;

namespace {

class SettingRows {
 public:
  SettingRows(const Atoms& atoms, const FoundSettings& before, const FoundSettings& after,
              const Pair& pair, Rows& rows)
      : atoms_(atoms), before_(before), after_(after), pair_(pair), rows_(rows) {}

  void tell() {
    for (const FoundSetting& each : after_.all()) {
      if (!has_meaning(each)) continue;
      const FoundSetting* old = before_.find(each);
      if (old != nullptr) {
        if (old->measure.key != each.measure.key) compare(each, old->measure, each.measure);
      } else if (has_or_guards(before_, each) || opens_by_a_new_item(each)) {
        compare(each, measured_absence(each.setting), each.measure);
      } else if (is_wide_open(each.setting, each.measure)) {
        add(Direction::wider, each, words_of(each.setting, each.measure));
      }
    }
    for (const FoundSetting& each : before_.all()) {
      if (after_.find(each) != nullptr || !has_meaning(each)) continue;
      is_gone_ = true;
      if (has_or_guards(after_, each)) {
        compare(each, each.measure, measured_absence(each.setting));
      } else if (is_reachability(each.setting.concern) &&
                 is_wide_open(each.setting, each.measure)) {
        add(Direction::tighter, each, words_of(each.setting, each.measure) + " no more");
      }
      is_gone_ = false;
    }
  }

 private:
  /// Whether a setting says something wherever the resource is.
  [[nodiscard]] bool has_meaning(const FoundSetting& found) const {
    return (!before_.exists() || before_.has_meaning(found)) &&
           (!after_.exists() || after_.has_meaning(found));
  }

  /// Whether a setting's absence says something on a side: it would have it, or the item itself.
  static bool has_or_guards(const FoundSettings& side, const FoundSetting& found) {
    return side.has_room_for(found) || (found.setting.is_guard && side.exists());
  }

  /// Whether a list in an item that is new lets more in than there was.
  [[nodiscard]] bool opens_by_a_new_item(const FoundSetting& found) const {
    return before_.exists() && found.setting.scale == Scale::open_list;
  }

  static bool is_reachability(SecurityKind kind) {
    return kind == SecurityKind::public_access || kind == SecurityKind::network;
  }

  void compare(const FoundSetting& found, const Measure& before, const Measure& after) {
    const Setting& setting = found.setting;
    if (setting.scale == Scale::open_list || setting.scale == Scale::needed_list) {
      return compare_lists(found, before.values, after.values);
    }
    if (!before.rank || !after.rank) {
      // Nothing opens where what holds by itself gives way to the safest there is.
      if (before.is_absent && after.rank && is_safest(setting, *after.rank)) return;
      const std::string& unknown = after.unknown.empty() ? before.unknown : after.unknown;
      return add(Direction::unclear, found,
                 std::string(setting.words) + " may change: it depends on " + unknown);
    }
    if (*before.rank != *after.rank) {
      const bool is_safer = *after.rank > *before.rank;
      return add(is_safer ? Direction::tighter : Direction::wider, found,
                 words_of(setting, before, after, is_safer));
    }
    if (setting.scale == Scale::given_is_safe && !before.is_map && !after.is_map) {
      add(Direction::unclear, found, std::string(setting.words) + " is another one");
    }
  }

  void compare_lists(const FoundSetting& found, const std::vector<Pattern>& before,
                     const std::vector<Pattern>& after) {
    const bool is_open_list = found.setting.scale == Scale::open_list;
    tell_missing(found, after, before, is_open_list ? Direction::wider : Direction::tighter,
                 ": newly ");
    tell_missing(found, before, after, is_open_list ? Direction::tighter : Direction::wider,
                 ": no longer ");
  }

  void tell_missing(const FoundSetting& found, const std::vector<Pattern>& values,
                    const std::vector<Pattern>& others, Direction direction,
                    std::string_view verb) {
    std::vector<std::string> shown;
    std::string doubt;
    for (const Pattern& each : values) {
      const bool is_there = std::ranges::any_of(
          others, [&](const Pattern& other) { return value_covers(other, each); });
      if (is_there) continue;
      shown.push_back(each.shown);
      if (doubt.empty()) doubt = doubt_about(each);
    }
    if (shown.empty()) return;
    std::string what = std::string(found.setting.words) + std::string(verb) +
                       support::listed(shown, most_shown_values);
    if (!doubt.empty() && !others.empty()) {
      // What may be gone opens nothing.
      if (direction == Direction::wider) direction = Direction::unclear;
      what += "; it depends on " + doubt;
    }
    add(direction, found, std::move(what));
  }

  [[nodiscard]] std::string doubt_about(const Pattern& pattern) const {
    for (const char32_t symbol : pattern.symbols) {
      if (atoms_.is_unknown(symbol)) return atoms_.at(symbol).unknown;
    }
    return {};
  }

  void add(Direction direction, const FoundSetting& found, std::string what) {
    const ResourceEntry* entry = is_gone_ ? pair_.before : pair_.after;
    rows_.add(direction, found.setting.concern, pair_.any(),
              entry == nullptr ? std::string() : path_of(*entry, *found.at), std::move(what));
  }

  const Atoms& atoms_;
  const FoundSettings& before_;
  const FoundSettings& after_;
  const Pair& pair_;
  Rows& rows_;
  bool is_gone_ = false;  ///< whether what is reported is on the old side only
};

void tell_guard(const schema::Guard& guard, const Pair& pair, bool was_there, bool is_there,
                Rows& rows) {
  if (was_there == is_there) return;
  rows.add(is_there ? Direction::tighter : Direction::wider, guard.concern, pair.any(), {},
           std::string(guard.words) + (is_there ? " is added" : " is taken away"));
}

}  // namespace

void find_setting_changes(StackView& view, std::vector<SecurityChange>& changes) {
  for (const Pair& pair : view.touched()) {
    const auto guard = schema::fact_of<schema::Guard>(pair.any().type_name);
    in_each_scenario(pair.any(), SecurityKind::public_access, changes,
                     [&](Scenario& scenario, Rows& rows) {
                       const Reader old_reader(view.before(), scenario, view.atoms());
                       const Reader new_reader(view.after(), scenario, view.atoms());
                       const FoundSettings before(old_reader, pair.before);
                       const FoundSettings after(new_reader, pair.after);
                       if (guard) {
                         tell_guard(*guard, pair, before.exists(), after.exists(), rows);
                       }
                       SettingRows(view.atoms(), before, after, pair, rows).tell();
                     });
  }
}

}  // namespace omnitrack::diff
