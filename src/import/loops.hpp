#pragma once

#include <cstddef>
#include <span>
#include <string>

#include "import/statement.hpp"

namespace omnitrack::importing {

/// How many of the first statements differ in literals alone, and enough for a loop; else 0.
std::size_t repeated(std::span<const Statement> statements);

/// Statements that differ in literals alone as a loop over these, indented as in a function.
std::string loop_text(std::span<const Statement> statements);

}  // namespace omnitrack::importing
