#include <string>

#include <gtest/gtest.h>

#include "../resource_text.hpp"
#include <omnitrack/apigateway/rest_api.hpp>
#include <omnitrack/fn.hpp>

namespace omnitrack {
namespace {

using testing_support::codes_of;
using testing_support::compact_template;
using testing_support::object_at;

class RestApiCorsTest : public testing::Test {
 protected:
  // The method that answers the preflight of the API's root.
  std::string preflight(const ApiCors& cors) {
    stack.add(RestApiProps{.id = "Api", .cors = cors});
    written = compact_template(app);
    return object_at(object_at(written, "ApiOPTIONS"), "Properties");
  }
  std::string mapped_headers(const ApiCors& cors) {
    return object_at(object_at(preflight(cors), "Integration"), "ResponseParameters");
  }
  std::string origin_template(const ApiCors& cors) {
    return object_at(preflight(cors), "ResponseTemplates");
  }
  std::string gateway_headers() {
    return object_at(object_at(written, "ApiDefault4xxResponse"), "ResponseParameters");
  }

  App app;
  Stack& stack = app.add(StackProps{.id = "Test"});
  std::string written;
};

constexpr std::string_view read_origin =
    "#set($h=$input.params().header)#set($o=$h.get('Origin'))"
    "#if(!$o||$o=='')#set($o=$h.get('origin'))#end";
constexpr std::string_view allow_origin =
    "#set($context.responseOverride.header.Access-Control-Allow-Origin=$o)#end";

TEST_F(RestApiCorsTest, all_origins_without_credentials_are_an_asterisk) {
  EXPECT_EQ(preflight({}),
            R"({"HttpMethod":"OPTIONS","ResourceId":{"Fn::GetAtt":["Api","RootResourceId"]},)"
            R"("RestApiId":{"Ref":"Api"},"AuthorizationType":"NONE","Integration":{"Type":"MOCK",)"
            R"("IntegrationResponses":[{"StatusCode":"204","ResponseParameters":{)"
            R"("method.response.header.Access-Control-Allow-Headers":"'Content-Type,X-Amz-Date,)"
            R"(Authorization,X-Api-Key,X-Amz-Security-Token,X-Amz-User-Agent'",)"
            R"("method.response.header.Access-Control-Allow-Methods":)"
            R"("'OPTIONS,GET,PUT,POST,DELETE,PATCH,HEAD'",)"
            R"("method.response.header.Access-Control-Allow-Origin":"'*'"}}],)"
            R"("RequestTemplates":{"application/json":"{\"statusCode\":204}"}},)"
            R"("MethodResponses":[{"StatusCode":"204","ResponseParameters":{)"
            R"("method.response.header.Access-Control-Allow-Headers":true,)"
            R"("method.response.header.Access-Control-Allow-Methods":true,)"
            R"("method.response.header.Access-Control-Allow-Origin":true}}]})");
  EXPECT_EQ(gateway_headers(), R"({"gatewayresponse.header.Access-Control-Allow-Origin":"'*'"})");
}

TEST_F(RestApiCorsTest, all_origins_with_credentials_get_their_own_back) {
  const std::string method = preflight({.allow_credentials = true});
  EXPECT_EQ(object_at(method, "ResponseTemplates"),
            R"({"application/json":")" + std::string(read_origin) +
                R"re(#if($o&&$o.matches('[A-Za-z][A-Za-z0-9+.-]*://[^/ ]+')))re" +
                std::string(allow_origin) + R"("})");
  EXPECT_NE(method.find(R"("method.response.header.Access-Control-Allow-Credentials":"'true'",)"
                        R"("method.response.header.Vary":"'Origin'"})"),
            std::string::npos);
  EXPECT_NE(method.find(R"("method.response.header.Vary":true,)"
                        R"("method.response.header.Access-Control-Allow-Origin":true})"),
            std::string::npos);
  EXPECT_EQ(method.find("'*'"), std::string::npos);
  EXPECT_EQ(gateway_headers(),
            R"({"gatewayresponse.header.Access-Control-Allow-Origin":)"
            R"("method.request.header.Origin",)"
            R"("gatewayresponse.header.Access-Control-Allow-Credentials":"'true'",)"
            R"("gatewayresponse.header.Vary":"'Origin'"})");
}

TEST_F(RestApiCorsTest, one_named_origin_is_written_as_it_is) {
  const std::string headers =
      mapped_headers({.allow_credentials = true, .allow_origins = {"https://app.example.com"}});
  EXPECT_NE(headers.find(R"("method.response.header.Access-Control-Allow-Origin":)"
                         R"("'https://app.example.com'",)"
                         R"("method.response.header.Access-Control-Allow-Credentials":"'true'",)"
                         R"("method.response.header.Vary":"'Origin'"})"),
            std::string::npos);
  EXPECT_EQ(object_at(written, "ResponseTemplates"), "");
  EXPECT_EQ(gateway_headers(),
            R"({"gatewayresponse.header.Access-Control-Allow-Origin":"'https://app.example.com'",)"
            R"("gatewayresponse.header.Access-Control-Allow-Credentials":"'true'",)"
            R"("gatewayresponse.header.Vary":"'Origin'"})");
}

TEST_F(RestApiCorsTest, of_several_named_origins_the_calls_own_is_chosen) {
  EXPECT_EQ(origin_template({.allow_origins = {"https://a.example", "https://b.example:8443"}}),
            R"({"application/json":")" + std::string(read_origin) +
                "#if($o=='https://a.example'||$o=='https://b.example:8443')" +
                std::string(allow_origin) + R"("})");
  EXPECT_EQ(object_at(written, "ApiDefault4xxResponse"), "");
}

