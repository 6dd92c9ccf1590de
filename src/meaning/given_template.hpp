#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "meaning/decided_conditions.hpp"
#include "meaning/filled.hpp"
#include "meaning/made_template.hpp"
#include "template/index.hpp"

namespace omnitrack::meaning {

/// What a parameter is given, and who gives it, for people: `prod.json:3:5`, `its default`.
struct GivenText {
  std::string text;
  std::string source;
};
inline constexpr std::string_view default_source = "its default";

/// What parameters are given, by their names.
using GivenTexts = std::map<std::string, GivenText, std::less<>>;

/// The key under which a parameter of a given template has what it is given.
inline constexpr std::string_view given_key = "Value";

/// A template as it is where its parameters have values: these stand in place of the references to
/// them, and what conditions then decide is decided. What is not to be shown, and what Systems
/// Manager keeps, stays a reference.
class GivenTemplate {
 public:
  /// The template must outlive this. Values of parameters that it does not have are left aside.
  GivenTemplate(const tmpl::Index& written, GivenTexts values);

  [[nodiscard]] const tmpl::Index& index() const { return made_->index; }
  [[nodiscard]] const tmpl::Index& written() const { return filled_->written(); }
  /// The rules with the values in them. `index()` has them as they are written: they make nothing.
  [[nodiscard]] std::span<const tmpl::Member> rules() const { return rules_.members(); }
  /// Whether the values decide each condition.
  [[nodiscard]] bool decides_all() const { return decides_all_; }
  /// Whether what is written at a place is not there with these values: a resource or an output
  /// whose condition does not hold, a branch that is not taken.
  [[nodiscard]] bool leaves_out(std::uint32_t begin) const;
  /// The parameters whose values stand between two places, each once.
  [[nodiscard]] std::vector<std::string_view> parameters_in(std::uint32_t begin,
                                                            std::uint32_t end) const;
  /// What a parameter is given; null where it is given nothing.
  [[nodiscard]] const GivenText* find(std::string_view parameter) const;

 private:
  GivenTexts values_;
  std::unique_ptr<Filled> filled_;
  std::unique_ptr<MadeTemplate> made_;
  std::vector<TextRange> left_out_;
  tmpl::Node rules_;
  bool decides_all_ = false;
};

}  // namespace omnitrack::meaning
