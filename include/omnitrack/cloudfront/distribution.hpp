#pragma once

#include <optional>
#include <string>
#include <vector>

#include <omnitrack/certificatemanager/certificate_link.hpp>
#include <omnitrack/cloudfront/cache_policy.hpp>
#include <omnitrack/cloudfront/edge_function.hpp>
#include <omnitrack/cloudfront/key_group.hpp>
#include <omnitrack/cloudfront/origin.hpp>
#include <omnitrack/cloudfront/origin_request_policy.hpp>
#include <omnitrack/cloudfront/response_headers_policy.hpp>
#include <omnitrack/cloudwatch/metric.hpp>
#include <omnitrack/iam/policy.hpp>
#include <omnitrack/lambda/function_link.hpp>
#include <omnitrack/route53/dns_name.hpp>

namespace omnitrack::cfn::cloudfront {
class Distribution;         // defined in <omnitrack/cfn/cloudfront.hpp>
class OriginAccessControl;  // defined in <omnitrack/cfn/cloudfront.hpp>
enum class DistributionId : char;
enum class RealtimeLogConfigArn : char;
}  // namespace omnitrack::cfn::cloudfront

namespace omnitrack {

class Certificate;
class HostedZone;
class WebAcl;

/// The methods that a behavior takes.
enum class AllowedMethods : std::uint8_t {
  by_origin,         ///< all for APIs and functions, GET and HEAD for the others
  get_head,          ///< GET and HEAD
  get_head_options,  ///< these and OPTIONS
  all,               ///< all seven
};

/// What becomes of viewers that come by HTTP.
enum class ViewerProtocol : std::uint8_t { redirect_to_https, https_only, http_and_https };

/// When a function at the edge runs.
enum class EdgeEvent : std::uint8_t {
  viewer_request,
  origin_request,
  origin_response,
  viewer_response,
};

/// A function of Lambda@Edge.
/// https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/lambda-at-the-edge.html
struct EdgeLambda {
  /// The version of a function in us-east-1, whose role trusts `edgelambda.amazonaws.com` too.
  Required<FunctionLink, struct required_version> version;
  /// When it runs.
  EdgeEvent event = EdgeEvent::origin_request;
  /// Whether it gets the body of requests.
  Bool include_body = false;
};

/// How requests are treated.
/// https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/DownloadDistValuesCacheBehavior.html
struct CacheBehavior {
  /// Where the answers come from.
  Required<Origin, struct required_origin> origin;
  /// The methods that are taken.
  AllowedMethods allowed_methods = AllowedMethods::by_origin;
  /// Whether answers to OPTIONS are cached too.
  Bool cache_options = false;
  /// What decides which cached answer a request gets; for APIs and functions nothing is cached
  /// where it is left out.
  CachePolicyLink cache_policy = {};
  /// Whether answers are compressed.
  Bool compress = true;
  /// Functions of Lambda@Edge.
  Items<EdgeLambda> edge_lambdas = {};
  /// The configuration by which fields of forms are encrypted, by its id.
  Value<std::string> field_level_encryption = {};
  /// Whether gRPC is taken.
  Bool grpc = false;
  /// What runs at each request.
  Link<const EdgeFunction> on_viewer_request = {};
  /// What runs at each answer.
  Link<const EdgeFunction> on_viewer_response = {};
  /// What is sent to the origin beside the cache key; for APIs and functions all but the host name
  /// where it is left out.
  OriginRequestPolicyLink origin_request_policy = {};
  /// Where each request is reported at once.
  Value<cfn::cloudfront::RealtimeLogConfigArn> realtime_log_config = {};
  /// The headers that answers get.
  ResponseHeadersPolicyLink response_headers_policy = {};
  /// The keys of which one must have signed a URL or a cookie; nothing need be signed where they
  /// are left out.
  Items<Link<const KeyGroup>> trusted_key_groups = {};
  /// What becomes of viewers that come by HTTP.
  ViewerProtocol viewer_protocol = ViewerProtocol::redirect_to_https;
};

/// How requests for some paths are treated.
struct PathBehavior {
  /// The paths, e.g. `/api/*`; `*` stands for any characters, `?` for one.
  Required<Text, struct required_path> path;
  /// How they are treated.
  CacheBehavior behavior;
};

/// What viewers get in place of an error.
struct ErrorPage {
  /// The status of the origin: 400, 403, 404, 405, 414, 416, or 500 to 504.
  Required<Value<std::int64_t>, struct required_status> status;
  /// How long it is kept, in seconds; 10 where it is left out.
  Value<std::int64_t> cache_ttl = {};
  /// The path of the page, e.g. `/error.html`.
  Value<std::string> page = {};
  /// The status that viewers get.
  Value<std::int64_t> response_status = {};
};

/// From which countries, by their two letters, a distribution can be reached; from all by default.
class GeoRestriction {
 public:
  /// From all.
  GeoRestriction() = default;
  /// From these alone.
  static GeoRestriction allow(const List<std::string>& countries) {
    return {"whitelist", countries};
  }
  /// From all but these.
  static GeoRestriction deny(const List<std::string>& countries) {
    return {"blacklist", countries};
  }

