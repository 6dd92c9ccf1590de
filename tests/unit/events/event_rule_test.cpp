#include <string>

#include <gmock/gmock.h>

#include "../resource_text.hpp"
#include <omnitrack/cfn/events.hpp>
#include <omnitrack/events/api_destination.hpp>
#include <omnitrack/events/event_bus.hpp>
#include <omnitrack/events/event_rule.hpp>
#include <omnitrack/lambda/function.hpp>
#include <omnitrack/sns/topic.hpp>
#include <omnitrack/sqs/queue.hpp>
#include <omnitrack/testing.hpp>

namespace omnitrack {
namespace {

using assertions::has_no_resource;
using testing::HasSubstr;
using testing_support::codes_of;
using testing_support::compact_template;
using testing_support::object_at;

class EventRuleTest : public testing_support::OneStackTest {
 protected:
  Function& add_function() {
    return stack.add(FunctionProps{
        .id = "Worker",
        .code = FunctionCode::inline_text("def handler(event, context):\n    print(event)\n"),
        .handler = "index.handler",
        .runtime = Runtime::python3_13,
    });
  }
};

TEST_F(EventRuleTest, a_rule_with_a_pattern_invokes_a_function_that_permits_it) {
  stack.add(EventRuleProps{
      .id = "Stopped",
      .pattern = {.detail = {{"state", {"stopped", "terminated"}}}, .source = {"aws.ec2"}},
      .targets = {{.target = add_function()}},
  });
  EXPECT_EQ(properties("Stopped"),
            R"({"EventPattern":{"detail":{"state":["stopped","terminated"]},)"
            R"("source":["aws.ec2"]},"State":"ENABLED",)"
            R"("Targets":[{"Arn":{"Fn::GetAtt":["Worker","Arn"]},"Id":"Target1"}]})");
  EXPECT_EQ(properties("WorkerFromStopped"),
            R"({"Action":"lambda:InvokeFunction","FunctionName":{"Ref":"Worker"},)"
            R"("Principal":"events.amazonaws.com","SourceArn":{"Fn::GetAtt":["Stopped","Arn"]}})");
}

TEST_F(EventRuleTest, every_kind_of_condition_is_written_as_eventbridge_wants_it) {
  const EventPattern pattern{
      .account = {"123456789012"},
      .detail = {{"a", Match::prefix("x")},
                 {"b", Match::suffix("x")},
                 {"c", Match::equals_ignore_case("x")},
                 {"d", Match::prefix_ignore_case("x")},
                 {"e", Match::suffix_ignore_case("x")},
                 {"f", Match::wildcard("x*")},
                 {"g", Match::cidr("10.0.0.0/24")},
                 {"h", Match::exists()},
                 {"i", {Match::does_not_exist(), true, 3}},
                 {"j", Match::anything_but({"x", 4})},
                 {"k", Match::anything_but_prefix({"x"})},
                 {"l", Match::anything_but_suffix({"x", "y"})},
                 {"m", Match::anything_but_ignore_case({"x"})},
                 {"n", Match::anything_but_wildcard({"x*"})},
                 {"o", {Match::number_equals(1), Match::greater_than(2), Match::at_least(3)}},
                 {"p", {Match::less_than(4.5), Match::at_most(5), Match::between(6, 7)}},
                 {"q", MatchFields{{"r", "s"}}}},
      .detail_type = {"Type"},
      .id = {"1"},
      .other_fields = MatchFields::any_of({{{"x", "1"}}, {{"y", "2"}}}),
      .region = {"eu-central-1"},
      .resources = {Match::prefix("arn:")},
      .source = {"shop"},
      .time = {Match::prefix("2030-")},
      .version = {"0"},
  };
  stack.add(EventRuleProps{.id = "Rule", .pattern = pattern});
  EXPECT_EQ(object_at(properties("Rule"), "EventPattern"),
            R"({"account":["123456789012"],"detail":{"a":[{"prefix":"x"}],"b":[{"suffix":"x"}],)"
            R"("c":[{"equals-ignore-case":"x"}],"d":[{"prefix":{"equals-ignore-case":"x"}}],)"
            R"("e":[{"suffix":{"equals-ignore-case":"x"}}],"f":[{"wildcard":"x*"}],)"
            R"("g":[{"cidr":"10.0.0.0/24"}],"h":[{"exists":true}],)"
            R"("i":[{"exists":false},true,3],"j":[{"anything-but":["x",4]}],)"
            R"("k":[{"anything-but":{"prefix":"x"}}],"l":[{"anything-but":{"suffix":["x","y"]}}],)"
            R"("m":[{"anything-but":{"equals-ignore-case":"x"}}],)"
            R"("n":[{"anything-but":{"wildcard":"x*"}}],)"
            R"("o":[{"numeric":["=",1]},{"numeric":[">",2]},{"numeric":[">=",3]}],)"
            R"("p":[{"numeric":["<",4.5]},{"numeric":["<=",5]},{"numeric":[">=",6,"<=",7]}],)"
            R"("q":{"r":["s"]}},"detail-type":["Type"],"id":["1"],"region":["eu-central-1"],)"
            R"("resources":[{"prefix":"arn:"}],"source":["shop"],"time":[{"prefix":"2030-"}],)"
            R"("version":["0"],"$or":[{"x":["1"]},{"y":["2"]}]})");
}

TEST_F(EventRuleTest, a_rule_with_a_schedule_can_wait_to_be_enabled) {
  stack.add(EventRuleProps{
      .id = "Nightly",
      .description = "Cleans up",
      .enabled = false,
      .rule_name = "nightly",
      .schedule = "cron(0 2 ? * MON-FRI *)",
  });
  EXPECT_EQ(properties("Nightly"),
            R"({"Description":"Cleans up","Name":"nightly",)"
            R"x("ScheduleExpression":"cron(0 2 ? * MON-FRI *)","State":"DISABLED"})x");
}

TEST_F(EventRuleTest, queues_topics_and_log_groups_let_the_rule_in_by_their_policies) {
  Queue& queue = stack.add(QueueProps{.id = "Queue", .enforce_tls = false});
  Topic& topic = stack.add(TopicProps{.id = "Topic", .enforce_tls = false});
  LogGroup& logs = stack.add(LogGroupProps{.id = "Logs"});
  stack.add(EventRuleProps{.id = "Rule",
                           .schedule = "rate(5 minutes)",
                           .targets = {{.target = queue}, {.target = topic}, {.target = logs}}});
  EXPECT_THAT(properties("QueuePolicy"),
              HasSubstr(R"("Condition":{"ArnEquals":{"aws:SourceArn":{"Fn::GetAtt":)"
                        R"(["Rule","Arn"]}}})"));
  EXPECT_THAT(properties("TopicPolicy"), HasSubstr(R"("Service":"events.amazonaws.com")"));
  EXPECT_EQ(properties("LogsEventsPolicy"),
            R"({"PolicyDocument":{"Version":"2012-10-17","Statement":[{"Effect":"Allow",)"
            R"("Principal":{"Service":["events.amazonaws.com","delivery.logs.amazonaws.com"]},)"
            R"("Action":["logs:CreateLogStream","logs:PutLogEvents"],)"
            R"("Resource":{"Fn::GetAtt":["Logs","Arn"]}}]},)"
            R"("PolicyName":{"Fn::Sub":"${AWS::StackName}-Logs"}})");
  EXPECT_THAT(written(), has_no_resource("RuleRole"));
}

TEST_F(EventRuleTest, what_has_no_policy_of_its_own_is_reached_by_one_role) {
  EventBus& other =
      EventBus::from_arn(stack, "Other", "arn:aws:events:eu-west-1:210987654321:event-bus/orders");
  Queue& theirs = Queue::from_arn(stack, "Queue", "arn:aws:sqs:eu-west-1:210987654321:q");
  stack.add(EventRuleProps{.id = "Rule",
                           .pattern = {.source = {"shop"}},
                           .targets = {{.target = other}, {.target = theirs}}});
  EXPECT_THAT(properties("Rule"),
              HasSubstr(R"("Targets":[{"Arn":"arn:aws:events:eu-west-1:210987654321:event-bus/)"
                        R"(orders","Id":"Target1","RoleArn":{"Fn::GetAtt":["RuleRole","Arn"]}})"));
  EXPECT_EQ(properties("RuleRole"),
            R"({"AssumeRolePolicyDocument":{"Version":"2012-10-17","Statement":[{)"
            R"("Effect":"Allow","Principal":{"Service":"events.amazonaws.com"},)"
            R"("Action":"sts:AssumeRole","Condition":{"StringEquals":{"aws:SourceAccount":)"
            R"({"Ref":"AWS::AccountId"}}}}]}})");
  EXPECT_THAT(properties("RuleRoleDefaultPolicy"), HasSubstr(R"("Action":"events:PutEvents")"));
  EXPECT_THAT(properties("RuleRoleDefaultPolicy"), HasSubstr(R"("Action":"sqs:SendMessage")"));
}

TEST_F(EventRuleTest, a_target_is_given_what_is_said) {
  Queue& queue = stack.add(QueueProps{.id = "Queue"});
  Queue& dead = stack.add(QueueProps{.id = "Dead"});
  const TargetInput state =
      TargetInput::transform({{"state", "$.detail.state"}}, R"({"state": <state>})");
  EventRule& rule = stack.add(EventRuleProps{
      .id = "Rule",
      .pattern = {.source = {"shop"}},
      .targets = {{.target = queue,
                   .dead_letter_queue = dead,
                   .input = state,
                   .max_event_age = 3600,
                   .message_group_id = "orders",
                   .partition_key_path = "$.detail.user",
                   .retry_attempts = 3}},
  });
  rule.add_target({.target = queue, .input = TargetInput::path("$.detail")});
  rule.add_target({.target = queue, .input = TargetInput::text("say \"hi\"")});
  rule.add_target({.target = queue,
                   .input = TargetInput::json(Json::object(
                       {{"queue", queue.arn()}, {"n", Json::array({1, 2.5, true, nullptr})}}))});
  EXPECT_EQ(properties("Rule"),
            R"({"EventPattern":{"source":["shop"]},"State":"ENABLED","Targets":[)"
            R"({"Arn":{"Fn::GetAtt":["Queue","Arn"]},"Id":"Target1",)"
            R"("DeadLetterConfig":{"Arn":{"Fn::GetAtt":["Dead","Arn"]}},)"
            R"("InputTransformer":{"InputTemplate":"{\"state\": <state>}",)"
            R"("InputPathsMap":{"state":"$.detail.state"}},)"
            R"("KinesisParameters":{"PartitionKeyPath":"$.detail.user"},)"
            R"("RetryPolicy":{"MaximumEventAgeInSeconds":3600,"MaximumRetryAttempts":3},)"
            R"("SqsParameters":{"MessageGroupId":"orders"}},)"
            R"({"Arn":{"Fn::GetAtt":["Queue","Arn"]},"Id":"Target2","InputPath":"$.detail"},)"
            R"({"Arn":{"Fn::GetAtt":["Queue","Arn"]},"Id":"Target3","Input":"\"say \\\"hi\\\"\""},)"
            R"({"Arn":{"Fn::GetAtt":["Queue","Arn"]},"Id":"Target4","Input":{"Fn::Sub":)"
            R"("{\"queue\":\"${Queue.Arn}\",\"n\":[1,2.5,true,null]}"}}]})");
  EXPECT_THAT(properties("DeadPolicy"), HasSubstr(R"("Fn::GetAtt":["Rule","Arn"])"));
}

