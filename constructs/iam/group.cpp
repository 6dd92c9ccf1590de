#include "omnitrack/iam/group.hpp"

#include "../imported.hpp"
#include "grants_policy.hpp"
#include "identity_policy.hpp"
#include <omnitrack/fn.hpp>
#include <omnitrack/iam/user.hpp>

namespace omnitrack {

/// What a group that is made elsewhere is made of.
struct ImportedGroupProps {
  using Makes = Group;
  Id id;
  Value<cfn::iam::GroupName> name;
};

Group::Group(Attach at, const GroupProps& props)
    : Construct(std::move(at)),
      resource_(&add(cfn::iam::GroupProps{
          .id = primary(),
          .group_name = props.group_name.value(),
          .path = props.path,
      })),
      arn_(resource_->attr_arn()),
      name_(resource_->ref()) {
  for (const ManagedPolicy& policy : props.managed_policies) add_managed_policy(policy);
  if (props.group_name.is_broken()) {
    iam::refuse_name(*this, props.group_name.text(), "a group", 128);
  }
}

Group::Group(Attach at, const ImportedGroupProps& props)
    : Construct(std::move(at)),
      arn_(concat("arn:", stack().partition(), ":iam::", stack().account(), ":group/", props.name)),
      name_(props.name) {
  check_imported(*this, props.name, detail::IamNameRule<128>::fits(props.name.literal_text()),
                 "the name of a group", "give the bare name, e.g. \"developers\"");
}

Group& Group::from_name(Construct& scope, const Id& id, const Value<cfn::iam::GroupName>& name) {
  return scope.add(ImportedGroupProps{.id = id, .name = name});
}

void Group::add_to_policy(const PolicyStatement& statement) {
  iam::check_identity_statement(*this, statement);
  grants_.add(statement);
  if (grants_policy_ == nullptr) {
    grants_policy_ = &add(cfn::iam::PolicyProps{
        .id = child("DefaultPolicy"),
        .policy_document = grants_.json(),
        .policy_name = iam::grants_policy_name(*this, resource_ == nullptr),
        .groups = {name()},
    });
  }
  grants_policy_->props.policy_document = grants_.json();
}

void Group::add_managed_policy(const ManagedPolicy& policy) {
  if (resource_ == nullptr) {
    refuse_of_imported(*this, "a managed policy");
    return;
  }
  resource_->props.managed_policy_arns.add(policy.arn());
}

void Group::add_user(User& user) { user.add_to_group(*this); }

cfn::iam::Group& Group::resource() {
  if (resource_ == nullptr) {
    refuse_of_imported(*this, "resource()");
    resource_ = &add(cfn::iam::GroupProps{.id = primary()});
  }
  return *resource_;
}

}  // namespace omnitrack
