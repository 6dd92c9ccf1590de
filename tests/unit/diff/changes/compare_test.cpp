#include <gmock/gmock.h>

#include "diff/diff_test.hpp"

namespace omnitrack::diff {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

TEST(Diff, TemplatesThatMeanTheSameHaveNoDifference) {
  const Compared compared(R"({
 "Resources": {
  "Queue": {"Type": "AWS::SQS::Queue", "DependsOn": ["B", "A"], "Properties": {
   "FifoQueue": true, "DelaySeconds": 5, "QueueName": {"Fn::Sub": "${AWS::StackName}-${A.Arn}-x"},
   "Tags": [{"Key": "a", "Value": "1"}, {"Key": "b", "Value": "2"}]}},
  "A": {"Type": "AWS::SQS::Queue"}, "B": {"Type": "AWS::SQS::Queue", "Properties": {}}}})",
                          R"(
Resources:
  B: {Type: AWS::SQS::Queue}
  A: {Type: AWS::SQS::Queue}
  Queue:
    DependsOn: [A, B]
    Type: AWS::SQS::Queue
    Properties:
      Tags: [{Value: 2, Key: b}, {Key: a, Value: 1}]
      QueueName: !Join ['', [!Join ['-', [!Ref AWS::StackName, !GetAtt A.Arn]], '-', x]]
      DelaySeconds: '5'
      FifoQueue: 'True'
      KmsMasterKeyId: !Ref AWS::NoValue
)");
  EXPECT_THAT(compared.lines(), IsEmpty());
}

TEST(Diff, StatementsOfAPolicyMayStandInAnyOrder) {
  const Compared compared(R"(
Resources:
  P:
    Type: AWS::IAM::ManagedPolicy
    Properties:
      PolicyDocument:
        Version: 2012-10-17
        Statement:
          - {Effect: Allow, Action: ['s3:Get*', 's3:List*'], Resource: '*'}
          - {Effect: Deny, Action: 'sqs:*', Resource: [a, b], Condition: {Bool: {x: true}}}
)",
                          R"(
Resources:
  P:
    Type: AWS::IAM::ManagedPolicy
    Properties:
      PolicyDocument:
        Version: '2012-10-17'
        Statement:
          - {Effect: Deny, Action: ['SQS:*'], Resource: [b, a], Condition: {Bool: {x: ['true']}}}
          - {Effect: Allow, Action: ['s3:List*', 's3:Get*'], Resource: ['*']}
)");
  EXPECT_THAT(compared.lines(), IsEmpty());
}

TEST(Diff, WhatIsNoValueIsNoPartOfAPolicy) {
  const Compared compared(R"(
Resources:
  P:
    Type: AWS::IAM::ManagedPolicy
    Properties:
      PolicyDocument:
        Statement:
          - Effect: Allow
            Action: ['s3:Get*', !Ref AWS::NoValue]
            Resource: [a, !Ref AWS::NoValue]
            Sid: !Ref AWS::NoValue
)",
                          R"(
Resources:
  P:
    Type: AWS::IAM::ManagedPolicy
    Properties:
      PolicyDocument:
        Id: !Ref AWS::NoValue
        Statement: [{Effect: Allow, Action: 's3:Get*', Resource: a}, !Ref AWS::NoValue]
)");
  EXPECT_THAT(compared.lines(), IsEmpty());
}

TEST(Diff, TheKindOfAScalarCountsInJsonThatIsHandedOn) {
  const auto document = [](const std::string& enabled) {
    return "Resources: {D: {Type: AWS::SSM::Document, Properties: {UpdateMethod: NewVersion, "
           "Content: {steps: [{Enabled: " +
           enabled + "}]}}}}";
  };
  EXPECT_THAT(Compared(document("true"), document("'true'")).lines(),
              ElementsAre("update D", "  /Properties/Content/steps/0/Enabled in_place"));
  EXPECT_THAT(Compared(document("true"), document("yes")).lines(), IsEmpty());
}

TEST(Diff, AnOutputFollowsTheResourceWhoseNameItBears) {
  const auto queue = [](const std::string& name) {
    return "Resources: {Queue: {Type: AWS::SQS::Queue, Properties: {QueueName: " + name +
           "}}}\nOutputs: {Queue: {Value: !Ref Queue}}\n";
  };
  EXPECT_THAT(Compared(queue("a"), queue("b")).lines(),
              ElementsAre("replace Queue", "  /Properties/QueueName replaces", "output Queue",
                          "  /Value in_place because Queue"));
}

