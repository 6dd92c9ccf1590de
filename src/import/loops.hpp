#pragma once

#include <cstddef>
#include <span>
#include <string>

#include "import/statement.hpp"

namespace omnitrack::importing {

/// How many of the first statements differ in literals alone, and enough for a loop; else 0.
std::size_t repeated(std::span<const Statement> statements);

/// What the rows of a loop over such statements are called.
std::string row_type(const Statement& statement);

/// Statements that differ in literals alone as a loop over rows of a type, indented as in a
/// function.
std::string loop_text(std::span<const Statement> statements, const std::string& type);

}  // namespace omnitrack::importing
