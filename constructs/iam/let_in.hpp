#pragma once

#include <string>

#include <omnitrack/iam/policy.hpp>

namespace omnitrack::iam {

/// The account in an ARN that is known, where it names one.
std::string_view account_of(const Value<std::string>& arn);

/// Whether an ARN is known to be of another account than a stack.
bool is_of_other_account(const Stack& stack, const Value<std::string>& arn);

/// Reports that policies of the stack cannot give rights to a grantee of another account.
void refuse_foreign(const Construct& grantee, std::string_view account);

/// The letters and digits of an ARN from its account on, or of an account, for an id.
std::string id_of(const Value<std::string>& arn);

/// Grants by the grantee's policies; to one of another account by the policy of the resource, which
/// is about the resource itself where a statement names none.
template <class Resource>
void let_in(const Resource& resource, Grantee& grantee, PolicyStatement statement) {
  if (grantee.takes_policies()) {
    grantee.add_to_policy(statement);
    return;
  }
  statement.principals = PolicyPrincipal::aws(grantee.grantee_arn());
  statement.resources = {};
  // No construct is a constant; grants only leave it as it is mostly.
  const_cast<Resource&>(resource).add_to_resource_policy(statement);
}

}  // namespace omnitrack::iam
