#pragma once

#include <vector>

#include "omnitrack/synth.hpp"
#include "synth/imports.hpp"
#include "synth/plan.hpp"

namespace omnitrack::synth {

class PropertyHistory;

/// Where each element of a stack comes from, section by section in the order of the tree; with what
/// set their properties where there is a history of that.
std::vector<ElementOrigin> origins_of(const StackPlan& plan, const Imports& imports,
                                      const PropertyHistory* history);

}  // namespace omnitrack::synth
