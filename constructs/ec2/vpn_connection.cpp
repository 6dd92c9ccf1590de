#include "omnitrack/ec2/vpn_connection.hpp"

#include <string>

#include <omnitrack/cfn/ec2.hpp>
#include <omnitrack/codes.hpp>
#include <omnitrack/ec2/transit_gateway.hpp>
#include <omnitrack/ec2/vpn_gateway.hpp>
#include <omnitrack/logs/log_group.hpp>
#include <omnitrack/secretsmanager/secret.hpp>

namespace omnitrack {

namespace {

constexpr std::size_t tunnels_of_connection = 2;

List<cfn::ec2::vpn_connection::VpnTunnelOptionsSpecification> tunnels_of(
    const VpnConnectionProps& props) {
  using cfn::ec2::vpn_connection::IKEVersionsRequestListValue;
  List<cfn::ec2::vpn_connection::VpnTunnelOptionsSpecification> tunnels;
  for (std::size_t i = 0; i < tunnels_of_connection; ++i) {
    const VpnTunnel given = i < props.tunnels.size() ? props.tunnels[i] : VpnTunnel{};
    cfn::ec2::vpn_connection::VpnTunnelOptionsSpecification made{.tunnel_inside_cidr =
                                                                     given.inside_cidr};
    if (given.pre_shared_key.is_set()) made.pre_shared_key = given.pre_shared_key->value();
    if (props.log_group.is_set()) {
      made.log_options = cfn::ec2::vpn_connection::VpnTunnelLogOptionsSpecification{
          .cloudwatch_log_options = cfn::ec2::vpn_connection::CloudwatchLogOptionsSpecification{
              .log_enabled = true,
              .log_group_arn = props.log_group->arn_without_streams(),
              .log_output_format = cfn::ec2::vpn_connection::CloudwatchLogOptionsSpecification::
                  LogOutputFormat::json}};
    }
    if (!props.allow_ikev1) {
      made.ike_versions = {
          IKEVersionsRequestListValue{.value = IKEVersionsRequestListValue::ValueOption::ikev2}};
    }
    tunnels.add(made);
  }
  return tunnels;
}

}  // namespace

VpnConnection::VpnConnection(Attach at, const VpnConnectionProps& props)
    : Construct(std::move(at)),
      resource_(&add(cfn::ec2::VPNConnectionProps{
          .id = primary(),
          .customer_gateway_id = props.customer_gateway->customer_gateway_id(),
          .type = "ipsec.1",
          .static_routes_only = !props.static_routes.empty(),
          .vpn_tunnel_options_specifications = tunnels_of(props),
      })) {
  resource_->add_tag("Name", path());
  if (props.acceleration) resource_->props.enable_acceleration = true;
  if (props.transit_gateway.is_set()) {
    resource_->props.transit_gateway_id = props.transit_gateway->transit_gateway_id();
  }
  if (props.vpn_gateway.is_set()) {
    resource_->props.vpn_gateway_id = props.vpn_gateway->vpn_gateway_id();
    // A transit gateway has static routes in its own tables.
    route(props.static_routes);
  }
  check(props);
}

void VpnConnection::check(const VpnConnectionProps& props) const {
  if (props.vpn_gateway.is_set() == props.transit_gateway.is_set()) {
    error(codes::OT3917,
          props.vpn_gateway.is_set() ? "the connection has two gateways at AWS's end"
                                     : "the connection has no gateway at AWS's end",
          "set one of `vpn_gateway` and `transit_gateway`");
  }
  if (props.acceleration && !props.transit_gateway.is_set()) {
    error(codes::OT3917, "the connection is accelerated without a transit gateway",
          "set `transit_gateway`, or leave `acceleration` out");
  }
  if (props.tunnels.size() > tunnels_of_connection) {
    error(codes::OT3911,
          "the connection has " + std::to_string(props.tunnels.size()) +
              " tunnels, which is out of bounds",
          "it has 2");
  }
}

void VpnConnection::route(const Items<Value<std::string>>& blocks) {
  std::size_t count = 0;
  for (const Value<std::string>& block : blocks) {
    add(cfn::ec2::VPNConnectionRouteProps{
        .id = child("Route" + std::to_string(++count)),
        .destination_cidr_block = block,
        .vpn_connection_id = vpn_connection_id(),
    });
  }
}

Metric VpnConnection::metric(std::string_view metric_name) const {
  return MetricProps{.name_space = "AWS/VPN",
                     .metric_name = metric_name,
                     .dimensions = {{"VpnId", vpn_connection_id()}}};
}

Value<cfn::ec2::VPNConnectionId> VpnConnection::vpn_connection_id() const {
  return resource_->ref();
}

}  // namespace omnitrack
