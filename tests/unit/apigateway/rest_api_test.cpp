#include <string>

#include <gtest/gtest.h>

#include "one_function_test.hpp"
#include <omnitrack/apigateway/rest_api.hpp>
#include <omnitrack/cognito/user_pool.hpp>
#include <omnitrack/ec2/interface_endpoint.hpp>
#include <omnitrack/iam/role.hpp>
#include <omnitrack/logs/log_group.hpp>
#include <omnitrack/s3/bucket.hpp>

namespace omnitrack {
namespace {

using testing_support::codes_of;
using testing_support::compact_template;
using testing_support::object_at;

class RestApiTest : public testing_support::OneFunctionTest {};

// The logical id of the deployment of an API that `fill` adds to.
template <class Fill>
std::string deployment_id(RestApiProps props, const Fill& fill) {
  App app;
  Stack& stack = app.add(StackProps{.id = "Test"});
  RestApi& api = stack.add(props);
  api.root().add_method(HttpMethod::get, MockIntegration{});
  fill(stack, api);
  const std::string text = compact_template(app);
  const std::size_t begin = text.find("\"ApiDeployment");
  return text.substr(begin + 1, text.find('"', begin + 1) - begin - 1);
}

template <class Fill>
std::string deployment_id(const Fill& fill) {
  return deployment_id({.id = "Api"}, fill);
}

void nothing(Stack&, RestApi&) {}

TEST_F(RestApiTest, the_least_api_has_a_method_a_deployment_and_a_stage) {
  RestApi& api = stack.add(RestApiProps{.id = "Api"});
  api.root().add_method(HttpMethod::get, MockIntegration{});
  api.deployment().set_logical_id("Deployed");
  const std::string id = deployment_id(nothing).substr(std::string("ApiDeployment").size());
  EXPECT_EQ(
      object_at(compact_template(app), "Resources"),
      R"({"Api":{"Type":"AWS::ApiGateway::RestApi","Properties":{"EndpointConfiguration":)"
      R"({"Types":["REGIONAL"]},"Name":"Api"}},)"
      R"("ApiGET":{"Type":"AWS::ApiGateway::Method","Properties":{"HttpMethod":"GET",)"
      R"("ResourceId":{"Fn::GetAtt":["Api","RootResourceId"]},"RestApiId":{"Ref":"Api"},)"
      R"("AuthorizationType":"NONE","Integration":{"Type":"MOCK","IntegrationResponses":)"
      R"([{"StatusCode":"200"}],"RequestTemplates":{"application/json":"{\"statusCode\":200}"}},)"
      R"("MethodResponses":[{"StatusCode":"200"}]}},)"
      R"("Deployed)" +
          id +
          R"(":{"Type":"AWS::ApiGateway::Deployment","DependsOn":"ApiGET",)"
          R"("Properties":{"RestApiId":{"Ref":"Api"}}},)"
          R"("ApiStage":{"Type":"AWS::ApiGateway::Stage","Properties":{"RestApiId":{"Ref":"Api"},)"
          R"("DeploymentId":{"Ref":"Deployed)" +
          id + R"("},"StageName":"prod"}}})");
}

