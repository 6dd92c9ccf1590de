#pragma once

#include <chrono>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <omnitrack/cache/iam.hpp>

namespace omnitrack::cache {

/// A request as its signature covers it.
/// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html
struct SignableRequest {
  using Pairs = std::vector<std::pair<std::string, std::string>>;

  std::string host;
  std::string path = "/";
  /// Names and values that are not encoded yet.
  Pairs query = {};
  /// Headers beside the host, their names in small letters.
  Pairs headers = {};
  /// The SHA-256 of the body in hexadecimal, or what stands for it.
  std::string payload_hash;
};

/// When, where and for what a signature is good.
struct SigningScope {
  std::chrono::system_clock::time_point time;
  std::string region;
  std::string service;

  /// The time as AWS writes it, such as `20150830T123600Z`.
  [[nodiscard]] std::string date_and_time() const;
  /// The scope as AWS writes it, such as `20150830/us-east-1/iam/aws4_request`.
  [[nodiscard]] std::string text() const;
};

/// The SHA-256 of nothing, in hexadecimal.
std::string hash_of_no_payload();

/// The signature of a GET request by version 4 of AWS' signatures, in hexadecimal.
std::string signature(const SignableRequest& request, const AwsCredentials& credentials,
                      const SigningScope& scope);

/// The URL, without its scheme, of a GET request that is signed by its query and good for a time.
std::string presigned_url(SignableRequest request, const AwsCredentials& credentials,
                          const SigningScope& scope, std::chrono::seconds good_for);

}  // namespace omnitrack::cache
