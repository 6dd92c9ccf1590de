#include <random>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "../resource_text.hpp"
#include <omnitrack/cfn/ec2.hpp>
#include <omnitrack/ec2/elastic_ip.hpp>
#include <omnitrack/ec2/vpc.hpp>

namespace omnitrack {
namespace {

using testing_support::codes_of;
using testing_support::compact_template;
using testing_support::object_at;

class VpcTest : public testing::Test {
 protected:
  [[nodiscard]] std::string resource(const std::string& logical_id) {
    if (text_.empty()) text_ = compact_template(app);
    return object_at(text_, logical_id);
  }
  [[nodiscard]] std::size_t count(const std::string& type) {
    if (text_.empty()) text_ = compact_template(app);
    const std::string searched = "\"Type\":\"AWS::EC2::" + type + "\"";
    std::size_t found = 0;
    for (std::size_t at = text_.find(searched); at != std::string::npos;
         at = text_.find(searched, at + 1)) {
      ++found;
    }
    return found;
  }

  App app;
  Stack& stack = app.add(StackProps{.id = "Demo"});

 private:
  std::string text_;
};

std::vector<std::string> blocks_of(const Vpc& vpc) {
  std::vector<std::string> blocks;
  for (const Subnet* subnet : vpc.all_subnets()) {
    blocks.emplace_back(subnet->cidr().value().literal_text());
  }
  return blocks;
}

const std::vector<SubnetGroup> documented = {
    {.name = "Public", .kind = SubnetKind::public_, .prefix_length = 24},
    {.name = "Private", .kind = SubnetKind::private_with_egress, .prefix_length = 24},
};

TEST_F(VpcTest, MakesTheNetworkWithDnsAndItsPathAsName) {
  stack.add(VpcProps{.id = "Vpc"});
  EXPECT_EQ(resource("Vpc"), R"({"Type":"AWS::EC2::VPC","Properties":{"CidrBlock":"10.0.0.0/16",)"
                             R"("EnableDnsHostnames":true,"EnableDnsSupport":true,)"
                             R"("Tags":[{"Key":"Name","Value":"Demo/Vpc"}]}})");
}

TEST_F(VpcTest, MakesAPublicSubnetWithItsRouteToTheInternet) {
  stack.add(VpcProps{.id = "Vpc", .subnet_groups = documented});
  EXPECT_EQ(resource("VpcPublicSubnet2"),
            R"({"Type":"AWS::EC2::Subnet","Properties":{"VpcId":{"Ref":"Vpc"},)"
            R"("AvailabilityZone":{"Fn::Select":[1,{"Fn::GetAZs":""}]},"CidrBlock":"10.0.1.0/24",)"
            R"("MapPublicIpOnLaunch":false,)"
            R"("Tags":[{"Key":"Name","Value":"Demo/Vpc/PublicSubnet2"}]}})");
  EXPECT_EQ(resource("VpcPublicSubnet2RouteTable"),
            R"({"Type":"AWS::EC2::RouteTable","Properties":{"VpcId":{"Ref":"Vpc"},)"
            R"("Tags":[{"Key":"Name","Value":"Demo/Vpc/PublicSubnet2"}]}})");
  EXPECT_EQ(resource("VpcPublicSubnet2RouteTableAssociation"),
            R"({"Type":"AWS::EC2::SubnetRouteTableAssociation","Properties":{)"
            R"("RouteTableId":{"Ref":"VpcPublicSubnet2RouteTable"},)"
            R"("SubnetId":{"Ref":"VpcPublicSubnet2"}}})");
  EXPECT_EQ(resource("VpcInternetGateway"), R"({"Type":"AWS::EC2::InternetGateway","Properties":{)"
                                            R"("Tags":[{"Key":"Name","Value":"Demo/Vpc"}]}})");
  EXPECT_EQ(resource("VpcGatewayAttachment"),
            R"({"Type":"AWS::EC2::VPCGatewayAttachment","Properties":{"VpcId":{"Ref":"Vpc"},)"
            R"("InternetGatewayId":{"Ref":"VpcInternetGateway"}}})");
  EXPECT_EQ(resource("VpcPublicSubnet2DefaultRoute"),
            R"({"Type":"AWS::EC2::Route","DependsOn":"VpcGatewayAttachment","Properties":{)"
            R"("RouteTableId":{"Ref":"VpcPublicSubnet2RouteTable"},)"
            R"("DestinationCidrBlock":"0.0.0.0/0","GatewayId":{"Ref":"VpcInternetGateway"}}})");
}

TEST_F(VpcTest, MakesAPrivateSubnetWithItsRouteThroughNat) {
  stack.add(VpcProps{.id = "Vpc", .subnet_groups = documented});
  EXPECT_EQ(resource("VpcPublicSubnet3EIP"),
            R"({"Type":"AWS::EC2::EIP","DependsOn":"VpcGatewayAttachment","Properties":{)"
            R"("Domain":"vpc","Tags":[{"Key":"Name","Value":"Demo/Vpc/PublicSubnet3"}]}})");
  EXPECT_EQ(resource("VpcPublicSubnet3NATGateway"),
            R"({"Type":"AWS::EC2::NatGateway","DependsOn":"VpcPublicSubnet3DefaultRoute",)"
            R"("Properties":{"AllocationId":{"Fn::GetAtt":["VpcPublicSubnet3EIP","AllocationId"]},)"
            R"("SubnetId":{"Ref":"VpcPublicSubnet3"},)"
            R"("Tags":[{"Key":"Name","Value":"Demo/Vpc/PublicSubnet3"}]}})");
  EXPECT_EQ(resource("VpcPrivateSubnet3"),
            R"({"Type":"AWS::EC2::Subnet","Properties":{"VpcId":{"Ref":"Vpc"},)"
            R"("AvailabilityZone":{"Fn::Select":[2,{"Fn::GetAZs":""}]},"CidrBlock":"10.0.5.0/24",)"
            R"("MapPublicIpOnLaunch":false,)"
            R"("Tags":[{"Key":"Name","Value":"Demo/Vpc/PrivateSubnet3"}]}})");
  EXPECT_EQ(resource("VpcPrivateSubnet3DefaultRoute"),
            R"({"Type":"AWS::EC2::Route","Properties":{)"
            R"("RouteTableId":{"Ref":"VpcPrivateSubnet3RouteTable"},)"
            R"("DestinationCidrBlock":"0.0.0.0/0",)"
            R"("NatGatewayId":{"Ref":"VpcPublicSubnet3NATGateway"}}})");
}

TEST_F(VpcTest, HasThreeZonesWithANatGatewayInEachByDefault) {
  stack.add(VpcProps{.id = "Vpc"});
  EXPECT_EQ(count("Subnet"), 6U);
  EXPECT_EQ(count("RouteTable"), 6U);
  EXPECT_EQ(count("Route"), 6U);
  EXPECT_EQ(count("NatGateway"), 3U);
  EXPECT_EQ(count("EIP"), 3U);
  EXPECT_EQ(count("InternetGateway"), 1U);
}

TEST_F(VpcTest, AllotsTheBlocksGroupByGroup) {
  const Vpc& vpc = stack.add(VpcProps{.id = "Vpc", .subnet_groups = documented});
  EXPECT_EQ(blocks_of(vpc),
            (std::vector<std::string>{"10.0.0.0/24", "10.0.1.0/24", "10.0.2.0/24", "10.0.3.0/24",
                                      "10.0.4.0/24", "10.0.5.0/24"}));
}

TEST_F(VpcTest, SharesTheBlockEquallyWhereNoPrefixLengthIsGiven) {
  const Vpc& vpc = stack.add(VpcProps{.id = "Vpc", .availability_zones = 2});
  EXPECT_EQ(blocks_of(vpc), (std::vector<std::string>{"10.0.0.0/18", "10.0.64.0/18",
                                                      "10.0.128.0/18", "10.0.192.0/18"}));
}

TEST_F(VpcTest, SharesWhatOtherGroupsLeave) {
  const Vpc& vpc = stack.add(VpcProps{
      .id = "Vpc",
      .availability_zones = 1,
      .cidr = "10.0.0.0/24",
      .subnet_groups = {{.name = "Data", .kind = SubnetKind::isolated, .prefix_length = 25},
                        {.name = "Public", .kind = SubnetKind::public_},
                        {.name = "Private"}},
  });
  EXPECT_EQ(blocks_of(vpc),
            (std::vector<std::string>{"10.0.0.0/25", "10.0.0.128/26", "10.0.0.192/26"}));
}

TEST_F(VpcTest, KeepsRoomForReservedGroupsAndZones) {
  const Vpc& vpc = stack.add(VpcProps{
      .id = "Vpc",
      .availability_zones = 2,
      .reserved_zones = 1,
      .subnet_groups = {{.name = "Public", .kind = SubnetKind::public_, .prefix_length = 24},
                        {.name = "Later", .prefix_length = 24, .reserved = true},
                        {.name = "Data", .kind = SubnetKind::isolated, .prefix_length = 24}},
  });
  EXPECT_EQ(blocks_of(vpc),
            (std::vector<std::string>{"10.0.0.0/24", "10.0.1.0/24", "10.0.6.0/24", "10.0.7.0/24"}));
  EXPECT_EQ(count("NatGateway"), 0U);
}

TEST_F(VpcTest, NeverOverlapsTheSubnetsOfAnyShape) {
  std::mt19937 generator(7);
  const auto random = [&] { return static_cast<unsigned>(generator()); };
  int made = 0;
  for (int round = 0; round < 300; ++round) {
    App each;
    Stack& demo = each.add(StackProps{.id = "Demo"});
    const Cidr whole = Cidr::of(10U << 24, 16 + random() % 9);
    const std::string whole_text(whole.value().literal_text());
    std::vector<std::string> names;
    for (std::size_t i = 0; i < 1 + random() % 5; ++i) names.push_back("Group" + std::to_string(i));
    std::vector<SubnetGroup> groups;
    for (const std::string& name : names) {
      groups.push_back({.name = name,
                        .kind = static_cast<SubnetKind>(random() % 3),
                        .prefix_length = random() % 2 == 0 ? 0 : 18 + random() % 11,
                        .reserved = random() % 5 == 0});
    }
    const Vpc& vpc = demo.add(VpcProps{.id = "Vpc",
                                       .availability_zones = 1 + random() % 6,
                                       .cidr = whole_text,
                                       .nat_gateways = 0,
                                       .reserved_zones = random() % 3,
                                       .subnet_groups = groups});
    if (codes_of(each).find("OT2002") != std::string::npos) continue;
    ++made;
    const std::vector<Subnet*>& subnets = vpc.all_subnets();
    for (std::size_t i = 0; i < subnets.size(); ++i) {
      ASSERT_TRUE(whole.contains(subnets[i]->cidr()));
      ASSERT_GE(subnets[i]->cidr().prefix_length(), 16U);
      ASSERT_LE(subnets[i]->cidr().prefix_length(), 28U);
      for (std::size_t j = 0; j < i; ++j) {
        ASSERT_FALSE(subnets[i]->cidr().overlaps(subnets[j]->cidr()));
      }
    }
  }
  EXPECT_GT(made, 100);
}

TEST_F(VpcTest, SharesFewerNatGatewaysAmongTheZones) {
  stack.add(VpcProps{.id = "Vpc", .nat_gateways = 2});
  EXPECT_EQ(count("NatGateway"), 2U);
  EXPECT_NE(resource("VpcPrivateSubnet2DefaultRoute").find("VpcPublicSubnet2NATGateway"),
            std::string::npos);
  EXPECT_NE(resource("VpcPrivateSubnet3DefaultRoute").find("VpcPublicSubnet1NATGateway"),
            std::string::npos);
}

TEST_F(VpcTest, GivesNatGatewaysTheAddressesThatOthersLetIn) {
  auto& address = stack.add(ElasticIpProps{.id = "Address"});
  auto& known = ElasticIp::from_allocation_id(stack, "Known", "eipalloc-0123456789abcdef0");
  stack.add(VpcProps{.id = "Vpc", .nat_addresses = {address, known}});
  EXPECT_EQ(count("NatGateway"), 2U);
  EXPECT_EQ(count("EIP"), 1U);
  EXPECT_NE(resource("VpcPublicSubnet1NATGateway")
                .find(R"("AllocationId":{"Fn::GetAtt":["Address","AllocationId"]})"),
            std::string::npos);
  EXPECT_NE(
      resource("VpcPublicSubnet2NATGateway").find(R"("AllocationId":"eipalloc-0123456789abcdef0")"),
      std::string::npos);
}

TEST_F(VpcTest, RefusesAddressesThatNoNatGatewayTakes) {
  auto& address = stack.add(ElasticIpProps{.id = "Address"});
  stack.add(VpcProps{.id = "Zonal", .nat_addresses = {address}, .nat_gateways = 2});
  stack.add(VpcProps{.id = "Regional", .nat_addresses = {address}, .nat_kind = NatKind::regional});
  EXPECT_EQ(codes_of(app), "OT2005 OT2011");
}

TEST_F(VpcTest, NeedsNoWayOutWithoutNatGateways) {
  stack.add(VpcProps{.id = "Vpc", .nat_gateways = 0});
  EXPECT_EQ(count("NatGateway"), 0U);
  EXPECT_EQ(resource("VpcPrivateSubnet1DefaultRoute"), "");
}

TEST_F(VpcTest, SharesOneRegionalNatGateway) {
  stack.add(
      VpcProps{.id = "Vpc", .nat_kind = NatKind::regional, .subnet_groups = {{.name = "Private"}}});
  EXPECT_EQ(resource("VpcNATGateway"),
            R"({"Type":"AWS::EC2::NatGateway","DependsOn":"VpcGatewayAttachment","Properties":{)"
            R"("AvailabilityMode":"regional","ConnectivityType":"public",)"
            R"("Tags":[{"Key":"Name","Value":"Demo/Vpc"}],"VpcId":{"Ref":"Vpc"}}})");
  EXPECT_NE(resource("VpcPrivateSubnet2DefaultRoute").find(R"({"Ref":"VpcNATGateway"})"),
            std::string::npos);
}

TEST_F(VpcTest, KeepsIsolatedSubnetsApart) {
  stack.add(
      VpcProps{.id = "Vpc", .subnet_groups = {{.name = "Data", .kind = SubnetKind::isolated}}});
  EXPECT_EQ(count("Subnet"), 3U);
  EXPECT_EQ(count("Route"), 0U);
  EXPECT_EQ(count("InternetGateway"), 0U);
}

TEST_F(VpcTest, TakesZonesByName) {
  stack.add(VpcProps{.id = "Vpc", .zone_names = {"eu-central-1a", "eu-central-1c"}});
  EXPECT_EQ(count("Subnet"), 4U);
  EXPECT_NE(resource("VpcPublicSubnet2").find(R"("AvailabilityZone":"eu-central-1c")"),
            std::string::npos);
}

TEST_F(VpcTest, TakesZonesFromAParameter) {
  auto& zones = stack.add(
      ParameterProps{.id = "Zones", .type = ParameterType::list_of_availability_zone_names});
  stack.add(VpcProps{.id = "Vpc", .availability_zones = 2, .zone_names = zones.list()});
  EXPECT_NE(
      resource("VpcPublicSubnet2").find(R"("AvailabilityZone":{"Fn::Select":[1,{"Ref":"Zones"}]})"),
      std::string::npos);
}

TEST_F(VpcTest, RoutesGatewayEndpointsFromAllSubnets) {
  stack.add(VpcProps{.id = "Vpc",
                     .availability_zones = 1,
                     .gateway_endpoints = {GatewayService::s3, GatewayService::dynamodb}});
  EXPECT_EQ(resource("VpcS3Endpoint"),
            R"({"Type":"AWS::EC2::VPCEndpoint","Properties":{"VpcId":{"Ref":"Vpc"},)"
            R"("RouteTableIds":[{"Ref":"VpcPublicSubnet1RouteTable"},)"
            R"({"Ref":"VpcPrivateSubnet1RouteTable"}],)"
            R"("ServiceName":{"Fn::Sub":"com.amazonaws.${AWS::Region}.s3"},)"
            R"("Tags":[{"Key":"Name","Value":"Demo/Vpc"}],"VpcEndpointType":"Gateway"}})");
  EXPECT_NE(resource("VpcDynamoDBEndpoint").find("com.amazonaws.${AWS::Region}.dynamodb"),
            std::string::npos);
}

TEST_F(VpcTest, GivesIpv6ToEverySubnetAndEgressToThePrivateOnes) {
  stack.add(VpcProps{.id = "Vpc", .availability_zones = 1, .ipv6 = true});
  EXPECT_EQ(resource("VpcIpv6CidrBlock"),
            R"({"Type":"AWS::EC2::VPCCidrBlock","Properties":{"VpcId":{"Ref":"Vpc"},)"
            R"("AmazonProvidedIpv6CidrBlock":true}})");
  EXPECT_EQ(resource("VpcPrivateSubnet1"),
            R"({"Type":"AWS::EC2::Subnet","DependsOn":"VpcIpv6CidrBlock","Properties":{)"
            R"("VpcId":{"Ref":"Vpc"},"AssignIpv6AddressOnCreation":true,)"
            R"("AvailabilityZone":{"Fn::Select":[0,{"Fn::GetAZs":""}]},)"
            R"("CidrBlock":"10.0.128.0/17","Ipv6CidrBlock":{"Fn::Select":[1,{"Fn::Cidr":[)"
            R"({"Fn::Select":[0,{"Fn::GetAtt":["Vpc","Ipv6CidrBlocks"]}]},2,64]}]},)"
            R"("MapPublicIpOnLaunch":false,)"
            R"("Tags":[{"Key":"Name","Value":"Demo/Vpc/PrivateSubnet1"}]}})");
  EXPECT_EQ(resource("VpcPublicSubnet1DefaultRouteIpv6"),
            R"({"Type":"AWS::EC2::Route","DependsOn":"VpcGatewayAttachment","Properties":{)"
            R"("RouteTableId":{"Ref":"VpcPublicSubnet1RouteTable"},)"
            R"("DestinationIpv6CidrBlock":"::/0","GatewayId":{"Ref":"VpcInternetGateway"}}})");
  EXPECT_EQ(resource("VpcPrivateSubnet1DefaultRouteIpv6"),
            R"({"Type":"AWS::EC2::Route","Properties":{)"
            R"("RouteTableId":{"Ref":"VpcPrivateSubnet1RouteTable"},)"
            R"("DestinationIpv6CidrBlock":"::/0",)"
            R"("EgressOnlyInternetGatewayId":{"Ref":"VpcEgressOnlyInternetGateway"}}})");
}

TEST_F(VpcTest, GivesItsSubnetsByKindAndByGroup) {
  const Vpc& vpc = stack.add(VpcProps{
      .id = "Vpc",
      .availability_zones = 1,
      .subnet_groups = {{.name = "Public", .kind = SubnetKind::public_},
                        {.name = "App"},
                        {.name = "Jobs"},
                        {.name = "Data", .kind = SubnetKind::isolated}},
  });
  stack.add(UntypedResourceProps{
      .id = "Custom",
      .type = "Private::Test::Thing",
      .properties = {{"Public", vpc.public_subnets()},
                     {"Private", vpc.private_subnets()},
                     {"Isolated", vpc.isolated_subnets()},
                     {"Jobs", vpc.subnets("Jobs")},
                     {"Id", vpc.id()},
                     {"Cidr", vpc.cidr()},
                     {"Default", vpc.default_security_group()}},
  });
  EXPECT_EQ(resource("Custom"),
            R"({"Type":"Private::Test::Thing","Properties":{"Public":[{"Ref":"VpcPublicSubnet1"}],)"
            R"("Private":[{"Ref":"VpcAppSubnet1"},{"Ref":"VpcJobsSubnet1"}],)"
            R"("Isolated":[{"Ref":"VpcDataSubnet1"}],"Jobs":[{"Ref":"VpcJobsSubnet1"}],)"
            R"("Id":{"Ref":"Vpc"},"Cidr":{"Fn::GetAtt":["Vpc","CidrBlock"]},)"
            R"("Default":{"Fn::GetAtt":["Vpc","DefaultSecurityGroup"]}}})");
}

TEST_F(VpcTest, LetsTheUserNameSubnetsAnew) {
  const Vpc& vpc = stack.add(VpcProps{.id = "Vpc", .availability_zones = 1});
  vpc.all_subnets().front()->add_tag("Name", "edge");
  EXPECT_NE(resource("VpcPublicSubnet1NATGateway").find(R"([{"Key":"Name","Value":"edge"}])"),
            std::string::npos);
}

TEST_F(VpcTest, ReportsABlockThatIsNoneAtTheLineThatMadeTheVpc) {
  const std::string cidr = "10.0.0.0/8";
  const unsigned line = __LINE__ + 1;
  stack.add(VpcProps{.id = "Vpc", .cidr = cidr});
  const Synthesis synthesis = synthesize(app);
  ASSERT_EQ(synthesis.diagnostics.size(), 1U);
  EXPECT_EQ(synthesis.diagnostics[0].code, "OT2001");
  EXPECT_EQ(synthesis.diagnostics[0].line, line);
  EXPECT_EQ(synthesis.diagnostics[0].path, "Demo/Vpc");
  EXPECT_EQ(synthesis.diagnostics[0].message,
            "'10.0.0.0/8' is not a block of a VPC, whose prefix length is 16 to 28");
}

TEST_F(VpcTest, ReportsABlockThatIsTooSmall) {
  stack.add(VpcProps{.id = "Vpc", .cidr = "10.0.0.0/23", .subnet_groups = documented});
  const Synthesis synthesis = synthesize(app);
  ASSERT_EQ(synthesis.diagnostics.size(), 1U);
  EXPECT_EQ(synthesis.diagnostics[0].code, "OT2002");
  EXPECT_EQ(synthesis.diagnostics[0].message,
            "the subnets need 1536 addresses, the VPC's block has 512");
}

TEST_F(VpcTest, ReportsAPrefixLengthThatNoSubnetHas) {
  stack.add(VpcProps{
      .id = "Vpc",
      .subnet_groups = {{.name = "Tiny", .kind = SubnetKind::isolated, .prefix_length = 29}}});
  EXPECT_EQ(codes_of(app), "OT2003");
}

TEST_F(VpcTest, ReportsTooManyOrTooFewZones) {
  stack.add(VpcProps{.id = "Seven", .availability_zones = 7});
  stack.add(VpcProps{.id = "None", .availability_zones = 0});
  EXPECT_EQ(codes_of(app), "OT2004 OT2004");
}

TEST_F(VpcTest, ReportsMoreNatGatewaysThanZones) {
  stack.add(VpcProps{.id = "Vpc", .nat_gateways = 4});
  EXPECT_EQ(codes_of(app), "OT2005");
}

TEST_F(VpcTest, ReportsPrivateSubnetsWithoutAPlaceForNat) {
  stack.add(VpcProps{.id = "Vpc", .subnet_groups = {{.name = "Private"}}});
  EXPECT_EQ(codes_of(app), "OT2006");
}

TEST_F(VpcTest, ReportsSeveralRegionalNatGateways) {
  stack.add(VpcProps{.id = "Vpc", .nat_gateways = 3, .nat_kind = NatKind::regional});
  EXPECT_EQ(codes_of(app), "OT2011");
}

TEST_F(VpcTest, ReportsSubnetsThatItDoesNotHave) {
  const Vpc& vpc = stack.add(VpcProps{.id = "Vpc"});
  static_cast<void>(vpc.isolated_subnets());
  static_cast<void>(vpc.subnets("Pubic"));
  const Synthesis synthesis = synthesize(app);
  ASSERT_EQ(synthesis.diagnostics.size(), 2U);
  EXPECT_EQ(synthesis.diagnostics[0].code, "OT2008");
  EXPECT_EQ(synthesis.diagnostics[1].code, "OT2007");
  EXPECT_EQ(synthesis.diagnostics[1].hint, "its groups are: Public, Private");
}

TEST_F(VpcTest, ReportsGroupsOfOneNameAndNoGroups) {
  stack.add(
      VpcProps{.id = "Twice", .nat_gateways = 0, .subnet_groups = {{.name = "A"}, {.name = "A"}}});
  stack.add(VpcProps{.id = "None", .subnet_groups = {}});
  const std::string codes = codes_of(app);
  EXPECT_NE(codes.find("OT2009"), std::string::npos) << codes;
  EXPECT_NE(codes.find("OT2010"), std::string::npos) << codes;
}

}  // namespace
}  // namespace omnitrack
