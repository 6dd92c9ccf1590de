// says: say_who_it_is_by_PolicyPrincipal_service_aws_federated_saml_or_anyone
#include <omnitrack/iam/role.hpp>

void build(omnitrack::RoleProps& props) {
#ifdef MISTAKE
  props.assumed_by = "lambda.amazonaws.com";
#else
  props.assumed_by = omnitrack::PolicyPrincipal::service("lambda.amazonaws.com");
#endif
}
