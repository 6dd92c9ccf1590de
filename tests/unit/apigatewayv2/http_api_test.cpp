#include "omnitrack/apigatewayv2/http_api.hpp"

#include <string>

#include "../apigateway/one_function_test.hpp"
#include <omnitrack/apigatewayv2/vpc_link.hpp>
#include <omnitrack/cfn/apigatewayv2.hpp>
#include <omnitrack/cognito/user_pool.hpp>
#include <omnitrack/ec2/vpc.hpp>
#include <omnitrack/events/event_bus.hpp>
#include <omnitrack/iam/role.hpp>
#include <omnitrack/kinesis/data_stream.hpp>
#include <omnitrack/logs/log_group.hpp>
#include <omnitrack/sqs/queue.hpp>
#include <omnitrack/stepfunctions/state_machine.hpp>

namespace omnitrack {
namespace {

using testing_support::codes_of;
using testing_support::object_at;

class HttpApiTest : public testing_support::OneFunctionTest {
 protected:
  HttpApi& api() { return stack.add(HttpApiProps{.id = "Api"}); }
  Role& role() {
    return stack.add(
        RoleProps{.id = "Role", .assumed_by = PolicyPrincipal::service("lambda.amazonaws.com")});
  }
  void has(const std::string& text, const std::string& part) {
    EXPECT_NE(text.find(part), std::string::npos) << text;
  }
};

TEST_F(HttpApiTest, an_open_api_document_names_the_api_and_says_what_it_has) {
  stack.add(HttpApiProps{
      .id = "Api",
      .definition = ApiDefinition::json(Json::object({{"openapi", "3.0.1"}})),
      .make_stage = false,
  });
  EXPECT_EQ(properties("Api"), R"({"Body":{"openapi":"3.0.1"}})");
}

TEST_F(HttpApiTest, an_api_has_a_stage_that_deploys_by_itself_and_logs) {
  api();
  EXPECT_EQ(properties("Api"), R"({"Name":"Api","ProtocolType":"HTTP"})");
  const std::string stage_text = properties("ApiStage");
  has(stage_text, R"({"ApiId":{"Ref":"Api"},"StageName":"$default","AccessLogSettings":)");
  has(stage_text, R"("DestinationArn":{"Fn::Sub":"arn:${AWS::Partition}:logs:${AWS::Region}:)"
                  R"(${AWS::AccountId}:log-group:${ApiStageAccessLog}"})");
  has(stage_text, R"(\"requestId\":\"$context.requestId\")");
  has(stage_text, R"("AutoDeploy":true)");
  EXPECT_EQ(properties("ApiStageAccessLog"), R"({"RetentionInDays":731})");
}

TEST_F(HttpApiTest, every_property_is_written_where_it_belongs) {
  LogGroup& logs = stack.add(LogGroupProps{.id = "Logs"});
  stack.add(HttpApiProps{
      .id = "Api",
      .cors = HttpCors{.allow_credentials = true,
                       .allow_origins = {"https://app.example.com"},
                       .expose_headers = {"x-total"},
                       .max_age = 60},
      .default_authorization = HttpApiAuthorization::iam(),
      .description = "Things to buy",
      .disable_execute_api_endpoint = true,
      .name = "shop",
      .routes = {{.key = "GET /items", .integration = function}},
      .stage = {.access_log = {.destination = logs, .format = "$context.requestId"},
                .description = "The only one",
                .detailed_metrics = true,
                .name = "v1",
                .throttle = {.burst_limit = 10, .rate_limit = 5.5},
                .variables = {{"kind", "test"}}},
  });
  EXPECT_EQ(properties("Api"),
            R"({"CorsConfiguration":{"AllowCredentials":true,)"
            R"("AllowHeaders":["authorization","content-type"],)"
            R"("AllowMethods":["GET","HEAD","OPTIONS","PATCH","POST","PUT","DELETE"],)"
            R"("AllowOrigins":["https://app.example.com"],"ExposeHeaders":["x-total"],)"
            R"("MaxAge":60},"Description":"Things to buy","DisableExecuteApiEndpoint":true,)"
            R"("Name":"shop","ProtocolType":"HTTP"})");
  const std::string stage_text = properties("ApiStage");
  has(stage_text, R"("Format":"$context.requestId")");
  has(stage_text, R"("DefaultRouteSettings":{"DetailedMetricsEnabled":true,)"
                  R"("ThrottlingBurstLimit":10,"ThrottlingRateLimit":5.5})");
  has(stage_text, R"("StageName":"v1")");
  has(stage_text, R"("StageVariables":{"kind":"test"})");
  has(properties("ApiGetItems"), R"("AuthorizationType":"AWS_IAM")");
}

