#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "synth/plan.hpp"

namespace omnitrack::synth {

/// Joins the items of a list that is exported, as an export is always one text.
inline constexpr std::string_view list_separator = "||";

/// An output that the synthesizer adds because another stack uses the value.
struct MadeExport {
  std::string logical_id;
  std::string export_name;
  Node value;
  const Element* of;           ///< the resource or parameter whose value it is
  const Condition* condition;  ///< where the resource is made; null for always
};

/// The exports by which values of one stack reach another.
class Imports {
 public:
  /// Remembers that an app's own output exports a value under a literal name.
  void add_own(const Node& value, std::string_view export_name);
  /// Makes sure that a Ref or GetAtt of another stack is exported.
  void require(const Node& value);
  /// The name that the value is exported under; it must have been required.
  [[nodiscard]] const std::string& export_name(const Node& value) const;
  /// The outputs that a stack gets, in the order of their first use.
  [[nodiscard]] const std::vector<MadeExport>& made_for(const Stack& stack) const;
  /// Reports made outputs whose logical ids are taken.
  void report_clashes(const StackPlan& plan) const;

 private:
  static std::string key_of(const Node& value);

  std::unordered_map<std::string, std::string> names_;
  std::unordered_map<const Stack*, std::vector<MadeExport>> made_;
};

}  // namespace omnitrack::synth
