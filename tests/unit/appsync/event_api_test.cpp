#include "omnitrack/appsync/event_api.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "../resource_text.hpp"
#include <omnitrack/cognito/user_pool.hpp>
#include <omnitrack/iam/role.hpp>
#include <omnitrack/lambda/function.hpp>
#include <omnitrack/testing.hpp>

namespace omnitrack {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing_support::codes_of;

class EventApiTest : public testing_support::OneStackTest {};

TEST_F(EventApiTest, iam_decides_and_errors_are_logged_by_default) {
  auto& api = stack.add(EventApiProps{.id = "Api"});
  auto& chat = api.add_namespace({.id = "Chat", .name = "chat"});
  Role& role = stack.add(
      RoleProps{.id = "Role", .assumed_by = PolicyPrincipal::service("lambda.amazonaws.com")});
  api.grant_connect(role);
  chat.grant_publish(role);
  chat.grant_subscribe(role);
  EXPECT_EQ(properties("Api"),
            R"({"Name":"Api","EventConfig":{"AuthProviders":[{"AuthType":"AWS_IAM"}],)"
            R"("ConnectionAuthModes":[{"AuthType":"AWS_IAM"}],)"
            R"("DefaultPublishAuthModes":[{"AuthType":"AWS_IAM"}],)"
            R"("DefaultSubscribeAuthModes":[{"AuthType":"AWS_IAM"}],)"
            R"("LogConfig":{"CloudWatchLogsRoleArn":{"Fn::GetAtt":["ApiLogRole","Arn"]},)"
            R"("LogLevel":"ERROR"}}})");
  EXPECT_EQ(properties("ApiChat"), R"({"ApiId":{"Fn::GetAtt":["Api","ApiId"]},"Name":"chat"})");
  EXPECT_THAT(properties("ApiLogGroup"), HasSubstr("/aws/appsync/apis/${Api.ApiId}"));
  EXPECT_THAT(
      properties("RoleDefaultPolicy"),
      AllOf(HasSubstr(
                R"("Action":"appsync:EventConnect","Resource":{"Fn::GetAtt":["Api","ApiArn"]})"),
            HasSubstr(R"("appsync:EventPublish")"), HasSubstr(R"("Ref":"ApiChat")")));
}

TEST_F(EventApiTest, keys_pools_and_functions_let_callers_in) {
  auto& pool = stack.add(UserPoolProps{.id = "Users"});
  auto& function = stack.add(FunctionProps{
      .id = "Check",
      .code = FunctionCode::inline_text("def handler(event, context): pass"),
      .handler = "index.handler",
      .runtime = Runtime::python3_13,
  });
  auto& api = stack.add(EventApiProps{
      .id = "Api",
      .auth = {GraphqlAuth::api_key(), GraphqlAuth::user_pool(pool),
               GraphqlAuth::function(function)},
      .connect = {GraphqlAuth::Kind::api_key},
      .log_level = EventLogLevel::none,
      .publish = {GraphqlAuth::Kind::user_pool},
  });
  api.add_namespace({.id = "News",
                     .name = "news",
                     .code = GraphqlText::text("export const onPublish = (ctx) => ctx.events;"),
                     .subscribe = {GraphqlAuth::Kind::api_key}});
  stack.add(OutputProps{.id = "Url", .value = api.realtime_url()});
  EXPECT_THAT(
      properties("Api"),
      AllOf(HasSubstr(R"("CognitoConfig":{"AwsRegion":{"Ref":"AWS::Region"},)"
                      R"("UserPoolId":{"Ref":"Users"}})"),
            HasSubstr(R"("AuthorizerUri":{"Fn::GetAtt":["Check","Arn"]})"),
            HasSubstr(R"("ConnectionAuthModes":[{"AuthType":"API_KEY"}])"),
            HasSubstr(R"("DefaultPublishAuthModes":[{"AuthType":"AMAZON_COGNITO_USER_POOLS"}])")));
  EXPECT_THAT(
      properties("ApiNews"),
      AllOf(HasSubstr(R"("SubscribeAuthModes":[{"AuthType":"API_KEY"}])"), HasSubstr("onPublish")));
  EXPECT_THAT(resource("ApiKey"), HasSubstr("AWS::AppSync::ApiKey"));
  EXPECT_THAT(resource("Url"), HasSubstr("wss://${Api.Dns.Realtime}/event/realtime"));
}

TEST_F(EventApiTest, kinds_that_the_api_has_not_and_names_that_are_none_are_told) {
  const std::string name = "a/b";
  auto& api = stack.add(EventApiProps{.id = "Api", .connect = {GraphqlAuth::Kind::api_key}});
  api.add_namespace({.id = "Chat", .name = name});
  EXPECT_EQ(codes_of(app), "OT2119 OT2119");
}

}  // namespace
}  // namespace omnitrack
