#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "../resource_text.hpp"
#include <omnitrack/ec2/dhcp_options.hpp>
#include <omnitrack/ec2/endpoint_service.hpp>
#include <omnitrack/ec2/prefix_list.hpp>
#include <omnitrack/ec2/transit_gateway.hpp>
#include <omnitrack/ec2/vpc.hpp>
#include <omnitrack/ec2/vpn_connection.hpp>
#include <omnitrack/ec2/vpn_gateway.hpp>
#include <omnitrack/elasticloadbalancingv2/network_load_balancer.hpp>
#include <omnitrack/logs/log_group.hpp>
#include <omnitrack/secretsmanager/secret.hpp>
#include <omnitrack/testing.hpp>

namespace omnitrack {
namespace {

using assertions::has_resource;
using testing::HasSubstr;
using testing_support::codes_of;

class VpnAndTransitTest : public testing_support::OneStackTest {
 protected:
  Vpc& vpc = stack.add(VpcProps{.id = "Vpc", .availability_zones = 2, .nat_gateways = 1});
};

TEST_F(VpnAndTransitTest, a_vpn_gateway_gives_its_routes_to_the_private_subnets) {
  stack.add(VpnGatewayProps{.id = "Gateway", .vpc = vpc, .amazon_side_asn = 64513});
  EXPECT_EQ(properties("Gateway"), R"({"Type":"ipsec.1","AmazonSideAsn":64513,)"
                                   R"("Tags":[{"Key":"Name","Value":"Test/Gateway"}]})");
  EXPECT_EQ(properties("GatewayAttachment"),
            R"({"VpcId":{"Ref":"Vpc"},"VpnGatewayId":{"Ref":"Gateway"}})");
  EXPECT_EQ(resource("GatewayRoutes"),
            R"({"Type":"AWS::EC2::VPNGatewayRoutePropagation","DependsOn":"GatewayAttachment",)"
            R"("Properties":{"RouteTableIds":[{"Ref":"VpcPrivateSubnet1RouteTable"},)"
            R"({"Ref":"VpcPrivateSubnet2RouteTable"}],"VpnGatewayId":{"Ref":"Gateway"}}})");
}

TEST_F(VpnAndTransitTest, a_connection_logs_how_its_tunnels_are_set_up) {
  stack.add(VpnConnectionProps{
      .id = "Vpn",
      .customer_gateway =
          stack.add(CustomerGatewayProps{.id = "Office", .ip_address = "203.0.113.10"}),
      .log_group = LogGroup::from_name(stack, "Logs", "vpn"),
      .vpn_gateway = stack.add(VpnGatewayProps{.id = "Gateway", .vpc = vpc}),
  });
  EXPECT_THAT(properties("Vpn"),
              HasSubstr(R"("LogOptions":{"CloudwatchLogOptions":{"LogEnabled":true,)"
                        R"("LogGroupArn":{"Fn::Sub":"arn:${AWS::Partition}:logs:${AWS::Region}:)"
                        R"(${AWS::AccountId}:log-group:vpn"},"LogOutputFormat":"json"}})"));
}

TEST_F(VpnAndTransitTest, a_connection_has_two_tunnels_and_static_routes) {
  auto& gateway = stack.add(VpnGatewayProps{.id = "Gateway", .vpc = vpc});
  auto& office = stack.add(CustomerGatewayProps{.id = "Office", .ip_address = "203.0.113.10"});
  auto& secret = stack.add(SecretProps{.id = "Key"});
  auto& connection = stack.add(VpnConnectionProps{
      .id = "Vpn",
      .customer_gateway = office,
      .static_routes = {"10.9.0.0/16"},
      .tunnels = {{.inside_cidr = "169.254.10.0/30", .pre_shared_key = secret}},
      .vpn_gateway = gateway,
  });
  (void)connection.metric_tunnel_state();
  EXPECT_EQ(properties("Office"), R"({"IpAddress":"203.0.113.10","Type":"ipsec.1","BgpAsn":65000,)"
                                  R"("Tags":[{"Key":"Name","Value":"Test/Office"}]})");
  EXPECT_EQ(properties("Vpn"),
            R"({"CustomerGatewayId":{"Ref":"Office"},"Type":"ipsec.1","StaticRoutesOnly":true,)"
            R"("Tags":[{"Key":"Name","Value":"Test/Vpn"}],"VpnGatewayId":{"Ref":"Gateway"},)"
            R"("VpnTunnelOptionsSpecifications":[{"IKEVersions":[{"Value":"ikev2"}],)"
            R"("PreSharedKey":{"Fn::Sub":"{{resolve:secretsmanager:${Key}:SecretString:}}"},)"
            R"("TunnelInsideCidr":"169.254.10.0/30"},{"IKEVersions":[{"Value":"ikev2"}]}]})");
  EXPECT_EQ(properties("VpnRoute1"),
            R"({"DestinationCidrBlock":"10.9.0.0/16","VpnConnectionId":{"Ref":"Vpn"}})");
}

