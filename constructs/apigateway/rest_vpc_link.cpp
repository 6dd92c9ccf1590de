#include "omnitrack/apigateway/rest_vpc_link.hpp"

#include "../imported.hpp"
#include <omnitrack/cfn/apigateway.hpp>
#include <omnitrack/elasticloadbalancingv2/network_load_balancer.hpp>

namespace omnitrack {

/// What a way from REST APIs that is made elsewhere is made of.
struct ImportedRestVpcLinkProps {
  using Makes = RestVpcLink;
  Id id;
  Value<std::string> vpc_link_id;
};

RestVpcLink::RestVpcLink(Attach at, const RestVpcLinkProps& props)
    : Construct(std::move(at)),
      resource_(&add(cfn::apigateway::VpcLinkProps{
          .id = primary(),
          .name = props.name.is_set() ? props.name : Value<std::string>(Construct::id()),
          .target_arns = {as<std::string>(props.load_balancer->arn())},
          .description = props.description,
      })),
      id_(as<std::string>(resource_->ref())) {}

RestVpcLink::RestVpcLink(Attach at, const ImportedRestVpcLinkProps& props)
    : Construct(std::move(at)), id_(props.vpc_link_id) {}

RestVpcLink& RestVpcLink::from_id(Construct& scope, const Id& id,
                                  const Value<std::string>& vpc_link_id) {
  return scope.add(ImportedRestVpcLinkProps{.id = id, .vpc_link_id = vpc_link_id});
}

cfn::apigateway::VpcLink& RestVpcLink::resource() {
  if (resource_ == nullptr) {
    refuse_of_imported(*this, "resource()");
    resource_ = &add(cfn::apigateway::VpcLinkProps{
        .id = primary(), .name = Construct::id(), .target_arns = List<std::string>()});
  }
  return *resource_;
}

}  // namespace omnitrack
