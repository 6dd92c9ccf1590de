#pragma once

#include <span>
#include <string>

#include "cli/console.hpp"
#include "omnitrack/synth.hpp"

namespace omnitrack::cli {

/// The templates of an app, or some of them.
using Stacks = std::span<const SynthesizedStack* const>;

/// The path of a file in a folder.
std::string path_in(const std::string& folder, const std::string& file);

/// Makes a folder where there is none. Throws Failure.
void make_folder(const std::string& folder);

/// Writes each template as `FOLDER/NAME.template.json`, all of them or none, and makes the folder
/// where there is none. Throws Failure.
void write_templates(const std::string& folder, Stacks stacks, const Console& console);

/// Prints how the templates of a folder differ from these, and returns the exit code. Other
/// templates in the folder are a difference where `is_whole_app`. Throws Failure.
int check_templates(const std::string& folder, Stacks stacks, bool is_whole_app,
                    const Console& console);

}  // namespace omnitrack::cli
