#pragma once

#include <omnitrack/ec2/security_group.hpp>
#include <omnitrack/iam/policy.hpp>

namespace omnitrack::cfn::ec2 {
class InstanceConnectEndpoint;  // defined in <omnitrack/cfn/ec2.hpp>
enum class SubnetId : char;
}  // namespace omnitrack::cfn::ec2

namespace omnitrack {

class InstanceConnectEndpoint;

/// Properties of an endpoint of EC2 Instance Connect.
struct InstanceConnectEndpointProps {
  using Makes = InstanceConnectEndpoint;
  Id id;
  /// The VPC that it leads into.
  Required<Link<const Vpc>, struct required_vpc> vpc;
  /// Whether instances see the address of the client, and not that of the endpoint.
  Bool preserve_client_ip = false;
  /// The security groups; it makes one of its own, which lets it reach nothing until it is let in
  /// elsewhere, where they are left out.
  Items<Link<SecurityGroup>> security_groups = {};
  /// The subnet; the first private one of the VPC, or the first isolated one, where it is left out.
  Value<cfn::ec2::SubnetId> subnet = {};
};

/// A way into a VPC by SSH or RDP for people whom IAM lets in, without public addresses:
/// AWS::EC2::InstanceConnectEndpoint and, where it is given none, AWS::EC2::SecurityGroup.
/// https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/connect-with-ec2-instance-connect-endpoint.html
class InstanceConnectEndpoint final : public Construct, public Connectable {
 public:
  InstanceConnectEndpoint(Attach at, const InstanceConnectEndpointProps& props);

  /// Its security groups, to be let in elsewhere:
  /// `instance.connections().allow_from(endpoint, Port::tcp(22))`.
  [[nodiscard]] Connections connections() override;
  /// Allows to open a tunnel through it to one port, for `seconds` at most, and to look up
  /// instances and endpoints.
  void grant_open_tunnel(Grantee& grantee, KnownNumber port = 22, KnownNumber seconds = 3600) const;

  /// The id.
  [[nodiscard]] Value<std::string> endpoint_id() const;
  /// The endpoint's own resource.
  [[nodiscard]] cfn::ec2::InstanceConnectEndpoint& resource() { return *resource_; }

 private:
  Items<Link<SecurityGroup>> security_groups_;
  cfn::ec2::InstanceConnectEndpoint* resource_;
};

}  // namespace omnitrack
