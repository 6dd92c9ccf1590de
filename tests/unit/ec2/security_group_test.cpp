#include <string>

#include <gtest/gtest.h>

#include "../resource_text.hpp"
#include <omnitrack/cfn/ec2.hpp>
#include <omnitrack/ec2/security_group.hpp>
#include <omnitrack/ec2/vpc.hpp>

namespace omnitrack {
namespace {

using testing_support::codes_of;
using testing_support::compact_template;
using testing_support::object_at;

class SecurityGroupTest : public testing::Test {
 protected:
  SecurityGroup& group(std::string_view id) {
    return stack.add(SecurityGroupProps{.id = id, .vpc = vpc});
  }
  SecurityGroup& closed_group(std::string_view id) {
    return stack.add(SecurityGroupProps{.id = id, .vpc = vpc, .allow_all_outbound = false});
  }

  App app;
  Stack& stack = app.add(StackProps{.id = "Demo"});
  Vpc& vpc = Vpc::from_ids(stack, "Vpc", {.vpc_id = "vpc-0a1b2c3d"});
};

TEST_F(SecurityGroupTest, LetsNothingInAndEverythingOutByDefault) {
  group("Web");
  EXPECT_EQ(object_at(compact_template(app), "Web"),
            R"({"Type":"AWS::EC2::SecurityGroup","Properties":{"GroupDescription":"Demo/Web",)"
            R"("SecurityGroupEgress":[{"IpProtocol":"-1","CidrIp":"0.0.0.0/0",)"
            R"("Description":"Allow all outbound traffic"}],"VpcId":"vpc-0a1b2c3d"}})");
}

TEST_F(SecurityGroupTest, IsInTheVpcThatItIsGiven) {
  const Vpc& made = stack.add(VpcProps{.id = "Vpc"});
  stack.add(SecurityGroupProps{.id = "Web", .vpc = made, .group_name = "web"});
  const std::string text = object_at(compact_template(app), "Web");
  EXPECT_NE(text.find(R"("VpcId":{"Ref":"Vpc"})"), std::string::npos);
  EXPECT_NE(text.find(R"("GroupName":"web")"), std::string::npos);
}

TEST_F(SecurityGroupTest, WritesRulesForBlocksAndPrefixListsInside) {
  auto& zone = stack.add(ParameterProps{.id = "Office"});
  SecurityGroup& web = closed_group("Web");
  web.allow_from("10.0.0.0/16", Port::tcp(443), "HTTPS from inside");
  web.allow_from(Peer::ipv4(zone.value()), Port::udp_range(5000, 5010));
  web.allow_from(Peer::any_ipv6(), Port::ping());
  web.allow_from(as<cfn::ec2::PrefixListId>("pl-12345678"), Port::all_tcp());
  web.allow_to(Peer::any_ipv4(), Port::udp(53));
  EXPECT_EQ(object_at(compact_template(app), "Web"),
            R"({"Type":"AWS::EC2::SecurityGroup","Properties":{"GroupDescription":"Demo/Web",)"
            R"("SecurityGroupEgress":[{"IpProtocol":"udp","CidrIp":"0.0.0.0/0",)"
            R"("Description":"Allow UDP 53","FromPort":53,"ToPort":53}],)"
            R"("SecurityGroupIngress":[{"IpProtocol":"tcp","CidrIp":"10.0.0.0/16",)"
            R"("Description":"HTTPS from inside","FromPort":443,"ToPort":443},)"
            R"({"IpProtocol":"udp","CidrIp":{"Ref":"Office"},"Description":"Allow UDP 5000-5010",)"
            R"("FromPort":5000,"ToPort":5010},)"
            R"({"IpProtocol":"icmp","CidrIpv6":"::/0","Description":"Allow ICMP 8","FromPort":8,)"
            R"("ToPort":-1},)"
            R"({"IpProtocol":"tcp","Description":"Allow all TCP","FromPort":0,)"
            R"("SourcePrefixListId":"pl-12345678","ToPort":65535}],"VpcId":"vpc-0a1b2c3d"}})");
}

TEST_F(SecurityGroupTest, LetsGroupsNameEachOther) {
  SecurityGroup& web = closed_group("Web");
  SecurityGroup& data = closed_group("Data");
  data.allow_connection_from(web, Port::tcp(5432), "SQL");
  web.allow_connection_from(data, Port::tcp(8080));
  const std::string text = compact_template(app);
  EXPECT_EQ(object_at(text, "DataFromWebTCP5432"),
            R"({"Type":"AWS::EC2::SecurityGroupIngress","Properties":{"IpProtocol":"tcp",)"
            R"("Description":"SQL","FromPort":5432,"GroupId":{"Fn::GetAtt":["Data","GroupId"]},)"
            R"("SourceSecurityGroupId":{"Fn::GetAtt":["Web","GroupId"]},"ToPort":5432}})");
  EXPECT_EQ(object_at(text, "WebToDataTCP5432"),
            R"({"Type":"AWS::EC2::SecurityGroupEgress","Properties":{)"
            R"("GroupId":{"Fn::GetAtt":["Web","GroupId"]},"IpProtocol":"tcp","Description":"SQL",)"
            R"("DestinationSecurityGroupId":{"Fn::GetAtt":["Data","GroupId"]},"FromPort":5432,)"
            R"("ToPort":5432}})");
  EXPECT_NE(object_at(text, "WebFromDataTCP8080"), "");
  EXPECT_NE(object_at(text, "DataToWebTCP8080"), "");
}

TEST_F(SecurityGroupTest, AsksForNoOutboundRuleOfAClientThatMayReachEverything) {
  SecurityGroup& client = group("Client");
  group("Data").allow_connection_from(client, Port::tcp(5432));
  const std::string text = compact_template(app);
  EXPECT_NE(object_at(text, "DataFromClientTCP5432"), "");
  EXPECT_EQ(text.find("AWS::EC2::SecurityGroupEgress\""), std::string::npos);
}

TEST_F(SecurityGroupTest, LetsItsMembersReachEachOther) {
  SecurityGroup& nodes = group("Nodes");
  nodes.allow_from(nodes, Port::all());
  EXPECT_EQ(object_at(compact_template(app), "NodesFromItselfalltraffic"),
            R"({"Type":"AWS::EC2::SecurityGroupIngress","Properties":{"IpProtocol":"-1",)"
            R"("Description":"Allow all traffic","GroupId":{"Fn::GetAtt":["Nodes","GroupId"]},)"
            R"("SourceSecurityGroupId":{"Fn::GetAtt":["Nodes","GroupId"]}}})");
}

TEST_F(SecurityGroupTest, TakesGroupsThatWereMadeElsewhere) {
  auto& office =
      stack.add(ParameterProps{.id = "Office", .type = ParameterType::security_group_id});
  SecurityGroup& web = group("Web");
  web.allow_from(as<cfn::ec2::SecurityGroupId>("sg-01234567"), Port::tcp(22));
  web.allow_from(office.as<cfn::ec2::SecurityGroupId>(), Port::tcp(22));
  const std::string text = compact_template(app);
  EXPECT_NE(
      object_at(text, "WebFromsg01234567TCP22").find(R"("SourceSecurityGroupId":"sg-01234567")"),
      std::string::npos);
  EXPECT_NE(
      object_at(text, "WebFromOfficeTCP22").find(R"("SourceSecurityGroupId":{"Ref":"Office"})"),
      std::string::npos);
}

TEST_F(SecurityGroupTest, AddsARuleOnce) {
  const Vpc& made = stack.add(VpcProps{.id = "Vpc"});
  SecurityGroup& client = group("Client");
  SecurityGroup& web = group("Web");
  for (int i = 0; i < 2; ++i) {
    web.allow_from(Peer::ipv4(made.cidr()), Port::tcp(80), i == 0 ? "first" : "second");
    web.allow_from("10.0.0.0/8", Port::tcp(80));
    web.allow_from(client, Port::tcp(80));
  }
  const std::string text = compact_template(app);
  const std::string web_text = object_at(text, "Web");
  EXPECT_NE(web_text.find("first"), std::string::npos);
  EXPECT_EQ(web_text.find("second"), std::string::npos);
  EXPECT_EQ(web_text.find("10.0.0.0/8"), web_text.rfind("10.0.0.0/8"));
}

TEST_F(SecurityGroupTest, NamesOneUselessOutboundRuleWhereNothingMayGoOut) {
  SecurityGroup& web = closed_group("Web");
  web.allow_to(as<cfn::ec2::SecurityGroupId>("sg-01234567"), Port::tcp(22));
  EXPECT_EQ(object_at(compact_template(app), "Web"),
            R"({"Type":"AWS::EC2::SecurityGroup","Properties":{"GroupDescription":"Demo/Web",)"
            R"("SecurityGroupEgress":[{"IpProtocol":"icmp","CidrIp":"255.255.255.255/32",)"
            R"("Description":"Allow no outbound traffic","FromPort":252,"ToPort":86}],)"
            R"("VpcId":"vpc-0a1b2c3d"}})");
}

TEST_F(SecurityGroupTest, LetsIpv6OutWhereAsked) {
  SecurityGroup& web =
      stack.add(SecurityGroupProps{.id = "Web", .vpc = vpc, .allow_all_ipv6_outbound = true});
  web.allow_to(Peer::any_ipv6(), Port::all());
  EXPECT_NE(object_at(compact_template(app), "Web")
                .find(R"("SecurityGroupEgress":[{"IpProtocol":"-1","CidrIp":"0.0.0.0/0",)"
                      R"("Description":"Allow all outbound traffic"},{"IpProtocol":"-1",)"
                      R"("CidrIpv6":"::/0","Description":"Allow all outbound IPv6 traffic"}])"),
            std::string::npos);
}

TEST_F(SecurityGroupTest, WarnsOfAnOutboundRuleThatChangesNothing) {
  group("Web").allow_to("10.0.0.0/8", Port::tcp(80));
  const Synthesis synthesis = synthesize(app);
  ASSERT_EQ(synthesis.diagnostics.size(), 1U);
  EXPECT_EQ(synthesis.diagnostics[0].code, "OT2024");
  EXPECT_EQ(synthesis.diagnostics[0].severity, Severity::warning);
  EXPECT_TRUE(synthesis.ok());
}

TEST_F(SecurityGroupTest, ReportsNamesAndDescriptionsThatEc2Refuses) {
  stack.add(SecurityGroupProps{.id = "A", .vpc = vpc, .description = "Größe"});
  stack.add(SecurityGroupProps{.id = "B", .vpc = vpc, .group_name = "sg-web"});
  stack.add(SecurityGroupProps{.id = "C", .vpc = vpc, .group_name = "web?"});
  stack.add(SecurityGroupProps{.id = "D", .vpc = vpc, .group_name = ""});
  group("E").allow_from("10.0.0.0/8", Port::tcp(1), "what's this");
  EXPECT_EQ(codes_of(app), "OT2020 OT2020 OT2021 OT2022 OT2022");
}

TEST_F(SecurityGroupTest, ReportsPeersThatAreNone) {
  SecurityGroup& web = group("Web");
  web.allow_from(std::string("10.0.0.1/8"), Port::tcp(80));
  web.allow_from(Peer::ipv4("everywhere"), Port::tcp(80));
  web.allow_from(Peer::ipv6("10.0.0.0/8"), Port::tcp(80));
  web.allow_from(Peer::ipv6("2001:db8::/129"), Port::tcp(80));
  web.allow_from(as<cfn::ec2::SecurityGroupId>("web"), Port::tcp(80));
  web.allow_from(as<cfn::ec2::PrefixListId>("list"), Port::tcp(80));
  web.allow_from(Peer::ipv6("2001:db8::/32"), Port::tcp(80));
  EXPECT_EQ(codes_of(app), "OT2025 OT2025 OT2025 OT2025 OT2025 OT2025");
}

TEST_F(SecurityGroupTest, ReportsPortsThatEndBeforeTheyBegin) {
  group("Web").allow_from("10.0.0.0/8", Port::tcp_range(90, 80));
  EXPECT_EQ(codes_of(app), "OT2023");
}

}  // namespace
}  // namespace omnitrack
