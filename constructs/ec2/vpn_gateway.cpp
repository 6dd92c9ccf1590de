#include "omnitrack/ec2/vpn_gateway.hpp"

#include <algorithm>
#include <string>

#include "asn_check.hpp"
#include <omnitrack/cfn/ec2.hpp>
#include <omnitrack/ec2/vpc.hpp>

namespace omnitrack {

VpnGateway::VpnGateway(Attach at, const VpnGatewayProps& props)
    : Construct(std::move(at)),
      resource_(add(cfn::ec2::VPNGatewayProps{
          .id = primary(),
          .type = "ipsec.1",
          .amazon_side_asn = props.amazon_side_asn.value(),
      })),
      attachment_(add(cfn::ec2::VPCGatewayAttachmentProps{
          .id = child("Attachment"),
          .vpc_id = props.vpc->id(),
          .vpn_gateway_id = resource_.ref(),
      })) {
  resource_.add_tag("Name", path());
  ec2::check_amazon_side_asn(*this, props.amazon_side_asn);
  if (props.vpc->is_imported()) return;
  List<cfn::ec2::RouteTableId> tables;
  for (const Subnet* subnet : props.vpc->all_subnets()) {
    const auto* end = props.route_propagation.end();
    if (std::find(props.route_propagation.begin(), end, subnet->kind()) == end) continue;
    tables.add(subnet->route_table_id());
  }
  if (!tables.is_set()) return;
  add(cfn::ec2::VPNGatewayRoutePropagationProps{
          .id = child("Routes"),
          .route_table_ids = tables,
          .vpn_gateway_id = resource_.ref(),
      })
      .depends_on(attachment_);
}

Value<cfn::ec2::VPNGatewayId> VpnGateway::vpn_gateway_id() const { return resource_.ref(); }

CustomerGateway::CustomerGateway(Attach at, const CustomerGatewayProps& props)
    : Construct(std::move(at)),
      resource_(&add(cfn::ec2::CustomerGatewayProps{
          .id = primary(),
          .ip_address = props.ip_address,
          .type = "ipsec.1",
          .certificate_arn = props.certificate_arn.arn(),
          .device_name = props.device_name,
      })) {
  resource_->add_tag("Name", path());
  ec2::check_asn(*this, props.bgp_asn);
  // The other property ends at 2,147,483,647.
  constexpr std::int64_t largest = 2147483647;
  if (props.bgp_asn.number() > largest) {
    // Written as a whole number, not as 4.2e+09.
    resource_->props.bgp_asn_extended = Value<double>::from_node(props.bgp_asn.value().node());
  } else {
    resource_->props.bgp_asn = props.bgp_asn.value();
  }
}

Value<cfn::ec2::CustomerGatewayId> CustomerGateway::customer_gateway_id() const {
  return resource_->ref();
}

}  // namespace omnitrack
