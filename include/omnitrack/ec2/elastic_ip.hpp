#pragma once

#include <omnitrack/construct.hpp>
#include <omnitrack/resource.hpp>

namespace omnitrack::cfn::ec2 {
class EIP;  // defined in <omnitrack/cfn/ec2.hpp>
enum class EIPAllocationId : char;
enum class EIPPublicIp : char;
}  // namespace omnitrack::cfn::ec2

namespace omnitrack {

class ElasticIp;
class Instance;
class NetworkInterface;
class Vpc;

/// Properties of an Elastic IP address.
struct ElasticIpProps {
  using Makes = ElasticIp;
  Id id;
  /// Whether its path is its `Name` tag. Turn it off to keep the tags of an address that is there;
  /// consoles then show the address alone.
  Bool name_tag = true;
  /// The zones that AWS announces it from; those of the region where it is left out.
  Value<std::string> network_border_group = {};
  /// The pool of one's own addresses that it is from; AWS's where it is left out.
  Value<std::string> public_ipv4_pool = {};
  /// What happens to the address, which others may have let in, when it leaves the stack.
  RemovalPolicy removal_policy = RemovalPolicy::destroy;
  /// The VPC that it is used in, whose internet gateway is attached first.
  Link<const Vpc> vpc = {};
};

/// A public IPv4 address that stays: AWS::EC2::EIP and, for what has it, AWS::EC2::EIPAssociation.
/// https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/elastic-ip-addresses-eip.html
class ElasticIp final : public Construct {
 public:
  ElasticIp(Attach at, const ElasticIpProps& props);
  ElasticIp(Attach at, const struct ImportedElasticIpProps& props);

  /// An address that is made elsewhere, by the id of its allocation, e.g. `eipalloc-0123456789`.
  static ElasticIp& from_allocation_id(Construct& scope, const Id& id,
                                       const Value<cfn::ec2::EIPAllocationId>& allocation);

  /// Gives the address to an instance; one thing at a time has it.
  void associate(const Instance& instance);
  /// Gives the address to a network interface, for its first private address or that one.
  void associate(const NetworkInterface& network_interface,
                 const Value<std::string>& private_ip_address = {});

  /// The id of the allocation, e.g. for a NAT gateway.
  [[nodiscard]] const Value<cfn::ec2::EIPAllocationId>& allocation_id() const {
    return allocation_id_;
  }
  /// The address; not set of one that is made elsewhere.
  [[nodiscard]] Value<cfn::ec2::EIPPublicIp> public_ip() const;
  /// The address's own resource; an error where the address is made elsewhere.
  [[nodiscard]] cfn::ec2::EIP& resource();

 private:
  // Reports that something has the address already.
  [[nodiscard]] bool is_free();

  cfn::ec2::EIP* resource_ = nullptr;  // null where the address is made elsewhere
  Value<cfn::ec2::EIPAllocationId> allocation_id_;
  bool is_associated_ = false;
};

}  // namespace omnitrack
