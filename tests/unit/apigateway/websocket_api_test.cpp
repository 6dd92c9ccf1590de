#include <string>

#include <gtest/gtest.h>

#include "one_function_test.hpp"
#include <omnitrack/apigateway/websocket_api.hpp>
#include <omnitrack/iam/role.hpp>
#include <omnitrack/logs/log_group.hpp>

namespace omnitrack {
namespace {

using testing_support::codes_of;
using testing_support::compact_template;
using testing_support::object_at;

class WebSocketApiTest : public testing_support::OneFunctionTest {};

TEST_F(WebSocketApiTest, the_least_api_deploys_by_itself) {
  stack.add(WebSocketApiProps{.id = "Api"});
  EXPECT_EQ(object_at(compact_template(app), "Resources"),
            R"({"Api":{"Type":"AWS::ApiGatewayV2::Api","Properties":{"Name":"Api",)"
            R"("ProtocolType":"WEBSOCKET","RouteSelectionExpression":"$request.body.action"}},)"
            R"("ApiStage":{"Type":"AWS::ApiGatewayV2::Stage","Properties":{"ApiId":{"Ref":"Api"},)"
            R"("StageName":"prod","AutoDeploy":true}}})");
}

TEST_F(WebSocketApiTest, a_stage_logs_throttles_and_waits_for_the_logging_role) {
  LogGroup& logs = stack.add(LogGroupProps{.id = "Logs"});
  stack.add(WebSocketApiProps{
      .id = "Api",
      .description = "d",
      .name = "omnitrack-websocket-api",
      .stage = {.access_log = {.destination = logs},
                .data_trace = true,
                .description = "s",
                .log_level = ApiLogLevel::info,
                .metrics = true,
                .throttle = {.burst_limit = 5000, .rate_limit = 2000},
                .variables = {{"a", "b"}}},
  });
  EXPECT_EQ(properties("Api"), R"({"Description":"d","Name":"omnitrack-websocket-api",)"
                               R"("ProtocolType":"WEBSOCKET",)"
                               R"("RouteSelectionExpression":"$request.body.action"})");
  EXPECT_EQ(
      resource("ApiStage"),
      R"({"Type":"AWS::ApiGatewayV2::Stage","DependsOn":"ApiAccount","Properties":)"
      R"({"ApiId":{"Ref":"Api"},"StageName":"prod","AccessLogSettings":{"DestinationArn":)"
      R"({"Fn::Sub":)"
      R"("arn:${AWS::Partition}:logs:${AWS::Region}:${AWS::AccountId}:log-group:${Logs}"},"Format":"{\"requestId\":\"$context.requestId\",)"
      R"(\"ip\":\"$context.identity.sourceIp\",\"requestTime\":\"$context.requestTime\",)"
      R"(\"routeKey\":\"$context.routeKey\",\"status\":\"$context.status\"}"},)"
      R"("AutoDeploy":true,"DefaultRouteSettings":{"DataTraceEnabled":true,)"
      R"("DetailedMetricsEnabled":true,"LoggingLevel":"INFO","ThrottlingBurstLimit":5000,)"
      R"("ThrottlingRateLimit":2000},"Description":"s","StageVariables":{"a":"b"}}})");
  EXPECT_EQ(resource("ApiAccount"),
            R"({"Type":"AWS::ApiGateway::Account","DependsOn":"Api","Properties":)"
            R"({"CloudWatchRoleArn":{"Fn::GetAtt":["ApiAccountCloudWatchRole","Arn"]}}})");
}

TEST_F(WebSocketApiTest, the_logging_role_can_be_shared_or_left_to_something_else) {
  ApiGatewayAccount& account = stack.add(ApiGatewayAccountProps{.id = "Account"});
  const WebSocketStageOptions logging{.log_level = ApiLogLevel::error};
  WebSocketApi& shared =
      stack.add(WebSocketApiProps{.id = "Shared", .account = account, .stage = logging});
  WebSocketApi& left =
      stack.add(WebSocketApiProps{.id = "Left", .make_account = false, .stage = logging});
  EXPECT_EQ(shared.account(), &account);
  EXPECT_EQ(left.account(), nullptr);
  EXPECT_NE(resource("SharedStage").find(R"("DependsOn":"Account")"), std::string::npos);
  EXPECT_EQ(resource("LeftStage").find("DependsOn"), std::string::npos);
}

TEST_F(WebSocketApiTest, a_route_calls_a_function_that_allows_this_route_alone) {
  WebSocketApi& api = stack.add(WebSocketApiProps{.id = "Api"});
  api.add_route("$connect", WebSocketLambdaIntegration{.function = function});
  api.add_route("send", WebSocketLambdaIntegration{.function = function, .timeout = 3000},
                {.api_key_required = true, .operation_name = "Send", .responds = true});
  EXPECT_EQ(properties("ApiConnect"),
            R"({"ApiId":{"Ref":"Api"},"RouteKey":"$connect","AuthorizationType":"NONE",)"
            R"("Target":{"Fn::Sub":"integrations/${ApiConnectIntegration}"}})");
  EXPECT_EQ(properties("ApiConnectIntegration"),
            R"({"ApiId":{"Ref":"Api"},"IntegrationType":"AWS_PROXY","IntegrationUri":{"Fn::Sub":)"
            R"("arn:${AWS::Partition}:apigateway:${AWS::Region}:lambda:path/2015-03-31/functions/)"
            R"(arn:aws:lambda:eu-central-1:123456789012:function:f/invocations"}})");
  EXPECT_EQ(properties("ApiConnectInvokePermission"),
            R"({"Action":"lambda:InvokeFunction","FunctionName":)"
            R"("arn:aws:lambda:eu-central-1:123456789012:function:f",)"
            R"("Principal":"apigateway.amazonaws.com","SourceArn":{"Fn::Sub":)"
            R"("arn:${AWS::Partition}:execute-api:${AWS::Region}:${AWS::AccountId}:${Api}/prod/)"
            R"($connect"}})");
  EXPECT_EQ(properties("Apisend"),
            R"({"ApiId":{"Ref":"Api"},"RouteKey":"send","ApiKeyRequired":true,)"
            R"("AuthorizationType":"NONE","OperationName":"Send",)"
            R"("RouteResponseSelectionExpression":"$default",)"
            R"("Target":{"Fn::Sub":"integrations/${ApisendIntegration}"}})");
  EXPECT_EQ(properties("ApisendResponse"),
            R"({"ApiId":{"Ref":"Api"},"RouteId":{"Ref":"Apisend"},"RouteResponseKey":"$default"})");
  EXPECT_NE(properties("ApisendIntegration").find(R"("TimeoutInMillis":3000)"), std::string::npos);
}

