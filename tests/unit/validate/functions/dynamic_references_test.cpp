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

TEST(DynamicReferences, AndOtherBracesAreFine) {
  EXPECT_EQ(found("'{{resolve:ssm:/a/b}}'"), "");
  EXPECT_EQ(found("'{{ name }} resolve:x'"), "");
}

}  // namespace
}  // namespace omnitrack::validate
