#include "every_construct.hpp"

namespace every_construct {

void add_cognito(const Surroundings& in) {
  Stack& stack = in.stack;
  auto& users = stack.add(UserPoolProps{.id = "UserPool"});
  UserPoolClient& web = users.add_client({.id = "WebClient"});
  UserPoolDomain& domain = users.add_domain({.id = "Domain", .prefix = "shop-sign-in"});
  domain.depends_on(web);
  UserPoolResourceServer& orders = users.add_resource_server(
      {.id = "Orders", .identifier = "orders", .scopes = {{.name = "read"}}});
  orders.depends_on(domain);
  UserPoolIdentityProvider& company = users.add_identity_provider(
      {.id = "Company",
       .source = IdentitySource::saml("https://id.example.com/metadata"),
       .attribute_mapping = {{"email", "email"}}});
  company.depends_on(orders);
  stack.add(
      IdentityPoolProps{.id = "IdentityPool", .users = {{.client = web, .user_pool = users}}});
}

}  // namespace every_construct