TEST_F(EventRuleTest, an_api_is_reached_by_a_connection) {
  auto& connection = stack.add(ApiConnectionProps{
      .id = "Connection",
      .authorization = ConnectionAuthorization::api_key("x-key", "abc"),
      .connection_name = "shop",
      .description = "The shop",
      .kms_key = "arn:aws:kms:eu-central-1:123456789012:key/k",
      .parameters = {.body = {{.key = "a", .value = "1"}},
                     .headers = {{.key = "b", .value = "2", .is_secret = true}},
                     .query = {{.key = "c", .value = "3"}}},
  });
  auto& api = stack.add(ApiDestinationProps{
      .id = "Api",
      .connection = connection,
      .url = "https://example.com/*",
      .description = "Orders",
      .destination_name = "orders",
      .invocations_per_second = 10,
      .method = ApiMethod::put,
  });
  stack.add(EventRuleProps{.id = "Rule",
                           .pattern = {.source = {"shop"}},
                           .targets = {{.target = api,
                                        .headers = {{"h", "1"}},
                                        .path_parameters = {"orders"},
                                        .query_parameters = {{"q", "2"}}}}});
  EXPECT_EQ(
      properties("Connection"),
      R"({"AuthParameters":{"ApiKeyAuthParameters":{"ApiKeyName":"x-key","ApiKeyValue":"abc"},)"
      R"("InvocationHttpParameters":{"BodyParameters":[{"Key":"a","Value":"1",)"
      R"("IsValueSecret":false}],"HeaderParameters":[{"Key":"b","Value":"2",)"
      R"("IsValueSecret":true}],"QueryStringParameters":[{"Key":"c","Value":"3",)"
      R"("IsValueSecret":false}]}},"AuthorizationType":"API_KEY","Description":"The shop",)"
      R"("KmsKeyIdentifier":"arn:aws:kms:eu-central-1:123456789012:key/k","Name":"shop"})");
  EXPECT_EQ(properties("Api"),
            R"({"ConnectionArn":{"Fn::GetAtt":["Connection","Arn"]},"HttpMethod":"PUT",)"
            R"("InvocationEndpoint":"https://example.com/*","Description":"Orders",)"
            R"("InvocationRateLimitPerSecond":10,"Name":"orders"})");
  EXPECT_THAT(properties("Rule"),
              HasSubstr(R"("HttpParameters":{"HeaderParameters":{"h":"1"},)"
                        R"("PathParameterValues":["orders"],"QueryStringParameters":{"q":"2"}})"));
  EXPECT_THAT(properties("RuleRoleDefaultPolicy"),
              HasSubstr(R"("Action":"events:InvokeApiDestination",)"
                        R"("Resource":{"Fn::GetAtt":["Api","Arn"]})"));
}

