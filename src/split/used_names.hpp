#pragma once

#include <set>
#include <string_view>

#include "template/index.hpp"

namespace omnitrack::split {

/// The conditions and mappings that some values of a template name, directly or by a condition.
class UsedNames {
 public:
  /// The index must outlive this.
  explicit UsedNames(const tmpl::Index& index) : index_(index) {}

  /// Takes in what a resource or an output names, its own Condition included.
  void add_entry(const tmpl::Node& body);
  void add_condition(std::string_view name);

  [[nodiscard]] bool has_condition(std::string_view name) const {
    return conditions_.contains(name);
  }
  [[nodiscard]] bool has_mapping(std::string_view name) const {
    return has_computed_mapping_ || mappings_.contains(name);
  }

 private:
  void add_value(const tmpl::Node& value);

  const tmpl::Index& index_;
  std::set<std::string_view> conditions_;
  std::set<std::string_view> mappings_;
  bool has_computed_mapping_ = false;
};

}  // namespace omnitrack::split
