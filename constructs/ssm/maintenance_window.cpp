#include "omnitrack/ssm/maintenance_window.hpp"

#include <string>

#include "ssm_targets.hpp"
#include <omnitrack/codes.hpp>
#include <omnitrack/iam/role.hpp>
#include <omnitrack/lambda/any_function.hpp>
#include <omnitrack/ssm/document.hpp>
#include <omnitrack/stack.hpp>

namespace omnitrack {

namespace {

namespace tasks = cfn::ssm::maintenance_window_task;
using TaskProps = cfn::ssm::MaintenanceWindowTaskProps;

tasks::TaskInvocationParameters parameters_of(const MaintenanceTaskProps& props) {
  const Value<Json> given =
      props.parameters.is_set() ? Value<Json>(Json(props.parameters)) : Value<Json>();
  tasks::TaskInvocationParameters made;
  if (props.is_automation) {
    made.maintenance_window_automation_parameters =
        tasks::MaintenanceWindowAutomationParameters{.parameters = given};
  } else {
    made.maintenance_window_run_command_parameters =
        tasks::MaintenanceWindowRunCommandParameters{.parameters = given};
  }
  return made;
}

}  // namespace

SsmMaintenanceWindow::SsmMaintenanceWindow(Attach at, const SsmMaintenanceWindowProps& props)
    : Construct(std::move(at)),
      resource_(add(cfn::ssm::MaintenanceWindowProps{
          .id = primary(),
          .allow_unassociated_targets = static_cast<bool>(props.allow_unassociated_targets),
          .cutoff = props.cutoff.value(),
          .duration = props.duration.value(),
          .name = props.name.is_set() ? props.name : Value<std::string>(id()),
          .schedule = props.schedule,
          .description = props.description,
          .end_date = props.end_date,
          .schedule_offset = props.schedule_offset,
          .schedule_timezone = props.time_zone,
          .start_date = props.start_date,
      })) {
  const bool is_reversed = props.cutoff.is_known() && props.duration.is_known() &&
                           props.cutoff.number() >= props.duration.number();
  if (!props.cutoff.is_broken() && !props.duration.is_broken() && !is_reversed) return;
  error(codes::OT2110,
        "the window is open for " + std::to_string(props.duration.number()) +
            " hours, and begins nothing in its last " + std::to_string(props.cutoff.number()),
        "it is open for 1 to 24 hours, and `cutoff` is less than `duration`");
}

cfn::ssm::MaintenanceWindowTarget& SsmMaintenanceWindow::add_targets(
    const Id& id, const Items<SsmTarget>& targets) {
  using Target = cfn::ssm::maintenance_window_target::Targets;
  auto& made = add(cfn::ssm::MaintenanceWindowTargetProps{
      .id = id,
      .resource_type = cfn::ssm::MaintenanceWindowTargetProps::ResourceType::instance,
      .targets = ssm::targets_of<Target>(targets),
      .window_id = window_id(),
  });
  target_ids_.add(made.ref());
  return made;
}

cfn::ssm::MaintenanceWindowTask& SsmMaintenanceWindow::add_task(const MaintenanceTaskProps& props) {
  const bool is_function = props.function.is_set();
  if (is_function == props.document.is_set()) {
    error(codes::OT2111, "a task runs one document, or calls one function",
          "give either `document` or `function`");
  }
  Value<std::string> runs = "AWS-RunShellScript";
  if (is_function) runs = props.function->arn();
  if (props.document.is_set()) runs = props.document->name();
  auto& made = add(TaskProps{
      .id = props.id,
      .priority = props.priority,
      .task_arn = runs,
      .task_type =
          props.is_automation ? TaskProps::TaskType::automation : TaskProps::TaskType::run_command,
      .window_id = window_id(),
      .cutoff_behavior = props.runs_on_after_cutoff ? TaskProps::CutoffBehavior::continue_task
                                                    : TaskProps::CutoffBehavior::cancel_task,
      .targets = ssm::targets_of<tasks::Target>(props.targets),
  });
  if (is_function) {
    made.props.task_type = TaskProps::TaskType::lambda;
    made.props.service_role_arn = function_role().arn();
    props.function->grant_invoke(function_role());
  } else {
    made.props.task_invocation_parameters = parameters_of(props);
  }
  if (props.targets.empty() && target_ids_.is_set()) {
    made.props.targets = {tasks::Target{.key = "WindowTargetIds", .values = target_ids_}};
  }
  // A task without targets has no limits, and functions need no targets.
  if (made.props.targets.is_set()) {
    made.props.max_concurrency = props.max_concurrency;
    made.props.max_errors = props.max_errors;
  }
  return made;
}

Role& SsmMaintenanceWindow::function_role() {
  if (function_role_ == nullptr) {
    function_role_ = &add(RoleProps{
        .id = child("Role"),
        .assumed_by = PolicyPrincipal::service("ssm.amazonaws.com"),
        .assume_conditions = {{"StringEquals",
                               Json::object({{"aws:SourceAccount", stack().account()}})}},
    });
  }
  return *function_role_;
}

Value<std::string> SsmMaintenanceWindow::window_id() const { return resource_.ref(); }

}  // namespace omnitrack
