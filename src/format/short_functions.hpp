#pragma once

#include "format/syntax.hpp"

namespace omnitrack::format {

/// Writes a call of a function by its short form where there is one that says the same, and an
/// `!GetAtt` of two names as one text. What is in the value must be short already.
void shorten(Value& value);

}  // namespace omnitrack::format
