#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "diff/changes/hidden_values.hpp"
#include "meaning/expanded.hpp"
#include "meaning/filled.hpp"
#include "meaning/same_condition.hpp"
#include "meaning/surroundings.hpp"
#include "template/index.hpp"

namespace omnitrack::diff {

/// What a change of one value does to its resource.
enum class Effect : std::uint8_t {
  none,         ///< nothing, such as metadata
  in_place,     ///< it is updated
  may_replace,  ///< it is replaced under a condition, see the reason
  replaces,     ///< it is replaced
};

/// What happens to a resource.
enum class Action : std::uint8_t {
  create,
  update,       ///< in place
  may_replace,  ///< replaced under a condition, else updated
  replace,      ///< a new one is made, then the old one goes the way of its `Disposition`
  remove,       ///< deleted
  retain,       ///< leaves the stack and is kept, with its data
  orphan,       ///< leaves the stack and is kept, though it holds no data
};

/// What becomes of the physical resource that was there, where it leaves the stack.
enum class Disposition : std::uint8_t { none, deleted, retained, snapshot };

/// One value that differs, or that will differ because of something else.
struct Change {
  /// RFC 6901, from its entry, with the places of items before: `/Properties/Tags/0/Value`. An item
  /// that is gone from a list has no `after`; one that is added to it ends in `/-` and has no
  /// `before`.
  std::string path;
  const tmpl::Node* before = nullptr;  ///< null where it is absent
  const tmpl::Node* after = nullptr;
  Effect effect = Effect::in_place;
  std::string reason = {};  ///< why it is not certain, or what it follows from; may be empty
  /// What it follows from: a logical id, `Mappings/NAME`, `Conditions/NAME`, `Parameters/NAME`, or
  /// `STACK.Outputs.NAME` of another stack; empty for a difference of the texts. Before and after
  /// are then written alike.
  std::string because = {};
  bool is_certain = true;  ///< whether it will surely be another value, where it follows

  [[nodiscard]] bool is_consequence() const { return !because.empty(); }
};

using Changes = std::vector<Change>;

/// A resource that changes.
struct ResourceChange {
  std::string_view logical_id;
  std::string_view type_name;                   ///< of the new side, where there is one
  const tmpl::ResourceEntry* before = nullptr;  ///< null where it is created
  const tmpl::ResourceEntry* after = nullptr;   ///< null where it leaves
  Action action = Action::update;
  bool is_stateful = false;  ///< whether it holds data that is lost with it
  Disposition disposition = Disposition::none;
  bool may_not_happen = false;  ///< made or gone only where its condition holds
  /// A condition that changed decides whether it is there: it may be removed, or made.
  bool may_be_removed = false;
  std::string reason = {};  ///< why it is uncertain, or what is worth knowing; may be empty
  Changes changes = {};

  /// Adds words to the reason.
  void add_reason(std::string_view words) {
    if (!reason.empty()) reason += "; ";
    reason += words;
  }

