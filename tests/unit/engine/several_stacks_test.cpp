#include "several_stacks_test.hpp"

namespace omnitrack {
namespace {

TEST_F(SeveralStacksTest, a_value_of_another_stack_becomes_an_export_and_an_import) {
  add_thing(user, "Thing", {{"Ref", source.ref()}, {"Arn", source.attribute("Deep.Arn")}});
  EXPECT_EQ(template_of("Test"),
            R"({"AWSTemplateFormatVersion":"2010-09-09","Resources":{"Source":)"
            R"({"Type":"Custom::Thing"}},"Outputs":{"ExportSource":{"Value":{"Ref":"Source"},)"
            R"("Export":{"Name":"Test:Source"}},"ExportSourceDeepArn":{"Value":)"
            R"({"Fn::GetAtt":["Source","Deep.Arn"]},"Export":{"Name":"Test:Source:DeepArn"}}}})");
  EXPECT_EQ(in_stack("User", "Properties"), R"({"Ref":{"Fn::ImportValue":"Test:Source"},)"
                                            R"("Arn":{"Fn::ImportValue":"Test:Source:DeepArn"}})");
}

TEST_F(SeveralStacksTest, a_value_that_several_use_is_exported_once) {
  auto& third = app.add(StackProps{.id = "Third"});
  add_thing(user, "A", {{"V", source.ref()}, {"W", source.ref()}});
  add_thing(third, "B", {{"V", source.ref()}});
  EXPECT_EQ(in_stack("Test", "Outputs"),
            R"({"ExportSource":{"Value":{"Ref":"Source"},"Export":{"Name":"Test:Source"}}})");
}

TEST_F(SeveralStacksTest, a_foreign_value_in_a_text_is_joined) {
  add_thing(user, "Thing", {{"V", concat("a-", source.ref(), "-", user.region())}});
  EXPECT_EQ(in_stack("User", "V"), R"({"Fn::Join":["",["a-",{"Fn::ImportValue":"Test:Source"},"-",)"
                                   R"({"Ref":"AWS::Region"}]]})");
}

TEST_F(SeveralStacksTest, an_export_of_ones_own_is_reused) {
  stack.add(OutputProps{.id = "Out", .value = source.ref(), .export_name = "my-source"});
  add_thing(user, "Thing", {{"V", source.ref()}});
  EXPECT_EQ(in_stack("User", "V"), R"({"Fn::ImportValue":"my-source"})");
  EXPECT_EQ(in_stack("Test", "Outputs"),
            R"({"Out":{"Value":{"Ref":"Source"},"Export":{"Name":"my-source"}}})");
}

TEST_F(SeveralStacksTest, an_export_whose_name_is_known_only_later_is_not_reused) {
  stack.add(OutputProps{
      .id = "Out", .value = source.ref(), .export_name = concat(stack.stack_name(), "-source")});
  add_thing(user, "Thing", {{"V", source.ref()}});
  EXPECT_EQ(in_stack("User", "V"), R"({"Fn::ImportValue":"Test:Source"})");
}

TEST_F(SeveralStacksTest, an_export_with_a_condition_is_not_reused) {
  auto& condition = stack.add(ConditionProps{.id = "C", .expression = fn::equals("a", "b")});
  stack.add(OutputProps{
      .id = "Out", .value = source.ref(), .condition = condition, .export_name = "my-source"});
  add_thing(user, "Thing", {{"V", source.ref()}});
  EXPECT_EQ(in_stack("User", "V"), R"({"Fn::ImportValue":"Test:Source"})");
}

TEST_F(SeveralStacksTest, the_export_of_a_resource_with_a_condition_has_that_condition) {
  auto& condition = stack.add(ConditionProps{.id = "C", .expression = fn::equals("a", "b")});
  source.set_condition(condition);
  add_thing(user, "Thing", {{"V", source.ref()}});
  EXPECT_EQ(in_stack("Test", "Outputs"),
            R"({"ExportSource":{"Condition":"C","Value":{"Ref":"Source"},)"
            R"("Export":{"Name":"Test:Source"}}})");
}

TEST_F(SeveralStacksTest, a_parameter_of_another_stack_is_exported_too) {
  auto& parameter = stack.add(ParameterProps{.id = "P"});
  add_thing(user, "Thing", {{"V", parameter.value()}});
  EXPECT_EQ(in_stack("User", "V"), R"({"Fn::ImportValue":"Test:P"})");
}

TEST_F(SeveralStacksTest, a_list_is_exported_as_one_text) {
  const auto list = List<std::string>::from_node(detail::make_attribute(source, "Subnets", true));
  add_thing(user, "Thing", {{"V", list}});
  EXPECT_EQ(in_stack("Test", "Outputs"),
            R"({"ExportSourceSubnets":{"Value":{"Fn::Join":["||",{"Fn::GetAtt":)"
            R"(["Source","Subnets"]}]},"Export":{"Name":"Test:Source:Subnets"}}})");
  EXPECT_EQ(in_stack("User", "V"),
            R"({"Fn::Split":["||",{"Fn::ImportValue":"Test:Source:Subnets"}]})");
}

TEST_F(SeveralStacksTest, an_output_that_would_take_the_id_of_an_export_is_an_error) {
  stack.add(OutputProps{.id = "ExportSource", .value = "x"});
  add_thing(user, "Thing", {{"V", source.ref()}});
  EXPECT_EQ(testing_support::codes_of(app, unvalidated), "OT1002");
}

TEST_F(SeveralStacksTest, exports_whose_ids_would_be_alike_are_an_error) {
  auto& other = add_thing("SourceArn");
  add_thing(user, "Thing", {{"V", source.attribute("Arn")}, {"W", other.ref()}});
  EXPECT_EQ(testing_support::codes_of(app, unvalidated), "OT1002");
}

TEST_F(SeveralStacksTest, stacks_stand_after_those_that_they_need) {
  auto& third = app.add(StackProps{.id = "Third"});
  auto& last = add_thing(third, "Last");
  source.set("V", last.ref());
  add_thing(user, "Thing", {{"V", source.ref()}});
  app.add(StackProps{.id = "Alone"})
      .add(UntypedResourceProps{.id = "Thing", .type = "Custom::Thing"});
  EXPECT_EQ(order(), "Third Test User Alone ");
}

TEST_F(SeveralStacksTest, a_circle_between_stacks_names_the_references_that_make_it) {
  const int line = __LINE__ + 1;
  auto& thing = add_thing(user, "Thing", {{"V", source.ref()}});
  source.set("V", concat("x", thing.attribute("Arn")));
  const std::string user_place = " (" + place(__FILE__, line) + ")";
  const std::string source_place =
      " (" + place(source.source().file, static_cast<int>(source.source().line)) + ")";
  EXPECT_NE(said().find("error OT1005: Test: stacks depend on each other in a circle: "
                        "'Test/Source'" +
                        source_place + " uses 'User/Thing'" + user_place + "; 'User/Thing'" +
                        user_place + " uses 'Test/Source'" + source_place +
                        "\n  hint: move one of these resources to the other stack, or both to a "
                        "third\n"),
            std::string::npos);
}

TEST_F(SeveralStacksTest, a_circle_by_waiting_says_so) {
  auto& thing = add_thing(user, "Thing", {{"V", source.ref()}});
  source.depends_on(thing);
  EXPECT_NE(said().find(" waits for 'User/Thing' ("), std::string::npos);
}

TEST_F(SeveralStacksTest, a_condition_of_another_stack_is_an_error) {
  auto& condition = stack.add(ConditionProps{.id = "C", .expression = fn::equals("a", "b")});
  const int line = __LINE__ + 1;
  add_thing(user, "Thing").set_condition(condition);
  EXPECT_EQ(said(), place(__FILE__, line) +
                        ": error OT1009: User/Thing: uses 'Test/C', which is in another stack\n"
                        "  hint: conditions, mappings and logical ids are known only in their own "
                        "template; add one to this stack\n");
}

TEST_F(SeveralStacksTest, conditions_and_mappings_of_another_stack_are_errors_wherever_they_stand) {
  auto& condition = stack.add(ConditionProps{.id = "C", .expression = fn::equals("a", "b")});
  auto& mapping = stack.add(MappingProps{.id = "M", .table = {{"k", Json::object({{"s", "v"}})}}});
  add_thing(user, "Thing",
            {{"If", fn::if_<std::string>(condition, "a", "b")}, {"Map", mapping.find("k", "s")}});
  user.add(ConditionProps{.id = "Not", .expression = fn::not_(condition)});
  user.add(OutputProps{.id = "Out", .value = "x", .condition = condition});
  EXPECT_EQ(testing_support::codes_of(app, unvalidated), "OT1009 OT1009 OT1009 OT1009");
}

TEST_F(SeveralStacksTest, a_value_of_another_region_is_an_error) {
  auto& here = app.add(StackProps{.id = "Here", .region = "eu-central-1"});
  auto& there = app.add(StackProps{.id = "There", .region = "us-east-1"});
  auto& thing = add_thing(here, "Thing");
  add_thing(user, "Agnostic", {{"V", source.ref()}});
  const int line = __LINE__ + 1;
  add_thing(there, "Thing", {{"V", thing.ref()}});
  EXPECT_EQ(said(),
            place(__FILE__, line) +
                ": error OT1011: There/Thing: uses a value of 'Here/Thing', which is in another "
                "region\n  hint: exports reach one account and region; refer to it by weak(…) or, "
                "where a construct is given, by set_reference_strength(ReferenceStrength::weak)\n");
}

TEST_F(SeveralStacksTest, a_stack_for_any_region_may_use_values_of_one_for_a_certain_region) {
  auto& fixed =
      app.add(StackProps{.id = "Fixed", .account = "111111111111", .region = "eu-central-1"});
  auto& thing = add_thing(fixed, "Thing", {{"V", source.ref()}});
  add_thing(user, "Thing", {{"V", thing.ref()}});
  EXPECT_EQ(in_stack("User", "V"), R"({"Fn::ImportValue":"Fixed:Thing"})");
  EXPECT_EQ(in_stack("Fixed", "V"), R"({"Fn::ImportValue":"Test:Source"})");
}

TEST_F(SeveralStacksTest, a_value_of_another_account_is_an_error) {
  auto& here = app.add(StackProps{.id = "Here", .account = "111111111111"});
  auto& there = app.add(StackProps{.id = "There", .account = "222222222222"});
  auto& thing = add_thing(here, "Thing");
  add_thing(user, "Agnostic");
  add_thing(there, "Thing", {{"V", thing.ref()}});
  EXPECT_NE(said().find("'Here/Thing', which is in another account\n"), std::string::npos);
}

TEST_F(SeveralStacksTest, a_value_of_another_app_is_an_error) {
  App other;
  auto& foreign = add_thing(other.add(StackProps{.id = "Other"}), "Foreign");
  const int line = __LINE__ + 1;
  add_thing(user, "Thing", {{"V", foreign.ref()}});
  EXPECT_EQ(said(), place(__FILE__, line) +
                        ": error OT1010: User/Thing: uses 'Other/Foreign', which is not in a stack "
                        "of this app\n  hint: add it to a stack of the same app\n");
}

TEST_F(SeveralStacksTest, two_stacks_of_one_name_are_an_error) {
  add_thing(user, "Thing");
  const int line = __LINE__ + 1;
  auto& second = app.add(StackProps{.id = "Another", .stack_name = "User"});
  add_thing(second, "Thing");
  EXPECT_NE(said().find(place(__FILE__, line) +
                        ": error OT1014: Another: two stacks are named 'User'; the first is made "
                        "at tests/unit/engine/several_stacks_test.hpp:"),
            std::string::npos);
}

TEST_F(SeveralStacksTest, a_stack_in_a_construct_of_the_app_has_a_template_of_its_own) {
  auto& inner = user.add(StackProps{.id = "Inner"});
  add_thing(user, "Thing");
  add_thing(inner, "Thing", {{"V", source.ref()}});
  EXPECT_EQ(order(), "Test User Inner ");
  EXPECT_EQ(in_stack("Inner", "Resources"), R"({"Thing":{"Type":"Custom::Thing","Properties":)"
                                            R"({"V":{"Fn::ImportValue":"Test:Source"}}}})");
}

TEST_F(SeveralStacksTest, each_stack_counts_its_resources_and_names_its_file) {
  add_thing(user, "A");
  add_thing(user, "B");
  const Synthesis synthesis = synthesize(app, unvalidated);
  ASSERT_EQ(synthesis.stacks.size(), 2U);
  EXPECT_EQ(synthesis.stacks[1].resources, 2U);
  EXPECT_EQ(synthesis.stacks[1].file_name(), "User.template.json");
}

}  // namespace
}  // namespace omnitrack
