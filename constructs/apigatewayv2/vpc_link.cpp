#include "omnitrack/apigatewayv2/vpc_link.hpp"

#include "../imported.hpp"
#include "../security_groups.hpp"
#include <omnitrack/cfn/apigatewayv2.hpp>
#include <omnitrack/cfn/ec2.hpp>
#include <omnitrack/codes.hpp>
#include <omnitrack/ec2/vpc.hpp>

namespace omnitrack {

/// What a VPC link that is made elsewhere is made of.
struct ImportedVpcLinkProps {
  using Makes = VpcLink;
  Id id;
  Value<std::string> vpc_link_id;
};

VpcLink::VpcLink(Attach at, const VpcLinkProps& props)
    : Construct(std::move(at)),
      security_groups_(groups_or_own(*this, props.security_groups,
                                     {.id = child("SecurityGroup"), .vpc = props.vpc})) {
  resource_ = &add(cfn::apigatewayv2::VpcLinkProps{
      .id = primary(),
      .name = props.name.is_set() ? props.name : Value<std::string>(Construct::id()),
      .subnet_ids = props.subnets.is_set() ? props.subnets : props.vpc->inner_subnets(),
      .security_group_ids = ids_of(security_groups_),
  });
  id_ = resource_->ref();
  if (!props.subnets.is_set() && !props.vpc->inner_subnets().is_set()) {
    error(codes::OT3306, "the VPC has no private or isolated subnet for the VPC link",
          "name the `subnets`");
  }
}

VpcLink::VpcLink(Attach at, const ImportedVpcLinkProps& props)
    : Construct(std::move(at)), id_(props.vpc_link_id) {}

VpcLink& VpcLink::from_id(Construct& scope, const Id& id, const Value<std::string>& vpc_link_id) {
  return scope.add(ImportedVpcLinkProps{.id = id, .vpc_link_id = vpc_link_id});
}

Connections VpcLink::connections() { return {*this, security_groups_}; }

cfn::apigatewayv2::VpcLink& VpcLink::resource() {
  if (resource_ == nullptr) {
    refuse_of_imported(*this, "resource()");
    resource_ = &add(cfn::apigatewayv2::VpcLinkProps{
        .id = primary(), .name = Construct::id(), .subnet_ids = List<cfn::ec2::SubnetId>()});
  }
  return *resource_;
}

}  // namespace omnitrack
