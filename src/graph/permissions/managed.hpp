#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "diff/security/managed_policies.hpp"

namespace omnitrack::graph {

/// The statements of a managed policy of AWS as far as they are about some services; null where
/// they are not known.
const tmpl::Node* statements_of(const diff::Carried& policy,
                                const std::vector<std::string>& services);

/// Its name.
std::string_view name_of(const diff::Carried& policy);

}  // namespace omnitrack::graph
