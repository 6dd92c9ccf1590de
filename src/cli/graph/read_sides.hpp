#pragma once

#include <string>
#include <vector>

#include "cli/console.hpp"
#include "cli/templates/side.hpp"

namespace omnitrack::cli {

/// Reads what arguments name as one side to be drawn. Where several files have one name, their
/// folders are part of it.
Side read_sides(const std::vector<std::string>& arguments, const Console& console);

/// Says which templates of a side have errors, so that their picture may be wrong.
void tell_errors(const Side& side, const Console& console);

}  // namespace omnitrack::cli
