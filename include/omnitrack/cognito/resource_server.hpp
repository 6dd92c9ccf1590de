#pragma once

#include <string>
#include <string_view>

#include <omnitrack/construct.hpp>
#include <omnitrack/items.hpp>
#include <omnitrack/required.hpp>
#include <omnitrack/text.hpp>
#include <omnitrack/value.hpp>

namespace omnitrack::cfn::cognito {
class UserPoolResourceServer;  // defined in <omnitrack/cfn/cognito.hpp>
}

namespace omnitrack {

/// What a client may be allowed to do with an API.
struct ResourceServerScope {
  /// The name, e.g. `read`.
  Required<Text, struct required_name> name;
  /// What it allows, for people; its name where it is left out.
  Text description = {};
};

/// Properties of a resource server, for `UserPool::add_resource_server`.
struct UserPoolResourceServerProps {
  Id id;
  /// What scopes begin with, unique in the pool, e.g. `orders` or `https://api.example.com`.
  Required<Value<std::string>, struct required_identifier> identifier;
  /// What clients may be allowed to do, 100 at most.
  Items<ResourceServerScope> scopes = {};
  /// The name for people; the identifier where it is left out.
  Value<std::string> server_name = {};
};

/// An API whose scopes access tokens of a pool have: AWS::Cognito::UserPoolResourceServer; made by
/// `UserPool::add_resource_server`.
/// https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-define-resource-servers.html
class UserPoolResourceServer final : public Construct {
 public:
  UserPoolResourceServer(Attach at, const struct MadeUserPoolResourceServerProps& made);

  /// A scope as clients and routes name it, `SERVER/SCOPE`; whoever names it waits for the server.
  /// An error where the server has no such scope.
  [[nodiscard]] Value<std::string> scope(std::string_view name) const;
  /// The identifier.
  [[nodiscard]] Value<std::string> identifier() const;
  /// The server's own resource.
  [[nodiscard]] cfn::cognito::UserPoolResourceServer& resource() { return resource_; }

 private:
  Items<ResourceServerScope> scopes_;
  cfn::cognito::UserPoolResourceServer& resource_;
};

}  // namespace omnitrack
