#pragma once

#include <omnitrack/certificatemanager/certificate_link.hpp>
#include <omnitrack/ec2/asn.hpp>
#include <omnitrack/ec2/subnet.hpp>

namespace omnitrack::cfn::ec2 {
class CustomerGateway;       // defined in <omnitrack/cfn/ec2.hpp>
class VPCGatewayAttachment;  // defined in <omnitrack/cfn/ec2.hpp>
class VPNGateway;            // defined in <omnitrack/cfn/ec2.hpp>
enum class CustomerGatewayId : char;
enum class VPNGatewayId : char;
}  // namespace omnitrack::cfn::ec2

namespace omnitrack {

class CustomerGateway;
class VpnGateway;

/// Properties of a VPN gateway.
struct VpnGatewayProps {
  using Makes = VpnGateway;
  Id id;
  /// The VPC.
  Required<Link<const Vpc>, struct required_vpc> vpc;
  /// The number of AWS's side in BGP; 64,512 where it is left out.
  AmazonSideAsn amazon_side_asn = {};
  /// The kinds of subnets that get the routes which its connections learn.
  Items<SubnetKind> route_propagation = {SubnetKind::private_with_egress, SubnetKind::isolated};
};

/// AWS's end of VPN connections to one VPC: AWS::EC2::VPNGateway, AWS::EC2::VPCGatewayAttachment
/// and, for the subnets of a VPC that the app makes, AWS::EC2::VPNGatewayRoutePropagation.
/// https://docs.aws.amazon.com/vpn/latest/s2svpn/VPC_VPN.html
class VpnGateway final : public Construct {
 public:
  VpnGateway(Attach at, const VpnGatewayProps& props);

  /// The id.
  [[nodiscard]] Value<cfn::ec2::VPNGatewayId> vpn_gateway_id() const;
  /// What connects it to the VPC, for what must wait for that.
  [[nodiscard]] cfn::ec2::VPCGatewayAttachment& attachment() { return attachment_; }
  /// The gateway's own resource.
  [[nodiscard]] cfn::ec2::VPNGateway& resource() { return resource_; }

 private:
  cfn::ec2::VPNGateway& resource_;
  cfn::ec2::VPCGatewayAttachment& attachment_;
};

/// Properties of a customer gateway.
struct CustomerGatewayProps {
  using Makes = CustomerGateway;
  Id id;
  /// The public address of the device.
  Required<Value<std::string>, struct required_ip_address> ip_address;
  /// The device's number in BGP, 1 to 4,294,967,294.
  BgpAsn bgp_asn = 65000;
  /// The certificate that it shows, or its ARN, in place of a key that both share.
  CertificateLink certificate_arn = {};
  /// The name of the device.
  Value<std::string> device_name = {};
};

/// The other end of VPN connections, a device of one's own: AWS::EC2::CustomerGateway.
/// https://docs.aws.amazon.com/vpn/latest/s2svpn/cgw-options.html
class CustomerGateway final : public Construct {
 public:
  CustomerGateway(Attach at, const CustomerGatewayProps& props);

  /// The id.
  [[nodiscard]] Value<cfn::ec2::CustomerGatewayId> customer_gateway_id() const;
  /// The gateway's own resource.
  [[nodiscard]] cfn::ec2::CustomerGateway& resource() { return *resource_; }

 private:
  cfn::ec2::CustomerGateway* resource_;
};

}  // namespace omnitrack