TEST_F(HttpApiTest, a_route_calls_a_function_that_lets_it) {
  api().add_route("GET /items/{id}", function);
  EXPECT_EQ(properties("ApiGetItemsId"),
            R"({"ApiId":{"Ref":"Api"},"RouteKey":"GET /items/{id}","AuthorizationType":"NONE",)"
            R"("Target":{"Fn::Sub":"integrations/${ApiGetItemsIdIntegration}"}})");
  EXPECT_EQ(properties("ApiGetItemsIdIntegration"),
            R"({"ApiId":{"Ref":"Api"},"IntegrationType":"AWS_PROXY",)"
            R"("IntegrationUri":"arn:aws:lambda:eu-central-1:123456789012:function:f",)"
            R"("PayloadFormatVersion":"2.0"})");
  EXPECT_EQ(properties("ApiGetItemsIdInvokePermission"),
            R"({"Action":"lambda:InvokeFunction",)"
            R"("FunctionName":"arn:aws:lambda:eu-central-1:123456789012:function:f",)"
            R"("Principal":"apigateway.amazonaws.com","SourceArn":{"Fn::Sub":)"
            R"("arn:${AWS::Partition}:execute-api:${AWS::Region}:${AWS::AccountId}:)"
            R"(${Api}/*/GET/items/*"}})");
}

TEST_F(HttpApiTest, routes_are_named_by_their_keys) {
  HttpApi& made = api();
  const auto id_of = [&](const HttpRouteKey& key) {
    return std::string(made.add_route(key, function).id());
  };
  EXPECT_EQ(id_of("$default"), "Default");
  EXPECT_EQ(id_of("ANY /"), "AnyRoot");
  EXPECT_EQ(id_of("POST /orders/{orderId}/lines"), "PostOrdersOrderIdLines");
  EXPECT_EQ(id_of("DELETE /{proxy+}"), "DeleteProxy");
  EXPECT_EQ(std::string(made.add_route("GET /x", function, {.id = "Mine"}).id()), "Mine");
}

TEST_F(HttpApiTest, routes_that_are_given_one_integration_share_it) {
  api().add_routes({"GET /a", "POST /a"}, function);
  has(properties("ApiGetA"), "integrations/${ApiGetAIntegration}");
  has(properties("ApiPostA"), "integrations/${ApiGetAIntegration}");
  EXPECT_EQ(resource("ApiPostAIntegration"), "");
  EXPECT_NE(resource("ApiPostAInvokePermission"), "");
}

TEST_F(HttpApiTest, a_route_calls_a_web_server_with_changed_parameters) {
  api().add_route(
      "ANY /pets/{proxy+}",
      HttpRouteIntegration::url(
          "https://example.com/{proxy}", HttpMethod::get,
          {.description = "The old shop",
           .request_parameters = {{"append:header.x-from", "api"}},
           .response_parameters = {{.status = "200",
                                    .parameters = {{"overwrite:header.x-served-by", "shop"}}}},
           .timeout = 2000}));
  EXPECT_EQ(properties("ApiAnyPetsProxyIntegration"),
            R"({"ApiId":{"Ref":"Api"},"IntegrationType":"HTTP_PROXY","Description":"The old shop",)"
            R"("IntegrationMethod":"GET","IntegrationUri":"https://example.com/{proxy}",)"
            R"("PayloadFormatVersion":"1.0","RequestParameters":{"append:header.x-from":"api"},)"
            R"("ResponseParameters":{"200":{"ResponseParameters":[{"Destination":)"
            R"("overwrite:header.x-served-by","Source":"shop"}]}},"TimeoutInMillis":2000})");
}

