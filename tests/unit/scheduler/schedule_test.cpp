#include <string>

#include <gmock/gmock.h>

#include "../resource_text.hpp"
#include <omnitrack/cfn/scheduler.hpp>
#include <omnitrack/events/event_bus.hpp>
#include <omnitrack/iam/role.hpp>
#include <omnitrack/kms/key.hpp>
#include <omnitrack/scheduler/schedule.hpp>
#include <omnitrack/sqs/queue.hpp>
#include <omnitrack/testing.hpp>

namespace omnitrack {
namespace {

using assertions::has_no_resource;
using testing::HasSubstr;
using testing_support::codes_of;
using testing_support::object_at;

class ScheduleTest : public testing_support::OneStackTest {
 protected:
  Queue& queue = stack.add(QueueProps{.id = "Queue"});
};

TEST_F(ScheduleTest, a_schedule_reaches_its_target_by_a_role_that_the_scheduler_alone_assumes) {
  stack.add(ScheduleProps{.id = "Hourly", .schedule = "rate(1 hour)", .target = queue});
  EXPECT_EQ(
      resource("Hourly"),
      R"({"Type":"AWS::Scheduler::Schedule","DependsOn":"HourlyRoleDefaultPolicy",)"
      R"("Properties":{"FlexibleTimeWindow":{"Mode":"OFF"},)"
      R"x("ScheduleExpression":"rate(1 hour)","Target":{"Arn":{"Fn::GetAtt":["Queue","Arn"]},)x"
      R"("RoleArn":{"Fn::GetAtt":["HourlyRole","Arn"]}},"State":"ENABLED"}})");
  EXPECT_EQ(properties("HourlyRole"),
            R"({"AssumeRolePolicyDocument":{"Version":"2012-10-17","Statement":[{)"
            R"("Effect":"Allow","Principal":{"Service":"scheduler.amazonaws.com"},)"
            R"("Action":"sts:AssumeRole","Condition":{"StringEquals":{"aws:SourceAccount":)"
            R"({"Ref":"AWS::AccountId"},"aws:SourceArn":{"Fn::Sub":"arn:${AWS::Partition}:)"
            R"(scheduler:${AWS::Region}:${AWS::AccountId}:schedule-group/default"}}}}]}})");
  EXPECT_THAT(properties("HourlyRoleDefaultPolicy"),
              HasSubstr(R"("Action":"sqs:SendMessage","Resource":{"Fn::GetAtt":["Queue","Arn"]})"));
}

TEST_F(ScheduleTest, every_property_is_written_where_it_belongs) {
  Key& key = stack.add(KeyProps{.id = "Key"});
  ScheduleGroup& group = stack.add(ScheduleGroupProps{.id = "Group", .group_name = "shop"});
  Queue& fifo = stack.add(QueueProps{.id = "Fifo", .fifo = true});
  stack.add(ScheduleProps{
      .id = "Daily",
      .schedule = "cron(0 8 ? * MON-FRI *)",
      .target = fifo,
      .dead_letter_queue = queue,
      .description = "Opens the shop",
      .enabled = false,
      .end = "2031-01-01T00:00:00Z",
      .flexible_window = 15,
      .group = group,
      .input = {{"open", true}, {"queue", queue.name()}},
      .kms_key = key,
      .max_event_age = 3600,
      .message_group_id = "shop",
      .retry_attempts = 2,
      .schedule_name = "daily",
      .start = "2030-01-01T00:00:00Z",
      .time_zone = "Europe/Berlin",
  });
  EXPECT_EQ(properties("Daily"),
            R"({"FlexibleTimeWindow":{"Mode":"FLEXIBLE","MaximumWindowInMinutes":15},)"
            R"x("ScheduleExpression":"cron(0 8 ? * MON-FRI *)","Target":{)x"
            R"("Arn":{"Fn::GetAtt":["Fifo","Arn"]},"RoleArn":{"Fn::GetAtt":["DailyRole","Arn"]},)"
            R"("DeadLetterConfig":{"Arn":{"Fn::GetAtt":["Queue","Arn"]}},"Input":{"Fn::Sub":)"
            R"("{\"open\":true,\"queue\":\"${Queue.QueueName}\"}"},)"
            R"("RetryPolicy":{"MaximumEventAgeInSeconds":3600,"MaximumRetryAttempts":2},)"
            R"("SqsParameters":{"MessageGroupId":"shop"}},"Description":"Opens the shop",)"
            R"("EndDate":"2031-01-01T00:00:00Z","GroupName":{"Ref":"Group"},)"
            R"("KmsKeyArn":{"Fn::GetAtt":["Key","Arn"]},"Name":"daily",)"
            R"("ScheduleExpressionTimezone":"Europe/Berlin","StartDate":"2030-01-01T00:00:00Z",)"
            R"("State":"DISABLED"})");
  EXPECT_EQ(resource("Group"),
            R"({"Type":"AWS::Scheduler::ScheduleGroup","DeletionPolicy":"Delete",)"
            R"("UpdateReplacePolicy":"Delete","Properties":{"Name":"shop"}})");
  EXPECT_THAT(properties("DailyRole"),
              HasSubstr(R"("aws:SourceArn":{"Fn::GetAtt":["Group","Arn"]})"));
  EXPECT_THAT(properties("DailyRoleDefaultPolicy"), HasSubstr(R"("Action":"kms:Decrypt")"));
}

