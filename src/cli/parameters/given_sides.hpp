#pragma once

#include "cli/console.hpp"
#include "cli/parameters/given_parameter.hpp"
#include "cli/templates/side.hpp"

namespace omnitrack::cli {

/// Gives both sides of a comparison the values of `given`, but OLD those of `given_old` where there
/// are any. A stack keeps the value that it has where NEW is given none; a default that both sides
/// share is the value where none is given at all. Shows what is wrong; false where it stops.
bool give_parameters(Side& before, Side& after, const GivenParameters& given,
                     const GivenParameters& given_old, const Console& console);

}  // namespace omnitrack::cli
