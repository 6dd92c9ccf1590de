#pragma once

#include "omnitrack/synth.hpp"
#include "synth/plan.hpp"

namespace omnitrack::synth {

/// Finds the resources that go on with what is in the lock, also under other paths by `moved`, and
/// gives them their logical ids from there; reports each `moved` that cannot do what it says.
void keep_locked_ids(App& app, Plan& plan, const SynthOptions& options);

}  // namespace omnitrack::synth
