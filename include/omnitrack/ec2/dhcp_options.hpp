#pragma once

#include <omnitrack/construct.hpp>

namespace omnitrack::cfn::ec2 {
class DHCPOptions;  // defined in <omnitrack/cfn/ec2.hpp>
enum class DHCPOptionsId : char;
}  // namespace omnitrack::cfn::ec2

namespace omnitrack {

class DhcpOptions;
class Vpc;

/// Properties of DHCP options.
struct DhcpOptionsProps {
  using Makes = DhcpOptions;
  Id id;
  /// The domain that bare host names are looked up in, e.g. `corp.example.com`.
  Value<std::string> domain_name = {};
  /// The DNS servers, 4 at most.
  List<std::string> domain_name_servers = {"AmazonProvidedDNS"};
  /// The NetBIOS servers, 4 at most.
  List<std::string> netbios_name_servers = {};
  /// The servers that tell the time, 4 at most.
  List<std::string> ntp_servers = {};
  /// The VPCs that they are for.
  Items<Link<const Vpc>> vpcs = {};
};

/// What instances of a VPC are told of their network: AWS::EC2::DHCPOptions and, for each VPC,
/// AWS::EC2::VPCDHCPOptionsAssociation. A change makes other ones.
/// https://docs.aws.amazon.com/vpc/latest/userguide/VPC_DHCP_Options.html
class DhcpOptions final : public Construct {
 public:
  DhcpOptions(Attach at, const DhcpOptionsProps& props);

  /// Has a VPC use them.
  void associate(const Vpc& vpc);

  /// The id.
  [[nodiscard]] Value<cfn::ec2::DHCPOptionsId> dhcp_options_id() const;
  /// The options' own resource.
  [[nodiscard]] cfn::ec2::DHCPOptions& resource() { return resource_; }

 private:
  cfn::ec2::DHCPOptions& resource_;
  std::size_t vpcs_ = 0;
};

}  // namespace omnitrack
