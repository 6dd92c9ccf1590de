#pragma once

#include <memory>
#include <optional>
#include <string>

#include "omnitrack/evidence.hpp"
#include "synth/requirements/finished_stack.hpp"
#include "synth/requirements/placed_values.hpp"
#include "validate/truth.hpp"
#include "validate/values/pattern_match.hpp"

namespace omnitrack::synth {

/// What a value of a template should be, by a piece of evidence.
class Expectation {
 public:
  /// The stack must outlive it.
  Expectation(const FinishedStack& in, detail::Comparison comparison, const Node& expected,
              const Construct* target);

  /// Whether that is so of a value.
  [[nodiscard]] validate::Truth holds_for(const PlacedValue& placed) const;
  /// What it should be, in words that follow `should`: `be true`, `refer to 'Shop/Vpc'`.
  [[nodiscard]] std::string wish() const;
  /// What it is then, in words that follow its name: `is true`, `refers to 'Shop/Vpc'`.
  [[nodiscard]] std::string claim() const;

 private:
  [[nodiscard]] std::string words(std::string_view be, std::string_view be_not,
                                  std::string_view third_person) const;
  [[nodiscard]] validate::Truth is(const tmpl::Node& value) const;
  [[nodiscard]] validate::Truth is_in_range(const tmpl::Node& value) const;
  [[nodiscard]] validate::Truth matches(const tmpl::Node& value) const;
  [[nodiscard]] validate::Truth contains(const tmpl::Node& value) const;

  const FinishedStack& in_;
  detail::Comparison comparison_;
  const Construct* target_;
  WrittenForm expected_;
  std::unique_ptr<const validate::CompiledPattern> pattern_;
};

}  // namespace omnitrack::synth
