#pragma once

#include <string>

#include "cli/console.hpp"
#include "cli/stacks/stack_choice.hpp"
#include "deploy/diagnosis.hpp"

namespace omnitrack::cli {

/// A diagnosis for a person.
std::string diagnosis_text(const deploy::Diagnosis& diagnosis, const ChosenStack& stack,
                           const Console& console);

/// The same for a program.
std::string diagnosis_json(const deploy::Diagnosis& diagnosis, const ChosenStack& stack);

/// The logical ids of the nested stacks in which something happened, the outermost first; empty for
/// the stack itself.
std::vector<std::string> nesting_of(const deploy::StackEvent& event,
                                    const deploy::Diagnosis& diagnosis);

/// Where the resource of an event comes from, or the nested stack that it is in; null where that is
/// not known.
const ElementOrigin* origin_of(const deploy::StackEvent& event, const deploy::Diagnosis& diagnosis,
                               const ChosenStack& stack);

}  // namespace omnitrack::cli
