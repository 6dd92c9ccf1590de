#include "omnitrack/iam/role.hpp"

#include <algorithm>

#include "../imported.hpp"
#include "identity_policy.hpp"
#include "let_in.hpp"
#include "same_value.hpp"
#include <omnitrack/codes.hpp>
#include <omnitrack/fn.hpp>

namespace omnitrack {

namespace {

// Whether a service that tags the sessions of the roles which it assumes is among principals.
// https://docs.aws.amazon.com/eks/latest/userguide/pod-id-role.html
bool tags_sessions(const PolicyPrincipals& services) {
  const std::string_view tagging = "pods.eks.amazonaws.com";
  const Json written = services.json();
  const Node& node = written.node().fields[0].value;
  const auto is_it = [&](const Node& name) {
    return name.kind == NodeKind::string &&
           Value<std::string>::from_node(name).literal_text() == tagging;
  };
  return node.kind == NodeKind::list ? std::any_of(node.items, node.items + node.size, is_it)
                                     : is_it(node);
}

void add_trust(PolicyDocument& trust, const PolicyPrincipals& principals,
               const Map<Json>& conditions) {
  using Kind = PolicyPrincipal::Kind;
  struct Way {
    Kind kind;
    std::string_view action;
  };
  static constexpr Way ways[] = {
      {Kind::service, "sts:AssumeRole"},      {Kind::aws, "sts:AssumeRole"},
      {Kind::anyone, "sts:AssumeRole"},       {Kind::web_identity, "sts:AssumeRoleWithWebIdentity"},
      {Kind::saml, "sts:AssumeRoleWithSAML"}, {Kind::organization, "sts:AssumeRole"},
  };
  for (const Way& way : ways) {
    const PolicyPrincipals some = principals.of(way.kind);
    if (some.is_empty()) continue;
    PolicyElement actions = {way.action};
    if (way.kind == Kind::service && tags_sessions(some)) actions.add("sts:TagSession");
    trust.add({.actions = actions, .conditions = conditions, .principals = some});
  }
}

PolicyDocument trust_of(const RoleProps& props) {
  PolicyDocument trust;
  add_trust(trust, props.assumed_by, props.assume_conditions);
  return trust;
}

List<cfn::iam::ManagedPolicyArn> arns_of(const Items<ManagedPolicy>& policies) {
  List<cfn::iam::ManagedPolicyArn> arns;
  for (const ManagedPolicy& policy : policies) arns.add(policy.arn());
  return arns;
}

List<cfn::iam::role::Policy> inline_policies_of(const RoleProps& props) {
  List<cfn::iam::role::Policy> policies;
  const Node& given = props.inline_policies.node();
  for (std::uint32_t i = 0; i < given.size; ++i) {
    policies.add(cfn::iam::role::Policy{
        .policy_document = Value<Json>::from_node(given.fields[i].value),
        .policy_name = given.fields[i].key,
    });
  }
  return policies;
}

}  // namespace

Value<cfn::iam::ManagedPolicyArn> aws_managed_policy(std::string_view name) {
  const auto partition =
      Value<std::string>::from_node(detail::make_pseudo(PseudoParameter::partition));
  return as<cfn::iam::ManagedPolicyArn>(concat("arn:", partition, ":iam::aws:policy/", name));
}

Role::Role(Attach at, const RoleProps& props)
    : Construct(std::move(at)),
      trust_(trust_of(props)),
      trust_version_(props.trust_version),
      inline_policies_(inline_policies_of(props)),
      resource_(&add(cfn::iam::RoleProps{
          .id = primary(),
          .assume_role_policy_document = trust_.json(trust_version_),
          .description = props.description,
          .managed_policy_arns = arns_of(props.managed_policies),
          .max_session_duration = props.max_session_duration,
          .path = props.path,
          .permissions_boundary = props.permissions_boundary.arn(),
          .policies = inline_policies_,
          .role_name = props.role_name,
      })),
      arn_(resource_->attr_arn()),
      name_(resource_->ref()) {
  if (props.assumed_by.is_empty()) {
    error(codes::OT2204, "nobody may assume the role",
          "name who may in `assumed_by`, e.g. PolicyPrincipal::service(\"lambda.amazonaws.com\")");
  }
}

bool Role::takes_policies() const { return !iam::is_of_other_account(stack(), arn_); }

void Role::add_to_policy(const PolicyStatement& statement) {
  if (!accepts_grants_) return;
  if (!takes_policies()) {
    iam::refuse_foreign(*this, iam::account_of(arn_));
    return;
  }
  iam::check_identity_statement(*this, statement);
  grants_.add(statement);
  if (is_imported()) {
    write_imported_grants();
  } else {
    write_grants("DefaultPolicy", "DefaultPolicy");
  }
}

void Role::write_grants(std::string_view id, std::string_view policy_name) {
  if (grants_policy_ == nullptr) {
    grants_policy_ = &add(cfn::iam::PolicyProps{
        .id = child(id),
        .policy_document = grants_.json(),
        .policy_name = policy_name,
        .roles = {name()},
    });
  }
  grants_policy_->props.policy_document = grants_.json();
}

void Role::add_inline_statement(const PolicyStatement& statement) {
  if (is_imported()) {
    add_to_policy(statement);
    return;
  }
  iam::check_identity_statement(*this, statement);
  inline_statements_.add(statement);
  List<cfn::iam::role::Policy> policies = inline_policies_;
  policies.add(cfn::iam::role::Policy{
      .policy_document = inline_statements_.json(),
      .policy_name = "InlinePolicy",
  });
  resource_->props.policies = policies;
}

void Role::add_managed_policy(const ManagedPolicy& policy) {
  if (original_ != nullptr) {
    original_->add_managed_policy(policy);
    return;
  }
  if (is_imported()) {
    if (accepts_grants_) refuse_of_imported(*this, "a managed policy");
    return;
  }
  List<cfn::iam::ManagedPolicyArn>& attached = resource_->props.managed_policy_arns;
  const Node& node = attached.node();
  const bool is_attached = node.kind == NodeKind::list &&
                           std::any_of(node.items, node.items + node.size, [&](const Node& item) {
                             return iam::same_value(item, policy.arn().node());
                           });
  if (!is_attached) attached.add(policy.arn());
}

void Role::add_to_trust(const PolicyPrincipals& principals, const Map<Json>& conditions) {
  if (original_ != nullptr) {
    original_->add_to_trust(principals, conditions);
    return;
  }
  if (is_imported()) {
    refuse_of_imported(*this, "trust in more principals");
    return;
  }
  add_trust(trust_, principals, conditions);
  resource_->props.assume_role_policy_document = trust_.json(trust_version_);
}

void Role::grant_pass_role(Grantee& grantee, std::string_view service) {
  Map<Json> conditions;
  if (!service.empty()) {
    conditions = {{"StringEquals", Json::object({{"iam:PassedToService", service}})}};
  }
  grantee.add_to_policy(
      {.actions = {"iam:PassRole"}, .conditions = conditions, .resources = {arn()}});
}

void Role::grant_assume(Grantee& grantee) {
  if (original_ != nullptr) {
    original_->grant_assume(grantee);
    return;
  }
  grantee.add_to_policy({.actions = {"sts:AssumeRole"}, .resources = {arn()}});
  if (!is_imported()) add_to_trust(PolicyPrincipal::aws(grantee.grantee_arn()));
}

Value<std::string> Role::unique_id() const {
  if (original_ != nullptr) return original_->unique_id();
  if (!is_imported()) return resource_->attr_role_id();
  refuse_of_imported(*this, "unique_id()");
  return arn_;
}

cfn::iam::Role& Role::resource() {
  if (original_ != nullptr) return original_->resource();
  if (is_imported()) {
    refuse_of_imported(*this, "resource()");
    resource_ = &add(cfn::iam::RoleProps{
        .id = primary(),
        .assume_role_policy_document = trust_.json(trust_version_),
    });
  }
  return *resource_;
}

}  // namespace omnitrack
