#pragma once

#include "omnitrack/synth.hpp"
#include "synth/plan.hpp"

namespace omnitrack::synth {

/// Puts what the lock pins of its resources in place of what the code says, and reports where the
/// code says something else than when it was pinned. The logical ids must be assigned.
void keep_pins(Plan& plan, const SynthOptions& options);

}  // namespace omnitrack::synth