TEST_F(RestApiTest, a_private_api_without_a_policy_answers_its_endpoints) {
  stack
      .add(RestApiProps{.id = "Api",
                        .endpoint_type = ApiEndpointType::private_,
                        .vpc_endpoints = {InterfaceEndpoint::from_id(stack, "Door", "vpce-1")}})
      .root()
      .add_method(HttpMethod::get, MockIntegration{});
  EXPECT_EQ(object_at(properties("Api"), "Policy"),
            R"({"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*",)"
            R"("Action":"execute-api:Invoke","Resource":"execute-api:/*",)"
            R"("Condition":{"StringEquals":{"aws:SourceVpce":["vpce-1"]}}}]})");
}

TEST_F(RestApiTest, an_open_api_document_says_what_there_is_and_makes_another_deployment) {
  const auto id_with = [](std::string_view title) {
    App other;
    auto& there = other.add(StackProps{.id = "Test"});
    there.add(RestApiProps{
        .id = "Api",
        .definition = ApiDefinition::json(
            Json::object({{"openapi", "3.0.1"}, {"info", Json::object({{"title", title}})}}))});
    const std::string text = compact_template(other);
    EXPECT_NE(object_at(text, "Api").find(R"("Body":{"openapi":"3.0.1")"), std::string::npos);
    return text.substr(text.find("ApiDeployment"), 23);
  };
  EXPECT_EQ(id_with("a"), id_with("a"));
  EXPECT_NE(id_with("a"), id_with("b"));
  stack.add(RestApiProps{.id = "Api",
                         .definition = ApiDefinition::s3(Bucket::from_name(stack, "Files", "files"),
                                                         "api.yaml", "1")});
  EXPECT_EQ(object_at(properties("Api"), "BodyS3Location"),
            R"({"Bucket":"files","Key":"api.yaml","Version":"1"})");
}

TEST_F(RestApiTest, every_property_of_the_api_is_written_where_it_belongs) {
  RestApi& api = stack.add(RestApiProps{
      .id = "Api",
      .binary_media_types = {"image/*"},
      .description = "d",
      .disable_execute_api_endpoint = true,
      .endpoint_type = ApiEndpointType::private_,
      .minimum_compression_size = 1024,
      .name = "omnitrack-api",
      .policy = {{.actions = {"execute-api:Invoke"},
                  .principals = PolicyPrincipal::anyone(),
                  .resources = {"execute-api:/*"}}},
      .vpc_endpoints = {InterfaceEndpoint::from_id(stack, "Endpoint", "vpce-1")},
  });
  api.root().add_method(HttpMethod::get, MockIntegration{});
  EXPECT_EQ(properties("Api"),
            R"({"BinaryMediaTypes":["image/*"],"Description":"d",)"
            R"("DisableExecuteApiEndpoint":true,"EndpointConfiguration":{"Types":["PRIVATE"],)"
            R"("VpcEndpointIds":["vpce-1"]},"MinimumCompressionSize":1024,"Name":"omnitrack-api",)"
            R"("Policy":{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*",)"
            R"("Action":"execute-api:Invoke","Resource":"execute-api:/*"}]}})");
}

TEST_F(RestApiTest, a_stage_that_logs_waits_for_the_role_that_lets_it) {
  LogGroup& logs = stack.add(LogGroupProps{.id = "Logs"});
  RestApi& api = stack.add(RestApiProps{
      .id = "Api",
      .stage = {.access_log = {.destination = logs},
                .data_trace = true,
                .log_level = ApiLogLevel::info,
                .metrics = true,
                .tracing = true},
  });
  api.root().add_method(HttpMethod::get, MockIntegration{});
  const std::string deployment = deployment_id(nothing);
  EXPECT_EQ(
      resource("ApiStage"),
      R"({"Type":"AWS::ApiGateway::Stage","DependsOn":"ApiAccount","Properties":{"RestApiId":)"
      R"({"Ref":"Api"},"AccessLogSetting":{"DestinationArn":{"Fn::Sub":)"
      R"("arn:${AWS::Partition}:logs:${AWS::Region}:${AWS::AccountId}:log-group:${Logs}"},)"
      R"("Format":"{\"requestId\":\"$context.requestId\",)"
      R"(\"caller\":\"$context.identity.caller\",\"httpMethod\":\"$context.httpMethod\",)"
      R"(\"ip\":\"$context.identity.sourceIp\",\"protocol\":\"$context.protocol\",)"
      R"(\"requestTime\":\"$context.requestTime\",\"resourcePath\":\"$context.resourcePath\",)"
      R"(\"responseLength\":\"$context.responseLength\",\"status\":\"$context.status\",)"
      R"(\"user\":\"$context.identity.user\"}"},"DeploymentId":{"Ref":")" +
          deployment +
          R"("},"MethodSettings":[{"DataTraceEnabled":true,"HttpMethod":"*",)"
          R"("LoggingLevel":"INFO","MetricsEnabled":true,"ResourcePath":"/*"}],)"
          R"("StageName":"prod","TracingEnabled":true}})");
  EXPECT_EQ(resource("ApiAccount"),
            R"({"Type":"AWS::ApiGateway::Account","DependsOn":"Api","Properties":)"
            R"({"CloudWatchRoleArn":{"Fn::GetAtt":["ApiAccountCloudWatchRole","Arn"]}}})");
  EXPECT_EQ(resource("ApiAccountCloudWatchRole"),
            R"({"Type":"AWS::IAM::Role","DeletionPolicy":"RetainExceptOnCreate",)"
            R"("UpdateReplacePolicy":"Retain","Properties":{"AssumeRolePolicyDocument":)"
            R"({"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":)"
            R"({"Service":"apigateway.amazonaws.com"},"Action":"sts:AssumeRole"}]},)"
            R"("ManagedPolicyArns":[{"Fn::Sub":"arn:${AWS::Partition}:iam::aws:policy/)"
            R"(service-role/AmazonAPIGatewayPushToCloudWatchLogs"}]}})");
}

TEST_F(RestApiTest, the_logging_role_can_be_shared_or_left_to_something_else) {
  RestApi& first =
      stack.add(RestApiProps{.id = "First", .stage = {.log_level = ApiLogLevel::error}});
  RestApi& second = stack.add(RestApiProps{
      .id = "Second", .account = *first.account(), .stage = {.log_level = ApiLogLevel::error}});
  RestApi& third = stack.add(RestApiProps{
      .id = "Third", .make_account = false, .stage = {.log_level = ApiLogLevel::error}});
  for (RestApi* api : {&first, &second, &third}) {
    api->root().add_method(HttpMethod::get, MockIntegration{});
  }
  EXPECT_EQ(third.account(), nullptr);
  EXPECT_NE(resource("SecondStage").find(R"("DependsOn":"FirstAccount")"), std::string::npos);
  EXPECT_EQ(resource("ThirdStage").find("DependsOn"), std::string::npos);
  EXPECT_EQ(resource("SecondAccount"), "");
  EXPECT_EQ(resource("ThirdAccount"), "");
}

TEST_F(RestApiTest, a_stage_has_a_cache_limits_and_variables) {
  RestApi& api = stack.add(RestApiProps{
      .id = "Api",
      .stage = {.cache_size = ApiCacheSize::gb_0_5,
                .cache_ttl = 60,
                .description = "d",
                .name = "v1",
                .throttle = {.burst_limit = 20, .rate_limit = 10},
                .variables = {{"table", "t"}}},
  });
  api.root().add_method(HttpMethod::get, MockIntegration{});
  EXPECT_EQ(properties("ApiStage"),
            R"({"RestApiId":{"Ref":"Api"},"CacheClusterEnabled":true,"CacheClusterSize":"0.5",)"
            R"("DeploymentId":{"Ref":")" +
                deployment_id(nothing) +
                R"("},"Description":"d","MethodSettings":[{"CacheDataEncrypted":true,)"
                R"("CacheTtlInSeconds":60,"CachingEnabled":true,"HttpMethod":"*",)"
                R"("ResourcePath":"/*","ThrottlingBurstLimit":20,"ThrottlingRateLimit":10}],)"
                R"("StageName":"v1","Variables":{"table":"t"}})");
}

TEST_F(RestApiTest, paths_nest_and_their_methods_call_functions_that_allow_this_method_alone) {
  RestApi& api = stack.add(RestApiProps{.id = "Api"});
  ApiResource& user = api.root().add_resource("users").add_resource("{id}");
  user.add_method(HttpMethod::get, LambdaIntegration{.function = function});
  EXPECT_EQ(user.url_path(), "/users/{id}");
  EXPECT_EQ(properties("Apiusersid"), R"({"ParentId":{"Ref":"Apiusers"},"PathPart":"{id}",)"
                                      R"("RestApiId":{"Ref":"Api"}})");
  EXPECT_EQ(properties("ApiusersidGET"),
            R"({"HttpMethod":"GET","ResourceId":{"Ref":"Apiusersid"},"RestApiId":{"Ref":"Api"},)"
            R"("AuthorizationType":"NONE","Integration":{"Type":"AWS_PROXY",)"
            R"("IntegrationHttpMethod":"POST","Uri":{"Fn::Sub":"arn:${AWS::Partition}:apigateway:)"
            R"(${AWS::Region}:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-central-1:)"
            R"(123456789012:function:f/invocations"}}})");
  EXPECT_EQ(properties("ApiusersidGETInvokePermission"),
            R"({"Action":"lambda:InvokeFunction","FunctionName":)"
            R"("arn:aws:lambda:eu-central-1:123456789012:function:f",)"
            R"("Principal":"apigateway.amazonaws.com","SourceArn":{"Fn::Sub":)"
            R"("arn:${AWS::Partition}:execute-api:${AWS::Region}:${AWS::AccountId}:${Api}/prod/)"
            R"(GET/users/*"}})");
  EXPECT_EQ(resource("ApiusersidGETTestInvokePermission"), "");
}

TEST_F(RestApiTest, the_consoles_test_button_may_call_a_function_where_that_is_wanted) {
  RestApi& api = stack.add(RestApiProps{.id = "Api"});
  api.root().add_method(HttpMethod::any,
                        LambdaIntegration{.function = function, .allow_test_invoke = true});
  EXPECT_NE(resource("ApiANYTestInvokePermission").find("${Api}/test-invoke-stage/*/\""),
            std::string::npos);
  EXPECT_NE(resource("ApiANYInvokePermission").find("${Api}/prod/*/\""), std::string::npos);
}

