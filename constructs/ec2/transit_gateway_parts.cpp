#include <string>

#include "omnitrack/ec2/transit_gateway.hpp"
#include <omnitrack/cfn/ec2.hpp>
#include <omnitrack/codes.hpp>
#include <omnitrack/ec2/vpc.hpp>

namespace omnitrack {

namespace {

using AttachmentOptions = cfn::ec2::transit_gateway_attachment::Options;

template <class Support>
Support support_of(bool is_on) {
  return is_on ? Support::enable : Support::disable;
}

}  // namespace

TransitGatewayAttachment::TransitGatewayAttachment(Attach at,
                                                   const TransitGatewayAttachmentProps& props)
    : Construct(std::move(at)),
      resource_(&add(cfn::ec2::TransitGatewayAttachmentProps{
          .id = primary(),
          .subnet_ids = props.subnets.is_set() ? props.subnets : props.vpc->inner_subnets(),
          .transit_gateway_id = props.transit_gateway->transit_gateway_id(),
          .vpc_id = props.vpc->id(),
          .options =
              AttachmentOptions{
                  .appliance_mode_support =
                      support_of<AttachmentOptions::ApplianceModeSupport>(props.appliance_mode),
                  .dns_support = support_of<AttachmentOptions::DnsSupport>(props.dns_support),
                  .ipv6_support = support_of<AttachmentOptions::Ipv6Support>(props.ipv6_support),
                  .security_group_referencing_support =
                      support_of<AttachmentOptions::SecurityGroupReferencingSupport>(
                          props.security_group_referencing),
              },
      })) {
  resource_->add_tag("Name", path());
  if (!resource_->props.subnet_ids.is_set()) {
    error(codes::OT3916, "the VPC has no private or isolated subnet", "set `subnets`");
  }
  route(props);
}

void TransitGatewayAttachment::route(const TransitGatewayAttachmentProps& props) {
  if (props.routes.empty() || props.vpc->is_imported()) return;
  std::size_t count = 0;
  for (const Subnet* subnet : props.vpc->all_subnets()) {
    for (const Value<std::string>& block : props.routes) {
      add(cfn::ec2::RouteProps{
              .id = child("Route" + std::to_string(++count)),
              .route_table_id = subnet->route_table_id(),
              .destination_cidr_block = block,
              .transit_gateway_id = resource_->props.transit_gateway_id,
          })
          .depends_on(*resource_);
    }
  }
}

Value<cfn::ec2::TransitGatewayAttachmentId> TransitGatewayAttachment::attachment_id() const {
  return resource_->ref();
}

TransitGatewayRouteTable::TransitGatewayRouteTable(Attach at,
                                                   const TransitGatewayRouteTableProps& props)
    : Construct(std::move(at)),
      resource_(add(cfn::ec2::TransitGatewayRouteTableProps{
          .id = primary(),
          .transit_gateway_id = props.transit_gateway->transit_gateway_id(),
      })) {
  resource_.add_tag("Name", path());
}

Id TransitGatewayRouteTable::numbered(std::string_view name, std::size_t& count) {
  return child(std::string(name) + std::to_string(++count));
}

void TransitGatewayRouteTable::associate(const TransitGatewayAttachment& attachment) {
  add(cfn::ec2::TransitGatewayRouteTableAssociationProps{
      .id = numbered("Association", associations_),
      .transit_gateway_attachment_id = attachment.attachment_id(),
      .transit_gateway_route_table_id = route_table_id(),
  });
}

void TransitGatewayRouteTable::propagate(const TransitGatewayAttachment& attachment) {
  add(cfn::ec2::TransitGatewayRouteTablePropagationProps{
      .id = numbered("Propagation", propagations_),
      .transit_gateway_attachment_id = attachment.attachment_id(),
      .transit_gateway_route_table_id = route_table_id(),
  });
}

void TransitGatewayRouteTable::add_route(const Value<std::string>& cidr,
                                         const TransitGatewayAttachment& attachment) {
  add(cfn::ec2::TransitGatewayRouteProps{
      .id = numbered("Route", routes_),
      .destination_cidr_block = cidr,
      .transit_gateway_route_table_id = route_table_id(),
      .transit_gateway_attachment_id = attachment.attachment_id(),
  });
}

void TransitGatewayRouteTable::add_blackhole(const Value<std::string>& cidr) {
  add(cfn::ec2::TransitGatewayRouteProps{
      .id = numbered("Route", routes_),
      .destination_cidr_block = cidr,
      .transit_gateway_route_table_id = route_table_id(),
      .blackhole = true,
  });
}

Value<cfn::ec2::TransitGatewayRouteTableId> TransitGatewayRouteTable::route_table_id() const {
  return resource_.ref();
}

}  // namespace omnitrack
