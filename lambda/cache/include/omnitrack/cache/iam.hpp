#pragma once

#include <chrono>
#include <functional>
#include <optional>
#include <string>

namespace omnitrack::cache {

/// Keys of AWS, which sign requests.
struct AwsCredentials {
  std::string access_key_id;
  std::string secret_access_key;
  /// Goes with temporary keys; empty for others.
  std::string session_token = {};
  /// When temporary keys end, as far as it is known.
  std::optional<std::chrono::system_clock::time_point> expiration = {};
};

/// Authentication by IAM: the password is a token that is signed with keys of AWS, for 15 minutes,
/// and a connection is authenticated anew before ElastiCache closes it after 12 hours.
/// https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/auth-iam.html
struct IamAuthentication {
  /// The user's id, which is its name too.
  std::string user;
  /// The id of the replication group, or the name of the serverless cache.
  std::string cache;
  /// Whether the cache is serverless.
  bool is_serverless = false;
  /// The cache's region; that of AWS_REGION or AWS_DEFAULT_REGION where it is empty.
  std::string region = {};
  /// Gives the keys, or throws; where it is empty they come from AWS_ACCESS_KEY_ID and its kin, or
  /// from the endpoint of AWS_CONTAINER_CREDENTIALS_RELATIVE_URI or
  /// AWS_CONTAINER_CREDENTIALS_FULL_URI.
  /// https://docs.aws.amazon.com/sdkref/latest/guide/feature-container-credentials.html
  std::function<AwsCredentials()> aws_credentials = {};
};

}  // namespace omnitrack::cache
