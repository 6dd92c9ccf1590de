#include "every_construct.hpp"

namespace every_construct {

void add_apigatewayv2(const Surroundings& in) {
  Stack& stack = in.stack;
  auto& api = stack.add(HttpApiProps{.id = "HttpApi"});
  HttpApiAuthorizer& authorizer = api.add_authorizer(JwtAuthorizerProps{
      .id = "SignedIn", .audience = {"web"}, .issuer = "https://id.example.com"});
  HttpRoute& route = api.add_route("GET /items", in.function, {.authorization = authorizer});
  stack.add(OutputProps{.id = "ItemsRoute", .value = route.resource().ref()});
  HttpStage& stage = api.add_stage("Next", {.name = "next"});
  auto& domain = stack.add(DomainNameProps{
      .id = "ApiDomain", .certificate = in.certificate, .domain_name = "api.example.com"});
  domain.map(api, stage, "next");
  stack.add(VpcLinkProps{.id = "VpcLink", .vpc = in.vpc});
}

}  // namespace every_construct
