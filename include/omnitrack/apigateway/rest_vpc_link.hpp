#pragma once

#include <omnitrack/link.hpp>
#include <omnitrack/resource.hpp>

namespace omnitrack::cfn::apigateway {
class VpcLink;
}

namespace omnitrack {

class NetworkLoadBalancer;
class RestVpcLink;

/// Properties of the way from REST APIs into a VPC.
struct RestVpcLinkProps {
  using Makes = RestVpcLink;
  Id id;
  /// The load balancer that it leads to, of the same account.
  Required<Link<const NetworkLoadBalancer>, struct required_load_balancer> load_balancer;
  /// What it is for.
  Value<std::string> description = {};
  /// The name; the id where it is left out.
  Value<std::string> name = {};
};

/// The way from REST APIs to a network load balancer in a VPC: AWS::ApiGateway::VpcLink. An
/// `HttpIntegration` takes it as its `vpc_link`. HTTP APIs have a `VpcLink`.
/// https://docs.aws.amazon.com/apigateway/latest/developerguide/getting-started-with-private-integration.html
class RestVpcLink final : public Construct {
 public:
  RestVpcLink(Attach at, const RestVpcLinkProps& props);
  RestVpcLink(Attach at, const struct ImportedRestVpcLinkProps& props);

  /// A link that is made elsewhere.
  static RestVpcLink& from_id(Construct& scope, const Id& id,
                              const Value<std::string>& vpc_link_id);

  /// The id that API Gateway gave it.
  [[nodiscard]] const Value<std::string>& vpc_link_id() const { return id_; }
  /// The link's own resource; an error where the link is made elsewhere.
  [[nodiscard]] cfn::apigateway::VpcLink& resource();

 private:
  cfn::apigateway::VpcLink* resource_ = nullptr;  // null where the link is made elsewhere
  Value<std::string> id_;
};

}  // namespace omnitrack
