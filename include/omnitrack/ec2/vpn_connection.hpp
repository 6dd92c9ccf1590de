#pragma once

#include <omnitrack/cloudwatch/metric.hpp>
#include <omnitrack/construct.hpp>

namespace omnitrack::cfn::ec2 {
class VPNConnection;  // defined in <omnitrack/cfn/ec2.hpp>
enum class VPNConnectionId : char;
}  // namespace omnitrack::cfn::ec2

namespace omnitrack {

class CustomerGateway;
class LogGroup;
class Secret;
class TransitGateway;
class VpnConnection;
class VpnGateway;

/// One of the two tunnels of a VPN connection.
struct VpnTunnel {
  /// The addresses inside of the tunnel: a block of prefix length 30 in 169.254.0.0/16.
  Value<std::string> inside_cidr = {};
  /// The secret whose whole value is the key that both ends share: 8 to 64 letters, digits, `_` and
  /// `.`, not beginning with 0; AWS makes one up where it is left out.
  Link<const Secret> pre_shared_key = {};
};

/// Properties of a VPN connection.
struct VpnConnectionProps {
  using Makes = VpnConnection;
  Id id;
  /// The device at the other end.
  Required<Link<const CustomerGateway>, struct required_customer_gateway> customer_gateway;
  /// Whether the tunnels go by AWS's own network as far as they can; for transit gateways.
  Bool acceleration = false;
  /// Whether the tunnels may be set up by IKEv1, for an old device.
  Bool allow_ikev1 = false;
  /// Where the negotiations of both tunnels are logged, as JSON; nowhere where it is left out. A
  /// change takes each tunnel down for a moment.
  /// https://docs.aws.amazon.com/vpn/latest/s2svpn/monitoring-logs.html
  Link<const LogGroup> log_group = {};
  /// The blocks at the other end, for a device without BGP; learned by BGP where they are left out.
  Items<Value<std::string>> static_routes = {};
  /// The transit gateway at AWS's end, in place of `vpn_gateway`.
  Link<const TransitGateway> transit_gateway = {};
  /// How the two tunnels are set up, 2 at most.
  Items<VpnTunnel> tunnels = {};
  /// The gateway at AWS's end, in place of `transit_gateway`.
  Link<const VpnGateway> vpn_gateway = {};
};

/// Two tunnels by IPsec to a network of one's own: AWS::EC2::VPNConnection and, for static routes,
/// AWS::EC2::VPNConnectionRoute.
/// https://docs.aws.amazon.com/vpn/latest/s2svpn/VPNTunnels.html
class VpnConnection final : public Construct, public Measured {
 public:
  VpnConnection(Attach at, const VpnConnectionProps& props);

  /// One of the metrics of the connection, by the average where it says no other statistic.
  /// https://docs.aws.amazon.com/vpn/latest/s2svpn/monitoring-cloudwatch-vpn.html
  [[nodiscard]] Metric metric(std::string_view name) const override;
  /// Whether the tunnels are up: 1, or 0; between these where one of them is.
  [[nodiscard]] Metric metric_tunnel_state() const { return metric("TunnelState"); }
  /// How many bytes came in.
  [[nodiscard]] Metric metric_tunnel_data_in() const { return metric("TunnelDataIn").sum(); }
  /// How many bytes went out.
  [[nodiscard]] Metric metric_tunnel_data_out() const { return metric("TunnelDataOut").sum(); }

  /// The id.
  [[nodiscard]] Value<cfn::ec2::VPNConnectionId> vpn_connection_id() const;
  /// The connection's own resource.
  [[nodiscard]] cfn::ec2::VPNConnection& resource() { return *resource_; }

 private:
  void check(const VpnConnectionProps& props) const;
  void route(const Items<Value<std::string>>& blocks);

  cfn::ec2::VPNConnection* resource_;
};

}  // namespace omnitrack
