#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "diff/security/atoms.hpp"
#include "diff/security/scenario.hpp"
#include "diff/security/side.hpp"
#include "meaning/cases.hpp"
#include "meaning/known.hpp"
#include "meaning/text_parts.hpp"

namespace omnitrack::diff {

/// A pattern and how it is shown to a person.
struct Pattern {
  meaning::Symbols symbols;
  std::string shown;
  std::string_view resource = {};  ///< the last one that it refers to; empty where none

  [[nodiscard]] bool is_everything() const {
    return symbols.size() == 1 && symbols.front() == meaning::any_text;
  }
};

/// Whether a value surely takes another one in, as patterns or as networks.
bool value_covers(const Pattern& value, const Pattern& other);

/// Whether a test holds for a value or for any below it; branches are not told apart.
template <typename Test>
bool any_below(const tmpl::Node& value, const Test& test) {
  if (test(value)) return true;
  for (const tmpl::Node& each : value.items()) {
    if (any_below(each, test)) return true;
  }
  for (const tmpl::Member& each : value.members()) {
    if (any_below(each.value, test)) return true;
  }
  return false;
}

/// Whether `*` and `?` stand for other characters in a text.
enum class Wildcards : std::uint8_t { none, stars };

/// Reads the values of one template in one scenario.
class Reader {
 public:
  Reader(const Side& side, Scenario& scenario, Atoms& atoms)
      : side_(side), scenario_(scenario), atoms_(atoms) {}

  [[nodiscard]] const Side& side() const { return side_; }
  [[nodiscard]] Atoms& atoms() const { return atoms_; }

  /// What a value is in this scenario, without `Fn::If` and `Fn::FindInMap` where they are known;
  /// null where it is nothing.
  [[nodiscard]] const tmpl::Node* settle(const tmpl::Node* value) const;
  /// The settled value under a key; null where there is none.
  [[nodiscard]] const tmpl::Node* find(const tmpl::Node* map, std::string_view key) const {
    return map == nullptr ? nullptr : settle(map->find(key));
  }
  /// Whether the stack has a resource in this scenario.
  [[nodiscard]] bool exists(const tmpl::ResourceEntry& entry) const;

  /// The text that a value gives.
  [[nodiscard]] Pattern pattern(const tmpl::Node& value, Wildcards wildcards) const;
  /// The ARN of a resource of this template.
  [[nodiscard]] Pattern own_arn(const tmpl::ResourceEntry& entry) const;
  /// What a GetAtt, or for an empty attribute a Ref, of a resource of this template gives.
  [[nodiscard]] Pattern own_attribute(const tmpl::ResourceEntry& entry,
                                      std::string_view attribute) const;
  /// What a pseudo parameter such as `AWS::Region` gives.
  [[nodiscard]] Pattern pseudo_parameter(std::string_view name) const;
  /// The text of a settled value, where nothing in it waits for the deployment.
  [[nodiscard]] std::optional<std::string> text(const tmpl::Node* value) const;
  /// The logical id of the resource of this template that a value names; empty for anything else.
  [[nodiscard]] std::string_view named_resource(const tmpl::Node& value) const;
  /// What a value depends on before the deployment, in words; empty where it is known.
  [[nodiscard]] std::string unknown_part(const tmpl::Node& value) const;

  /// Visits each settled item of a list, or a value that stands alone.
  template <typename Visit>
  void for_each_item(const tmpl::Node* value, const Visit& visit) const {
    value = settle(value);
    if (value == nullptr) return;
    if (!value->is(tmpl::Kind::list)) return visit(*value);
    for (const tmpl::Node& each : value->items()) for_each_item(&each, visit);
  }

 private:
  [[nodiscard]] const tmpl::Node* found_for(const tmpl::Node& value) const;
  void append(const tmpl::Node& value, Wildcards wildcards, Pattern& pattern) const;
  void append_literal(std::string_view text, Wildcards wildcards, Pattern& pattern) const;
  [[nodiscard]] std::optional<std::string_view> known_place(
      std::string_view pseudo_parameter) const;
  void append_reference(const meaning::TextPart& part, Pattern& pattern) const;
  void append_resource(const tmpl::ResourceEntry& entry, std::string_view attribute,
                       Pattern& pattern) const;
  bool append_arn(const tmpl::ResourceEntry& entry, Pattern& pattern) const;
  void append_unknown(const tmpl::Node& value, Pattern& pattern) const;

  const Side& side_;
  Scenario& scenario_;
  Atoms& atoms_;
};

}  // namespace omnitrack::diff
