#include "identity_policy.hpp"

#include <omnitrack/codes.hpp>

namespace omnitrack::iam {

void check_identity_statement(const Construct& at, const PolicyStatement& statement) {
  if (!statement.principals.is_empty()) {
    at.error(codes::OT2201, "a statement of a role's policy names principals",
             "leave them out: the policy is about the role; principals belong in the policies of "
             "resources and in `assumed_by`");
  }
  if (!statement.resources.is_set()) {
    at.error(codes::OT2202, "a statement of a role's policy names no resources",
             "name the ARNs that it is about, or \"*\" for actions that know no resources");
  }
  if (statement.actions.node().kind == NodeKind::list && statement.actions.node().size == 0) {
    at.error(codes::OT2203, "a statement names no actions",
             "name at least one, e.g. \"s3:GetObject\"");
  }
}

}  // namespace omnitrack::iam
