#pragma once

#include <omnitrack/cloudfront/request_parts.hpp>
#include <omnitrack/construct.hpp>

namespace omnitrack::cfn::cloudfront {
class OriginRequestPolicy;  // defined in <omnitrack/cfn/cloudfront.hpp>
enum class OriginRequestPolicyId : char;
}  // namespace omnitrack::cfn::cloudfront

namespace omnitrack {

/// The origin request policies that AWS manages.
/// https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/using-managed-origin-request-policies.html
enum class ManagedOriginRequestPolicy : std::uint8_t {
  all_viewer,
  all_viewer_and_cloudfront_headers_2022,
  all_viewer_except_host_header,
  cors_custom_origin,
  cors_s3_origin,
  elemental_media_tailor,
  user_agent_referer_headers,
};

class OriginRequestPolicy;

/// Properties of an origin request policy.
struct OriginRequestPolicyProps {
  using Makes = OriginRequestPolicy;
  Id id;
  /// What it is for, 128 characters at most.
  Value<std::string> comment = {};
  /// The cookies that are sent to the origin.
  RequestParts cookies = {};
  /// The headers that are sent to the origin.
  RequestParts headers = {};
  /// The name, unique in the account: 128 letters, digits, hyphens and underscores at most; made of
  /// the path and the region where it is left out.
  Value<std::string> name = {};
  /// The query strings that are sent to the origin.
  RequestParts query_strings = {};
};

/// What of a request is sent to the origin beside the cache key:
/// AWS::CloudFront::OriginRequestPolicy.
/// https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/controlling-origin-requests.html
class OriginRequestPolicy final : public Construct {
 public:
  OriginRequestPolicy(Attach at, const OriginRequestPolicyProps& props);
  OriginRequestPolicy(Attach at, const struct ImportedOriginRequestPolicyProps& props);

  /// An origin request policy that is made elsewhere.
  static OriginRequestPolicy& from_id(
      Construct& scope, const Id& id,
      const Value<cfn::cloudfront::OriginRequestPolicyId>& policy_id);

  /// The id.
  [[nodiscard]] const Value<cfn::cloudfront::OriginRequestPolicyId>& policy_id() const {
    return id_;
  }
  /// The policy's own resource; an error where it is made elsewhere.
  [[nodiscard]] cfn::cloudfront::OriginRequestPolicy& resource();

 private:
  cfn::cloudfront::OriginRequestPolicy* resource_ = nullptr;  // null where it is made elsewhere
  Value<cfn::cloudfront::OriginRequestPolicyId> id_;
};

/// The origin request policy of a behavior: one of AWS's or one of one's own; that of the kind of
/// origin by default.
class OriginRequestPolicyLink {
 public:
  /// That of the kind of origin.
  OriginRequestPolicyLink() = default;
  /// One of AWS's.
  OriginRequestPolicyLink(ManagedOriginRequestPolicy policy);
  /// One of one's own.
  OriginRequestPolicyLink(const OriginRequestPolicy& policy) : id_(policy.policy_id()) {}
  /// None: the cache key alone is sent.
  static OriginRequestPolicyLink none() {
    OriginRequestPolicyLink link;
    link.is_none_ = true;
    return link;
  }

  /// Whether one was chosen, or none.
  [[nodiscard]] bool is_set() const { return is_none_ || id_.is_set(); }
  /// Its id; not set where there is none.
  [[nodiscard]] const Value<cfn::cloudfront::OriginRequestPolicyId>& id() const { return id_; }

 private:
  bool is_none_ = false;
  Value<cfn::cloudfront::OriginRequestPolicyId> id_;
};

}  // namespace omnitrack
