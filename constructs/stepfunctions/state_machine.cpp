#include "omnitrack/stepfunctions/state_machine.hpp"

#include <algorithm>
#include <string>

#include "../imported.hpp"
#include "../in_tree.hpp"
#include "../json_text.hpp"
#include "../source_file.hpp"
#include "definition_text.hpp"
#include "state_access.hpp"
#include "stepfunctions_encryption.hpp"
#include <omnitrack/cfn/iam.hpp>
#include <omnitrack/cfn/stepfunctions.hpp>
#include <omnitrack/codes.hpp>
#include <omnitrack/fn.hpp>
#include <omnitrack/iam/role.hpp>

namespace omnitrack {

namespace {

using cfn::stepfunctions::state_machine::CloudWatchLogsLogGroup;
using cfn::stepfunctions::state_machine::LogDestination;
using cfn::stepfunctions::state_machine::LoggingConfiguration;
using cfn::stepfunctions::state_machine::TracingConfiguration;

// https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html
constexpr std::size_t largest_definition = 1024 * 1024;

constexpr std::string_view log_levels[] = {"ALL", "ERROR", "FATAL", "OFF"};

RoleProps machine_role_props(const Id& id) {
  return {.id = id, .assumed_by = PolicyPrincipal::service("states.amazonaws.com")};
}

// Log groups whose names begin so are let in by one statement in all, and so never exceed the size
// of CloudWatch's policy. A log group that outlives its stack must not meet that of the next.
// https://docs.aws.amazon.com/step-functions/latest/dg/bp-cwl.html
LogGroupProps machine_log_group_props(const Id& id, const Construct& machine,
                                      const StateMachineProps& props) {
  const Stack& stack = machine.stack();
  return {
      .id = id,
      .kms_key = props.kms_key,
      .name = concat("/aws/vendedlogs/states/", stack.stack_name(), "-", machine.id(), "-",
                     fn::select(2, fn::split("/", stack.stack_id()))),
      .retention = props.log_retention,
  };
}

StateMachineLogLevel log_level_of(const StateMachineProps& props) {
  if (props.log_level.has_value()) return *props.log_level;
  // The history of an express state machine is in its logs alone.
  return props.type == StateMachineType::express ? StateMachineLogLevel::all
                                                 : StateMachineLogLevel::error;
}

}  // namespace

StateMachine::StateMachine(Attach at, const StateMachineProps& props)
    : Construct(std::move(at)),
      role_(props.role.is_set() ? &props.role->used_by(*this, child("Role"))
                                : &add(machine_role_props(child("Role")))),
      resource_(&add(cfn::stepfunctions::StateMachineProps{
          .id = primary(),
          .role_arn = role_->arn(),
          .state_machine_name = props.state_machine_name.value(),
      })),
      arn_(resource_->ref()),
      name_(resource_->attr_name()),
      kms_key_(props.kms_key),
      comment_(props.comment),
      timeout_(props.timeout),
      query_language_(props.query_language),
      type_(props.type),
      has_text_(props.definition.is_set()) {
  if (props.wait_for_grants) resource_->depends_on(*role_);
  if (props.removal_policy != RemovalPolicy::destroy) {
    resource_->set_removal_policy(props.removal_policy);
  }
  if (type_ == StateMachineType::express) {
    resource_->props.state_machine_type =
        cfn::stepfunctions::StateMachineProps::StateMachineType::express;
  }
  configure_logs(props);
  encrypt(props);
  if (props.tracing) {
    resource_->props.tracing_configuration = TracingConfiguration{.enabled = true};
    // These actions know no resources.
    role_->add_inline_statement({.actions = {"xray:GetSamplingRules", "xray:GetSamplingTargets",
                                             "xray:PutTelemetryRecords", "xray:PutTraceSegments"},
                                 .resources = {"*"}});
  }
  if (props.state_machine_name.is_broken()) {
    error(
        codes::OT3228,
        "'" + std::string(props.state_machine_name.text()) + "' is not a name for a state machine",
        "use 1 to 80 letters, digits, '-' and '_'");
  }
  if (timeout_.is_known() && (timeout_.number() < 1 || timeout_.number() > 99999999)) {
    error(codes::OT3204,
          "timeout is " + std::to_string(timeout_.number()) + ", which is out of bounds",
          "it is 1 to 99999999 seconds");
  }
  if (has_text_) {
    take_text(props);
  } else if (props.definition_substitutions.is_set()) {
    error(codes::OT3229, "`definition_substitutions` are given, but no `definition`",
          "use references in the states, and leave `definition_substitutions` out");
  }
}

// https://docs.aws.amazon.com/step-functions/latest/dg/cw-logs.html#cloudwatch-iam-policy
void StateMachine::configure_logs(const StateMachineProps& props) {
  const StateMachineLogLevel level = log_level_of(props);
  if (level == StateMachineLogLevel::off) return;
  log_group_ = props.log_group.is_set()
                   ? &in_tree(*props.log_group)
                   : &add(machine_log_group_props(child("LogGroup"), *this, props));
  resource_->props.logging_configuration = LoggingConfiguration{
      .destinations = {LogDestination{
          .cloud_watch_logs_log_group =
              CloudWatchLogsLogGroup{.log_group_arn = log_group_->arn()}}},
      .include_execution_data = props.log_execution_data ? Value<bool>(true) : Value<bool>(),
      .level = as<LoggingConfiguration::Level>(log_levels[static_cast<std::size_t>(level)]),
  };
  // These actions know no resources.
  role_->add_inline_statement({
      .actions = {"logs:CreateLogDelivery", "logs:DeleteLogDelivery", "logs:DescribeLogGroups",
                  "logs:DescribeResourcePolicies", "logs:GetLogDelivery", "logs:ListLogDeliveries",
                  "logs:PutResourcePolicy", "logs:UpdateLogDelivery"},
      .resources = {"*"},
  });
}

// https://docs.aws.amazon.com/step-functions/latest/dg/encryption-at-rest.html
void StateMachine::encrypt(const StateMachineProps& props) {
  if (!props.kms_key.is_set()) return;
  resource_->props.encryption_configuration =
      stepfunctions::encryption_by(*this, props.kms_key, props.kms_data_key_reuse);
  const Value<std::string> machines =
      stack().arn("states", concat("stateMachine:", props.state_machine_name.is_set()
                                                        ? props.state_machine_name.value()
                                                        : Value<std::string>("*")));
  role_->add_inline_statement({
      .actions = {"kms:Decrypt", "kms:GenerateDataKey"},
      .conditions = {{"ArnLike", Json::object({{"kms:EncryptionContext:aws:states:stateMachineArn",
                                                machines}})}},
      .resources = {props.kms_key.arn()},
  });
  if (log_group_ == nullptr) return;
  const Map<Json> of_logs = {{"StringEquals", Json::object({{"kms:EncryptionContext:SourceArn",
                                                             stack().arn("logs", "*")}})}};
  role_->add_inline_statement({.actions = {"kms:GenerateDataKey"},
                               .conditions = of_logs,
                               .resources = {props.kms_key.arn()}});
  props.kms_key.allow_service("delivery.logs.amazonaws.com", {"kms:Decrypt"}, of_logs);
}

void StateMachine::take_text(const StateMachineProps& props) {
  std::string text(props.definition.value().text());
  if (props.definition.is_file()) {
    const std::string path = path_beside(source(), props.definition.value().text());
    if (!read_source_file(path, text)) {
      error(codes::OT3230, "the definition '" + path + "' cannot be read",
            "name a file beside the source that makes the state machine");
      return;
    }
  }
  if (text.size() > largest_definition) {
    error(codes::OT3231, "the definition has " + std::to_string(text.size()) + " bytes",
          "make it 1 MB at most, e.g. by state machines that start others");
  }
  const Node& given = props.definition_substitutions.node();
  const std::vector<std::string> wanted = stepfunctions::placeholders_of(text);
  for (const std::string& name : wanted) {
    const bool is_given = given.kind == NodeKind::object &&
                          std::any_of(given.fields, given.fields + given.size,
                                      [&](const Field& field) { return field.key == name; });
    if (is_given) continue;
    error(codes::OT3232, "the definition's '${" + name + "}' has no value",
          "add it to `definition_substitutions`");
  }
  for (std::uint32_t i = 0; given.kind == NodeKind::object && i < given.size; ++i) {
    const std::string_view key = given.fields[i].key;
    if (std::find(wanted.begin(), wanted.end(), key) != wanted.end()) continue;
    error(codes::OT3233, "the definition has no '${" + std::string(key) + "}'",
          "remove it from `definition_substitutions`, or correct the name");
  }
  resource_->props.definition_string = text;
  resource_->props.definition_substitutions = props.definition_substitutions;
}

void StateMachine::finish() {
  if (is_imported_) return;
  if (!has_text_) {
    write_states();
  } else if (StateAccess::has_states(*this)) {
    error(codes::OT3234, "a state machine whose definition is a text has states too",
          "keep the states, or the `definition`");
  }
  if (has_distributed_map_) allow_distributed_maps();
  write_self_policy();
}

void StateMachine::write_states() {
  std::vector<const State*> named;
  StateAccess::join_ways(*this);
  StateAccess::check_scope(*this, named);
  Json definition = Json::object({});
  if (!comment_.empty()) definition.set("Comment", comment_);
  if (query_language_ == QueryLanguage::jsonata) definition.set("QueryLanguage", "JSONata");
  if (timeout_.is_set()) {
    definition.set("TimeoutSeconds", Json::from_node(timeout_.node()));
  }
  definition.set_all(StateAccess::scope_json(*this));
  const std::size_t size = known_json_size(definition);
  if (size > largest_definition) {
    error(codes::OT3231, "the definition has " + std::to_string(size) + " bytes",
          "make it 1 MB at most, e.g. by state machines that start others");
  }
  if (stepfunctions::has_null(definition.node())) {
    resource_->props.definition_string = json_text(definition);
  } else {
    resource_->props.definition = definition;
  }
}

// https://docs.aws.amazon.com/step-functions/latest/dg/iam-policies-eg-dist-map.html
void StateMachine::allow_distributed_maps() {
  add_to_self_policy({.actions = {"states:StartExecution"}, .resources = {arn()}});
  add_to_self_policy({.actions = {"states:DescribeExecution", "states:StopExecution"},
                      .resources = {execution_arn()}});
  add_to_self_policy({.actions = {"states:RedriveExecution"},
                      .resources = {stack().arn("states", concat("execution:", name_, "/*:*"))}});
}

// The state machine waits for the policy of its role, which must not name it, and so this one
// stands beside.
void StateMachine::write_self_policy() {
  if (self_policy_.is_empty()) return;
  add(cfn::iam::PolicyProps{
      .id = child("SelfPolicy"),
      .policy_document = self_policy_.json(),
      .policy_name = concat(name_, "-itself"),
      .roles = {role_->name()},
  });
}

}  // namespace omnitrack