TEST_F(HttpApiTest, a_route_leads_into_a_vpc) {
  Vpc& vpc = stack.add(VpcProps{.id = "Vpc"});
  VpcLink& link = stack.add(VpcLinkProps{.id = "Link", .vpc = vpc});
  api().add_route(
      "GET /inner",
      HttpRouteIntegration::in_vpc(
          link, "arn:aws:elasticloadbalancing:eu-central-1:123456789012:listener/app/a/b/c",
          HttpMethod::get, {.server_name_to_verify = "inner.example.com"}));
  const std::string text = properties("ApiGetInnerIntegration");
  has(text, R"("ConnectionId":{"Ref":"Link"},"ConnectionType":"VPC_LINK")");
  has(text, R"("TlsConfig":{"ServerNameToVerify":"inner.example.com"})");
  has(properties("Link"), R"("SecurityGroupIds":[{"Fn::GetAtt":["LinkSecurityGroup","GroupId"]}])");
}

TEST_F(HttpApiTest, a_route_sends_to_a_queue_by_a_role_of_its_own) {
  auto& queue = Queue::from_arn(stack, "Queue", "arn:aws:sqs:eu-central-1:123456789012:orders");
  api().add_route("POST /orders", HttpRouteIntegration::queue(queue));
  EXPECT_EQ(properties("ApiPostOrdersIntegration"),
            R"({"ApiId":{"Ref":"Api"},"IntegrationType":"AWS_PROXY",)"
            R"("CredentialsArn":{"Fn::GetAtt":["ApiPostOrdersRole","Arn"]},)"
            R"("IntegrationSubtype":"SQS-SendMessage","PayloadFormatVersion":"1.0",)"
            R"("RequestParameters":{"QueueUrl":)"
            R"("https://sqs.eu-central-1.amazonaws.com/123456789012/orders",)"
            R"("MessageBody":"$request.body"}})");
  has(resource("ApiPostOrdersRoleDefaultPolicy"),
      R"("Action":"sqs:SendMessage","Resource":"arn:aws:sqs:eu-central-1:123456789012:orders")");
  has(properties("ApiPostOrdersRole"), "apigateway.amazonaws.com");
}

TEST_F(HttpApiTest, a_route_reaches_a_bus_a_state_machine_and_a_stream) {
  auto& bus =
      EventBus::from_arn(stack, "EventBus", "arn:aws:events:eu-central-1:123456789012:event-bus/b");
  auto& machine = StateMachine::from_arn(stack, "StateMachine",
                                         "arn:aws:states:eu-central-1:123456789012:stateMachine:m");
  auto& stream = DataStream::from_arn(stack, "DataStream",
                                      "arn:aws:kinesis:eu-central-1:123456789012:stream/s");
  HttpApi& made = api();
  made.add_route("POST /a", HttpRouteIntegration::event_bus(bus, "shop", "Ordered"));
  made.add_route("POST /b", HttpRouteIntegration::state_machine(machine));
  made.add_route("POST /c", HttpRouteIntegration::stream(stream));
  made.add_route("POST /d",
                 HttpRouteIntegration::service({.action = "SQS-PurgeQueue",
                                                .parameters = {{"QueueUrl", "https://q"}},
                                                .region = "eu-west-1",
                                                .role = role()}));
  has(properties("ApiPostAIntegration"),
      R"("RequestParameters":{"Detail":"$request.body","DetailType":"Ordered","Source":"shop",)"
      R"("EventBusName":"arn:aws:events:eu-central-1:123456789012:event-bus/b"})");
  has(properties("ApiPostBIntegration"),
      R"("RequestParameters":{"StateMachineArn":)"
      R"("arn:aws:states:eu-central-1:123456789012:stateMachine:m","Input":"$request.body"})");
  has(properties("ApiPostCIntegration"),
      R"("RequestParameters":{"StreamName":"s","Data":"$request.body",)"
      R"("PartitionKey":"$context.requestId"})");
  has(properties("ApiPostDIntegration"), R"("CredentialsArn":{"Fn::GetAtt":["Role","Arn"]})");
  has(properties("ApiPostDIntegration"), R"("Region":"eu-west-1")");
}

