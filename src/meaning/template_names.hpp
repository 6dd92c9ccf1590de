#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "meaning/sam/expansion.hpp"
#include "template/index.hpp"

namespace omnitrack::meaning {

/// What a name of a template stands for.
enum class NameKind : std::uint8_t {
  unknown,
  parameter,
  pseudo_parameter,
  resource,
  made_by_loop,  ///< a resource or condition that an Fn::ForEach makes
  unseen,        ///< may be made by a macro, a module or SAM: nothing can be said
};

/// A name looked up.
struct Named {
  NameKind kind = NameKind::unknown;
  const tmpl::ParameterEntry* parameter = nullptr;
  /// Of a resource that is written out, or of what SAM makes of it.
  const tmpl::ResourceEntry* resource = nullptr;
  const tmpl::Node* loop_body = nullptr;  ///< of a resource that a loop makes
};

/// The names of a template, those that loops and transforms make among them.
class Names {
 public:
  /// What SAM makes of the template counts where it is given; it must live as long.
  explicit Names(const tmpl::Index& index, const sam::Expansion* made = nullptr);

  /// A parameter, a resource or a pseudo parameter.
  [[nodiscard]] Named find(std::string_view name) const;
  /// Whether a resource with an attribute is what SAM lets references name, as in `Fn.Alias`.
  [[nodiscard]] sam::Expansion::Property property(std::string_view resource,
                                                  std::string_view attribute) const;
  /// Whether a condition is there, or may be.
  [[nodiscard]] bool may_be_condition(std::string_view name) const;

  /// Why a name that Ref or Fn::GetAtt cannot take is wrong: what else bears it, or the nearest
  /// name; may be empty.
  [[nodiscard]] std::string hint_for_ref(std::string_view wrong) const;
  [[nodiscard]] std::string hint_for_resource(std::string_view wrong) const;
  [[nodiscard]] std::string hint_for_condition(std::string_view wrong) const;
  [[nodiscard]] std::string hint_for_mapping(std::string_view wrong) const;

 private:
  struct LoopVariable {
    std::string_view identifier;
    const tmpl::Node* collection;
  };
  struct LoopMade {
    std::string_view section;
    std::string_view pattern;
    const tmpl::Node* body;
    std::vector<LoopVariable> variables;
  };

  void add_loop(std::string_view section, const tmpl::Node& argument,
                std::vector<LoopVariable> variables);
  [[nodiscard]] const LoopMade* find_made(std::string_view section, std::string_view name) const;
  [[nodiscard]] static bool matches(const LoopMade& made, std::string_view pattern,
                                    std::string_view name);
  [[nodiscard]] bool may_be_transformed(std::string_view name) const;
  [[nodiscard]] bool may_be_made_by_sam(std::string_view name) const;
  [[nodiscard]] const std::vector<std::string_view>& modules() const;

  const tmpl::Index& index_;
  const sam::Expansion* made_by_sam_;
  std::vector<LoopMade> made_;
  // Made when first asked for, which a template without a wrong name never does.
  mutable std::optional<std::vector<std::string_view>> modules_;
  mutable std::vector<std::string_view> referable_;
};

/// Whether a name is one of CloudFormation's pseudo parameters, e.g. `AWS::Region`.
bool is_pseudo_parameter(std::string_view name);

}  // namespace omnitrack::meaning
