#pragma once

#include "template/index.hpp"
#include "validate/finding.hpp"

namespace omnitrack::validate {

/// Checks only whether sections, resources and parameters have the shape of such, so that nothing
/// that is written is overlooked, and appends what is wrong.
void check_shapes(const tmpl::Index& index, Findings& findings);

}  // namespace omnitrack::validate
