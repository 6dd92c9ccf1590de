#pragma once

#include "support/buffer.hpp"
#include "synth/imports.hpp"
#include "synth/plan.hpp"

namespace omnitrack::synth {

/// Writes one stack's template, ended by a line feed.
void write_template(const StackPlan& plan, const Imports& imports, bool compact,
                    support::Buffer& out);

}  // namespace omnitrack::synth
