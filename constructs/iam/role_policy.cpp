#include "omnitrack/iam/role_policy.hpp"

#include <string>

#include "grants_policy.hpp"
#include "identity_policy.hpp"
#include <omnitrack/codes.hpp>
#include <omnitrack/iam/role.hpp>

namespace omnitrack {

RolePolicy::RolePolicy(Attach at, const RolePolicyProps& props)
    : Construct(std::move(at)),
      role_(props.role.get()),
      document_(props.document),
      resource_(add(cfn::iam::RolePolicyProps{
          .id = primary(),
          .policy_name = props.policy_name.value(),
          .role_name = props.role->name(),
          .policy_document = document_.json(),
      })) {
  if (props.policy_name.is_broken()) {
    iam::refuse_name(*this, props.policy_name.text(), "a policy", 128);
  }
  if (!props.role->name().is_set()) {
    error(codes::OT3905, "the name of the policy's role is not known",
          "give Role::from_arn its role_name");
  }
}

void RolePolicy::add_statement(const PolicyStatement& statement) {
  iam::check_identity_statement(*this, statement);
  document_.add(statement);
  resource_.props.policy_document = document_.json();
}

Value<std::string> RolePolicy::grantee_arn() const { return role_->arn(); }

}  // namespace omnitrack
