#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "template/model.hpp"

namespace omnitrack::meaning {

/// A piece of a text that CloudFormation puts together.
struct TextPart {
  enum class Kind : std::uint8_t {
    literal,    ///< `text` as it is
    reference,  ///< `text` is what is named, `attribute` what is read of it; empty for a Ref
    other,      ///< whatever `value` calls
  };
  Kind kind = Kind::literal;
  std::string text = {};
  std::string_view attribute = {};
  const tmpl::Node* value = nullptr;  ///< where it is written; null for a literal
};

/// Whether a value is a text made of pieces: Ref, GetAtt, Sub, or Join with a literal delimiter and
/// a literal list.
bool is_text_expression(const tmpl::Node& value);

/// The pieces of a text expression or of a scalar, neighbouring literals as one; no piece is an
/// empty literal.
std::vector<TextPart> text_parts(const tmpl::Node& value);

}  // namespace omnitrack::meaning