TEST_F(RestApiTest, a_method_calls_a_web_server) {
  RestApi& api = stack.add(RestApiProps{.id = "Api"});
  api.root().add_method(HttpMethod::any, HttpIntegration{.url = "https://example.com",
                                                         .http_method = HttpMethod::any,
                                                         .options = {.timeout = 5000}});
  EXPECT_EQ(object_at(resource("ApiANY"), "Integration"),
            R"({"Type":"HTTP_PROXY","IntegrationHttpMethod":"ANY","TimeoutInMillis":5000,)"
            R"("Uri":"https://example.com"})");
  EXPECT_EQ(resource("ApiANY").find("MethodResponses"), std::string::npos);
}

TEST_F(RestApiTest, a_method_calls_an_aws_service_and_hands_its_answers_on) {
  Role& role = stack.add(
      RoleProps{.id = "Role", .assumed_by = PolicyPrincipal::service("apigateway.amazonaws.com")});
  RestApi& api = stack.add(RestApiProps{.id = "Api"});
  api.root().add_method(
      HttpMethod::post,
      AwsIntegration{
          .service = "dynamodb",
          .target = AwsTarget::action("PutItem"),
          .credentials = role,
          .options = {.passthrough_behavior =
                          IntegrationOptions::Settings::PassthroughBehavior::never,
                      .responses = {{.status_code = "200",
                                     .response_parameters = {{"method.response.header.X", "'y'"}}},
                                    {.status_code = "400", .selection_pattern = "4.."}}},
      });
  EXPECT_EQ(object_at(resource("ApiPOST"), "Integration"),
            R"({"Type":"AWS","Credentials":{"Fn::GetAtt":["Role","Arn"]},)"
            R"("IntegrationHttpMethod":"POST","IntegrationResponses":[{"StatusCode":"200",)"
            R"("ResponseParameters":{"method.response.header.X":"'y'"}},{"StatusCode":"400",)"
            R"("SelectionPattern":"4.."}],"PassthroughBehavior":"NEVER",)"
            R"("Uri":{"Fn::Sub":"arn:${AWS::Partition}:apigateway:${AWS::Region}:dynamodb:)"
            R"(action/PutItem"}})");
  EXPECT_NE(
      resource("ApiPOST").find(R"("MethodResponses":[{"StatusCode":"200","ResponseParameters":)"
                               R"({"method.response.header.X":true}},{"StatusCode":"400"}])"),
      std::string::npos);
}

