#pragma once

#include <omnitrack/cognito/user_pool.hpp>

namespace omnitrack {

/// What a user pool makes a client of.
struct MadeUserPoolClientProps {
  using Makes = UserPoolClient;
  Id id;
  const UserPool& pool;
  const UserPoolClientProps& given;
};

/// What a user pool makes an identity provider of.
struct MadeUserPoolIdentityProviderProps {
  using Makes = UserPoolIdentityProvider;
  Id id;
  const UserPool& pool;
  const UserPoolIdentityProviderProps& given;
};

/// What a user pool makes a domain of.
struct MadeUserPoolDomainProps {
  using Makes = UserPoolDomain;
  Id id;
  const UserPool& pool;
  const UserPoolDomainProps& given;
};

/// What a user pool makes a resource server of.
struct MadeUserPoolResourceServerProps {
  using Makes = UserPoolResourceServer;
  Id id;
  const UserPool& pool;
  const UserPoolResourceServerProps& given;
};

}  // namespace omnitrack