TEST_F(WebSocketApiTest, routes_can_share_what_they_call) {
  WebSocketApi& api = stack.add(WebSocketApiProps{.id = "Api"});
  auto& shared = api.add_integration("Shared", {.function = function, .timeout = 1000});
  api.add_route("send", shared);
  api.add_route("leave", shared);
  EXPECT_EQ(properties("Apisend"),
            R"({"ApiId":{"Ref":"Api"},"RouteKey":"send","AuthorizationType":"NONE",)"
            R"("Target":{"Fn::Sub":"integrations/${ApiShared}"}})");
  EXPECT_NE(properties("Apileave").find("integrations/${ApiShared}"), std::string::npos);
  EXPECT_NE(properties("ApiSharedInvokePermission").find("${Api}/prod/*"), std::string::npos);
}

TEST_F(WebSocketApiTest, a_route_answers_without_a_backend) {
  WebSocketApi& api = stack.add(WebSocketApiProps{.id = "Api"});
  api.add_route("$disconnect", WebSocketMockIntegration{});
  api.add_route("$default", WebSocketMockIntegration{.response = R"({"error":"no such action"})"},
                {.responds = true});
  EXPECT_EQ(properties("ApiDisconnectIntegration"),
            R"({"ApiId":{"Ref":"Api"},"IntegrationType":"MOCK",)"
            R"("RequestTemplates":{"200":"{\"statusCode\":200}"},)"
            R"("TemplateSelectionExpression":"200"})");
  EXPECT_EQ(properties("ApiDefaultIntegrationResponse"),
            R"({"ApiId":{"Ref":"Api"},"IntegrationId":{"Ref":"ApiDefaultIntegration"},)"
            R"("IntegrationResponseKey":"$default","ResponseTemplates":)"
            R"({"200":"{\"error\":\"no such action\"}"},"TemplateSelectionExpression":"200"})");
}