TEST(Diff, WhoNamesSeveralFollowsThemAllWhateverTheirOrder) {
  const auto chain = [](const std::string& name) {
    return R"(
Resources:
  Last:
    Type: AWS::SSM::Parameter
    Properties: {Type: StringList, Value: !Sub '${Third},${First},${Second}'}
  Third: {Type: AWS::SQS::Queue, Properties: {QueueName: !Sub '${Second.QueueName}c'}}
  Second: {Type: AWS::SQS::Queue, Properties: {QueueName: !Sub '${First.QueueName}b'}}
  First: {Type: AWS::SQS::Queue, Properties: {QueueName: )" +
           name + "}}\n";
  };
  EXPECT_THAT(Compared(chain("a"), chain("x")).lines(),
              ElementsAre("update Last", "  /Properties/Value in_place because Third",
                          "replace Third", "  /Properties/QueueName replaces because Second",
                          "replace Second", "  /Properties/QueueName replaces because First",
                          "replace First", "  /Properties/QueueName replaces"));
}

TEST(Diff, ResourcesThatNameEachOtherAreFollowedToo) {
  const auto circle = [](const std::string& name) {
    return R"(
Resources:
  A: {Type: AWS::SQS::Queue, Properties: {QueueName: )" +
           name + R"(}, Metadata: {m: 1}}
  B: {Type: AWS::SQS::Queue, Properties: {QueueName: !Sub '${A.QueueName}${C.QueueName}'}}
  C: {Type: AWS::SQS::Queue, Properties: {QueueName: !Sub '${B.QueueName}c'}}
)";
  };
  EXPECT_THAT(Compared(circle("a"), circle("x")).lines(),
              ElementsAre("replace A", "  /Properties/QueueName replaces", "replace B",
                          "  /Properties/QueueName replaces because A", "replace C",
                          "  /Properties/QueueName replaces because B"));
}

TEST(Diff, EachPropertyIsToldWhereThereWereNone) {
  const std::string bare = "Resources: {B: {Type: AWS::S3::Bucket}}";
  const std::string full =
      "Resources: {B: {Type: AWS::S3::Bucket, Properties: {BucketName: b, AccessControl: "
      "Private}}}";
  const auto lines = ElementsAre("replace B", "  /Properties/BucketName replaces",
                                 "  /Properties/AccessControl in_place");
  EXPECT_THAT(Compared(bare, full).lines(), lines);
  EXPECT_THAT(Compared(full, bare).lines(), lines);
}

TEST(Diff, APropertyOfItsOwnMayDecideWhetherAResourceIsReplaced) {
  const auto environment = [](const std::string& replace, const std::string& group) {
    return "Resources: {E: {Type: AWS::Batch::ComputeEnvironment, Properties: {" + replace +
           "ComputeResources: {PlacementGroup: " + group + "}}}}";
  };
  const auto lines = [&](const std::string& replace) {
    return Compared(environment(replace, "a"), environment(replace, "b")).lines();
  };
  const std::string path = "  /Properties/ComputeResources/PlacementGroup ";
  EXPECT_THAT(lines(""), ElementsAre("replace E", path + "replaces"));
  EXPECT_THAT(lines("ReplaceComputeEnvironment: false, "),
              ElementsAre("update E", path + "in_place"));
  EXPECT_THAT(lines("ReplaceComputeEnvironment: !Ref Replace, "),
              ElementsAre("may_replace E", path + "may_replace"));
}

TEST(Diff, WhatSamMakesOfATypeDecides) {
  const auto written = [](const std::string& properties) {
    return "Transform: AWS::Serverless-2016-10-31\n"
           "Resources: {R: {Type: AWS::Serverless::" +
           properties + "}}";
  };
  EXPECT_THAT(Compared(written("Function, Properties: {Runtime: a, FunctionName: f}"),
                       written("Function, Properties: {Runtime: b, FunctionName: g}"))
                  .lines(),
              ElementsAre("replace R", "  /Properties/Runtime in_place",
                          "  /Properties/FunctionName replaces"));
  EXPECT_THAT(Compared(written("SimpleTable, Properties: {PrimaryKey: {Name: a}}"),
                       written("SimpleTable, Properties: {PrimaryKey: {Name: b}}"))
                  .lines(),
              ElementsAre("replace R", "  /Properties/PrimaryKey/Name replaces"));
  EXPECT_THAT(Compared(written("LayerVersion, Properties: {Description: a}"),
                       written("LayerVersion, Properties: {Description: b}"))
                  .lines(),
              ElementsAre("replace R", "  /Properties/Description replaces"));
}

TEST(Diff, ABranchThatIsNothingCounts) {
  const auto queue = [](const std::string& branches) {
    return "Resources: {Q: {Type: AWS::SQS::Queue, Properties: {QueueName: !If [C, " + branches +
           "]}}}";
  };
  EXPECT_THAT(Compared(queue("!Ref AWS::NoValue, a"), queue("a, !Ref AWS::NoValue")).lines(),
              ElementsAre("replace Q", "  /Properties/QueueName/Fn::If/1 replaces",
                          "  /Properties/QueueName/Fn::If/2 replaces"));
  EXPECT_THAT(Compared(queue("a"), queue("a, !Ref AWS::NoValue")).lines(),
              ElementsAre("replace Q", "  /Properties/QueueName replaces"));
}

TEST(Diff, NoRegionIsTheStacksOwn) {
  const auto subnet = [](const std::string& zones) {
    return "Resources: {S: {Type: AWS::EC2::Subnet, Properties: {AvailabilityZone: !Select [0, " +
           zones + " ]}}}";
  };
  for (const std::string zones : {"!GetAZs", "{'Fn::GetAZs': }", "!GetAZs {Ref: AWS::Region}"}) {
    EXPECT_THAT(Compared(subnet("!GetAZs ''"), subnet(zones)).lines(), IsEmpty()) << zones;
  }
}

TEST(Diff, NullIsNullHoweverItIsWritten) {
  EXPECT_THAT(Compared(R"({"Resources": {"Q": {"Type": "Custom::Q", "Properties": {"A": null}}}})",
                       "Resources: {Q: {Type: Custom::Q, Properties: {A: }}}")
                  .lines(),
              IsEmpty());
}

TEST(Diff, AnEveryDayChangeOfAStatementIsToldByItsPlaceBefore) {
  const Compared compared(R"(
Resources:
  P:
    Type: AWS::IAM::ManagedPolicy
    Properties:
      PolicyDocument:
        Statement:
          - {Sid: A, Effect: Allow, Action: 's3:*', Resource: '*'}
          - {Effect: Allow, Action: 'sqs:*', Resource: '*'}
)",
                          R"(
Resources:
  P:
    Type: AWS::IAM::ManagedPolicy
    Properties:
      PolicyDocument:
        Statement:
          - {Effect: Allow, Action: 'sns:*', Resource: '*'}
          - {Sid: A, Effect: Allow, Action: 's3:Get*', Resource: '*'}
)");
  EXPECT_THAT(compared.lines(),
              ElementsAre("update P", "  /Properties/PolicyDocument/Statement/0 in_place",
                          "  /Properties/PolicyDocument/Statement/1 in_place",
                          "  /Properties/PolicyDocument/Statement/- in_place"));
}

