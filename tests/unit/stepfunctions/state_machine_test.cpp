#include "machine_test.hpp"
#include <omnitrack/cfn/stepfunctions.hpp>
#include <omnitrack/iam/role.hpp>
#include <omnitrack/kms/key.hpp>

namespace omnitrack {
namespace {

using testing::HasSubstr;
using testing::Not;
using testing_support::codes_of;
using testing_support::object_at;

class StateMachineTest : public testing_support::MachineTest {
 protected:
  Role& user() {
    return stack.add(RoleProps{
        .id = "User",
        .assumed_by = PolicyPrincipal::service("lambda.amazonaws.com"),
    });
  }
  std::string granted() { return object_at(resource("UserDefaultPolicy"), "PolicyDocument"); }
};

constexpr std::string_view no_states =
    R"({"StartAt":"A","States":{"A":{"Type":"Pass","End":true}}})";

TEST_F(StateMachineTest, a_state_machine_logs_errors_and_is_traced) {
  stack.add(StateMachineProps{.id = "M"}).add(PassStateProps{.id = "A"});
  EXPECT_EQ(resource("M"),
            R"({"Type":"AWS::StepFunctions::StateMachine","Properties":{"RoleArn":)"
            R"({"Fn::GetAtt":["MRole","Arn"]},"Definition":)" +
                std::string(no_states) +
                R"(,"LoggingConfiguration":{"Destinations":[{"CloudWatchLogsLogGroup":)"
                R"({"LogGroupArn":{"Fn::GetAtt":["MLogGroup","Arn"]}}}],"Level":"ERROR"},)"
                R"("TracingConfiguration":{"Enabled":true}}})");
  EXPECT_EQ(resource("MLogGroup"),
            R"({"Type":"AWS::Logs::LogGroup","DeletionPolicy":"Retain",)"
            R"("UpdateReplacePolicy":"Retain","Properties":{"LogGroupName":{"Fn::Join":["",)"
            R"(["/aws/vendedlogs/states/",{"Ref":"AWS::StackName"},"-M-",{"Fn::Select":[2,)"
            R"({"Fn::Split":["/",{"Ref":"AWS::StackId"}]}]}]]},"RetentionInDays":731}})");
  EXPECT_EQ(resource("MRole"),
            R"({"Type":"AWS::IAM::Role","Properties":{"AssumeRolePolicyDocument":)"
            R"({"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":)"
            R"({"Service":"states.amazonaws.com"},"Action":"sts:AssumeRole"}]},"Policies":)"
            R"([{"PolicyDocument":{"Version":"2012-10-17","Statement":[{"Effect":"Allow",)"
            R"("Action":["logs:CreateLogDelivery","logs:DeleteLogDelivery",)"
            R"("logs:DescribeLogGroups","logs:DescribeResourcePolicies","logs:GetLogDelivery",)"
            R"("logs:ListLogDeliveries","logs:PutResourcePolicy","logs:UpdateLogDelivery",)"
            R"("xray:GetSamplingRules","xray:GetSamplingTargets","xray:PutTelemetryRecords",)"
            R"("xray:PutTraceSegments"],"Resource":"*"}]},"PolicyName":"InlinePolicy"}]}})");
}

TEST_F(StateMachineTest, every_property_is_written_where_it_belongs) {
  auto& logs = stack.add(LogGroupProps{.id = "Logs"});
  auto& role = stack.add(
      RoleProps{.id = "Runs", .assumed_by = PolicyPrincipal::service("states.amazonaws.com")});
  stack
      .add(StateMachineProps{
          .id = "M",
          .comment = "orders",
          .kms_key = "arn:aws:kms:eu-central-1:123456789012:key/k",
          .kms_data_key_reuse = 120,
          .log_group = logs,
          .log_execution_data = true,
          .log_level = StateMachineLogLevel::fatal,
          .query_language = QueryLanguage::jsonata,
          .removal_policy = RemovalPolicy::retain,
          .role = role,
          .state_machine_name = "orders",
          .timeout = 3600,
          .tracing = false,
          .type = StateMachineType::express,
      })
      .add(PassStateProps{.id = "A"});
  EXPECT_EQ(
      resource("M"),
      R"({"Type":"AWS::StepFunctions::StateMachine","DeletionPolicy":"Retain",)"
      R"("UpdateReplacePolicy":"Retain","Properties":{"RoleArn":{"Fn::GetAtt":["Runs","Arn"]},)"
      R"("Definition":{"Comment":"orders","QueryLanguage":"JSONata","TimeoutSeconds":3600,)"
      R"("StartAt":"A","States":{"A":{"Type":"Pass","End":true}}},"EncryptionConfiguration":)"
      R"({"Type":"CUSTOMER_MANAGED_KMS_KEY","KmsDataKeyReusePeriodSeconds":120,"KmsKeyId":)"
      R"("arn:aws:kms:eu-central-1:123456789012:key/k"},"LoggingConfiguration":{"Destinations":)"
      R"([{"CloudWatchLogsLogGroup":{"LogGroupArn":{"Fn::GetAtt":["Logs","Arn"]}}}],)"
      R"("IncludeExecutionData":true,"Level":"FATAL"},"StateMachineName":"orders",)"
      R"("StateMachineType":"EXPRESS"}})");
}

TEST_F(StateMachineTest, an_express_state_machine_logs_everything) {
  stack.add(StateMachineProps{.id = "M", .type = StateMachineType::express})
      .add(PassStateProps{.id = "A"});
  EXPECT_THAT(properties("M"), HasSubstr(R"("Level":"ALL")"));
}

TEST_F(StateMachineTest, a_state_machine_without_logs_and_traces_needs_no_rights) {
  machine().add(PassStateProps{.id = "A"});
  EXPECT_EQ(properties("M"), R"({"RoleArn":{"Fn::GetAtt":["MRole","Arn"]},"Definition":)" +
                                 std::string(no_states) + "}");
  EXPECT_THAT(resource("MRole"), Not(HasSubstr("Policies")));
}

TEST_F(StateMachineTest, it_waits_for_the_policies_of_its_role) {
  StateMachine& m = machine();
  m.add(PassStateProps{.id = "A"});
  m.add_to_policy({.actions = {"s3:GetObject"}, .resources = {"*"}});
  EXPECT_THAT(resource("M"), HasSubstr(R"("DependsOn":"MRoleDefaultPolicy")"));
}

TEST_F(StateMachineTest, its_key_is_used_for_it_alone_and_for_its_logs) {
  auto& key = stack.add(KeyProps{.id = "Key"});
  stack.add(StateMachineProps{.id = "M", .kms_key = key, .tracing = false})
      .add(PassStateProps{.id = "A"});
  EXPECT_THAT(
      resource("MRole"),
      HasSubstr(
          R"({"Effect":"Allow","Action":["kms:Decrypt","kms:GenerateDataKey"],"Resource":)"
          R"({"Fn::GetAtt":["Key","Arn"]},"Condition":{"ArnLike":)"
          R"({"kms:EncryptionContext:aws:states:stateMachineArn":{"Fn::Sub":)"
          R"("arn:${AWS::Partition}:states:${AWS::Region}:${AWS::AccountId}:stateMachine:*"}}}})"));
  EXPECT_THAT(
      resource("Key"),
      HasSubstr(R"({"Effect":"Allow","Principal":{"Service":"delivery.logs.amazonaws.com"},)"
                R"("Action":"kms:Decrypt","Resource":"*","Condition":{"StringEquals":)"
                R"({"kms:EncryptionContext:SourceArn":)"));
  EXPECT_THAT(properties("MLogGroup"), HasSubstr(R"("KmsKeyId":{"Fn::GetAtt":["Key","Arn"]})"));
}

TEST_F(StateMachineTest, grants_name_this_state_machine_alone) {
  StateMachine& m = machine();
  m.add(PassStateProps{.id = "A"});
  Role& role = user();
  m.grant_start_execution(role);
  m.grant_start_sync_execution(role);
  m.grant_read(role);
  m.grant_redrive_execution(role);
  m.grant_task_response(role);
  EXPECT_EQ(
      granted(),
      R"({"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":)"
      R"(["states:StartExecution","states:StartSyncExecution","states:DescribeStateMachine",)"
      R"("states:ListExecutions","states:SendTaskFailure","states:SendTaskHeartbeat",)"
      R"("states:SendTaskSuccess"],"Resource":{"Ref":"M"}},{"Effect":"Allow","Action":)"
      R"(["states:DescribeExecution","states:DescribeStateMachineForExecution",)"
      R"("states:GetExecutionHistory","states:RedriveExecution"],"Resource":{"Fn::Sub":)"
      R"("arn:${AWS::Partition}:states:${AWS::Region}:${AWS::AccountId}:execution:${M.Name}:*"}}]})");
}

TEST_F(StateMachineTest, grants_on_an_encrypted_state_machine_include_its_key) {
  StateMachine& m = stack.add(
      StateMachineProps{.id = "M", .kms_key = "arn:aws:kms:eu-central-1:123456789012:key/k"});
  m.add(PassStateProps{.id = "A"});
  m.grant_start_execution(user());
  EXPECT_THAT(granted(),
              HasSubstr(R"({"Effect":"Allow","Action":["kms:Decrypt","kms:GenerateDataKey"],)"
                        R"("Resource":"arn:aws:kms:eu-central-1:123456789012:key/k","Condition":)"
                        R"({"StringEquals":{"kms:EncryptionContext:aws:states:stateMachineArn":)"
                        R"({"Ref":"M"}}}})"));
}

TEST_F(StateMachineTest, events_start_executions) {
  StateMachine& m = machine();
  m.add(PassStateProps{.id = "A"});
  EventTarget& target = m;
  target.grant_delivery(user());
  EXPECT_FALSE(target.permit_delivery("Rule", "events.amazonaws.com", {}));
  stack.add(OutputProps{.id = "Arn", .value = target.event_target_arn()});
  EXPECT_THAT(granted(), HasSubstr(R"("Action":"states:StartExecution","Resource":{"Ref":"M"})"));
}

TEST_F(StateMachineTest, a_state_machine_that_is_made_elsewhere_is_known_by_its_arn_or_name) {
  auto& by_arn = StateMachine::from_arn(
      stack, "ByArn", "arn:aws:states:eu-central-1:123456789012:stateMachine:orders");
  auto& by_name = StateMachine::from_name(stack, "ByName", "bills");
  Role& role = user();
  by_arn.grant_execution(role, {"states:StopExecution"});
  by_name.grant_start_execution(role);
  stack.add(OutputProps{.id = "Name", .value = by_arn.name()});
  EXPECT_EQ(
      granted(),
      R"({"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"states:StopExecution",)"
      R"("Resource":{"Fn::Sub":"arn:${AWS::Partition}:states:${AWS::Region}:${AWS::AccountId}:)"
      R"(execution:orders:*"}},{"Effect":"Allow","Action":"states:StartExecution","Resource":)"
      R"({"Fn::Sub":)"
      R"("arn:${AWS::Partition}:states:${AWS::Region}:${AWS::AccountId}:stateMachine:bills"}}]})");
}

