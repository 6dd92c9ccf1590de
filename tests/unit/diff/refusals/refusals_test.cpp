#include <gmock/gmock.h>

#include "diff/verdicts_test.hpp"

namespace omnitrack::diff {
namespace {

using testing::AllOf;
using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::StartsWith;

std::string indexes(const std::string& list) { return "{GlobalSecondaryIndexes: [" + list + "]}"; }

TEST(Refusals, OneUpdateOfATableCreatesOrDeletesOneIndex) {
  constexpr const char* table = "AWS::DynamoDB::Table";
  EXPECT_THAT(refused(table, indexes("{IndexName: a}"), indexes("{IndexName: b}")),
              ElementsAre("OT5101 R one update creates or deletes one global index, and this one "
                          "creates 'b', deletes 'a'"));
  EXPECT_THAT(refused(table, "{}", indexes("{IndexName: a}, {IndexName: b}, {IndexName: c}")),
              ElementsAre(HasSubstr("creates 'a', 'b' and 'c'")));
  EXPECT_THAT(refused(table, indexes("{IndexName: a}"), indexes("{IndexName: a}, {IndexName: b}")),
              IsEmpty());
  EXPECT_THAT(
      refused("AWS::DynamoDB::GlobalTable", indexes("{IndexName: a}, {IndexName: b}"), indexes("")),
      ElementsAre(HasSubstr("deletes 'a' and 'b'")));
}

TEST(Refusals, AnIndexThatChangesUnderItsNameIsDeletedAndCreated) {
  constexpr const char* table = "AWS::DynamoDB::Table";
  EXPECT_THAT(
      refused(table, indexes("{IndexName: a, KeySchema: [{AttributeName: x, KeyType: HASH}]}"),
              indexes("{IndexName: a, KeySchema: [{AttributeName: y, KeyType: HASH}]}")),
      ElementsAre(HasSubstr("changes 'a'")));
  EXPECT_THAT(refused(table, indexes("{IndexName: a, ProvisionedThroughput: {x: 1}}"),
                      indexes("{IndexName: a, ProvisionedThroughput: {x: 2}}")),
              IsEmpty());
}

TEST(Refusals, IndexesThatAreNotSeenAreNotCounted) {
  EXPECT_THAT(refused("AWS::DynamoDB::Table", "{}", indexes("{IndexName: !Ref A}, {IndexName: b}")),
              IsEmpty());
  EXPECT_THAT(refused("AWS::DynamoDB::Table", "{}",
                      "{GlobalSecondaryIndexes: !If [C, [{IndexName: a}, {IndexName: b}], !Ref "
                      "AWS::NoValue]}"),
              ElementsAre(StartsWith("maybe OT5101 R ")));
}

TEST(Refusals, AReplacedTableMayHaveAnyIndexes) {
  EXPECT_THAT(refused("AWS::DynamoDB::Table", "{TableName: a, GlobalSecondaryIndexes: []}",
                      "{TableName: b, GlobalSecondaryIndexes: [{IndexName: a}, {IndexName: b}]}"),
              IsEmpty());
}

TEST(Refusals, OneUpdateAddsOrRemovesOneReplica) {
  EXPECT_THAT(refused("AWS::DynamoDB::GlobalTable", "{Replicas: [{Region: a}]}",
                      "{Replicas: [{Region: a}, {Region: b}, {Region: c}]}"),
              ElementsAre("OT5116 R one update adds or removes one replica, and this one adds 'b' "
                          "and 'c'"));
}

TEST(Refusals, ATimeToLiveChangesItsAttributeInTwoSteps) {
  const auto ttl = [](const std::string& name, const std::string& on) {
    return "{TimeToLiveSpecification: {Enabled: " + on + ", AttributeName: " + name + "}}";
  };
  EXPECT_THAT(refused("AWS::DynamoDB::Table", ttl("a", "true"), ttl("b", "true")),
              ElementsAre(StartsWith("OT5115 R items expire by 'a'")));
  EXPECT_THAT(refused("AWS::DynamoDB::Table", ttl("a", "false"), ttl("b", "true")), IsEmpty());
}

TEST(Refusals, AUserPoolKeepsItsAttributes) {
  const auto pool = [](const std::string& schema) { return "{Schema: [" + schema + "]}"; };
  constexpr const char* type = "AWS::Cognito::UserPool";
  EXPECT_THAT(
      refused(type, pool("{Name: a, Mutable: true}, {Name: b}"), pool("{Name: a, Mutable: false}")),
      ElementsAre(HasSubstr("'a' changes"), HasSubstr("'b' is removed")));
  EXPECT_THAT(refused(type, pool("{Name: a}"), pool("{Name: a}, {Name: b, Required: true}")),
              ElementsAre("OT5102 R the attribute 'b' is new and required, which a user pool that "
                          "exists refuses"));
  EXPECT_THAT(refused(type, pool("{Name: a}"),
                      pool("{Name: 'custom:a', Required: 'false'}, {Name: b, Mutable: true}")),
              IsEmpty());
  EXPECT_THAT(refused(type, pool("{Name: a}"), pool("{Name: !Ref P}")), IsEmpty());
}

TEST(Refusals, AUserPoolKeepsItsWayToSignIn) {
  EXPECT_THAT(refused("AWS::Cognito::UserPool", "{UsernameAttributes: [email]}",
                      "{UsernameAttributes: [email, phone_number]}"),
              ElementsAre(HasSubstr("OT5102 R 'UsernameAttributes' is set when")));
  EXPECT_THAT(refused("AWS::Cognito::UserPool", "{UsernameConfiguration: {CaseSensitive: false}}",
                      "{UsernameConfiguration: {CaseSensitive: 'false'}}"),
              IsEmpty());
}

TEST(Refusals, APropertyThatOnlyCreationMaySetIsRefused) {
  EXPECT_THAT(refused("AWS::KMS::Key", "{}", "{KeySpec: RSA_2048}"),
              ElementsAre("OT5105 R 'KeySpec' is set when it is made, and an update of it is "
                          "refused"));
  EXPECT_THAT(refused("AWS::KMS::Key", "{}", "{KeySpec: SYMMETRIC_DEFAULT, MultiRegion: 'false'}"),
              IsEmpty());
  EXPECT_THAT(refused("AWS::KMS::Key", "{}", "{KeySpec: !Ref P}"),
              ElementsAre(StartsWith("maybe OT5105")));
  EXPECT_THAT(refused("AWS::CloudTrail::EventDataStore", "{Name: a}", "{Name: a, KmsKeyId: k}"),
              IsEmpty());
}

TEST(Refusals, ACustomResourceKeepsItsProvider) {
  EXPECT_THAT(refused("Custom::Thing", "{ServiceToken: 'arn:a'}", "{ServiceToken: 'arn:b'}"),
              ElementsAre(StartsWith("OT5105 R 'ServiceToken'")));
  const auto with_function = [](const std::string& name) {
    return "Resources:\n  F: {Type: AWS::Lambda::Function, Properties: {FunctionName: " + name +
           "}}\n  C: {Type: 'Custom::Thing', Properties: {ServiceToken: !GetAtt F.Arn}}\n";
  };
  EXPECT_THAT(refused(with_function("a"), with_function("b")),
              ElementsAre(StartsWith("OT5105 C 'ServiceToken'")));
  EXPECT_THAT(
      refused("Custom::Thing", "{ServiceToken: !GetAtt A.Arn}", "{ServiceToken: !GetAtt B.Arn}"),
      ElementsAre(StartsWith("OT5105 R 'ServiceToken'")));
  EXPECT_THAT(refused("Custom::Thing", "{ServiceToken: !GetAtt A.Arn}", "{ServiceToken: !Ref P}"),
              ElementsAre(StartsWith("maybe OT5105 R 'ServiceToken'")));
}

TEST(Refusals, WhatIsSwitchedOnForGoodStaysOn) {
  EXPECT_THAT(
      refused("AWS::SSM::Parameter", "{Tier: Advanced, Value: a}", "{Tier: Standard, Value: a}"),
      ElementsAre("OT5120 R 'Tier' is 'Advanced' and cannot become 'Standard' again"));
  EXPECT_THAT(refused("AWS::EKS::Cluster", "{AccessConfig: {AuthenticationMode: CONFIG_MAP}}",
                      "{AccessConfig: {AuthenticationMode: API}}"),
              IsEmpty());
  EXPECT_THAT(refused("AWS::S3::Bucket",
                      "{ObjectLockEnabled: true, VersioningConfiguration: {Status: Enabled}}",
                      "{ObjectLockEnabled: true, VersioningConfiguration: {Status: Suspended}}"),
              ElementsAre(HasSubstr("a bucket with object lock")));
}

TEST(Refusals, AVolumeCannotShrink) {
  EXPECT_THAT(refused("AWS::EC2::Volume", "{Size: 100}", "{Size: '50'}"),
              ElementsAre("OT5111 R 'Size' cannot shrink from 100 to 50"));
  EXPECT_THAT(refused("AWS::EC2::Volume", "{Size: 50}", "{Size: 100}"), IsEmpty());
  EXPECT_THAT(refused("AWS::FSx::FileSystem", "{FileSystemType: ONTAP, StorageCapacity: 2048}",
                      "{FileSystemType: ONTAP, StorageCapacity: 1024}"),
              IsEmpty());
}

TEST(Refusals, AVersionCannotGoDown) {
  EXPECT_THAT(refused("AWS::RDS::DBInstance", "{Engine: mysql, EngineVersion: 8.0.36}",
                      "{Engine: mysql, EngineVersion: 8.0.9}"),
              ElementsAre(HasSubstr("OT5112 R the version cannot go down")));
  EXPECT_THAT(refused("AWS::RDS::DBInstance", "{Engine: mysql, EngineVersion: 8.0.36}",
                      "{Engine: mysql, EngineVersion: '8.0'}"),
              IsEmpty());
  EXPECT_THAT(refused("AWS::RDS::DBCluster",
                      "{Engine: aurora-mysql, EngineVersion: 8.0.mysql_aurora.3.05.2}",
                      "{Engine: aurora-mysql, EngineVersion: 8.0.mysql_aurora.3.10.0}"),
              IsEmpty());
}

TEST(Refusals, AMajorUpgradeMustBeAllowed) {
  constexpr const char* type = "AWS::RDS::DBInstance";
  EXPECT_THAT(refused(type, "{Engine: postgres, EngineVersion: '15.4'}",
                      "{Engine: postgres, EngineVersion: '16.1'}"),
              ElementsAre(HasSubstr("AllowMajorVersionUpgrade")));
  EXPECT_THAT(refused(type, "{Engine: postgres, EngineVersion: '15.4'}",
                      "{Engine: postgres, EngineVersion: '16.1', AllowMajorVersionUpgrade: true}"),
              IsEmpty());
  EXPECT_THAT(refused(type, "{Engine: postgres, EngineVersion: '15.4'}",
                      "{Engine: postgres, EngineVersion: '15.8'}"),
              IsEmpty());
}

TEST(Refusals, AKubernetesClusterGoesUpByOneMinorVersion) {
  EXPECT_THAT(refused("AWS::EKS::Cluster", "{Version: '1.29'}", "{Version: '1.31'}"),
              ElementsAre(HasSubstr("one minor version at a time")));
  EXPECT_THAT(refused("AWS::EKS::Cluster", "{Version: '1.29'}", "{Version: '1.30'}"), IsEmpty());
}

TEST(Refusals, ShardsAreDoubledOrHalvedAtMost) {
  EXPECT_THAT(refused("AWS::Kinesis::Stream", "{ShardCount: 1}", "{ShardCount: 4}"),
              ElementsAre(HasSubstr("goes from 1 to 4")));
  EXPECT_THAT(refused("AWS::Kinesis::Stream", "{ShardCount: 5}", "{ShardCount: 3}"), IsEmpty());
  EXPECT_THAT(refused("AWS::Kinesis::Stream", "{ShardCount: 5}", "{ShardCount: 2}"),
              ElementsAre(StartsWith("OT5117")));
}

TEST(Refusals, WhatGoesInStepsSaysSo) {
  const auto has_phases = [](const std::string& type, const std::string& before,
                             const std::string& after) {
    const Compared compared(one(type, before), one(type, after));
    const auto refusals = find_refusals({&compared.diff, 1});
    return refusals.size() == 1 && refusals[0].has_phases;
  };
  EXPECT_TRUE(has_phases("AWS::Kinesis::Stream", "{ShardCount: 1}", "{ShardCount: 4}"));
  EXPECT_TRUE(has_phases("AWS::EKS::Cluster", "{Version: '1.28'}", "{Version: '1.31'}"));
  EXPECT_FALSE(has_phases("AWS::EKS::Cluster", "{Version: '1.31'}", "{Version: '1.28'}"));
}

TEST(Refusals, CodeDeployDeploysItsServiceAlone) {
  const auto service = [](const std::string& task) {
    return "{DeploymentController: {Type: CODE_DEPLOY}, DesiredCount: " +
           std::to_string(task.size()) + ", TaskDefinition: " + task + "}";
  };
  EXPECT_THAT(refused("AWS::ECS::Service", service("a"), service("bb")),
              ElementsAre(StartsWith("OT5118 R CodeDeploy deploys the service")));
}

TEST(Refusals, AReplacedServiceClashesInServiceConnect) {
  const auto service = [](const std::string& type) {
    return "{LaunchType: " + type + ", ServiceConnectConfiguration: {Services: [{PortName: web}]}}";
  };
  EXPECT_THAT(refused("AWS::ECS::Service", service("EC2"), service("FARGATE")),
              ElementsAre(StartsWith("maybe OT5119 R ")));
}

TEST(Refusals, AVersionOfANodegroupChangesAlone) {
  EXPECT_THAT(refused("AWS::EKS::Nodegroup", "{Version: '1.29', Labels: {a: b}}",
                      "{Version: '1.30', Labels: {a: c}}"),
              ElementsAre("OT5122 R one update cannot change the version and 'Labels'"));
  EXPECT_THAT(refused("AWS::EC2::PrefixList", "{MaxEntries: 1, Entries: [{Cidr: a}]}",
                      "{MaxEntries: 2, Entries: [{Cidr: a}, {Cidr: b}]}"),
              ElementsAre(StartsWith("OT5122 R ")));
}

TEST(Refusals, ALogicalIdKeepsItsType) {
  EXPECT_THAT(
      refused("Resources: {R: {Type: AWS::SNS::Topic}}", "Resources: {R: {Type: AWS::SQS::Queue}}"),
      ElementsAre("OT5107 R the type changes from AWS::SNS::Topic to AWS::SQS::Queue, "
                  "under one logical id"));
}

TEST(Refusals, ATypeOfSamIsWhatItBecomes) {
  const auto function = [](const std::string& type) {
    return "Transform: AWS::Serverless-2016-10-31\n" + one(type, "{}");
  };
  EXPECT_THAT(refused(function("AWS::Serverless::Function"), function("AWS::Lambda::Function")),
              IsEmpty());
  EXPECT_THAT(refused(function("AWS::Serverless::Function"), function("AWS::Lambda::Alias")),
              ElementsAre(StartsWith("OT5107")));
  // A layer of SAM is made under an id of its own.
  EXPECT_THAT(
      refused(function("AWS::Lambda::LayerVersion"), function("AWS::Serverless::LayerVersion")),
      IsEmpty());
}

TEST(Refusals, WhatIsProtectedIsNotDeleted) {
  const std::string table = R"(
Resources:
  Kept: {Type: AWS::SNS::Topic}
  Table: {Type: AWS::DynamoDB::Table, Properties: {DeletionProtectionEnabled: true}}
)";
  EXPECT_THAT(refused(table, "Resources: {Kept: {Type: AWS::SNS::Topic}}"),
              ElementsAre(StartsWith("OT5110 Table it is protected from deletion")));
  EXPECT_THAT(refused(table, ""), ElementsAre(HasSubstr("and the stack with it")));
  EXPECT_THAT(
      refused(one("AWS::ElasticLoadBalancingV2::LoadBalancer",
                  "{LoadBalancerAttributes: [{Key: deletion_protection.enabled, Value: 'true'}]}"),
              ""),
      ElementsAre(StartsWith("OT5110")));
}

TEST(Refusals, ABucketMayHaveObjectsInIt) {
  EXPECT_THAT(refused(one("AWS::S3::Bucket", "{}"), ""),
              ElementsAre("maybe OT5121 R the service refuses to delete it while there are objects "
                          "in it"));
  EXPECT_THAT(refused(one("AWS::ECR::Repository", "{EmptyOnDelete: true}"), ""), IsEmpty());
}

TEST(Refusals, WhatTheCdkEmptiesIsDeleted) {
  const auto stack = [](const std::string& tag, const std::string& emptied) {
    return "Resources:\n"
           "  Kept: {Type: AWS::SNS::Topic}\n"
           "  B: {Type: AWS::S3::Bucket, Properties: {Tags: [{Key: " +
           tag +
           ", Value: 'true'}]}}\n"
           "  E: {Type: Custom::S3AutoDeleteObjects, Properties: {ServiceToken: t, BucketName: " +
           emptied + "}}\n";
  };
  const std::string tag = "'aws-cdk:auto-delete-objects'";
  const std::string without = "Resources: {Kept: {Type: AWS::SNS::Topic}}";
  EXPECT_THAT(refused(stack(tag, "!Ref B"), without), IsEmpty());
  EXPECT_THAT(refused(stack(tag, "!Ref B"), ""), IsEmpty());
  EXPECT_THAT(refused(stack("other", "!Ref B"), without),
              ElementsAre(StartsWith("maybe OT5121 B")));
  EXPECT_THAT(refused(stack(tag, "!Ref Kept"), without), ElementsAre(StartsWith("maybe OT5121 B")));
}

TEST(Refusals, ANewParameterNeedsAValue) {
  const std::string resources = "Resources: {R: {Type: AWS::SNS::Topic}}\n";
  EXPECT_THAT(refused(resources, resources + "Parameters: {P: {Type: String}}"),
              ElementsAre("maybe OT5113 P the parameter is new and has no default"));
  const auto sized = [&](const std::string& allowed) {
    return "Parameters: {P: {Type: String, Default: a, AllowedValues: [" + allowed + "]}}\n" +
           "Resources: {R: {Type: AWS::SNS::Topic}}\n";
  };
  EXPECT_THAT(refused(sized("a, b"), sized("b, c")),
              ElementsAre("maybe OT5113 P its default until now, 'a', is no longer allowed"));
  EXPECT_THAT(refused(sized("a, b"), sized("c, a")), IsEmpty());
  const auto limited = [](const std::string& type, const std::string& rest) {
    return "Parameters: {P: {Type: " + type + ", Default: 5" + rest +
           "}}\nResources: {R: {Type: AWS::SNS::Topic}}\n";
  };
  EXPECT_THAT(refused(limited("String", ""), limited("String", ", MinLength: 2")),
              ElementsAre(HasSubstr("'5', is no longer allowed")));
  EXPECT_THAT(refused(limited("Number", ""), limited("Number", ", MaxValue: 4")),
              ElementsAre(HasSubstr("'5', is no longer allowed")));
  EXPECT_THAT(refused(limited("Number", ""), limited("Number", ", MinValue: 5")), IsEmpty());
  const auto listed = [&](const std::string& allowed) {
    return "Parameters: {P: {Type: CommaDelimitedList, Default: 'a,b', AllowedValues: [" + allowed +
           "]}}\nResources: {R: {Type: AWS::SNS::Topic}}\n";
  };
  EXPECT_THAT(refused(listed("a, b"), listed("a, b, c")), IsEmpty());
  EXPECT_THAT(refused(resources, resources + "Parameters: {P: {Type: String, Default: a}}"),
              IsEmpty());
}

TEST(Refusals, TheStackGivesTheParametersOfANestedOne) {
  const std::string resources = "Resources: {R: {Type: AWS::SNS::Topic}}\n";
  Compared compared(resources, resources + "Parameters: {P: {Type: String}}");
  compared.diff.part_of = "Whole";
  EXPECT_THAT(refusal_lines(find_refusals({&compared.diff, 1})), IsEmpty());
}

TEST(Refusals, ATemplateKeepsAResource) {
  EXPECT_THAT(refused("Resources: {R: {Type: AWS::SNS::Topic}}", "Resources: {}"),
              ElementsAre("OT5114  no resource is left in the template"));
}

TEST(Refusals, NothingIsCertainOfAResourceUnderACondition) {
  const auto volume = [](int size) {
    return one("AWS::EC2::Volume", "{Size: " + std::to_string(size) + "}", "    Condition: C\n");
  };
  EXPECT_THAT(refused(volume(2), volume(1)), ElementsAre(StartsWith("maybe OT5111")));
}

TEST(Refusals, VersionsOfOpenSearchGoUp) {
  const auto domain = [](const std::string& version) {
    return "Resources: {D: {Type: AWS::OpenSearchService::Domain, UpdatePolicy: "
           "{EnableVersionUpgrade: true}, Properties: {EngineVersion: " +
           version + "}}}";
  };
  EXPECT_THAT(refused(domain("OpenSearch_2.11"), domain("OpenSearch_2.5")),
              ElementsAre("OT5112 D the version cannot go down from 'OpenSearch_2.11' to "
                          "'OpenSearch_2.5'"));
  EXPECT_THAT(refused(domain("Elasticsearch_7.10"), domain("OpenSearch_1.3")), IsEmpty());
}

TEST(Refusals, WhatCannotBeChangedInOneStepOrAtAll) {
  const auto changed = [](const std::string& type, const std::string& before,
                          const std::string& after) {
    return refused(one(type, before), one(type, after));
  };
  const std::string cache = "AWS::ElastiCache::ReplicationGroup";
  EXPECT_THAT(changed(cache, "{ClusterMode: disabled}", "{ClusterMode: enabled}"),
              ElementsAre("OT5122 R cluster mode goes from 'disabled' to 'enabled' by way of "
                          "'compatible'"));
  EXPECT_THAT(changed(cache, "{ClusterMode: disabled}", "{ClusterMode: compatible}"), IsEmpty());
  EXPECT_THAT(
      changed(cache, "{ClusterMode: enabled}", "{ClusterMode: disabled}"),
      ElementsAre("OT5120 R 'ClusterMode' is 'enabled' and cannot become 'disabled' again"));
  const std::string zone = "AWS::Route53::HostedZone";
  const std::string in_vpc = "{Name: a.b, VPCs: [{VPCId: v, VPCRegion: r}]}";
  EXPECT_THAT(changed(zone, in_vpc, "{Name: a.b}"),
              ElementsAre("OT5105 R 'VPCs' cannot come or go once the resource is made"));
  EXPECT_THAT(changed(zone, "{Name: a.b}", in_vpc),
              ElementsAre("OT5105 R 'VPCs' cannot come or go once the resource is made"));
  EXPECT_THAT(changed(zone, in_vpc, "{Name: a.b, VPCs: [{VPCId: w, VPCRegion: r}]}"), IsEmpty());
}

TEST(Refusals, SubnetsOfAnotherVpcForWhatStaysInItsOwn) {
  const auto network = [](const std::string& cidr, const std::string& subnets,
                          const std::string& vpc = "!Ref V") {
    return "Resources:\n  V: {Type: AWS::EC2::VPC, Properties: {CidrBlock: " + cidr +
           ".0.0/16}}\n  W: {Type: AWS::EC2::VPC, Properties: {CidrBlock: 10.9.0.0/16}}\n"
           "  A: {Type: AWS::EC2::Subnet, Properties: {VpcId: " +
           vpc + ", CidrBlock: " + cidr +
           ".1.0/24}}\n  B: {Type: AWS::EC2::Subnet, Properties: {VpcId: !Ref W, CidrBlock: "
           "10.9.1.0/24}}\n  G: {Type: AWS::RDS::DBSubnetGroup, Properties: "
           "{DBSubnetGroupDescription: d, SubnetIds: [" +
           subnets + "]}}\n";
  };
  const std::string words =
      "OT5126 G it stays in its VPC, and its subnets lie in another one from "
      "now on";
  const std::string deployed = network("10.0", "!Ref A");
  EXPECT_THAT(refused(deployed, network("10.1", "!Ref A")), Contains(words));
  EXPECT_THAT(refused(deployed, network("10.0", "!Ref B")), Contains(words));
  EXPECT_THAT(refused(deployed, network("10.0", "!Ref A", "!Ref W")), Contains(words));
  EXPECT_THAT(
      refused(network("10.0", "!Ref A, !Ref B", "!Ref W"), network("10.0", "!Ref A", "!Ref W")),
      Not(Contains(words)));
}

TEST(Refusals, AParameterOfAnAssetIsGivenByTheCdk) {
  const auto with = [](const std::string& parameter) {
    return "Parameters: {" + parameter +
           ": {Type: String}}\nResources: {T: {Type: "
           "AWS::SNS::Topic, Properties: {TopicName: !Ref " +
           parameter + "}}}";
  };
  const std::string without = "Resources: {T: {Type: AWS::SNS::Topic, Properties: {TopicName: t}}}";
  EXPECT_THAT(refused(without, with("AssetParameters" + std::string(64, 'a') + "S3BucketB1C2D3E4")),
              IsEmpty());
  EXPECT_THAT(refused(without, with("AssetParametersOfMine")),
              ElementsAre("maybe OT5113 AssetParametersOfMine the parameter is new and has no "
                          "default"));
}

TEST(Refusals, APrivateApiBecomesNoneAtTheEdge) {
  const auto types = [](const std::string& type) {
    return "{EndpointConfiguration: {Types: [" + type + "]}}";
  };
  EXPECT_THAT(refused("AWS::ApiGateway::RestApi", types("PRIVATE"), types("EDGE")),
              ElementsAre("OT5120 R 'EndpointConfiguration/Types' is 'PRIVATE' and cannot become "
                          "'EDGE' again"));
  EXPECT_THAT(refused("AWS::ApiGateway::RestApi", types("PRIVATE"), types("REGIONAL")), IsEmpty());
}

}  // namespace
}  // namespace omnitrack::diff
