#pragma once

#include <omnitrack/ec2/security_group.hpp>
#include <omnitrack/iam/policy.hpp>

namespace omnitrack::cfn::ec2 {
enum class SubnetId : char;
enum class VPCEndpointId : char;
class VPCEndpoint;  // defined in <omnitrack/cfn/ec2.hpp>
}  // namespace omnitrack::cfn::ec2

namespace omnitrack {

class InterfaceEndpoint;

/// Properties of an interface endpoint.
struct InterfaceEndpointProps {
  using Makes = InterfaceEndpoint;
  Id id;
  /// The service, such as `secretsmanager` or `ecr.api` for one of AWS's in the stack's region, or
  /// a full name that begins with `com.amazonaws.` or `cn.com.amazonaws.`.
  /// https://docs.aws.amazon.com/vpc/latest/privatelink/aws-services-privatelink-support.html
  Required<Text, struct required_service> service;
  /// The VPC that it is in.
  Required<Link<const Vpc>, struct required_vpc> vpc;
  /// What may be done through it; everything where it is left out.
  PolicyDocument policy = {};
  /// Whether the service's usual DNS name leads to it.
  Bool private_dns = true;
  /// Its security group; one of its own, which lets the VPC's block in, where it is left out.
  Link<SecurityGroup> security_group = {};
  /// What a security group of its own is for; a text with its path where it is left out. A change
  /// replaces the group.
  Value<std::string> security_group_description = {};
  /// The subnets that it is in, one in each zone; the VPC's private subnets where they are left
  /// out, or its isolated ones where it has no private ones.
  List<cfn::ec2::SubnetId> subnets = {};
};

/// A service in a VPC, reached without a way to the internet: AWS::EC2::VPCEndpoint and, where none
/// is given, AWS::EC2::SecurityGroup.
/// https://docs.aws.amazon.com/vpc/latest/privatelink/create-interface-endpoint.html
class InterfaceEndpoint final : public Construct, public Connectable {
 public:
  InterfaceEndpoint(Attach at, const InterfaceEndpointProps& props);
  InterfaceEndpoint(Attach at, const struct ImportedInterfaceEndpointProps& props);

  /// An endpoint that is made elsewhere.
  static InterfaceEndpoint& from_id(Construct& scope, const Id& id,
                                    const Value<cfn::ec2::VPCEndpointId>& endpoint);

  /// Its security group, on port 443; an error where the endpoint is made elsewhere.
  [[nodiscard]] Connections connections() override;
  /// Lets a peer use the service.
  void allow_from(const Peer& peer, std::string_view description = {});

  /// The endpoint's id.
  [[nodiscard]] const Value<cfn::ec2::VPCEndpointId>& id() const { return id_; }
  /// Its security group; an error where the endpoint is made elsewhere.
  [[nodiscard]] SecurityGroup& security_group();
  /// The endpoint's own resource; an error where the endpoint is made elsewhere.
  [[nodiscard]] cfn::ec2::VPCEndpoint& resource();

 private:
  SecurityGroup* security_group_ = nullptr;
  cfn::ec2::VPCEndpoint* resource_ = nullptr;  // null where the endpoint is made elsewhere
  Value<cfn::ec2::VPCEndpointId> id_;
};

}  // namespace omnitrack
