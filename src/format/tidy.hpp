#pragma once

#include "format/syntax.hpp"

namespace omnitrack::format {

/// Gives functions their short forms where those say the same, and comments places where they can
/// stand in the tidy form.
void tidy(File& file);

}  // namespace omnitrack::format