TEST_F(WebSocketApiTest, a_function_or_iam_decides_who_may_connect) {
  WebSocketApi& api = stack.add(WebSocketApiProps{.id = "Api"});
  cfn::apigatewayv2::Authorizer& asked = api.add_authorizer({
      .id = "Asked",
      .function = function,
      .identity_sources = {"route.request.querystring.token"},
  });
  api.add_route("$connect", WebSocketMockIntegration{}, {.authorization = asked});
  WebSocketApi& other = stack.add(WebSocketApiProps{.id = "Other"});
  other.add_route("$connect", WebSocketMockIntegration{},
                  {.authorization = WebSocketAuthorization::iam()});
  EXPECT_EQ(properties("ApiAsked"),
            R"({"ApiId":{"Ref":"Api"},"AuthorizerType":"REQUEST","Name":"Asked",)"
            R"("AuthorizerUri":{"Fn::Sub":"arn:${AWS::Partition}:apigateway:${AWS::Region}:lambda:)"
            R"(path/2015-03-31/functions/arn:aws:lambda:eu-central-1:123456789012:function:f/)"
            R"(invocations"},"IdentitySource":["route.request.querystring.token"]})");
  EXPECT_NE(properties("ApiAskedInvokePermission").find("${Api}/authorizers/${ApiAsked}"),
            std::string::npos);
  EXPECT_NE(properties("ApiConnect").find(R"("CUSTOM","AuthorizerId":{"Ref":"ApiAsked"})"),
            std::string::npos);
  EXPECT_NE(properties("OtherConnect").find(R"("AuthorizationType":"AWS_IAM")"), std::string::npos);
}

TEST_F(WebSocketApiTest, a_grant_reaches_the_connections_of_this_stage_alone) {
  WebSocketApi& api = stack.add(WebSocketApiProps{.id = "Api", .stage = {.name = "v1"}});
  Role& role = stack.add(
      RoleProps{.id = "Role", .assumed_by = PolicyPrincipal::service("lambda.amazonaws.com")});
  api.grant_manage_connections(role);
  EXPECT_EQ(object_at(resource("RoleDefaultPolicy"), "PolicyDocument"),
            R"({"Version":"2012-10-17","Statement":[{"Effect":"Allow",)"
            R"("Action":"execute-api:ManageConnections","Resource":{"Fn::Sub":)"
            R"("arn:${AWS::Partition}:execute-api:${AWS::Region}:${AWS::AccountId}:${Api}/v1/)"
            R"(*/@connections/*"}}]})");
}

TEST_F(WebSocketApiTest, clients_and_backends_have_an_address_each) {
  WebSocketApi& api = stack.add(WebSocketApiProps{.id = "Api"});
  stack.add(OutputProps{.id = "A", .value = api.url()});
  stack.add(OutputProps{.id = "B", .value = api.callback_url()});
  EXPECT_EQ(object_at(compact_template(app), "Outputs"),
            R"({"A":{"Value":{"Fn::Sub":"wss://${Api}.execute-api.${AWS::Region}.)"
            R"(${AWS::URLSuffix}/prod"}},"B":{"Value":{"Fn::Sub":"https://${Api}.execute-api.)"
            R"(${AWS::Region}.${AWS::URLSuffix}/prod"}}})");
}

// The logical id of the deployment of an API that does not deploy by itself.
std::string deployment_id(std::string_view operation_name, std::string_view stage_description) {
  App app;
  Stack& stack = app.add(StackProps{.id = "Test"});
  WebSocketApi& api = stack.add(WebSocketApiProps{
      .id = "Api", .stage = {.auto_deploy = false, .description = stage_description}});
  api.add_route("$default", WebSocketMockIntegration{}, {.operation_name = operation_name});
  const std::string text = compact_template(app);
  const std::size_t begin = text.find("\"ApiDeployment");
  EXPECT_NE(text.find(R"("DependsOn":["ApiDefault","ApiDefaultIntegration"])"), std::string::npos);
  return text.substr(begin + 1, text.find('"', begin + 1) - begin - 1);
}

TEST(WebSocketDeploymentTest, it_is_a_new_one_whenever_what_it_serves_changes) {
  EXPECT_EQ(deployment_id("a", "s"), deployment_id("a", "s"));
  EXPECT_NE(deployment_id("a", "s"), deployment_id("b", "s"));
  EXPECT_EQ(deployment_id("a", "s"), deployment_id("a", "t"));
}

TEST_F(WebSocketApiTest, mistakes_are_found) {
  stack.add(WebSocketApiProps{.id = "A", .route_selection_expression = "$context.action"});
  stack.add(WebSocketApiProps{.id = "B", .stage = {.name = std::string("$default")}});
  stack.add(WebSocketApiProps{.id = "C", .stage = {.access_log = {.format = "x"}}});
  stack.add(WebSocketApiProps{.id = "D", .stage = {.auto_deploy = false}});
  WebSocketApi& api = stack.add(WebSocketApiProps{.id = "E"});
  api.add_route("$other", WebSocketMockIntegration{});
  api.add_route("send", WebSocketMockIntegration{},
                {.authorization = WebSocketAuthorization::iam()});
  api.add_route("get", WebSocketMockIntegration{.response = "x"});
  EXPECT_EQ(codes_of(app), "OT2806 OT2704 OT2705 OT2705 OT2805 OT2801 OT2802 OT2803");
}

}  // namespace
}  // namespace omnitrack
