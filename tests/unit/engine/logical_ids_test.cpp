#include "engine_test.hpp"

namespace omnitrack {
namespace {

using LogicalIdTest = EngineTest;

TEST_F(LogicalIdTest, an_id_is_the_paths_letters_and_digits) {
  auto& vpc = stack.add(PlainGroupProps{.id = "Vpc"});
  auto& subnet = vpc.add(PlainGroupProps{.id = "public-subnet_1"});
  add_thing(subnet, "Route Table/é!");
  EXPECT_EQ(in_template("Resources"), R"({"Vpcpublicsubnet1RouteTable":{"Type":"Custom::Thing"}})");
}

TEST_F(LogicalIdTest, an_id_does_not_depend_on_the_stack_that_holds_it) {
  add_thing("Thing");
  auto& other = app.add(StackProps{.id = "Other"});
  add_thing(other, "Thing");
  EXPECT_EQ(said(), "");
}

TEST_F(LogicalIdTest, an_id_of_digits_is_kept) {
  EXPECT_EQ((add_thing("7"), in_template("Resources")), R"({"7":{"Type":"Custom::Thing"}})");
}

TEST_F(LogicalIdTest, a_clash_names_both_lines) {
  const int line = __LINE__ + 1;
  add_thing(stack.add(PlainGroupProps{.id = "A"}), "BC");
  add_thing(stack.add(PlainGroupProps{.id = "AB"}), "C");
  EXPECT_EQ(said(), place(__FILE__, line + 1) +
                        ": error OT1002: Test/AB/C: the logical id 'ABC' is taken by 'Test/A/BC', "
                        "made at " +
                        place(__FILE__, line) + "\n  hint: give one of the two another id\n");
}

TEST_F(LogicalIdTest, resources_and_parameters_share_their_ids) {
  const int line = __LINE__ + 1;
  stack.add(ParameterProps{.id = "Same"});
  add_thing("Same");
  EXPECT_EQ(said(), place(__FILE__, line + 1) +
                        ": error OT1002: Test/Same: the logical id 'Same' is taken by 'Test/Same', "
                        "made at " +
                        place(__FILE__, line) + "\n  hint: give one of the two another id\n");
}

TEST_F(LogicalIdTest, other_sections_have_ids_of_their_own) {
  auto& thing = add_thing("Same");
  stack.add(ConditionProps{.id = "Same", .expression = fn::equals("a", "b")});
  stack.add(MappingProps{.id = "Same", .table = {{"a", Json::object({{"b", "c"}})}}});
  stack.add(OutputProps{.id = "Same", .value = thing.ref()});
  EXPECT_EQ(said(), "");
}

TEST_F(LogicalIdTest, outputs_of_one_id_clash) {
  auto& thing = add_thing("Thing");
  stack.add(OutputProps{.id = "Same", .value = thing.ref()});
  stack.add(OutputProps{.id = "Same-", .value = thing.ref()});
  EXPECT_EQ(testing_support::codes_of(app, unvalidated), "OT1002");
}

TEST_F(LogicalIdTest, an_id_without_letters_and_digits_is_refused) {
  const int line = __LINE__ + 1;
  add_thing("--");
  EXPECT_EQ(said(), place(__FILE__, line) +
                        ": error OT1001: Test/--: the id '--' has no letter or digit\n"
                        "  hint: logical ids are made of the letters and digits of the path\n");
}

TEST_F(LogicalIdTest, an_empty_id_is_refused) {
  add_thing("");
  EXPECT_EQ(testing_support::codes_of(app, unvalidated), "OT1001");
}

TEST_F(LogicalIdTest, an_id_may_have_255_characters_and_no_more) {
  const std::string longest(255, 'a');
  add_thing(longest);
  const int line = __LINE__ + 1;
  add_thing(longest + "b");
  EXPECT_EQ(said(), place(__FILE__, line) + ": error OT1003: Test/" + longest +
                        "b: the logical id has 256 characters, and CloudFormation allows at most "
                        "255\n  hint: shorten an id on the path, or call set_logical_id\n");
}

TEST_F(LogicalIdTest, an_id_can_be_chosen) {
  auto& thing = add_thing("Thing");
  thing.set_logical_id("Chosen");
  stack.add(OutputProps{.id = "Out", .value = thing.ref()});
  EXPECT_EQ(whole_template(),
            R"({"AWSTemplateFormatVersion":"2010-09-09","Resources":{"Chosen":{"Type":)"
            R"("Custom::Thing"}},"Outputs":{"Out":{"Value":{"Ref":"Chosen"}}}})");
}

TEST_F(LogicalIdTest, a_chosen_id_has_letters_and_digits_only) {
  add_thing("Thing").set_logical_id("My-Thing");
  EXPECT_NE(said().find("error OT1003: Test/Thing: the logical id 'My-Thing' has characters other "
                        "than letters and digits\n"),
            std::string::npos);
}

}  // namespace
}  // namespace omnitrack
