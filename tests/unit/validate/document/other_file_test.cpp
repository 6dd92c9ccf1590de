#include <gmock/gmock.h>

#include "validate/validate_test.hpp"

namespace omnitrack::validate {
namespace {

using testing::HasSubstr;

TEST(OtherFile, IsToldAloneAndByItsName) {
  EXPECT_EQ(found_in("apiVersion: v1\nkind: Service\nmetadata: {name: null}\n"),
            "error OT4027 1:1 : this is a manifest of Kubernetes, not a template\n");
  EXPECT_EQ(found_in(R"({"service": "a", "provider": {"name": "aws"}, "resources": {}})"),
            "error OT4027 1:1 : this is a configuration of the Serverless Framework, not a "
            "template ('serverless package' writes the templates into .serverless)\n");
  EXPECT_THAT(found_in("version: 0.2\nphases: {build: {commands: [make]}}\n"),
              HasSubstr("a build specification of CodeBuild"));
  EXPECT_THAT(found_in("version: 0.0\nResources: [{Service: {Type: AWS::ECS::Service}}]\n"),
              HasSubstr("an AppSpec file of CodeDeploy"));
  EXPECT_THAT(found_in(R"({"Version": "2012-10-17", "Statement": []})"), HasSubstr("a policy"));
}

TEST(OtherFile, IsTheNarrowerOneOfTwo) {
  EXPECT_THAT(found_in(R"({"version": 4, "terraform_version": "1.5.0", "resources": []})"),
              HasSubstr("a state of Terraform"));
  EXPECT_THAT(found_in(R"({"format_version": "1.2", "terraform_version": "1.5.0"})"),
              HasSubstr("a plan of Terraform"));
}

TEST(OtherFile, MayHoldATemplate) {
  EXPECT_THAT(found_in(R"({"TemplateBody": {"Resources": {}}, "StagesAvailable": []})"),
              HasSubstr("(take what it holds: aws cloudformation get-template --query "));
}

TEST(OtherFile, MayHaveTheValuesOfParameters) {
  EXPECT_THAT(found_in(R"([{"ParameterKey": "A", "ParameterValue": "b"}])"),
              HasSubstr("OT4027 1:1 : this is a list of values for parameters"));
  EXPECT_THAT(found_in(R"({"Parameters": {"A": "b"}, "Tags": {"c": "d"}})"),
              HasSubstr("OT4027 1:1 : this is a file with values for parameters"));
}

TEST(OtherFile, MayBeOfOrgFormation) {
  EXPECT_EQ(found_in("AWSTemplateFormatVersion: 2010-09-09-OC\n"
                     "Resources: {T: {Type: AWS::SNS::Topic, OrganizationBinding: {}}}\n"),
            "error OT4027 1:1 : this is a file of org-formation, not a template "
            "('org-formation print-stacks' prints the templates that it makes)\n");
}

TEST(OtherFile, IsNoneThatMayBeATemplate) {
  for (const auto* each : {
           "apiVersion: v1\nkind: a\nResources: {T: {Type: AWS::SNS::Topic}}\n",
           "apiVersion: v1\nkind: a\nAWSTemplateFormatVersion: 2010-09-09\n",
           "version: 1\nphases: a\nTransform: Mine\n",
           "version: 1\n",
           "Parameters: {A: {Type: String}}\n",
           "[a]",
           "[]",
       }) {
    EXPECT_THAT(found_in(each), testing::Not(HasSubstr("OT4027"))) << each;
  }
}

}  // namespace
}  // namespace omnitrack::validate
