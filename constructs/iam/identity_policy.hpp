#pragma once

#include <omnitrack/construct.hpp>
#include <omnitrack/iam/policy.hpp>

namespace omnitrack::iam {

/// Reports, at the construct, what makes a statement void in a policy of a role.
void check_identity_statement(const Construct& at, const PolicyStatement& statement);

}  // namespace omnitrack::iam
