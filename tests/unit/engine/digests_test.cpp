#include <functional>
#include <vector>

#include "engine_test.hpp"

namespace omnitrack {
namespace {

// The logical id of a resource whose digest covers the source, after a change to the source.
std::string id_after(const std::function<void(Stack&, UntypedResource&)>& change) {
  App app;
  auto& stack = app.add(StackProps{.id = "Test"});
  auto& deployment =
      stack.add(UntypedResourceProps{.id = "Deployment", .type = "Custom::Deployment"});
  auto& source = stack.add(UntypedResourceProps{
      .id = "Source", .type = "Custom::Source", .properties = {{"A", 1}, {"B", "x"}}});
  deployment.add_digest_source(source);
  change(stack, source);
  deployment.depends_on(source);
  EXPECT_TRUE(synthesize(app, unvalidated).ok());
  return std::string(deployment.logical_id());
}

const auto nothing = [](Stack&, UntypedResource&) {};

TEST(DigestTest, the_id_is_the_paths_with_ten_digits_behind_it) {
  const std::string id = id_after(nothing);
  EXPECT_EQ(id.size(), std::string("Deployment").size() + 10);
  EXPECT_TRUE(id.starts_with("Deployment"));
  EXPECT_EQ(id.find_first_not_of("0123456789abcdef", 10), std::string::npos) << id;
}

TEST(DigestTest, the_id_stays_while_its_sources_do) {
  EXPECT_EQ(id_after(nothing), id_after(nothing));
}

TEST(DigestTest, the_id_stays_when_something_else_changes) {
  EXPECT_EQ(id_after([](Stack& stack, UntypedResource&) {
              stack.add(UntypedResourceProps{.id = "Else", .type = "Custom::Else"});
            }),
            id_after(nothing));
}

TEST(DigestTest, the_id_changes_with_each_thing_that_a_source_is_made_of) {
  const std::string before = id_after(nothing);
  const std::vector<std::function<void(Stack&, UntypedResource&)>> changes = {
      [](Stack&, UntypedResource& source) { source.set("A", 2); },
      [](Stack&, UntypedResource& source) { source.set("A", "1"); },
      [](Stack&, UntypedResource& source) { source.set("New", 1); },
      [](Stack& stack, UntypedResource& source) { source.set("A", stack.region()); },
      [](Stack&, UntypedResource& source) { source.override_at("/Properties/A", 2); },
      [](Stack&, UntypedResource& source) { source.set_logical_id("Other"); },
      [](Stack&, UntypedResource& source) { source.set_removal_policy(RemovalPolicy::retain); },
      [](Stack& stack, UntypedResource& source) {
        source.set_condition(
            stack.add(ConditionProps{.id = "C", .expression = fn::equals("a", "b")}));
      },
  };
  for (const auto& change : changes) EXPECT_NE(id_after(change), before);
}

TEST(DigestTest, values_are_sources_too) {
  const auto id_with = [](int version) {
    App app;
    auto& stack = app.add(StackProps{.id = "Test"});
    auto& thing = stack.add(UntypedResourceProps{.id = "Thing", .type = "Custom::Thing"});
    thing.add_digest_source(Json::object({{"version", version}}));
    synthesize(app, unvalidated);
    return std::string(thing.logical_id());
  };
  EXPECT_EQ(id_with(1), id_with(1));
  EXPECT_NE(id_with(1), id_with(2));
}

TEST(DigestTest, references_use_the_id_with_its_digest) {
  App app;
  auto& stack = app.add(StackProps{.id = "Test"});
  auto& thing = stack.add(UntypedResourceProps{.id = "Thing", .type = "Custom::Thing"});
  thing.add_digest_source(1);
  stack.add(OutputProps{.id = "Out", .value = thing.ref()});
  const std::string text = testing_support::compact_template(app, unvalidated);
  EXPECT_EQ(testing_support::object_at(text, "Out"),
            R"({"Value":{"Ref":")" + std::string(thing.logical_id()) + R"("}})");
}

TEST(DigestTest, an_id_with_a_digest_may_not_grow_too_long) {
  App app;
  auto& stack = app.add(StackProps{.id = "Test"});
  stack.add(UntypedResourceProps{.id = std::string(250, 'a'), .type = "Custom::Thing"})
      .add_digest_source(1);
  EXPECT_EQ(testing_support::codes_of(app, unvalidated), "OT1003");
}

// The same where the digest covers one property of the source.
std::string id_after_some(const std::function<void(UntypedResource&)>& change) {
  App app;
  auto& stack = app.add(StackProps{.id = "Test"});
  auto& version = stack.add(UntypedResourceProps{.id = "Version", .type = "Custom::Version"});
  auto& source = stack.add(UntypedResourceProps{
      .id = "Source", .type = "Custom::Source", .properties = {{"A", 1}, {"B", "x"}}});
  version.add_digest_source(source, {"A", "Missing"});
  change(source);
  EXPECT_TRUE(synthesize(app, unvalidated).ok());
  return std::string(version.logical_id());
}

TEST(DigestTest, of_a_source_some_properties_can_count_alone) {
  const std::string before = id_after_some([](UntypedResource&) {});
  EXPECT_EQ(id_after_some([](UntypedResource& source) { source.set("B", "y"); }), before);
  EXPECT_EQ(id_after_some(
                [](UntypedResource& source) { source.set_removal_policy(RemovalPolicy::retain); }),
            before);
  EXPECT_EQ(
      id_after_some([](UntypedResource& source) { source.override_at("/Properties/B", "y"); }),
      before);
  EXPECT_NE(id_after_some([](UntypedResource& source) { source.set("A", 2); }), before);
  EXPECT_NE(id_after_some([](UntypedResource& source) { source.set("Missing", 2); }), before);
  EXPECT_NE(id_after_some([](UntypedResource& source) { source.override_at("/Properties/A", 2); }),
            before);
}

}  // namespace
}  // namespace omnitrack