TEST_F(RestApiTest, a_method_calls_a_path_of_a_service_in_another_region) {
  RestApi& api = stack.add(RestApiProps{.id = "Api"});
  api.root().add_method(HttpMethod::get,
                        AwsIntegration{
                            .service = "s3",
                            .target = AwsTarget::path("bucket/key"),
                            .credentials = Role::from_arn(stack, "Role", "arn:aws:iam::1:role/r"),
                            .http_method = HttpMethod::get,
                            .region = "us-east-1",
                        });
  EXPECT_NE(properties("ApiGET").find(
                R"("Uri":{"Fn::Sub":"arn:${AWS::Partition}:apigateway:us-east-1:s3:path/)"
                R"(bucket/key"})"),
            std::string::npos);
}

TEST_F(RestApiTest, a_method_validates_names_its_models_and_requires_a_key) {
  RestApi& api = stack.add(RestApiProps{.id = "Api"});
  cfn::apigateway::Model& model =
      api.add_model({.id = "User", .schema = Json::object({{"type", "object"}}), .name = "User"});
  const ApiMethodOptions options{
      .api_key_required = true,
      .operation_name = "putUser",
      .request_models = {{"application/json", model.ref()}},
      .request_parameters = {{"method.request.querystring.dry", false}},
      .request_validation = RequestValidation::body_and_parameters,
      .responses = {{.status_code = "202"}},
  };
  api.root().add_method(HttpMethod::put, MockIntegration{}, options);
  api.root().add_method(HttpMethod::post, MockIntegration{}, options);
  EXPECT_EQ(properties("ApiUser"),
            R"({"RestApiId":{"Ref":"Api"},"ContentType":"application/json","Name":"User",)"
            R"("Schema":{"type":"object"}})");
  EXPECT_EQ(properties("ApiBodyAndParametersValidator"),
            R"({"RestApiId":{"Ref":"Api"},"ValidateRequestBody":true,)"
            R"("ValidateRequestParameters":true})");
  const std::string method = properties("ApiPUT");
  EXPECT_NE(method.find(R"("ApiKeyRequired":true,"AuthorizationType":"NONE")"), std::string::npos);
  EXPECT_NE(method.find(R"("MethodResponses":[{"StatusCode":"202"}],"OperationName":"putUser",)"
                        R"("RequestModels":{"application/json":{"Ref":"ApiUser"}},)"
                        R"("RequestParameters":{"method.request.querystring.dry":false},)"
                        R"("RequestValidatorId":{"Ref":"ApiBodyAndParametersValidator"})"),
            std::string::npos);
}

TEST_F(RestApiTest, a_body_without_a_model_is_validated_in_name_only) {
  RestApi& api = stack.add(RestApiProps{.id = "Api"});
  api.root().add_method(HttpMethod::put, MockIntegration{},
                        {.request_validation = RequestValidation::body});
  EXPECT_EQ(codes_of(app), "OT2716");
}