TEST_F(RestApiCorsTest, an_origin_can_be_a_reference) {
  EXPECT_NE(origin_template({.allow_origins = {concat("https://", stack.stack_name(), ".example"),
                                               "https://b.example"}})
                .find("$o=='https://${AWS::StackName}.example'||"),
            std::string::npos);
}

TEST_F(RestApiCorsTest, headers_methods_and_age_can_be_named) {
  EXPECT_EQ(mapped_headers({.allow_headers = {"X-A", "X-B"},
                            .allow_methods = {HttpMethod::post, HttpMethod::get},
                            .max_age = 600}),
            R"({"method.response.header.Access-Control-Allow-Headers":"'X-A,X-B'",)"
            R"("method.response.header.Access-Control-Allow-Methods":"'GET,POST'",)"
            R"("method.response.header.Access-Control-Allow-Origin":"'*'",)"
            R"("method.response.header.Access-Control-Max-Age":"'600'"})");
}

TEST_F(RestApiCorsTest, the_preflight_is_text_where_bodies_are_bytes) {
  stack.add(RestApiProps{.id = "Api", .binary_media_types = {"*/*"}, .cors = ApiCors{}});
  EXPECT_NE(compact_template(app).find(R"("Type":"MOCK","ContentHandling":"CONVERT_TO_TEXT")"),
            std::string::npos);
}

TEST_F(RestApiCorsTest, a_path_has_its_own_or_none) {
  RestApi& api = stack.add(RestApiProps{.id = "Api"});
  api.root().add_resource("own", {.cors = ApiCors{.max_age = 1}});
  RestApi& open = stack.add(RestApiProps{.id = "Open", .cors = ApiCors{}});
  open.root().add_resource("every");
  open.root().add_resource("other", {.cors = ApiCors{.max_age = 2}});
  open.root().add_resource("none", {.preflight = false});
  const std::string text = compact_template(app);
  EXPECT_NE(object_at(text, "ApiownOPTIONS").find("\"'1'\""), std::string::npos);
  EXPECT_EQ(object_at(text, "ApiOPTIONS"), "");
  EXPECT_NE(object_at(text, "OpenOPTIONS"), "");
  EXPECT_NE(object_at(text, "OpeneveryOPTIONS"), "");
  EXPECT_NE(object_at(text, "OpenotherOPTIONS").find("\"'2'\""), std::string::npos);
  EXPECT_EQ(object_at(text, "OpennoneOPTIONS"), "");
}

TEST_F(RestApiCorsTest, an_answer_of_api_gateways_own_keeps_the_headers_of_cors) {
  RestApi& api = stack.add(RestApiProps{.id = "Api", .cors = ApiCors{}});
  api.set_gateway_response(
      GatewayResponseType::missing_authentication_token,
      {.headers = {{"gatewayresponse.header.X-A", "'b'"}},
       .status_code = "404",
       .templates = {{"application/json", R"({"message":$context.error.messageString})"}}});
  api.set_gateway_response(GatewayResponseType::default_4xx, {.headers = {{"X-A", "'c'"}}});
  const std::string text = compact_template(app);
  EXPECT_EQ(object_at(object_at(text, "ApiMissingAuthenticationTokenResponse"), "Properties"),
            R"({"ResponseType":"MISSING_AUTHENTICATION_TOKEN","RestApiId":{"Ref":"Api"},)"
            R"("ResponseParameters":{"gatewayresponse.header.Access-Control-Allow-Origin":"'*'",)"
            R"("gatewayresponse.header.X-A":"'b'"},"ResponseTemplates":{"application/json":)"
            R"("{\"message\":$context.error.messageString}"},"StatusCode":"404"})");
  EXPECT_EQ(object_at(object_at(text, "ApiDefault4xxResponse"), "ResponseParameters"),
            R"({"gatewayresponse.header.Access-Control-Allow-Origin":"'*'",)"
            R"("gatewayresponse.header.X-A":"'c'"})");
}

TEST_F(RestApiCorsTest, what_browsers_do_not_take_is_an_error) {
  RestApi& api = stack.add(RestApiProps{.id = "Api"});
  ApiResource& root = api.root();
  root.add_resource("a", {.cors = ApiCors{.allow_origins = {"*"}}});
  root.add_resource("b", {.cors = ApiCors{.allow_origins = {"https://A.example"}}});
  root.add_resource("c", {.cors = ApiCors{.allow_origins = {"https://a.example/"}}});
  root.add_resource("d", {.cors = ApiCors{.allow_origins = {"https://*.example"}}});
  root.add_resource("e", {.cors = ApiCors{.allow_origins = {"a.example"}}});
  root.add_resource("f", {.cors = ApiCors{.allow_origins = {"https://a'b"}}});
  root.add_resource("g", {.cors = ApiCors{.allow_origins = List<std::string>::empty()}});
  root.add_resource("h", {.cors = ApiCors{.allow_credentials = true, .allow_headers = {"*"}}});
  root.add_resource("i", {.cors = ApiCors{.allow_methods = {}}});
  root.add_resource(
      "j", {.cors = ApiCors{.allow_origins = {"http://localhost:3000", "capacitor://localhost"}}});
  EXPECT_EQ(codes_of(app), "OT2706 OT2706 OT2706 OT2706 OT2706 OT2706 OT2706 OT2707 OT2707");
}

}  // namespace
}  // namespace omnitrack
