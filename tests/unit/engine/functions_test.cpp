#include "engine_test.hpp"

namespace omnitrack {
namespace {

class FunctionTest : public EngineTest {
 protected:
  UntypedResource& target = add_thing("Target");
  Condition& is_large =
      stack.add(ConditionProps{.id = "IsLarge", .expression = fn::equals(stack.region(), "x")});
};

TEST_F(FunctionTest, base64) {
  EXPECT_EQ(as_written(fn::base64(concat("a", target.ref()))),
            R"({"Fn::Base64":{"Fn::Sub":"a${Target}"}})");
}

TEST_F(FunctionTest, cidr) {
  EXPECT_EQ(as_written(fn::cidr(target.attribute("Block"), 6, 8)),
            R"({"Fn::Cidr":[{"Fn::GetAtt":["Target","Block"]},6,8]})");
}

TEST_F(FunctionTest, get_azs_of_the_own_region) {
  EXPECT_EQ(as_written(fn::get_azs()), R"({"Fn::GetAZs":""})");
}

TEST_F(FunctionTest, get_azs_of_another_region) {
  EXPECT_EQ(as_written(fn::get_azs("us-east-1")), R"({"Fn::GetAZs":"us-east-1"})");
}

TEST_F(FunctionTest, import_value) {
  EXPECT_EQ(as_written(fn::import_value(concat(stack.region(), "-net"))),
            R"({"Fn::ImportValue":{"Fn::Sub":"${AWS::Region}-net"}})");
}

TEST_F(FunctionTest, join) {
  EXPECT_EQ(as_written(fn::join(",", {"a", target.ref()})),
            R"({"Fn::Join":[",",["a",{"Ref":"Target"}]]})");
}

TEST_F(FunctionTest, join_of_a_list_that_is_a_function) {
  EXPECT_EQ(as_written(fn::join("", fn::get_azs())), R"({"Fn::Join":["",{"Fn::GetAZs":""}]})");
}

TEST_F(FunctionTest, split_and_select) {
  EXPECT_EQ(as_written(fn::select(2, fn::split(":", target.ref()))),
            R"({"Fn::Select":[2,{"Fn::Split":[":",{"Ref":"Target"}]}]})");
}

TEST_F(FunctionTest, sub_alone) {
  EXPECT_EQ(as_written(fn::sub("${AWS::StackName}-${!literal}")),
            R"({"Fn::Sub":"${AWS::StackName}-${!literal}"})");
}

TEST_F(FunctionTest, sub_with_variables) {
  EXPECT_EQ(as_written(fn::sub("${a}-${b}", {{"a", target.ref()}, {"b", "text"}})),
            R"({"Fn::Sub":["${a}-${b}",{"a":{"Ref":"Target"},"b":"text"}]})");
}

TEST_F(FunctionTest, if_of_values) {
  EXPECT_EQ(as_written(fn::if_<std::int64_t>(is_large, 4, no_value)),
            R"({"Fn::If":["IsLarge",4,{"Ref":"AWS::NoValue"}]})");
}

TEST_F(FunctionTest, if_of_lists) {
  EXPECT_EQ(as_written(fn::if_list<std::string>(is_large, {"a", "b"}, List<std::string>::empty())),
            R"({"Fn::If":["IsLarge",["a","b"],[]]})");
}

TEST_F(FunctionTest, find_in_map) {
  auto& sizes = stack.add(
      MappingProps{.id = "Sizes", .table = {{"eu-central-1", Json::object({{"node", "small"}})}}});
  EXPECT_EQ(as_written(sizes.find(stack.region(), "node")),
            R"({"Fn::FindInMap":["Sizes",{"Ref":"AWS::Region"},"node"]})");
}

TEST_F(FunctionTest, length_needs_the_language_extensions) {
  add_thing("Thing", {{"V", fn::length(fn::get_azs())}});
  const std::string text = whole_template();
  EXPECT_EQ(testing_support::object_at(text, "V"), R"({"Fn::Length":{"Fn::GetAZs":""}})");
  EXPECT_NE(text.find(R"("Transform":"AWS::LanguageExtensions")"), std::string::npos) << text;
}

TEST_F(FunctionTest, to_json_string_needs_the_language_extensions) {
  add_thing("Thing", {{"V", fn::to_json_string(Json::object({{"a", target.ref()}}))}});
  const std::string text = whole_template();
  EXPECT_EQ(testing_support::object_at(text, "V"),
            R"({"Fn::ToJsonString":{"a":{"Ref":"Target"}}})");
  EXPECT_NE(text.find(R"("Transform":"AWS::LanguageExtensions")"), std::string::npos) << text;
}

TEST_F(FunctionTest, conditions_are_combined) {
  stack.add(
      ConditionProps{.id = "Combined",
                     .expression = fn::and_({is_large, fn::not_(fn::equals(stack.account(), "1")),
                                             fn::or_({fn::equals("a", "b"), is_large})})});
  EXPECT_EQ(in_template("Combined"),
            R"({"Fn::And":[{"Condition":"IsLarge"},)"
            R"({"Fn::Not":[{"Fn::Equals":[{"Ref":"AWS::AccountId"},"1"]}]},)"
            R"({"Fn::Or":[{"Fn::Equals":["a","b"]},{"Condition":"IsLarge"}]}]})");
}

TEST_F(FunctionTest, rule_functions) {
  auto& parameter = stack.add(ParameterProps{.id = "Vpc", .type = ParameterType::vpc_id});
  stack.add(RuleProps{.id = "R",
                      .assertions = {
                          {fn::contains({"a", "b"}, parameter.value())},
                          {fn::each_member_equals(fn::value_of_all("AWS::EC2::Subnet::Id", "VpcId"),
                                                  parameter.value())},
                          {fn::each_member_in(fn::ref_all("AWS::EC2::VPC::Id"), {"x"})},
                          {fn::equals(fn::value_of(parameter, "Tags.Kind"), "core")},
                      }});
  EXPECT_EQ(in_template("R"),
            R"({"Assertions":[{"Assert":{"Fn::Contains":[["a","b"],{"Ref":"Vpc"}]}},)"
            R"({"Assert":{"Fn::EachMemberEquals":[{"Fn::ValueOfAll":["AWS::EC2::Subnet::Id",)"
            R"("VpcId"]},{"Ref":"Vpc"}]}},)"
            R"({"Assert":{"Fn::EachMemberIn":[{"Fn::RefAll":"AWS::EC2::VPC::Id"},["x"]]}},)"
            R"({"Assert":{"Fn::Equals":[{"Fn::ValueOf":["Vpc","Tags.Kind"]},"core"]}}]})");
}

}  // namespace
}  // namespace omnitrack
