#include "engine_test.hpp"

namespace omnitrack {
namespace {

using SectionTest = EngineTest;

TEST_F(SectionTest, sections_stand_in_the_order_of_the_documentation) {
  App whole;
  auto& one = whole.add(StackProps{.id = "One", .description = "All of it"});
  auto& thing = add_thing(one, "Thing");
  one.add(OutputProps{.id = "Out", .value = thing.ref()});
  one.add(RuleProps{.id = "R", .assertions = {{fn::equals("a", "a")}}});
  one.add(ConditionProps{.id = "C", .expression = fn::equals("a", "b")});
  one.add(MappingProps{.id = "M", .table = {{"k", Json::object({{"s", "v"}})}}});
  one.add(ParameterProps{.id = "P"});
  one.add_metadata("Key", "value");
  one.add_transform("AWS::Serverless-2016-10-31");
  EXPECT_EQ(testing_support::compact_template(whole, unvalidated),
            R"({"AWSTemplateFormatVersion":"2010-09-09","Transform":"AWS::Serverless-2016-10-31",)"
            R"("Description":"All of it","Metadata":{"Key":"value"},)"
            R"("Parameters":{"P":{"Type":"String"}},"Mappings":{"M":{"k":{"s":"v"}}},)"
            R"("Conditions":{"C":{"Fn::Equals":["a","b"]}},)"
            R"("Rules":{"R":{"Assertions":[{"Assert":{"Fn::Equals":["a","a"]}}]}},)"
            R"("Resources":{"Thing":{"Type":"Custom::Thing"}},)"
            R"("Outputs":{"Out":{"Value":{"Ref":"Thing"}}}})"
            "\n");
}

TEST_F(SectionTest, a_parameter_has_all_its_fields) {
  add_thing("Thing");
  stack.add(ParameterProps{.id = "Text",
                           .allowed_pattern = "[a-z]+",
                           .allowed_values = {"a", "b"},
                           .constraint_description = "letters",
                           .default_value = "a",
                           .description = "A text",
                           .max_length = 8,
                           .min_length = 1,
                           .no_echo = true});
  stack.add(ParameterProps{.id = "Number",
                           .allowed_values = {1, 2.5},
                           .default_value = 1,
                           .max_value = 2.5,
                           .min_value = -1,
                           .type = ParameterType::number});
  EXPECT_EQ(in_template("Parameters"),
            R"({"Text":{"Type":"String","Description":"A text","Default":"a",)"
            R"("AllowedPattern":"[a-z]+","AllowedValues":["a","b"],)"
            R"("ConstraintDescription":"letters","MaxLength":8,"MinLength":1,"NoEcho":true},)"
            R"("Number":{"Type":"Number","Default":1,"AllowedValues":[1,2.5],)"
            R"("MaxValue":2.5,"MinValue":-1}})");
}

TEST_F(SectionTest, an_empty_default_is_kept) {
  add_thing("Thing");
  stack.add(ParameterProps{.id = "P", .default_value = ""});
  EXPECT_EQ(in_template("Parameters"), R"({"P":{"Type":"String","Default":""}})");
}

struct TypeName {
  ParameterType type;
  std::string_view text;
};
void PrintTo(const TypeName& name, std::ostream* out) { *out << name.text; }

class ParameterTypeTest : public EngineTest, public testing::WithParamInterface<TypeName> {};

TEST_P(ParameterTypeTest, is_written_as_cloudformation_names_it) {
  add_thing("Thing");
  stack.add(ParameterProps{.id = "P", .type = GetParam().type});
  EXPECT_EQ(in_template("P"), R"({"Type":")" + std::string(GetParam().text) + R"("})");
}

INSTANTIATE_TEST_SUITE_P(
    every_type, ParameterTypeTest,
    testing::Values(
        TypeName{ParameterType::string, "String"}, TypeName{ParameterType::number, "Number"},
        TypeName{ParameterType::list_of_numbers, "List<Number>"},
        TypeName{ParameterType::comma_delimited_list, "CommaDelimitedList"},
        TypeName{ParameterType::availability_zone_name, "AWS::EC2::AvailabilityZone::Name"},
        TypeName{ParameterType::image_id, "AWS::EC2::Image::Id"},
        TypeName{ParameterType::instance_id, "AWS::EC2::Instance::Id"},
        TypeName{ParameterType::key_pair_name, "AWS::EC2::KeyPair::KeyName"},
        TypeName{ParameterType::security_group_id, "AWS::EC2::SecurityGroup::Id"},
        TypeName{ParameterType::security_group_name, "AWS::EC2::SecurityGroup::GroupName"},
        TypeName{ParameterType::subnet_id, "AWS::EC2::Subnet::Id"},
        TypeName{ParameterType::volume_id, "AWS::EC2::Volume::Id"},
        TypeName{ParameterType::vpc_id, "AWS::EC2::VPC::Id"},
        TypeName{ParameterType::hosted_zone_id, "AWS::Route53::HostedZone::Id"},
        TypeName{ParameterType::list_of_availability_zone_names,
                 "List<AWS::EC2::AvailabilityZone::Name>"},
        TypeName{ParameterType::list_of_image_ids, "List<AWS::EC2::Image::Id>"},
        TypeName{ParameterType::list_of_instance_ids, "List<AWS::EC2::Instance::Id>"},
        TypeName{ParameterType::list_of_security_group_ids, "List<AWS::EC2::SecurityGroup::Id>"},
        TypeName{ParameterType::list_of_security_group_names,
                 "List<AWS::EC2::SecurityGroup::GroupName>"},
        TypeName{ParameterType::list_of_subnet_ids, "List<AWS::EC2::Subnet::Id>"},
        TypeName{ParameterType::list_of_volume_ids, "List<AWS::EC2::Volume::Id>"},
        TypeName{ParameterType::list_of_vpc_ids, "List<AWS::EC2::VPC::Id>"},
        TypeName{ParameterType::list_of_hosted_zone_ids, "List<AWS::Route53::HostedZone::Id>"},
        TypeName{ParameterType::ssm_name, "AWS::SSM::Parameter::Name"},
        TypeName{ParameterType::ssm_string, "AWS::SSM::Parameter::Value<String>"},
        TypeName{ParameterType::ssm_list_of_strings, "AWS::SSM::Parameter::Value<List<String>>"},
        TypeName{ParameterType::ssm_image_id, "AWS::SSM::Parameter::Value<AWS::EC2::Image::Id>"},
        TypeName{ParameterType::list_of_strings, "List<String>"},
        TypeName{ParameterType::ssm_comma_delimited_list,
                 "AWS::SSM::Parameter::Value<CommaDelimitedList>"},
        TypeName{ParameterType::ssm_availability_zone_name,
                 "AWS::SSM::Parameter::Value<AWS::EC2::AvailabilityZone::Name>"},
        TypeName{ParameterType::ssm_instance_id,
                 "AWS::SSM::Parameter::Value<AWS::EC2::Instance::Id>"},
        TypeName{ParameterType::ssm_key_pair_name,
                 "AWS::SSM::Parameter::Value<AWS::EC2::KeyPair::KeyName>"},
        TypeName{ParameterType::ssm_security_group_id,
                 "AWS::SSM::Parameter::Value<AWS::EC2::SecurityGroup::Id>"},
        TypeName{ParameterType::ssm_security_group_name,
                 "AWS::SSM::Parameter::Value<AWS::EC2::SecurityGroup::GroupName>"},
        TypeName{ParameterType::ssm_subnet_id, "AWS::SSM::Parameter::Value<AWS::EC2::Subnet::Id>"},
        TypeName{ParameterType::ssm_volume_id, "AWS::SSM::Parameter::Value<AWS::EC2::Volume::Id>"},
        TypeName{ParameterType::ssm_vpc_id, "AWS::SSM::Parameter::Value<AWS::EC2::VPC::Id>"},
        TypeName{ParameterType::ssm_hosted_zone_id,
                 "AWS::SSM::Parameter::Value<AWS::Route53::HostedZone::Id>"},
        TypeName{ParameterType::ssm_list_of_availability_zone_names,
                 "AWS::SSM::Parameter::Value<List<AWS::EC2::AvailabilityZone::Name>>"},
        TypeName{ParameterType::ssm_list_of_image_ids,
                 "AWS::SSM::Parameter::Value<List<AWS::EC2::Image::Id>>"},
        TypeName{ParameterType::ssm_list_of_instance_ids,
                 "AWS::SSM::Parameter::Value<List<AWS::EC2::Instance::Id>>"},
        TypeName{ParameterType::ssm_list_of_key_pair_names,
                 "AWS::SSM::Parameter::Value<List<AWS::EC2::KeyPair::KeyName>>"},
        TypeName{ParameterType::ssm_list_of_security_group_ids,
                 "AWS::SSM::Parameter::Value<List<AWS::EC2::SecurityGroup::Id>>"},
        TypeName{ParameterType::ssm_list_of_security_group_names,
                 "AWS::SSM::Parameter::Value<List<AWS::EC2::SecurityGroup::GroupName>>"},
        TypeName{ParameterType::ssm_list_of_subnet_ids,
                 "AWS::SSM::Parameter::Value<List<AWS::EC2::Subnet::Id>>"},
        TypeName{ParameterType::ssm_list_of_volume_ids,
                 "AWS::SSM::Parameter::Value<List<AWS::EC2::Volume::Id>>"},
        TypeName{ParameterType::ssm_list_of_vpc_ids,
                 "AWS::SSM::Parameter::Value<List<AWS::EC2::VPC::Id>>"},
        TypeName{ParameterType::ssm_list_of_hosted_zone_ids,
                 "AWS::SSM::Parameter::Value<List<AWS::Route53::HostedZone::Id>>"}));

TEST_F(SectionTest, a_parameter_is_read_as_text_number_or_list) {
  auto& parameter =
      stack.add(ParameterProps{.id = "P", .type = ParameterType::comma_delimited_list});
  add_thing("Thing", {{"Text", parameter.value()},
                      {"Number", parameter.as<std::int64_t>()},
                      {"Joined", fn::join("-", parameter.list())}});
  EXPECT_EQ(in_template("Properties"),
            R"({"Text":{"Ref":"P"},"Number":{"Ref":"P"},"Joined":{"Fn::Join":["-",{"Ref":"P"}]}})");
}

TEST_F(SectionTest, a_mapping_holds_texts_and_lists) {
  add_thing("Thing");
  stack.add(MappingProps{
      .id = "Regions",
      .table = {
          {"eu-central-1", Json::object({{"ami", "ami-1"}, {"azs", Json::array({"a", "b"})}})},
          {"us-east-1", Json::object({{"ami", "ami-2"}})}}});
  EXPECT_EQ(in_template("Mappings"),
            R"({"Regions":{"eu-central-1":{"ami":"ami-1","azs":["a","b"]},)"
            R"("us-east-1":{"ami":"ami-2"}}})");
}

TEST_F(SectionTest, a_rule_has_its_condition_and_the_descriptions_of_its_assertions) {
  add_thing("Thing");
  auto& stage = stack.add(ParameterProps{.id = "Stage"});
  const ConditionExpression is_production = fn::equals(stage.value(), "production");
  stack.add(
      RuleProps{.id = "Large",
                .assertions = {{fn::contains({"m5", "m6"}, stage.value()), "take a large one"},
                               {fn::equals("a", "a")}},
                .condition = is_production});
  EXPECT_EQ(in_template("Rules"),
            R"({"Large":{"RuleCondition":{"Fn::Equals":[{"Ref":"Stage"},"production"]},)"
            R"("Assertions":[{"Assert":{"Fn::Contains":[["m5","m6"],{"Ref":"Stage"}]},)"
            R"("AssertDescription":"take a large one"},{"Assert":{"Fn::Equals":["a","a"]}}]}})");
}

TEST_F(SectionTest, metadata_takes_any_json_and_the_last_of_a_key) {
  auto& thing = add_thing("Thing");
  stack.add_metadata("Key", 1);
  stack.add_metadata("Other", Json::array({true, nullptr, 1.5, thing.ref()}));
  stack.add_metadata("Key", Json::object({{"a", Json::object({})}}));
  EXPECT_EQ(in_template("Metadata"), R"({"Key":{"a":{}},"Other":[true,null,1.5,{"Ref":"Thing"}]})");
}

TEST_F(SectionTest, a_section_of_ones_own_is_written_and_goes_over_version_and_transform) {
  auto& thing = add_thing("Thing");
  stack.add_transform("AWS::Serverless-2016-10-31");
  stack.set_section("Globals", Json::object({{"Function", Json::object({{"Role", thing.ref()}})}}));
  stack.set_section("Transform", Json::array({"Own"}));
  stack.set_section("AWSTemplateFormatVersion", no_value);
  const std::string text = whole_template();
  EXPECT_NE(text.find(R"("Globals":{"Function":{"Role":{"Ref":"Thing"}}})"), std::string::npos)
      << text;
  EXPECT_NE(text.find(R"("Transform":["Own"])"), std::string::npos) << text;
  EXPECT_EQ(text.find("AWSTemplateFormatVersion"), std::string::npos) << text;
}

TEST_F(SectionTest, an_output_has_description_condition_and_export) {
  auto& thing = add_thing("Thing");
  auto& condition =
      stack.add(ConditionProps{.id = "If", .expression = fn::equals(stack.region(), "x")});
  stack.add(OutputProps{.id = "Out",
                        .value = thing.attribute("Arn"),
                        .condition = condition,
                        .description = "What it is",
                        .export_name = concat(stack.stack_name(), "-Arn")});
  EXPECT_EQ(in_template("Outputs"), R"({"Out":{"Description":"What it is","Condition":"If",)"
                                    R"("Value":{"Fn::GetAtt":["Thing","Arn"]},)"
                                    R"("Export":{"Name":{"Fn::Sub":"${AWS::StackName}-Arn"}}}})");
}

TEST_F(SectionTest, several_transforms_are_a_list_that_begins_with_the_language_extensions) {
  stack.add_transform("My::Macro");
  stack.add_transform("AWS::LanguageExtensions");
  add_thing("Thing", {{"V", fn::length(fn::get_azs())}});
  const std::string text = whole_template();
  EXPECT_NE(text.find(R"("Transform":["AWS::LanguageExtensions","My::Macro"],)"), std::string::npos)
      << text;
}

TEST_F(SectionTest, transforms_keep_their_order) {
  stack.add_transform("My::First");
  stack.add_transform("My::Second");
  add_thing("Thing");
  EXPECT_NE(whole_template().find(R"("Transform":["My::First","My::Second"],)"), std::string::npos);
}

}  // namespace
}  // namespace omnitrack
