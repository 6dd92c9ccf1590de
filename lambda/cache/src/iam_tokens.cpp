#include "iam_tokens.hpp"

#include <algorithm>
#include <exception>
#include <memory>

#include <fmt/format.h>

#include "aws_credentials.hpp"
#include "environment.hpp"
#include "failure.hpp"
#include "signature.hpp"

namespace omnitrack::cache {

namespace {

// https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/auth-iam.html
constexpr std::chrono::minutes token_lifetime{15};
constexpr std::chrono::hours authenticated_lifetime{12};

constexpr std::chrono::minutes token_use{10};
// Keys that end sooner are asked for anew; those that end within the second are not signed with.
constexpr std::chrono::minutes wanted_key_lifetime{15};
constexpr std::chrono::minutes least_key_lifetime{1};
constexpr std::chrono::seconds key_limit{1};

tl::unexpected<Error> invalid_iam(std::string message) {
  return failure(ErrorCode::invalid_configuration, std::move(message));
}

std::string region_of(const IamAuthentication& authentication) {
  if (!authentication.region.empty()) return authentication.region;
  if (auto region = variable("AWS_REGION")) return std::move(*region);
  return variable("AWS_DEFAULT_REGION").value_or("");
}

bool is_id(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
  });
}

Result<AwsCredentials> ask_for_keys(const IamAuthentication& authentication) {
  if (!authentication.aws_credentials) return aws_credentials_of_environment(Deadline(key_limit));
  try {
    return authentication.aws_credentials();
  } catch (const std::exception& thrown) {
    return failure(ErrorCode::authentication_failed,
                   fmt::format("no keys of AWS: {}", thrown.what()));
  }
}

}  // namespace

IamTokens::IamTokens(IamAuthentication authentication)
    : authentication_(std::move(authentication)) {}

Result<std::string> IamTokens::token(Age::Wall::time_point wall, Age::Steady::time_point steady) {
  const TakenTurn turn(turn_, Deadline::of_thread());
  if (!turn) {
    return failure(ErrorCode::authentication_failed, "another thread still asks for the keys");
  }
  if (is_fresh(wall, steady)) return token_;
  auto renewed = renew_keys(wall);
  if (!renewed) return failure_of(std::move(renewed));
  token_ = sign(wall);
  age_ = Age(wall, steady);
  return token_;
}

bool IamTokens::is_fresh(Age::Wall::time_point wall, Age::Steady::time_point steady) const {
  return !token_.empty() && !age_.is_ahead_of(wall) && age_.value(wall, steady) < token_use &&
         has_keys_until(wall + least_key_lifetime);
}

bool IamTokens::has_keys_until(Age::Wall::time_point time) const {
  return keys_ && (!keys_->expiration || *keys_->expiration > time);
}

Result<void> IamTokens::renew_keys(Age::Wall::time_point wall) {
  // Keys whose end is unknown are asked for with each token: the environment has others now, or
  // not.
  if (keys_ && keys_->expiration && has_keys_until(wall + wanted_key_lifetime)) return {};
  auto keys = ask_for_keys(authentication_);
  if (keys) {
    keys_ = std::move(*keys);
  } else if (!keys_ || !keys_->expiration || !has_keys_until(wall + least_key_lifetime)) {
    return failure_of(std::move(keys));
  }
  if (has_keys_until(wall)) return {};
  return failure(ErrorCode::authentication_failed, "the keys of AWS have expired");
}

std::string IamTokens::sign(Age::Wall::time_point wall) const {
  SignableRequest request{
      .host = authentication_.cache,
      .query = {{"Action", "connect"}, {"User", authentication_.user}},
      .payload_hash = hash_of_no_payload(),
  };
  if (authentication_.is_serverless) {
    request.query.emplace_back("ResourceType", "ServerlessCache");
  }
  const SigningScope scope{
      .time = wall, .region = region_of(authentication_), .service = "elasticache"};
  return presigned_url(std::move(request), *keys_, scope, token_lifetime);
}

Result<void> check(const IamAuthentication& authentication) {
  if (!is_id(authentication.user)) {
    return invalid_iam(fmt::format(
        "'{}' is not a user's id; it has small letters, digits and hyphens", authentication.user));
  }
  if (!is_id(authentication.cache)) {
    return invalid_iam(fmt::format(
        "'{}' is not a cache's id or name, which has small letters, digits and hyphens; an "
        "endpoint's host name is none",
        authentication.cache));
  }
  if (!is_id(region_of(authentication))) {
    return invalid_iam("IAM needs the cache's region; set AWS_REGION, or iam.region");
  }
  return {};
}

std::function<Credentials()> iam_credentials(const IamAuthentication& authentication) {
  return [tokens = std::make_shared<IamTokens>(authentication), user = authentication.user] {
    auto token = tokens->token();
    if (!token) throw CredentialsError(token.error().message);
    return Credentials{
        .user = user, .password = std::move(*token), .lifetime = authenticated_lifetime};
  };
}

Configuration with_iam_credentials(Configuration configuration) {
  if (configuration.iam) configuration.credentials = iam_credentials(*configuration.iam);
  return configuration;
}

}  // namespace omnitrack::cache