TEST(Diff, AReplacedResourceTakesItsUsersAlongAsFarAsItReaches) {
  const std::string text = R"({"Resources": {
 "Vpc": {"Type": "AWS::EC2::VPC", "Properties": {"CidrBlock": "10.0.0.0/16"}},
 "Subnet": {"Type": "AWS::EC2::Subnet", "Properties": {"VpcId": {"Ref": "Vpc"}, "CidrBlock": "10.0.0.0/24"}},
 "Group": {"Type": "AWS::ElastiCache::SubnetGroup", "Properties": {
   "CacheSubnetGroupName": "g", "Description": "d", "SubnetIds": [{"Ref": "Subnet"}]}},
 "Cache": {"Type": "AWS::ElastiCache::CacheCluster", "Properties": {
   "CacheNodeType": "cache.t3.micro", "Engine": "redis", "NumCacheNodes": 1,
   "CacheSubnetGroupName": {"Ref": "Group"}}}},
 "Outputs": {"Id": {"Value": {"Fn::Sub": "id ${Vpc}"}}, "Other": {"Value": {"Ref": "Cache"}}}})";
  std::string changed = text;
  changed.replace(changed.find("10.0.0.0/16"), 11, "10.1.0.0/16");
  EXPECT_THAT(Compared(text, changed).lines(),
              ElementsAre("replace Vpc", "  /Properties/CidrBlock replaces",  //
                          "replace Subnet", "  /Properties/VpcId replaces because Vpc",
                          "update Group", "  /Properties/SubnetIds/0 in_place because Subnet",
                          "output Id", "  /Value in_place because Vpc"));
}