  /// `whitelist`, `blacklist` or empty.
  [[nodiscard]] std::string_view type() const { return type_; }
  /// The countries.
  [[nodiscard]] const List<std::string>& countries() const { return countries_; }

 private:
  GeoRestriction(std::string_view type, const List<std::string>& countries)
      : type_(type), countries_(countries) {}
  std::string_view type_;
  List<std::string> countries_;
};

/// The versions of HTTP that viewers may use.
enum class ViewerHttp : std::uint8_t { http1_1, http2, http2_and_3, http3 };

/// The least version of TLS, and ciphers, that viewers of one's own domain names use.
/// https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/secure-connections-supported-viewer-protocols-ciphers.html
enum class ViewerTls : std::uint8_t {
  tls_1_2_2018,
  tls_1_2_2019,
  tls_1_2_2021,
  tls_1_2_2025,
  tls_1_3_2025,
};

/// The parts of the world whose edge locations are used.
enum class PriceClass : std::uint8_t {
  north_america_and_europe,           ///< the cheapest
  without_south_america_and_oceania,  ///< most of the world
  all,
};

class Distribution;

/// Properties of a distribution.
struct DistributionProps {
  using Makes = Distribution;
  Id id;
  /// How requests are treated that no other behavior is for.
  CacheBehavior default_behavior;
  /// How requests for some paths are treated: the first that fits counts.
  Items<PathBehavior> behaviors = {};
  /// The certificate of `domain_names`, in us-east-1.
  CertificateLink certificate = {};
  /// What it is for, 128 characters at most.
  Value<std::string> comment = {};
  /// What is served for `/`, e.g. `index.html`.
  Value<std::string> default_root_object = {};
  /// Whether CloudWatch has eight more metrics, at a price.
  Bool detailed_metrics = false;
  /// The names that it is reached by beside its own, which need a `certificate`.
  Items<DnsName> domain_names = {};
  /// Whether it answers.
  Bool enabled = true;
  /// What viewers get in place of errors.
  Items<ErrorPage> error_pages = {};
  /// From which countries it can be reached.
  GeoRestriction geo_restriction = {};
  /// The zone that gets the records which lead here, by all of `domain_names`.
  Link<HostedZone> hosted_zone = {};
  /// The versions of HTTP.
  ViewerHttp http_version = ViewerHttp::http2_and_3;
  /// Whether it is reached by IPv6 too.
  Bool ipv6 = true;
  /// The bucket that requests are logged into, which must take ACLs: its `object_ownership` is not
  /// `bucket_owner_enforced`.
  Link<Bucket> log_bucket = {};
  /// Whether cookies are logged.
  Bool log_cookies = false;
  /// How the keys of the logs begin.
  Text log_prefix = {};
  /// Whether requests are logged; into a bucket of its own, for two years, where there is no
  /// `log_bucket`.
  Bool logging = false;
  /// The least version of TLS for `domain_names`.
  ViewerTls minimum_tls = ViewerTls::tls_1_2_2021;
  /// The parts of the world that it is served from.
  PriceClass price_class = PriceClass::all;
  /// What guards it, of the scope CLOUDFRONT.
  Link<const WebAcl> web_acl = {};
};

/// What is known of a distribution that is made elsewhere.
struct DistributionAttributes {
  /// The id.
  Required<Value<cfn::cloudfront::DistributionId>, struct required_distribution_id> distribution_id;
  /// The name of CloudFront's, e.g. `d111111abcdef8.cloudfront.net`.
  Required<Value<std::string>, struct required_domain_name> domain_name;
};

/// What CloudFront serves near to its viewers: AWS::CloudFront::Distribution, with
/// AWS::CloudFront::OriginAccessControl for buckets and functions, AWS::Lambda::Url and
/// AWS::Lambda::Permission for functions, its records (AWS::Route53::RecordSet), and as needed
/// AWS::CloudFront::MonitoringSubscription, AWS::CloudFront::VpcOrigin and a bucket for logs.
/// https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/Introduction.html
class Distribution final : public Construct, public AliasTarget, public Measured {
 public:
  Distribution(Attach at, const DistributionProps& props);
  Distribution(Attach at, const struct ImportedDistributionProps& props);
  ~Distribution();