TEST_F(HttpApiTest, tokens_of_a_user_pool_are_taken_by_default) {
  UserPool& pool = stack.add(UserPoolProps{.id = "Users"});
  UserPoolClient& client = pool.add_client({.id = "Web"});
  HttpApi& made = api();
  made.add_route("GET /", function);
  made.add_route("GET /free", function, {.authorization = HttpApiAuthorization::none()});
  HttpApiAuthorizer& users =
      made.add_authorizer({.id = "SignedIn", .clients = {client}, .user_pool = pool});
  made.set_default_authorization(users, {"openid"});
  has(properties("ApiSignedIn"), R"("AuthorizerType":"JWT","Name":"SignedIn",)"
                                 R"("IdentitySource":["$request.header.Authorization"],)"
                                 R"("JwtConfiguration":{"Audience":[{"Ref":"UsersWeb"}],)");
  has(properties("ApiGetRoot"), R"("AuthorizationScopes":["openid"],"AuthorizationType":"JWT",)"
                                R"("AuthorizerId":{"Ref":"ApiSignedIn"})");
  has(properties("ApiGetFree"), R"("AuthorizationType":"NONE")");
}

TEST_F(HttpApiTest, a_function_decides_who_may_call) {
  HttpApi& made = api();
  HttpApiAuthorizer& authorizer =
      made.add_authorizer(HttpLambdaAuthorizerProps{.id = "Asks", .function = function});
  made.add_route("GET /", function, {.authorization = authorizer, .operation_name = "Read"});
  has(properties("ApiAsks"),
      R"("AuthorizerPayloadFormatVersion":"2.0","AuthorizerResultTtlInSeconds":300)");
  has(properties("ApiAsks"), R"("EnableSimpleResponses":true)");
  has(properties("ApiAsksInvokePermission"), "${Api}/authorizers/${ApiAsks}");
  has(properties("ApiGetRoot"), R"("AuthorizationType":"CUSTOM")");
}

