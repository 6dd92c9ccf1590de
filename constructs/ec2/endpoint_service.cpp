#include "omnitrack/ec2/endpoint_service.hpp"

#include <omnitrack/cfn/ec2.hpp>
#include <omnitrack/codes.hpp>
#include <omnitrack/elasticloadbalancingv2/network_load_balancer.hpp>
#include <omnitrack/fn.hpp>

namespace omnitrack {

EndpointService::EndpointService(Attach at, const EndpointServiceProps& props)
    : Construct(std::move(at)),
      resource_(&add(cfn::ec2::VPCEndpointServiceProps{
          .id = primary(),
          .acceptance_required = props.acceptance_required,
          .gateway_load_balancer_arns = props.gateway_load_balancers,
          .private_dns_name = props.private_dns_name,
          .supported_regions = props.supported_regions,
      })) {
  resource_->add_tag("Name", path());
  for (const Link<const NetworkLoadBalancer>& each : props.network_load_balancers) {
    resource_->props.network_load_balancer_arns.add(each->arn());
  }
  if (props.contributor_insights) resource_->props.contributor_insights_enabled = true;
  if (props.allowed_principals.is_set()) {
    permissions_ = &add(cfn::ec2::VPCEndpointServicePermissionsProps{
        .id = child("Permissions"),
        .service_id = service_id(),
        .allowed_principals = props.allowed_principals,
    });
  }
  const bool has_gateways = props.gateway_load_balancers.is_set();
  if (props.network_load_balancers.empty() != has_gateways) {
    error(codes::OT3915,
          has_gateways ? "the service has load balancers of both kinds"
                       : "the service has no load balancer",
          "set one of `network_load_balancers` and `gateway_load_balancers`");
  }
}

void EndpointService::allow_principal(const Value<std::string>& arn) {
  if (permissions_ == nullptr) {
    permissions_ = &add(cfn::ec2::VPCEndpointServicePermissionsProps{
        .id = child("Permissions"),
        .service_id = service_id(),
    });
  }
  permissions_->props.allowed_principals.add(arn);
}

Value<cfn::ec2::VPCEndpointServiceId> EndpointService::service_id() const {
  return resource_->ref();
}

Value<std::string> EndpointService::service_name() const {
  return concat("com.amazonaws.vpce.", stack().region(), ".", service_id());
}

}  // namespace omnitrack
