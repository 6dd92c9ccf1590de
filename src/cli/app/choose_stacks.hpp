#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "omnitrack/synth.hpp"

namespace omnitrack::cli {

/// The stacks of those names, or all where none is named, in the order of their deployment. Throws
/// Failure for a name that the app has not.
std::vector<const SynthesizedStack*> choose_stacks(const std::vector<SynthesizedStack>& stacks,
                                                   const std::vector<std::string>& wanted);

/// Their names.
std::vector<std::string_view> names_of(const std::vector<const SynthesizedStack*>& stacks);

}  // namespace omnitrack::cli
