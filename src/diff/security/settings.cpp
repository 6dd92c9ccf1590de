#include "diff/security/settings.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <set>

#include "diff/security/measure.hpp"
#include "diff/security/rows.hpp"
#include "schema/facts.hpp"

namespace omnitrack::diff {

using tmpl::Kind;
using tmpl::Member;
using tmpl::Node;
using tmpl::ResourceEntry;

namespace {

constexpr std::size_t most_values = 4;

/// A setting at a place of a resource.
struct Found {
  Setting setting = {};
  std::string place;  ///< its path, items of lists by their names
  std::string item;   ///< the place of the list's item around it; empty where there is none
  const Node* at = nullptr;
  Measure measure;
};

std::optional<Setting> find_setting(std::string_view name, std::string_view within,
                                    std::string_view type) {
  for (const Setting& each : schema::facts_of<Setting>(name)) {
    if (!each.within.empty() && each.within != within) continue;
    if (type.starts_with(each.types)) return each;
  }
  return std::nullopt;
}

/// Whether a map may have settings, itself or as pairs of a key and a value.
bool has_setting(const Node& value) {
  return std::ranges::any_of(value.members(), [](const Member& each) {
    return !schema::facts_of<Setting>(each.key()).empty() ||
           (each.value.is(Kind::string) && !schema::facts_of<Setting>(each.value.text()).empty());
  });
}

/// All settings of a resource on one side in one scenario.
class Settings {
 public:
  Settings(const Reader& reader, const ResourceEntry* entry) : reader_(reader) {
    if (entry == nullptr || !reader.exists(*entry)) return;
    exists_ = true;
    type_ = entry->type_name;
    if (entry->properties != nullptr) walk(*entry->properties, {}, {}, {});
  }

  [[nodiscard]] bool exists() const { return exists_; }
  [[nodiscard]] const std::vector<Found>& all() const { return found_; }
  [[nodiscard]] const Found* find(const Found& wanted) const {
    const auto at = std::ranges::find_if(found_, [&](const Found& each) {
      return each.setting == wanted.setting && each.place == wanted.place;
    });
    return at == found_.end() ? nullptr : &*at;
  }
  /// Whether the place would have the setting, so that its absence says something.
  [[nodiscard]] bool has_room_for(const Found& wanted) const {
    return exists_ && (wanted.item.empty() || items_.contains(wanted.item));
  }
  /// Whether a setting says something, by the one that it goes with.
  [[nodiscard]] bool has_meaning(const Found& wanted) const {
    const std::string_view with = wanted.setting.only_with;
    if (with.empty()) return true;
    const std::string beside = wanted.place.substr(0, wanted.place.rfind('/') + 1).append(with);
    const auto found = std::ranges::find(found_, beside, &Found::place);
    return found != found_.end() && found->measure.rank != 0;
  }

 private:
  void walk(const Node& value, const std::string& place, const std::string& item,
            std::string_view within) {
    // A condition is asked for only where it matters.
    if (value.is_call() && !any_below(value, has_setting)) return;
    const Node* settled = reader_.settle(&value);
    if (settled == nullptr) return;
    for (const Node& each : settled->items()) {
      if (each.is_call() && !any_below(each, has_setting)) continue;
      const Node* one = reader_.settle(&each);
      if (one == nullptr || one->is_scalar()) continue;
      const std::string name = place + '/' + name_of(*one);
      items_.insert(name);
      walk(*one, name, name, within);
    }
    if (settled->is_call()) return;
    add_pair(*settled, place);
    for (const Member& each : settled->members()) {
      const auto setting = find_setting(each.key(), within, type_);
      if (!setting && each.value.is_scalar()) continue;
      std::string below = place;
      below.append(1, '/').append(each.key());
      if (setting) add(*setting, each.value, below, item);
      if (!each.value.is_scalar()) walk(each.value, below, item, each.key());
    }
  }

  /// What tells an item of a list from the others; `*` where nothing does.
  [[nodiscard]] std::string name_of(const Node& item) const {
    static constexpr std::array<std::string_view, 5> names{"Id", "Name", "Key", "DeviceName",
                                                           "Sid"};
    for (const std::string_view each : names) {
      if (const auto text = reader_.text(reader_.find(&item, each))) return *text;
    }
    return "*";
  }

  /// `{"Key": …, "Value": …}` and the like.
  void add_pair(const Node& map, const std::string& place) {
    static constexpr auto pairs = std::to_array<std::pair<std::string_view, std::string_view>>(
        {{"Key", "Value"}, {"ParameterName", "ParameterValue"}});
    for (const auto& [name, value] : pairs) {
      const auto text = reader_.text(reader_.find(&map, name));
      const Node* given = map.find(value);
      if (!text || given == nullptr) continue;
      const auto setting = find_setting(*text, {}, type_);
      if (setting) add(*setting, *given, place, {});
    }
  }

