#include "omnitrack/ssm/parameter_link.hpp"

#include <omnitrack/fn.hpp>
#include <omnitrack/ssm/parameter.hpp>
#include <omnitrack/stack.hpp>

namespace omnitrack {

ParameterLink::ParameterLink(const StringParameter& parameter)
    : arn_(parameter.arn()), parameter_(&parameter) {}

void ParameterLink::grant_value(Grantee& grantee) const {
  grantee.add_to_policy({.actions = {"ssm:GetParameters"}, .resources = {arn_}});
  if (parameter_ == nullptr) return;
  const Stack& stack = parameter_->stack();
  parameter_->kms_key().grant(grantee, {"kms:Decrypt"},
                              concat("ssm.", stack.region(), ".", stack.url_suffix()));
}

}  // namespace omnitrack
