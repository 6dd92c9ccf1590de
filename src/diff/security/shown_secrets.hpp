#pragma once

#include <vector>

#include "diff/verdicts.hpp"

namespace omnitrack::diff {

/// Appends the parameters whose values are shown from now on, or are hidden, and the secrets in
/// whose place a text stands.
void find_shown_secrets(const StackDiff& diff, std::size_t stack,
                        std::vector<SecurityChange>& changes);

}  // namespace omnitrack::diff
