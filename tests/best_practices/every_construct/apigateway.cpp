#include "every_construct.hpp"

namespace every_construct {

void add_apigateway(const Surroundings& in) {
  Stack& stack = in.stack;
  auto& account = stack.add(ApiGatewayAccountProps{.id = "ApiAccount"});
  auto& api = stack.add(RestApiProps{.id = "RestApi", .account = account});
  ApiAuthorizer& authorizer =
      api.add_authorizer(LambdaAuthorizerProps{.id = "Asked", .function = in.function});
  ApiResource& items = api.root().add_resource("items");
  items.add_method(HttpMethod::get, LambdaIntegration{.function = in.function},
                   {.authorization = authorizer});
  UsagePlan& plan = api.add_usage_plan({.id = "Plan"});
  plan.add_key({.id = "Partner"});
  stack.add(RestVpcLinkProps{.id = "RestVpcLink", .load_balancer = in.balancer});
  auto& chat = stack.add(WebSocketApiProps{.id = "WebSocketApi", .account = account});
  chat.add_route("send", WebSocketLambdaIntegration{.function = in.function});
}

}  // namespace every_construct
