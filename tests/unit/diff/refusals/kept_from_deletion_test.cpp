#include <gmock/gmock.h>

#include "diff/verdicts_test.hpp"

// What something else keeps from being deleted.

namespace omnitrack::diff {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

std::string function(const std::string& policy = {}) {
  return "  F: {Type: AWS::Lambda::Function" + policy +
         ", Properties: {MemorySize: 128}}\n  V: {Type: AWS::Lambda::Version" + policy +
         ", Properties: {FunctionName: !Ref F}}\n";
}

constexpr const char* distribution =
    "Resources:\n  D: {Type: AWS::CloudFront::Distribution, Properties: {DistributionConfig: "
    "{DefaultCacheBehavior: {LambdaFunctionAssociations: [{LambdaFunctionARN: !Ref V}]}}}}\n";
constexpr const char* bare = "Resources:\n  D: {Type: AWS::CloudFront::Distribution}\n";

TEST(KeptFromDeletion, AFunctionAtTheEdgeByItsReplicas) {
  const std::string line =
      " its replicas at the edge keep it from being deleted for hours after no distribution uses "
      "it any more";
  EXPECT_THAT(refused(distribution + function(), bare),
              testing::UnorderedElementsAre("maybe OT5121 F" + line, "maybe OT5121 V" + line));
  EXPECT_THAT(refused(distribution + function(", DeletionPolicy: Retain"), bare), IsEmpty());
  EXPECT_THAT(refused(bare + function(), bare), IsEmpty());
}

std::string scaled(const std::string& description, const std::string& policy = {}) {
  return "Resources:\n  G: {Type: AWS::EC2::SecurityGroup, Properties: {GroupDescription: " +
         description +
         "}}\n  T: {Type: AWS::EC2::LaunchTemplate, Properties: {LaunchTemplateData: "
         "{SecurityGroupIds: [!Ref G]}}}\n  A: {Type: AWS::AutoScaling::AutoScalingGroup, "
         "Properties: {LaunchTemplate: {LaunchTemplateId: !Ref T, Version: !GetAtt "
         "T.LatestVersionNumber}}" +
         policy + "}\n";
}

TEST(KeptFromDeletion, ASecurityGroupByTheInstancesThatStay) {
  EXPECT_THAT(refused(scaled("a"), scaled("b")),
              ElementsAre("maybe OT5121 G the instances of 'A' that are there stay in it and keep "
                          "it from being deleted, as no update policy replaces them"));
  EXPECT_THAT(refused(scaled("a"), scaled("b", ", UpdatePolicy: {AutoScalingRollingUpdate: {}}")),
              IsEmpty());
}

}  // namespace
}  // namespace omnitrack::diff
