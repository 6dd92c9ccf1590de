#pragma once

#include <omnitrack/checked_number.hpp>
#include <omnitrack/construct.hpp>
#include <omnitrack/map.hpp>
#include <omnitrack/route53/alias_target.hpp>

namespace omnitrack {

class Bucket;
class Function;
class HttpApi;
class RestApi;

namespace detail {

inline void cloudfront_connects_to_an_origin_1_to_3_times() {}
inline void cloudfront_waits_1_to_10_seconds_for_a_connection_to_an_origin() {}
inline void cloudfront_waits_1_to_180_seconds_for_an_origin() {}

}  // namespace detail

/// How often CloudFront tries to connect.
using OriginAttempts =
    CheckedNumber<detail::Between<1, 3, detail::cloudfront_connects_to_an_origin_1_to_3_times>>;
/// How long CloudFront waits for a connection, in seconds.
using OriginConnectTimeout = CheckedNumber<detail::TimeBetween<
    1, 10, detail::cloudfront_waits_1_to_10_seconds_for_a_connection_to_an_origin, 1>>;
/// How long CloudFront waits for an answer or keeps a connection, in seconds; more than 60 needs a
/// higher quota.
using OriginTimeout = CheckedNumber<
    detail::TimeBetween<1, 180, detail::cloudfront_waits_1_to_180_seconds_for_an_origin, 1>>;

/// How CloudFront asks an origin.
enum class OriginProtocol : std::uint8_t { https, http, as_the_viewer };

/// Options of an origin.
/// https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/DownloadDistValuesOrigin.html
struct OriginOptions {
  /// How often CloudFront tries to connect, 1 to 3; 3 where it is left out.
  OriginAttempts connection_attempts = {};
  /// How long it waits for a connection, in seconds, 1 to 10; 10 where it is left out.
  OriginConnectTimeout connection_timeout = {};
  /// Headers that are added to each request, by name.
  Map<std::string> custom_headers = {};
  /// The port for HTTP; 80 where it is left out.
  Value<std::int64_t> http_port = {};
  /// The port for HTTPS; 443 where it is left out.
  Value<std::int64_t> https_port = {};
  /// The id in the distribution; by its place where it is left out.
  Text id = {};
  /// How long an idle connection is kept, in seconds; 5 where it is left out.
  OriginTimeout keepalive_timeout = {};
  /// Whether whoever asks a bucket for an object that is not there learns that, by a 404.
  Bool list_bucket = false;
  /// What paths at the origin begin with, e.g. `/site`; beginning with a slash, and not ending with
  /// one.
  Value<std::string> path = {};
  /// How the origin is asked; functions, APIs and buckets by HTTPS in any case.
  OriginProtocol protocol = OriginProtocol::https;
  /// How long it waits for an answer, in seconds; 30 where it is left out.
  OriginTimeout read_timeout = {};
  /// The region of a further cache before the origin, at a price; none where it is left out.
  Text shield_region = {};
};

/// Where a distribution gets what it serves. Behaviors that are given copies of one share it.
/// https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/DownloadDistS3AndCustomOrigins.html
class Origin {
 public:
  /// The objects of a bucket, which lets this distribution alone read them; one that is made
  /// elsewhere must be in its stack's region, and let the distribution in by itself.
  static Origin bucket(Bucket& bucket, const OriginOptions& options = {});
  /// The website of a bucket, over HTTP, which must be public.
  static Origin bucket_website(const Bucket& bucket, const OriginOptions& options = {});
  /// A function by a URL that only this distribution can call. Whoever sends it a body must send
  /// the body's SHA-256 in the header `x-amz-content-sha256`.
  static Origin function_url(Function& function, const OriginOptions& options = {});
  /// A web server by its host name.
  static Origin http(const Value<std::string>& host_name, const OriginOptions& options = {});
  /// A load balancer or a server in private subnets, by its ARN and its host name.
  /// https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-vpc-origins.html
  static Origin in_vpc(const Value<std::string>& arn, const Value<std::string>& host_name,
                       const OriginOptions& options = {});
  /// What has a domain name, such as a load balancer.
  static Origin load_balancer(const AliasTarget& target, const OriginOptions& options = {});
  /// An HTTP API in its own stage.
  static Origin api(const HttpApi& api, const OriginOptions& options = {});
  /// A REST API in its stage.
  static Origin api(RestApi& api, const OriginOptions& options = {});
  /// An origin with another one that is asked where the first fails; for behaviors that read alone.
  static Origin with_failover(const Origin& first, const Origin& second,
                              const Items<int>& statuses = {500, 502, 503, 504});

 private:
  friend struct OriginMaker;
  explicit Origin(const struct OriginData& data);
  const struct OriginData* data_;  // lives as long as the app
};

}  // namespace omnitrack
