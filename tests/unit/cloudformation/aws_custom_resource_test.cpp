#include "omnitrack/cloudformation/aws_custom_resource.hpp"

#include <string>

#include <gmock/gmock.h>

#include "../resource_text.hpp"
#include <omnitrack/lambda/function.hpp>
#include <omnitrack/testing.hpp>

namespace omnitrack {
namespace {

using assertions::has_resource;
using testing::HasSubstr;
using testing_support::codes_of;
using testing_support::object_at;

class AwsCustomResourceTest : public testing_support::OneStackTest {
 protected:
  const SdkCall put = {.service = "ssm",
                       .action = "PutParameter",
                       .resources = {"arn:aws:ssm:eu-central-1:123456789012:parameter/flag"},
                       .parameters = {{"Name", "flag"}, {"Tries", 3}, {"Overwrite", true}}};
};

TEST_F(AwsCustomResourceTest, the_call_of_an_update_is_that_of_a_creation_too) {
  AwsCustomResource& call = stack.add(AwsCustomResourceProps{.id = "Flag", .on_update = put});
  stack.add(OutputProps{.id = "Version", .value = call.response("Version")});
  stack.add(OutputProps{.id = "Id", .value = call.ref()});
  const std::string text = R"("{\"service\":\"ssm\",\"action\":\"PutParameter\",\"parameters\":)"
                           R"({\"Name\":\"flag\",\"Tries\":3,\"Overwrite\":true}}")";
  EXPECT_EQ(properties("FlagCall"),
            R"({"ServiceToken":{"Fn::GetAtt":["FlagFunction","Arn"]},"Create":)" + text +
                R"(,"Update":)" + text + "}");
  EXPECT_EQ(written().at("/Resources/FlagCall/Type").text(), "Custom::AwsCall");
  EXPECT_EQ(resource("Version"), R"({"Value":{"Fn::GetAtt":["FlagCall","Version"]}})");
  EXPECT_EQ(resource("Id"), R"({"Value":{"Ref":"FlagCall"}})");
}

TEST_F(AwsCustomResourceTest, its_role_may_make_these_calls_alone) {
  AwsCustomResource& call = stack.add(AwsCustomResourceProps{
      .id = "Rule",
      .on_create =
          SdkCall{.service = "cloudwatch-logs", .action = "PutDestination", .resources = {"*"}},
      .on_delete = SdkCall{.service = "s3",
                           .action = "ListObjectsV2",
                           .resources = {"arn:aws:s3:::shop"},
                           .permissions = {"s3:ListBucket"}}});
  call.add_to_policy({.actions = {"kms:Decrypt"}, .resources = {"arn:aws:kms:::key/one"}});
  const std::string policy = object_at(resource("RuleFunctionRoleDefaultPolicy"), "PolicyDocument");
  EXPECT_THAT(policy, HasSubstr(R"("Action":"logs:PutDestination","Resource":"*")"));
  EXPECT_THAT(policy, HasSubstr(R"("Action":"s3:ListBucket","Resource":"arn:aws:s3:::shop")"));
  EXPECT_THAT(policy, HasSubstr(R"("Action":"kms:Decrypt","Resource":"arn:aws:kms:::key/one")"));
}

TEST_F(AwsCustomResourceTest, every_property_is_written_where_it_belongs) {
  stack.add(AwsCustomResourceProps{
      .id = "Flag",
      .log_retention = RetentionDays::one_week,
      .no_echo = true,
      .on_create = SdkCall{.service = "ssm",
                           .action = "GetParameter",
                           .resources = {"*"},
                           .ignored_errors = {"ParameterNotFound"},
                           .output_paths = {"Parameter"},
                           .physical_id = AwsCustomResourceId::from_response("Parameter.Name"),
                           .region = "us-east-1"},
      .on_delete = SdkCall{.service = "ssm",
                           .action = "DeleteParameter",
                           .resources = {"*"},
                           .parameters = {{"Name", AwsCustomResource::physical_id()}},
                           .physical_id = "flag"},
      .removal_policy = RemovalPolicy::retain,
      .timeout = 300,
      .type = "Custom::Flag",
  });
  EXPECT_EQ(resource("FlagCall"),
            R"({"Type":"Custom::Flag","DependsOn":["FlagFunctionRole",)"
            R"("FlagFunctionRoleDefaultPolicy","FlagFunctionLogGroup"],"DeletionPolicy":"Retain",)"
            R"("UpdateReplacePolicy":"Retain","Properties":{"ServiceToken":{"Fn::GetAtt":)"
            R"(["FlagFunction","Arn"]},"Create":"{\"service\":\"ssm\",\"action\":)"
            R"(\"GetParameter\",\"ignoredErrors\":[\"ParameterNotFound\"],\"outputPaths\":)"
            R"([\"Parameter\"],\"idPath\":\"Parameter.Name\",\"region\":\"us-east-1\"}",)"
            R"("Delete":"{\"service\":\"ssm\",\"action\":\"DeleteParameter\",\"parameters\":)"
            R"({\"Name\":\"@physical-id\"},\"idText\":\"flag\"}","NoEcho":true}})");
  EXPECT_THAT(written(), has_resource("FlagFunction", {{"Timeout", 300}}));
  EXPECT_THAT(written(), has_resource("FlagFunctionLogGroup", {{"RetentionInDays", 7}}));
}

TEST_F(AwsCustomResourceTest, what_cannot_be_is_an_error) {
  stack.add(AwsCustomResourceProps{.id = "Nothing"});
  stack.add(AwsCustomResourceProps{
      .id = "Wrong",
      .on_update = SdkCall{.service = "SSM", .action = "getParameter", .resources = {"*"}}});
  EXPECT_EQ(codes_of(app), "OT3645 OT3646 OT3646");
}

}  // namespace
}  // namespace omnitrack
