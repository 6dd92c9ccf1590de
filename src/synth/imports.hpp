#pragma once

#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "synth/plan.hpp"

namespace omnitrack::synth {

/// Joins the items of a list that is exported, as an export is always one text.
inline constexpr std::string_view list_separator = "||";

/// What a Ref or GetAtt refers to, or the stack that a pseudo parameter is of.
const Construct& owner_of(const Node& reference);

/// Whether what a Ref, a GetAtt or a pseudo parameter gives is a list.
bool is_list(const Node& reference);

/// The condition under which a resource is made; null for always, and of anything else.
const Condition* condition_of(const Construct& owner);

/// Whether a value is a reference to another stack than the one that reads it.
bool is_foreign(const Node& value, const Stack& reader);

/// An output that the synthesizer adds because another stack uses the value.
struct MadeOutput {
  std::string logical_id;
  std::string export_name;  ///< empty where it is only read by `Fn::GetStackOutput`
  Node value;
  const Construct* of;         ///< the resource, parameter or stack whose value it is
  const Condition* condition;  ///< where the resource is made; null for always
};

/// The outputs by which values of one stack reach another.
class Imports {
 public:
  /// Remembers that an app's own output has exactly this value, and the literal name that it
  /// exports it under, which may be empty.
  void add_own(const Node& value, std::string_view logical_id, std::string_view export_name);
  /// Remembers that a stack reads values of resources of another one.
  void add_reader(const Stack& reader, const Stack& other);
  /// A value as it stands in a stack: as it is, except for a pseudo parameter of another stack.
  /// That is a text where it is known, and the stack's own one where both stacks are in one place.
  [[nodiscard]] Node seen_from(const Stack& reader, const Node& value) const;
  /// Makes sure that a value of another stack can be referred to by its strength.
  void require(const Node& value);
  /// The name that the value is exported under; it must have been required as a strong one.
  [[nodiscard]] const std::string& export_name(const Node& value) const;
  /// The logical id of the output that has the value; it must have been required as a weak one.
  [[nodiscard]] const std::string& output(const Node& value) const;
  /// The outputs that a stack gets, in the order of their first use.
  [[nodiscard]] const std::vector<MadeOutput>& made_for(const Stack& stack) const;
  /// Reports made outputs whose logical ids are taken.
  void report_clashes(const StackPlan& plan) const;

 private:
  static constexpr std::size_t none = static_cast<std::size_t>(-1);

  /// How a value reaches other stacks.
  struct Way {
    std::string export_name;
    std::string output;
    std::size_t made = none;  ///< the place among the outputs made for its stack
  };

  static std::string key_of(const Node& value);
  MadeOutput& made_output(const Node& value, Way& way);

  std::unordered_map<std::string, Way> ways_;
  std::unordered_map<const Stack*, std::vector<MadeOutput>> made_;
  std::set<std::pair<const Stack*, const Stack*>> in_one_place_;  ///< both ways round
};

}  // namespace omnitrack::synth
