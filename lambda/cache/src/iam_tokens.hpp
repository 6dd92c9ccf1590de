#pragma once

#include "age.hpp"
#include "turn.hpp"
#include <omnitrack/cache/configuration.hpp>

namespace omnitrack::cache {

/// Tokens of one user for one cache, one after the other: each is used for 10 of the 15 minutes
/// that it is good for, by all threads.
class IamTokens {
 public:
  explicit IamTokens(IamAuthentication authentication);

  /// A token; fails with `authentication_failed`.
  Result<std::string> token() { return token(Age::Wall::now(), Age::Steady::now()); }
  /// The same at a time.
  Result<std::string> token(Age::Wall::time_point wall, Age::Steady::time_point steady);

 private:
  [[nodiscard]] bool is_fresh(Age::Wall::time_point wall, Age::Steady::time_point steady) const;
  [[nodiscard]] bool has_keys_until(Age::Wall::time_point time) const;
  Result<void> renew_keys(Age::Wall::time_point wall);
  [[nodiscard]] std::string sign(Age::Wall::time_point wall) const;

  const IamAuthentication authentication_;
  Turn turn_;
  std::optional<AwsCredentials> keys_;
  std::string token_;
  Age age_;
};

/// Why IAM cannot authenticate as it is configured.
Result<void> check(const IamAuthentication& authentication);

/// The user with a token as its password; throws a `CredentialsError`.
std::function<Credentials()> iam_credentials(const IamAuthentication& authentication);

/// A configuration whose credentials come from its IAM, where it has that.
Configuration with_iam_credentials(Configuration configuration);

}  // namespace omnitrack::cache
