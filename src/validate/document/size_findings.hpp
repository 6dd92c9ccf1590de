#pragma once

#include "validate/finding.hpp"

namespace omnitrack::validate {

/// Whether a finding says that a template has too many resources.
bool is_too_many_resources(const Finding& finding);

/// Whether a finding is about the size of a template, which splitting it changes.
bool is_about_size(const Finding& finding);

}  // namespace omnitrack::validate