TEST(Diff, AReferenceToAPropertyThatStaysDoesNotFollow) {
  const std::string text = R"({"Resources": {
 "Table": {"Type": "AWS::DynamoDB::Table", "Properties": {"TableName": "orders",
   "AttributeDefinitions": [{"AttributeName": "a", "AttributeType": "S"}],
   "KeySchema": [{"AttributeName": "a", "KeyType": "HASH"}]}},
 "F": {"Type": "AWS::Lambda::Function", "Properties": {"Environment": {"Variables": {
   "NAME": {"Ref": "Table"}, "ARN": {"Fn::GetAtt": ["Table", "Arn"]},
   "STREAM": {"Fn::GetAtt": ["Table", "StreamArn"]}}}}}}})";
  std::string changed = text;
  changed.replace(changed.find("\"HASH\""), 6, "\"RANGE\"");
  EXPECT_THAT(Compared(text, changed).lines(),
              ElementsAre("replace Table", "  /Properties/KeySchema/0/KeyType replaces", "update F",
                          "  /Properties/Environment/Variables/STREAM in_place because Table"));
}

TEST(Diff, AReferenceToANameThatMayBeMadeUpFollows) {
  const auto topic = [](const std::string& fifo) {
    return "Conditions: {Named: !Equals [!Ref AWS::Region, x]}\n"
           "Resources:\n"
           "  Topic: {Type: AWS::SNS::Topic, Properties: {FifoTopic: " +
           fifo +
           ", TopicName: !If [Named, n, !Ref AWS::NoValue]}}\n"
           "  F: {Type: AWS::Lambda::Function, Properties: {Environment: {Variables: {\n"
           "    NAME: !GetAtt Topic.TopicName}}}}\n";
  };
  EXPECT_THAT(Compared(topic("true"), topic("false")).lines(),
              ElementsAre("replace Topic", "  /Properties/FifoTopic replaces", "update F",
                          "  /Properties/Environment/Variables/NAME in_place because Topic"));
}

TEST(Diff, AnAttributeThatIsAChangedPropertyReachesItsUsers) {
  const std::string text = R"({"Resources": {
 "Template": {"Type": "AWS::EC2::LaunchTemplate", "Properties": {"LaunchTemplateData": {"ImageId": "ami-1"}}},
 "Group": {"Type": "AWS::AutoScaling::AutoScalingGroup", "Properties": {"MinSize": "1", "MaxSize": "1",
   "LaunchTemplate": {"LaunchTemplateId": {"Ref": "Template"},
                      "Version": {"Fn::GetAtt": ["Template", "LatestVersionNumber"]}}}}}})";
  std::string changed = text;
  changed.replace(changed.find("ami-1"), 5, "ami-2");
  EXPECT_THAT(Compared(text, changed).lines(),
              ElementsAre("update Template", "  /Properties/LaunchTemplateData/ImageId in_place",
                          "update Group",
                          "  /Properties/LaunchTemplate/Version in_place because Template"));
}

TEST(Diff, WhatLeavesTheStackGoesTheWayOfItsDeletionPolicy) {
  const Compared compared(R"(
Resources:
  Kept: {Type: AWS::DynamoDB::Table, DeletionPolicy: Retain}
  Lost: {Type: AWS::DynamoDB::Table}
  Role: {Type: AWS::IAM::Role, DeletionPolicy: RetainExceptOnCreate}
  Database: {Type: AWS::RDS::DBInstance}
  Member: {Type: AWS::RDS::DBInstance, Properties: {DBClusterIdentifier: c}}
)",
                          "Resources: {Topic: {Type: AWS::SNS::Topic}}");
  EXPECT_THAT(compared.lines(), ElementsAre("create Topic", "retain Kept", "delete Lost",
                                            "orphan Role", "delete Database", "delete Member"));
  EXPECT_EQ(compared.diff.find("Database")->disposition, Disposition::snapshot);
  EXPECT_EQ(compared.diff.find("Member")->disposition, Disposition::deleted);
}

