#include <stdexcept>
#include <vector>

#include "engine_test.hpp"

namespace omnitrack {
namespace {

using TreeTest = EngineTest;

// A construct as users write them: one resource that it stands for, and one below.
class Pair;
struct PairProps {
  using Makes = Pair;
  Id id;
};
class Pair : public Construct {
 public:
  Pair(Attach at, const PairProps&)
      : Construct(std::move(at)),
        first(add(UntypedResourceProps{.id = primary(), .type = "Custom::First"})),
        second(add(UntypedResourceProps{.id = child("Second"), .type = "Custom::Second"})) {}
  UntypedResource& first;
  UntypedResource& second;
};

// Adds a resource only when the app is complete.
class Late;
struct LateProps {
  using Makes = Late;
  Id id;
};
class Late : public Construct {
 public:
  Late(Attach at, const LateProps&) : Construct(std::move(at)) {}

 private:
  void finish() override {
    add(UntypedResourceProps{.id = child("Added"), .type = "Custom::Late"});
    add(PairProps{.id = child("Pair")});
  }
};

// Tells when it is destroyed.
class Watched;
struct WatchedProps {
  using Makes = Watched;
  Id id;
  std::vector<std::string>* ended;
};
class Watched : public Construct {
 public:
  Watched(Attach at, const WatchedProps& props)
      : Construct(std::move(at)), name_(props.id.text()), ended_(props.ended) {}
  ~Watched() { ended_->push_back(name_); }

