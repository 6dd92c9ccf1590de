#include "graph/network/network.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "graph_of.hpp"

namespace omnitrack::graph {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;

// A public and a private subnet, of which the private one reaches the internet through NAT.
const char* const two_tiers = R"(
Parameters: {Office: {Type: String}}
Resources:
  Vpc: {Type: AWS::EC2::VPC, Properties: {CidrBlock: 10.0.0.0/16}}
  Gateway: {Type: AWS::EC2::InternetGateway}
  Attached: {Type: AWS::EC2::VPCGatewayAttachment, Properties: {VpcId: !Ref Vpc, InternetGatewayId: !Ref Gateway}}
  Public: {Type: AWS::EC2::Subnet, Properties: {VpcId: !Ref Vpc, CidrBlock: !Select [0, !Cidr [!GetAtt Vpc.CidrBlock, 2, 8]], MapPublicIpOnLaunch: true}}
  PublicTable: {Type: AWS::EC2::RouteTable, Properties: {VpcId: !Ref Vpc}}
  OfPublic: {Type: AWS::EC2::SubnetRouteTableAssociation, Properties: {SubnetId: !Ref Public, RouteTableId: !Ref PublicTable}}
  Out: {Type: AWS::EC2::Route, Properties: {RouteTableId: !Ref PublicTable, DestinationCidrBlock: 0.0.0.0/0, GatewayId: !Ref Gateway}}
  Private: {Type: AWS::EC2::Subnet, Properties: {VpcId: !Ref Vpc, CidrBlock: !Select [1, !Cidr [!GetAtt Vpc.CidrBlock, 2, 8]]}}
  PrivateTable: {Type: AWS::EC2::RouteTable, Properties: {VpcId: !Ref Vpc}}
  OfPrivate: {Type: AWS::EC2::SubnetRouteTableAssociation, Properties: {SubnetId: !Ref Private, RouteTableId: !Ref PrivateTable}}
  Nat: {Type: AWS::EC2::NatGateway, Properties: {SubnetId: !Ref Public, AllocationId: eipalloc-1}}
  ThroughNat: {Type: AWS::EC2::Route, Properties: {RouteTableId: !Ref PrivateTable, DestinationCidrBlock: 0.0.0.0/0, NatGatewayId: !Ref Nat}}
  WebGroup: {Type: AWS::EC2::SecurityGroup, Properties: {GroupDescription: g, VpcId: !Ref Vpc, SecurityGroupIngress: [{IpProtocol: tcp, FromPort: 443, ToPort: 443, CidrIp: 0.0.0.0/0}]}}
  CacheGroup: {Type: AWS::EC2::SecurityGroup, Properties: {GroupDescription: g, VpcId: !Ref Vpc, SecurityGroupIngress: [{IpProtocol: tcp, FromPort: 6379, ToPort: 6379, CidrIp: 10.0.0.0/24}]}}
  Web: {Type: AWS::EC2::Instance, Properties: {SubnetId: !Ref Public, SecurityGroupIds: [!Ref WebGroup]}}
  Job: {Type: AWS::EC2::Instance, Properties: {SubnetId: !Ref Private, SecurityGroupIds: [!Ref WebGroup]}}
  CacheSubnets: {Type: AWS::ElastiCache::SubnetGroup, Properties: {Description: c, SubnetIds: [!Ref Private]}}
  Cache: {Type: AWS::ElastiCache::CacheCluster, Properties: {Engine: redis, CacheNodeType: t, NumCacheNodes: 1, CacheSubnetGroupName: !Ref CacheSubnets, VpcSecurityGroupIds: [!Ref CacheGroup]}}
  Queue: {Type: AWS::SQS::Queue}
  Topic: {Type: AWS::SNS::Topic}
)";

std::vector<std::string> names_of(const std::vector<Reached>& reached) {
  std::vector<std::string> names;
  for (const Reached& each : reached) names.push_back(each.resource);
  return names;
}

