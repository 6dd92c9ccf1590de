#pragma once

#include <optional>
#include <string_view>

#include "schema/class_sequence.hpp"

namespace omnitrack::validate {

/// Whether a sequence is found in a text of ASCII; nothing where the text is not ASCII, or where
/// finding out takes too many steps.
std::optional<bool> is_found(schema::ClassSequence sequence, std::string_view text);

/// Whether a text may match that begins so; nothing where that text is not ASCII, or where finding
/// out takes too many steps.
std::optional<bool> may_begin(schema::ClassSequence sequence, std::string_view beginning);

/// False where no text that has such a piece can match. Groups among the classes are not looked
/// into.
bool may_hold(schema::ClassSequence sequence, std::string_view piece);

}  // namespace omnitrack::validate
