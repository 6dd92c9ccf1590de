#include "engine_test.hpp"

namespace omnitrack {
namespace {

class OrderTest : public EngineTest {
 protected:
  // The logical ids of the resources, in the order of the template.
  std::string order() {
    std::string ids;
    const std::string text = whole_template();
    constexpr std::string_view behind = R"(":{"Type":"Custom::Thing")";
    for (std::size_t at = text.find(behind); at != std::string::npos;
         at = text.find(behind, at + 1)) {
      const std::size_t quote = text.rfind('"', at - 1);
      ids += text.substr(quote + 1, at - quote - 1) + ' ';
    }
    return ids.empty() ? text : ids;
  }
};

TEST_F(OrderTest, resources_stand_in_the_order_of_the_tree) {
  for (const char* id : {"C", "A", "B"}) add_thing(id);
  EXPECT_EQ(order(), "C A B ");
}

TEST_F(OrderTest, dependencies_stand_first_and_the_others_keep_their_places) {
  auto& first = add_thing("First");
  add_thing("Second");
  auto& third = add_thing("Third");
  auto& fourth = add_thing("Fourth");
  first.set("Needs", fourth.ref());
  third.depends_on(fourth);
  EXPECT_EQ(order(), "Second Fourth First Third ");
}

TEST_F(OrderTest, a_chain_against_the_tree_is_turned_round) {
  auto& a = add_thing("A");
  auto& b = add_thing("B");
  auto& c = add_thing("C");
  a.set("Needs", b.attribute("Arn"));
  b.set("Needs", c.ref());
  EXPECT_EQ(order(), "C B A ");
}

TEST_F(OrderTest, a_resource_may_name_itself) {
  auto& a = add_thing("A");
  a.set("Own", a.ref());
  EXPECT_EQ(order(), "A ");
}

TEST_F(OrderTest, a_circle_is_named_with_the_line_of_each_resource) {
  const int line = __LINE__ + 1;
  add_thing("Outside");
  auto& a = add_thing("A");
  auto& b = add_thing("B");
  auto& c = add_thing("C");
  auto& behind = add_thing("Behind");
  a.set("Needs", b.ref());
  b.set("Needs", concat("x", c.ref()));
  c.depends_on(a);
  behind.depends_on(c);
  EXPECT_EQ(said(), place(__FILE__, line + 1) +
                        ": error OT1004: Test/A: resources depend on each other in a circle: "
                        "'Test/A' (" +
                        place(__FILE__, line + 1) + ") needs 'Test/B' (" +
                        place(__FILE__, line + 2) + ") needs 'Test/C' (" +
                        place(__FILE__, line + 3) + ") needs 'Test/A' (" +
                        place(__FILE__, line + 1) +
                        ")\n  hint: break the circle: move one of the references to a resource of "
                        "its own, such as a policy or a rule\n");
}

TEST_F(OrderTest, a_circle_tells_the_ways_out_of_its_dependencies_at_what_closes_it) {
  const int line = __LINE__ + 1;
  auto& function = add_thing("Function");
  auto& policy = add_thing("Policy");
  auto& bucket = add_thing("Bucket");
  function.depends_on(policy, "let the function not wait");
  policy.set("Needs", bucket.ref());
  bucket.set("Needs", function.ref());
  const std::string text = said();
  EXPECT_EQ(text.find(place(__FILE__, line + 2) + ": error OT1004: Test/Bucket: "), 0U) << text;
  EXPECT_NE(text.find("hint: let the function not wait\n"), std::string::npos) << text;
}

TEST_F(OrderTest, two_constructs_that_wait_for_each_other_are_a_circle) {
  auto& a = add_thing("A");
  auto& b = add_thing("B");
  a.depends_on(b);
  b.depends_on(a);
  EXPECT_EQ(testing_support::codes_of(app, unvalidated), "OT1004");
}

}  // namespace
}  // namespace omnitrack
