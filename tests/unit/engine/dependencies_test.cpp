#include <vector>

#include "engine_test.hpp"

namespace omnitrack {
namespace {

using DependencyTest = EngineTest;

TEST_F(DependencyTest, one_dependency_is_a_text_and_several_are_a_list) {
  auto& a = add_thing("A");
  auto& b = add_thing("B");
  auto& c = add_thing("C");
  b.depends_on(a);
  c.depends_on(b);
  c.depends_on(a);
  EXPECT_EQ(in_template("Resources"),
            R"({"A":{"Type":"Custom::Thing"},"B":{"Type":"Custom::Thing","DependsOn":"A"},)"
            R"("C":{"Type":"Custom::Thing","DependsOn":["A","B"]}})");
}

TEST_F(DependencyTest, every_resource_of_a_construct_waits_for_every_resource_of_the_other) {
  auto& first = stack.add(PlainGroupProps{.id = "F"});
  auto& second = stack.add(PlainGroupProps{.id = "S"});
  second.depends_on(first);
  add_thing(first, "A");
  add_thing(first.add(PlainGroupProps{.id = "G"}), "B");
  add_thing(second, "A");
  add_thing(second, "B");
  EXPECT_EQ(in_template("Resources"),
            R"({"FA":{"Type":"Custom::Thing"},"FGB":{"Type":"Custom::Thing"},)"
            R"("SA":{"Type":"Custom::Thing","DependsOn":["FA","FGB"]},)"
            R"("SB":{"Type":"Custom::Thing","DependsOn":["FA","FGB"]}})");
}

TEST_F(DependencyTest, what_a_reference_implies_is_not_written) {
  auto& a = add_thing("A");
  auto& b = add_thing("B", {{"V", concat("x", a.attribute("Arn"))}});
  b.depends_on(a);
  EXPECT_EQ(in_template("B"),
            R"({"Type":"Custom::Thing","Properties":{"V":{"Fn::Sub":"x${A.Arn}"}}})");
}

TEST_F(DependencyTest, a_dependency_given_twice_is_written_once) {
  auto& a = add_thing("A");
  auto& b = add_thing("B");
  b.depends_on(a);
  b.depends_on(a);
  EXPECT_EQ(in_template("B"), R"({"Type":"Custom::Thing","DependsOn":"A"})");
}

TEST_F(DependencyTest, a_construct_that_waits_for_what_holds_it_waits_for_the_others_there) {
  add_thing("A");
  auto& b = add_thing("B");
  b.depends_on(stack);
  EXPECT_EQ(in_template("Resources"), R"({"A":{"Type":"Custom::Thing"},)"
                                      R"("B":{"Type":"Custom::Thing","DependsOn":"A"}})");
}

TEST_F(DependencyTest, waiting_for_a_resource_of_another_stack_orders_the_stacks) {
  auto& later = app.add(StackProps{.id = "Later"});
  add_thing("A").depends_on(add_thing(later, "B"));
  const Synthesis synthesis = synthesize(app, {.compact = true, .validate = false});
  ASSERT_EQ(synthesis.stacks.size(), 2U);
  EXPECT_EQ(synthesis.stacks[0].name, "Later");
  EXPECT_EQ(synthesis.stacks[1].name, "Test");
  EXPECT_EQ(synthesis.stacks[1].depends_on, std::vector<std::string>{"Later"});
  EXPECT_EQ(testing_support::object_at(synthesis.stacks[1].text, "A"),
            R"({"Type":"Custom::Thing"})");
}

TEST_F(DependencyTest, a_stack_can_wait_for_a_stack) {
  auto& later = app.add(StackProps{.id = "Later"});
  add_thing("A");
  add_thing(later, "B");
  stack.depends_on(later);
  const Synthesis synthesis = synthesize(app, unvalidated);
  ASSERT_EQ(synthesis.stacks.size(), 2U);
  EXPECT_EQ(synthesis.stacks[0].name, "Later");
}

TEST_F(DependencyTest, waiting_for_another_apps_construct_is_an_error) {
  App other;
  auto& foreign = add_thing(other.add(StackProps{.id = "Other"}), "Foreign");
  const int line = __LINE__ + 1;
  add_thing("A").depends_on(foreign);
  EXPECT_EQ(said(), place(__FILE__, line) +
                        ": error OT1010: Test/A: uses 'Other/Foreign', which is not in a stack of "
                        "this app\n  hint: add it to a stack of the same app\n");
}

}  // namespace
}  // namespace omnitrack