TEST_F(RestApiTest, cognito_lets_the_holders_of_its_tokens_in) {
  RestApi& api = stack.add(RestApiProps{.id = "Api"});
  ApiAuthorizer& cognito = api.add_authorizer(
      CognitoAuthorizerProps{.id = "Cognito",
                             .user_pools = {UserPool::from_arn(
                                 stack, "Pool", "arn:aws:cognito-idp:eu-central-1:1:userpool/p")}});
  api.root().add_method(HttpMethod::get, MockIntegration{},
                        {.authorization = cognito, .authorization_scopes = {"api/read"}});
  EXPECT_EQ(properties("ApiCognito"),
            R"({"Name":"Cognito","RestApiId":{"Ref":"Api"},"Type":"COGNITO_USER_POOLS",)"
            R"("IdentitySource":"method.request.header.Authorization",)"
            R"("ProviderARNs":["arn:aws:cognito-idp:eu-central-1:1:userpool/p"]})");
  EXPECT_NE(properties("ApiGET").find(R"("AuthorizationScopes":["api/read"],)"
                                      R"("AuthorizationType":"COGNITO_USER_POOLS",)"
                                      R"("AuthorizerId":{"Ref":"ApiCognito"})"),
            std::string::npos);
}

TEST_F(RestApiTest, a_function_decides_who_is_let_in) {
  RestApi& api = stack.add(RestApiProps{.id = "Api"});
  ApiAuthorizer& asked = api.add_authorizer(LambdaAuthorizerProps{
      .id = "Asked",
      .function = function,
      .cache_ttl = 0,
      .identity_sources = {"method.request.header.A", "method.request.querystring.b"},
  });
  api.add_authorizer(LambdaAuthorizerProps{
      .id = "Token",
      .function = function,
      .kind = LambdaAuthorizerKind::token,
      .token_pattern = "Bearer .+",
  });
  api.root().add_method(HttpMethod::get, MockIntegration{}, {.authorization = asked});
  api.root().add_method(HttpMethod::put, MockIntegration{},
                        {.authorization = ApiAuthorization::iam()});
  EXPECT_EQ(properties("ApiAsked"),
            R"({"Name":"Asked","RestApiId":{"Ref":"Api"},"Type":"REQUEST",)"
            R"("AuthorizerResultTtlInSeconds":0,"AuthorizerUri":{"Fn::Sub":)"
            R"("arn:${AWS::Partition}:apigateway:${AWS::Region}:lambda:path/2015-03-31/functions/)"
            R"(arn:aws:lambda:eu-central-1:123456789012:function:f/invocations"},)"
            R"("IdentitySource":"method.request.header.A,method.request.querystring.b"})");
  EXPECT_NE(properties("ApiAskedInvokePermission")
                .find(R"(${AWS::AccountId}:${Api}/authorizers/${ApiAsked}"})"),
            std::string::npos);
  EXPECT_NE(properties("ApiToken").find(R"("Type":"TOKEN","AuthorizerUri":)"), std::string::npos);
  EXPECT_NE(properties("ApiToken")
                .find(R"("IdentitySource":"method.request.header.Authorization",)"
                      R"("IdentityValidationExpression":"Bearer .+"})"),
            std::string::npos);
  EXPECT_NE(properties("ApiGET").find(R"("CUSTOM","AuthorizerId":{"Ref":"ApiAsked"})"),
            std::string::npos);
  EXPECT_NE(properties("ApiPUT").find(R"("AuthorizationType":"AWS_IAM")"), std::string::npos);
}

TEST_F(RestApiTest, mistakes_of_authorizers_are_found) {
  RestApi& api = stack.add(RestApiProps{.id = "Api"});
  api.add_authorizer(LambdaAuthorizerProps{
      .id = "A", .function = function, .identity_sources = List<std::string>::empty()});
  api.add_authorizer(LambdaAuthorizerProps{.id = "B", .function = function, .token_pattern = "x"});
  api.add_authorizer(LambdaAuthorizerProps{.id = "C",
                                           .function = function,
                                           .identity_sources = {"a", "b"},
                                           .kind = LambdaAuthorizerKind::token});
  api.add_authorizer(LambdaAuthorizerProps{.id = "D", .function = function, .cache_ttl = 3601});
  api.root().add_method(HttpMethod::get, MockIntegration{}, {.authorization_scopes = {"x"}});
  EXPECT_EQ(codes_of(app), "OT2713 OT2713 OT2713 OT2711 OT2708");
}

