#include <gmock/gmock.h>

#include "resource_text.hpp"
#include <omnitrack/omnitrack.hpp>
#include <omnitrack/testing.hpp>

namespace omnitrack {
namespace {

using assertions::has_resource;
using testing::HasSubstr;

// An app as a user of the CDK types it.
class OneForAListTest : public testing_support::OneStackTest {
 protected:
  Function& f = stack.add(FunctionProps{
      .id = "F",
      .code = FunctionCode::inline_text("def handler(event, context):\n    print(event)\n"),
      .handler = "index.handler",
      .runtime = Runtime::python3_13,
  });
  Queue& queue = stack.add(QueueProps{.id = "Queue"});
  Topic& topic = stack.add(TopicProps{.id = "Topic"});
};

TEST_F(OneForAListTest, targets_of_a_rule_are_given_as_they_are) {
  stack.add(EventRuleProps{.id = "One", .pattern = {.source = "aws.s3"}, .targets = f});
  stack.add(EventRuleProps{.id = "Braces", .pattern = {.source = "aws.s3"}, .targets = {f}});
  auto& both = stack.add(
      EventRuleProps{.id = "Both", .pattern = {.source = "aws.s3"}, .targets = {f, queue}});
  both.add_target(topic);
  stack.add(EventRuleProps{.id = "Mixed",
                           .pattern = {.source = "aws.s3"},
                           .targets = {f, {.target = queue, .retry_attempts = 2}}});
  const std::string to_f = R"("Targets":[{"Arn":{"Fn::GetAtt":["F","Arn"]},"Id":"Target1"}])";
  EXPECT_THAT(properties("One"), HasSubstr(to_f));
  EXPECT_THAT(properties("Braces"), HasSubstr(to_f));
  EXPECT_THAT(properties("Both"),
              HasSubstr(R"({"Arn":{"Fn::GetAtt":["Queue","Arn"]},"Id":"Target2"},)"
                        R"({"Arn":{"Ref":"Topic"},"Id":"Target3"}])"));
  EXPECT_THAT(properties("Mixed"), HasSubstr(R"("MaximumRetryAttempts":2)"));
}

TEST_F(OneForAListTest, actions_of_an_alarm_are_one_or_several) {
  const Metric errors = f.metric_errors();
  errors.create_alarm(stack, {.id = "One", .threshold = 1, .alarm_actions = topic});
  stack.add(AlarmProps{.id = "Two",
                       .metric = errors,
                       .threshold = 1,
                       .alarm_actions = {topic, f},
                       .ok_actions = topic});
  EXPECT_THAT(properties("One"), HasSubstr(R"("AlarmActions":[{"Ref":"Topic"}])"));
  EXPECT_THAT(written(), has_resource("One", {{"MetricName", "Errors"}}));
  EXPECT_THAT(properties("Two"),
              HasSubstr(R"("AlarmActions":[{"Ref":"Topic"},{"Fn::GetAtt":["F","Arn"]}])"));
  EXPECT_THAT(properties("Two"), HasSubstr(R"("OKActions":[{"Ref":"Topic"}])"));
}

TEST_F(OneForAListTest, an_alarm_of_a_metric_has_all_that_an_alarm_has) {
  f.metric_errors().create_alarm(stack, {
                                            .id = "Alarm",
                                            .threshold = 5,
                                            .actions_enabled = false,
                                            .alarm_name = "errors",
                                            .comparison = AlarmComparison::less_than,
                                            .datapoints_to_alarm = 2,
                                            .description = "What to do",
                                            .evaluation_periods = 3,
                                            .insufficient_data_actions = topic,
                                            .treat_missing_data = MissingData::breaching,
                                        });
  EXPECT_EQ(properties("Alarm"),
            R"({"ActionsEnabled":false,"AlarmDescription":"What to do","AlarmName":"errors",)"
            R"("ComparisonOperator":"LessThanThreshold","DatapointsToAlarm":2,)"
            R"("Dimensions":[{"Name":"FunctionName","Value":{"Ref":"F"}}],"EvaluationPeriods":3,)"
            R"("InsufficientDataActions":[{"Ref":"Topic"}],"MetricName":"Errors",)"
            R"("Namespace":"AWS/Lambda","Period":300,"Statistic":"Sum","Threshold":5,)"
            R"("TreatMissingData":"breaching"})");
}

TEST_F(OneForAListTest, patterns_nest_without_names_of_classes) {
  stack.add(EventRuleProps{
      .id = "Rule",
      .pattern = {.detail = {{"bucket", {{"name", "photos"}}},
                             {"object",
                              {{"key", Match::prefix("in/")}, {"size", Match::greater_than(0)}}},
                             {"reason", {"PutObject", "CopyObject"}},
                             {"deep", {{"deeper", {{"deepest", {1, 2}}}}}}},
                  .detail_type = "Object Created",
                  .source = "aws.s3"},
      .targets = f,
  });
  EXPECT_THAT(properties("Rule"),
              HasSubstr(R"({"detail":{"bucket":{"name":["photos"]},"object":{"key":[{"prefix":)"
                        R"("in/"}],"size":[{"numeric":[">",0]}]},"reason":["PutObject",)"
                        R"("CopyObject"],"deep":{"deeper":{"deepest":[1,2]}}},)"
                        R"("detail-type":["Object Created"],"source":["aws.s3"]})"));
}

TEST_F(OneForAListTest, objects_of_a_bucket_are_events) {
  auto& bucket = stack.add(BucketProps{.id = "Photos"});
  stack.add(
      EventRuleProps{.id = "Created",
                     .pattern = object_events(bucket, ObjectChange::created, Match::prefix("in/")),
                     .targets = f});
  stack.add(EventRuleProps{
      .id = "Gone",
      .pattern = object_events(Bucket::from_name(stack, "Theirs", "theirs"),
                               {ObjectChange::deleted, ObjectChange::restore_expired}),
      .targets = f});
  EXPECT_THAT(properties("Photos"),
              HasSubstr(R"("EventBridgeConfiguration":{"EventBridgeEnabled":true})"));
  EXPECT_THAT(properties("Created"),
              HasSubstr(R"({"detail":{"bucket":{"name":[{"Ref":"Photos"}]},)"
                        R"("object":{"key":[{"prefix":"in/"}]}},)"
                        R"("detail-type":["Object Created"],"source":["aws.s3"]})"));
  EXPECT_THAT(properties("Gone"),
              HasSubstr(R"("detail-type":["Object Deleted","Object Restore Expired"])"));
}

TEST_F(OneForAListTest, one_text_stands_for_a_list_of_texts) {
  stack.add(RoleProps{.id = "Role", .assumed_by = PolicyPrincipal::service("ec2.amazonaws.com")})
      .add_to_policy({.actions = "s3:ListAllMyBuckets", .resources = "*"});
  EXPECT_THAT(resource("RoleDefaultPolicy"),
              HasSubstr(R"("Action":"s3:ListAllMyBuckets","Resource":"*")"));
}

TEST_F(OneForAListTest, fields_of_logs_exist) {
  auto& logs = stack.add(LogGroupProps{.id = "Logs"});
  logs.add_metric_filter({.id = "Filter",
                          .metric_name = "Failures",
                          .name_space = "Shop",
                          .pattern = FilterPattern::exists("$.error")});
  EXPECT_THAT(properties("LogsFilter"), HasSubstr(R"("FilterPattern":"{ $.error = \"*\" }")"));
}

}  // namespace
}  // namespace omnitrack