TEST_F(EventRuleTest, a_connection_shows_who_it_is_by_a_password_or_by_oauth) {
  stack.add(ApiConnectionProps{.id = "Basic",
                               .authorization = ConnectionAuthorization::basic("shop", "abc")});
  stack.add(ApiConnectionProps{.id = "OAuth",
                               .authorization = ConnectionAuthorization::oauth(
                                   {.client_id = "shop",
                                    .client_secret = "abc",
                                    .authorization_url = "https://example.com/token",
                                    .parameters = {.body = {{.key = "scope", .value = "all"}}}})});
  EXPECT_EQ(properties("Basic"),
            R"({"AuthParameters":{"BasicAuthParameters":{"Password":"abc","Username":"shop"}},)"
            R"("AuthorizationType":"BASIC"})");
  EXPECT_EQ(
      properties("OAuth"),
      R"({"AuthParameters":{"OAuthParameters":{"AuthorizationEndpoint":"https://example.com/token",)"
      R"("ClientParameters":{"ClientID":"shop","ClientSecret":"abc"},"HttpMethod":"POST",)"
      R"("OAuthHttpParameters":{"BodyParameters":[{"Key":"scope","Value":"all",)"
      R"("IsValueSecret":false}]}}},"AuthorizationType":"OAUTH_CLIENT_CREDENTIALS"})");
}