TEST_F(ScheduleTest, a_bus_gets_an_event_and_a_role_can_be_given) {
  EventBus& bus = stack.add(EventBusProps{.id = "Bus"});
  Role& role = stack.add(
      RoleProps{.id = "Role", .assumed_by = PolicyPrincipal::service("scheduler.amazonaws.com")});
  stack.add(ScheduleProps{.id = "Once",
                          .schedule = "at(2030-01-31T08:00:00)",
                          .target = bus,
                          .event_detail_type = "Closing time",
                          .event_source = "shop",
                          .partition_key = "a",
                          .role = role});
  EXPECT_EQ(object_at(properties("Once"), "Target"),
            R"({"Arn":{"Fn::GetAtt":["Bus","Arn"]},"RoleArn":{"Fn::GetAtt":["Role","Arn"]},)"
            R"("EventBridgeParameters":{"DetailType":"Closing time","Source":"shop"},)"
            R"("KinesisParameters":{"PartitionKey":"a"}})");
  EXPECT_THAT(properties("RoleDefaultPolicy"), HasSubstr(R"("Action":"events:PutEvents")"));
  EXPECT_THAT(written(), has_no_resource("OnceRole"));
}

TEST_F(ScheduleTest, any_call_of_an_api_can_be_made) {
  stack.add(ScheduleProps{.id = "Stop",
                          .schedule = "rate(1 day)",
                          .target = ApiCall{.service = "rds",
                                            .action = "stopDBInstance",
                                            .resources = {"arn:aws:rds:eu-central-1:1:db:shop"}},
                          .input = {{"DbInstanceIdentifier", "shop"}}});
  stack.add(ScheduleProps{.id = "Send",
                          .schedule = "rate(1 day)",
                          .target = ApiCall{.service = "sfn",
                                            .action = "startExecution",
                                            .resources = {"*"},
                                            .permissions = {"states:StartExecution"}}});
  EXPECT_EQ(object_at(properties("Stop"), "Target"),
            R"({"Arn":{"Fn::Sub":"arn:${AWS::Partition}:scheduler:::aws-sdk:rds:stopDBInstance"},)"
            R"("RoleArn":{"Fn::GetAtt":["StopRole","Arn"]},)"
            R"("Input":"{\"DbInstanceIdentifier\":\"shop\"}"})");
  EXPECT_THAT(properties("StopRoleDefaultPolicy"),
              HasSubstr(R"("Action":"rds:StopDBInstance",)"
                        R"("Resource":"arn:aws:rds:eu-central-1:1:db:shop")"));
  EXPECT_THAT(properties("SendRoleDefaultPolicy"),
              HasSubstr(R"("Action":"states:StartExecution")"));
}

TEST_F(ScheduleTest, groups_grant_their_schedules) {
  ScheduleGroup& group = ScheduleGroup::from_name(stack, "Group", "shop");
  Role& role = stack.add(
      RoleProps{.id = "Role", .assumed_by = PolicyPrincipal::service("lambda.amazonaws.com")});
  group.grant_read_schedules(role);
  group.grant_write_schedules(role);
  group.grant_delete_schedules(role);
  static_cast<void>(group.metric_attempts());
  EXPECT_THAT(properties("RoleDefaultPolicy"),
              HasSubstr(R"("Action":["scheduler:GetSchedule","scheduler:CreateSchedule",)"
                        R"("scheduler:UpdateSchedule","scheduler:DeleteSchedule"],)"
                        R"("Resource":{"Fn::Sub":"arn:${AWS::Partition}:scheduler:${AWS::Region}:)"
                        R"(${AWS::AccountId}:schedule/shop/*"})"));
}

TEST_F(ScheduleTest, mistakes_are_errors) {
  const std::string when = "at(tomorrow)";
  const std::string name = "every day";
  const int minutes = 2000;
  stack.add(ScheduleProps{.id = "A", .schedule = when, .target = queue, .schedule_name = name});
  stack.add(ScheduleGroupProps{.id = "B", .group_name = name});
  stack.add(ScheduleProps{
      .id = "C", .schedule = "rate(1 day)", .target = queue, .flexible_window = minutes});
  stack.add(ScheduleProps{.id = "D",
                          .schedule = "rate(1 day)",
                          .target = queue,
                          .end = std::string("2030-01-01"),
                          .event_source = "shop"});
  static_cast<void>(ScheduleGroup::from_name(stack, "E", "shop").resource());
  EXPECT_EQ(codes_of(app), "OT3131 OT3132 OT3132 OT3133 OT3134 OT3135 OT2901");
}

TEST(ScheduleTimeTest, the_rule_is_the_one_of_the_scheduler) {
  using Rule = detail::ScheduleTimeRule;
  EXPECT_TRUE(Rule::fits("rate(1 hours)"));
  EXPECT_TRUE(Rule::fits("at(2030-01-31T08:00:00)"));
  EXPECT_FALSE(Rule::fits("at(2030-13-31T08:00:00)"));
  EXPECT_FALSE(Rule::fits("at(2030-01-31 08:00:00)"));
  EXPECT_FALSE(Rule::fits("at(2030-01-31T24:00:00)"));
  EXPECT_FALSE(Rule::fits("2030-01-31T08:00:00"));
  EXPECT_TRUE(detail::ScheduleDateRule::fits("2030-01-31T08:00:00.123Z"));
  EXPECT_FALSE(detail::ScheduleDateRule::fits("2030-01-31T08:00:00"));
}

}  // namespace
}  // namespace omnitrack
