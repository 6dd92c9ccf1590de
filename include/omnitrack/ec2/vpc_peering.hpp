#pragma once

#include <omnitrack/construct.hpp>

namespace omnitrack::cfn::ec2 {
enum class VPCPeeringConnectionId : char;
class VPCPeeringConnection;  // defined in <omnitrack/cfn/ec2.hpp>
}  // namespace omnitrack::cfn::ec2
namespace omnitrack::cfn::iam {
enum class RoleArn : char;
}

namespace omnitrack {

class Vpc;
class VpcPeering;

/// Properties of a peering of two VPCs.
struct VpcPeeringProps {
  using Makes = VpcPeering;
  Id id;
  /// The other VPC, with the block that is routed to it.
  Required<Link<Vpc>, struct required_peer> peer;
  /// The VPC.
  Required<Link<Vpc>, struct required_vpc> vpc;
  /// The account of the other VPC; this one where it is left out.
  Value<std::string> peer_account = {};
  /// The region of the other VPC; this one where it is left out.
  Value<std::string> peer_region = {};
  /// The role that accepts the peering in another account.
  /// https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/peer-with-vpc-in-another-account.html
  Value<cfn::iam::RoleArn> peer_role = {};
};

/// Two VPCs that reach each other: AWS::EC2::VPCPeeringConnection and, in the subnets of each that
/// the app makes, AWS::EC2::Route. Security groups decide what passes.
/// https://docs.aws.amazon.com/vpc/latest/peering/what-is-vpc-peering.html
class VpcPeering final : public Construct {
 public:
  VpcPeering(Attach at, const VpcPeeringProps& props);

  /// The peering's id.
  [[nodiscard]] Value<cfn::ec2::VPCPeeringConnectionId> id() const;
  /// The peering's own resource.
  [[nodiscard]] cfn::ec2::VPCPeeringConnection& resource() { return resource_; }

 private:
  void check_blocks(Vpc& vpc, Vpc& peer) const;
  void route(const Vpc& from, const Vpc& to, std::string_view id);

  cfn::ec2::VPCPeeringConnection& resource_;
};

}  // namespace omnitrack
