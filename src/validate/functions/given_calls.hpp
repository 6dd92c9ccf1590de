#pragma once

#include "meaning/given_template.hpp"
#include "validate/finding.hpp"

namespace omnitrack::validate {

/// Calls that fail with the values that parameters are given: a look-up by a key that is not there,
/// a name of a resource that is not made.
void check_given_calls(const meaning::GivenTemplate& given, Reporter& report);

/// Whether the values decide what a finding of the template as it is written only suspects: that a
/// resource which is named may not be made.
bool is_decided(const meaning::GivenTemplate& given, const Finding& finding);

}  // namespace omnitrack::validate
