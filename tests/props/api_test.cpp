#include "late_props.hpp"

namespace omnitrack {
namespace {

using testing::HasSubstr;

class LateApiTest : public testing_support::LatePropsTest {
 protected:
  Function& function =
      Function::from_arn(stack, "Function", "arn:aws:lambda:eu-central-1:123456789012:function:f");
};

TEST_F(LateApiTest, a_rest_api_with_paths_from_a_loop) {
  auto& logs = stack.add(LogGroupProps{.id = "Logs"});
  auto& users = stack.add(UserPoolProps{.id = "Users"});
  auto& api = add_later([&] {
    const std::string name = "shop";
    return RestApiProps{
        .id = name,
        .cors = ApiCors{.allow_origins = std::vector<std::string>{"https://" + name + ".example"}},
        .name = name + "-api",
        .stage = {.access_log = {.destination = logs}, .name = name + "-1"}};
  });
  auto& signed_in = api.add_authorizer([&] {
    const std::vector<Link<const UserPool>> pools{users};
    return CognitoAuthorizerProps{.id = std::string("SignedIn"), .user_pools = pools};
  }());
  std::vector<PathPart> parts;
  std::vector<ApiResourceOptions> options;
  for (int i = 0; i < 3; ++i) {
    parts.push_back("part-" + std::to_string(i));
    options.push_back({.id = "Path" + std::to_string(i)});
  }
  for (std::size_t i = 0; i < parts.size(); ++i) {
    auto& resource = api.root().add_resource(parts[i], options[i]);
    const auto method = [] {
      std::vector<MethodResponse> responses{{.status_code = std::string("202")}};
      return ApiMethodOptions{.operation_name = std::string("Read"), .responses = responses};
    }();
    const auto integration = [&] {
      std::vector<IntegrationResponse> responses{{.status_code = std::string("202")}};
      return LambdaIntegration{
          .function = function, .options = {.responses = responses}, .proxy = false};
    }();
    resource.add_method(HttpMethod::get, integration, method);
    ApiMethodOptions authorized = method;
    authorized.authorization = signed_in;
    resource.add_method(HttpMethod::put, integration, authorized);
  }
  EXPECT_THAT(properties("shop"), HasSubstr(R"("Name":"shop-api")"));
  EXPECT_THAT(properties("shopStage"), HasSubstr(R"("StageName":"shop-1")"));
  EXPECT_THAT(properties("shopPath2"), HasSubstr(R"("PathPart":"part-2")"));
  EXPECT_THAT(properties("shopPath2GET"), HasSubstr(R"("MethodResponses":[{"StatusCode":"202"}])"));
  EXPECT_THAT(properties("shopPath1PUT"),
              HasSubstr(R"("IntegrationResponses":[{"StatusCode":"202"}])"));
}

TEST_F(LateApiTest, a_web_socket_api_of_a_helper) {
  auto& account = stack.add(ApiGatewayAccountProps{.id = std::string("Account")});
  auto& api = add_later([&] {
    const std::string name = "chat";
    return WebSocketApiProps{.id = name,
                             .account = account,
                             .name = name,
                             .stage = {.log_level = ApiLogLevel::error, .name = name + "-1"}};
  });
  for (const char* key : {"send", "leave"}) {
    api.add_route(std::string(key), WebSocketLambdaIntegration{.function = function});
  }
  EXPECT_THAT(properties("chatStage"), HasSubstr(R"("StageName":"chat-1")"));
  EXPECT_THAT(properties("chatleave"), HasSubstr(R"("RouteKey":"leave")"));
}

TEST_F(LateApiTest, a_user_pool_with_attributes_from_a_loop) {
  auto& pool = add_later([&] {
    std::vector<CustomAttribute> custom;
    for (const std::string& name : {std::string("role"), std::string("team")}) {
      custom.push_back({.name = name});
    }
    const std::array<StandardAttribute, 1> standard{
        StandardAttribute{.attribute = UserAttribute::email, .required = true}};
    const unsigned length = 14;
    return UserPoolProps{.id = std::string("Users"),
                         .custom_attributes = custom,
                         .password_policy = {.min_length = length},
                         .standard_attributes = standard,
                         .tags = std::map<std::string, std::string>{{"team", "core"}},
                         .triggers = {.pre_sign_up = function},
                         .user_pool_name = std::string("users")};
  });
  pool.add_client([] {
    const std::string name = "web";
    return UserPoolClientProps{
        .id = name, .client_name = name, .read_attributes = {"custom:" + std::string("team")}};
  }());
  pool.add_domain({.id = std::string("Domain"), .prefix = std::string("sign-in")});
  pool.add_group({.id = std::string("Admins"), .group_name = std::string("admins")});
  pool.add_resource_server([] {
    const std::string name = "read";
    return UserPoolResourceServerProps{.id = std::string("Orders"),
                                       .identifier = std::string("orders"),
                                       .scopes = {{.name = name}}};
  }());
  const std::string users = properties("Users");
  EXPECT_THAT(users, HasSubstr(R"("Name":"team")"));
  EXPECT_THAT(users, HasSubstr(R"("MinimumLength":14)"));
  EXPECT_THAT(users, HasSubstr(R"("UserPoolTags":{"team":"core"})"));
  EXPECT_THAT(properties("Usersweb"), HasSubstr(R"("ReadAttributes":["custom:team"])"));
  EXPECT_THAT(properties("UsersDomain"), HasSubstr(R"("Domain":"sign-in")"));
  EXPECT_THAT(properties("UsersOrders"), HasSubstr(R"("ScopeName":"read")"));
}

}  // namespace
}  // namespace omnitrack