TEST(Network, TellsWhatIsOpenToTheWorld) {
  const GraphOf app(two_tiers);
  EXPECT_THAT(names_of(Network(app.stacks()).open_to_the_world()),
              ElementsAre("Public", "Web", "Queue", "Topic"))
      << "a queue's endpoint is on the internet, whoever may use it";
}

TEST(Network, TellsHowEachSubnetReachesTheInternet) {
  const GraphOf app(two_tiers);
  const auto ways = Network(app.stacks()).ways_out();
  EXPECT_THAT(names_of(ways), ElementsAre("Public", "Private"));
  EXPECT_EQ(ways[1].answer.verdict, Verdict::yes);
  EXPECT_THAT(words_of(ways[1].answer), HasSubstr("PrivateTable sends 0.0.0.0/0 to Nat"));
  EXPECT_THAT(words_of(ways[1].answer), HasSubstr("PublicTable sends 0.0.0.0/0 to Gateway"));
}

TEST(Network, TellsWhoReachesAResource) {
  const GraphOf app(two_tiers);
  // The subnets are cut out of the VPC by Fn::Cidr: 10.0.0.0/24 is the first.
  EXPECT_THAT(names_of(Network(app.stacks()).who_reaches("Cache")), ElementsAre("Web"));
}

TEST(Network, SaysWhichEndsItKnows) {
  const GraphOf app(two_tiers);
  const Network network(app.stacks());
  EXPECT_TRUE(network.has("internet"));
  EXPECT_TRUE(network.has("198.51.100.0/24"));
  EXPECT_TRUE(network.has("2001:db8::1"));
  EXPECT_FALSE(network.has("10.0.0.1")) << "a private address is none of the internet's";
  EXPECT_TRUE(network.has("Web"));
  EXPECT_FALSE(network.has("OfPublic"));
  EXPECT_FALSE(network.has("Nobody"));
  EXPECT_TRUE(network.takes_connections("Cache"));
  EXPECT_FALSE(network.takes_connections("Queue"));
  EXPECT_EQ(network.reach("Queue", "Cache"), std::nullopt) << "a queue opens no connection";
}

TEST(Network, AReasonLeadsToItsRule) {
  const GraphOf app(two_tiers);
  const Answer answer = *Network(app.stacks()).reach("Web", "Cache");
  const auto rule = std::ranges::find(answer.reasons, "CacheGroup", &Reason::resource);
  ASSERT_NE(rule, answer.reasons.end());
  EXPECT_EQ(rule->kind, RuleKind::security_group);
  EXPECT_EQ(rule->pointer, "/Properties/SecurityGroupIngress/0");
  EXPECT_EQ(app.stacks().place(rule->resource, rule->pointer).place.line, 17U);
}

TEST(Network, APartOfTheInternetIsAskedBySinglePlacesInIt) {
  std::string halves = two_tiers;
  const std::string all = "CidrIp: 0.0.0.0/0}";
  halves.replace(
      halves.find(all), all.size(),
      "CidrIp: 0.0.0.0/1}, {IpProtocol: tcp, FromPort: 443, ToPort: 443, CidrIp: 128.0.0.0/1}");
  const GraphOf app(halves);
  const Network network(app.stacks());
  EXPECT_EQ(network.reach(internet, "Web")->verdict, Verdict::yes);
  EXPECT_EQ(network.reach("198.51.100.1", "Web")->verdict, Verdict::yes);
}

TEST(Network, AskedForNoPortItFindsOneThatIsOpen) {
  const GraphOf app(two_tiers);
  const Network network(app.stacks());
  EXPECT_EQ(network.reach(internet, "Web")->verdict, Verdict::yes);
  EXPECT_EQ(network.reach(internet, "Web", Port{.number = 443})->verdict, Verdict::yes);
  EXPECT_EQ(network.reach(internet, "Web", Port{.number = 22})->verdict, Verdict::no);
}

