#pragma once

#include <string>

#include "cli/templates/side.hpp"

namespace omnitrack::cli {

/// Writes the templates of each step from the old ones to the new ones, which CloudFormation takes
/// one after the other: `FOLDER/STEP/NAME.template.json`, steps from 1. Says what each step does.
/// Throws Failure, with nothing written, where there is no such sequence or the folder is not
/// empty.
void write_phases(const Side& before, const Side& after, const std::string& folder, bool compact,
                  const Console& console);

}  // namespace omnitrack::cli