TEST_F(RestApiTest, a_usage_plan_counts_the_calls_of_its_keys) {
  RestApi& api = stack.add(RestApiProps{.id = "Api"});
  api.root().add_method(HttpMethod::get, MockIntegration{}, {.api_key_required = true});
  UsagePlan& plan = api.add_usage_plan({
      .id = "Plan",
      .name = "basic",
      .quota = {.limit = 1000, .period = QuotaPeriod::day},
      .throttle = {.burst_limit = 5, .rate_limit = 2.5},
  });
  plan.add_key({.id = "Key", .name = "k"});
  plan.add_key("Other", Value<cfn::apigateway::ApiKeyId>("abc"));
  EXPECT_EQ(properties("ApiPlan"),
            R"({"ApiStages":[{"ApiId":{"Ref":"Api"},"Stage":{"Ref":"ApiStage"}}],)"
            R"("Quota":{"Limit":1000,"Period":"DAY"},"Throttle":{"BurstLimit":5,"RateLimit":2.5},)"
            R"("UsagePlanName":"basic"})");
  EXPECT_EQ(properties("ApiPlanKey"), R"({"Enabled":true,"Name":"k"})");
  EXPECT_EQ(properties("ApiPlanKeyInPlan"), R"({"KeyId":{"Ref":"ApiPlanKey"},"KeyType":"API_KEY",)"
                                            R"("UsagePlanId":{"Ref":"ApiPlan"}})");
  EXPECT_EQ(properties("ApiPlanOther"),
            R"({"KeyId":"abc","KeyType":"API_KEY","UsagePlanId":{"Ref":"ApiPlan"}})");
}

TEST_F(RestApiTest, a_domain_name_leads_to_the_stage) {
  RestApi& api = stack.add(RestApiProps{.id = "Api"});
  api.root().add_method(HttpMethod::get, MockIntegration{});
  api.add_domain_name({.id = "Domain",
                       .certificate = "arn:aws:acm:eu-central-1:1:certificate/c",
                       .domain_name = "api.example.com",
                       .base_path = "v1"});
  EXPECT_EQ(properties("ApiDomain"),
            R"({"DomainName":"api.example.com","EndpointConfiguration":{"Types":["REGIONAL"]},)"
            R"("RegionalCertificateArn":"arn:aws:acm:eu-central-1:1:certificate/c",)"
            R"("SecurityPolicy":"TLS_1_2"})");
  EXPECT_EQ(properties("ApiDomainMapping"),
            R"({"DomainName":{"Ref":"ApiDomain"},"BasePath":"v1","RestApiId":{"Ref":"Api"},)"
            R"("Stage":{"Ref":"ApiStage"}})");
}

TEST_F(RestApiTest, addresses_and_arns_name_the_stage_without_waiting_for_it) {
  RestApi& api = stack.add(RestApiProps{.id = "Api", .stage = {.name = "v1"}});
  ApiResource& user = api.root().add_resource("users").add_resource("{id}");
  user.add_method(HttpMethod::get, MockIntegration{});
  stack.add(OutputProps{.id = "A", .value = api.url()});
  stack.add(OutputProps{.id = "B", .value = user.url()});
  stack.add(OutputProps{.id = "C", .value = api.arn_for_execute_api()});
  stack.add(OutputProps{.id = "D", .value = api.arn_for_execute_api(HttpMethod::put, "/a/{b}/c")});
  stack.add(OutputProps{.id = "E", .value = api.stage_arn()});
  const std::string arn = "arn:${AWS::Partition}:execute-api:${AWS::Region}:${AWS::AccountId}:";
  const std::string host = "https://${Api}.execute-api.${AWS::Region}.${AWS::URLSuffix}";
  EXPECT_EQ(object_at(compact_template(app), "Outputs"),
            R"({"A":{"Value":{"Fn::Sub":")" + host + R"(/v1/"}},"B":{"Value":{"Fn::Sub":")" + host +
                R"(/v1/users/{id}"}},"C":{"Value":{"Fn::Sub":")" + arn +
                R"(${Api}/v1/*/*"}},"D":{"Value":{"Fn::Sub":")" + arn +
                R"(${Api}/v1/PUT/a/*/c"}},"E":{"Value":{"Fn::Sub":"arn:${AWS::Partition}:)"
                R"(apigateway:${AWS::Region}::/restapis/${Api}/stages/v1"}}})");
}

TEST_F(RestApiTest, calls_can_be_granted) {
  RestApi& api = stack.add(RestApiProps{.id = "Api"});
  api.root().add_method(HttpMethod::get, MockIntegration{});
  Role& role = stack.add(RoleProps{
      .id = "Role",
      .assumed_by = PolicyPrincipal::service("lambda.amazonaws.com"),
  });
  api.grant_invoke(role);
  EXPECT_NE(resource("RoleDefaultPolicy")
                .find(R"("Action":"execute-api:Invoke","Resource":{"Fn::Sub":)"
                      R"("arn:${AWS::Partition}:execute-api:${AWS::Region}:${AWS::AccountId}:)"
                      R"(${Api}/prod/*/*"})"),
            std::string::npos);
}

