#include <string>

#include "state_access.hpp"
#include <omnitrack/codes.hpp>
#include <omnitrack/fn.hpp>
#include <omnitrack/iam/role.hpp>
#include <omnitrack/stepfunctions/activity.hpp>
#include <omnitrack/stepfunctions/task_calls.hpp>

namespace omnitrack {

namespace {

/// The key by which the console leads from an execution to the one that started it.
constexpr std::string_view started_by = "AWS_STEP_FUNCTIONS_STARTED_BY_EXECUTION_ID";

Value<Json> whole_input(QueryLanguage language) {
  if (language == QueryLanguage::jsonata) return "{% $states.input %}";
  return Json(value_at("$"));
}

// What an execution knows of itself.
Value<Json> context_value(QueryLanguage language, std::string_view name) {
  if (language == QueryLanguage::jsonata) {
    return "{% $states.context." + std::string(name) + " %}";
  }
  return Json(value_at("$$." + std::string(name)));
}

/// The role of a state machine, for what names the state machine.
class Itself final : public Grantee {
 public:
  explicit Itself(StateMachine& machine) : machine_(machine) {}
  void add_to_policy(const PolicyStatement& statement) override {
    machine_.add_to_self_policy(statement);
  }
  [[nodiscard]] Value<std::string> grantee_arn() const override { return machine_.grantee_arn(); }

