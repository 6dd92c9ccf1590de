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

/// Whether a policy is not in the templates and may be anybody's own, so that it may deny too:
/// those of AWS that are not known only allow.
bool may_deny(const diff::Carried& policy);

}  // namespace omnitrack::graph
