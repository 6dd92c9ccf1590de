#pragma once

#include <omnitrack/construct.hpp>

namespace omnitrack::cfn::ec2 {
class VPCEndpointService;             // defined in <omnitrack/cfn/ec2.hpp>
class VPCEndpointServicePermissions;  // defined in <omnitrack/cfn/ec2.hpp>
enum class VPCEndpointServiceId : char;
}  // namespace omnitrack::cfn::ec2

namespace omnitrack {

class EndpointService;
class NetworkLoadBalancer;

/// Properties of a service that others reach by endpoints.
struct EndpointServiceProps {
  using Makes = EndpointService;
  Id id;
  /// Whether each endpoint waits until it is accepted.
  Bool acceptance_required = true;
  /// Who may make endpoints, by ARNs such as `arn:aws:iam::123456789012:root`; nobody but the
  /// account itself where they are left out.
  List<std::string> allowed_principals = {};
  /// Whether CloudWatch's Contributor Insights looks at who uses it.
  Bool contributor_insights = false;
  /// The ARNs of gateway load balancers, in place of network load balancers.
  List<std::string> gateway_load_balancers = {};
  /// The network load balancers that requests go to.
  Items<Link<const NetworkLoadBalancer>> network_load_balancers = {};
  /// The name by which clients reach it, which must be shown to be one's own.
  Value<std::string> private_dns_name = {};
  /// The regions that endpoints may be in; its own where they are left out.
  List<std::string> supported_regions = {};
};

/// A service that others reach from their VPCs by PrivateLink: AWS::EC2::VPCEndpointService and,
/// for whoever may, AWS::EC2::VPCEndpointServicePermissions.
/// https://docs.aws.amazon.com/vpc/latest/privatelink/privatelink-share-your-services.html
class EndpointService final : public Construct {
 public:
  EndpointService(Attach at, const EndpointServiceProps& props);

  /// Lets a principal make endpoints, by its ARN.
  void allow_principal(const Value<std::string>& arn);

  /// The id.
  [[nodiscard]] Value<cfn::ec2::VPCEndpointServiceId> service_id() const;
  /// The name that endpoints are made by, e.g. `com.amazonaws.vpce.eu-central-1.vpce-svc-0123…`.
  [[nodiscard]] Value<std::string> service_name() const;
  /// The service's own resource.
  [[nodiscard]] cfn::ec2::VPCEndpointService& resource() { return *resource_; }

 private:
  cfn::ec2::VPCEndpointService* resource_;
  cfn::ec2::VPCEndpointServicePermissions* permissions_ = nullptr;
};

}  // namespace omnitrack
