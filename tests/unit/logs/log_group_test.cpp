#include <string>

#include <gtest/gtest.h>

#include "../resource_text.hpp"
#include <omnitrack/cloudwatch/alarm.hpp>
#include <omnitrack/iam/role.hpp>
#include <omnitrack/logs/log_group.hpp>

namespace omnitrack {
namespace {

using testing_support::codes_of;
using testing_support::compact_template;
using testing_support::object_at;

class LogGroupTest : public testing::Test {
 protected:
  App app;
  Stack& stack = app.add(StackProps{.id = "Test"});
};

TEST_F(LogGroupTest, a_log_group_keeps_its_events_for_two_years_and_after_the_stack) {
  stack.add(LogGroupProps{.id = "Logs"});
  EXPECT_EQ(object_at(compact_template(app), "Resources"),
            R"({"Logs":{"Type":"AWS::Logs::LogGroup","DeletionPolicy":"Retain",)"
            R"("UpdateReplacePolicy":"Retain","Properties":{"RetentionInDays":731}}})");
}

TEST_F(LogGroupTest, every_property_is_written_where_it_belongs) {
  stack.add(LogGroupProps{
      .id = "Logs",
      .deletion_protection = true,
      .kms_key = "arn:aws:kms:eu-central-1:123456789012:key/k",
      .log_group_class = cfn::logs::LogGroupProps::LogGroupClass::infrequent_access,
      .name = "/aws/omnitrack/application",
      .removal_policy = RemovalPolicy::destroy,
      .retention = RetentionDays::one_month,
  });
  EXPECT_EQ(object_at(compact_template(app), "Properties"),
            R"({"DeletionProtectionEnabled":true,)"
            R"("KmsKeyId":"arn:aws:kms:eu-central-1:123456789012:key/k",)"
            R"("LogGroupClass":"INFREQUENT_ACCESS",)"
            R"("LogGroupName":"/aws/omnitrack/application","RetentionInDays":30})");
}

TEST_F(LogGroupTest, events_that_are_never_deleted_need_no_property) {
  stack.add(LogGroupProps{.id = "Logs", .retention = RetentionDays::never});
  EXPECT_EQ(compact_template(app).find("RetentionInDays"), std::string::npos);
}

TEST_F(LogGroupTest, grants_name_this_log_group_alone) {
  LogGroup& logs = stack.add(LogGroupProps{.id = "Logs"});
  Role& role = stack.add(RoleProps{
      .id = "Role",
      .assumed_by = PolicyPrincipal::service("lambda.amazonaws.com"),
  });
  logs.grant_write(role);
  logs.grant_read(role);
  EXPECT_EQ(object_at(object_at(compact_template(app), "RoleDefaultPolicy"), "PolicyDocument"),
            R"({"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":)"
            R"(["logs:CreateLogStream","logs:PutLogEvents","logs:DescribeLogStreams",)"
            R"("logs:FilterLogEvents","logs:GetLogEvents"],)"
            R"("Resource":{"Fn::GetAtt":["Logs","Arn"]}}]})");
}

TEST_F(LogGroupTest, its_arn_is_known_with_and_without_its_streams) {
  LogGroup& logs = stack.add(LogGroupProps{.id = "Logs"});
  stack.add(OutputProps{.id = "Arn", .value = logs.arn()});
  stack.add(OutputProps{.id = "Bare", .value = logs.arn_without_streams()});
  EXPECT_EQ(
      object_at(compact_template(app), "Outputs"),
      R"({"Arn":{"Value":{"Fn::GetAtt":["Logs","Arn"]}},"Bare":{"Value":{"Fn::Sub":)"
      R"("arn:${AWS::Partition}:logs:${AWS::Region}:${AWS::AccountId}:log-group:${Logs}"}}})");
}

TEST_F(LogGroupTest, what_comes_in_is_measured) {
  LogGroup& logs = stack.add(LogGroupProps{.id = "Logs"});
  stack.add(AlarmProps{.id = "Bytes", .metric = logs.metric_incoming_bytes(), .threshold = 1});
  stack.add(
      AlarmProps{.id = "Events", .metric = logs.metric_incoming_log_events(), .threshold = 1});
  const std::string text = compact_template(app);
  EXPECT_EQ(object_at(object_at(text, "Bytes"), "Properties"),
            R"({"ComparisonOperator":"GreaterThanOrEqualToThreshold",)"
            R"("Dimensions":[{"Name":"LogGroupName","Value":{"Ref":"Logs"}}],)"
            R"("EvaluationPeriods":1,"MetricName":"IncomingBytes","Namespace":"AWS/Logs",)"
            R"("Period":300,"Statistic":"Sum","Threshold":1})");
  EXPECT_NE(text.find("IncomingLogEvents"), std::string::npos);
}

TEST_F(LogGroupTest, a_name_made_at_run_time_is_checked) {
  const std::string prefix = "team a";
  stack.add(LogGroupProps{.id = "Space", .name = prefix + "/logs"});
  stack.add(LogGroupProps{.id = "Reserved", .name = std::string("aws/mine")});
  EXPECT_EQ(codes_of(app), "OT2211 OT2211");
}

TEST_F(LogGroupTest, a_name_may_hold_references) {
  stack.add(LogGroupProps{.id = "Logs", .name = stack.stack_name()});
  EXPECT_NE(compact_template(app).find(R"("LogGroupName":{"Ref":"AWS::StackName"})"),
            std::string::npos);
}

TEST_F(LogGroupTest, a_number_of_days_that_cloudwatch_does_not_offer_is_an_error) {
  for (const std::int64_t days : {30, 0, 31}) {
    stack.add(LogGroupProps{.id = "Logs" + std::to_string(days), .retention = days});
  }
  const Synthesis synthesis = synthesize(app);
  ASSERT_EQ(synthesis.diagnostics.size(), 1U);
  EXPECT_EQ(synthesis.diagnostics[0].code, "OT2212");
  EXPECT_EQ(synthesis.diagnostics[0].path, "Test/Logs31");
}

TEST(LogGroupNameTest, the_rule_is_the_one_of_cloudwatch) {
  using Rule = detail::LogGroupNameRule;
  EXPECT_TRUE(Rule::fits("/aws/lambda/a-b_c.d#1"));
  EXPECT_TRUE(Rule::fits(std::string(512, 'a')));
  EXPECT_FALSE(Rule::fits(std::string(513, 'a')));
  EXPECT_FALSE(Rule::fits(""));
  EXPECT_FALSE(Rule::fits("a b"));
  EXPECT_FALSE(Rule::fits("a*"));
  EXPECT_FALSE(Rule::fits("aws/a"));
}

}  // namespace
}  // namespace omnitrack
