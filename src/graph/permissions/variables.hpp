#pragma once

#include "diff/security/statements.hpp"
#include "graph/permissions/request_keys.hpp"

namespace omnitrack::graph {

/// Puts what a request says in place of the variables of a statement, such as `${aws:username}`.
/// What the templates do not tell may be anything.
/// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html
void fill_variables(const Scene& scene, const Actor& actor, const Target& target,
                    diff::Statement& statement);

}  // namespace omnitrack::graph
