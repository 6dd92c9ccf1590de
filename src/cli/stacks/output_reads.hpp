#pragma once

#include <vector>

#include "cli/templates/place.hpp"
#include "cli/templates/side.hpp"
#include "meaning/exports.hpp"

namespace omnitrack::cli {

/// Whether a stack, or a nested stack that it is split into, may read an output of another stack.
bool may_read_outputs(const SideTemplate& stack);

/// The outputs of other stacks that a stack and the nested stacks that it is split into read.
std::vector<meaning::OutputRead> outputs_read_by(const SideTemplate& stack,
                                                 const PlaceOptions& place);

}  // namespace omnitrack::cli
