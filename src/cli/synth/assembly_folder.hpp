#pragma once

#include <string>

#include "cli/console.hpp"
#include "omnitrack/synth.hpp"

namespace omnitrack::cli {

/// Writes an app as a cloud assembly, which the CDK's command line takes by `--app FOLDER`: its
/// templates, packed assets, tree and manifests. Makes the folder where there is none. Throws
/// Failure; the manifest is the last to be written.
void write_assembly(const std::string& folder, const Synthesis& synthesis, const Console& console);

}  // namespace omnitrack::cli
