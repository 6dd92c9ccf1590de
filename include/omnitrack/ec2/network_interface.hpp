#pragma once

#include <omnitrack/ec2/security_group.hpp>

namespace omnitrack::cfn::ec2 {
class NetworkInterface;  // defined in <omnitrack/cfn/ec2.hpp>
enum class NetworkInterfaceId : char;
enum class SubnetId : char;
}  // namespace omnitrack::cfn::ec2

namespace omnitrack {

class Instance;
class NetworkInterface;

/// Properties of a network interface.
struct NetworkInterfaceProps {
  using Makes = NetworkInterface;
  Id id;
  /// The VPC that it is in.
  Required<Link<const Vpc>, struct required_vpc> vpc;
  /// What it is for.
  Value<std::string> description = {};
  /// How many IPv6 addresses it has.
  Value<std::int64_t> ipv6_address_count = {};
  /// Its first private address; one that is free where it is left out.
  Value<std::string> private_ip_address = {};
  /// How many more private addresses it has.
  Value<std::int64_t> secondary_private_ip_address_count = {};
  /// The security groups; it makes one of its own, which lets nobody in, where they are left out.
  Items<Link<SecurityGroup>> security_groups = {};
  /// Whether it only gets what is addressed to it; a router does without.
  Bool source_dest_check = true;
  /// The subnet; the first private one of the VPC, or the first isolated one, where it is left out.
  Value<cfn::ec2::SubnetId> subnet = {};
};

/// An address in a VPC that moves from instance to instance: AWS::EC2::NetworkInterface and, as
/// needed, AWS::EC2::NetworkInterfaceAttachment and AWS::EC2::SecurityGroup.
/// https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/using-eni.html
class NetworkInterface final : public Construct, public Connectable {
 public:
  NetworkInterface(Attach at, const NetworkInterfaceProps& props);

  /// Gives it to an instance as its device of that number, 1 or more: 0 is the instance's own. It
  /// stays when the instance is terminated.
  void attach(const Instance& instance, KnownNumber device_index = 1);
  /// Its security groups.
  [[nodiscard]] Connections connections() override;

  /// The id.
  [[nodiscard]] Value<cfn::ec2::NetworkInterfaceId> network_interface_id() const;
  /// Its first private address.
  [[nodiscard]] Value<std::string> private_ip() const;
  /// The network interface's own resource.
  [[nodiscard]] cfn::ec2::NetworkInterface& resource() { return *resource_; }

 private:
  Items<Link<SecurityGroup>> security_groups_;
  cfn::ec2::NetworkInterface* resource_;
};

}  // namespace omnitrack