TEST(Network, ManyConditionsAreNotTriedOutForEver) {
  std::string text = "Parameters: {P: {Type: String}}\nConditions:\n";
  std::string groups;
  for (int i = 0; i < 12; ++i) {
    const std::string name = "C" + std::to_string(i);
    text += "  " + name + ": !Equals [!Ref P, v" + std::to_string(i) + "x]\n";
    groups += "!If [" + name + ", !Ref Group, sg-" + std::to_string(i) + "], ";
  }
  text += R"(Resources:
  Vpc: {Type: AWS::EC2::VPC, Properties: {CidrBlock: 10.0.0.0/16}}
  Subnet: {Type: AWS::EC2::Subnet, Properties: {VpcId: !Ref Vpc, CidrBlock: 10.0.0.0/24}}
  Group: {Type: AWS::EC2::SecurityGroup, Properties: {GroupDescription: g, VpcId: !Ref Vpc}}
  One: {Type: AWS::EC2::Instance, Properties: {SubnetId: !Ref Subnet, SecurityGroupIds: [!Ref Group]}}
  Two: {Type: AWS::EC2::Instance, Properties: {SubnetId: !Ref Subnet, SecurityGroupIds: [)" +
          groups + "!Ref Group]}}\n";
  const GraphOf app(text);
  EXPECT_EQ(Network(app.stacks()).reach("One", "Two")->verdict, Verdict::perhaps);
}

TEST(Network, ACircleOfNatGatewaysEnds) {
  const GraphOf app(R"(
Resources:
  Vpc: {Type: AWS::EC2::VPC, Properties: {CidrBlock: 10.0.0.0/16}}
  Subnet: {Type: AWS::EC2::Subnet, Properties: {VpcId: !Ref Vpc, CidrBlock: 10.0.0.0/24}}
  Table: {Type: AWS::EC2::RouteTable, Properties: {VpcId: !Ref Vpc}}
  Of: {Type: AWS::EC2::SubnetRouteTableAssociation, Properties: {SubnetId: !Ref Subnet, RouteTableId: !Ref Table}}
  Nat: {Type: AWS::EC2::NatGateway, Properties: {SubnetId: !Ref Subnet}}
  Out: {Type: AWS::EC2::Route, Properties: {RouteTableId: !Ref Table, DestinationCidrBlock: 0.0.0.0/0, NatGatewayId: !Ref Nat}}
)");
  EXPECT_EQ(Network(app.stacks()).reach("Subnet", internet)->verdict, Verdict::no);
}

TEST(Network, WhateverIsNoNetworkIsNoCrash) {
  const GraphOf app(R"(
Resources:
  Vpc: {Type: AWS::EC2::VPC, Properties: text}
  Subnet: {Type: AWS::EC2::Subnet, Properties: {VpcId: !Ref Vpc, CidrBlock: {a: [1]}}}
  Group: {Type: AWS::EC2::SecurityGroup, Properties: {SecurityGroupIngress: {CidrIp: nonsense, FromPort: {}}}}
  One: {Type: AWS::EC2::Instance, Properties: {SubnetId: !Ref Subnet, SecurityGroupIds: !Ref Group}}
  Two: {Type: AWS::EC2::Instance, Properties: {SubnetId: [[!Ref Subnet]], SecurityGroupIds: [null, 3]}}
  Three: {Type: AWS::EC2::Instance}
)");
  const Network network(app.stacks());
  for (const std::string_view from : {"One", "Two", "Three", "Subnet"}) {
    for (const std::string_view to : {"One", "Two", "Three", "Subnet"}) {
      EXPECT_TRUE(network.reach(from, to)) << from << " to " << to;
    }
    EXPECT_NE(network.reach(from, internet)->verdict, Verdict::yes);
    EXPECT_NE(network.reach(internet, from)->verdict, Verdict::yes);
  }
}

}  // namespace
}  // namespace omnitrack::graph