TEST_F(RestApiTest, a_path_begins_with_a_slash) {
  RestApi& api = stack.add(RestApiProps{.id = "Api"});
  api.root().add_method(HttpMethod::get, MockIntegration{});
  stack.add(OutputProps{.id = "A", .value = api.url("users")});
  stack.add(OutputProps{.id = "B", .value = api.arn_for_execute_api(HttpMethod::get, "users")});
  EXPECT_EQ(codes_of(app), "OT2714");
}

TEST_F(RestApiTest, an_api_without_a_method_is_an_error) {
  RestApi& api = stack.add(RestApiProps{.id = "Api"});
  api.root().add_resource("users");
  EXPECT_EQ(codes_of(app), "OT2703");
}

TEST_F(RestApiTest, parts_of_paths_are_checked) {
  RestApi& api = stack.add(RestApiProps{.id = "Api"});
  api.root().add_method(HttpMethod::get, MockIntegration{});
  api.root().add_resource(std::string("a/b"));
  api.root().add_resource("{a}");
  api.root().add_resource("{b}");
  api.root().add_resource("c").add_resource("{proxy+}").add_resource("d");
  EXPECT_EQ(codes_of(app), "OT2701 OT2702 OT2702");
}

TEST(PathPartTest, the_rule_is_the_one_of_api_gateway) {
  using Rule = detail::PathPartRule;
  EXPECT_TRUE(Rule::fits("digital-twin"));
  EXPECT_TRUE(Rule::fits("a.b_c:d"));
  EXPECT_TRUE(Rule::fits("{id}"));
  EXPECT_TRUE(Rule::fits("{proxy+}"));
  EXPECT_FALSE(Rule::fits(""));
  EXPECT_FALSE(Rule::fits("a/b"));
  EXPECT_FALSE(Rule::fits("a b"));
  EXPECT_FALSE(Rule::fits("{}"));
  EXPECT_FALSE(Rule::fits("{+}"));
  EXPECT_FALSE(Rule::fits("{id"));
  EXPECT_FALSE(Rule::fits("v{id}"));
}

TEST_F(RestApiTest, parts_with_the_same_letters_are_told_apart_by_an_id) {
  RestApi& api = stack.add(RestApiProps{.id = "Api"});
  api.root().add_method(HttpMethod::get, MockIntegration{});
  api.root().add_resource("id");
  api.root().add_resource("{id}", {.id = "AnyId"});
  EXPECT_EQ(properties("ApiAnyId"),
            R"({"ParentId":{"Fn::GetAtt":["Api","RootResourceId"]},"PathPart":"{id}",)"
            R"("RestApiId":{"Ref":"Api"}})");
}

TEST_F(RestApiTest, mistakes_of_the_stage_and_the_endpoint_are_found) {
  const auto make = [&](RestApiProps props) {
    stack.add(props).root().add_method(HttpMethod::get, MockIntegration{});
  };
  LogGroup& logs = stack.add(LogGroupProps{.id = "Logs"});
  make({.id = "A", .stage = {.name = std::string("a b")}});
  make({.id = "B", .stage = {.access_log = {.destination = logs, .format = "$context.status"}}});
  make({.id = "C", .stage = {.access_log = {.format = "$context.requestId"}}});
  make({.id = "D", .stage = {.data_trace = true}});
  make({.id = "E", .stage = {.cache_ttl = 60}});
  make({.id = "F", .stage = {.cache_size = ApiCacheSize::gb_237, .cache_ttl = 3601}});
  make({.id = "G", .endpoint_type = ApiEndpointType::private_});
  make({.id = "H", .vpc_endpoints = {InterfaceEndpoint::from_id(stack, "Endpoint", "vpce-1")}});
  make({.id = "I", .minimum_compression_size = -1});
  EXPECT_EQ(codes_of(app), "OT2704 OT2705 OT2705 OT2710 OT2711 OT2711 OT2709 OT2709 OT2712");
}

TEST(RestApiDeploymentTest, it_is_the_same_for_the_same_api) {
  EXPECT_EQ(deployment_id(nothing), deployment_id(nothing));
}