TEST_F(HttpApiTest, tokens_of_an_issuer_are_taken) {
  HttpApi& made = api();
  HttpApiAuthorizer& authorizer = made.add_authorizer(
      JwtAuthorizerProps{.id = "Jwt", .audience = {"a"}, .issuer = "https://example.com/"});
  made.add_route("GET /", function, {.authorization = authorizer});
  has(properties("ApiJwt"),
      R"("JwtConfiguration":{"Audience":["a"],"Issuer":"https://example.com/"})");
}

TEST_F(HttpApiTest, a_stage_that_does_not_deploy_by_itself_serves_all_routes) {
  HttpApi& made = stack.add(HttpApiProps{.id = "Api", .stage = {.auto_deploy = false}});
  made.add_route("GET /", function);
  made.add_stage("Test", {.access_logging = false, .name = "test"});
  const std::string text = testing_support::compact_template(app);
  has(text, R"("Type":"AWS::ApiGatewayV2::Deployment","DependsOn":"ApiGetRoot")");
  has(text, R"("DeploymentId":{"Ref":"ApiStageDeployment)");
  EXPECT_EQ(object_at(object_at(text, "ApiTest"), "Properties"),
            R"({"ApiId":{"Ref":"Api"},"StageName":"test","AutoDeploy":true})");
}

TEST_F(HttpApiTest, a_route_is_throttled_in_the_apis_stage) {
  api().add_route("GET /", function, {.throttle = {.burst_limit = 5, .rate_limit = 2.0}});
  has(resource("ApiStage"), R"("DependsOn":"ApiGetRoot")");
  has(properties("ApiStage"),
      R"("RouteSettings":{"GET /":{"ThrottlingBurstLimit":5,"ThrottlingRateLimit":2}})");
}

TEST_F(HttpApiTest, addresses_and_grants_name_the_api) {
  HttpApi& made = api();
  HttpRoute& route = made.add_route("GET /items/{id}", function);
  HttpStage& other = made.add_stage("Test", {.name = "test"});
  stack.add(OutputProps{.id = "Url", .value = made.url()});
  stack.add(OutputProps{.id = "Other", .value = other.url("/a")});
  Role& caller = role();
  made.grant_invoke(caller);
  route.grant_invoke(caller);
  const std::string text = testing_support::compact_template(app);
  has(text, R"("https://${Api}.execute-api.${AWS::Region}.${AWS::URLSuffix}/")");
  has(text, R"("https://${Api}.execute-api.${AWS::Region}.${AWS::URLSuffix}/test/a")");
  has(text, R"(:${Api}/*/*/*"})");
  has(text, R"(:${Api}/*/GET/items/*"}}]})");
}

TEST_F(HttpApiTest, an_api_that_is_made_elsewhere_can_be_given_routes) {
  HttpApi& made = HttpApi::from_id(stack, "Api", "a1b2c3d4e5");
  made.add_route("GET /", function);
  has(properties("ApiGetRoot"), R"("ApiId":"a1b2c3d4e5")");
}

TEST_F(HttpApiTest, what_is_wrong_is_found) {
  const int negative = -1;
  HttpApi& made = api();
  made.add_route(std::string("items"), function);
  made.add_route("GET /slow",
                 HttpRouteIntegration::function(function, {.timeout = std::int64_t{60000}}));
  made.add_route("GET /scopes", function, {.authorization_scopes = {"read"}});
  made.add_authorizer(
      HttpLambdaAuthorizerProps{.id = "Asks", .function = function, .cache_ttl = negative});
  LogGroup& logs = LogGroup::from_name(stack, "Logs", "l");
  made.add_stage("A", {.access_log = {.destination = logs}, .access_logging = false, .name = "a"});
  made.add_stage("B", {.name = std::string("a b")});
  HttpApi& stageless = stack.add(HttpApiProps{.id = "Stageless", .make_stage = false});
  stageless.add_route("GET /", function, {.throttle = {.burst_limit = 1}});
  (void)HttpApi::from_id(stack, "Imported", "a1b2c3d4e5").resource();
  (void)VpcLink::from_id(stack, "Link", "abc").resource();
  Vpc& vpc = Vpc::from_ids(stack, "Vpc", {.vpc_id = "vpc-0a1b2c3d"});
  stack.add(VpcLinkProps{.id = "NoSubnet", .vpc = vpc});
  EXPECT_EQ(codes_of(app), "OT3301 OT3302 OT3303 OT3302 OT3304 OT3305 OT3304 OT2901 OT2901 OT3306");
}

TEST(HttpRouteKeyTest, keys_follow_the_rule_of_api_gateway) {
  using Rule = detail::HttpRouteRule;
  for (const char* key : {"$default", "GET /", "ANY /{proxy+}", "POST /a/{b}/c", "GET /a-b_c.d"}) {
    EXPECT_TRUE(Rule::fits(key)) << key;
  }
  for (const char* key : {"", "GET", "GET a", "get /", "GET /a{b}", "GET /{}", "GET /{a", "GET /a}",
                          "GET /{a+}/b", "GET /a b", "GET /a?b", "$connect"}) {
    EXPECT_FALSE(Rule::fits(key)) << key;
  }
}

}  // namespace
}  // namespace omnitrack
