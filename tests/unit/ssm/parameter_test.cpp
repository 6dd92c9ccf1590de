#include <string>

#include <gtest/gtest.h>

#include "../resource_text.hpp"
#include <omnitrack/cfn/ssm.hpp>
#include <omnitrack/fn.hpp>
#include <omnitrack/iam/role.hpp>
#include <omnitrack/ssm/parameter.hpp>

namespace omnitrack {
namespace {

using testing_support::codes_of;
using testing_support::compact_template;
using testing_support::object_at;

class SsmParameterTest : public testing_support::OneStackTest {
 protected:
  Role& role() {
    return stack.add(RoleProps{
        .id = "Role",
        .assumed_by = PolicyPrincipal::service("ecs-tasks.amazonaws.com"),
    });
  }
};

TEST_F(SsmParameterTest, a_text_is_a_standard_parameter) {
  stack.add(StringParameterProps{.id = "Limit", .value = "5"});
  EXPECT_EQ(resource("Limit"),
            R"({"Type":"AWS::SSM::Parameter","DeletionPolicy":"Delete",)"
            R"("UpdateReplacePolicy":"Delete","Properties":{"Type":"String","Value":"5"}})");
}

TEST_F(SsmParameterTest, every_property_is_written_where_it_belongs) {
  stack.add(StringParameterProps{
      .id = "Image",
      .value = "ami-0123456789abcdef0",
      .allowed_pattern = "^ami-.*",
      .data_type = SsmDataType::ec2_image,
      .description = "The image of the servers",
      .name = "/shop/image",
      .removal_policy = RemovalPolicy::retain,
      .tier = SsmTier::advanced,
  });
  EXPECT_EQ(properties("Image"),
            R"({"Type":"String","Value":"ami-0123456789abcdef0","AllowedPattern":"^ami-.*",)"
            R"("DataType":"aws:ec2:image","Description":"The image of the servers",)"
            R"("Name":"/shop/image","Tier":"Advanced"})");
}

TEST_F(SsmParameterTest, a_list_is_written_with_commas) {
  auto& zones = stack.add(StringListParameterProps{
      .id = "Zones",
      .values = {"a", stack.region()},
      .allowed_pattern = "[a-z0-9-]+",
      .description = "Where",
      .name = "zones",
      .tier = SsmTier::intelligent_tiering,
  });
  stack.add(OutputProps{.id = "First", .value = fn::select(0, zones.values())});
  EXPECT_EQ(properties("Zones"),
            R"({"Type":"StringList","Value":{"Fn::Join":[",",["a",{"Ref":"AWS::Region"}]]},)"
            R"("AllowedPattern":"[a-z0-9-]+","Description":"Where","Name":"zones",)"
            R"("Tier":"Intelligent-Tiering"})");
}

TEST_F(SsmParameterTest, grants_know_the_levels_of_a_name) {
  auto& reader = role();
  stack.add(StringParameterProps{.id = "A", .value = "1", .name = "/shop/a"}).grant_read(reader);
  stack.add(StringParameterProps{.id = "B", .value = "1", .name = "b"}).grant_write(reader);
  stack
      .add(StringListParameterProps{
          .id = "C", .values = {"1"}, .name = concat("/", stack.stack_name())})
      .grant_read(reader);
  EXPECT_EQ(object_at(properties("RoleDefaultPolicy"), "PolicyDocument"),
            R"({"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":)"
            R"(["ssm:GetParameter","ssm:GetParameterHistory","ssm:GetParameters"],"Resource":)"
            R"({"Fn::Sub":"arn:${AWS::Partition}:ssm:${AWS::Region}:${AWS::AccountId}:)"
            R"(parameter${A}"}},{"Effect":"Allow","Action":"ssm:PutParameter","Resource":)"
            R"({"Fn::Sub":"arn:${AWS::Partition}:ssm:${AWS::Region}:${AWS::AccountId}:)"
            R"(parameter/${B}"}},{"Effect":"Allow","Action":)"
            R"(["ssm:GetParameter","ssm:GetParameterHistory","ssm:GetParameters"],"Resource":)"
            R"({"Fn::Sub":"arn:${AWS::Partition}:ssm:${AWS::Region}:${AWS::AccountId}:)"
            R"(parameter${C}"}}]})");
}

TEST_F(SsmParameterTest, what_is_made_elsewhere_is_resolved_while_deploying) {
  auto& text = StringParameter::from_name(stack, "Text", "/shop/a", 2,
                                          "arn:aws:kms:eu-central-1:123456789012:key/k");
  auto& list = StringListParameter::from_name(stack, "List", "zones");
  text.grant_read(role());
  stack.add(OutputProps{.id = "Value", .value = text.value()});
  stack.add(OutputProps{.id = "Values", .value = fn::select(1, list.values())});
  stack.add(OutputProps{.id = "Newest",
                        .value = StringParameter::value_for(stack, "Image", "/shop/image")});
  const std::string text_of_all = compact_template(app);
  EXPECT_EQ(object_at(text_of_all, "Outputs"),
            R"({"Value":{"Value":"{{resolve:ssm:/shop/a:2}}"},"Values":{"Value":{"Fn::Select":)"
            R"([1,{"Fn::Split":[",","{{resolve:ssm:zones}}"]}]}},"Newest":{"Value":)"
            R"({"Ref":"Image"}}})");
  EXPECT_EQ(object_at(text_of_all, "Parameters"),
            R"({"Image":{"Type":"AWS::SSM::Parameter::Value<String>","Default":"/shop/image"}})");
  EXPECT_NE(text_of_all.find(R"("kms:ViaService":{"Fn::Sub":"ssm.)"), std::string::npos);
}

TEST_F(SsmParameterTest, what_is_wrong_with_a_parameter_is_said) {
  const std::string name = "shop/a";
  stack.add(StringParameterProps{.id = "Name", .value = "1", .name = name});
  stack.add(StringParameterProps{.id = "Long", .value = std::string(5000, 'a')});
  stack.add(StringListParameterProps{.id = "Comma", .values = {"a,b"}});
  static_cast<void>(StringParameter::from_name(stack, "Text", "/a").resource());
  static_cast<void>(StringListParameter::from_name(stack, "List", "/a").resource());
  EXPECT_EQ(codes_of(app), "OT3520 OT3521 OT3522 OT2901 OT2901");
}

TEST(SsmNameTest, the_rule_is_the_one_of_systems_manager) {
  using Rule = detail::SsmNameRule;
  EXPECT_TRUE(Rule::fits("/a/b-c_d.e"));
  EXPECT_TRUE(Rule::fits("a"));
  EXPECT_FALSE(Rule::fits(""));
  EXPECT_FALSE(Rule::fits("a/b"));
  EXPECT_FALSE(Rule::fits("/a/"));
  EXPECT_FALSE(Rule::fits("/a//b"));
  EXPECT_FALSE(Rule::fits("/AWS/a"));
  EXPECT_FALSE(Rule::fits("ssm-a"));
  EXPECT_FALSE(Rule::fits("/a b"));
}

}  // namespace
}  // namespace omnitrack