TEST_F(EventRuleTest, mistakes_are_errors) {
  const std::string name = "on stop";
  const std::string schedule = "rate(1 minutes)";
  const int seconds = 30;
  Queue& queue = stack.add(QueueProps{.id = "Queue"});
  EventBus& bus = stack.add(EventBusProps{.id = "Bus"});
  stack.add(EventRuleProps{.id = "A"});
  EventRule& many = stack.add(EventRuleProps{.id = "B", .schedule = "rate(1 day)"});
  for (int i = 0; i < 6; ++i) many.add_target({.target = queue});
  stack.add(EventRuleProps{.id = "C", .event_bus = bus, .schedule = "rate(1 day)"});
  stack.add(EventRuleProps{.id = "D",
                           .schedule = "rate(1 day)",
                           .targets = {{.target = queue, .max_event_age = seconds}}});
  stack.add(EventRuleProps{.id = "E", .rule_name = name, .schedule = schedule});
  stack.add(EventRuleProps{
      .id = "F",
      .schedule = "rate(1 day)",
      .targets = {{.target = queue, .input = TargetInput::transform({}, "\"<name> <b\"")}}});
  EXPECT_EQ(codes_of(app), "OT3121 OT3122 OT3123 OT3124 OT3125 OT3126 OT3127");
}

