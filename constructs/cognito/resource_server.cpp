#include "omnitrack/cognito/resource_server.hpp"

#include <algorithm>

#include "made_props.hpp"
#include <omnitrack/cfn/cognito.hpp>
#include <omnitrack/codes.hpp>
#include <omnitrack/fn.hpp>

namespace omnitrack {

UserPoolResourceServer::UserPoolResourceServer(Attach at,
                                               const MadeUserPoolResourceServerProps& made)
    : Construct(std::move(at)),
      scopes_(made.given.scopes),
      resource_(add(cfn::cognito::UserPoolResourceServerProps{
          .id = primary(),
          .identifier = made.given.identifier,
          .name = made.given.server_name.is_set() ? made.given.server_name
                                                  : Value<std::string>(made.given.identifier),
          .user_pool_id = made.pool.id(),
      })) {
  for (const ResourceServerScope& each : scopes_) {
    const Text name = each.name;
    resource_.props.scopes.add(cfn::cognito::user_pool_resource_server::ResourceServerScopeType{
        .scope_description = each.description.empty() ? name : each.description,
        .scope_name = name,
    });
  }
}

Value<std::string> UserPoolResourceServer::scope(std::string_view name) const {
  const bool is_there = std::ranges::any_of(scopes_, [&](const ResourceServerScope& each) {
    return std::string_view(Text(each.name)) == name;
  });
  if (!is_there) {
    error(codes::OT2510, "the resource server has no scope '" + std::string(name) + "'",
          "add it to its .scopes");
  }
  return concat(identifier(), "/", name);
}

Value<std::string> UserPoolResourceServer::identifier() const { return resource_.ref(); }

}  // namespace omnitrack
