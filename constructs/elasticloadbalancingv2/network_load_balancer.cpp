#include "omnitrack/elasticloadbalancingv2/network_load_balancer.hpp"

#include <string>

#include "../ec2/internet_gateway.hpp"
#include "../imported.hpp"
#include "../security_groups.hpp"
#include "access_logs.hpp"
#include "attributes.hpp"
#include "load_balancer_names.hpp"
#include <omnitrack/cfn/ec2.hpp>
#include <omnitrack/cfn/elasticloadbalancingv2.hpp>
#include <omnitrack/ec2/connections.hpp>
#include <omnitrack/ec2/vpc.hpp>

namespace omnitrack {

/// What a network load balancer that is made elsewhere is made of.
struct ImportedNetworkLoadBalancerProps {
  using Makes = NetworkLoadBalancer;
  Id id;
  ImportedLoadBalancer known;
};

namespace {

namespace elbv2 = cfn::elasticloadbalancingv2;

List<elbv2::load_balancer::LoadBalancerAttribute> attributes_of(
    const NetworkLoadBalancerProps& props) {
  List<elbv2::load_balancer::LoadBalancerAttribute> attributes;
  elb::add_attribute(attributes, "deletion_protection.enabled",
                     elb::switch_text(props.deletion_protection));
  elb::add_attribute(attributes, "load_balancing.cross_zone.enabled",
                     elb::switch_text(props.cross_zone));
  if (props.client_routing != ClientRouting::any_zone) {
    elb::add_attribute(attributes, "dns_record.client_routing_policy",
                       props.client_routing == ClientRouting::zone_affinity
                           ? "availability_zone_affinity"
                           : "partial_availability_zone_affinity");
  }
  if (!props.access_log_bucket.is_set()) return attributes;
  elb::add_attribute(attributes, "access_logs.s3.enabled", "true");
  elb::add_attribute(attributes, "access_logs.s3.bucket", props.access_log_bucket->name());
  if (!props.access_log_prefix.empty()) {
    elb::add_attribute(attributes, "access_logs.s3.prefix", props.access_log_prefix.text());
  }
  return attributes;
}

}  // namespace

NetworkLoadBalancer::NetworkLoadBalancer(Attach at, const NetworkLoadBalancerProps& props)
    : Construct(std::move(at)),
      vpc_(props.vpc.get()),
      has_ipv6_(props.addresses != LoadBalancerAddresses::ipv4),
      internet_facing_(props.internet_facing),
      security_groups_(groups_or_own(
          *this, props.security_groups,
          {.id = child("SecurityGroup"), .vpc = props.vpc, .allow_all_outbound = false})) {
  resource_ = &add(elbv2::LoadBalancerProps{
      .id = primary(),
      .enforce_security_group_inbound_rules_on_private_link_traffic =
          props.enforce_security_groups_on_private_link ? "on" : "off",
      .ip_address_type = elb::address_type(props.addresses),
      .load_balancer_attributes = attributes_of(props),
      .name = props.load_balancer_name.value(),
      .scheme = props.internet_facing ? elbv2::LoadBalancerProps::Scheme::internet_facing
                                      : elbv2::LoadBalancerProps::Scheme::internal,
      .security_groups = ids_of(security_groups_),
      .subnets = elb::subnets_of(*this, props.subnets, *vpc_, props.internet_facing),
      .type = elbv2::LoadBalancerProps::Type::network,
  });
  if (props.internet_facing) ec2::wait_for_internet_gateway(*resource_, *vpc_);
  arn_ = resource_->ref();
  dns_name_ = resource_->attr_dns_name();
  full_name_ = resource_->attr_load_balancer_full_name();
  hosted_zone_id_ = resource_->attr_canonical_hosted_zone_id();
  elb::check_name(*this, props.load_balancer_name);
  if (!props.access_log_bucket.is_set()) return;
  elb::allow_network_logs(*props.access_log_bucket, props.access_log_prefix, stack());
  // Without its policy, the bucket is refused.
  resource_->depends_on(*props.access_log_bucket);
}

NetworkLoadBalancer::NetworkLoadBalancer(Attach at, const ImportedNetworkLoadBalancerProps& props)
    : Construct(std::move(at)),
      vpc_(props.known.vpc.get()),
      security_groups_(props.known.security_groups),
      arn_(props.known.arn),
      dns_name_(props.known.dns_name),
      full_name_(elb::full_name_of(props.known.arn)),
      hosted_zone_id_(props.known.canonical_hosted_zone_id) {}

NetworkLoadBalancer& NetworkLoadBalancer::from_arn(Construct& scope, const Id& id,
                                                   const ImportedLoadBalancer& known) {
  return scope.add(ImportedNetworkLoadBalancerProps{.id = id, .known = known});
}

Connections NetworkLoadBalancer::connections() { return {*this, security_groups_}; }

Value<std::string> NetworkLoadBalancer::dns_name() const {
  if (!dns_name_.is_set()) refuse_of_imported(*this, "dns_name() without `dns_name`");
  return dns_name_;
}

Value<std::string> NetworkLoadBalancer::canonical_hosted_zone_id() const {
  if (!hosted_zone_id_.is_set()) {
    refuse_of_imported(*this, "canonical_hosted_zone_id() without `canonical_hosted_zone_id`");
  }
  return hosted_zone_id_;
}

Metric NetworkLoadBalancer::metric(std::string_view metric_name) const {
  return MetricProps{.name_space = "AWS/NetworkELB",
                     .metric_name = metric_name,
                     .dimensions = {{"LoadBalancer", full_name()}}};
}

elbv2::LoadBalancer& NetworkLoadBalancer::resource() {
  if (resource_ == nullptr) {
    refuse_of_imported(*this, "resource()");
    resource_ = &add(elbv2::LoadBalancerProps{.id = primary()});
  }
  return *resource_;
}

}  // namespace omnitrack