  /// A distribution that is made elsewhere.
  static Distribution& from_attributes(Construct& scope, const Id& id,
                                       const DistributionAttributes& attributes);

  /// Adds a behavior behind the others.
  void add_behavior(std::string_view path, const CacheBehavior& behavior);

  /// Allows these actions on the distribution, e.g. `cloudfront:GetDistribution`.
  void grant(Grantee& grantee, const List<std::string>& actions) const;
  /// Allows to have cached answers dropped.
  void grant_create_invalidation(Grantee& grantee) const;

  /// One of CloudFront's metrics of the distribution, which are in us-east-1 alone.
  /// https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/programming-cloudwatch-metrics.html
  [[nodiscard]] Metric metric(std::string_view name) const override;
  /// How many requests there were.
  [[nodiscard]] Metric metric_requests() const { return metric("Requests").sum(); }
  /// How many bytes were sent to viewers.
  [[nodiscard]] Metric metric_bytes_downloaded() const { return metric("BytesDownloaded").sum(); }
  /// The share of answers with a status of 400 to 499, in percent.
  [[nodiscard]] Metric metric_4xx_error_rate() const { return metric("4xxErrorRate"); }
  /// The share of answers with a status of 500 to 599, in percent.
  [[nodiscard]] Metric metric_5xx_error_rate() const { return metric("5xxErrorRate"); }
  /// The share of answers from the cache, in percent; with `detailed_metrics`.
  [[nodiscard]] Metric metric_cache_hit_rate() const { return metric("CacheHitRate"); }

  [[nodiscard]] AliasAddress alias_address() const override;
  /// The ARN.
  [[nodiscard]] Value<std::string> arn() const;
  /// The id.
  [[nodiscard]] const Value<cfn::cloudfront::DistributionId>& distribution_id() const {
    return id_;
  }
  /// The name of CloudFront's, e.g. `d111111abcdef8.cloudfront.net`.
  [[nodiscard]] const Value<std::string>& domain_name() const { return domain_name_; }
  /// The address of a path, by the first of `domain_names` where there is one.
  [[nodiscard]] Value<std::string> url(std::string_view path = "/") const;
  /// The bucket that requests are logged into; null where they are not.
  [[nodiscard]] Bucket* log_bucket() { return log_bucket_; }
  /// The distribution's own resource; an error where it is made elsewhere.
  [[nodiscard]] cfn::cloudfront::Distribution& resource();

 private:
  struct State;

  // Writes what is remembered into the resource.
  void write();
  void log_requests(const DistributionProps& props);
  void name(const DistributionProps& props);
  template <class Behavior>
  void lower(const CacheBehavior& given, Behavior& made);
  std::string_view origin_id(const struct OriginData& origin);
  std::string_view make_group(const OriginData& origin);
  void let_in_by_bucket(Bucket& bucket, const OriginOptions& options);
  void let_in_by_function(Function& function, const std::string& id);
  void check_origin(const OriginOptions& options) const;

  State* state_ = nullptr;                             // null where it is made elsewhere
  cfn::cloudfront::Distribution* resource_ = nullptr;  // null where it is made elsewhere
  Value<cfn::cloudfront::DistributionId> id_;
  Value<std::string> domain_name_;
  Value<std::string> first_name_;
  Bucket* log_bucket_ = nullptr;
};

}  // namespace omnitrack
