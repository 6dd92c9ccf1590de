#include "omnitrack/elasticloadbalancing/classic_load_balancer.hpp"

#include <algorithm>
#include <string>

#include "../ec2/internet_gateway.hpp"
#include "../elasticloadbalancingv2/access_logs.hpp"
#include "../elasticloadbalancingv2/load_balancer_names.hpp"
#include "../security_groups.hpp"
#include <omnitrack/cfn/certificatemanager.hpp>
#include <omnitrack/cfn/elasticloadbalancing.hpp>
#include <omnitrack/codes.hpp>
#include <omnitrack/ec2/connections.hpp>
#include <omnitrack/ec2/instance.hpp>
#include <omnitrack/ec2/vpc.hpp>
#include <omnitrack/fn.hpp>

namespace omnitrack {

namespace {

namespace classic = cfn::elasticloadbalancing;

std::string_view protocol_name(ClassicProtocol protocol) {
  switch (protocol) {
    case ClassicProtocol::http:
      return "HTTP";
    case ClassicProtocol::https:
      return "HTTPS";
    case ClassicProtocol::ssl:
      return "SSL";
    case ClassicProtocol::tcp:
      break;
  }
  return "TCP";
}

ClassicProtocol protocol_of(const ClassicListener& listener) {
  if (listener.protocol) return *listener.protocol;
  return listener.certificate.is_set() ? ClassicProtocol::https : ClassicProtocol::http;
}

bool is_http(ClassicProtocol protocol) {
  return protocol == ClassicProtocol::http || protocol == ClassicProtocol::https;
}

bool is_encrypted(ClassicProtocol protocol) {
  return protocol == ClassicProtocol::https || protocol == ClassicProtocol::ssl;
}

ClassicProtocol instance_protocol_of(const ClassicListener& listener) {
  if (listener.instance_protocol) return *listener.instance_protocol;
  return is_http(protocol_of(listener)) ? ClassicProtocol::http : ClassicProtocol::tcp;
}

PortNumber port_of(const ClassicListener& listener) {
  if (listener.port.is_set()) return listener.port;
  const KnownNumber usual = listener.certificate.is_set() ? 443 : 80;
  return usual;
}

// These properties are texts.
Value<std::string> number_text(const Value<std::int64_t>& number) {
  const Node& node = number.node();
  if (node.kind == NodeKind::integer) return std::to_string(node.integer);
  return as<std::string>(number);
}

}  // namespace

ClassicLoadBalancer::ClassicLoadBalancer(Attach at, const ClassicLoadBalancerProps& props)
    : Construct(std::move(at)),
      security_groups_(groups_or_own(
          *this, props.security_groups,
          {.id = child("SecurityGroup"), .vpc = props.vpc, .allow_all_outbound = false})) {
  resource_ = &add(classic::LoadBalancerProps{
      .id = primary(),
      .listeners = List<classic::load_balancer::Listeners>{},
      .connection_draining_policy =
          classic::load_balancer::ConnectionDrainingPolicy{.enabled = true,
                                                           .timeout = props.draining.value()},
      .connection_settings =
          classic::load_balancer::ConnectionSettings{.idle_timeout = props.idle_timeout.value()},
      .cross_zone = props.cross_zone,
      .load_balancer_name = props.load_balancer_name.value(),
      .scheme = props.internet_facing ? "internet-facing" : "internal",
      .security_groups = ids_of(security_groups_),
      .subnets = elb::subnets_of(*this, props.subnets, *props.vpc, props.internet_facing),
  });
  if (props.internet_facing) ec2::wait_for_internet_gateway(*resource_, *props.vpc);
  resource_->add_tag("Name", path());
  check(props);
  for (const ClassicListener& listener : props.listeners) listen(listener, props);
  check_health(props);
  log(props);
}

void ClassicLoadBalancer::check(const ClassicLoadBalancerProps& props) const {
  elb::check_name(*this, props.load_balancer_name);
  const ClassicHealthCheck& health = props.health_check;
  if (props.listeners.empty()) {
    error(codes::OT3930, "the load balancer listens on no port", "give it a listener");
  }
  bool is_broken = props.draining.is_broken() || props.idle_timeout.is_broken() ||
                   health.healthy_threshold.is_broken() || health.interval.is_broken() ||
                   health.port.is_broken() || health.timeout.is_broken() ||
                   health.unhealthy_threshold.is_broken();
  for (const ClassicListener& listener : props.listeners) {
    is_broken = is_broken || listener.port.is_broken() || listener.instance_port.is_broken();
  }
  if (is_broken) {
    error(codes::OT3931, "a number of the load balancer is out of bounds",
          "ports are 1 to 65535, checks are every 5 to 300 seconds for 2 to 60 seconds and count "
          "2 to 10, connections are idle for 1 to 4000 seconds and drained for 1 to 3600");
  }
  if (health.interval.is_known() && health.timeout.is_known() &&
      health.timeout.number() >= health.interval.number()) {
    error(codes::OT3931,
          "a check takes " + std::to_string(health.timeout.number()) +
              " seconds, and there is one every " + std::to_string(health.interval.number()),
          "make `timeout` less than `interval`");
  }
}

void ClassicLoadBalancer::listen(const ClassicListener& listener,
                                 const ClassicLoadBalancerProps& props) {
  const ClassicProtocol protocol = protocol_of(listener);
  const PortNumber port = port_of(listener);
  classic::load_balancer::Listeners made{
      .instance_port = number_text(listener.instance_port.value()),
      .load_balancer_port = number_text(port.value()),
      .protocol = as<classic::load_balancer::Listeners::Protocol>(protocol_name(protocol)),
      .instance_protocol = protocol_name(instance_protocol_of(listener)),
      .ssl_certificate_id = listener.certificate.arn(),
  };
  if (is_encrypted(protocol)) {
    const std::string policy = "Tls" + std::to_string(port.number());
    made.policy_names = {policy};
    resource_->props.policies.add(classic::load_balancer::Policies{
        .attributes = {classic::load_balancer::PolicyItem{.name = "Reference-Security-Policy",
                                                          .value = listener.ssl_policy}},
        .policy_name = policy,
        .policy_type = "SSLNegotiationPolicyType",
    });
  }
  resource_->props.listeners.add(made);
  listener.certificate.check_for_region(*this);
  if (is_encrypted(protocol) != listener.certificate.is_set()) {
    error(codes::OT3932,
          std::string("a listener speaks ") + std::string(protocol_name(protocol)) +
              (listener.certificate.is_set() ? " and has a certificate" : " without a certificate"),
          listener.certificate.is_set() ? "use HTTPS or SSL, or leave `certificate` out"
                                        : "set `certificate`");
  }
  if (is_http(protocol) != is_http(instance_protocol_of(listener))) {
    error(codes::OT3932, "a listener speaks HTTP on one side alone",
          "use HTTP or HTTPS on both sides, or TCP or SSL on both");
  }
  need_instance_port(listener.instance_port.number());
  if (!listener.open || !port.is_known() || port.is_broken()) return;
  if (props.internet_facing) {
    connections().allow_from_any_ipv4(Port::tcp(port.number()));
  } else if (props.vpc->cidr().is_set()) {
    connections().allow_from(Peer::ipv4(props.vpc->cidr()), Port::tcp(port.number()), "The VPC");
  }
}

void ClassicLoadBalancer::need_instance_port(std::int64_t port) {
  const auto end = instance_ports_.end();
  const bool is_known = std::find(instance_ports_.begin(), end, port) != end;
  if (port >= 1 && port <= 65535 && !is_known) instance_ports_.push_back(port);
}

void ClassicLoadBalancer::check_health(const ClassicLoadBalancerProps& props) {
  if (props.listeners.empty()) return;
  const ClassicHealthCheck& health = props.health_check;
  const ClassicListener& first = props.listeners[0];
  const ClassicProtocol protocol = health.protocol ? *health.protocol : instance_protocol_of(first);
  const PortNumber port = health.port.is_set() ? health.port : first.instance_port;
  need_instance_port(port.number());
  resource_->props.health_check = classic::load_balancer::HealthCheck{
      .healthy_threshold = number_text(health.healthy_threshold.value()),
      .interval = number_text(health.interval.value()),
      .target = concat(protocol_name(protocol), ":", port.value(),
                       is_http(protocol) ? health.path.text() : std::string_view{}),
      .timeout = number_text(health.timeout.value()),
      .unhealthy_threshold = number_text(health.unhealthy_threshold.value()),
  };
}

void ClassicLoadBalancer::log(const ClassicLoadBalancerProps& props) {
  if (!props.access_log_bucket.is_set()) return;
  Bucket& bucket = *props.access_log_bucket;
  classic::load_balancer::AccessLoggingPolicy policy{.enabled = true,
                                                     .s3_bucket_name = bucket.name()};
  if (!props.access_log_prefix.empty()) policy.s3_bucket_prefix = props.access_log_prefix.text();
  resource_->props.access_logging_policy = policy;
  // https://docs.aws.amazon.com/elasticloadbalancing/latest/classic/enable-access-logs.html
  elb::allow_application_logs(bucket, props.access_log_prefix, stack());
  // Without its policy, the bucket is refused.
  resource_->depends_on(bucket);
}

void ClassicLoadBalancer::add_instance(Instance& instance) {
  resource_->props.instances.add(instance.instance_id());
  for (const std::int64_t port : instance_ports_) {
    connections().allow_to(instance, Port::tcp(port));
  }
}

Connections ClassicLoadBalancer::connections() { return {*this, security_groups_}; }

AliasAddress ClassicLoadBalancer::alias_address() const {
  return {dns_name(), resource_->attr_canonical_hosted_zone_name_id()};
}

Metric ClassicLoadBalancer::metric(std::string_view metric_name) const {
  return MetricProps{.name_space = "AWS/ELB",
                     .metric_name = metric_name,
                     .dimensions = {{"LoadBalancerName", name()}}};
}

Value<std::string> ClassicLoadBalancer::dns_name() const { return resource_->attr_dns_name(); }

Value<classic::LoadBalancerName> ClassicLoadBalancer::name() const { return resource_->ref(); }

}  // namespace omnitrack
