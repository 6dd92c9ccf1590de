#pragma once

#include <omnitrack/iam/role.hpp>
#include <omnitrack/stack.hpp>

namespace omnitrack::glue {

/// A role that AWS Glue assumes for this account.
/// https://docs.aws.amazon.com/glue/latest/dg/cross-service-confused-deputy-prevention.html
inline RoleProps role_props(const Id& id, const Stack& stack) {
  return {
      .id = id,
      .assumed_by = PolicyPrincipal::service("glue.amazonaws.com"),
      .assume_conditions = {{"StringEquals",
                             Json::object({{"aws:SourceAccount", stack.account()}})}},
  };
}

}  // namespace omnitrack::glue
