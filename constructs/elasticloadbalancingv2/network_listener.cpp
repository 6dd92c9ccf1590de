#include <string>

#include <omnitrack/cfn/certificatemanager.hpp>
#include <omnitrack/cfn/elasticloadbalancingv2.hpp>
#include <omnitrack/codes.hpp>
#include <omnitrack/ec2/connections.hpp>
#include <omnitrack/ec2/vpc.hpp>
#include <omnitrack/elasticloadbalancingv2/network_load_balancer.hpp>

namespace omnitrack {

namespace {

namespace elbv2 = cfn::elasticloadbalancingv2;

constexpr std::string_view network_protocols[] = {"TCP", "TLS", "UDP", "TCP_UDP"};

NetworkProtocol network_protocol(const NetworkListenerProps& props) {
  if (props.protocol) return *props.protocol;
  return !props.certificates.empty() ? NetworkProtocol::tls : NetworkProtocol::tcp;
}

elbv2::ListenerProps network_listener_props(const Id& id, const NetworkListenerProps& props) {
  const NetworkProtocol protocol = network_protocol(props);
  elbv2::ListenerProps made{
      .id = id,
      .default_actions = props.default_action.actions(),
      .load_balancer_arn = props.load_balancer->arn(),
      .port = props.port.value(),
      .protocol =
          as<elbv2::ListenerProps::Protocol>(network_protocols[static_cast<std::size_t>(protocol)]),
  };
  if (protocol != NetworkProtocol::tls) return made;
  made.ssl_policy = props.ssl_policy;
  if (props.alpn_policy.is_set()) made.alpn_policy = {props.alpn_policy};
  if (!props.certificates.empty()) {
    made.certificates = {
        elbv2::listener::Certificate{.certificate_arn = props.certificates[0].arn()}};
  }
  return made;
}

}  // namespace

NetworkListener::NetworkListener(Attach at, const NetworkListenerProps& props)
    : Construct(std::move(at)), resource_(&add(network_listener_props(primary(), props))) {
  check(props);
  for (const auto& group : props.default_action.target_groups()) {
    group->add_source(*props.load_balancer, *resource_);
  }
  List<elbv2::listener_certificate::Certificate> further;
  for (std::size_t i = 1; i < props.certificates.size(); ++i) {
    further.add(
        elbv2::listener_certificate::Certificate{.certificate_arn = props.certificates[i].arn()});
  }
  if (further.is_set()) {
    add(elbv2::ListenerCertificateProps{
        .id = child("Certificates"), .certificates = further, .listener_arn = arn()});
  }
  if (props.open && props.port.is_known()) {
    open_to_clients(props, static_cast<std::uint16_t>(props.port.number()));
  }
}

void NetworkListener::check(const NetworkListenerProps& props) const {
  const bool is_tls = network_protocol(props) == NetworkProtocol::tls;
  const bool has_certificate = !props.certificates.empty();
  for (const CertificateLink& each : props.certificates) each.check_for_region(*this);
  if (is_tls != has_certificate) {
    error(codes::OT3431,
          is_tls ? "a listener for TLS has no certificate"
                 : "a listener that does not speak TLS has a certificate",
          "set `certificates` together with NetworkProtocol::tls");
  }
  if (!props.default_action.problem().empty()) {
    error(codes::OT3436, props.default_action.problem(), "mend the action of the listener");
  }
  if (props.default_action.target_groups().empty()) {
    error(codes::OT3436, "a network load balancer can only forward", "use ListenerAction::forward");
  }
  if (props.port.is_broken()) {
    error(codes::OT3433,
          "port is " + std::to_string(props.port.number()) + ", which is out of bounds",
          "it is 1 to 65535");
  }
}

void NetworkListener::open_to_clients(const NetworkListenerProps& props, std::uint16_t port) {
  const NetworkProtocol protocol = network_protocol(props);
  const Vpc* vpc = props.load_balancer->vpc();
  const bool is_public = props.load_balancer->is_internet_facing();
  if (!is_public && (vpc == nullptr || !vpc->cidr().is_set())) return;
  const bool is_udp = protocol == NetworkProtocol::udp || protocol == NetworkProtocol::tcp_udp;
  const auto allow = [&](const Peer& peer, std::string_view whom) {
    for (const auto& group : props.load_balancer->connections().security_groups()) {
      if (protocol != NetworkProtocol::udp) group->allow_from(peer, Port::tcp(port), whom);
      if (is_udp) group->allow_from(peer, Port::udp(port), whom);
    }
  };
  if (!is_public) {
    allow(Peer::ipv4(vpc->cidr()), "The VPC");
    return;
  }
  allow(Peer::any_ipv4(), "Everybody");
  if (props.load_balancer->has_ipv6()) allow(Peer::any_ipv6(), "Everybody by IPv6");
}

Value<elbv2::ListenerArn> NetworkListener::arn() const { return resource_->ref(); }

}  // namespace omnitrack
