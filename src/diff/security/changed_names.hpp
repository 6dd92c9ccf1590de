#pragma once

#include <map>
#include <set>
#include <string_view>

#include "diff/changes/changes.hpp"
#include "meaning/mappings.hpp"

namespace omnitrack::diff {

/// The parameters, mappings and conditions whose names stay and whose meaning changes, and the
/// conditions that depend on them.
class ChangedNames {
 public:
  ChangedNames() = default;
  explicit ChangedNames(const StackDiff& diff);

  [[nodiscard]] bool is_empty() const { return names_.empty() && mappings_.empty(); }
  [[nodiscard]] bool has(std::string_view name) const { return names_.contains(name); }
  /// Whether a value depends on one of them.
  [[nodiscard]] bool are_mentioned(const tmpl::Node& value) const;

 private:
  void add_parameters(const tmpl::Index& before, const tmpl::Index& after);
  void add_mappings(const tmpl::Index& before, const tmpl::Index& after);
  void add_conditions(const meaning::ConditionTexts& before, const meaning::ConditionTexts& after);

  /// Whether a look-up may read another value from a mapping.
  [[nodiscard]] bool is_changed_look_up(const tmpl::Node& call) const;

  std::set<std::string_view> names_;  ///< of parameters and conditions
  std::map<std::string_view, meaning::ComparedMapping> mappings_;
};

}  // namespace omnitrack::diff
