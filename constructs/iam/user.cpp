#include "omnitrack/iam/user.hpp"

#include <string>

#include "../imported.hpp"
#include "grants_policy.hpp"
#include "identity_policy.hpp"
#include "let_in.hpp"
#include <omnitrack/fn.hpp>
#include <omnitrack/iam/group.hpp>
#include <omnitrack/secretsmanager/secret.hpp>

namespace omnitrack {

/// What a user that is made elsewhere is made of.
struct ImportedUserProps {
  using Makes = User;
  Id id;
  Value<std::string> arn;
  Value<cfn::iam::UserName> name;
};

namespace {

Value<cfn::iam::user::LoginProfile> login_profile_of(const UserProps& props) {
  if (!props.password.is_set()) return {};
  return cfn::iam::user::LoginProfile{
      .password = props.password_key.empty() ? props.password->value()
                                             : props.password->field(props.password_key),
      .password_reset_required = props.password_reset_required,
  };
}

// The name is the last part of the ARN, after the user's path.
std::string_view user_name_in(std::string_view arn) {
  if (arn.find(":user/") == arn.npos) return arn;
  return arn.substr(arn.rfind('/') + 1);
}

}  // namespace

User::User(Attach at, const UserProps& props)
    : Construct(std::move(at)),
      resource_(&add(cfn::iam::UserProps{
          .id = primary(),
          .login_profile = login_profile_of(props),
          .path = props.path,
          .permissions_boundary = props.permissions_boundary.arn(),
          .user_name = props.user_name.value(),
      })),
      arn_(resource_->attr_arn()),
      name_(resource_->ref()) {
  for (const ManagedPolicy& policy : props.managed_policies) add_managed_policy(policy);
  for (const Link<Group>& group : props.groups) add_to_group(*group);
  if (props.user_name.is_broken()) iam::refuse_name(*this, props.user_name.text(), "a user", 64);
}

User::User(Attach at, const ImportedUserProps& props)
    : Construct(std::move(at)), arn_(props.arn), name_(props.name) {
  check_imported(*this, props.name, detail::IamNameRule<64>::fits(props.name.literal_text()),
                 "a user", "give from_name the bare name, or from_arn the whole ARN");
}

User& User::from_arn(Construct& scope, const Id& id, const Value<std::string>& arn) {
  const std::string_view name = user_name_in(arn.literal_text());
  return scope.add(ImportedUserProps{
      .id = id,
      .arn = arn,
      .name = arn.is_literal_text() ? Value<cfn::iam::UserName>(name)
                                    : as<cfn::iam::UserName>(fn::select(1, fn::split("/", arn))),
  });
}

User& User::from_name(Construct& scope, const Id& id, const Value<cfn::iam::UserName>& name) {
  const Stack& stack = scope.stack();
  return scope.add(ImportedUserProps{
      .id = id,
      .arn = concat("arn:", stack.partition(), ":iam::", stack.account(), ":user/", name),
      .name = name,
  });
}

bool User::takes_policies() const { return !iam::is_of_other_account(stack(), arn_); }

void User::add_to_policy(const PolicyStatement& statement) {
  if (!takes_policies()) {
    iam::refuse_foreign(*this, iam::account_of(arn_));
    return;
  }
  iam::check_identity_statement(*this, statement);
  grants_.add(statement);
  if (grants_policy_ == nullptr) {
    grants_policy_ = &add(cfn::iam::PolicyProps{
        .id = child("DefaultPolicy"),
        .policy_document = grants_.json(),
        .policy_name = iam::grants_policy_name(*this, resource_ == nullptr),
        .users = {name()},
    });
  }
  grants_policy_->props.policy_document = grants_.json();
}

void User::add_managed_policy(const ManagedPolicy& policy) {
  if (resource_ == nullptr) {
    refuse_of_imported(*this, "a managed policy");
    return;
  }
  resource_->props.managed_policy_arns.add(policy.arn());
}

void User::add_to_group(const Group& group) {
  if (resource_ != nullptr) {
    resource_->props.groups.add(group.name());
    return;
  }
  add(cfn::iam::UserToGroupAdditionProps{
      .id = child("Group" + std::to_string(++groups_)),
      .group_name = group.name(),
      .users = {name()},
  });
}

cfn::iam::User& User::resource() {
  if (resource_ == nullptr) {
    refuse_of_imported(*this, "resource()");
    resource_ = &add(cfn::iam::UserProps{.id = primary()});
  }
  return *resource_;
}

}  // namespace omnitrack
