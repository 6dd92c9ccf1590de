#pragma once

#include <omnitrack/cloudfront/request_parts.hpp>
#include <omnitrack/construct.hpp>

namespace omnitrack::cfn::cloudfront {
class CachePolicy;  // defined in <omnitrack/cfn/cloudfront.hpp>
enum class CachePolicyId : char;
}  // namespace omnitrack::cfn::cloudfront

namespace omnitrack {

/// The cache policies that AWS manages.
/// https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/using-managed-cache-policies.html
enum class ManagedCachePolicy : std::uint8_t {
  amplify,
  caching_disabled,
  caching_optimized,
  caching_optimized_for_uncompressed_objects,
  elemental_media_package,
  use_origin_headers,
  use_origin_headers_and_query_strings,
};

class CachePolicy;

/// Properties of a cache policy.
struct CachePolicyProps {
  using Makes = CachePolicy;
  Id id;
  /// What it is for, 128 characters at most.
  Value<std::string> comment = {};
  /// The cookies that are part of the cache key, and so sent to the origin.
  RequestParts cookies = {};
  /// How long an answer is kept that says nothing, in seconds.
  Value<std::int64_t> default_ttl = 86400;
  /// Whether answers are kept by the compressions that the viewer takes.
  Bool compress = true;
  /// The headers that are part of the cache key: none or only some.
  RequestParts headers = {};
  /// How long an answer is kept at most, in seconds.
  Value<std::int64_t> max_ttl = 31536000;
  /// How long an answer is kept at least, in seconds.
  Value<std::int64_t> min_ttl = 0;
  /// The name, unique in the account: 128 letters, digits, hyphens and underscores at most; made of
  /// the path and the region where it is left out.
  Value<std::string> name = {};
  /// The query strings that are part of the cache key.
  RequestParts query_strings = {};
};

/// What of a request decides which cached answer it gets, and for how long:
/// AWS::CloudFront::CachePolicy.
/// https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/controlling-the-cache-key.html
class CachePolicy final : public Construct {
 public:
  CachePolicy(Attach at, const CachePolicyProps& props);
  CachePolicy(Attach at, const struct ImportedCachePolicyProps& props);

  /// A cache policy that is made elsewhere.
  static CachePolicy& from_id(Construct& scope, const Id& id,
                              const Value<cfn::cloudfront::CachePolicyId>& policy_id);

  /// The id.
  [[nodiscard]] const Value<cfn::cloudfront::CachePolicyId>& policy_id() const { return id_; }
  /// The policy's own resource; an error where it is made elsewhere.
  [[nodiscard]] cfn::cloudfront::CachePolicy& resource();

 private:
  cfn::cloudfront::CachePolicy* resource_ = nullptr;  // null where it is made elsewhere
  Value<cfn::cloudfront::CachePolicyId> id_;
};

/// The cache policy of a behavior: one of AWS's or one of one's own; that of the kind of origin by
/// default.
class CachePolicyLink {
 public:
  /// That of the kind of origin.
  CachePolicyLink() = default;
  /// One of AWS's.
  CachePolicyLink(ManagedCachePolicy policy);
  /// One of one's own.
  CachePolicyLink(const CachePolicy& policy) : id_(policy.policy_id()) {}

  /// Whether one was chosen.
  [[nodiscard]] bool is_set() const { return id_.is_set(); }
  /// Its id.
  [[nodiscard]] const Value<cfn::cloudfront::CachePolicyId>& id() const { return id_; }

 private:
  Value<cfn::cloudfront::CachePolicyId> id_;
};

}  // namespace omnitrack
