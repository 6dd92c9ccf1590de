#pragma once

#include <omnitrack/construct.hpp>

namespace omnitrack {

/// Whether a statement allows or denies.
enum class Effect : std::uint8_t { allow, deny };

/// Who a statement is about.
/// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html
class PolicyPrincipal {
 public:
  /// What a principal is, which decides how it is written and by which action it assumes a role.
  enum class Kind : std::uint8_t { service, aws, web_identity, saml, anyone, organization };

  /// An AWS service, e.g. `lambda.amazonaws.com`.
  static PolicyPrincipal service(const Value<std::string>& host);
  /// A user, role or account by its ARN; an account also by its 12 digits.
  static PolicyPrincipal aws(const Value<std::string>& arn);
  /// An OpenID Connect provider: its ARN, or e.g. `cognito-identity.amazonaws.com`.
  static PolicyPrincipal federated(const Value<std::string>& provider);
  /// A SAML provider by its ARN.
  static PolicyPrincipal saml(const Value<std::string>& provider_arn);
  /// Everybody, signed in or not: `*`.
  static PolicyPrincipal anyone();
  /// The roles and users of all accounts of an organization, by its id, e.g. `o-a1b2c3d4e5`: `*`
  /// with a condition on `aws:PrincipalOrgID`.
  static PolicyPrincipal organization(const Value<std::string>& id);

  /// What it is.
  [[nodiscard]] Kind kind() const { return kind_; }
  /// The key in the policy: `Service`, `AWS` or `Federated`.
  [[nodiscard]] std::string_view key() const;
  /// Whom.
  [[nodiscard]] const Value<std::string>& name() const { return name_; }

 private:
  PolicyPrincipal(Kind kind, const Value<std::string>& name) : kind_(kind), name_(name) {}
  Kind kind_;
  Value<std::string> name_;
};

namespace detail {
// The compiler's message shows the name.
struct say_who_it_is_by_PolicyPrincipal_service_aws_federated_saml_or_anyone;
}  // namespace detail

/// Several principals; none by default.
class PolicyPrincipals {
 public:
  /// None.
  PolicyPrincipals() = default;
  /// One.
  PolicyPrincipals(const PolicyPrincipal& principal) { add(principal); }
  /// A host or an ARN alone; deleted, so that the compiler points at it.
  template <detail::TextLike S,
            class = detail::say_who_it_is_by_PolicyPrincipal_service_aws_federated_saml_or_anyone>
  PolicyPrincipals(const S& host_or_arn) = delete;
  /// An ARN alone; deleted, so that the compiler points at it.
  template <class U,
            class = detail::say_who_it_is_by_PolicyPrincipal_service_aws_federated_saml_or_anyone>
  PolicyPrincipals(const Value<U>& arn) = delete;
  /// All of these.
  PolicyPrincipals(std::initializer_list<PolicyPrincipal> principals) {
    for (const PolicyPrincipal& principal : principals) add(principal);
  }
  /// All of a range.
  template <class R>
    requires(detail::RangeOf<R, PolicyPrincipal>)
  PolicyPrincipals(R&& principals) {
    for (auto&& principal : principals) add(principal);
  }

  /// Adds one.
  void add(const PolicyPrincipal& principal);
  /// Whether there is none.
  [[nodiscard]] bool is_empty() const;
  /// Those of one kind alone.
  [[nodiscard]] PolicyPrincipals of(PolicyPrincipal::Kind kind) const;
  /// The `Principal` element.
  [[nodiscard]] Json json() const;
  /// The ids of organizations.
  [[nodiscard]] const List<std::string>& organizations() const;
  /// All but organizations.
  [[nodiscard]] PolicyPrincipals without_organizations() const;

 private:
  static constexpr std::size_t kinds = 6;
  List<std::string> names_[kinds];  // by kind
};

/// The actions or the resources of a statement: these, or all but these.
class PolicyElement : public List<std::string> {
 public:
  using List::List;
  /// None.
  PolicyElement() = default;
  /// These.
  PolicyElement(const List<std::string>& texts) : List(texts) {}
  /// All but these: `NotAction` or `NotResource`. In what allows something, that is mostly more
  /// than is meant.
  /// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notaction.html
  static PolicyElement all_but(const List<std::string>& texts) {
    PolicyElement element(texts);
    element.is_all_but_ = true;
    return element;
  }

  /// Whether it is all but what it names.
  [[nodiscard]] bool is_all_but() const { return is_all_but_; }

 private:
  bool is_all_but_ = false;
};

/// One statement of a policy.
/// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_statement.html
struct PolicyStatement {
  /// What is allowed or denied, e.g. `dynamodb:GetItem`, or `PolicyElement::all_but({"iam:*"})`.
  Required<PolicyElement, struct required_actions> actions;
  /// Conditions: operators with keys and their values, e.g.
  /// `{{"Bool", Json::object({{"aws:SecureTransport", "false"}})}}`.
  Map<Json> conditions = {};
  /// Whether the actions are allowed or denied.
  Effect effect = Effect::allow;
  /// Who; left out in the policies of roles, which are about the role.
  PolicyPrincipals principals = {};
  /// On what: ARNs or `*`; left out in trust policies.
  PolicyElement resources = {};
  /// The statement's name: letters and digits.
  Text sid = {};
};

/// A policy document of version 2012-10-17 that grows by statements.
class PolicyDocument {
 public:
  /// Without statements.
  PolicyDocument() = default;
  /// With these statements.
  PolicyDocument(std::initializer_list<PolicyStatement> statements) {
    for (const PolicyStatement& statement : statements) add(statement);
  }
  /// With the statements of a range.
  template <class R>
    requires(detail::RangeOf<R, PolicyStatement>)
  PolicyDocument(R&& statements) {
    for (auto&& statement : statements) add(statement);
  }

  /// Adds a statement. One that differs from an earlier one in its actions alone is merged with it.
  void add(const PolicyStatement& statement);
  /// Adds a statement as given, for what `PolicyStatement` has no member for, e.g. `NotPrincipal`.
  void add_raw(const Json& statement) { statements_.add(statement); }
  /// Whether it has no statement; an empty document is void, and no property takes it.
  [[nodiscard]] bool is_empty() const { return !statements_.is_set(); }
  /// The document as it stands.
  [[nodiscard]] Value<Json> json() const { return json("2012-10-17"); }
  /// The same in another version of IAM's language, or without one where that is not set.
  [[nodiscard]] Value<Json> json(const Value<std::string>& version) const;

 private:
  List<Json> statements_;
};

/// What permissions can be granted to: a role, or a construct that acts by one.
class Grantee {
 public:
  /// Adds a statement to the policy of the role.
  virtual void add_to_policy(const PolicyStatement& statement) = 0;
  /// The ARN of the role.
  [[nodiscard]] virtual Value<std::string> grantee_arn() const = 0;
  /// Whether policies of the stack can give it rights; one of another account gets them by the
  /// policies of what it uses alone.
  [[nodiscard]] virtual bool takes_policies() const { return true; }

 protected:
  ~Grantee() = default;
};

}  // namespace omnitrack
