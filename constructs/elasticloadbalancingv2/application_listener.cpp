#include <string>
#include <vector>

#include <omnitrack/cfn/certificatemanager.hpp>
#include <omnitrack/cfn/elasticloadbalancingv2.hpp>
#include <omnitrack/codes.hpp>
#include <omnitrack/ec2/connections.hpp>
#include <omnitrack/ec2/vpc.hpp>
#include <omnitrack/elasticloadbalancingv2/application_load_balancer.hpp>

namespace omnitrack {

namespace {

namespace elbv2 = cfn::elasticloadbalancingv2;

std::int64_t known_port(const ApplicationListenerProps& props) {
  if (props.port.is_known()) return props.port.number();
  return props.protocol == ListenerProtocol::https ? 443 : 80;
}

Value<std::int64_t> listener_port(const ApplicationListenerProps& props) {
  return props.port.is_set() ? props.port.value() : Value<std::int64_t>(known_port(props));
}

elbv2::ListenerProps listener_resource_props(const Id& id, const ApplicationListenerProps& props) {
  const bool is_https = props.protocol == ListenerProtocol::https;
  elbv2::ListenerProps made{
      .id = id,
      .default_actions = props.default_action.actions(),
      .load_balancer_arn = props.load_balancer->arn(),
      .port = listener_port(props),
      .protocol =
          is_https ? elbv2::ListenerProps::Protocol::https : elbv2::ListenerProps::Protocol::http,
  };
  if (!is_https) return made;
  made.ssl_policy = props.ssl_policy;
  if (props.trust_store_arn.is_set()) {
    made.mutual_authentication = elbv2::listener::MutualAuthentication{
        .mode = "verify", .trust_store_arn = props.trust_store_arn};
  }
  if (!props.certificates.empty()) {
    made.certificates = {
        elbv2::listener::Certificate{.certificate_arn = props.certificates[0].arn()}};
  }
  return made;
}

}  // namespace

ApplicationListener::ApplicationListener(Attach at, const ApplicationListenerProps& props)
    : Construct(std::move(at)),
      load_balancer_(props.load_balancer.get()),
      protocol_(props.protocol),
      resource_(&add(listener_resource_props(primary(), props))),
      arn_(resource_->ref()) {
  check(props);
  connect(props.default_action, *resource_);
  if (props.certificates.size() > 1) {
    add_certificates("Certificates", std::vector<CertificateLink>(props.certificates.begin() + 1,
                                                                  props.certificates.end()));
  }
  const std::int64_t port = known_port(props);
  if (props.open) open_to_clients(Port::tcp(static_cast<std::uint16_t>(port)));
  const bool redirects =
      props.redirect_http && props.protocol == ListenerProtocol::https && port == 443;
  if (!redirects) return;
  add(elbv2::ListenerProps{
      .id = child("HttpRedirect"),
      .default_actions =
          ListenerAction::redirect({.permanent = true, .port = "443", .protocol = "HTTPS"})
              .actions(),
      .load_balancer_arn = props.load_balancer->arn(),
      .port = 80,
      .protocol = elbv2::ListenerProps::Protocol::http,
  });
  if (props.open) open_to_clients(Port::tcp(80));
}

void ApplicationListener::check(const ApplicationListenerProps& props) const {
  const bool is_https = props.protocol == ListenerProtocol::https;
  const bool has_certificate = !props.certificates.empty();
  if (has_certificate) props.certificates[0].check_for_region(*this);
  if (is_https && !has_certificate) {
    error(codes::OT3431, "a listener for HTTPS has no certificate",
          "give `certificates` one by one, or set ListenerProtocol::http");
  }
  if (!is_https && (has_certificate || props.default_action.authenticates())) {
    error(codes::OT3431,
          has_certificate ? "a listener for HTTP has a certificate"
                          : "a listener for HTTP has its clients sign in",
          "set ListenerProtocol::https");
  }
  if (props.port.is_broken()) {
    error(codes::OT3433,
          "port is " + std::to_string(props.port.number()) + ", which is out of bounds",
          "it is 1 to 65535");
  }
}

void ApplicationListener::connect(const ListenerAction& action, const Construct& sender) {
  if (!action.problem().empty()) {
    error(codes::OT3436, action.problem(), "mend the action of the listener or the rule");
  }
  for (const auto& group : action.target_groups()) group->add_source(*load_balancer_, sender);
  if (!action.authenticates()) return;
  // The load balancer itself asks the provider for tokens.
  for (const auto& group : load_balancer_->connections().security_groups()) {
    group->allow_to(Peer::any_ipv4(), Port::tcp(443), "Ask who a client is");
  }
}

void ApplicationListener::open_to_clients(const Port& port) {
  const Vpc* vpc = load_balancer_->vpc();
  const auto allow = [&](const Peer& peer, std::string_view whom) {
    for (const auto& group : load_balancer_->connections().security_groups()) {
      group->allow_from(peer, port, whom);
    }
  };
  if (load_balancer_->is_internet_facing()) {
    allow(Peer::any_ipv4(), "Everybody");
    if (load_balancer_->has_ipv6()) allow(Peer::any_ipv6(), "Everybody by IPv6");
  } else if (vpc != nullptr && vpc->cidr().is_set()) {
    allow(Peer::ipv4(vpc->cidr()), "The VPC");
  }
}

}  // namespace omnitrack