  [[nodiscard]] bool leaves() const { return action >= Action::remove; }
  [[nodiscard]] bool is_replaced() const {
    return action == Action::replace || action == Action::may_replace;
  }
  /// Whether one is made: new, or anew.
  [[nodiscard]] bool is_made() const {
    return action == Action::create || (is_replaced() && after != nullptr);
  }
  /// Whether the one that is there leaves the stack, or gives way to another.
  [[nodiscard]] bool goes() const { return leaves() || (is_replaced() && before != nullptr); }
};

/// A part of a template other than its resources.
enum class Section : std::uint8_t {
  outputs,
  parameters,
  conditions,
  mappings,
  rules,
  metadata,
  loops,     ///< an `Fn::ForEach::NAME` or an `Fn::Transform` that makes resources
  settings,  ///< Description, Transform, AWSTemplateFormatVersion, … by their own names
};

/// An output, a parameter, … that changes.
struct EntryChange {
  Section section = Section::outputs;
  std::string_view name;
  const tmpl::Node* before = nullptr;  ///< null where it is new
  const tmpl::Node* after = nullptr;   ///< null where it is gone
  Changes changes = {};                ///< where it is on both sides
  /// Whether all that it does is told of the resources that it makes, or that it is for.
  bool is_told_elsewhere = false;
};

/// What differs between two templates of one stack. Both are read with what is known filled in;
/// the values of changes and entries are the written ones.
struct StackDiff {
  std::string name;
  const tmpl::Index* before = nullptr;  ///< null where the stack is new
  const tmpl::Index* after = nullptr;   ///< null where the stack is gone
  /// The stack that gives it its parameters, where it is a part of one; else empty.
  std::string part_of = {};
  meaning::Surroundings surroundings = {};     ///< of the stack, as far as they are known
  std::vector<ResourceChange> resources = {};  ///< in the order of the new template; gone ones last
  std::vector<EntryChange> entries = {};       ///< a section after the other

  [[nodiscard]] bool is_same() const { return resources.empty() && entries.empty(); }
  /// The logical id of the nested stack that a part is.
  [[nodiscard]] std::string_view part_id() const {
    return std::string_view(name).substr(part_of.size() + 1);
  }
  /// The change of a resource; null where it does not change.
  [[nodiscard]] const ResourceChange* find(std::string_view logical_id) const;
  [[nodiscard]] const EntryChange* find(Section section, std::string_view entry) const;

  /// The templates as they are written, with their loops and `Globals` expanded; null as `before`
  /// and `after` are.
  [[nodiscard]] const tmpl::Index* written_before() const;
  [[nodiscard]] const tmpl::Index* written_after() const;
  /// The templates as they were read.
  [[nodiscard]] const tmpl::Index* read_before() const;
  [[nodiscard]] const tmpl::Index* read_after() const;
  /// Whether JSON that is written alike in both templates says the same there.
  [[nodiscard]] bool may_compare_texts() const;
  /// What is written where a value of either template stands.
  [[nodiscard]] const tmpl::Node& written(const tmpl::Node& value) const;

  std::shared_ptr<const meaning::Expanded> expanded_before = {};
  std::shared_ptr<const meaning::Expanded> expanded_after = {};
  std::shared_ptr<const meaning::ConditionTexts> conditions_before = {};  ///< of `before`
  std::shared_ptr<const meaning::ConditionTexts> conditions_after = {};
  std::shared_ptr<const meaning::Filled> filled_before = {};  ///< owns `before`
  std::shared_ptr<const meaning::Filled> filled_after = {};   ///< owns `after`
  /// The parameters among the entries whose defaults are not to be shown.
  std::vector<std::shared_ptr<const HiddenParameter>> hidden = {};
  /// Whether conditions, or values that are given, surely decide something in either template.
  bool has_decided = false;
  /// What was assumed of the surroundings, by the names of pseudo parameters, without which more
  /// would differ.
  std::vector<std::string> assumed = {};
};

/// The templates of one stack.
struct StackPair {
  std::string name;
  const tmpl::Index* before = nullptr;  ///< null where the stack is new
  const tmpl::Index* after = nullptr;   ///< null where it is gone
  /// The stack that gives it its parameters, where it is a part of one, named `STACK.NESTED_STACK`.
  std::string part_of = {};
  /// Where the stack is deployed; what the two templates show where it is not given.
  std::optional<meaning::Surroundings> surroundings = std::nullopt;
  /// Whether values of parameters stand in the templates, so that their texts do not say all.
  bool has_given = false;
};

/// Compares what two templates mean and follows what changes to all that it reaches.
StackDiff compare(const StackPair& pair);

/// Compares each pair, and follows what changes to all that it reaches in the others: by the values
/// that go from a stack to its parts, and back.
std::vector<StackDiff> compare_all(std::span<const StackPair> pairs);

}  // namespace omnitrack::diff