 private:
  std::string name_;
  std::vector<std::string>* ended_;
};

TEST_F(TreeTest, a_path_is_the_ids_from_the_stack_down) {
  auto& pair = stack.add(PairProps{.id = "Outer"});
  auto& inner = add_thing(pair, "Inner");
  EXPECT_EQ(stack.path(), "Test");
  EXPECT_EQ(pair.path(), "Test/Outer");
  EXPECT_EQ(inner.path(), "Test/Outer/Inner");
  EXPECT_EQ(inner.id(), "Inner");
}

TEST_F(TreeTest, the_primary_resource_shares_its_constructs_path_and_logical_id) {
  auto& pair = stack.add(PairProps{.id = "Both"});
  EXPECT_EQ(pair.first.path(), "Test/Both");
  EXPECT_EQ(pair.second.path(), "Test/Both/Second");
  EXPECT_EQ(in_template("Resources"),
            R"({"Both":{"Type":"Custom::First"},"BothSecond":{"Type":"Custom::Second"}})");
  EXPECT_EQ(pair.first.logical_id(), "Both");
}

TEST_F(TreeTest, constructs_know_their_parent_stack_app_and_children) {
  auto& pair = stack.add(PairProps{.id = "Pair"});
  EXPECT_EQ(pair.parent(), &stack);
  EXPECT_EQ(&pair.second.stack(), &stack);
  EXPECT_EQ(&pair.second.app(), &app);
  EXPECT_EQ(app.parent(), nullptr);
  EXPECT_EQ(stack.first_child(), &pair);
  EXPECT_EQ(pair.first_child(), &pair.first);
  EXPECT_EQ(pair.first.next_sibling(), &pair.second);
  EXPECT_EQ(pair.second.next_sibling(), nullptr);
}

TEST_F(TreeTest, a_source_is_the_line_of_the_id) {
  auto& thing = stack.add(
      UntypedResourceProps{.id = "Thing", .type = "Custom::Thing"});  // this line holds the id
  EXPECT_EQ(thing.source().line, static_cast<std::uint32_t>(__LINE__ - 1));
  EXPECT_STREQ(thing.source().file, __FILE__);
}

TEST_F(TreeTest, files_are_named_relative_to_the_project) {
  EXPECT_EQ(std::string(add_thing("Thing").source().file), "tests/unit/engine/tree_test.cpp");
}

TEST_F(TreeTest, what_a_construct_makes_names_the_users_line) {
  const int line = __LINE__ + 1;
  auto& pair = stack.add(PairProps{.id = "Pair"});
  EXPECT_EQ(pair.first.source().line, static_cast<std::uint32_t>(line));
  EXPECT_EQ(pair.second.source().line, static_cast<std::uint32_t>(line));
  pair.second.error("XX0001", "something is wrong", "mend it");
  EXPECT_EQ(said(), place(__FILE__, line) +
                        ": error XX0001: Test/Pair/Second: something is wrong\n  hint: mend it\n");
}

TEST_F(TreeTest, a_diagnostic_without_a_hint_takes_one_line) {
  const int line = __LINE__ + 1;
  add_thing("Thing").warning("XX0002", "this is odd");
  EXPECT_EQ(said(), place(__FILE__, line) + ": warning XX0002: Test/Thing: this is odd\n");
}

TEST_F(TreeTest, two_groups_beside_each_other_cannot_have_one_name) {
  const int line = __LINE__ + 1;
  stack.add(LateProps{.id = "Same"});
  stack.add(LateProps{.id = "Same"});
  const std::string text = said();
  EXPECT_NE(text.find(place(__FILE__, line + 1) +
                      ": error OT1018: Test/Same: two constructs beside each other are named "
                      "'Same'; the first is made at " +
                      place(__FILE__, line) + "\n  hint: give one of them another id\n"),
            std::string::npos)
      << text;
}

TEST_F(TreeTest, what_two_groups_of_one_name_are_made_of_is_not_reported_as_well) {
  stack.add(PairProps{.id = "Same"});
  stack.add(PairProps{.id = "Same"});
  EXPECT_EQ(testing_support::codes_of(app, unvalidated), "OT1018");
}

TEST_F(TreeTest, a_group_in_no_stack_is_reported_once_by_its_own_name) {
  add_thing("Thing");
  app.add(PairProps{.id = "Loose"});
  EXPECT_EQ(testing_support::codes_of(app, unvalidated), "OT1015");
}

TEST_F(TreeTest, groups_of_one_name_in_different_places_are_fine) {
  auto& one = stack.add(PairProps{.id = "One"});
  auto& two = stack.add(PairProps{.id = "Two"});
  one.add(PairProps{.id = "Same"});
  two.add(PairProps{.id = "Same"});
  EXPECT_EQ(said(), "");
}

TEST_F(TreeTest, constructs_may_still_add_to_the_tree_when_the_app_is_complete) {
  stack.add(LateProps{.id = "Late"});
  EXPECT_EQ(in_template("Resources"),
            R"({"LateAdded":{"Type":"Custom::Late"},"LatePair":{"Type":"Custom::First"},)"
            R"("LatePairSecond":{"Type":"Custom::Second"}})");
}

TEST_F(TreeTest, adding_to_a_synthesized_app_is_refused) {
  add_thing("Thing");
  ASSERT_TRUE(synthesize(app, unvalidated).ok());
  EXPECT_THROW(add_thing("Another"), std::logic_error);
}

TEST_F(TreeTest, an_app_is_synthesized_once) {
  add_thing("Thing");
  ASSERT_TRUE(synthesize(app, unvalidated).ok());
  EXPECT_THROW(synthesize(app, unvalidated), std::logic_error);
}

TEST(AppTest, constructs_end_with_their_app_the_last_made_first) {
  std::vector<std::string> ended;
  {
    App app;
    auto& stack = app.add(StackProps{.id = "Test"});
    auto& first = stack.add(WatchedProps{.id = "First", .ended = &ended});
    first.add(WatchedProps{.id = "Below", .ended = &ended});
    stack.add(WatchedProps{.id = "Last", .ended = &ended});
  }
  EXPECT_EQ(ended, (std::vector<std::string>{"Last", "Below", "First"}));
}

TEST(AppTest, apps_that_live_at_once_can_end_in_any_order) {
  const auto add_to = [](App& app) {
    app.add(StackProps{.id = "Stack"})
        .add(UntypedResourceProps{
            .id = "Thing", .type = "Custom::Thing", .properties = {{"A", std::string(100, 'a')}}});
  };
  auto first = std::make_unique<App>();
  auto second = std::make_unique<App>();
  add_to(*first);
  add_to(*second);
  const std::string text = synthesize(*first, unvalidated).stacks.at(0).text;
  first.reset();
  App third;
  add_to(third);
  EXPECT_EQ(synthesize(*second, unvalidated).stacks.at(0).text, text);
  second.reset();
  EXPECT_EQ(synthesize(third, unvalidated).stacks.at(0).text, text);
}

TEST(AppTest, values_can_be_made_without_an_app) {
  const Value<std::string> text = concat("a", "b");
  EXPECT_EQ(text.literal_text(), "ab");
}

}  // namespace
}  // namespace omnitrack
