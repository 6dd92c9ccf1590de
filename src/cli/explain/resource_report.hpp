#pragma once

#include <string>

#include "cli/console.hpp"
#include "cli/explain/resource_explanation.hpp"

namespace omnitrack::cli {

/// All that is known of a resource, for a person.
std::string resource_text(const ResourceExplanation& explanation, const Console& console);

/// The same for a program; see docs/formats.md.
std::string resource_json(const ResourceExplanation& explanation);

/// What its deletion does, in words that follow `a deletion`.
std::string end_words(const ResourceExplanation& explanation);

}  // namespace omnitrack::cli
