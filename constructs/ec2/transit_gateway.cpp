#include "omnitrack/ec2/transit_gateway.hpp"

#include <string>

#include "../imported.hpp"
#include "asn_check.hpp"
#include <omnitrack/cfn/ec2.hpp>

namespace omnitrack {

/// What a transit gateway that is made elsewhere is made of.
struct ImportedTransitGatewayProps {
  using Makes = TransitGateway;
  Id id;
  Value<cfn::ec2::TransitGatewayId> gateway;
};

namespace {

std::string_view enabled(bool is_on) { return is_on ? "enable" : "disable"; }

}  // namespace

TransitGateway::TransitGateway(Attach at, const TransitGatewayProps& props)
    : Construct(std::move(at)),
      resource_(&add(cfn::ec2::TransitGatewayProps{
          .id = primary(),
          .amazon_side_asn = props.amazon_side_asn.value(),
          .auto_accept_shared_attachments = enabled(props.auto_accept_shared_attachments),
          .default_route_table_association = enabled(props.default_route_table_association),
          .default_route_table_propagation = enabled(props.default_route_table_propagation),
          .description = props.description,
          .dns_support = enabled(props.dns_support),
          .multicast_support = enabled(props.multicast_support),
          .security_group_referencing_support = enabled(props.security_group_referencing),
          .transit_gateway_cidr_blocks = props.cidr_blocks,
          .vpn_ecmp_support = enabled(props.vpn_ecmp_support),
      })),
      gateway_id_(resource_->ref()) {
  resource_->add_tag("Name", path());
  resource_->set_removal_policy(props.removal_policy);
  ec2::check_amazon_side_asn(*this, props.amazon_side_asn);
}

TransitGateway::TransitGateway(Attach at, const ImportedTransitGatewayProps& props)
    : Construct(std::move(at)), gateway_id_(props.gateway) {
  check_imported(*this, props.gateway, props.gateway.literal_text().starts_with("tgw-"),
                 "the id of a transit gateway", "it looks like tgw-0123456789abcdef0");
}

TransitGateway& TransitGateway::from_id(Construct& scope, const Id& id,
                                        const Value<cfn::ec2::TransitGatewayId>& gateway) {
  return scope.add(ImportedTransitGatewayProps{.id = id, .gateway = gateway});
}

Metric TransitGateway::metric(std::string_view metric_name) const {
  return MetricProps{.name_space = "AWS/TransitGateway",
                     .metric_name = metric_name,
                     .dimensions = {{"TransitGateway", transit_gateway_id()}},
                     .statistic = "Sum"};
}

cfn::ec2::TransitGateway& TransitGateway::resource() {
  if (resource_ == nullptr) {
    refuse_of_imported(*this, "resource()");
    resource_ = &add(cfn::ec2::TransitGatewayProps{.id = primary()});
  }
  return *resource_;
}

}  // namespace omnitrack
