#pragma once

#include <string>

#include <omnitrack/construct.hpp>

namespace omnitrack::iam {

/// The name of the policy that holds the grants to a role, user or group: one of its own for each
/// stack where that is made elsewhere, since one policy of a name replaces another.
std::string grants_policy_name(const Construct& grantee, bool is_imported);

/// Reports a name that IAM does not take.
void refuse_name(const Construct& at, std::string_view name, std::string_view kind,
                 std::size_t longest);

}  // namespace omnitrack::iam
