#pragma once

#include <string>

#include "cli/page/colors.hpp"
#include "cli/page/source_files.hpp"
#include "omnitrack/diagnostics.hpp"

namespace omnitrack::cli {

/// A diagnostic for a person: place, severity, code, message, the line itself with a caret, and the
/// hint; lines each ended. Without a text in the excerpt, the line is left out. `at` is the place
/// in a template, shown below the line; may be empty.
std::string to_text(const Diagnostic& diagnostic, const Excerpt& excerpt, const Colors& colors,
                    std::string_view at = {});

}  // namespace omnitrack::cli