 private:
  StateMachine& machine_;
};

Value<Json> run_task_network(const EcsRunTask& call) {
  if (!call.subnets.is_set()) return {};
  return Json::object(
      {{"AwsvpcConfiguration",
        Json::object({{"Subnets", call.subnets},
                      {"SecurityGroups", call.security_groups},
                      {"AssignPublicIp", call.assign_public_ip ? "ENABLED" : "DISABLED"}})}});
}

void invoke_by_integration(TaskCallWriter& writer, const LambdaInvoke& call) {
  writer.integration("lambda:invoke", false, true);
  writer.argument("FunctionName", call.function.arn());
  writer.argument("Payload", call.payload.is_set() ? call.payload : whole_input(writer.language()));
  writer.argument("ClientContext", call.client_context);
  if (call.event) writer.argument("InvocationType", "Event");
}

// Whether the arguments of a task can be this payload alone.
bool can_be_arguments(const Value<Json>& payload, QueryLanguage language) {
  const Node& node = payload.node();
  if (!node.is_set() || language == QueryLanguage::jsonata) return true;
  if (!stepfunctions::is_path_value(node)) return node.kind == NodeKind::object;
  // Intrinsic functions are no paths of an input.
  return stepfunctions::path_of_value(node).starts_with('$');
}

// A call by the function's own ARN, whose result is the bare answer.
void invoke_by_arn(TaskCallWriter& writer, const LambdaInvoke& call) {
  writer.resource(call.function.arn());
  const bool has_context = call.client_context.is_set();
  if (!has_context && can_be_arguments(call.payload, writer.language())) {
    writer.arguments(call.payload);
    return;
  }
  writer.task().error(codes::OT3239,
                      has_context ? "a task that shapes the bare answer of a function has a client "
                                    "context"
                                  : "a task that shapes the bare answer of a function has a "
                                    "payload that is neither an object nor a part of the input",
                      "set `.payload_only = false`, and find what the function returns at "
                      "`Payload` of the result");
}

}  // namespace

void LambdaInvoke::write(TaskCallWriter& writer) const {
  const bool is_bare =
      payload_only && !event && writer.pattern() == IntegrationPattern::request_response;
  if (is_bare && StateAccess::shapes_result(static_cast<const TaskState&>(writer.task()))) {
    invoke_by_arn(writer, *this);
  } else {
    invoke_by_integration(writer, *this);
    if (is_bare) writer.result_key("Payload");
  }
  writer.allow({"lambda:InvokeFunction"}, {function.arn()});
  if (retry_on_service_exceptions) {
    writer.retry({
        .backoff_rate = 2,
        .errors = {"Lambda.ClientExecutionTimeoutException", "Lambda.ServiceException",
                   "Lambda.AWSLambdaException", "Lambda.SdkClientException"},
        .interval = 2,
        .max_attempts = 6,
    });
  }
}

// https://docs.aws.amazon.com/step-functions/latest/dg/ecs-iam.html
void EcsRunTask::write(TaskCallWriter& writer) const {
  writer.integration("ecs:runTask", true, true);
  writer.argument("Cluster", cluster);
  writer.argument("TaskDefinition", task_definition);
  writer.argument("LaunchType", launch_type);
  writer.argument("PlatformVersion", platform_version);
  writer.argument("NetworkConfiguration", run_task_network(*this));
  if (container_overrides.is_set()) {
    writer.argument("Overrides", Json::object({{"ContainerOverrides", container_overrides}}));
  }
  if (enable_execute_command) writer.argument("EnableExecuteCommand", true);
  writer.argument("PropagateTags", propagate_tags);
  if (launch_type.literal_text() == "FARGATE" && !subnets.is_set()) {
    writer.task().error(codes::OT3218, "a task on Fargate has no subnets", "set `subnets`");
  }
  const Map<Json> in_cluster = {{"ArnEquals", Json::object({{"ecs:cluster", cluster}})}};
  writer.grantee().add_to_policy(
      {.actions = {"ecs:RunTask"}, .conditions = in_cluster, .resources = {task_definition}});
  for (const Link<Role>& role : pass_roles) {
    role->grant_pass_role(writer.grantee(), "ecs-tasks.amazonaws.com");
  }
  if (writer.pattern() != IntegrationPattern::run_job) return;
  writer.grantee().add_to_policy({.actions = {"ecs:DescribeTasks", "ecs:StopTask"},
                                  .conditions = in_cluster,
                                  .resources = {"*"}});
  writer.allow_managed_rule("StepFunctionsGetEventsForECSTaskRule");
}

// https://docs.aws.amazon.com/step-functions/latest/dg/stepfunctions-iam.html
void StartExecution::write(TaskCallWriter& writer) const {
  Itself itself(*state_machine);
  const bool is_itself = &writer.grantee() == static_cast<Grantee*>(state_machine.get());
  Grantee& grantee = is_itself ? itself : writer.grantee();
  writer.integration("states:startExecution", true, true, ".sync:2");
  // A definition cannot name the state machine that it is of.
  writer.argument("StateMachineArn", is_itself ? context_value(writer.language(), "StateMachine.Id")
                                               : Value<Json>(state_machine->arn()));
  writer.argument("Name", name);
  Value<Json> given = input.is_set() ? input : whole_input(writer.language());
  const Node& node = given.node();
  if (associate_with_parent && node.kind == NodeKind::object &&
      !stepfunctions::is_path_value(node)) {
    Json with_parent = Json::from_node(node);
    with_parent.set(started_by, context_value(writer.language(), "Execution.Id"));
    given = with_parent;
  }
  writer.argument("Input", given);
  state_machine->grant_start_execution(grantee);
  if (writer.pattern() != IntegrationPattern::run_job) return;
  state_machine->grant_execution(grantee, {"states:DescribeExecution", "states:StopExecution"});
  writer.allow_managed_rule("StepFunctionsGetEventsForStepFunctionsExecutionRule");
}

void InvokeActivity::write(TaskCallWriter& writer) const {
  writer.resource(activity->arn());
  writer.arguments(parameters);
  writer.refuse_in_express("a task of an activity");
  activity->allow_scheduling(writer.grantee());
  if (writer.pattern() != IntegrationPattern::request_response) {
    writer.task().error(codes::OT3212, "an activity is called by a pattern",
                        "leave `integration_pattern` out: the task waits for its worker");
  }
}

}  // namespace omnitrack
