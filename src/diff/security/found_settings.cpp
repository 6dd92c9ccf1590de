#include "diff/security/found_settings.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "diff/security/rows.hpp"
#include "meaning/json_in_text.hpp"
#include "schema/facts.hpp"

namespace omnitrack::diff {

using tmpl::Kind;
using tmpl::Member;
using tmpl::Node;
using tmpl::ResourceEntry;

namespace {

std::optional<Setting> find_setting(std::string_view name, std::string_view within,
                                    std::string_view type) {
  for (const Setting& each : schema::facts_of<Setting>(name)) {
    if (!each.within.empty() && each.within != within) continue;
    if (type.starts_with(each.types)) return each;
  }
  return std::nullopt;
}

/// Whether some setting of a type has a name.
bool is_setting_of(std::string_view type, std::string_view name) {
  for (const Setting& each : schema::facts_of<Setting>(name)) {
    if (type.starts_with(each.types)) return true;
  }
  return false;
}

}  // namespace

FoundSettings::FoundSettings(const Reader& reader, const ResourceEntry* entry) : reader_(reader) {
  if (entry == nullptr || !reader.exists(*entry)) return;
  exists_ = true;
  type_ = entry->type_name;
  properties_ = entry->properties;
  if (properties_ != nullptr) walk(*properties_, 0, {});
}

const FoundSetting* FoundSettings::find(const FoundSetting& wanted) const {
  const auto at = find(wanted.setting, wanted.place);
  return at ? &found_[*at] : nullptr;
}

std::optional<std::size_t> FoundSettings::find(const Setting& setting,
                                               const std::string& place) const {
  const auto there = by_place_.find(place);
  if (there == by_place_.end()) return std::nullopt;
  for (const std::size_t each : there->second) {
    if (found_[each].setting == setting) return each;
  }
  return std::nullopt;
}

bool FoundSettings::has_room_for(const FoundSetting& wanted) const {
  return exists_ && (wanted.item.empty() || items_.contains(wanted.item));
}

bool FoundSettings::has_meaning(const FoundSetting& wanted) const {
  const std::string_view with = wanted.setting.only_with;
  if (with.empty()) return true;
  const std::string beside = wanted.place.substr(0, wanted.place.rfind('/') + 1).append(with);
  const auto found = by_place_.find(beside);
  if (found != by_place_.end()) return found_[found->second.front()].measure.rank != 0;
  return schema::facts_of<Setting>(with).empty() && is_there(beside);
}

bool FoundSettings::is_there(std::string_view place) const {
  const Node* value = properties_;
  while (value != nullptr && !place.empty()) {
    place.remove_prefix(1);
    const std::string_view key = place.substr(0, place.find('/'));
    place.remove_prefix(key.size());
    value = reader_.find(value, key);
  }
  return value != nullptr;
}

/// Whether a map may have settings, itself or as pairs of a key and a value.
bool FoundSettings::may_have_setting(const Node& value) const {
  return std::ranges::any_of(value.members(), [this](const Member& each) {
    return is_setting_of(type_, each.key()) ||
           (each.value.is(Kind::string) && is_setting_of(type_, each.value.text()));
  });
}

bool FoundSettings::may_hold_setting(const Node& value) const {
  return any_below(value, [this](const Node& each) { return may_have_setting(each); });
}

/// Looks for settings in the value at `place_`; the list's item around it, if any, is its first
/// `item_size` bytes.
void FoundSettings::walk(const Node& value, std::size_t item_size, std::string_view within) {
  // A condition is asked for only where it matters.
  if (value.is_call() && !may_hold_setting(value)) return;
  const Node* settled = reader_.settle(&value);
  if (settled == nullptr) return;
  const std::size_t size = place_.size();
  for (const Node& each : settled->items()) {
    if (each.is_call() && !may_hold_setting(each)) continue;
    const Node* one = reader_.settle(&each);
    if (one == nullptr || one->is_scalar()) continue;
    place_.append(1, '/').append(name_of(*one));
    items_.insert(place_);
    walk(*one, place_.size(), within);
    place_.resize(size);
  }
  if (settled->is_call()) return;
  add_pair(*settled);
  for (const Member& each : settled->members()) {
    if (is_policy_text(each.key())) {
      walk_text(each);
      continue;
    }
    const auto setting = find_setting(each.key(), within, type_);
    if (!setting && each.value.is_scalar()) continue;
    place_.append(1, '/').append(each.key());
    if (setting) add(*setting, each.value, item_size);
    if (!each.value.is_scalar()) walk(each.value, item_size, each.key());
    place_.resize(size);
  }
}

/// Whether a property holds a service's own policy as JSON.
/// https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-opensearchserverless-securitypolicy.html
bool FoundSettings::is_policy_text(std::string_view property) const {
  return property == "Policy" && type_.starts_with("AWS::OpenSearchServerless::");
}

void FoundSettings::walk_text(const Member& text) {
  const std::size_t size = place_.size();
  place_.append(1, '/').append(text.key());
  for (const Kind kind : {Kind::map, Kind::list}) {
    auto read = meaning::json_in_text(text.value, kind);
    if (read == nullptr) continue;
    texts_.push_back(std::move(read));
    text_ = &text.value;
    walk(texts_.back()->root(), 0, text.key());
    text_ = nullptr;
  }
  place_.resize(size);
}

/// What tells an item of a list from the others; `*` where nothing does.
std::string FoundSettings::name_of(const Node& item) const {
  static constexpr std::array<std::string_view, 6> names{"Id",         "Name", "Key",
                                                         "DeviceName", "Sid",  "Priority"};
  for (const std::string_view each : names) {
    if (const auto text = reader_.text(reader_.find(&item, each))) return *text;
  }
  return "*";
}

/// `{"Key": …, "Value": …}` and the like.
void FoundSettings::add_pair(const Node& map) {
  static constexpr auto pairs = std::to_array<std::pair<std::string_view, std::string_view>>(
      {{"Key", "Value"}, {"ParameterName", "ParameterValue"}});
  for (const auto& [name, value] : pairs) {
    const auto text = reader_.text(reader_.find(&map, name));
    const Node* given = map.find(value);
    if (!text || given == nullptr) continue;
    const auto setting = find_setting(*text, {}, type_);
    if (setting) add(*setting, *given, 0);
  }
}

void FoundSettings::add(const Setting& setting, const Node& value, std::size_t item_size) {
  const Node* settled = reader_.settle(&value);
  if (settled == nullptr) return;
  FoundSetting found{.setting = setting,
                     .place = place_,
                     .item = place_.substr(0, item_size),
                     .at = text_ == nullptr ? settled : text_,
                     .measure = measured(setting, reader_, *settled)};
  if (const auto same = find(setting, place_)) {
    add_weaker(setting, std::move(found.measure), found_[*same].measure);
  } else {
    by_place_[place_].push_back(found_.size());
    found_.push_back(std::move(found));
  }
}

}  // namespace omnitrack::diff
