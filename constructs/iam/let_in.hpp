#pragma once

#include <string>

#include <omnitrack/iam/policy.hpp>

namespace omnitrack::iam {

/// The account in an ARN that is known, where it names one.
std::string_view account_of(const Value<std::string>& arn);

/// Whether an ARN is known to be of another account than a stack.
bool is_of_other_account(const Stack& stack, const Value<std::string>& arn);

/// Grants by the grantee's policies where it takes them, and gives whom the policy of the resource
/// has to let in as well, or alone: nobody of the same account, a grantee of another one, or, where
/// another stack of the app makes that, its account, since stacks must not need each other.
Value<std::string> granted_besides(const Construct& resource, Grantee& grantee,
                                   const PolicyStatement& statement);

/// Reports that policies of the stack cannot give rights to a grantee of another account.
void refuse_foreign(const Construct& grantee, std::string_view account);

/// Whether a construct has a child of that id.
bool has_child(const Construct& parent, std::string_view id);

/// The letters and digits of an ARN from its account on, or of an account, for an id.
std::string id_of(const Value<std::string>& arn);

/// Grants by the grantee's policies, and by the policy of a resource where that has to let it in;
/// the policy is about the resource itself where a statement names none.
template <class Resource>
void let_in(const Resource& resource, Grantee& grantee, PolicyStatement statement) {
  const Value<std::string> principal = granted_besides(resource, grantee, statement);
  if (!principal.is_set()) return;
  statement.principals = PolicyPrincipal::aws(principal);
  statement.resources = {};
  // No construct is a constant; grants only leave it as it is mostly.
  const_cast<Resource&>(resource).add_to_resource_policy(statement);
}

}  // namespace omnitrack::iam
