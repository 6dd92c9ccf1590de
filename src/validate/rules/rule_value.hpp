#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "template/index.hpp"
#include "validate/rules/gapped_text.hpp"
#include "validate/truth.hpp"

namespace omnitrack::validate {

/// What an expression of a rule gives. The text belongs to the template, to the rule or to who
/// worked it out.
struct RuleValue {
  enum class Kind : std::uint8_t {
    missing,
    unknown,  ///< known at the deployment only
    text,
    number,
    structure,  ///< a list or a map
  };
  Kind kind = Kind::unknown;
  std::string_view text = {};
  double number = 0;
  const tmpl::Node* node = nullptr;  ///< where it stands in the template; null if it was computed

  [[nodiscard]] bool is(Kind other) const { return kind == other; }
};

RuleValue missing_value();
RuleValue unknown_value();
RuleValue text_value(std::string_view text);
RuleValue number_value(double number);
RuleValue truth_value(Truth truth);

/// The value of what stands in a template; a look-up in a mapping by literal keys gives what is
/// there.
RuleValue value_at(const tmpl::Index& index, const tmpl::Node& node);

/// What is known of the text that a value is; nothing where it is no text, or not known at all.
std::optional<GappedText> known_pieces(const RuleValue& value);

/// The number that a value is, or that its text is; unknown or missing where it is none.
RuleValue as_number(const RuleValue& value);

/// A value as a message shows it.
std::string shown(const RuleValue& value);

/// Whether a value is a text or a number that is known.
inline bool is_plain(const RuleValue& value) {
  return value.is(RuleValue::Kind::text) || value.is(RuleValue::Kind::number);
}

/// Whether two values are the same; what two resources of one type give by the same name differs.
Truth are_equal(const tmpl::Index& index, const RuleValue& left, const RuleValue& right);

/// A text that two values share exactly when they are surely the same; none where that is not
/// known.
std::optional<std::string> sure_text(const RuleValue& value);

/// Whether a value is `true`; one that is missing is not.
Truth is_true(const RuleValue& value);

}  // namespace omnitrack::validate
