#include "omnitrack/elasticloadbalancingv2/application_load_balancer.hpp"

#include <string>

#include "../check_number.hpp"
#include "../ec2/internet_gateway.hpp"
#include "../imported.hpp"
#include "../security_groups.hpp"
#include "access_logs.hpp"
#include "attributes.hpp"
#include "load_balancer_names.hpp"
#include <omnitrack/cfn/ec2.hpp>
#include <omnitrack/cfn/elasticloadbalancingv2.hpp>
#include <omnitrack/codes.hpp>
#include <omnitrack/ec2/connections.hpp>
#include <omnitrack/ec2/vpc.hpp>

namespace omnitrack {

/// What an application load balancer that is made elsewhere is made of.
struct ImportedApplicationLoadBalancerProps {
  using Makes = ApplicationLoadBalancer;
  Id id;
  ImportedLoadBalancer known;
};

namespace {

namespace elbv2 = cfn::elasticloadbalancingv2;

List<elbv2::load_balancer::LoadBalancerAttribute> attributes_of(
    const ApplicationLoadBalancerProps& props) {
  List<elbv2::load_balancer::LoadBalancerAttribute> attributes;
  const auto set = [&](std::string_view key, const Value<std::string>& value) {
    elb::add_attribute(attributes, key, value);
  };
  set("deletion_protection.enabled", elb::switch_text(props.deletion_protection));
  set("routing.http.drop_invalid_header_fields.enabled",
      elb::switch_text(props.drop_invalid_headers));
  if (props.client_keep_alive.is_set()) {
    set("client_keep_alive.seconds", elb::number_text(props.client_keep_alive.value()));
  }
  if (props.desync_mitigation != DesyncMitigation::defensive) {
    set("routing.http.desync_mitigation_mode",
        props.desync_mitigation == DesyncMitigation::monitor ? "monitor" : "strictest");
  }
  if (!props.http2) set("routing.http2.enabled", "false");
  if (props.idle_timeout.is_set()) {
    set("idle_timeout.timeout_seconds", elb::number_text(props.idle_timeout.value()));
  }
  if (props.preserve_host_header) set("routing.http.preserve_host_header.enabled", "true");
  if (props.waf_fail_open) set("waf.fail_open.enabled", "true");
  return attributes;
}

}  // namespace

ApplicationLoadBalancer::ApplicationLoadBalancer(Attach at,
                                                 const ApplicationLoadBalancerProps& props)
    : Construct(std::move(at)),
      vpc_(props.vpc.get()),
      has_ipv6_(props.addresses != LoadBalancerAddresses::ipv4),
      internet_facing_(props.internet_facing),
      security_groups_(groups_or_own(
          *this, props.security_groups,
          {.id = child("SecurityGroup"), .vpc = props.vpc, .allow_all_outbound = false})) {
  resource_ = &add(elbv2::LoadBalancerProps{
      .id = primary(),
      .ip_address_type = elb::address_type(props.addresses),
      .load_balancer_attributes = attributes_of(props),
      .name = props.load_balancer_name.value(),
      .scheme = props.internet_facing ? elbv2::LoadBalancerProps::Scheme::internet_facing
                                      : elbv2::LoadBalancerProps::Scheme::internal,
      .security_groups = ids_of(security_groups_),
      .subnets = elb::subnets_of(*this, props.subnets, *vpc_, props.internet_facing),
      .type = elbv2::LoadBalancerProps::Type::application,
  });
  if (props.minimum_capacity_units.is_set()) {
    resource_->props.minimum_load_balancer_capacity =
        elbv2::load_balancer::MinimumLoadBalancerCapacity{.capacity_units =
                                                              props.minimum_capacity_units};
  }
  if (props.internet_facing) ec2::wait_for_internet_gateway(*resource_, *vpc_);
  arn_ = resource_->ref();
  dns_name_ = resource_->attr_dns_name();
  full_name_ = resource_->attr_load_balancer_full_name();
  hosted_zone_id_ = resource_->attr_canonical_hosted_zone_id();
  check(props);
  if (props.access_log_bucket.is_set()) {
    log_access(*props.access_log_bucket, props.access_log_prefix);
  }
}

ApplicationLoadBalancer::ApplicationLoadBalancer(Attach at,
                                                 const ImportedApplicationLoadBalancerProps& props)
    : Construct(std::move(at)),
      vpc_(props.known.vpc.get()),
      security_groups_(props.known.security_groups),
      arn_(props.known.arn),
      dns_name_(props.known.dns_name),
      full_name_(elb::full_name_of(props.known.arn)),
      hosted_zone_id_(props.known.canonical_hosted_zone_id) {}

ApplicationLoadBalancer& ApplicationLoadBalancer::from_arn(Construct& scope, const Id& id,
                                                           const ImportedLoadBalancer& known) {
  return scope.add(ImportedApplicationLoadBalancerProps{.id = id, .known = known});
}

void ApplicationLoadBalancer::check(const ApplicationLoadBalancerProps& props) const {
  elb::check_name(*this, props.load_balancer_name);
  const auto check_number = [this](const auto& number, const char* what, const char* bounds) {
    omnitrack::check_number(*this, codes::OT3433, number, what, bounds);
  };
  check_number(props.client_keep_alive, "client_keep_alive", "60 to 604800 seconds");
  check_number(props.idle_timeout, "idle_timeout", "1 to 4000 seconds");
}

void ApplicationLoadBalancer::log_access(Bucket& bucket, std::string_view prefix) {
  elb::allow_application_logs(bucket, prefix, stack());
  auto& attributes = resource_->props.load_balancer_attributes;
  elb::add_attribute(attributes, "access_logs.s3.enabled", "true");
  elb::add_attribute(attributes, "access_logs.s3.bucket", bucket.name());
  if (!prefix.empty()) elb::add_attribute(attributes, "access_logs.s3.prefix", prefix);
  // Without its policy, the bucket is refused.
  resource_->depends_on(bucket);
}

Connections ApplicationLoadBalancer::connections() { return {*this, security_groups_}; }

Value<std::string> ApplicationLoadBalancer::dns_name() const {
  if (!dns_name_.is_set()) refuse_of_imported(*this, "dns_name() without `dns_name`");
  return dns_name_;
}

Value<std::string> ApplicationLoadBalancer::canonical_hosted_zone_id() const {
  if (!hosted_zone_id_.is_set()) {
    refuse_of_imported(*this, "canonical_hosted_zone_id() without `canonical_hosted_zone_id`");
  }
  return hosted_zone_id_;
}

Metric ApplicationLoadBalancer::metric(std::string_view metric_name) const {
  return MetricProps{.name_space = "AWS/ApplicationELB",
                     .metric_name = metric_name,
                     .dimensions = {{"LoadBalancer", full_name()}}};
}

elbv2::LoadBalancer& ApplicationLoadBalancer::resource() {
  if (resource_ == nullptr) {
    refuse_of_imported(*this, "resource()");
    resource_ = &add(elbv2::LoadBalancerProps{.id = primary()});
  }
  return *resource_;
}

}  // namespace omnitrack
