// says: a_managed_policy_is_given_by_its_arn_or_by_aws_managed_policy_and_its_name
#include <omnitrack/iam/role.hpp>

void build(omnitrack::RoleProps& props) {
#ifdef MISTAKE
  props.managed_policies = {"ReadOnlyAccess"};
#else
  props.managed_policies = {omnitrack::aws_managed_policy("ReadOnlyAccess")};
#endif
}
