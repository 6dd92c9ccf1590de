#pragma once

#include <omnitrack/constructs/policy.hpp>
#include <omnitrack/constructs/security_group.hpp>

namespace omnitrack::cfn::ec2 {
enum class VPCEndpointId : char;
class VPCEndpoint;
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
  Required<PlainText, struct required_service> service;
  /// The VPC that it is in.
  VpcReference vpc;
  /// What may be done through it; everything where it is left out.
  PolicyDocument policy = {};
  /// Whether the service's usual DNS name leads to it.
  bool private_dns = true;
  /// Its security group; one of its own, which lets the VPC's block in, where it is left out.
  SecurityGroup* security_group = nullptr;
  /// The subnets that it is in, one in each zone; the VPC's private subnets where they are left
  /// out, or its isolated ones where it has no private ones.
  List<cfn::ec2::SubnetId> subnets = {};
};

/// A service in a VPC, reached without a way to the internet: AWS::EC2::VPCEndpoint and, where none
/// is given, AWS::EC2::SecurityGroup.
/// https://docs.aws.amazon.com/vpc/latest/privatelink/create-interface-endpoint.html
class InterfaceEndpoint final : public Construct {
 public:
  InterfaceEndpoint(Attach at, const InterfaceEndpointProps& props);

  /// Lets a peer use the service.
  void allow_from(const Peer& peer, std::string_view description = {});

  /// The endpoint's id.
  [[nodiscard]] Value<cfn::ec2::VPCEndpointId> id() const;
  /// Its security group.
  [[nodiscard]] SecurityGroup& security_group() { return *security_group_; }
  /// The endpoint's own resource.
  [[nodiscard]] cfn::ec2::VPCEndpoint& resource() { return resource_; }

 private:
  SecurityGroup* security_group_;
  cfn::ec2::VPCEndpoint& resource_;
};

}  // namespace omnitrack
