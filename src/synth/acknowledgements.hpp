#pragma once

#include "synth/plan.hpp"

namespace omnitrack::synth {

/// Writes the acknowledgements of the validation's findings, and the losses that are accepted, into
/// the metadata of the resources or of the stack that they are about.
void write_acknowledgements(App& app, const Plan& plan);

/// Marks the warnings so far that are acknowledged.
void mark_acknowledged(App& app);

/// Reports the acknowledgements that met no warning.
void report_unmet_acknowledgements(App& app);

}  // namespace omnitrack::synth
