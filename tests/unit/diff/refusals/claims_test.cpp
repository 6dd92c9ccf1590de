#include <gmock/gmock.h>

#include "diff/verdicts_test.hpp"

namespace omnitrack::diff {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::StartsWith;

TEST(Claims, AReplacementUnderTheSameNameIsRefused) {
  EXPECT_THAT(refused("AWS::DynamoDB::Table",
                      "{TableName: orders, KeySchema: [{AttributeName: a, KeyType: HASH}]}",
                      "{TableName: orders, KeySchema: [{AttributeName: b, KeyType: HASH}]}"),
              ElementsAre("OT5103 R the new one is made before the old one goes, and both claim "
                          "the name 'orders'"));
  EXPECT_THAT(refused("AWS::DynamoDB::Table",
                      "{TableName: orders, KeySchema: [{AttributeName: a, KeyType: HASH}]}",
                      "{TableName: orders2, KeySchema: [{AttributeName: b, KeyType: HASH}]}"),
              IsEmpty());
  EXPECT_THAT(refused("AWS::DynamoDB::Table", "{KeySchema: [{AttributeName: a, KeyType: HASH}]}",
                      "{KeySchema: [{AttributeName: b, KeyType: HASH}]}"),
              IsEmpty());
  EXPECT_THAT(refused("AWS::EC2::SecurityGroup", "{GroupName: g, GroupDescription: a}",
                      "{GroupName: g, GroupDescription: b}"),
              ElementsAre(StartsWith("OT5103 R ")));
}

TEST(Claims, ANameThatIsKeptInLowerCaseIsTheSameInAnyCase) {
  EXPECT_THAT(
      refused("AWS::RDS::DBInstance",
              "{DBInstanceIdentifier: Orders-Db, Engine: mysql, DBInstanceClass: db.t4g.micro}",
              "{DBInstanceIdentifier: orders-db, Engine: mysql, DBInstanceClass: db.t4g.micro}"),
      ElementsAre(StartsWith("OT5103 R ")));
  EXPECT_THAT(refused("AWS::SQS::Queue", "{QueueName: Orders}", "{QueueName: orders}"), IsEmpty());
}

TEST(Claims, ANameByAParameterIsUncertain) {
  const auto table = [](const std::string& key) {
    return one("AWS::DynamoDB::Table", "{TableName: !Sub '${P}-t', KeySchema: [{AttributeName: " +
                                           key + ", KeyType: HASH}]}") +
           "Parameters: {P: {Type: String}}\n";
  };
  EXPECT_THAT(refused(table("a"), table("b")), ElementsAre(StartsWith("maybe OT5103 R ")));
}

TEST(Claims, ANameThatFollowsAReplacementIsAnother) {
  const auto listener = [](const std::string& name) {
    return "Resources:\n"
           "  B: {Type: AWS::ElasticLoadBalancingV2::LoadBalancer, Properties: {Name: " +
           name +
           "}}\n"
           "  L: {Type: AWS::ElasticLoadBalancingV2::Listener, Properties: {LoadBalancerArn: !Ref "
           "B, Port: 80}}\n";
  };
  EXPECT_THAT(refused(listener("a"), listener("b")), IsEmpty());
}

TEST(Claims, ARenamedResourceClashesWithItself) {
  EXPECT_THAT(refused("Resources: {Old: {Type: AWS::SQS::Queue, Properties: {QueueName: q}}}",
                      "Resources: {New: {Type: AWS::SQS::Queue, Properties: {QueueName: q}}}"),
              ElementsAre("OT5108 New the name 'q' is still that of 'Old', which goes only after "
                          "this one is made"));
  EXPECT_THAT(refused("Resources: {Old: {Type: AWS::SQS::Queue, DeletionPolicy: Retain, "
                      "Properties: {QueueName: q}}}",
                      "Resources: {New: {Type: AWS::SQS::Queue, Properties: {QueueName: q}}}"),
              ElementsAre(HasSubstr("which is kept")));
}

TEST(Claims, ATableClashesWithAGlobalTable) {
  EXPECT_THAT(
      refused("Resources: {Old: {Type: AWS::DynamoDB::Table, Properties: {TableName: t}}}",
              "Resources: {New: {Type: AWS::DynamoDB::GlobalTable, Properties: {TableName: t}}}"),
      ElementsAre(StartsWith("OT5108 New ")));
}

TEST(Claims, AMoveToAnotherStackClashesUntilTheOldOneIsDeployed) {
  const std::string queue = "Q: {Type: AWS::SQS::Queue, Properties: {QueueName: q}}";
  const std::string kept = "K: {Type: AWS::SNS::Topic}";
  const auto across = [&](const std::string& policy) {
    const ComparedStacks compared(
        {{"A",
          "Resources: {" + kept + ", Q: {Type: AWS::SQS::Queue, " + policy +
              "Properties: {QueueName: q}}}",
          "Resources: {" + kept + "}"},
         {"B", "Resources: {" + kept + "}", "Resources: {" + kept + ", " + queue + "}"}});
    return refusal_lines(find_refusals(compared.diffs));
  };
  EXPECT_THAT(across(""),
              ElementsAre("maybe OT5108 Q the name 'q' is that of 'Q' in the stack 'A' until that "
                          "stack is deployed"));
  EXPECT_THAT(across("DeletionPolicy: Retain, "),
              ElementsAre("OT5108 Q the name 'q' is that of 'Q' in the stack 'A', which is kept"));
}

TEST(Claims, ASubnetThatIsReplacedKeepsItsAddressesTooLong) {
  EXPECT_THAT(refused("AWS::EC2::Subnet", "{VpcId: v, CidrBlock: 10.0.0.0/24, AvailabilityZone: a}",
                      "{VpcId: v, CidrBlock: 10.0.0.0/24, AvailabilityZone: b}"),
              ElementsAre("OT5109 R the new one is made before the old one goes, and both claim "
                          "the block of addresses in the network '10.0.0.0/24'"));
}

TEST(Claims, AnEndpointUnderAnotherIdFindsThePrivateNameOfItsServiceTaken) {
  const auto endpoint = [](const std::string& id, const std::string& is_private) {
    return "Resources:\n  " + id +
           ":\n    Type: AWS::EC2::VPCEndpoint\n    Properties: {VpcId: vpc-1, VpcEndpointType: "
           "Interface, ServiceName: !Sub 'com.amazonaws.${AWS::Region}.sqs', PrivateDnsEnabled: " +
           is_private + "}\n";
  };
  EXPECT_THAT(
      refused(endpoint("Sqs", "true"), endpoint("SqsEndpoint", "true")),
      ElementsAre("OT5109 SqsEndpoint the private DNS name of the service in the network is "
                  "still that of 'Sqs', which goes only after this one is made"));
  EXPECT_THAT(refused(endpoint("Sqs", "true"), endpoint("SqsEndpoint", "false")), IsEmpty());
  EXPECT_THAT(refused(endpoint("Sqs", "false"), endpoint("SqsEndpoint", "false")), IsEmpty());
}

TEST(Claims, ARecordIsTheSameInAGroupAndByItself) {
  const std::string group =
      "Resources:\n  Group:\n    Type: AWS::Route53::RecordSetGroup\n    Properties: "
      "{HostedZoneId: Z, RecordSets: [{Name: a.example.com, Type: A}, {Name: b.example.com, Type: "
      "A}]}\n";
  const auto record = [](const std::string& name) {
    return "Resources:\n  Record: {Type: AWS::Route53::RecordSet, Properties: {HostedZoneId: Z, "
           "Type: A, Name: " +
           name + "}}\n";
  };
  EXPECT_THAT(refused(group, record("B.example.com.")),
              ElementsAre("OT5109 Record the record of the zone 'B.example.com.' is still that of "
                          "'Group', which goes only after this one is made"));
  EXPECT_THAT(refused(group, record("c.example.com")), IsEmpty());
}

TEST(Claims, WhatARegionHasOnceNeedsNoProperty) {
  EXPECT_THAT(
      refused("Resources: {Old: {Type: AWS::GuardDuty::Detector, Properties: {Enable: true}}}",
              "Resources: {New: {Type: AWS::GuardDuty::Detector, Properties: {Enable: true}}}"),
      Contains("OT5109 New the detector of the account in the region is still that of "
               "'Old', which goes only after this one is made"));
}

TEST(Claims, AVolumeIsAttachedOnceUnlessItMayBeShared) {
  const auto attached = [](const std::string& image, const std::string& volume) {
    return "Resources:\n  I: {Type: AWS::EC2::Instance, Properties: {ImageId: " + image +
           "}}\n  V: {Type: AWS::EC2::Volume, Properties: {" + volume +
           "}}\n  A: {Type: AWS::EC2::VolumeAttachment, Properties: {InstanceId: !Ref I, VolumeId: "
           "!Ref V}}\n";
  };
  const std::string line =
      "OT5109 A the new one is made before the old one goes, and both claim the volume";
  EXPECT_THAT(refused(attached("a", "Size: 1"), attached("b", "Size: 1")), ElementsAre(line));
  const std::string shared = "MultiAttachEnabled: true";
  EXPECT_THAT(refused(attached("a", shared), attached("b", shared)), ElementsAre("maybe " + line));
}

TEST(Claims, WhatIsReplacedByAnotherPlaceOfItsClaimClaimsAnother) {
  const auto route = [](const std::string& version) {
    return "Resources:\n  C: {Type: 'Custom::Table', Properties: {ServiceToken: t, V: " + version +
           "}}\n  R: {Type: AWS::EC2::Route, Properties: {RouteTableId: !GetAtt C.Id, "
           "DestinationCidrBlock: 0.0.0.0/0, GatewayId: igw-1}}\n";
  };
  EXPECT_THAT(refused(route("1"), route("2")), IsEmpty());
}

TEST(Claims, SeveralThingsOfOneKindAreSaidOnce) {
  const auto instance = [](const std::string& image) {
    return "{ImageId: " + image +
           ", NetworkInterfaces: [{DeviceIndex: '0', NetworkInterfaceId: !ImportValue a}, "
           "{DeviceIndex: '1', NetworkInterfaceId: !ImportValue b}]}";
  };
  EXPECT_THAT(refused("AWS::EC2::Instance", instance("ami-1"), instance("ami-2")),
              ElementsAre(StartsWith("OT5109 R ")));
}

TEST(Claims, TypesThatStandForOneThingShareItsName) {
  const auto named = [](const std::string& id, const std::string& type, const std::string& name) {
    return "Resources: {" + id + ": {Type: " + type + ", Properties: {" + name + ": n}}}";
  };
  EXPECT_THAT(refused(named("Old", "AWS::Elasticsearch::Domain", "DomainName"),
                      named("New", "AWS::OpenSearchService::Domain", "DomainName")),
              ElementsAre(StartsWith("OT5108 New ")));
  EXPECT_THAT(refused(named("Old", "AWS::Serverless::Function", "FunctionName"),
                      named("New", "AWS::Lambda::Function", "FunctionName")),
              Contains(StartsWith("OT5108 New ")));
}

TEST(Claims, ANetworkHasOneGatewayOfAKind) {
  const auto attached = [](const std::string& id, const std::string& gateway) {
    return "Resources: {" + id +
           ": {Type: AWS::EC2::VPCGatewayAttachment, Properties: {VpcId: v, " + gateway + "}}}";
  };
  EXPECT_THAT(
      refused(attached("Old", "InternetGatewayId: i"), attached("New", "InternetGatewayId: j")),
      ElementsAre(StartsWith("OT5109 New the internet gateway of the network 'v'")));
  EXPECT_THAT(refused(attached("Old", "InternetGatewayId: i"), attached("New", "VpnGatewayId: j")),
              IsEmpty());
}

TEST(Claims, AnInlinePolicyUnderAnotherIdIsTakenAway) {
  const auto policy = [](const std::string& id, const std::string& role) {
    return "Resources:\n  " + id +
           ": {Type: AWS::IAM::Policy, Properties: {PolicyName: p, Roles: [" + role + "]}}\n";
  };
  EXPECT_THAT(refused(policy("Old", "r"), policy("New", "r")),
              ElementsAre("maybe OT5123 New it takes over the inline policy of the role 'p', and "
                          "the deletion of 'Old' takes that away afterwards"));
  EXPECT_THAT(refused(policy("Old", "r"), policy("New", "s")), IsEmpty());
}

TEST(Claims, ARuleOfASecurityGroupThatMovesIsThereTwice) {
  const auto rule = [](const std::string& id, const std::string& port) {
    return "Resources: {" + id +
           ": {Type: AWS::EC2::SecurityGroupIngress, Properties: {GroupId: g, IpProtocol: tcp, "
           "FromPort: " +
           port + ", ToPort: " + port + ", CidrIp: 10.0.0.0/8}}}";
  };
  EXPECT_THAT(refused(rule("A", "80"), rule("B", "80")),
              ElementsAre("OT5109 B the rule of the group is still that of 'A', which goes only "
                          "after this one is made"));
  EXPECT_THAT(refused(rule("A", "80"), rule("B", "81")), IsEmpty());
}

TEST(Claims, TheDomainOfAReplacedUserPoolIsTaken) {
  const auto pool = [](const std::string& id) {
    return "Resources:\n  Pool" + id +
           ": {Type: AWS::Cognito::UserPool}\n"
           "  D: {Type: AWS::Cognito::UserPoolDomain, Properties: {Domain: d, UserPoolId: !Ref "
           "Pool" +
           id + "}}\n";
  };
  EXPECT_THAT(refused(pool("A"), pool("B")), ElementsAre(StartsWith("OT5109 D ")));
}

}  // namespace
}  // namespace omnitrack::diff
