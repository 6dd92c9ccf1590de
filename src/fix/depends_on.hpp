#pragma once

#include <vector>

#include "fix/edit.hpp"
#include "template/document.hpp"

namespace omnitrack::fix {

/// Takes away each `DependsOn` of a resource that a reference in any case makes as well.
std::vector<Fix> redundant_dependencies(const tmpl::Document& document);

}  // namespace omnitrack::fix