TEST(Diff, TheOldOneIsKeptOnReplacementOnlyWhereBothTemplatesSaySo) {
  const auto disposition = [](const std::string& before, const std::string& after) {
    const auto text = [](const std::string& policy, const std::string& name) {
      return R"({"Resources": {"T": {"Type": "AWS::DynamoDB::Table", )" + policy +
             R"("Properties": {"TableName": ")" + name + "\"}}}}";
    };
    return Compared(text(before, "a"), text(after, "b")).diff.find("T")->disposition;
  };
  const std::string retain = R"("UpdateReplacePolicy": "Retain", )";
  EXPECT_EQ(disposition(retain, retain), Disposition::retained);
  EXPECT_EQ(disposition(retain, ""), Disposition::deleted);
  EXPECT_EQ(disposition("", retain), Disposition::deleted);
  EXPECT_EQ(disposition(R"("DeletionPolicy": "Retain", )", R"("DeletionPolicy": "Retain", )"),
            Disposition::deleted);
}

TEST(Diff, AConditionThatIsAddedMayRemove) {
  const Compared compared("Resources: {T: {Type: AWS::DynamoDB::Table}}", R"(
Conditions: {C: !Equals [!Ref AWS::Region, eu-west-1]}
Resources: {T: {Type: AWS::DynamoDB::Table, Condition: C}}
)");
  EXPECT_THAT(compared.lines(), ElementsAre("update T", "  /Condition none", "new condition C"));
  EXPECT_TRUE(compared.diff.find("T")->may_be_removed);
}

TEST(Diff, AMappingReachesWhatLooksUpTheCellThatChanged) {
  const auto look_up = [](const std::string& mapping) {
    return "Mappings: {M: " + mapping + R"(}
Resources:
  One: {Type: AWS::SQS::Queue, Properties: {QueueName: !FindInMap [M, a, x]}}
  Two: {Type: AWS::SQS::Queue, Properties: {QueueName: !FindInMap [M, a, y]}}
  AnyX: {Type: AWS::SQS::Queue, Properties: {QueueName: !FindInMap [M, !Ref AWS::Region, x]}}
  AnyY: {Type: AWS::SQS::Queue, Properties: {QueueName: !FindInMap [M, !Ref AWS::Region, y]}}
  Else: {Type: AWS::SQS::Queue, Properties: {QueueName: !FindInMap [M, b, y, {DefaultValue: d}]}}
)";
  };
  const std::string before = look_up("{a: {x: 1, y: 2}}");
  const std::string more = look_up("{a: {x: 1, y: 2}, c: {x: 7, y: 8}}");
  EXPECT_THAT(Compared(before, look_up("{a: {x: 3, y: 2}}")).lines(),
              ElementsAre("replace One", "  /Properties/QueueName replaces because Mappings/M",
                          "replace AnyX", "  /Properties/QueueName replaces because Mappings/M",
                          "mapping M", "  /a/x none"));
  EXPECT_THAT(
      Compared(more, look_up("{a: {x: 3, y: 2}, c: {x: 7, y: 8}}")).lines(),
      ElementsAre("replace One", "  /Properties/QueueName replaces because Mappings/M",
                  "may_replace AnyX", "  /Properties/QueueName may_replace because Mappings/M",
                  "mapping M", "  /a/x none"));
  EXPECT_THAT(Compared(before, look_up("{a: {x: 1, y: 2}, b: {x: 5, y: 6}}")).lines(),
              ElementsAre("replace Else", "  /Properties/QueueName replaces because Mappings/M",
                          "mapping M", "  /b none"));
}

TEST(Diff, AConditionReachesWhatChoosesByIt) {
  const std::string text = R"({
 "Conditions": {"Base": {"Fn::Equals": [{"Ref": "AWS::StackName"}, "b"]}, "C": {"Fn::Not": [{"Condition": "Base"}]}},
 "Resources": {
  "One": {"Type": "AWS::SQS::Queue", "Properties": {"DelaySeconds": {"Fn::If": ["C", 1, 2]}}},
  "Two": {"Type": "AWS::SQS::Queue", "Condition": "C"}}})";
  std::string changed = text;
  changed.replace(changed.find("\"b\""), 3, "\"c\"");
  const Compared compared(text, changed);
  EXPECT_THAT(compared.lines(),
              ElementsAre("update One", "  /Properties/DelaySeconds in_place because Conditions/C",
                          "update Two", "condition Base", "   none"));
  EXPECT_TRUE(compared.diff.find("Two")->may_be_removed);
}

