#pragma once

#include <omnitrack/apigateway/http_method.hpp>
#include <omnitrack/construct.hpp>
#include <omnitrack/optional.hpp>

namespace omnitrack::cfn::cloudfront {
class ResponseHeadersPolicy;  // defined in <omnitrack/cfn/cloudfront.hpp>
enum class ResponseHeadersPolicyId : char;
}  // namespace omnitrack::cfn::cloudfront

namespace omnitrack {

/// The response headers policies that AWS manages.
/// https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/using-managed-response-headers-policies.html
enum class ManagedResponseHeadersPolicy : std::uint8_t {
  cors_and_security_headers,
  cors_with_preflight,
  cors_with_preflight_and_security_headers,
  security_headers,
  simple_cors,
};

/// Which pages of other origins may read answers, in a browser.
struct ResponseCors {
  /// Whether calls may carry cookies and HTTP authentication.
  Bool allow_credentials = false;
  /// The headers that calls may have.
  List<std::string> allow_headers = {"*"};
  /// The methods that may be called.
  HttpMethods allow_methods = {HttpMethod::get, HttpMethod::head, HttpMethod::options};
  /// The origins, each as a browser sends it; all where it is left out.
  List<std::string> allow_origins = {"*"};
  /// The headers that pages may read.
  List<std::string> expose_headers = {};
  /// How long a browser may remember the answer, in seconds.
  Value<std::int64_t> max_age = {};
  /// Whether these headers win over the origin's.
  Bool override_origin = true;
};

/// A header of answers.
struct ResponseHeader {
  /// The name.
  Required<Value<std::string>, struct required_name> name;
  /// The value.
  Required<Value<std::string>, struct required_value> value;
  /// Whether it wins over the origin's.
  Bool override_origin = true;
};

/// Whether a page may be shown inside of another.
enum class FrameOption : std::uint8_t { deny, same_origin, any };

/// The headers that have browsers guard a site; they win over the origin's.
/// https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/understanding-response-headers-policies.html
struct SecurityHeaders {
  /// From where a page may load what, e.g. `default-src 'self'`; no such header where it is left
  /// out.
  Value<std::string> content_security_policy = {};
  /// Whether browsers must not guess types of content.
  Bool content_type_options = true;
  /// Whether a page may be shown inside of another.
  FrameOption frame_options = FrameOption::deny;
  /// What other sites are told of where a visitor comes from; no such header where it is empty.
  Text referrer_policy = "strict-origin-when-cross-origin";
  /// For how long browsers use HTTPS alone, in seconds; 0 for no such header.
  Value<std::int64_t> strict_transport_security = 63072000;
  /// Whether that counts for the names below too.
  Bool strict_transport_subdomains = false;
  /// Whether the site asks for the list that browsers are shipped with.
  Bool strict_transport_preload = false;
};

class ResponseHeadersPolicy;

/// Properties of a response headers policy.
struct ResponseHeadersPolicyProps {
  using Makes = ResponseHeadersPolicy;
  Id id;
  /// What it is for, 128 characters at most.
  Value<std::string> comment = {};
  /// Lets pages of other origins read answers.
  Optional<ResponseCors> cors = {};
  /// Further headers.
  Items<ResponseHeader> custom_headers = {};
  /// The name, unique in the account: 128 letters, digits, hyphens and underscores at most; made of
  /// the path and the region where it is left out.
  Value<std::string> name = {};
  /// Headers of the origin's that viewers do not get.
  List<std::string> remove_headers = {};
  /// The headers that have browsers guard the site.
  Optional<SecurityHeaders> security_headers = SecurityHeaders{};
  /// The share of answers, 0 to 100 percent, that tell how CloudFront treated them.
  Value<double> server_timing_rate = {};
};

/// The headers that answers get: AWS::CloudFront::ResponseHeadersPolicy.
/// https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/modifying-response-headers.html
class ResponseHeadersPolicy final : public Construct {
 public:
  ResponseHeadersPolicy(Attach at, const ResponseHeadersPolicyProps& props);
  ResponseHeadersPolicy(Attach at, const struct ImportedResponseHeadersPolicyProps& props);

  /// A response headers policy that is made elsewhere.
  static ResponseHeadersPolicy& from_id(
      Construct& scope, const Id& id,
      const Value<cfn::cloudfront::ResponseHeadersPolicyId>& policy_id);

  /// The id.
  [[nodiscard]] const Value<cfn::cloudfront::ResponseHeadersPolicyId>& policy_id() const {
    return id_;
  }
  /// The policy's own resource; an error where it is made elsewhere.
  [[nodiscard]] cfn::cloudfront::ResponseHeadersPolicy& resource();

 private:
  cfn::cloudfront::ResponseHeadersPolicy* resource_ = nullptr;  // null where made elsewhere
  Value<cfn::cloudfront::ResponseHeadersPolicyId> id_;
};

/// The response headers policy of a behavior: one of AWS's or one of one's own; AWS's headers of
/// security by default.
class ResponseHeadersPolicyLink {
 public:
  /// AWS's headers of security.
  ResponseHeadersPolicyLink()
      : ResponseHeadersPolicyLink(ManagedResponseHeadersPolicy::security_headers) {}
  /// One of AWS's.
  ResponseHeadersPolicyLink(ManagedResponseHeadersPolicy policy);
  /// One of one's own.
  ResponseHeadersPolicyLink(const ResponseHeadersPolicy& policy) : id_(policy.policy_id()) {}
  /// None: answers are as the origin gives them.
  static ResponseHeadersPolicyLink none() {
    ResponseHeadersPolicyLink link;
    link.id_ = {};
    return link;
  }

  /// Its id; not set where there is none.
  [[nodiscard]] const Value<cfn::cloudfront::ResponseHeadersPolicyId>& id() const { return id_; }

 private:
  Value<cfn::cloudfront::ResponseHeadersPolicyId> id_;
};

}  // namespace omnitrack
