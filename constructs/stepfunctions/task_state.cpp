#include "omnitrack/stepfunctions/task_state.hpp"

#include <string>

#include "state_access.hpp"
#include <omnitrack/codes.hpp>
#include <omnitrack/fn.hpp>
#include <omnitrack/iam/role.hpp>
#include <omnitrack/stepfunctions/state_machine.hpp>

namespace omnitrack {

namespace {

bool names_task_token(const Node& node) {
  switch (node.kind) {
    case NodeKind::string:
      return node.string().find("Task.Token") != std::string_view::npos;
    case NodeKind::list:
      for (std::uint32_t i = 0; i < node.size; ++i) {
        if (names_task_token(node.items[i])) return true;
      }
      return false;
    case NodeKind::object:
      for (std::uint32_t i = 0; i < node.size; ++i) {
        if (names_task_token(node.fields[i].value)) return true;
      }
      return false;
    case NodeKind::function:
      for (std::uint32_t i = 0; i < node.call->count; ++i) {
        if (names_task_token(node.call->arguments[i])) return true;
      }
      return false;
    default:
      return false;
  }
}

// The whole context, or the whole input, may have the token.
bool may_hide_task_token(const Node& node) { return !node.is_set() || names_task_token(node); }

}  // namespace

QueryLanguage TaskCallWriter::language() const { return task_.language(); }
Stack& TaskCallWriter::stack() const { return task_.stack(); }
void TaskCallWriter::refuse_in_express(std::string_view what) const {
  task_.refuse_in_express(what);
}
Grantee& TaskCallWriter::grantee() const { return *task_.machine(); }
const Construct& TaskCallWriter::task() const { return task_; }

void TaskCallWriter::integration(std::string_view name, bool runs_jobs, bool waits_for_tokens,
                                 std::string_view job_suffix) {
  std::string_view suffix;
  bool can = true;
  if (pattern_ == IntegrationPattern::run_job) {
    suffix = job_suffix;
    can = runs_jobs;
  } else if (pattern_ == IntegrationPattern::wait_for_task_token) {
    suffix = ".waitForTaskToken";
    can = waits_for_tokens;
  }
  if (!can) {
    task_.error(codes::OT3212,
                "'" + std::string(name) + "' cannot be called by '" + std::string(suffix) + "'",
                "leave `integration_pattern` out, or choose another one");
  }
  resource_ = concat("arn:", stack().partition(), ":states:::", name, suffix);
}

void TaskCallWriter::argument(std::string_view key, const Value<Json>& value) {
  if (!value.is_set()) return;
  Json arguments = arguments_.is_set() ? Json(arguments_) : Json::object({});
  arguments.set(key, value);
  arguments_ = arguments;
}

void TaskCallWriter::allow(const List<std::string>& actions,
                           const List<std::string>& resources) const {
  grantee().add_to_policy({.actions = actions, .resources = resources});
}

void TaskCallWriter::allow_managed_rule(std::string_view name) const {
  allow({"events:DescribeRule", "events:PutRule", "events:PutTargets"},
        {stack().arn("events", concat("rule/", name))});
}

TaskState::TaskState(Attach at, const TaskStateProps& props)
    : FallibleState(std::move(at), detail::fields_of(props), props.retry),
      heartbeat_(props.heartbeat),
      timeout_(props.timeout) {
  if (machine() == nullptr) return;
  TaskCallWriter writer(*this, props.integration_pattern);
  props.call.write_(props.call.call_, writer);
  arguments_ = writer.arguments_;
  resource_ = writer.resource_;
  result_key_ = writer.result_key_;
  const bool is_part = stepfunctions::is_path_value(arguments_.node());
  if (is_part && language() == QueryLanguage::json_path) {
    // `Parameters` are an object.
    StateAccess::narrow_input(*this, stepfunctions::path_of_value(arguments_.node()));
  }
  if (writer.retry_.has_value()) service_retry_ = writer.retry_;
  if (props.credentials.is_set()) {
    credentials_ = props.credentials->arn();
    props.credentials->grant_assume(*machine());
  }
  check(props);
}

void TaskState::check(const TaskStateProps& props) {
  const bool waits = props.integration_pattern == IntegrationPattern::wait_for_task_token;
  const bool has_pattern = props.integration_pattern != IntegrationPattern::request_response;
  if (has_pattern) refuse_in_express("a task that waits for a job or a token");
  if (waits && !may_hide_task_token(arguments_.node())) {
    error(codes::OT3213, "a task waits for its token, but hands it to nobody",
          language() == QueryLanguage::jsonata ? "hand on \"{% $states.context.Task.Token %}\""
                                               : "hand on `task_token()`");
  }
  if (!waits && names_task_token(arguments_.node())) {
    warning(codes::OT3214, "a task hands on its token, but does not wait for it",
            "set .integration_pattern = IntegrationPattern::wait_for_task_token");
  }
  check_number("timeout", timeout_.node(), 1, 99999999);
  check_number("heartbeat", heartbeat_.node(), 1, 99999999);
  if (timeout_.is_known() && heartbeat_.is_known() && heartbeat_.number() >= timeout_.number()) {
    error(codes::OT3215,
          "the heartbeat of " + std::to_string(heartbeat_.number()) +
              " seconds is not shorter than the timeout of " + std::to_string(timeout_.number()),
          "make `heartbeat` less than `timeout`");
  }
}

void TaskState::write(Json& body) const {
  body.set("Type", "Task");
  body.set("Resource", resource_);
  if (credentials_.is_set()) body.set("Credentials", Json::object({{"RoleArn", credentials_}}));
  const bool is_jsonata = language() == QueryLanguage::jsonata;
  if (is_jsonata || !stepfunctions::is_path_value(arguments_.node())) {
    body.set(is_jsonata ? "Arguments" : "Parameters", arguments_);
  }
  stepfunctions::put_or_path(body, "TimeoutSeconds", timeout_.node());
  stepfunctions::put_or_path(body, "HeartbeatSeconds", heartbeat_.node());
}

void TaskState::write_scopes(Json& body, const std::vector<Json>& /*scopes*/) const {
  if (!result_key_.empty()) {
    if (language() == QueryLanguage::jsonata) {
      if (!stepfunctions::has_field(body, "Output")) {
        body.set("Output", "{% $states.result." + std::string(result_key_) + " %}");
      }
    } else if (!stepfunctions::has_field(body, "OutputPath") &&
               !stepfunctions::has_field(body, "ResultPath") &&
               !stepfunctions::has_field(body, "ResultSelector")) {
      body.set("OutputPath", "$." + std::string(result_key_));
    }
  }
  write_rules(body, service_retry_);
}

}  // namespace omnitrack
