#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "diff/security/managed_policies.hpp"

namespace omnitrack::graph {

/// Whether a managed policy of AWS, which the templates do not have, may be about some services:
/// false where its page says that it is about others alone.
bool may_be_about(const diff::Carried& policy, const std::vector<std::string>& services);

/// Its name.
std::string_view name_of(const diff::Carried& policy);

}  // namespace omnitrack::graph
