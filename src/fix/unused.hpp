#pragma once

#include <optional>

#include "fix/edit.hpp"
#include "template/document.hpp"
#include "validate/finding.hpp"

namespace omnitrack::fix {

/// Takes away a parameter, a mapping or a condition that nothing uses, with its section where it is
/// the last.
std::optional<Fix> removed_member(const tmpl::Document& document, const validate::Finding& finding);

/// Takes a parameter that is not there any more out of the console's interface: out of its group,
/// with the group where it is the last, or with its label.
std::optional<Fix> removed_from_interface(const tmpl::Document& document,
                                          const validate::Finding& finding);

}  // namespace omnitrack::fix
