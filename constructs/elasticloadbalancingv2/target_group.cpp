#include "omnitrack/elasticloadbalancingv2/target_group.hpp"

#include <algorithm>
#include <string>

#include "../check_number.hpp"
#include "../imported.hpp"
#include "attributes.hpp"
#include <omnitrack/cfn/elasticloadbalancingv2.hpp>
#include <omnitrack/codes.hpp>
#include <omnitrack/ec2/connections.hpp>
#include <omnitrack/ec2/vpc.hpp>
#include <omnitrack/elasticloadbalancingv2/application_load_balancer.hpp>
#include <omnitrack/fn.hpp>
#include <omnitrack/lambda/function.hpp>

namespace omnitrack {

/// What a target group that is made elsewhere is made of.
struct ImportedTargetGroupProps {
  using Makes = TargetGroup;
  Id id;
  Value<cfn::elasticloadbalancingv2::TargetGroupArn> arn;
};

namespace {

namespace elbv2 = cfn::elasticloadbalancingv2;
using Attributes = List<elbv2::target_group::TargetGroupAttribute>;

constexpr std::string_view target_protocols[] = {"HTTP", "HTTPS", "TCP", "TLS", "UDP", "TCP_UDP"};
constexpr std::string_view target_types[] = {"ip", "instance", "lambda", "alb"};
constexpr std::string_view http_versions[] = {"HTTP1", "HTTP2", "GRPC"};
constexpr std::string_view algorithms[] = {"round_robin", "least_outstanding_requests",
                                           "weighted_random"};

bool speaks_http(TargetProtocol protocol) {
  return protocol == TargetProtocol::http || protocol == TargetProtocol::https;
}

std::string_view protocol_name(TargetProtocol protocol) {
  return target_protocols[static_cast<std::size_t>(protocol)];
}

std::string_view type_name(TargetType type) { return target_types[static_cast<std::size_t>(type)]; }

Value<std::int64_t> port_of(const TargetGroupProps& props) {
  if (props.port.is_set()) return props.port.value();
  if (props.protocol == TargetProtocol::http) return 80;
  if (props.protocol == TargetProtocol::https || props.protocol == TargetProtocol::tls) return 443;
  return {};
}

Attributes attributes_of(const TargetGroupProps& props) {
  Attributes attributes;
  const auto set = [&](std::string_view key, const Value<std::string>& value) {
    elb::add_attribute(attributes, key, value);
  };
  if (props.deregistration_delay.is_set()) {
    set("deregistration_delay.timeout_seconds",
        elb::number_text(props.deregistration_delay.value()));
  }
  if (props.connection_termination) {
    set("deregistration_delay.connection_termination.enabled", "true");
  }
  if (props.cross_zone) {
    set("load_balancing.cross_zone.enabled", elb::switch_text(*props.cross_zone));
  }
  if (props.load_balancing_algorithm) {
    set("load_balancing.algorithm.type",
        algorithms[static_cast<std::size_t>(*props.load_balancing_algorithm)]);
  }
  if (props.multi_value_headers) set("lambda.multi_value_headers.enabled", "true");
  if (props.preserve_client_ip) {
    set("preserve_client_ip.enabled", elb::switch_text(*props.preserve_client_ip));
  }
  if (props.proxy_protocol_v2) set("proxy_protocol_v2.enabled", "true");
  if (props.slow_start.is_set()) {
    set("slow_start.duration_seconds", elb::number_text(props.slow_start.value()));
  }
  if (!props.stickiness) return attributes;
  set("stickiness.enabled", "true");
  if (!speaks_http(props.protocol)) {
    set("stickiness.type", "source_ip");
  } else if (props.stickiness->cookie_name.empty()) {
    set("stickiness.type", "lb_cookie");
    set("stickiness.lb_cookie.duration_seconds",
        elb::number_text(props.stickiness->duration.value()));
  } else {
    set("stickiness.type", "app_cookie");
    set("stickiness.app_cookie.cookie_name", props.stickiness->cookie_name.text());
    set("stickiness.app_cookie.duration_seconds",
        elb::number_text(props.stickiness->duration.value()));
  }
  return attributes;
}

elbv2::TargetGroupProps resource_props(const Id& id, const TargetGroupProps& props) {
  const TargetHealthCheck& check = props.health_check;
  elbv2::TargetGroupProps made{
      .id = id,
      .health_check_interval_seconds = check.interval.value(),
      .health_check_path = check.path,
      .health_check_timeout_seconds = check.timeout.value(),
      .healthy_threshold_count = check.healthy_threshold.value(),
      .name = props.target_group_name.value(),
      .target_group_attributes = attributes_of(props),
      .target_type = as<elbv2::TargetGroupProps::TargetType>(type_name(props.target_type)),
      .unhealthy_threshold_count = check.unhealthy_threshold.value(),
  };
  if (check.port.is_set()) made.health_check_port = elb::number_text(check.port.value());
  if (check.protocol) {
    made.health_check_protocol =
        as<elbv2::TargetGroupProps::HealthCheckProtocol>(protocol_name(*check.protocol));
  }
  const bool is_grpc = props.protocol_version == TargetProtocolVersion::grpc;
  if (check.codes.is_set()) {
    made.matcher = is_grpc ? elbv2::target_group::Matcher{.grpc_code = check.codes}
                           : elbv2::target_group::Matcher{.http_code = check.codes};
  }
  if (props.target_type == TargetType::lambda) {
    // Functions are not checked unless that is asked for, since each check is an invocation.
    if (check.path.is_set()) made.health_check_enabled = true;
    return made;
  }
  made.port = port_of(props);
  made.protocol = as<elbv2::TargetGroupProps::Protocol>(protocol_name(props.protocol));
  if (props.protocol_version != TargetProtocolVersion::http1) {
    made.protocol_version = http_versions[static_cast<std::size_t>(props.protocol_version)];
  }
  if (props.vpc.is_set()) made.vpc_id = props.vpc->id();
  return made;
}

}  // namespace

TargetGroup::TargetGroup(Attach at, const TargetGroupProps& props)
    : Construct(std::move(at)),
      protocol_(props.protocol),
      target_type_(props.target_type),
      resource_(&add(resource_props(primary(), props))),
      arn_(resource_->ref()),
      full_name_(resource_->attr_target_group_full_name()) {
  if (props.health_check.port.is_known()) {
    health_port_ = static_cast<std::uint16_t>(props.health_check.port.number());
  }
  check(props);
}

TargetGroup::TargetGroup(Attach at, const ImportedTargetGroupProps& props)
    : Construct(std::move(at)),
      arn_(props.arn),
      // arn:PARTITION:elasticloadbalancing:REGION:ACCOUNT:targetgroup/NAME/ID
      full_name_(fn::select(5, fn::split(":", props.arn))) {
  const std::string_view text = props.arn.literal_text();
  if (!text.empty()) full_name_ = text.substr(text.rfind(':') + 1);
}

TargetGroup& TargetGroup::from_arn(Construct& scope, const Id& id,
                                   const Value<elbv2::TargetGroupArn>& arn) {
  return scope.add(ImportedTargetGroupProps{.id = id, .arn = arn});
}

void TargetGroup::check(const TargetGroupProps& props) const {
  if (props.target_group_name.is_broken()) {
    error(codes::OT3430,
          "'" + std::string(props.target_group_name.text()) + "' is not a name for a target group",
          "use 1 to 32 letters, digits and inner hyphens, not beginning with 'internal-'");
  }
  const bool is_lambda = props.target_type == TargetType::lambda;
  if (!is_lambda && !props.vpc.is_set()) {
    error(codes::OT3434, "a target group without a VPC takes functions alone",
          "set `vpc`, or TargetType::lambda");
  }
  if (!is_lambda && !port_of(props).is_set()) {
    error(codes::OT3434,
          "the port of the targets is not known from " +
              std::string(protocol_name(props.protocol)) + " alone",
          "set `port`");
  }
  const auto check_number = [this](const auto& number, const char* what, const char* bounds) {
    omnitrack::check_number(*this, codes::OT3433, number, what, bounds);
  };
  const TargetHealthCheck& health = props.health_check;
  check_number(props.deregistration_delay, "deregistration_delay", "0 to 3600 seconds");
  check_number(props.port, "port", "1 to 65535");
  check_number(props.slow_start, "slow_start", "30 to 900 seconds");
  check_number(health.healthy_threshold, "healthy_threshold", "2 to 10");
  check_number(health.interval, "interval", "5 to 300 seconds");
  check_number(health.port, "port of the health check", "1 to 65535");
  check_number(health.timeout, "timeout", "2 to 120 seconds");
  check_number(health.unhealthy_threshold, "unhealthy_threshold", "2 to 10");
  if (props.stickiness) {
    check_number(props.stickiness->duration, "duration", "1 to 604800 seconds");
  }
}

bool TargetGroup::accepts(TargetType type, std::string_view what) const {
  if (resource_ == nullptr) {
    refuse_of_imported(*this, what);
    return false;
  }
  if (target_type_ == type) return true;
  error(codes::OT3434,
        std::string(what) + " cannot be in a target group of the type " +
            std::string(type_name(target_type_)),
        "set `target_type` to what the targets are");
  return false;
}

void TargetGroup::add_target(Function& function) {
  if (!accepts(TargetType::lambda, "a function")) return;
  const std::string id =
      functions_ == 0 ? "Permission" + std::string(this->id())
                      : "Permission" + std::string(this->id()) + std::to_string(functions_ + 1);
  ++functions_;
  // The function must be invocable when it is registered, at which time the group's ARN is not
  // known to its policy.
  auto& permission = function.add_permission(
      id, PolicyPrincipal::service("elasticloadbalancing.amazonaws.com"),
      stack().arn("elasticloadbalancing", resource_->props.name.is_set()
                                              ? concat("targetgroup/", resource_->props.name, "/*")
                                              : Value<std::string>("targetgroup/*")));
  resource_->depends_on(permission);
  resource_->props.targets.add(elbv2::target_group::TargetDescription{.id = function.arn()});
}

void TargetGroup::add_ip(const Value<std::string>& address, const PortNumber& port,
                         const Value<std::string>& zone) {
  if (!accepts(TargetType::ip, "an address")) return;
  resource_->props.targets.add(elbv2::target_group::TargetDescription{
      .id = address, .availability_zone = zone, .port = port.value()});
}

void TargetGroup::add_id(const Value<std::string>& id, const PortNumber& port) {
  if (!accepts(TargetType::instance, "an instance")) return;
  resource_->props.targets.add(
      elbv2::target_group::TargetDescription{.id = id, .port = port.value()});
}

void TargetGroup::add_target(ApplicationListener& listener) {
  if (!accepts(TargetType::alb, "a load balancer")) return;
  resource_->depends_on(listener.resource());
  resource_->props.targets.add(elbv2::target_group::TargetDescription{
      .id = listener.load_balancer().arn(), .port = listener.resource().props.port});
  const Value<std::int64_t>& port = listener.resource().props.port;
  if (port.node().kind != NodeKind::integer) return;
  add_client(listener.load_balancer(), static_cast<std::uint16_t>(port.node().integer), nullptr);
}

// Targets for UDP are checked by TCP.
void TargetGroup::open(const Client& client, LoadBalancer& load_balancer) const {
  const bool is_udp = protocol_ == TargetProtocol::udp || protocol_ == TargetProtocol::tcp_udp;
  const Connections connections = client.target->connections();
  if (is_udp) connections.allow_from(load_balancer, Port::udp_range(client.first, client.last));
  if (protocol_ != TargetProtocol::udp || !health_port_) {
    connections.allow_from(load_balancer, Port::tcp_range(client.first, client.last));
  }
  if (health_port_) connections.allow_from(load_balancer, Port::tcp(*health_port_));
}

void TargetGroup::add_client(Connectable& target, std::uint16_t first, std::uint16_t last,
                             Construct* waiting) {
  const Client client{&target, first, last, waiting};
  for (LoadBalancer* load_balancer : load_balancers_) open(client, *load_balancer);
  if (waiting != nullptr) {
    for (const Construct* sender : senders_) waiting->depends_on(*sender);
  }
  clients_.push_back(client);
}

void TargetGroup::add_source(LoadBalancer& load_balancer, const Construct& sender) {
  for (const Client& client : clients_) {
    if (client.waiting != nullptr) client.waiting->depends_on(sender);
  }
  senders_.push_back(&sender);
  if (std::find(load_balancers_.begin(), load_balancers_.end(), &load_balancer) !=
      load_balancers_.end()) {
    return;
  }
  for (const Client& client : clients_) open(client, load_balancer);
  load_balancers_.push_back(&load_balancer);
}

Metric TargetGroup::metric(std::string_view metric_name) const {
  Map<std::string> dimensions;
  if (!load_balancers_.empty()) dimensions.set("LoadBalancer", load_balancers_[0]->full_name());
  dimensions.set("TargetGroup", full_name());
  return MetricProps{.name_space = speaks_http(protocol_) ? "AWS/ApplicationELB" : "AWS/NetworkELB",
                     .metric_name = metric_name,
                     .dimensions = dimensions};
}

Value<std::string> TargetGroup::resource_label() const {
  if (!load_balancers_.empty()) return concat(load_balancers_[0]->full_name(), "/", full_name());
  error(codes::OT3435, "no load balancer sends requests to the target group",
        "name it in a listener first");
  return full_name();
}

Value<std::int64_t> TargetGroup::port() const {
  return resource_ == nullptr ? Value<std::int64_t>() : resource_->props.port;
}

elbv2::TargetGroup& TargetGroup::resource() {
  if (resource_ == nullptr) {
    refuse_of_imported(*this, "resource()");
    resource_ = &add(elbv2::TargetGroupProps{.id = primary()});
  }
  return *resource_;
}

}  // namespace omnitrack