TEST_F(EventRuleTest, an_api_is_called_by_https_and_at_least_once_a_second) {
  const int none = 0;
  auto& connection = stack.add(ApiConnectionProps{
      .id = "C", .authorization = ConnectionAuthorization::api_key("x-key", "abc")});
  stack.add(ApiDestinationProps{.id = "A",
                                .connection = connection,
                                .url = "http://example.com",
                                .invocations_per_second = none});
  EXPECT_EQ(codes_of(app), "OT3128 OT3124");
}

TEST(RuleScheduleTest, the_rule_is_the_one_of_eventbridge) {
  using Rule = detail::RuleScheduleRule;
  for (const char* right :
       {"rate(1 minute)", "rate(5 minutes)", "rate(12 hours)", "rate(1 day)", "cron(0 8 * * ? *)",
        "cron(0/15 8-18 ? JAN,MAR MON-FRI 2030-2040)", "cron(0 8 L * ? *)", "cron(0 8 15W * ? *)",
        "cron(0 8 LW * ? *)", "cron(0 8 ? jan Mon-fri *)", "cron(0 8 ? * 6L *)",
        "cron(0 8 ? * TUE#2 *)", "cron(*/5 * * * ? *)"}) {
    EXPECT_TRUE(Rule::fits(right)) << right;
  }
  for (const char* wrong : {"",
                            "rate(1 minutes)",
                            "rate(5 minute)",
                            "rate(0 minutes)",
                            "rate(five minutes)",
                            "rate(5 weeks)",
                            "rate(5minutes)",
                            "cron(0 8 * * * *)",
                            "cron(0 8 ? * ? *)",
                            "cron(60 8 * * ? *)",
                            "cron(0 24 * * ? *)",
                            "cron(0 8 32 * ? *)",
                            "cron(0 8 * 13 ? *)",
                            "cron(0 8 ? * MUN *)",
                            "cron(0 8 ? * 3W *)",
                            "cron(0 8 * * ?)",
                            "cron(0 8 * * ? * *)",
                            "cron(0 8 ? * MON#6 *)",
                            "cron(0 8 * * ? 1900)",
                            "cron(0/0 8 * * ? *)",
                            "at(2030-01-01T00:00:00)",
                            "cron()"}) {
    EXPECT_FALSE(Rule::fits(wrong)) << wrong;
  }
}

}  // namespace
}  // namespace omnitrack
