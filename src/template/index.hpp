#pragma once

#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "schema/schema.hpp"
#include "template/model.hpp"
#include "template/name_table.hpp"

namespace omnitrack::tmpl {

/// A resource of a template.
struct ResourceEntry {
  std::string_view logical_id;
  const Member* member = nullptr;
  const Node* properties = nullptr;          ///< null where it has none
  std::string_view type_name;                ///< empty where it is missing or no text
  std::optional<schema::ResourceType> type;  ///< nothing where the specification has none
  /// Whether any property and any attribute may be: `Custom::*`,
  /// `AWS::CloudFormation::CustomResource`, a module, a type of another registry, a SAM type, or
  /// made by a macro.
  bool is_open = false;
};

/// A parameter of a template.
struct ParameterEntry {
  std::string_view name;
  const Member* member = nullptr;
  std::string_view type_name;  ///< e.g. `List<AWS::EC2::Subnet::Id>`; empty where it is missing
  [[nodiscard]] bool is_list() const;
};

/// An `Fn::ForEach::NAME` of the language extensions that makes entries of a section.
struct LoopEntry {
  std::string_view section;  ///< `Resources`, `Conditions` or `Outputs`
  const Member* member = nullptr;
};

/// Whether a key begins a loop of the language extensions: `Fn::ForEach::NAME`.
constexpr bool is_loop_key(std::string_view key) { return key.starts_with("Fn::ForEach::"); }

/// Whether what an `Fn::Transform` is given names a macro that is none of AWS's known ones.
bool calls_own_macro(const Node& transform);

/// The sections of a template and what is in them, by name. Made once, in one pass, from any
/// document, however wrong: what does not have the right shape is left out, for the checks to tell.
class Index {
 public:
  explicit Index(const Template& source);

  [[nodiscard]] const Template& source() const { return *source_; }

  [[nodiscard]] std::span<const ResourceEntry> resources() const { return resources_; }
  [[nodiscard]] std::span<const ParameterEntry> parameters() const { return parameters_; }
  /// All members of the section, a loop or an `Fn::Transform` among them.
  [[nodiscard]] std::span<const Member> mappings() const { return mappings_; }
  [[nodiscard]] std::span<const Member> conditions() const { return conditions_; }
  [[nodiscard]] std::span<const Member> rules() const { return rules_; }
  [[nodiscard]] std::span<const Member> outputs() const { return outputs_; }
  /// What stands right under a section; they are not resources.
  [[nodiscard]] std::span<const LoopEntry> loops() const { return loops_; }

  [[nodiscard]] const ResourceEntry* find_resource(std::string_view logical_id) const;
  [[nodiscard]] const ParameterEntry* find_parameter(std::string_view name) const;
  [[nodiscard]] const Member* find_mapping(std::string_view name) const;
  [[nodiscard]] const Member* find_condition(std::string_view name) const;

  /// Counts steps of working out the conditions; false where it is too much for one template, of
  /// which the questions that are left are not answered.
  [[nodiscard]] bool may_take_steps(std::size_t steps) const {
    condition_steps_ += steps;
    return !is_undecided();
  }
  /// Whether questions about conditions were not answered.
  [[nodiscard]] bool is_undecided() const { return condition_steps_ > most_condition_steps; }

  /// A top-level section; null where there is none.
  [[nodiscard]] const Node* section(std::string_view name) const;

  /// The names under `Transform`, in order; macros of one's own among them.
  [[nodiscard]] std::span<const std::string_view> transforms() const { return transforms_; }
  [[nodiscard]] bool uses_sam() const { return uses_sam_; }
  [[nodiscard]] bool uses_language_extensions() const { return uses_language_extensions_; }
  /// Whether a macro that is none of AWS's known ones gets the whole template: then it may use up
  /// sections, keys and types that CloudFormation itself does not know.
  [[nodiscard]] bool has_own_macro() const { return has_own_macro_; }
  /// Whether such a macro, `AWS::Include`, or an `Fn::Transform` at the top or right under a
  /// section may add resources, parameters, mappings or conditions that are not seen here. Loops
  /// are in `loops()`.
  [[nodiscard]] bool may_have_unseen() const { return may_have_unseen_; }
  /// Whether a macro that is none of AWS's known ones gets all resources: no value in them is sure
  /// to stay as it is.
  [[nodiscard]] bool may_rewrite_resources() const { return may_rewrite_resources_; }

 private:
  void add_transforms(const Node& transform);
  void add_transform(const Node& transform);
  void add_resources(const Node& section);
  void add_parameters(const Node& section);
  void note_loops_and_transforms(std::string_view section, std::span<const Member> members);

  // Some tenths of a second.
  static constexpr std::size_t most_condition_steps = std::size_t{1} << 27U;

  const Template* source_;
  mutable std::size_t condition_steps_ = 0;
  std::vector<ResourceEntry> resources_;
  std::vector<ParameterEntry> parameters_;
  std::span<const Member> mappings_;
  std::span<const Member> conditions_;
  std::span<const Member> rules_;
  std::span<const Member> outputs_;
  NameTable resource_table_;
  NameTable parameter_table_;
  NameTable mapping_table_;
  NameTable condition_table_;
  std::vector<LoopEntry> loops_;
  std::vector<std::string_view> transforms_;
  bool uses_sam_ = false;
  bool uses_language_extensions_ = false;
  bool has_own_macro_ = false;
  bool may_have_unseen_ = false;
  bool may_rewrite_resources_ = false;
};

}  // namespace omnitrack::tmpl
