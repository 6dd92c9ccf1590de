#pragma once

#include "diff/security/statements.hpp"

namespace omnitrack::graph {

/// Whether S3 takes a policy for public that has a statement: one that allows something to
/// everybody, and does not limit that to fixed values.
bool makes_public(const diff::Statement& statement);

}  // namespace omnitrack::graph
