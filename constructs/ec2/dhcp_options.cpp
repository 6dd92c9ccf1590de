#include "omnitrack/ec2/dhcp_options.hpp"

#include <string>

#include <omnitrack/cfn/ec2.hpp>
#include <omnitrack/codes.hpp>
#include <omnitrack/ec2/vpc.hpp>

namespace omnitrack {

namespace {

bool are_more_than_four(const List<std::string>& servers) {
  return servers.node().kind == NodeKind::list && servers.node().size > 4;
}

}  // namespace

DhcpOptions::DhcpOptions(Attach at, const DhcpOptionsProps& props)
    : Construct(std::move(at)),
      resource_(add(cfn::ec2::DHCPOptionsProps{
          .id = primary(),
          .domain_name = props.domain_name,
          .domain_name_servers = props.domain_name_servers,
          .netbios_name_servers = props.netbios_name_servers,
          .ntp_servers = props.ntp_servers,
      })) {
  resource_.add_tag("Name", path());
  // The only kind of node that AWS recommends, and of no use without servers.
  if (props.netbios_name_servers.is_set()) resource_.props.netbios_node_type = 2;
  for (const Link<const Vpc>& vpc : props.vpcs) associate(*vpc);
  if (are_more_than_four(props.domain_name_servers) || are_more_than_four(props.ntp_servers) ||
      are_more_than_four(props.netbios_name_servers)) {
    error(codes::OT3911, "the DHCP options name more than 4 servers of a kind", "name 4 at most");
  }
}

void DhcpOptions::associate(const Vpc& vpc) {
  add(cfn::ec2::VPCDHCPOptionsAssociationProps{
      .id = child("Vpc" + std::to_string(++vpcs_)),
      .dhcp_options_id = dhcp_options_id(),
      .vpc_id = vpc.id(),
  });
}

Value<cfn::ec2::DHCPOptionsId> DhcpOptions::dhcp_options_id() const { return resource_.ref(); }

}  // namespace omnitrack
