#pragma once

#include <optional>

#include "fix/edit.hpp"
#include "template/document.hpp"
#include "validate/finding.hpp"

namespace omnitrack::fix {

/// How a finding is surely mended; nothing where a person must decide. `with_unused` takes away
/// what nothing uses as well.
std::optional<Fix> fix_of(const tmpl::Document& document, const validate::Finding& finding,
                          bool with_unused);

}  // namespace omnitrack::fix