TEST_F(VpnAndTransitTest, a_connection_has_one_gateway) {
  const std::int64_t asn = 1;
  const std::int64_t none = 0;
  auto& gateway = stack.add(VpnGatewayProps{.id = "Gateway", .vpc = vpc, .amazon_side_asn = asn});
  auto& office = stack.add(
      CustomerGatewayProps{.id = "Office", .ip_address = "203.0.113.10", .bgp_asn = none});
  stack.add(VpnConnectionProps{.id = "None", .customer_gateway = office, .acceleration = true});
  stack.add(VpnConnectionProps{.id = "Three",
                               .customer_gateway = office,
                               .tunnels = {VpnTunnel{}, VpnTunnel{}, VpnTunnel{}},
                               .vpn_gateway = gateway});
  EXPECT_EQ(codes_of(app), "OT3911 OT3911 OT3917 OT3917 OT3911");
}

TEST_F(VpnAndTransitTest, a_large_asn_is_another_property) {
  stack.add(
      CustomerGatewayProps{.id = "Office", .ip_address = "203.0.113.10", .bgp_asn = 4200000000});
  EXPECT_THAT(written(), has_resource("Office", {{"BgpAsnExtended", 4200000000}}));
}

TEST_F(VpnAndTransitTest, a_transit_gateway_accepts_nobody_unseen) {
  stack.add(TransitGatewayProps{.id = "Transit"});
  EXPECT_EQ(properties("Transit"),
            R"({"AutoAcceptSharedAttachments":"disable","DefaultRouteTableAssociation":"enable",)"
            R"("DefaultRouteTablePropagation":"enable","DnsSupport":"enable",)"
            R"("MulticastSupport":"disable","SecurityGroupReferencingSupport":"enable",)"
            R"("Tags":[{"Key":"Name","Value":"Test/Transit"}],"VpnEcmpSupport":"enable"})");
}

TEST_F(VpnAndTransitTest, a_vpc_is_attached_and_routed) {
  auto& transit = TransitGateway::from_id(stack, "Transit", "tgw-01234567");
  auto& attachment = stack.add(TransitGatewayAttachmentProps{
      .id = "Shop",
      .transit_gateway = transit,
      .vpc = vpc,
      .appliance_mode = true,
      .routes = {"10.128.0.0/9"},
  });
  auto& table = stack.add(TransitGatewayRouteTableProps{.id = "Table", .transit_gateway = transit});
  table.associate(attachment);
  table.propagate(attachment);
  table.add_route("10.0.0.0/16", attachment);
  table.add_blackhole("192.168.0.0/16");
  EXPECT_EQ(properties("Shop"),
            R"({"SubnetIds":[{"Ref":"VpcPrivateSubnet1"},{"Ref":"VpcPrivateSubnet2"}],)"
            R"("TransitGatewayId":"tgw-01234567","VpcId":{"Ref":"Vpc"},"Options":)"
            R"({"ApplianceModeSupport":"enable","DnsSupport":"enable","Ipv6Support":"disable",)"
            R"("SecurityGroupReferencingSupport":"enable"},)"
            R"("Tags":[{"Key":"Name","Value":"Test/Shop"}]})");
  EXPECT_EQ(resource("ShopRoute4"),
            R"({"Type":"AWS::EC2::Route","DependsOn":"Shop","Properties":{"RouteTableId":)"
            R"({"Ref":"VpcPrivateSubnet2RouteTable"},"DestinationCidrBlock":"10.128.0.0/9",)"
            R"("TransitGatewayId":"tgw-01234567"}})");
  EXPECT_EQ(properties("TableAssociation1"), R"({"TransitGatewayAttachmentId":{"Ref":"Shop"},)"
                                             R"("TransitGatewayRouteTableId":{"Ref":"Table"}})");
  EXPECT_EQ(properties("TablePropagation1"), R"({"TransitGatewayAttachmentId":{"Ref":"Shop"},)"
                                             R"("TransitGatewayRouteTableId":{"Ref":"Table"}})");
  EXPECT_EQ(properties("TableRoute1"), R"({"DestinationCidrBlock":"10.0.0.0/16",)"
                                       R"("TransitGatewayRouteTableId":{"Ref":"Table"},)"
                                       R"("TransitGatewayAttachmentId":{"Ref":"Shop"}})");
  EXPECT_EQ(properties("TableRoute2"),
            R"({"DestinationCidrBlock":"192.168.0.0/16",)"
            R"("TransitGatewayRouteTableId":{"Ref":"Table"},"Blackhole":true})");
}

