
#include "schema/facts.hpp"
#include "validate/policies/policy.hpp"

namespace omnitrack::validate {

namespace {

constexpr PolicyRules trust() {
  return {.kind = PolicyKind::trust, .resource = Need::forbidden, .principal = Need::required};
}

/// Of a service that is known to refuse what lacks a principal or a resource.
constexpr PolicyRules resource(std::string_view only_service) {
  return {.kind = PolicyKind::resource,
          .resource = Need::required,
          .principal = Need::required,
          .needs_unique_sids = only_service != "s3",
          .only_service = only_service};
}

/// Of a resource that is the only one that the policy can speak of.
constexpr PolicyRules repository() {
  return {.kind = PolicyKind::resource,
          .resource = Need::forbidden,
          .principal = Need::required,
          .needs_unique_sids = false};
}

/// Of a service with rules of its own; whom a policy of a resource is for is said in any.
/// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html
constexpr PolicyRules lenient() {
  return {.kind = PolicyKind::resource,
          .resource = Need::optional,
          .principal = Need::required,
          .needs_unique_sids = false,
          .needs_arns = false};
}

}  // namespace

PolicyRules policy_rules(const schema::PolicyPlace& place) {
  switch (place.rules) {
    case schema::PolicyPlace::Kind::identity:
      return {};
    case schema::PolicyPlace::Kind::trust:
      return trust();
    case schema::PolicyPlace::Kind::resource:
      return resource(place.only_service);
    case schema::PolicyPlace::Kind::repository:
      return repository();
    case schema::PolicyPlace::Kind::lenient:
      break;
  }
  return lenient();
}

}  // namespace omnitrack::validate
