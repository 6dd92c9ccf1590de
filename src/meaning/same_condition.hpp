#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>

#include "meaning/surroundings.hpp"
#include "template/index.hpp"

namespace omnitrack::meaning {

/// What the conditions of a template say, as texts that are made once, when they are asked for.
class ConditionTexts {
 public:
  /// The template must outlive this. What is only assumed of the surroundings decides nothing.
  explicit ConditionTexts(const tmpl::Index& index, Surroundings surroundings = {})
      : index_(index), surroundings_(std::move(surroundings)) {}

  /// A text that is the same for conditions that hold in the same deployments, whatever their names
  /// are, by the comparisons that they are made of; empty where that is not told.
  [[nodiscard]] const std::string& of(std::string_view name) const;
  /// Whether a condition holds in every deployment, or in none; nothing where it depends.
  [[nodiscard]] std::optional<bool> decided(std::string_view name) const;
  /// The same of a comparison by `Fn::Equals`.
  [[nodiscard]] std::optional<bool> decided(const tmpl::Node& equals) const;
  [[nodiscard]] const tmpl::Index& index() const { return index_; }

 private:
  struct Made {
    std::string text;
    int calls = 0;  ///< of functions that it is made of
  };

  [[nodiscard]] std::string named(std::string_view name, int depth) const;
  [[nodiscard]] std::string value_text(const tmpl::Node& value, int depth) const;
  [[nodiscard]] std::string equality(const tmpl::Node& equals) const;
  [[nodiscard]] std::string negated(const tmpl::Node& value, int depth) const;
  [[nodiscard]] std::string joined(const tmpl::Node& value, int depth) const;
  [[nodiscard]] std::optional<std::string> known(const tmpl::Node& value) const;

  const tmpl::Index& index_;
  Surroundings surroundings_;
  mutable std::map<std::string_view, Made> made_;
  // Of the condition that is asked for.
  mutable std::set<std::string_view> open_;
  mutable int calls_ = 0;
  mutable bool is_cut_ = false;
};

/// Whether two conditions of two templates surely hold in the same deployments, whatever their
/// names are: they are made of the same comparisons, or come to the same for all allowed values.
bool same_condition(const ConditionTexts& before, std::string_view old_name,
                    const ConditionTexts& after, std::string_view new_name);

/// Whether one of them surely holds where the other one does not.
bool opposite_condition(const ConditionTexts& before, std::string_view old_name,
                        const ConditionTexts& after, std::string_view new_name);

}  // namespace omnitrack::meaning
