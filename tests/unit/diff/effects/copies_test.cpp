#include <gmock/gmock.h>

#include "diff/verdicts_test.hpp"

namespace omnitrack::diff {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

/// The ids of resources with their reasons, of those that have one.
std::vector<std::string> reasons(const std::string& before, const std::string& after) {
  const Compared compared(before, after);
  std::vector<std::string> lines;
  for (const ResourceChange& each : compared.diff.resources) {
    if (!each.reason.empty()) lines.push_back(std::string(each.logical_id) + ": " + each.reason);
  }
  return lines;
}

std::string stays(const std::string& copy) {
  return copy + " stays as it was, without this change; a new one needs another logical id";
}

std::string api(const std::string& integration, const std::string& deployment = "D",
                const std::string& name = "a", const std::string& more = {}) {
  return "Resources:\n"
         "  A: {Type: AWS::ApiGateway::RestApi, Properties: {Name: " +
         name +
         "}}\n"
         "  M: {Type: AWS::ApiGateway::Method, Properties: {RestApiId: !Ref A, HttpMethod: GET, "
         "Integration: {Type: " +
         integration +
         "}}}\n"
         "  S: {Type: AWS::ApiGateway::Stage, Properties: {RestApiId: !Ref A, DeploymentId: !Ref " +
         deployment + ", StageName: p}}\n  " + deployment +
         ": {Type: AWS::ApiGateway::Deployment, Properties: {RestApiId: !Ref A}}\n" + more;
}

TEST(Copies, ADeploymentThatStaysHasNoneOfTheChange) {
  EXPECT_THAT(reasons(api("MOCK"), api("HTTP")), ElementsAre("M: " + stays("deployment 'D'")));
  EXPECT_THAT(reasons(api("MOCK"), api("HTTP", "D2")), IsEmpty());
  EXPECT_THAT(reasons(api("MOCK"), api("MOCK", "D", "b")), IsEmpty());
  const std::string part =
      "  R: {Type: AWS::ApiGateway::Resource, Properties: {RestApiId: !Ref A, PathPart: x}}\n"
      "  B: {Type: AWS::ApiGateway::BasePathMapping, Properties: {RestApiId: !Ref A}}\n";
  EXPECT_THAT(reasons(api("MOCK"), api("MOCK", "D", "a", part)),
              ElementsAre("R: " + stays("deployment 'D'")));
  EXPECT_THAT(reasons(api("MOCK", "D", "a", part), api("MOCK")),
              ElementsAre("R: " + stays("deployment 'D'")));
}

TEST(Copies, AStageThatDeploysItselfHasEachChange) {
  const auto http = [](const std::string& route, const std::string& stage) {
    return "Resources:\n"
           "  A: {Type: AWS::ApiGatewayV2::Api, Properties: {Name: a, ProtocolType: HTTP}}\n"
           "  R: {Type: AWS::ApiGatewayV2::Route, Properties: {ApiId: !Ref A, RouteKey: " +
           route +
           "}}\n"
           "  D: {Type: AWS::ApiGatewayV2::Deployment, Properties: {ApiId: !Ref A}}\n"
           "  S: {Type: AWS::ApiGatewayV2::Stage, Properties: {ApiId: !Ref A, StageName: s" +
           stage + "}}\n";
  };
  EXPECT_THAT(reasons(http("GET /a", ""), http("GET /b", "")),
              ElementsAre("R: " + stays("deployment 'D'")));
  EXPECT_THAT(reasons(http("GET /a", ", AutoDeploy: true"), http("GET /b", ", AutoDeploy: true")),
              IsEmpty());
}

TEST(Copies, AVersionThatStaysHasTheOldFunction) {
  const auto function = [](const std::string& properties, const std::string& version) {
    return "Resources:\n  F: {Type: AWS::Lambda::Function, Properties: {" + properties + "}}\n  " +
           version + ": {Type: AWS::Lambda::Version, Properties: {FunctionName: !Ref F}}\n";
  };
  EXPECT_THAT(reasons(function("MemorySize: 128", "V"), function("MemorySize: 256", "V")),
              ElementsAre("F: " + stays("version 'V'")));
  EXPECT_THAT(reasons(function("MemorySize: 128", "V"), function("MemorySize: 256", "W")),
              IsEmpty());
  EXPECT_THAT(reasons(function("MemorySize: 128", "V"),
                      function("MemorySize: 128, ReservedConcurrentExecutions: 1", "V")),
              IsEmpty());
}

TEST(Copies, WhatACustomResourceAnswersMayBeAnotherValue) {
  const auto bucket = [](const std::string& made_by, const std::string& attribute) {
    return "Resources:\n  X: {Type: " + made_by +
           "}\n  B: {Type: AWS::S3::Bucket, Properties: {BucketName: !GetAtt X." + attribute +
           "}}\n";
  };
  EXPECT_THAT(Compared(bucket("Custom::Name, Properties: {Word: a}", "Name"),
                       bucket("Custom::Name, Properties: {Word: b}", "Name"))
                  .lines(),
              ElementsAre("update X", "  /Properties/Word in_place", "may_replace B",
                          "  /Properties/BucketName may_replace because X"));
  EXPECT_THAT(
      Compared(bucket("AWS::CloudFormation::Stack, Properties: {TemplateURL: a}", "Outputs.Name"),
               bucket("AWS::CloudFormation::Stack, Properties: {TemplateURL: b}", "Outputs.Name"))
          .lines(),
      ElementsAre("update X", "  /Properties/TemplateURL in_place", "may_replace B",
                  "  /Properties/BucketName may_replace because X"));
  EXPECT_THAT(Compared(bucket("Custom::Name, Metadata: {a: 1}", "Name"),
                       bucket("Custom::Name, Metadata: {a: 2}", "Name"))
                  .lines(),
              ElementsAre("update X", "  /Metadata/a none"));
}

TEST(Copies, InstancesThatRunStayWhereNoUpdatePolicyReplacesThem) {
  const auto group = [](const std::string& image, const std::string& policy,
                        const std::string& version = "!GetAtt L.LatestVersionNumber") {
    return "Resources:\n"
           "  L: {Type: AWS::EC2::LaunchTemplate, Properties: {LaunchTemplateData: {ImageId: " +
           image + "}}}\n  G: {Type: AWS::AutoScaling::AutoScalingGroup, " + policy +
           "Properties: {MinSize: 1, LaunchTemplate: {LaunchTemplateId: !Ref L, Version: " +
           version + "}}}\n";
  };
  EXPECT_THAT(reasons(group("a", ""), group("b", "")),
              ElementsAre("G: its instances that run stay as they are, as no update policy "
                          "replaces them"));
  const std::string rolling = "UpdatePolicy: {AutoScalingRollingUpdate: {MaxBatchSize: 1}}, ";
  EXPECT_THAT(reasons(group("a", rolling), group("b", rolling)), IsEmpty());
  EXPECT_THAT(reasons(group("a", rolling, "'1'"), group("b", rolling, "'1'")),
              ElementsAre("L: 'G' goes on with version 1 of it"));
}

TEST(Copies, AParameterThatBecomesOneOfSsmGivesAnotherValue) {
  const auto topic = [](const std::string& type) {
    return "Parameters: {P: {Type: " + type +
           ", Default: a}}\nResources: {T: {Type: AWS::SNS::Topic, Properties: {TopicName: !Ref "
           "P}}}\n";
  };
  EXPECT_THAT(
      Compared(topic("String"), topic("'AWS::SSM::Parameter::Value<String>'")).lines(),
      ElementsAre("may_replace T", "  /Properties/TopicName may_replace because Parameters/P",
                  "parameter P", "  /Type in_place"));
}

}  // namespace
}  // namespace omnitrack::diff