TEST(Diff, ATenancyThatIsTheDefaultAnywayReplacesNothing) {
  const auto vpc = [](const std::string& tenancy) {
    return "Resources: {V: {Type: AWS::EC2::VPC, Properties: {CidrBlock: 10.0.0.0/16" + tenancy +
           "}}}";
  };
  EXPECT_THAT(Compared(vpc(", InstanceTenancy: default"), vpc("")).lines(),
              ElementsAre("update V", "  /Properties/InstanceTenancy in_place"));
  EXPECT_THAT(Compared(vpc(""), vpc(", InstanceTenancy: dedicated")).lines(),
              ElementsAre("replace V", "  /Properties/InstanceTenancy replaces"));
  EXPECT_THAT(Compared(vpc(", InstanceTenancy: dedicated"), vpc("")).lines(),
              ElementsAre("update V", "  /Properties/InstanceTenancy in_place"));
}

TEST(Diff, IndexesAreToldByTheirNames) {
  const auto table = [](const std::string& indexes) {
    return "Resources: {T: {Type: AWS::DynamoDB::Table, Properties: {GlobalSecondaryIndexes: [" +
           indexes + "]}}}";
  };
  const std::string a = "{IndexName: A, Projection: {ProjectionType: ALL}}";
  const std::string b = "{IndexName: B, Projection: {ProjectionType: ALL}}";
  const std::string other_b = "{IndexName: B, Projection: {ProjectionType: KEYS_ONLY}}";
  const std::string at = "  /Properties/GlobalSecondaryIndexes/";
  EXPECT_THAT(Compared(table(a), table(a + ',' + b)).lines(),
              ElementsAre("update T", at + "- in_place"));
  EXPECT_THAT(Compared(table(a + ',' + b), table(a)).lines(),
              ElementsAre("update T", at + "1 in_place"));
  EXPECT_THAT(Compared(table(a + ',' + b), table(a + ',' + other_b)).lines(),
              ElementsAre("update T", at + "1/Projection/ProjectionType in_place"));
}

TEST(Diff, AStackThatIsGoneLosesAllItsResources) {
  const Compared compared("Resources: {T: {Type: AWS::DynamoDB::Table}}", "");
  EXPECT_THAT(compared.lines(), ElementsAre("delete T"));
}

TEST(Compare, ANameThatComesToTheSameByAnotherWayReplacesNothing) {
  const auto named = [](const std::string& topic, const std::string& table) {
    return "Resources:\n  T: {Type: AWS::SNS::Topic, Properties: {TopicName: " + topic +
           "}}\n  B: {Type: AWS::DynamoDB::Table, Properties: {TableName: !Sub '" + table + "'}}\n";
  };
  const Compared same(named("a", "of-${T.TopicName}-b"), named("a-b", "of-${T.TopicName}"));
  EXPECT_EQ(same.diff.find("B"), nullptr);
  const Compared other(named("a", "of-${T.TopicName}-b"), named("a-c", "of-${T.TopicName}"));
  ASSERT_NE(other.diff.find("B"), nullptr);
  EXPECT_EQ(other.diff.find("B")->action, Action::replace);
}

TEST(Diff, AStreamWithOtherViewsIsAnotherOne) {
  const auto text = [](const std::string& view) {
    return "Resources:\n  T: {Type: AWS::DynamoDB::Table, Properties: {StreamSpecification: "
           "{StreamViewType: " +
           view +
           "}}}\n  M: {Type: AWS::Lambda::EventSourceMapping, Properties: {EventSourceArn: !GetAtt "
           "T.StreamArn}}\n";
  };
  EXPECT_THAT(Compared(text("KEYS_ONLY"), text("NEW_IMAGE")).lines(),
              ElementsAre("update T", "  /Properties/StreamSpecification/StreamViewType in_place",
                          "replace M", "  /Properties/EventSourceArn replaces because T"));
}

TEST(Diff, WhatIsMadeWhileAnotherOneIsKeptBeginsEmpty) {
  const auto table = [](const std::string& name, const std::string& more = {}) {
    return "Resources: {" + name + ": {Type: AWS::DynamoDB::Table, DeletionPolicy: Retain" + more +
           "}, S: {Type: AWS::SNS::Topic}}";
  };
  const Compared renamed(table("Old"), table("New"));
  EXPECT_THAT(renamed.lines(), ElementsAre("create New", "retain Old"));
  EXPECT_EQ(renamed.diff.find("New")->reason,
            "it begins empty, and 'Old' stays with its data, outside of the stack");
  const Compared two(table("Old"), table("New", "}, More: {Type: AWS::DynamoDB::Table"));
  EXPECT_EQ(two.diff.find("New")->reason, "");
}

}  // namespace
}  // namespace omnitrack::diff
