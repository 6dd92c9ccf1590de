#include <gmock/gmock.h>

#include "../resource_text.hpp"
#include <omnitrack/lambda/function.hpp>
#include <omnitrack/lambda/function_url.hpp>
#include <omnitrack/testing.hpp>

namespace omnitrack {
namespace {

using assertions::has_no_resource;
using testing::HasSubstr;

class FunctionUrlTest : public testing_support::OneStackTest {
 protected:
  Function& function = stack.add(FunctionProps{
      .id = "Fn",
      .code = FunctionCode::inline_text("exports.h=async()=>1"),
      .handler = "index.h",
      .runtime = Runtime::nodejs24_x,
  });
};

TEST_F(FunctionUrlTest, a_url_asks_for_signed_requests) {
  auto& url = stack.add(FunctionUrlProps{.id = "Url", .function = function});
  auto& role = stack.add(
      RoleProps{.id = "Caller", .assumed_by = PolicyPrincipal::service("ecs-tasks.amazonaws.com")});
  url.grant_invoke(role);
  EXPECT_EQ(resource("Url"), R"({"Type":"AWS::Lambda::Url","Properties":{"AuthType":"AWS_IAM",)"
                             R"("TargetFunctionArn":{"Fn::GetAtt":["Fn","Arn"]}}})");
  EXPECT_THAT(properties("CallerDefaultPolicy"),
              HasSubstr(R"([{"Effect":"Allow","Action":"lambda:InvokeFunctionUrl",)"
                        R"("Resource":{"Fn::GetAtt":["Fn","Arn"]},"Condition":{"StringEquals":)"
                        R"({"lambda:FunctionUrlAuthType":"AWS_IAM"}}},)"
                        R"({"Effect":"Allow","Action":"lambda:InvokeFunction",)"
                        R"("Resource":{"Fn::GetAtt":["Fn","Arn"]},"Condition":{"Bool":)"
                        R"({"lambda:InvokedViaFunctionUrl":"true"}}}])"));
  EXPECT_THAT(written(), has_no_resource("UrlPublicUrl"));
}

TEST_F(FunctionUrlTest, a_public_url_has_both_permissions_that_it_needs) {
  auto& live = stack.add(FunctionAliasProps{.id = "live", .function = function});
  stack.add(FunctionUrlProps{
      .id = "Url",
      .function = live,
      .auth = FunctionUrlAuth::none,
      .cors = FunctionUrlCors{.allow_credentials = true,
                              .allow_headers = {"x-custom"},
                              .allow_methods = {UrlMethod::get, UrlMethod::delete_},
                              .allow_origins = {"https://www.example.com"},
                              .expose_headers = {"x-answer"},
                              .max_age = 600},
      .invoke_mode = InvokeMode::response_stream,
  });
  EXPECT_EQ(resource("Url"),
            R"({"Type":"AWS::Lambda::Url","DependsOn":"live","Properties":{"AuthType":"NONE",)"
            R"("TargetFunctionArn":{"Fn::GetAtt":["Fn","Arn"]},"Cors":{"AllowCredentials":true,)"
            R"("AllowHeaders":["x-custom"],"AllowMethods":["GET","DELETE"],)"
            R"("AllowOrigins":["https://www.example.com"],"ExposeHeaders":["x-answer"],)"
            R"("MaxAge":600},"InvokeMode":"RESPONSE_STREAM","Qualifier":"live"}})");
  EXPECT_EQ(properties("UrlPublicUrl"),
            R"({"Action":"lambda:InvokeFunctionUrl","FunctionName":{"Ref":"live"},)"
            R"("Principal":"*","FunctionUrlAuthType":"NONE"})");
  EXPECT_EQ(properties("UrlPublicInvoke"),
            R"({"Action":"lambda:InvokeFunction","FunctionName":{"Ref":"live"},)"
            R"("Principal":"*","InvokedViaFunctionUrl":true})");
}

TEST_F(FunctionUrlTest, a_service_is_let_in_for_its_source) {
  auto& url = stack.add(FunctionUrlProps{.id = "Url", .function = function});
  url.allow("Site", PolicyPrincipal::service("cloudfront.amazonaws.com"),
            "arn:aws:cloudfront::123456789012:distribution/E1");
  stack.add(OutputProps{.id = "Host", .value = url.domain_name()});
  const std::string text = testing_support::compact_template(app);
  EXPECT_THAT(text,
              HasSubstr(R"({"Action":"lambda:InvokeFunctionUrl","FunctionName":{"Ref":"Fn"},)"
                        R"("Principal":"cloudfront.amazonaws.com",)"
                        R"("FunctionUrlAuthType":"AWS_IAM",)"
                        R"("SourceArn":"arn:aws:cloudfront::123456789012:distribution/E1"})"));
  EXPECT_THAT(text, HasSubstr(R"({"Fn::Select":[2,{"Fn::Split":["/",)"
                              R"({"Fn::GetAtt":["Url","FunctionUrl"]}]}]})"));
}

TEST_F(FunctionUrlTest, a_version_has_no_url_and_ages_have_bounds) {
  const int week = 7 * 86400;
  stack.add(FunctionUrlProps{.id = "Url",
                             .function = function.current_version(),
                             .cors = FunctionUrlCors{.max_age = week}});
  EXPECT_EQ(testing_support::codes_of(app), "OT2237 OT2229");
}

}  // namespace
}  // namespace omnitrack
