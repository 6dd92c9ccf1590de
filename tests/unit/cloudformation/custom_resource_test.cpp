#include "omnitrack/cloudformation/custom_resource.hpp"

#include <string>

#include <gtest/gtest.h>

#include "../resource_text.hpp"
#include <omnitrack/lambda/function.hpp>

namespace omnitrack {
namespace {

using testing_support::codes_of;

class CustomResourceTest : public testing_support::OneStackTest {};

TEST_F(CustomResourceTest, a_function_makes_it_once_it_can_act) {
  Function& maker = stack.add(FunctionProps{.id = "Maker",
                                            .code = FunctionCode::inline_text("pass"),
                                            .handler = "index.h",
                                            .runtime = Runtime::python3_13});
  maker.add_to_policy({.actions = {"s3:ListAllMyBuckets"}, .resources = {"*"}});
  CustomResource& made = stack.add(CustomResourceProps{.id = "Made", .provider = maker});
  stack.add(OutputProps{.id = "Size", .value = made.attribute("Size")});
  stack.add(OutputProps{.id = "Id", .value = made.ref()});
  EXPECT_EQ(resource("Made"),
            R"({"Type":"AWS::CloudFormation::CustomResource",)"
            R"("DependsOn":["MakerRole","MakerRoleDefaultPolicy","MakerLogGroup"],)"
            R"("DeletionPolicy":"Delete","UpdateReplacePolicy":"Delete",)"
            R"("Properties":{"ServiceToken":{"Fn::GetAtt":["Maker","Arn"]}}})");
  EXPECT_EQ(resource("Size"), R"({"Value":{"Fn::GetAtt":["Made","Size"]}})");
}

TEST_F(CustomResourceTest, every_property_is_written_where_it_belongs) {
  CustomResource& made = stack.add(CustomResourceProps{
      .id = "Made",
      .provider = "arn:aws:sns:eu-west-1:123456789012:makers",
      .properties = {{"Count", 3}, {"Where", Json::object({{"Region", stack.region()}})}},
      .removal_policy = RemovalPolicy::retain,
      .timeout = 120,
      .type = "Custom::Thing",
  });
  made.set_property("Colour", "red");
  EXPECT_EQ(resource("Made"),
            R"({"Type":"Custom::Thing","DeletionPolicy":"Retain","UpdateReplacePolicy":"Retain",)"
            R"("Properties":{"ServiceToken":"arn:aws:sns:eu-west-1:123456789012:makers",)"
            R"("ServiceTimeout":120,"Count":3,"Where":{"Region":{"Ref":"AWS::Region"}},)"
            R"("Colour":"red"}})");
}

TEST_F(CustomResourceTest, what_cannot_be_is_an_error) {
  const std::string type = "Thing";
  const int long_time = 7200;
  const Value<std::string> arn = "arn:aws:sns:eu-west-1:123456789012:makers";
  stack.add(CustomResourceProps{.id = "Type", .provider = arn, .type = type});
  stack.add(CustomResourceProps{.id = "Time", .provider = arn, .timeout = long_time});
  stack.add(
      CustomResourceProps{.id = "Own", .provider = arn, .properties = {{"ServiceTimeout", 60}}});
  EXPECT_EQ(codes_of(app), "OT3641 OT3642 OT3643");
}

TEST(CustomResourceTypeTest, the_rule_is_the_one_of_cloudformation) {
  using Rule = detail::CustomResourceTypeRule;
  EXPECT_TRUE(Rule::fits("Custom::My-Thing_2@x"));
  EXPECT_TRUE(Rule::fits("AWS::CloudFormation::CustomResource"));
  EXPECT_FALSE(Rule::fits("Custom::"));
  EXPECT_FALSE(Rule::fits("Custom::a b"));
  EXPECT_FALSE(Rule::fits("Custom::" + std::string(61, 'a')));
}

}  // namespace
}  // namespace omnitrack
