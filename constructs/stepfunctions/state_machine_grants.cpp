#include <string>

#include "../imported.hpp"
#include <omnitrack/cfn/stepfunctions.hpp>
#include <omnitrack/codes.hpp>
#include <omnitrack/fn.hpp>
#include <omnitrack/iam/role.hpp>
#include <omnitrack/stepfunctions/state_machine.hpp>

namespace omnitrack {

/// What a state machine that is made elsewhere is made of.
struct ImportedStateMachineProps {
  using Makes = StateMachine;
  Id id;
  Value<cfn::stepfunctions::StateMachineArn> arn;
  Value<std::string> name;
};

namespace {

// arn:PARTITION:states:REGION:ACCOUNT:stateMachine:NAME
constexpr std::int64_t place_of_machine_name = 6;

Value<std::string> machine_name_of(const Value<cfn::stepfunctions::StateMachineArn>& arn) {
  constexpr std::string_view marker = ":stateMachine:";
  if (!arn.is_literal_text()) return fn::select(place_of_machine_name, fn::split(":", arn));
  std::string_view rest = arn.literal_text();
  const std::size_t at = rest.find(marker);
  if (at == std::string_view::npos) return {};
  rest.remove_prefix(at + marker.size());
  return rest.substr(0, rest.find(':'));
}

}  // namespace

StateMachine::StateMachine(Attach at, const ImportedStateMachineProps& props)
    : Construct(std::move(at)), arn_(props.arn), name_(props.name), is_imported_(true) {
  if (!name_.is_set()) {
    error(codes::OT3235,
          "'" + std::string(arn_.literal_text()) + "' is not the ARN of a state machine",
          "it looks like arn:aws:states:eu-central-1:123456789012:stateMachine:name");
    name_ = "unknown";
  }
}

StateMachine& StateMachine::from_arn(Construct& scope, const Id& id,
                                     const Value<cfn::stepfunctions::StateMachineArn>& arn) {
  return scope.add(ImportedStateMachineProps{.id = id, .arn = arn, .name = machine_name_of(arn)});
}

StateMachine& StateMachine::from_name(Construct& scope, const Id& id,
                                      const Value<std::string>& name) {
  const Value<std::string> arn = scope.stack().arn("states", concat("stateMachine:", name));
  return scope.add(ImportedStateMachineProps{
      .id = id, .arn = as<cfn::stepfunctions::StateMachineArn>(arn), .name = name});
}

void StateMachine::add_to_policy(const PolicyStatement& statement) {
  role().add_to_policy(statement);
}

Value<std::string> StateMachine::grantee_arn() const {
  if (role_ != nullptr) return role_->arn();
  refuse_of_imported(*this, "its role");
  return arn_;
}

Role& StateMachine::role() {
  if (role_ == nullptr) {
    refuse_of_imported(*this, "role()");
    role_ = &add(RoleProps{
        .id = child("Role"),
        .assumed_by = PolicyPrincipal::service("states.amazonaws.com"),
    });
  }
  return *role_;
}

LogGroup& StateMachine::log_group() {
  if (log_group_ == nullptr) {
    if (is_imported_) {
      refuse_of_imported(*this, "log_group()");
    } else {
      error(codes::OT3236, "log_group() is asked of a state machine that writes no logs",
            "set another `log_level` than off");
    }
    log_group_ = &add(LogGroupProps{.id = child("LogGroup")});
  }
  return *log_group_;
}

cfn::stepfunctions::StateMachine& StateMachine::resource() {
  if (resource_ == nullptr) {
    refuse_of_imported(*this, "resource()");
    resource_ =
        &add(cfn::stepfunctions::StateMachineProps{.id = primary(), .role_arn = role().arn()});
  }
  return *resource_;
}

Value<std::string> StateMachine::execution_arn(const Value<std::string>& name) const {
  return stack().arn("states", concat("execution:", name_, ":", name));
}

void StateMachine::grant(Grantee& grantee, const List<std::string>& actions) const {
  grantee.add_to_policy({.actions = actions, .resources = {arn()}});
}

void StateMachine::grant_execution(Grantee& grantee, const List<std::string>& actions) const {
  grantee.add_to_policy({.actions = actions, .resources = {execution_arn()}});
}

// https://docs.aws.amazon.com/step-functions/latest/dg/encryption-at-rest.html
void StateMachine::grant_key(Grantee& grantee, const List<std::string>& actions) const {
  if (!kms_key_.is_set()) return;
  grantee.add_to_policy({
      .actions = actions,
      .conditions = {{"StringEquals",
                      Json::object({{"kms:EncryptionContext:aws:states:stateMachineArn", arn()}})}},
      .resources = {kms_key_.arn()},
  });
}

// https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsstepfunctions.html
void StateMachine::grant_read(Grantee& grantee) const {
  grant(grantee, {"states:DescribeStateMachine", "states:ListExecutions"});
  grant_execution(grantee, {"states:DescribeExecution", "states:DescribeStateMachineForExecution",
                            "states:GetExecutionHistory"});
  grant_key(grantee, {"kms:Decrypt"});
}

void StateMachine::grant_redrive_execution(Grantee& grantee) const {
  grant_execution(grantee, {"states:RedriveExecution"});
  grant_key(grantee, {"kms:Decrypt", "kms:GenerateDataKey"});
}

void StateMachine::grant_start_execution(Grantee& grantee) const {
  grant(grantee, {"states:StartExecution"});
  grant_key(grantee, {"kms:Decrypt", "kms:GenerateDataKey"});
}

void StateMachine::grant_start_sync_execution(Grantee& grantee) const {
  grant(grantee, {"states:StartSyncExecution"});
  grant_key(grantee, {"kms:Decrypt", "kms:GenerateDataKey"});
}

void StateMachine::grant_task_response(Grantee& grantee) const {
  grant(grantee, {"states:SendTaskFailure", "states:SendTaskHeartbeat", "states:SendTaskSuccess"});
  grant_key(grantee, {"kms:Decrypt", "kms:GenerateDataKey"});
}

Value<std::string> StateMachine::event_target_arn() const { return arn(); }

Metric StateMachine::metric(std::string_view metric_name) const {
  return MetricProps{.name_space = "AWS/States",
                     .metric_name = metric_name,
                     .dimensions = {{"StateMachineArn", arn()}}};
}

}  // namespace omnitrack
