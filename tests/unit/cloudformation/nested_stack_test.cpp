#include "omnitrack/cloudformation/nested_stack.hpp"

#include <string>

#include <gtest/gtest.h>

#include "../resource_text.hpp"
#include <omnitrack/cfn/cloudformation.hpp>

namespace omnitrack {
namespace {

using testing_support::codes_of;

class NestedStackTest : public testing_support::OneStackTest {};

TEST_F(NestedStackTest, its_template_is_a_file_and_its_outputs_are_known_by_name) {
  NestedStack& nested = stack.add(NestedStackProps{
      .id = "Network", .template_file = NestedTemplate::local("network.template.json")});
  nested.set_parameter("Zones", "2");
  stack.add(OutputProps{.id = "Vpc", .value = nested.output("VpcId")});
  stack.add(OutputProps{.id = "Arn", .value = nested.stack_id()});
  EXPECT_EQ(resource("Network"),
            R"({"Type":"AWS::CloudFormation::Stack","DeletionPolicy":"Delete",)"
            R"("UpdateReplacePolicy":"Delete","Properties":{"Parameters":{"Zones":"2"},)"
            R"("TemplateURL":"network.template.json"}})");
  EXPECT_EQ(resource("Vpc"), R"({"Value":{"Fn::GetAtt":["Network","Outputs.VpcId"]}})");
  EXPECT_EQ(resource("Arn"), R"({"Value":{"Ref":"Network"}})");
}

TEST_F(NestedStackTest, every_property_is_written_where_it_belongs) {
  stack.add(NestedStackProps{
      .id = "Network",
      .template_file =
          NestedTemplate::url("https://templates.s3.eu-west-1.amazonaws.com/network.json"),
      .parameters = {{"Region", stack.region()}},
      .removal_policy = RemovalPolicy::retain,
      .timeout = 30,
  });
  EXPECT_EQ(resource("Network"),
            R"({"Type":"AWS::CloudFormation::Stack","DeletionPolicy":"Retain",)"
            R"("UpdateReplacePolicy":"Retain","Properties":{"Parameters":{"Region":)"
            R"({"Ref":"AWS::Region"}},)"
            R"("TemplateURL":"https://templates.s3.eu-west-1.amazonaws.com/network.json",)"
            R"("TimeoutInMinutes":30}})");
}

TEST_F(NestedStackTest, a_time_below_a_minute_is_an_error) {
  const int none = 0;
  stack.add(NestedStackProps{
      .id = "Network", .template_file = NestedTemplate::local("n.json"), .timeout = none});
  EXPECT_EQ(codes_of(app), "OT3644");
}

}  // namespace
}  // namespace omnitrack
