#pragma once

#include <vector>

#include "omnitrack/synth.hpp"
#include "synth/imports.hpp"
#include "synth/plan.hpp"

namespace omnitrack::synth {

/// Where each element of a stack comes from, section by section in the order of the tree.
std::vector<ElementOrigin> origins_of(const StackPlan& plan, const Imports& imports);

}  // namespace omnitrack::synth
