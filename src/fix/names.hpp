#pragma once

#include <optional>

#include "fix/edit.hpp"
#include "template/document.hpp"
#include "validate/finding.hpp"

namespace omnitrack::fix {

/// The name that a finding's hint offers in place of the one that is written, where it is the only
/// one that is near: one edit away, two of a longer name, or another case.
std::optional<Fix> named_fix(const tmpl::Document& document, const validate::Finding& finding);

}  // namespace omnitrack::fix