TEST_F(VpnAndTransitTest, a_transit_gateway_that_is_made_elsewhere_is_its_owners) {
  (void)TransitGateway::from_id(stack, "Transit", "tgw-01234567").resource();
  EXPECT_EQ(codes_of(app), "OT2901");
}

TEST_F(VpnAndTransitTest, others_reach_a_service_by_endpoints) {
  auto& balancer = stack.add(NetworkLoadBalancerProps{.id = "Nlb", .vpc = vpc});
  auto& service =
      stack.add(EndpointServiceProps{.id = "Service", .network_load_balancers = {balancer}});
  service.allow_principal("arn:aws:iam::123456789012:root");
  stack.add(OutputProps{.id = "Name", .value = service.service_name()});
  EXPECT_EQ(properties("Service"),
            R"({"AcceptanceRequired":true,"NetworkLoadBalancerArns":[{"Ref":"Nlb"}],)"
            R"("Tags":[{"Key":"Name","Value":"Test/Service"}]})");
  EXPECT_EQ(properties("ServicePermissions"),
            R"({"ServiceId":{"Ref":"Service"},)"
            R"("AllowedPrincipals":["arn:aws:iam::123456789012:root"]})");
  EXPECT_EQ(resource("Name"),
            R"({"Value":{"Fn::Sub":"com.amazonaws.vpce.${AWS::Region}.${Service}"}})");
}

TEST_F(VpnAndTransitTest, a_service_has_a_load_balancer) {
  stack.add(EndpointServiceProps{.id = "Service"});
  EXPECT_EQ(codes_of(app), "OT3915");
}

TEST_F(VpnAndTransitTest, rules_name_a_prefix_list) {
  auto& list = stack.add(PrefixListProps{
      .id = "Offices",
      .entries = {{.cidr = "10.1.0.0/16", .description = "Berlin"}, {.cidr = "10.2.0.0/16"}}});
  auto& group = stack.add(SecurityGroupProps{.id = "Group", .vpc = vpc});
  group.allow_from(list.peer(), Port::tcp(443));
  EXPECT_EQ(properties("Offices"),
            R"({"AddressFamily":"IPv4","PrefixListName":"Test/Offices","Entries":[)"
            R"({"Cidr":"10.1.0.0/16","Description":"Berlin"},{"Cidr":"10.2.0.0/16"}],)"
            R"("MaxEntries":2})");
  EXPECT_THAT(properties("Group"), HasSubstr(R"("SourcePrefixListId":{"Ref":"Offices"})"));
}

TEST_F(VpnAndTransitTest, a_prefix_list_has_room_for_its_entries) {
  const std::int64_t none = 0;
  stack.add(PrefixListProps{.id = "None", .max_entries = none});
  stack.add(PrefixListProps{
      .id = "Few", .entries = {{.cidr = "10.1.0.0/16"}, {.cidr = "10.2.0.0"}}, .max_entries = 1});
  EXPECT_EQ(codes_of(app), "OT3911 OT2001 OT3911");
}

TEST_F(VpnAndTransitTest, dhcp_options_are_for_vpcs) {
  stack.add(DhcpOptionsProps{.id = "Dhcp",
                             .domain_name = "corp.example.com",
                             .netbios_name_servers = {"10.0.0.3"},
                             .ntp_servers = {"169.254.169.123"},
                             .vpcs = {vpc}});
  EXPECT_EQ(properties("Dhcp"),
            R"({"DomainName":"corp.example.com","DomainNameServers":["AmazonProvidedDNS"],)"
            R"("NetbiosNameServers":["10.0.0.3"],"NetbiosNodeType":2,)"
            R"("NtpServers":["169.254.169.123"],"Tags":[{"Key":"Name","Value":"Test/Dhcp"}]})");
  EXPECT_EQ(properties("DhcpVpc1"), R"({"DhcpOptionsId":{"Ref":"Dhcp"},"VpcId":{"Ref":"Vpc"}})");
}

TEST_F(VpnAndTransitTest, dhcp_options_name_four_servers_of_a_kind_at_most) {
  stack.add(DhcpOptionsProps{.id = "Dhcp", .ntp_servers = {"1", "2", "3", "4", "5"}});
  EXPECT_EQ(codes_of(app), "OT3911");
}

}  // namespace
}  // namespace omnitrack
