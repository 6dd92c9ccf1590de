#include "diff/security/security_changes.hpp"

namespace omnitrack::diff {
namespace {

/// A Redis cluster behind a group with the given rules, in flow style.
std::string redis(std::string_view rules, std::string_view more = {}) {
  return R"(
  Redis:
    Type: AWS::ElastiCache::CacheCluster
    Properties: {VpcSecurityGroupIds: [!GetAtt Group.GroupId]}
  Lambdas: {Type: AWS::EC2::SecurityGroup}
  Group:
    Type: AWS::EC2::SecurityGroup
    Properties:
      SecurityGroupIngress: )" +
         std::string(rules) + std::string(more) + "\n";
}

TEST(SecurityNetwork, WhoNewlyReachesTheRedisClusterIsSaid) {
  EXPECT_EQ(security_of_resources(
                redis("[{IpProtocol: tcp, FromPort: 6379, ToPort: 6379, SourceSecurityGroupId: "
                      "!GetAtt Lambdas.GroupId}]"),
                redis("[{IpProtocol: tcp, FromPort: 6379, ToPort: 6379, CidrIp: 10.0.0.0/8}, "
                      "{IpProtocol: tcp, FromPort: '6379', ToPort: 6379, SourceSecurityGroupId: "
                      "!Ref Lambdas}]")),
            "wider network Group: 10.0.0.0/8 newly reaches port 6379 of Redis "
            "(AWS::ElastiCache::CacheCluster)\n");
}

TEST(SecurityNetwork, ANetworkThatGrowsIsWiderAndTheInternetIsSaid) {
  const auto from = [](std::string_view network) {
    return redis("[{IpProtocol: tcp, FromPort: 22, ToPort: 22, CidrIp: " + std::string(network) +
                 "}]");
  };
  const std::string of = "port 22 of Redis (AWS::ElastiCache::CacheCluster)\n";
  EXPECT_EQ(security_of_resources(from("10.1.0.0/16"), from("10.0.0.0/8")),
            "wider network Group: 10.0.0.0/8 newly reaches " + of);
  EXPECT_EQ(security_of_resources(from("10.0.0.0/8"), from("10.1.0.0/16")),
            "tighter network Group: 10.0.0.0/8 no longer reaches " + of);
  EXPECT_EQ(security_of_resources(from("10.0.0.0/8"), from("0.0.0.0/0")),
            "wider network Group: anybody on the internet newly reaches " + of);
}

TEST(SecurityNetwork, OnlyThePortsThatAreNewAreSaid) {
  const auto ports = [](std::string_view given) {
    return redis("[{CidrIp: 10.0.0.0/8, " + std::string(given) + "}]");
  };
  const std::string of = " of Redis (AWS::ElastiCache::CacheCluster)\n";
  EXPECT_EQ(security_of_resources(ports("IpProtocol: tcp, FromPort: 80, ToPort: 90"),
                                  ports("IpProtocol: '6', FromPort: 79, ToPort: 100")),
            "wider network Group: 10.0.0.0/8 newly reaches port 79, ports 91 to 100" + of);
  EXPECT_EQ(security_of_resources(ports("IpProtocol: tcp, FromPort: 80, ToPort: 90"),
                                  ports("IpProtocol: -1")),
            "wider network Group: 10.0.0.0/8 newly reaches every port" + of);
  EXPECT_EQ(security_of_resources(
                ports("IpProtocol: tcp, FromPort: 80, ToPort: 90"),
                redis("[{CidrIp: 10.0.0.0/8, IpProtocol: tcp, FromPort: 80, ToPort: 84}, "
                      "{CidrIp: 10.0.0.0/8, IpProtocol: tcp, FromPort: 85, ToPort: 90}]")),
            "");
}

/// A group with rules for so many networks, one port each, in flow style.
std::string redis_with_rules(int count, std::string_view first) {
  std::string rules = "[";
  for (int i = 0; i < count; ++i) {
    rules += "{IpProtocol: tcp, FromPort: " + std::to_string(i) + ", ToPort: " + std::to_string(i) +
             ", CidrIp: " + std::string(first) + '.' + std::to_string(i % 200) + ".0.0/16},\n";
  }
  return redis(rules + "{IpProtocol: udp, FromPort: 53, ToPort: 53, CidrIp: " + std::string(first) +
               ".0.0.0/8}]");
}

TEST(SecurityNetwork, OneRuleAmongThousandsIsTold) {
  std::string changed = redis_with_rules(5'000, "10");
  const std::string before = "FromPort: 4999, ToPort: 4999";
  changed.replace(changed.find(before), before.size(), "FromPort: 5000, ToPort: 5000");
  EXPECT_EQ(security_of_resources(redis_with_rules(5'000, "10"), changed),
            "wider network Group: 10.199.0.0/16 newly reaches port 5000 of Redis "
            "(AWS::ElastiCache::CacheCluster)\n"
            "tighter network Group: 10.199.0.0/16 no longer reaches port 4999 of Redis "
            "(AWS::ElastiCache::CacheCluster)\n");
}

TEST(SecurityNetwork, ThousandsOfOtherRulesAreTooMuchToCompare) {
  const std::string changes =
      security_of_resources(redis_with_rules(5'000, "10"), redis_with_rules(5'000, "11"));
  EXPECT_TRUE(changes.starts_with("wider network Group: 11.0.0.0/16 newly reaches port 0 of Redis"))
      << changes.substr(0, 200);
  EXPECT_NE(changes.find("unclear network Group: 11.199.0.0/16 perhaps newly reaches port 4999 of "
                         "Redis (AWS::ElastiCache::CacheCluster); there is too much to compare\n"),
            std::string::npos);
}

TEST(SecurityNetwork, ARuleThatMovesToAResourceOfItsOwnIsNoChange) {
  EXPECT_EQ(security_of_resources(
                redis("[{IpProtocol: tcp, FromPort: 6379, ToPort: 6379, SourceSecurityGroupId: "
                      "!GetAtt Lambdas.GroupId}]"),
                redis("[]", R"(
  Rule:
    Type: AWS::EC2::SecurityGroupIngress
    Properties:
      GroupId: !GetAtt Group.GroupId
      IpProtocol: tcp
      FromPort: 6379
      ToPort: 6379
      SourceSecurityGroupId: !GetAtt Lambdas.GroupId)")),
            "");
}

TEST(SecurityNetwork, WhatLeavesAGroupIsOpenUntilARuleSaysOtherwise) {
  const std::string open = redis("[]");
  const std::string closed = redis("[]",
                                   "\n      SecurityGroupEgress: [{IpProtocol: tcp, "
                                   "FromPort: 443, ToPort: 443, CidrIp: 0.0.0.0/0}]");
  EXPECT_EQ(security_of_resources(open, closed),
            "tighter network Group: Redis (AWS::ElastiCache::CacheCluster) no longer reaches "
            "every port of anybody on the internet\n");
  EXPECT_EQ(security_of_resources(closed, open),
            "tighter network Group: Redis (AWS::ElastiCache::CacheCluster) no longer reaches port "
            "443 of anybody on the internet\n");
}

TEST(SecurityNetwork, AGroupThatAResourceTakesUpOpensItsRules) {
  const auto carries = [](std::string_view groups) {
    return R"(
  Open:
    Type: AWS::EC2::SecurityGroup
    Properties:
      SecurityGroupIngress: [{IpProtocol: tcp, FromPort: 443, ToPort: 443, CidrIpv6: '::/0'}]
  Closed: {Type: AWS::EC2::SecurityGroup}
  Database:
    Type: AWS::RDS::DBInstance
    Properties: {VPCSecurityGroups: [)" +
           std::string(groups) + "]}\n";
  };
  EXPECT_EQ(security_of_resources(carries("!Ref Closed"), carries("!Ref Closed, !Ref Open")),
            "wider network Database: anybody on the internet (IPv6) newly reaches port 443 of "
            "Database\n");
  EXPECT_EQ(security_of_resources(carries("!Ref Closed, !Ref Open"), carries("!Ref Open")), "");
}

TEST(SecurityNetwork, ANetworkOfAParameterIsUnclear) {
  const std::string head =
      "Parameters:\n  Office: {Type: String, Default: 10.0.0.0/8}\nResources:\n";
  const auto from = [](std::string_view network) {
    return redis("[{IpProtocol: tcp, FromPort: 22, ToPort: 22, CidrIp: " + std::string(network) +
                 "}]");
  };
  const std::string row =
      "unclear network Group: ${Office} perhaps newly reaches port 22 of Redis "
      "(AWS::ElastiCache::CacheCluster); it depends on the parameter Office";
  EXPECT_EQ(security(head + from("10.0.0.0/8"), head + from("!Ref Office")), row + "\n");
  std::string opened = head + from("!Ref Office");
  opened.replace(opened.find("10.0.0.0/8"), 10, "0.0.0.0/0");
  EXPECT_EQ(security(head + from("!Ref Office"), opened), row + ", whose default changes\n");
}

TEST(SecurityNetwork, PortsThatTheDeploymentTellsEndOneRangeOnly) {
  const auto group = [](const std::string& from, const std::string& to) {
    return "  D: {Type: AWS::RDS::DBInstance}\n"
           "  G: {Type: AWS::EC2::SecurityGroup, Properties: {SecurityGroupIngress: "
           "[{IpProtocol: tcp, CidrIp: 0.0.0.0/0, FromPort: " +
           from + ", ToPort: " + to + "}]}}\n";
  };
  const std::string port = "!GetAtt D.Endpoint.Port";
  const auto opened = [](const std::string& ports) {
    return "unclear network G: anybody on the internet perhaps newly reaches " + ports +
           " of what carries the security group G; it depends on the " + ports + "\n";
  };
  EXPECT_EQ(security_of_resources(group(port, port), group("0", port)),
            opened("ports 0 to D.Endpoint.Port"));
  EXPECT_EQ(security_of_resources(group(port, port), group(port, "65535")),
            opened("ports D.Endpoint.Port to 65535"));
  EXPECT_EQ(security_of_resources(group(port, port), group("2", port)),
            opened("ports 2 to D.Endpoint.Port"));
  EXPECT_EQ(security_of_resources(group("2", port), group("2", port)), "");
}

TEST(SecurityNetwork, APortThatTheDeploymentTellsIsUnclear) {
  const auto group = [](const std::string& port) {
    return "\n  D: {Type: AWS::RDS::DBInstance, DeletionPolicy: Retain}\n"
           "  G: {Type: AWS::EC2::SecurityGroup, Properties: {SecurityGroupIngress: "
           "[{IpProtocol: tcp, CidrIp: 10.0.0.0/8, FromPort: " +
           port + ", ToPort: " + port + "}]}}\n";
  };
  const std::string told = group("!GetAtt D.Endpoint.Port");
  EXPECT_EQ(security_of_resources(told, told), "");
  EXPECT_EQ(security_of_resources(group("5432"), told),
            "unclear network G: 10.0.0.0/8 perhaps newly reaches port D.Endpoint.Port of what "
            "carries the security group G; it depends on the port D.Endpoint.Port\n");
}

TEST(SecurityNetwork, AMappingIsLookedUp) {
  const auto with = [](std::string_view network) {
    return "Mappings:\n  Nets: {Office: {Cidr: " + std::string(network) + "}}\nResources:\n" +
           redis(
               "[{IpProtocol: tcp, FromPort: 22, ToPort: 22, CidrIp: !FindInMap [Nets, Office, "
               "Cidr]}]");
  };
  EXPECT_EQ(security(with("10.1.0.0/16"), with("0.0.0.0/0")),
            "wider network Group: anybody on the internet newly reaches port 22 of Redis "
            "(AWS::ElastiCache::CacheCluster)\n");
}

TEST(SecurityNetwork, AnEntryOfANetworkAclIsComparedByItself) {
  const auto entry = [](std::string_view values) {
    return "\n  Entry:\n    Type: AWS::EC2::NetworkAclEntry\n    Properties: {Protocol: 6, "
           "PortRange: {From: 22, To: 22}, " +
           std::string(values) + "}\n";
  };
  EXPECT_EQ(security_of_resources(entry("RuleAction: allow, CidrBlock: 10.0.0.0/8"),
                                  entry("RuleAction: allow, CidrBlock: 0.0.0.0/0")),
            "wider network Entry: from anybody on the internet: port 22 is newly let through by "
            "the network ACL\n");
  EXPECT_EQ(security_of_resources(entry("RuleAction: deny, CidrBlock: 10.0.0.0/8, Egress: true"),
                                  "\n  Topic: {Type: AWS::SNS::Topic}\n"),
            "wider network Entry: to 10.0.0.0/8: port 22 is no longer kept out by the network "
            "ACL\n");
  EXPECT_EQ(security_of_resources(entry("RuleAction: allow, CidrBlock: 10.0.0.0/8, RuleNumber: 1"),
                                  entry("RuleAction: allow, CidrBlock: 10.0.0.0/8, RuleNumber: 2")),
            "unclear network Entry: the entry goes from place 1 to place 2 of the network ACL, so "
            "that others may decide\n");
}

TEST(SecurityNetwork, NetworksTogetherAreTheOneThatTheyMakeUp) {
  const std::string whole =
      redis("[{IpProtocol: tcp, FromPort: 22, ToPort: 23, CidrIp: 10.0.0.0/8}]");
  const auto parts = [](std::string_view ports) {
    return redis(
        "[{IpProtocol: tcp, FromPort: 22, ToPort: 23, CidrIp: 10.0.0.0/9}, {IpProtocol: "
        "'6', " +
        std::string(ports) + ", CidrIp: 10.128.0.0/9}]");
  };
  EXPECT_EQ(security_of_resources(whole, parts("FromPort: 22, ToPort: 23")), "");
  EXPECT_EQ(security_of_resources(parts("FromPort: 22, ToPort: 23"), whole), "");
  EXPECT_EQ(security_of_resources(parts("FromPort: 22, ToPort: 22"), whole),
            "wider network Group: 10.0.0.0/8 newly reaches port 23 of Redis "
            "(AWS::ElastiCache::CacheCluster)\n");
}

}  // namespace
}  // namespace omnitrack::diff
