#pragma once

#include <string>
#include <vector>

#include "cli/console.hpp"
#include "import/import.hpp"
#include "omnitrack/diagnostics.hpp"
#include "template/document.hpp"

namespace omnitrack::cli {

/// What stops the import of a template; nothing where the app makes the same one.
std::vector<Diagnostic> problems_of(const tmpl::Document& document,
                                    const importing::ImportedApp& app);

/// Writes an app into a folder, over files that are there where `is_forced`, and says so. Throws
/// Failure.
void write_app(const importing::ImportedApp& app, const std::string& folder, bool is_forced,
               const Console& console);

/// Says how many errors of the template, which the app makes and checks, will stop its synth.
/// `command` shows them.
void say_what_stops(const tmpl::Document& document, const std::string& command,
                    const Console& console);

}  // namespace omnitrack::cli
