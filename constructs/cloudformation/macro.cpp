#include "omnitrack/cloudformation/macro.hpp"

#include <string>

#include <omnitrack/cfn/cloudformation.hpp>
#include <omnitrack/codes.hpp>
#include <omnitrack/fn.hpp>
#include <omnitrack/iam/role.hpp>
#include <omnitrack/lambda/function.hpp>
#include <omnitrack/logs/log_group.hpp>

namespace omnitrack {

Macro::Macro(Attach at, const MacroProps& props)
    : Construct(std::move(at)),
      function_(props.function.get()),
      name_(props.name),
      resource_(&add(cfn::cloudformation::MacroProps{
          .id = primary(),
          .function_name = function_->arn(),
          .name = name_.text(),
          .description = props.description,
      })) {
  auto& permission = function_->add_permission(
      "Macro" + std::string(id()), PolicyPrincipal::service("cloudformation.amazonaws.com"), {},
      stack().account());
  resource_->depends_on(permission);
  log(props);
}

void Macro::log(const MacroProps& props) {
  if (!props.log_group.is_set()) {
    if (props.log_role.is_set()) {
      error(codes::OT3920, "the macro has a role to log by, and no log group", "set `log_group`");
    }
    return;
  }
  Role& role =
      props.log_role.is_set()
          ? *props.log_role
          : add(RoleProps{.id = child("LogRole"),
                          .assumed_by = PolicyPrincipal::service("cloudformation.amazonaws.com")});
  props.log_group->grant_write(role);
  resource_->props.log_group_name = props.log_group->name();
  resource_->props.log_role_arn = role.arn();
}

void Macro::grant_use(Grantee& grantee) const { function_->grant_invoke(grantee); }

}  // namespace omnitrack
