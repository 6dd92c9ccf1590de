#pragma once

#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "diff/security/measure.hpp"

namespace omnitrack::diff {

/// A setting at a place of a resource.
struct FoundSetting {
  Setting setting = {};
  std::string place;  ///< its path, items of lists by their names
  std::string item;   ///< the place of the list's item around it; empty where there is none
  const tmpl::Node* at = nullptr;
  Measure measure;
};

/// All settings of a resource on one side in one scenario.
class FoundSettings {
 public:
  FoundSettings(const Reader& reader, const tmpl::ResourceEntry* entry);

  [[nodiscard]] bool exists() const { return exists_; }
  [[nodiscard]] const std::vector<FoundSetting>& all() const { return found_; }
  [[nodiscard]] const FoundSetting* find(const FoundSetting& wanted) const;
  /// Whether the place would have the setting, so that its absence says something.
  [[nodiscard]] bool has_room_for(const FoundSetting& wanted) const;
  /// Whether a setting says something, by the one that it goes with.
  [[nodiscard]] bool has_meaning(const FoundSetting& wanted) const;

 private:
  void walk(const tmpl::Node& value, std::size_t item_size, std::string_view within);
  [[nodiscard]] bool may_have_setting(const tmpl::Node& value) const;
  /// Whether a value, or anything in it, may have settings.
  [[nodiscard]] bool may_hold_setting(const tmpl::Node& value) const;
  void walk_text(const tmpl::Member& text);
  [[nodiscard]] bool is_policy_text(std::string_view property) const;
  /// Whether something stands at a place that leads through no list.
  [[nodiscard]] bool is_there(std::string_view place) const;
  /// Its place among those found; nothing where it is not.
  [[nodiscard]] std::optional<std::size_t> find(const Setting& setting,
                                                const std::string& place) const;
  [[nodiscard]] std::string name_of(const tmpl::Node& item) const;
  void add_pair(const tmpl::Node& map);
  void add(const Setting& setting, const tmpl::Node& value, std::size_t item_size);

  const Reader& reader_;
  std::string_view type_;
  const tmpl::Node* properties_ = nullptr;
  bool exists_ = false;
  std::string place_;  ///< where the walk is
  std::vector<FoundSetting> found_;
  std::unordered_map<std::string, std::vector<std::size_t>> by_place_;
  std::set<std::string, std::less<>> items_;
  std::vector<std::unique_ptr<const tmpl::Template>> texts_;  ///< policies that are texts
  const tmpl::Node* text_ = nullptr;                          ///< the text that is read
};

}  // namespace omnitrack::diff
