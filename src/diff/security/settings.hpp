#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "diff/security/stack_view.hpp"
#include "diff/verdicts.hpp"

namespace omnitrack::diff {

/// How the values of a setting compare.
enum class Scale : std::uint8_t {
  on_is_safe,     ///< a boolean
  off_is_safe,    ///< a boolean
  given_is_safe,  ///< whether it is there
  given_is_open,  ///< whether it is there
  ranked,         ///< by the list of its values, the weakest first
  more_is_safe,   ///< a number
  less_is_safe,   ///< a number
  open_list,      ///< each value lets somebody in
  needed_list,    ///< each value protects
};

/// A property that makes a resource more open or tighter.
struct Setting {
  std::string_view name;  ///< of the property, or the key of an attribute such as `require_ssl`
  std::string_view within = {};  ///< the property around it; empty for any
  std::string_view types = {};   ///< how the types begin that have it; empty for any
  SecurityChange::Kind kind = SecurityChange::Kind::public_access;
  Scale scale = Scale::on_is_safe;
  std::string_view words = {};  ///< a noun
  /// What holds without it; empty where that is not known. For lists, what stands in.
  std::string_view absent = {};
  /// `;` between ranks, `|` between equal values, `*` for any other; the weakest first.
  std::string_view ranks = {};
};

/// The settings of a name; the first that fits a type and a place counts.
std::span<const Setting> settings_of(std::string_view name);

/// A resource that watches over others, so that its coming and going says something.
struct Guard {
  std::string_view type;
  SecurityChange::Kind kind = SecurityChange::Kind::audit;
  std::string_view words;
};

/// The guard that a type is; null for most.
const Guard* find_guard(std::string_view type);

/// Finds settings that change, and guards that come or go.
void find_setting_changes(StackView& view, std::vector<SecurityChange>& changes);

}  // namespace omnitrack::diff
