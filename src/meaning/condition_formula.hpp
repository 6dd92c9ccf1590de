#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "template/index.hpp"

namespace omnitrack::meaning {

/// Conditions as a list of steps, each worked out once for a combination of values, however often
/// it is named. A step's operands come before it.
class ConditionFormula {
 public:
  explicit ConditionFormula(const tmpl::Index& index) : index_(&index) {}

  /// Conditions that are added from now on are those of another template, about the same values.
  void read(const tmpl::Index& index);
  /// The step of a condition; nothing where it cannot be worked out.
  std::optional<std::size_t> add(std::string_view name, int depth = 0);
  /// Adds what the template's rules assert of what is unknown so far; false where that cannot be
  /// worked out.
  /// https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/rules-section-structure.html
  bool add_rules();

  /// Gets ready to work out; false where that is too much for all combinations of values.
  bool prepare();
  /// Works all steps out with the values that are chosen.
  void work_out();
  /// Takes the next combination of values; false after the last.
  bool advance();

  /// Whether the rules that were added let these values pass.
  [[nodiscard]] bool keeps_rules() const;
  /// What came out.
  [[nodiscard]] bool holds(std::size_t step) const { return results_[step]; }
  /// Whether all that is unknown is what a `Ref` gives, the same in both templates of a stack.
  [[nodiscard]] bool rests_on_references() const;

 private:
  struct Step {
    enum class Kind : std::uint8_t { constant, has_value, not_, and_, or_ };
    Kind kind = Kind::constant;
    bool constant = false;
    std::size_t unknown = 0;
    std::size_t value = 0;  ///< of the unknown
    std::vector<std::size_t> operands = {};
  };

  /// Something that is not known before deployment, and the values that matter for it.
  struct Unknown {
    std::vector<std::string> values;
    bool is_reference = false;
    std::size_t chosen = 0;

    /// Where a value stands, if it is one of those that matter.
    [[nodiscard]] std::optional<std::size_t> find(std::string_view value) const;
  };

  [[nodiscard]] bool result_of(const Step& step) const;
  /// Whether so many values of one unknown are too much by themselves.
  [[nodiscard]] bool are_too_many(std::size_t values) const;
  std::size_t push(Step step);
  std::optional<std::size_t> add_value(const tmpl::Node& value, int depth);
  /// The step of whether one of a list of texts is a value.
  std::optional<std::size_t> add_contains(std::span<const tmpl::Node> items);
  [[nodiscard]] bool names_an_unknown(const tmpl::Node& value) const;
  bool add_rule(const tmpl::Node& rule);
  std::optional<std::size_t> add_operands(Step::Kind kind, const tmpl::Node& call, int depth);
  std::optional<std::size_t> add_equality(const tmpl::Node& left, const tmpl::Node& right);
  /// The step of whether an unknown has a value.
  std::optional<std::size_t> add_test(std::string name, std::string_view value,
                                      const tmpl::Node* allowed, bool is_reference);
  std::size_t unknown_named(std::string name, const tmpl::Node* allowed);

  const tmpl::Index* index_;
  std::vector<Step> steps_;
  std::vector<std::size_t> rules_;  ///< the steps that hold in each stack
  std::vector<char> results_;
  std::vector<Unknown> unknowns_;
  std::unordered_map<std::string, std::size_t> unknown_names_;
  std::unordered_map<std::string_view, std::optional<std::size_t>> steps_of_;
};

}  // namespace omnitrack::meaning