  void add(const Setting& setting, const Node& value, const std::string& place,
           const std::string& item) {
    const Node* settled = reader_.settle(&value);
    if (settled == nullptr) return;
    Found found{.setting = setting,
                .place = place,
                .item = item,
                .at = settled,
                .measure = measured(setting, reader_, *settled)};
    const auto same = std::ranges::find_if(
        found_, [&](const Found& each) { return each.setting == setting && each.place == place; });
    if (same == found_.end()) {
      found_.push_back(std::move(found));
    } else {
      add_weaker(setting, std::move(found.measure), same->measure);
    }
  }

  const Reader& reader_;
  std::string_view type_;
  bool exists_ = false;
  std::vector<Found> found_;
  std::set<std::string, std::less<>> items_;
};

std::string words_of(const Setting& setting, const Measure& before, const Measure& after,
                     bool is_safer) {
  const std::string words(setting.words);
  switch (setting.scale) {
    case Scale::on_is_safe:
      return words + (is_safer ? " is switched on" : " is switched off");
    case Scale::off_is_safe:
      return words + (is_safer ? " is switched off" : " is switched on");
    case Scale::given_is_safe:
      return words + (is_safer ? " is added" : " is taken away");
    case Scale::given_is_open:
      return words + (is_safer ? " is taken away" : " is added");
    default:
      return words + " goes from " + before.shown + " to " + after.shown;
  }
}

/// What a resource that comes has from the beginning.
std::string words_of(const Setting& setting, const Measure& measure) {
  const std::string words(setting.words);
  switch (setting.scale) {
    case Scale::on_is_safe:
      return words + " is off";
    case Scale::off_is_safe:
      return words + " is on";
    case Scale::given_is_open:
      return words + " is there";
    case Scale::open_list: {
      std::vector<std::string> shown;
      for (const Pattern& each : measure.values) shown.push_back(each.shown);
      return words + ": " + listed(shown, most_values);
    }
    default:
      return words + " is " + measure.shown;
  }
}

class SettingRows {
 public:
  SettingRows(const Atoms& atoms, const Settings& before, const Settings& after, const Pair& pair,
              Rows& rows)
      : atoms_(atoms), before_(before), after_(after), pair_(pair), rows_(rows) {}

  void tell() {
    for (const Found& each : after_.all()) {
      if (!has_meaning(each)) continue;
      const Found* old = before_.find(each);
      if (old != nullptr) {
        if (old->measure.key != each.measure.key) compare(each, old->measure, each.measure);
      } else if (has_or_guards(before_, each)) {
        compare(each, measured_absence(each.setting), each.measure);
      } else if (is_wide_open(each.setting, each.measure)) {
        add(Direction::wider, each, words_of(each.setting, each.measure));
      }
    }
    for (const Found& each : before_.all()) {
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
  [[nodiscard]] bool has_meaning(const Found& found) const {
    return (!before_.exists() || before_.has_meaning(found)) &&
           (!after_.exists() || after_.has_meaning(found));
  }

  /// Whether a setting's absence says something on a side: it would have it, or the item itself.
  static bool has_or_guards(const Settings& side, const Found& found) {
    return side.has_room_for(found) || (found.setting.is_guard && side.exists());
  }

  static bool is_reachability(SecurityKind kind) {
    return kind == SecurityKind::public_access || kind == SecurityKind::network;
  }

  void compare(const Found& found, const Measure& before, const Measure& after) {
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

  void compare_lists(const Found& found, const std::vector<Pattern>& before,
                     const std::vector<Pattern>& after) {
    const bool is_open_list = found.setting.scale == Scale::open_list;
    tell_missing(found, after, before, is_open_list ? Direction::wider : Direction::tighter,
                 ": newly ");
    tell_missing(found, before, after, is_open_list ? Direction::tighter : Direction::wider,
                 ": no longer ");
  }

  void tell_missing(const Found& found, const std::vector<Pattern>& values,
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
    std::string what =
        std::string(found.setting.words) + std::string(verb) + listed(shown, most_values);
    if (!doubt.empty() && !others.empty()) {
      direction = Direction::unclear;
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

  void add(Direction direction, const Found& found, std::string what) {
    const ResourceEntry* entry = is_gone_ ? pair_.before : pair_.after;
    rows_.add(direction, found.setting.concern, pair_.any(),
              entry == nullptr ? std::string() : path_of(*entry, *found.at), std::move(what));
  }

  const Atoms& atoms_;
  const Settings& before_;
  const Settings& after_;
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
                       const Settings before(old_reader, pair.before);
                       const Settings after(new_reader, pair.after);
                       if (guard) {
                         tell_guard(*guard, pair, before.exists(), after.exists(), rows);
                       }
                       SettingRows(view.atoms(), before, after, pair, rows).tell();
                     });
  }
}

}  // namespace omnitrack::diff