TEST_F(StateMachineTest, what_one_that_is_made_elsewhere_cannot_do_is_refused) {
  auto& imported = StateMachine::from_name(stack, "M", "orders");
  static_cast<void>(imported.resource());
  static_cast<void>(imported.role());
  static_cast<void>(imported.log_group());
  imported.add_to_policy({.actions = {"s3:GetObject"}, .resources = {"*"}});
  StateMachine::from_arn(stack, "Wrong", "orders");
  EXPECT_EQ(codes_of(app), "OT2901 OT2901 OT2901 OT3235");
}

TEST_F(StateMachineTest, its_metrics_are_those_of_step_functions) {
  StateMachine& m = machine();
  m.add(PassStateProps{.id = "A"});
  for (const Metric& metric : {m.metric_aborted(), m.metric_failed(), m.metric_started(),
                               m.metric_succeeded(), m.metric_throttled(), m.metric_time(),
                               m.metric_timed_out(), m.metric("OpenExecutionCount")}) {
    EXPECT_NE(&metric.node(), nullptr);
  }
}

TEST_F(StateMachineTest, a_definition_may_be_a_text_with_values_in_it) {
  stack.add(StateMachineProps{
      .id = "M",
      .definition = StateMachineDefinition::text(
          R"({"StartAt":"${start}","States":{"A":{"Type":"Succeed"}}})"),
      .definition_substitutions = {{"start", "A"}},
      .log_level = StateMachineLogLevel::off,
      .tracing = false,
  });
  EXPECT_EQ(properties("M"),
            R"({"RoleArn":{"Fn::GetAtt":["MRole","Arn"]},"DefinitionString":)"
            R"("{\"StartAt\":\"${start}\",\"States\":{\"A\":{\"Type\":\"Succeed\"}}}",)"
            R"("DefinitionSubstitutions":{"start":"A"}})");
}

