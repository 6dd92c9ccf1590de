#include <gmock/gmock.h>

#include "validate/validate_test.hpp"

namespace omnitrack::validate {
namespace {

using testing::HasSubstr;
using testing::Not;

// What is found of one resource, written in YAML's flow style.
std::string found_in_resource(std::string_view resource, std::string_view more = {}) {
  return found_by(check_resources,
                  "Resources:\n  R: " + std::string(resource) + '\n' + std::string(more));
}

TEST(Resources, OfEachKindAreRight) {
  for (const std::string_view right :
       {"{Type: AWS::SNS::Topic, DependsOn: A, Condition: C, Metadata: {a: b}, DeletionPolicy: "
        "Retain, UpdateReplacePolicy: Retain, Properties: {}}",
        "{Type: AWS::SNS::Topic, DependsOn: [A, B]}",
        "{Type: Custom::Thing, Version: 1, Properties: {ServiceToken: arn}}",
        "{Type: Custom::Thing, Condition: Never}",
        "{Type: Custom::Thing, Properties: {'Fn::Transform': {Name: x}}}",
        "{Type: My::Own::Thing::MODULE}", "{Type: MongoDB::Atlas::Cluster}",
        "{Type: AWS::CDK::Metadata}", "{Type: Alexa::ASK::Skill}",
        "{Type: AWS::S3::Bucket, Extra: 1, 'Fn::Transform': {Name: x}}",
        "{Type: AWS::RDS::DBInstance, DeletionPolicy: Snapshot, UpdateReplacePolicy: Snapshot}",
        "{Type: AWS::S3::Bucket, DeletionPolicy: !If [C, Retain, Delete], UpdateReplacePolicy: "
        "!Ref P}",
        "{Type: AWS::AutoScaling::AutoScalingGroup, CreationPolicy: {ResourceSignal: {Count: !Ref "
        "N, Timeout: PT5M}}, UpdatePolicy: {AutoScalingRollingUpdate: {MaxBatchSize: '1', "
        "SuspendProcesses: [Launch]}}}",
        "{Type: AWS::Lambda::Alias, UpdatePolicy: !If [C, {CodeDeployLambdaAliasUpdate: "
        "{ApplicationName: a}}, !Ref AWS::NoValue]}"}) {
    EXPECT_EQ(found_in_resource(right), "") << right;
  }
}

TEST(Resources, MustBeMaps) {
  EXPECT_EQ(found_in_resource("text"),
            "error OT4200 2:6 Resources/R: a resource must be a map, not the text 'text'\n");
}

TEST(Resources, HaveAType) {
  EXPECT_EQ(found_in_resource("{Properties: {}}"),
            "error OT4201 2:3 Resources/R: the resource has no Type\n");
  EXPECT_THAT(found_in_resource("{Type: [a]}"), HasSubstr("error OT4202 2:13 Resources/R/Type"));
  EXPECT_THAT(found_in_resource("{Type: !Ref A}"), HasSubstr("not a call of Ref"));
}

TEST(Resources, HaveATypeThatIsKnown) {
  EXPECT_THAT(found_in_resource("{Type: AWS::S3::Bukket}"),
              HasSubstr("error OT4203 2:13 Resources/R/Type: CloudFormation has no resource type "
                        "'AWS::S3::Bukket' (did you mean 'AWS::S3::Bucket'?"));
  EXPECT_THAT(found_in_resource("{Type: AWS::DynamoDB::Completely}"),
              HasSubstr("'AWS::DynamoDB::Completely' (known are the types of "));
  EXPECT_THAT(found_in_resource("{Type: AWS::DinamoDB::Tabel}"),
              HasSubstr("did you mean 'AWS::DynamoDB::Table'?"));
  EXPECT_THAT(found_in_resource("{Type: S3::Bucket}"),
              HasSubstr("OT4203 2:13 Resources/R/Type: CloudFormation "
                        "has no resource type 'S3::Bucket' (did you "
                        "mean 'AWS::S3::Bucket'? known"));
}

TEST(Resources, MayHaveATypeThatIsKnownByItsNameAlone) {
  EXPECT_EQ(found_in_resource("{Type: AWS::Lambda::WebFunction, Properties: {Anything: [1]}}"), "");
}

TEST(Resources, OfServicesThatEndAreToldOf) {
  EXPECT_THAT(found_in_resource("{Type: AWS::QLDB::Ledger}"),
              HasSubstr("error OT4248 2:13 Resources/R/Type: the service of 'AWS::QLDB::Ledger' "
                        "ended on 2025-07-31"));
  EXPECT_THAT(found_in_resource("{Type: AWS::WAF::WebACL}"), HasSubstr("will end"));
  EXPECT_THAT(found_in_resource("{Type: AWS::AutoScaling::LaunchConfiguration}"),
              HasSubstr("info OT4204"));
}

TEST(Resources, HaveNoTypeOfTheirOwnWhereTheyAreNull) {
  EXPECT_EQ(found_by(check_resources, "Resources: {R: }"), "");
}

TEST(Resources, HaveATypeInStraightQuotes) {
  EXPECT_THAT(found_in_resource("{Type: \u201CAWS::SNS::Topic\u201D}"),
              HasSubstr("(write straight quotes: curly ones are part of the text)"));
}

TEST(Resources, HaveKnownKeys) {
  EXPECT_THAT(
      found_in_resource("{Type: AWS::SNS::Topic, Propertis: {}}"),
      HasSubstr("error OT4205 2:30 Resources/R/Propertis: a resource has no key 'Propertis' "
                "(did you mean 'Properties'?)"));
  EXPECT_THAT(found_in_resource("{Type: AWS::SNS::Topic, TopicName: a}"),
              HasSubstr("it is a property: it belongs under Properties"));
  EXPECT_THAT(found_in_resource("{Type: AWS::SNS::Topic, Description: a}"),
              HasSubstr("warning OT4205"));
  EXPECT_THAT(found_in_resource("{Type: AWS::Config::ConfigRule, Controls: ['1667']}"),
              HasSubstr("warning OT4205"));
  EXPECT_EQ(found_in_resource("{Type: AWS::SQS::Queue, Connectors: {}}",
                              "Transform: AWS::Serverless-2016-10-31"),
            "");
}

TEST(Resources, DependOnNames) {
  EXPECT_THAT(found_in_resource("{Type: AWS::SNS::Topic, DependsOn: {a: b}}"),
              HasSubstr("OT4206 2:41"));
  EXPECT_THAT(found_in_resource("{Type: AWS::SNS::Topic, DependsOn: [!Ref A]}"),
              HasSubstr("an item of 'DependsOn' must be a logical id, not a call of Ref"));
  EXPECT_THAT(
      found_in_resource("{Type: AWS::SNS::Topic, DependsOn: [A, B, A]}"),
      HasSubstr("warning OT4207 2:48 Resources/R/DependsOn/2: 'DependsOn' names 'A' twice"));
}

TEST(Resources, HavePoliciesThatAreKnown) {
  EXPECT_THAT(found_in_resource("{Type: AWS::SNS::Topic, DeletionPolicy: Retian}"),
              HasSubstr("error OT4208 2:46 Resources/R/DeletionPolicy: 'DeletionPolicy' cannot be "
                        "the text 'Retian' (did you mean 'Retain'?)"));
  EXPECT_THAT(
      found_in_resource("{Type: AWS::SNS::Topic, UpdateReplacePolicy: RetainExceptOnCreate}"),
      HasSubstr("OT4208"));
  EXPECT_THAT(found_in_resource("{Type: AWS::SNS::Topic, DeletionPolicy: !GetAtt R.Arn}"),
              HasSubstr("make it of parameters and mappings"));
  EXPECT_THAT(found_in_resource("{Type: AWS::SNS::Topic, DeletionPolicy: !If [C, Keep, Delete]}"),
              HasSubstr("Resources/R/DeletionPolicy/Fn::If/1"));
}

TEST(Resources, HaveSnapshotsOnlyWhereThereAreSome) {
  EXPECT_THAT(
      found_in_resource("{Type: AWS::S3::Bucket, DeletionPolicy: Snapshot, UpdateReplacePolicy: "
                        "Delete}"),
      HasSubstr("error OT4209 2:46 Resources/R/DeletionPolicy: 'AWS::S3::Bucket' has no "
                "snapshots (use Retain to keep it)"));
}

TEST(Resources, HaveRolloutPoliciesOfTheirType) {
  EXPECT_THAT(
      found_in_resource("{Type: AWS::SNS::Topic, UpdatePolicy: {}}"),
      HasSubstr("warning OT4210 2:30 Resources/R/UpdatePolicy: 'UpdatePolicy' has no effect "
                "on 'AWS::SNS::Topic'"));
  EXPECT_THAT(found_in_resource("{Type: My::Own::Thing::MODULE, CreationPolicy: {}}"),
              HasSubstr("error OT4210"));
  EXPECT_THAT(found_in_resource("{Type: AWS::AutoScaling::AutoScalingGroup, UpdatePolicy: "
                                "{AutoScalingRollingUpdates: {}}}"),
              HasSubstr("error OT4211 2:64 Resources/R/UpdatePolicy/AutoScalingRollingUpdates: "
                        "UpdatePolicy has no key 'AutoScalingRollingUpdates' (did you mean "
                        "'AutoScalingRollingUpdate'?)"));
  EXPECT_THAT(found_in_resource(
                  "{Type: AWS::EC2::Instance, CreationPolicy: {ResourceSignal: {Counts: 1}}}"),
              HasSubstr("'ResourceSignal' has no key 'Counts'"));
  EXPECT_THAT(
      found_in_resource("{Type: AWS::EC2::Instance, CreationPolicy: {ResourceSignal: {Count: x}}}"),
      HasSubstr("error OT4212"));
  EXPECT_THAT(found_in_resource("{Type: AWS::EC2::Instance, CreationPolicy: !Ref P}"),
              HasSubstr("OT4212"));
  EXPECT_THAT(
      found_in_resource("{Type: AWS::AutoScaling::AutoScalingGroup, UpdatePolicy: {Condition: C}}"),
      HasSubstr("UpdatePolicy has no key 'Condition'"));
  EXPECT_THAT(found_in_resource("{Type: AWS::AutoScaling::AutoScalingGroup, UpdatePolicy: "
                                "{AutoScalingRollingUpdate: {SuspendProcesses: [Lanch]}}}"),
              HasSubstr("did you mean 'Launch'?"));
}

TEST(RolloutPolicies, HaveTimesAndSizesThatCloudFormationTakes) {
  const auto creation = [](std::string_view time) {
    return found_in_resource(
        "{Type: AWS::EC2::Instance, CreationPolicy: {ResourceSignal: {Timeout: " +
        std::string(time) + "}}}");
  };
  const auto update = [](std::string_view keys) {
    return found_in_resource(
        "{Type: AWS::AutoScaling::AutoScalingGroup, Properties: {MaxSize: '2'}, UpdatePolicy: "
        "{AutoScalingRollingUpdate: {" +
        std::string(keys) + "}}}");
  };
  EXPECT_THAT(creation("PT1H30M5S"), Not(HasSubstr("OT4212")));
  EXPECT_THAT(creation("15M"), HasSubstr("'15M' is not a time such as 'PT15M' (write hours, "
                                         "minutes and seconds as 'PT#H#M#S')"));
  EXPECT_THAT(creation("PT5M1H"), HasSubstr("error OT4212"));
  EXPECT_THAT(creation("PT13H"), HasSubstr("'PT13H' is more than the maximum of PT12H"));
  EXPECT_THAT(update("PauseTime: PT2H"), HasSubstr("more than the maximum of PT1H"));
  EXPECT_THAT(update("MinInstancesInService: 2"), HasSubstr("warning OT4249"));
  EXPECT_THAT(update("MinInstancesInService: 1"), Not(HasSubstr("OT4249")));
}

TEST(Resources, HavePartsOfTheRightKind) {
  EXPECT_THAT(found_in_resource("{Type: AWS::SNS::Topic, Condition: !Equals [a, b]}"),
              HasSubstr("OT4213"));
  EXPECT_THAT(found_in_resource("{Type: AWS::SNS::Topic, Metadata: [a]}"), HasSubstr("OT4214"));
  EXPECT_THAT(found_in_resource("{Type: AWS::SNS::Topic, Version: 1}"),
              HasSubstr("warning OT4215"));
  EXPECT_THAT(found_in_resource("{Type: AWS::SNS::Topic, Properties: [a]}"), HasSubstr("OT4216"));
  EXPECT_THAT(found_in_resource("{Type: AWS::SNS::Topic, Properties: !Ref AWS::NoValue}"),
              HasSubstr("OT4216"));
}

TEST(CustomResources, NameTheirFunctionByItsArn) {
  const auto with = [](std::string_view token) {
    return found_in_resource(
        "{Type: Custom::Thing, Properties: {ServiceToken: " + std::string(token) + "}}",
        "  F: {Type: AWS::Lambda::Function}\n  T: {Type: AWS::SNS::Topic}\n");
  };
  EXPECT_THAT(with("!Ref F"), HasSubstr("error OT4217 2:55 Resources/R/Properties/ServiceToken: a "
                                        "Ref of a function gives its name"));
  EXPECT_THAT(with("!GetAtt F.Arn"), Not(HasSubstr("OT4217")));
  EXPECT_THAT(with("!Ref T"), Not(HasSubstr("OT4217")));
}

TEST(Resources, OfOnesOwnHaveAServiceToken) {
  EXPECT_THAT(found_in_resource("{Type: Custom::Thing, Properties: {a: b}}"),
              HasSubstr("error OT4217 2:3 Resources/R: the custom resource has no ServiceToken"));
  EXPECT_THAT(found_in_resource("{Type: AWS::CloudFormation::CustomResource}"),
              HasSubstr("OT4217"));
}

TEST(Resources, ThatAreKeptOnlyHalfAreToldOf) {
  EXPECT_THAT(found_in_resource("{Type: AWS::S3::Bucket, DeletionPolicy: Retain}"),
              HasSubstr("info OT4218 2:46 Resources/R/DeletionPolicy: kept when it is deleted, but "
                        "not when an update replaces it (set UpdateReplacePolicy too)"));
  EXPECT_THAT(found_in_resource("{Type: AWS::S3::Bucket, UpdateReplacePolicy: Retain}"),
              HasSubstr("set DeletionPolicy too"));
  EXPECT_EQ(found_in_resource("{Type: AWS::S3::Bucket, DeletionPolicy: Delete}"), "");
  EXPECT_EQ(found_in_resource("{Type: AWS::Lambda::Version, DeletionPolicy: Retain}"), "");
}

TEST(Resources, OfSamNeedItsMacro) {
  EXPECT_THAT(found_in_resource("{Type: AWS::Serverless::Function}"),
              HasSubstr("error OT4219 2:13 Resources/R/Type: SAM's types need SAM's macro"));
  EXPECT_EQ(found_in_resource("{Type: AWS::Serverless::Function}",
                              "Transform: AWS::Serverless-2016-10-31"),
            "");
}

TEST(Resources, OfSamAreToldOnceToNeedItsMacro) {
  EXPECT_EQ(
      found_by(check_resources,
               "Resources: {T: {Type: AWS::SNS::Topic}, F: {Type: AWS::Serverless::Function}, "
               "G: {Type: AWS::Serverless::Function}}"),
      "error OT4219 1:51 Resources/F/Type: SAM's types need SAM's macro (add 'Transform: "
      "AWS::Serverless-2016-10-31')\n");
}

TEST(Resources, OfAServiceThatHasEndedMayGoOn) {
  EXPECT_THAT(found_in_resource("{Type: AWS::CodeStar::GitHubRepository}"),
              HasSubstr("info OT4204"));
}

TEST(Resources, AreLeftToAMacroOfOnesOwn) {
  EXPECT_EQ(found_in_resource("{Type: Short, Count: 3}", "Transform: Mine"), "");
}

TEST(ResourceMetadata, HasConfigsThatCfnInitKnows) {
  EXPECT_EQ(found_in_resource(
                "{Type: AWS::EC2::Instance, Metadata: {AWS::CloudFormation::Init: {configSets: "
                "{default: [a, {ConfigSet: b}]}, a: {files: {}, commands: {}}}}}"),
            "");
  EXPECT_THAT(
      found_in_resource("{Type: AWS::EC2::Instance, Metadata: {AWS::CloudFormation::Init: {config: "
                        "{file: {}}}}}"),
      HasSubstr("warning OT4025 2:81 "
                "Resources/R/Metadata/AWS::CloudFormation::Init/config/file: a config of "
                "cfn-init has no key 'file' (did you mean 'files'?)"));
  EXPECT_THAT(found_in_resource(
                  "{Type: AWS::EC2::Instance, Metadata: {AWS::CloudFormation::Init: {configSets: "
                  "{default: [b]}, a: {}}}}"),
              HasSubstr("there is no config 'b'"));
}

}  // namespace
}  // namespace omnitrack::validate
