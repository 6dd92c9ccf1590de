#pragma once

#include <omnitrack/value.hpp>

namespace omnitrack::cfn::ec2 {
enum class SubnetId : char;
enum class VPCId : char;
}  // namespace omnitrack::cfn::ec2

namespace omnitrack {

/// What other constructs need of a VPC. A `Vpc` converts to it; for a VPC that was made elsewhere,
/// give the identifiers yourself, e.g. `{.id = "vpc-0a1b2c3d", .private_subnets = {"subnet-01"}}`.
struct VpcReference {
  /// The VPC's id.
  Required<Value<cfn::ec2::VPCId>, struct required_id> id;
  /// The names of the availability zones that its subnets are in.
  List<std::string> availability_zones = {};
  /// Its IPv4 block, such as `10.0.0.0/16`.
  Value<std::string> cidr = {};
  /// The subnets without a route to or from the internet.
  List<cfn::ec2::SubnetId> isolated_subnets = {};
  /// The subnets whose resources reach the internet, but cannot be reached from it.
  List<cfn::ec2::SubnetId> private_subnets = {};
  /// The subnets with a route to an internet gateway.
  List<cfn::ec2::SubnetId> public_subnets = {};

  /// The subnets for what the internet must not reach: the private ones, or the isolated ones where
  /// there are no private ones.
  [[nodiscard]] const List<cfn::ec2::SubnetId>& inner_subnets() const {
    return private_subnets.is_set() ? private_subnets : isolated_subnets;
  }
};

}  // namespace omnitrack
