#pragma once

#include "synth/imports.hpp"

namespace omnitrack::synth {

/// Reports calls of `fn::get_stack_output` whose names no stack and no output can have, and those
/// that surely name a stack of the app without such an output.
void check_output_reads(const Plan& plan, const Imports& imports);

}  // namespace omnitrack::synth
