#pragma once

#include <omnitrack/construct.hpp>
#include <omnitrack/ec2/connections.hpp>

namespace omnitrack::cfn::apigatewayv2 {
class VpcLink;  // defined in <omnitrack/cfn/apigatewayv2.hpp>
}
namespace omnitrack::cfn::ec2 {
enum class SubnetId : char;
}

namespace omnitrack {

class VpcLink;

/// Properties of a VPC link.
struct VpcLinkProps {
  using Makes = VpcLink;
  Id id;
  /// The VPC that it leads into.
  Required<Link<const Vpc>, struct required_vpc> vpc;
  /// The name; the id where it is left out.
  Value<std::string> name = {};
  /// Its security groups; it makes one of its own where they are left out.
  Items<Link<SecurityGroup>> security_groups = {};
  /// The subnets that it is in; the VPC's inner ones where they are left out.
  List<cfn::ec2::SubnetId> subnets = {};
};

/// The way from HTTP APIs into a VPC: AWS::ApiGatewayV2::VpcLink and, unless it is given one, a
/// security group (AWS::EC2::SecurityGroup).
/// https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-vpc-links.html
class VpcLink final : public Construct, public Connectable {
 public:
  VpcLink(Attach at, const VpcLinkProps& props);
  VpcLink(Attach at, const struct ImportedVpcLinkProps& props);

  /// A VPC link that is made elsewhere.
  static VpcLink& from_id(Construct& scope, const Id& id, const Value<std::string>& vpc_link_id);

  /// Its security groups; it listens on no port.
  [[nodiscard]] Connections connections() override;
  /// The id.
  [[nodiscard]] const Value<std::string>& vpc_link_id() const { return id_; }
  /// The VPC link's own resource; an error where it is made elsewhere.
  [[nodiscard]] cfn::apigatewayv2::VpcLink& resource();

 private:
  Items<Link<SecurityGroup>> security_groups_;
  cfn::apigatewayv2::VpcLink* resource_ = nullptr;  // null where it is made elsewhere
  Value<std::string> id_;
};

}  // namespace omnitrack
