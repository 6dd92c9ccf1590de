#include "omnitrack/cloudformation/stack_set.hpp"

#include <string>

#include <omnitrack/cfn/cloudformation.hpp>
#include <omnitrack/codes.hpp>
#include <omnitrack/iam/role.hpp>

namespace omnitrack {

namespace {

using MadeStackSet = cfn::cloudformation::StackSetProps;
using MadeTargets = cfn::cloudformation::stack_set::DeploymentTargets;

MadeStackSet::Capabilities capability_of(StackSetCapability capability) {
  switch (capability) {
    case StackSetCapability::iam:
      return MadeStackSet::Capabilities::capability_iam;
    case StackSetCapability::named_iam:
      return MadeStackSet::Capabilities::capability_named_iam;
    case StackSetCapability::auto_expand:
      break;
  }
  return MadeStackSet::Capabilities::capability_auto_expand;
}

MadeTargets::AccountFilterType filter_of(StackSetAccounts accounts) {
  switch (accounts) {
    case StackSetAccounts::intersection:
      return MadeTargets::AccountFilterType::intersection;
    case StackSetAccounts::difference:
      return MadeTargets::AccountFilterType::difference;
    case StackSetAccounts::union_:
      break;
  }
  return MadeTargets::AccountFilterType::union_;
}

List<cfn::cloudformation::stack_set::Parameter> parameters_of(const Map<std::string>& given) {
  List<cfn::cloudformation::stack_set::Parameter> parameters;
  const Node& node = given.node();
  for (std::uint32_t i = 0; i < node.size; ++i) {
    parameters.add(cfn::cloudformation::stack_set::Parameter{
        .parameter_key = node.fields[i].key,
        .parameter_value = Value<std::string>::from_node(node.fields[i].value),
    });
  }
  return parameters;
}

Value<cfn::cloudformation::stack_set::OperationPreferences> preferences_of(
    const Optional<StackSetOperation>& operation) {
  using Made = cfn::cloudformation::stack_set::OperationPreferences;
  if (!operation) return {};
  return Made{
      .failure_tolerance_percentage = operation->failure_tolerance_percentage.value(),
      .max_concurrent_percentage = operation->max_concurrent_percentage.value(),
      .region_concurrency_type = operation->parallel_regions
                                     ? Made::RegionConcurrencyType::parallel
                                     : Made::RegionConcurrencyType::sequential,
      .region_order = operation->region_order,
  };
}

}  // namespace

StackSet::StackSet(Attach at, const StackSetProps& props)
    : Construct(std::move(at)),
      is_service_managed_(props.permissions == StackSetPermissions::service_managed),
      resource_(&add(MadeStackSet{
          .id = primary(),
          .permission_model = is_service_managed_ ? MadeStackSet::PermissionModel::service_managed
                                                  : MadeStackSet::PermissionModel::self_managed,
          .stack_set_name = props.stack_set_name.value(),
          .description = props.description,
          .execution_role_name = as<cfn::iam::RoleName>(props.execution_role_name),
          .managed_execution =
              cfn::cloudformation::stack_set::ManagedExecution{.active = props.managed_execution},
          .operation_preferences = preferences_of(props.operation),
          .parameters = parameters_of(props.parameters),
          .template_body = props.template_body,
      })) {
  if (props.administration_role.is_set()) {
    resource_->props.administration_role_arn = props.administration_role->arn();
  }
  if (props.template_file) resource_->props.template_url = props.template_file->text();
  for (const StackSetCapability capability : props.capabilities) {
    resource_->props.capabilities.add(capability_of(capability));
  }
  for (const StackSetInstances& instances : props.instances) add_instances(instances);
  if (is_service_managed_) manage_by_service(props);
  check(props);
}

void StackSet::manage_by_service(const StackSetProps& props) {
  cfn::cloudformation::stack_set::AutoDeployment automatic{.enabled = props.auto_deployment};
  // CloudFormation takes the one only with the other.
  if (props.auto_deployment) {
    automatic.retain_stacks_on_account_removal = props.retain_stacks_on_account_removal;
  }
  resource_->props.auto_deployment = automatic;
  if (props.delegated_admin) resource_->props.call_as = MadeStackSet::CallAs::delegated_admin;
}

void StackSet::check(const StackSetProps& props) const {
  if (props.stack_set_name.is_broken()) {
    error(codes::OT3921,
          "'" + std::string(props.stack_set_name.text()) + "' is not a name for a stack set",
          "use 1 to 128 letters, digits and hyphens, beginning with a letter");
  }
  if (props.template_body.is_set() == props.template_file.has_value()) {
    error(codes::OT3922,
          props.template_body.is_set() ? "the stack set has two templates"
                                       : "the stack set has no template",
          "set one of `template_body` and `template_file`");
  }
  if (is_service_managed_ &&
      (props.administration_role.is_set() || props.execution_role_name.is_set())) {
    error(codes::OT3923, "the stack set has a role, and permissions that are service-managed",
          "leave the roles out, or use StackSetPermissions::self_managed");
  }
  if (!is_service_managed_ && props.delegated_admin) {
    error(codes::OT3923,
          "the stack set is of a delegated administrator, and its permissions are self-managed",
          "use StackSetPermissions::service_managed");
  }
  if (!props.operation) return;
  const StackSetOperation& operation = *props.operation;
  const bool has_no_account = operation.max_concurrent_percentage.is_known() &&
                              operation.max_concurrent_percentage.number() < 1;
  if (has_no_account || operation.max_concurrent_percentage.is_broken() ||
      operation.failure_tolerance_percentage.is_broken()) {
    error(codes::OT3924, "the operation of the stack set has a share that is out of bounds",
          "0 to 100 percent may fail, and 1 to 100 percent are deployed to at once");
  }
}

void StackSet::add_instances(const StackSetInstances& instances) {
  MadeTargets targets{
      .accounts = instances.accounts,
      .organizational_unit_ids = instances.organizational_units,
  };
  if (instances.account_filter) targets.account_filter_type = filter_of(*instances.account_filter);
  resource_->props.stack_instances_group.add(cfn::cloudformation::stack_set::StackInstances{
      .deployment_targets = targets,
      .regions = instances.regions,
      .parameter_overrides = parameters_of(instances.parameter_overrides),
  });
  const bool has_units = instances.organizational_units.is_set();
  if (has_units != is_service_managed_) {
    error(codes::OT3923,
          is_service_managed_
              ? "the permissions are service-managed, and no organizational unit is named"
              : "organizational units are named, and the permissions are self-managed",
          is_service_managed_ ? "name `organizational_units`"
                              : "use StackSetPermissions::service_managed, or name `accounts`");
  } else if (!is_service_managed_ && instances.account_filter) {
    error(codes::OT3923, "accounts are filtered, and the permissions are self-managed",
          "leave `account_filter` out");
  }
}

void StackSet::set_parameter(std::string_view name, const Value<std::string>& value) {
  resource_->props.parameters.add(
      cfn::cloudformation::stack_set::Parameter{.parameter_key = name, .parameter_value = value});
}

Value<std::string> StackSet::stack_set_id() const { return resource_->attr_stack_set_id(); }

}  // namespace omnitrack