TEST(RestApiDeploymentTest, it_is_a_new_one_whenever_what_it_serves_changes) {
  const std::string before = deployment_id(nothing);
  EXPECT_NE(before, deployment_id([](Stack&, RestApi& api) {
              api.root().add_method(HttpMethod::put, MockIntegration{});
            }));
  EXPECT_NE(before, deployment_id([](Stack&, RestApi& api) { api.root().add_resource("users"); }));
  EXPECT_NE(before, deployment_id([](Stack&, RestApi& api) {
              api.add_model({.id = "Model", .schema = Json::object({})});
            }));
  EXPECT_NE(before, deployment_id([](Stack& stack, RestApi& api) {
              UserPool& pool = stack.add(UserPoolProps{.id = "Users"});
              api.add_authorizer(CognitoAuthorizerProps{.id = "Pool", .user_pools = {pool}});
            }));
  EXPECT_NE(before, deployment_id([](Stack&, RestApi& api) {
              api.set_gateway_response(GatewayResponseType::throttled, {.status_code = "503"});
            }));
  EXPECT_NE(before, deployment_id({.id = "Api", .minimum_compression_size = 0}, nothing));
  EXPECT_NE(before, deployment_id({.id = "Api", .cors = ApiCors{}}, nothing));
  EXPECT_NE(deployment_id({.id = "Api", .cors = ApiCors{}}, nothing),
            deployment_id({.id = "Api", .cors = ApiCors{.max_age = 60}}, nothing));
}

TEST(RestApiDeploymentTest, a_change_of_a_methods_own_resource_counts_too) {
  const auto with_name = [](std::string_view name) {
    return deployment_id([&](Stack&, RestApi& api) {
      api.root().add_method(HttpMethod::put, MockIntegration{}).props.operation_name = name;
    });
  };
  EXPECT_NE(with_name("a"), with_name("b"));
  EXPECT_EQ(with_name("a"), with_name("a"));
}

TEST(RestApiDeploymentTest, it_stays_where_something_else_changes) {
  const std::string before = deployment_id(nothing);
  EXPECT_EQ(before,
            deployment_id([](Stack& stack, RestApi&) { stack.add(LogGroupProps{.id = "Logs"}); }));
  EXPECT_EQ(before,
            deployment_id([](Stack&, RestApi& api) { api.add_usage_plan({.id = "Plan"}); }));
  EXPECT_EQ(before,
            deployment_id({.id = "Api", .stage = {.metrics = true, .tracing = true}}, nothing));
}

TEST_F(RestApiTest, the_deployment_waits_for_every_method_and_answer) {
  RestApi& api = stack.add(RestApiProps{.id = "Api", .cors = ApiCors{}});
  api.root().add_resource("a").add_method(HttpMethod::get, LambdaIntegration{.function = function});
  EXPECT_NE(compact_template(app).find(R"("DependsOn":["ApiOPTIONS","ApiaOPTIONS","ApiaGET",)"
                                       R"("ApiDefault4xxResponse","ApiDefault5xxResponse"])"),
            std::string::npos);
}

TEST_F(RestApiTest, an_api_of_elsewhere_gets_further_paths_which_its_stage_serves) {
  auto& api = RestApi::from_attributes(
      stack, "Api",
      {.rest_api_id = "a1b2c3d4e5", .root_resource_id = "abc123", .stage_name = "prod"});
  EXPECT_TRUE(api.is_imported());
  api.root().add_resource("books").add_method(HttpMethod::get,
                                              LambdaIntegration{.function = function});
  const std::string text = compact_template(app);
  EXPECT_EQ(object_at(text, "Apibooks"),
            R"({"Type":"AWS::ApiGateway::Resource","Properties":{"ParentId":"abc123",)"
            R"("PathPart":"books","RestApiId":"a1b2c3d4e5"}})");
  EXPECT_NE(text.find(R"("SourceArn":{"Fn::Sub":"arn:${AWS::Partition}:execute-api:)"
                      R"(${AWS::Region}:${AWS::AccountId}:a1b2c3d4e5/prod/GET/books"})"),
            std::string::npos);
  EXPECT_NE(text.find(R"({"Type":"AWS::ApiGateway::Deployment","DependsOn":"ApibooksGET",)"
                      R"("DeletionPolicy":"Retain","UpdateReplacePolicy":"Retain",)"
                      R"("Properties":{"RestApiId":"a1b2c3d4e5","StageName":"prod"}})"),
            std::string::npos)
      << text;
}

TEST_F(RestApiTest, what_is_not_known_of_an_api_of_elsewhere_is_refused) {
  auto& api = RestApi::from_attributes(stack, "Api", {.rest_api_id = "a1b2c3d4e5"});
  api.root().add_method(HttpMethod::get, MockIntegration{});
  (void)api.url();
  (void)api.stage_arn();
  (void)api.metric_count();
  (void)api.resource();
  (void)api.deployment();
  (void)api.stage();
  RestApi::from_attributes(stack, "Url", {.rest_api_id = "https://a.example.com"});
  EXPECT_EQ(codes_of(app), "OT2901 OT2901 OT2901 OT2901 OT2901 OT2901 OT2901 OT2902");
}

}  // namespace
}  // namespace omnitrack