TEST_F(StateMachineTest, a_definition_may_be_a_file_beside_the_source) {
  stack.add(StateMachineProps{.id = "M",
                              .definition = StateMachineDefinition::file("data/orders.asl.json")});
  EXPECT_THAT(properties("M"), HasSubstr(R"("DefinitionString":"{\"StartAt\": \"Begin\")"));
}

TEST_F(StateMachineTest, what_is_wrong_with_a_text_is_found) {
  stack.add(StateMachineProps{.id = "Gone",
                              .definition = StateMachineDefinition::file("data/none.asl.json")});
  stack.add(StateMachineProps{.id = "Lacks",
                              .definition = StateMachineDefinition::text("{\"a\": \"${b}\"}")});
  stack.add(StateMachineProps{.id = "Has",
                              .definition = StateMachineDefinition::text("{}"),
                              .definition_substitutions = {{"b", "c"}}});
  stack.add(StateMachineProps{.id = "None", .definition_substitutions = {{"b", "c"}}})
      .add(PassStateProps{.id = "A"});
  stack.add(StateMachineProps{.id = "Large",
                              .definition = StateMachineDefinition::text(
                                  "{\"a\":\"" + std::string(1024 * 1024, 'a') + "\"}")});
  auto& both =
      stack.add(StateMachineProps{.id = "Both", .definition = StateMachineDefinition::text("{}")});
  both.add(PassStateProps{.id = "A"});
  EXPECT_EQ(codes_of(app), "OT3230 OT3232 OT3233 OT3229 OT3231 OT3234");
}

TEST_F(StateMachineTest, names_and_numbers_are_checked) {
  const std::string name = "my orders";
  const std::int64_t seconds = 1;
  stack
      .add(StateMachineProps{.id = "M",
                             .kms_key = "arn:aws:kms:eu-central-1:123456789012:key/k",
                             .kms_data_key_reuse = seconds,
                             .state_machine_name = name,
                             .timeout = 0})
      .add(PassStateProps{.id = "A"});
  EXPECT_EQ(codes_of(app), "OT3204 OT3228 OT3204");
}

TEST_F(StateMachineTest, logs_that_are_off_are_in_no_log_group) {
  StateMachine& m = machine();
  m.add(PassStateProps{.id = "A"});
  static_cast<void>(m.log_group());
  EXPECT_EQ(codes_of(app), "OT3236");
}

TEST_F(StateMachineTest, an_alias_moves_on_with_the_revisions) {
  StateMachine& m = machine();
  m.add(PassStateProps{.id = "A"});
  auto& alias = stack.add(StateMachineAliasProps{.id = "live",
                                                 .state_machine = m,
                                                 .alarms = {"broken"},
                                                 .deployment = GradualDeployment::linear(10, 5),
                                                 .description = "now"});
  stack.add(StateMachineAliasProps{.id = "test", .state_machine = m, .alias_name = "testing"});
  alias.grant_delivery(user());
  EXPECT_EQ(resource("liveVersion"),
            R"({"Type":"AWS::StepFunctions::StateMachineVersion","Properties":{)"
            R"("StateMachineArn":{"Ref":"M"},"StateMachineRevisionId":)"
            R"({"Fn::GetAtt":["M","StateMachineRevisionId"]}}})");
  EXPECT_EQ(properties("live"),
            R"({"DeploymentPreference":{"StateMachineVersionArn":{"Ref":"liveVersion"},)"
            R"("Type":"LINEAR","Alarms":["broken"],"Interval":5,"Percentage":10},)"
            R"("Description":"now","Name":"live"})");
  EXPECT_EQ(properties("test"),
            R"({"DeploymentPreference":{"StateMachineVersionArn":{"Ref":"testVersion"},)"
            R"("Type":"ALL_AT_ONCE"},"Name":"testing"})");
  EXPECT_THAT(granted(), HasSubstr(R"("Resource":{"Ref":"live"})"));
}

TEST_F(StateMachineTest, a_deployment_has_bounds) {
  StateMachine& m = machine();
  m.add(PassStateProps{.id = "A"});
  stack.add(StateMachineAliasProps{
      .id = "live", .state_machine = m, .deployment = GradualDeployment::canary(100, 5)});
  EXPECT_EQ(codes_of(app), "OT3204");
}

}  // namespace
}  // namespace omnitrack
