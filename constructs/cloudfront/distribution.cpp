#include "omnitrack/cloudfront/distribution.hpp"

#include <string>

#include "../imported.hpp"
#include "distribution_state.hpp"
#include <omnitrack/certificatemanager/certificate.hpp>
#include <omnitrack/codes.hpp>
#include <omnitrack/fn.hpp>
#include <omnitrack/route53/hosted_zone.hpp>
#include <omnitrack/s3/bucket.hpp>
#include <omnitrack/wafv2/web_acl.hpp>

namespace omnitrack {

/// What a distribution that is made elsewhere is made of.
struct ImportedDistributionProps {
  using Makes = Distribution;
  Id id;
  Value<cfn::cloudfront::DistributionId> distribution_id;
  Value<std::string> domain_name;
};

namespace {

namespace l1 = cfn::cloudfront::distribution;
using Config = l1::DistributionConfig;

Config::HttpVersion lowered_http(ViewerHttp version) {
  using Version = Config::HttpVersion;
  constexpr Version versions[] = {Version::http1_1, Version::http2, Version::http2and3,
                                  Version::http3};
  return versions[static_cast<std::size_t>(version)];
}

Config::PriceClass lowered_class(PriceClass price_class) {
  using Class = Config::PriceClass;
  constexpr Class classes[] = {Class::price_class_100, Class::price_class_200,
                               Class::price_class_all};
  return classes[static_cast<std::size_t>(price_class)];
}

l1::ViewerCertificate::MinimumProtocolVersion lowered_tls(ViewerTls version) {
  using Version = l1::ViewerCertificate::MinimumProtocolVersion;
  constexpr Version versions[] = {Version::tls_v1_2_2018, Version::tls_v1_2_2019,
                                  Version::tls_v1_2_2021, Version::tls_v1_2_2025,
                                  Version::tls_v1_3_2025};
  return versions[static_cast<std::size_t>(version)];
}

Config first_config(const DistributionProps& props) {
  Config config{
      .default_cache_behavior = Value<l1::DefaultCacheBehavior>(),
      .enabled = static_cast<bool>(props.enabled),
      .comment = props.comment,
      .default_root_object = props.default_root_object,
      .http_version = lowered_http(props.http_version),
      .ipv6_enabled = static_cast<bool>(props.ipv6),
  };
  if (props.price_class != PriceClass::all) {
    config.price_class = lowered_class(props.price_class);
  }
  for (const ErrorPage& each : props.error_pages) {
    config.custom_error_responses.add(l1::CustomErrorResponse{
        .error_code = each.status,
        .error_caching_min_ttl = Value<double>(each.cache_ttl),
        .response_code = each.response_status,
        .response_page_path = each.page,
    });
  }
  if (!props.geo_restriction.type().empty()) {
    config.restrictions =
        l1::Restrictions{.geo_restriction = l1::GeoRestriction{
                             .restriction_type = as<l1::GeoRestriction::RestrictionType>(
                                 props.geo_restriction.type()),
                             .locations = props.geo_restriction.countries()}};
  }
  return config;
}

std::string_view event_text(EdgeEvent event) {
  constexpr std::string_view texts[] = {"viewer-request", "origin-request", "origin-response",
                                        "viewer-response"};
  return texts[static_cast<std::size_t>(event)];
}

// CloudFront has these three sets alone.
List<std::string> methods_of(AllowedMethods methods, const OriginData& origin) {
  if (methods == AllowedMethods::by_origin) {
    methods = origin.answers_itself ? AllowedMethods::all : AllowedMethods::get_head;
  }
  switch (methods) {
    case AllowedMethods::get_head_options:
      return {"GET", "HEAD", "OPTIONS"};
    case AllowedMethods::all:
      return {"GET", "HEAD", "OPTIONS", "PUT", "PATCH", "POST", "DELETE"};
    default:
      return {};
  }
}

template <class Policy>
void set_viewer_policy(ViewerProtocol protocol, Policy& policy) {
  constexpr std::string_view texts[] = {"redirect-to-https", "https-only", "allow-all"};
  policy = as<typename Policy::Kind>(texts[static_cast<std::size_t>(protocol)]);
}

}  // namespace

template <class Behavior>
void Distribution::lower(const CacheBehavior& given, Behavior& made) {
  const OriginData& origin = OriginMaker::data(given.origin);
  made.target_origin_id = origin_id(origin);
  set_viewer_policy(given.viewer_protocol, made.viewer_protocol_policy);
  made.allowed_methods = methods_of(given.allowed_methods, origin);
  if (given.cache_options) made.cached_methods = {"GET", "HEAD", "OPTIONS"};
  const CachePolicyLink by_origin(origin.answers_itself ? ManagedCachePolicy::caching_disabled
                                                        : ManagedCachePolicy::caching_optimized);
  made.cache_policy_id = given.cache_policy.is_set() ? given.cache_policy.id() : by_origin.id();
  if (given.origin_request_policy.is_set()) {
    made.origin_request_policy_id = given.origin_request_policy.id();
  } else if (origin.answers_itself) {
    // Functions and APIs are found by their own host name.
    made.origin_request_policy_id =
        OriginRequestPolicyLink(ManagedOriginRequestPolicy::all_viewer_except_host_header).id();
  }
  made.response_headers_policy_id = given.response_headers_policy.id();
  made.compress = static_cast<bool>(given.compress);
  made.field_level_encryption_id = given.field_level_encryption;
  made.realtime_log_config_arn = given.realtime_log_config;
  if (given.grpc) made.grpc_config = l1::GrpcConfig{.enabled = true};
  const auto run = [&made](const Link<const EdgeFunction>& function, EdgeEvent event) {
    if (!function.is_set()) return;
    made.function_associations.add(
        l1::FunctionAssociation{.event_type = event_text(event), .function_arn = function->arn()});
  };
  run(given.on_viewer_request, EdgeEvent::viewer_request);
  run(given.on_viewer_response, EdgeEvent::viewer_response);
  for (const EdgeLambda& each : given.edge_lambdas) {
    l1::LambdaFunctionAssociation association{
        .event_type = event_text(each.event),
        .lambda_function_arn = each.version.arn(),
    };
    if (each.include_body) association.include_body = true;
    made.lambda_function_associations.add(association);
  }
  for (const auto& group : given.trusted_key_groups) {
    made.trusted_key_groups.add(group->key_group_id());
  }
  if (origin.kind == OriginData::Kind::group && given.allowed_methods == AllowedMethods::all) {
    error(codes::OT3345, "a behavior with failover takes all methods",
          "leave `allowed_methods` out: CloudFront fails over for GET, HEAD and OPTIONS alone");
  }
}

Distribution::Distribution(Attach at, const DistributionProps& props)
    : Construct(std::move(at)),
      state_(new State{.config = first_config(props)}),
      resource_(&add(cfn::cloudfront::DistributionProps{
          .id = primary(),
          .distribution_config = Value<Config>(),
      })),
      id_(resource_->ref()),
      domain_name_(resource_->attr_domain_name()) {
  l1::DefaultCacheBehavior behavior{
      .target_origin_id = Value<std::string>(),
      .viewer_protocol_policy = Value<l1::DefaultCacheBehavior::ViewerProtocolPolicy>(),
  };
  lower(props.default_behavior, behavior);
  state_->config.default_cache_behavior = behavior;
  for (const PathBehavior& each : props.behaviors) add_behavior(each.path, each.behavior);
  name(props);
  log_requests(props);
  if (props.web_acl.is_set()) {
    state_->config.web_acl_id = props.web_acl->arn();
    props.web_acl->check_for_edge(*this);
  }
  if (props.detailed_metrics) {
    using Subscription =
        cfn::cloudfront::monitoring_subscription::RealtimeMetricsSubscriptionConfig;
    add(cfn::cloudfront::MonitoringSubscriptionProps{
        .id = child("Monitoring"),
        .distribution_id = id_,
        .monitoring_subscription =
            cfn::cloudfront::monitoring_subscription::MonitoringSubscription{
                .realtime_metrics_subscription_config =
                    Subscription{.realtime_metrics_subscription_status =
                                     Subscription::RealtimeMetricsSubscriptionStatus::enabled}},
    });
  }
  write();
}

Distribution::Distribution(Attach at, const ImportedDistributionProps& props)
    : Construct(std::move(at)), id_(props.distribution_id), domain_name_(props.domain_name) {}

Distribution::~Distribution() { delete state_; }

Distribution& Distribution::from_attributes(Construct& scope, const Id& id,
                                            const DistributionAttributes& attributes) {
  return scope.add(ImportedDistributionProps{.id = id,
                                             .distribution_id = attributes.distribution_id,
                                             .domain_name = attributes.domain_name});
}

void Distribution::write() { resource_->props.distribution_config = state_->config; }

void Distribution::add_behavior(std::string_view path, const CacheBehavior& behavior) {
  if (resource_ == nullptr) {
    refuse_of_imported(*this, "a behavior");
    return;
  }
  l1::CacheBehavior made{
      .path_pattern = path,
      .target_origin_id = Value<std::string>(),
      .viewer_protocol_policy = Value<std::string>(),
  };
  lower(behavior, made);
  state_->config.cache_behaviors.add(made);
  write();
}

void Distribution::name(const DistributionProps& props) {
  for (const DnsName& each : props.domain_names) {
    state_->config.aliases.add(each.value());
    if (!first_name_.is_set()) first_name_ = each.value();
    if (each.is_broken()) {
      error(codes::OT3320, "'" + std::string(each.text()) + "' is not a name for a distribution",
            "use labels of 1 to 63 letters, digits, hyphens and underscores, joined by dots");
    }
    if (!props.hosted_zone.is_set() || !props.hosted_zone->check_holds(*this, each.value()))
      continue;
    props.hosted_zone->add_alias(
        each.is_text() ? RecordName(each.text()) : RecordName(each.value()), *this, source());
  }
  if (props.hosted_zone.is_set() && props.domain_names.empty()) {
    error(codes::OT3344, "the distribution has a hosted zone but no `domain_names`",
          "name it, or leave the zone out");
  }
  if (!props.certificate.is_set()) return;
  props.certificate.check_for_edge(*this);
  for (const DnsName& each : props.domain_names) {
    props.certificate.check_covers(*this, each.value());
  }
  state_->config.viewer_certificate = l1::ViewerCertificate{
      .acm_certificate_arn = props.certificate.arn(),
      .minimum_protocol_version = lowered_tls(props.minimum_tls),
      .ssl_support_method = l1::ViewerCertificate::SslSupportMethod::sni_only,
  };
}

// https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/standard-logging-legacy-s3.html
void Distribution::log_requests(const DistributionProps& props) {
  log_bucket_ = props.log_bucket.get();
  if (log_bucket_ == nullptr && props.logging) {
    log_bucket_ = &add(BucketProps{
        .id = child("Logs"),
        .lifecycle_rules = {{.expire_after_days = 731}},
        .object_ownership = ObjectOwnership::bucket_owner_preferred,
    });
  }
  if (log_bucket_ == nullptr) {
    if (props.log_cookies || !props.log_prefix.empty()) {
      error(codes::OT3343, "the distribution says how it logs, but does not log",
            "set `logging`, or leave `log_cookies` and `log_prefix` out");
    }
    return;
  }
  if (!log_bucket_->takes_acls()) {
    error(codes::OT3343, "the bucket '" + log_bucket_->path() + "' for logs takes no ACLs",
          "set its object_ownership = ObjectOwnership::bucket_owner_preferred");
  }
  l1::Logging logging{.bucket = log_bucket_->domain_name()};
  if (props.log_cookies) logging.include_cookies = true;
  if (!props.log_prefix.empty()) logging.prefix = props.log_prefix;
  state_->config.logging = logging;
}

void Distribution::grant(Grantee& grantee, const List<std::string>& actions) const {
  grantee.add_to_policy({.actions = actions, .resources = {arn()}});
}

void Distribution::grant_create_invalidation(Grantee& grantee) const {
  grant(grantee, {"cloudfront:CreateInvalidation"});
}

Metric Distribution::metric(std::string_view metric_name) const {
  const bool is_elsewhere = stack().fixed_region() != "us-east-1";
  return MetricProps{.name_space = "AWS/CloudFront",
                     .metric_name = metric_name,
                     .dimensions = {{"DistributionId", id_}, {"Region", "Global"}},
                     .region = is_elsewhere ? std::string_view("us-east-1") : std::string_view()};
}

// https://docs.aws.amazon.com/Route53/latest/APIReference/API_AliasTarget.html
AliasAddress Distribution::alias_address() const {
  const Value<std::string> partition = stack().partition();
  return {domain_name_, partition.literal_text() == "aws-cn" ? "Z3RFFRIM2A3IF5" : "Z2FDTNDATAQYW2"};
}

Value<std::string> Distribution::arn() const {
  return concat("arn:", stack().partition(), ":cloudfront::", stack().account(), ":distribution/",
                id_);
}

Value<std::string> Distribution::url(std::string_view path) const {
  return concat("https://", first_name_.is_set() ? first_name_ : domain_name_, path);
}

cfn::cloudfront::Distribution& Distribution::resource() {
  if (resource_ == nullptr) {
    refuse_of_imported(*this, "resource()");
    resource_ = &add(cfn::cloudfront::DistributionProps{.id = primary(),
                                                        .distribution_config = Value<Config>()});
  }
  return *resource_;
}

}  // namespace omnitrack
