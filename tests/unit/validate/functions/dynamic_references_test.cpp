#include "validate/validate_test.hpp"

namespace omnitrack::validate {
namespace {

std::string found(std::string_view value) {
  return found_by(check_dynamic_references,
                  "Resources: {P: {Type: T, Properties: {Value: " + std::string(value) + "}}}\n");
}

TEST(DynamicReferences, WithBlanksBehindTheirBracesAreWarnedOf) {
  EXPECT_EQ(found("'{{ resolve:ssm:/a/b }}'"),
            "warning OT4325 1:46 Resources/P/Properties/Value: with blanks behind its braces "
            "'{{ resolve:ssm:/a/b }}' stays the text that it is (write '{{resolve:…}}' without "
            "them)\n");
  EXPECT_NE(found("[{A: 'x{{  resolve:secretsmanager:s}}'}]").find("Value/0/A"), std::string::npos);
}

std::string found_of_type(std::string_view type, std::string_view properties) {
  return found_by(check_dynamic_references, "Resources: {P: {Type: '" + std::string(type) +
                                                "', Properties: " + std::string(properties) +
                                                "}}\n");
}

TEST(DynamicReferences, ToSecureStringsAreForAFewPropertiesOnly) {
  EXPECT_EQ(
      found_of_type("AWS::Pinpoint::APNSChannel", "{PrivateKey: '{{resolve:ssm-secure:k:1}}'}"),
      "error OT4326 1:78 Resources/P/Properties/PrivateKey: CloudFormation resolves no secure "
      "string for 'PrivateKey' of AWS::Pinpoint::APNSChannel (keep it in AWS Secrets Manager "
      "and write '{{resolve:secretsmanager:…}}')\n");
  EXPECT_NE(found_of_type("Custom::Thing", "{A: [{B: 'x{{resolve:ssm-secure:k}}'}]}")
                .find("OT4326 1:61 Resources/P/Properties/A/0/B"),
            std::string::npos);
}

TEST(DynamicReferences, ToSecureStringsAreFineWhereTheyMayBeTaken) {
  EXPECT_EQ(
      found_of_type("AWS::RDS::DBInstance", "{MasterUserPassword: '{{resolve:ssm-secure:k:1}}'}"),
      "");
  EXPECT_EQ(
      found_of_type("AWS::IAM::User", "{LoginProfile: {Password: '{{resolve:ssm-secure:k}}'}}"),
      "");
  EXPECT_EQ(
      found_of_type("AWS::SNS::Topic", "{TopicName: !If [C, '{{resolve:ssm-secure:k:1}}', plain]}"),
      "");
  EXPECT_EQ(found_of_type("Org::Some::Type", "{A: '{{resolve:ssm-secure:k:1}}'}"), "");
  EXPECT_EQ(
      found_of_type("AWS::CloudFormation::Stack", "{Parameters: {A: '{{resolve:ssm-secure:k}}'}}"),
      "");
  EXPECT_EQ(found_of_type("AWS::SNS::Topic", "{TopicName: '{{resolve:ssm:k:1}}'}"), "");
}

TEST(DynamicReferences, OfTheFormsOfTheirServicesAreFine) {
  for (const std::string_view form :
       {"ssm:a", "ssm:/a/b-c_d.e:12", "ssm:a${X}:${Y}", "ssm-secure:a:1",
        "ssm:arn:aws:ssm:eu-west-1:123456789012:parameter/a", "secretsmanager:a",
        "secretsmanager:a::::", "secretsmanager:a:SecretString", "secretsmanager:a:SecretString:k",
        "secretsmanager:a:SecretString:k:AWSPREVIOUS", "secretsmanager:a:SecretString:k::id",
        "secretsmanager:${S}:SecretString:k", "secretsmanager:${P}:a:SecretString:k",
        "secretsmanager:arn:${AWS::Partition}:secretsmanager:r:1:secret:a:SecretString:k",
        "secretsmanager:arn:aws:secretsmanager:r:1:secret:a"}) {
    EXPECT_EQ(found("'{{resolve:" + std::string(form) + "}}'"), "") << form;
  }
  EXPECT_EQ(found("!Join ['', ['{{resolve:secretsmanager:', !Ref S, '}}']]"), "");
}

TEST(DynamicReferences, OfOtherFormsAreReported) {
  EXPECT_EQ(found("'x{{resolve:secretmanager:a}}'"),
            "error OT4327 1:46 Resources/P/Properties/Value: dynamic references read no service "
            "'secretmanager' (did you mean 'secretsmanager'?)\n");
  EXPECT_EQ(found("'{{resolve:secretsmanager:db:password}}'"),
            "error OT4327 1:46 Resources/P/Properties/Value: after a secret comes "
            "'SecretString', not 'password' (write "
            "'{{resolve:secretsmanager:name:SecretString:key}}')\n");
  EXPECT_EQ(found("'{{resolve:ssm:a:latest}}'"),
            "error OT4327 1:46 Resources/P/Properties/Value: the version of a parameter is a "
            "number, not 'latest' (leave it out for the newest version: '{{resolve:ssm:name}}')\n");
  for (const std::string_view form :
       {"ssm", "ssm:", "ssm:a:1:2", "ssm-secure:a:1:x", "secretsmanager", "secretsmanager::x",
        "secretsmanager:a:SecretBinary:k", "secretsmanager:a:SecretString:k:s:v",
        "secretsmanager:a:SecretString:k:s::v", "secretsmanager:${S}:password", "vault:a"}) {
    EXPECT_NE(found("'{{resolve:" + std::string(form) + "}}'").find("error OT4327"),
              std::string::npos)
        << form;
  }
}

TEST(DynamicReferences, WithoutAnEndAreWarnedOf) {
  EXPECT_EQ(found("'{{resolve:ssm:a}'"),
            "warning OT4325 1:46 Resources/P/Properties/Value: without its closing braces "
            "'{{resolve:ssm:a}' stays the text that it is (end it with '}}')\n");
}

TEST(DynamicReferences, ToSecretsAreNotForOutputs) {
  const std::string before = "Resources: {P: {Type: T}}\nOutputs: {O: {Value: '{{resolve:";
  EXPECT_EQ(found_by(check_dynamic_references, before + "secretsmanager:a}}'}}\n"),
            "error OT4326 2:22 Outputs/O/Value: CloudFormation resolves secrets for properties of "
            "resources only (give the name or the ARN of the secret)\n");
  EXPECT_EQ(found_by(check_dynamic_references, before + "ssm:a}}'}}\n"), "");
}

TEST(DynamicReferences, AndOtherBracesAreFine) {
  EXPECT_EQ(found("'{{resolve:ssm:/a/b}}'"), "");
  EXPECT_EQ(found("'{{ name }} resolve:x'"), "");
}

}  // namespace
}  // namespace omnitrack::validate
