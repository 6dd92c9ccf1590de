#include "identity_policy.hpp"
#include "omnitrack/iam/role.hpp"

namespace omnitrack {

ManagedPolicy::ManagedPolicy(const Policy& policy) : arn_(policy.arn()) {}

Policy::Policy(Attach at, const PolicyProps& props)
    : Construct(std::move(at)),
      document_(props.document),
      resource_(add(cfn::iam::ManagedPolicyProps{
          .id = primary(),
          .policy_document = document_.json(),
          .description = props.description,
          .managed_policy_name = props.policy_name,
          .path = props.path,
      })) {}

void Policy::add_statement(const PolicyStatement& statement) {
  iam::check_identity_statement(*this, statement);
  document_.add(statement);
  resource_.props.policy_document = document_.json();
}

}  // namespace omnitrack
