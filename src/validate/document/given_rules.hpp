#pragma once

#include "meaning/given_template.hpp"
#include "validate/finding.hpp"

namespace omnitrack::validate {

/// That the template's rules let the values pass that its parameters are given.
void check_given_rules(const meaning::GivenTemplate& given, Reporter& report);

}  // namespace omnitrack::validate
