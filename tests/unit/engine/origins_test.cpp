#include <algorithm>

#include "engine_test.hpp"

namespace omnitrack {
namespace {

constexpr SynthOptions with_origins{.origins = true, .validate = false};

// A line of this file for each element of a stack, as `kind id path type @line`.
std::string told(const SynthesizedStack& stack) {
  std::string text;
  for (const ElementOrigin& each : stack.origins) {
    EXPECT_STREQ(each.source.file, __FILE__);
    text += std::to_string(static_cast<int>(each.kind)) + ' ' + each.logical_id + ' ' + each.path;
    text += ' ' + each.type + " @" + std::to_string(each.source.line) + '\n';
  }
  return text;
}

std::string line(ConstructKind kind, const std::string& rest, int number) {
  return std::to_string(static_cast<int>(kind)) + ' ' + rest + " @" + std::to_string(number) + '\n';
}

const ElementOrigin& origin_of(const Synthesis& synthesis, std::string_view logical_id) {
  static const ElementOrigin none;
  const auto& all = synthesis.stacks.front().origins;
  const auto found = std::find_if(all.begin(), all.end(), [&](const ElementOrigin& each) {
    return each.logical_id == logical_id;
  });
  EXPECT_NE(found, all.end()) << logical_id;
  return found == all.end() ? none : *found;
}

using OriginsTest = EngineTest;

TEST_F(OriginsTest, every_element_is_told_with_its_path_and_its_line) {
  const int first = __LINE__ + 1;
  stack.add(ParameterProps{.id = "Size"});
  stack.add(MappingProps{.id = "Table", .table = {{"a", Json::object({{"b", "c"}})}}});
  const auto& is_big = stack.add(ConditionProps{.id = "IsBig", .expression = fn::equals("a", "b")});
  stack.add(RuleProps{.id = "Fits", .assertions = {{.expression = is_big}}});
  auto& thing = add_thing(stack.add(PlainGroupProps{.id = "Group"}), "Thing");
  stack.add(OutputProps{.id = "Out", .value = thing.ref()});
  const Synthesis synthesis = synthesize(app, with_origins);
  ASSERT_TRUE(synthesis.ok());
  EXPECT_EQ(
      told(synthesis.stacks.front()),
      line(ConstructKind::parameter, "Size Test/Size ", first) +
          line(ConstructKind::mapping, "Table Test/Table ", first + 1) +
          line(ConstructKind::condition, "IsBig Test/IsBig ", first + 2) +
          line(ConstructKind::rule, "Fits Test/Fits ", first + 3) +
          line(ConstructKind::resource, "GroupThing Test/Group/Thing Custom::Thing", first + 4) +
          line(ConstructKind::output, "Out Test/Out ", first + 5));
}

TEST_F(OriginsTest, an_output_made_for_another_stack_comes_from_what_it_exports) {
  const int made_at = __LINE__ + 1;
  auto& thing = add_thing("Thing");
  add_thing(app.add(StackProps{.id = "Other"}), "User", {{"Of", thing.ref()}});
  const Synthesis synthesis = synthesize(app, with_origins);
  ASSERT_EQ(synthesis.stacks.size(), 2U);
  const ElementOrigin& made = origin_of(synthesis, "ExportThing");
  EXPECT_EQ(made.kind, ConstructKind::output);
  EXPECT_EQ(made.path, "Test/Thing");
  EXPECT_EQ(made.source.line, static_cast<unsigned>(made_at));
}

TEST_F(OriginsTest, ids_that_follow_content_or_were_chosen_are_known) {
  auto& thing = add_thing("Thing");
  add_thing("Chosen").set_logical_id("Named");
  add_thing("Digest").add_digest_source(thing);
  const Synthesis synthesis = synthesize(app, with_origins);
  ASSERT_TRUE(synthesis.ok());
  EXPECT_FALSE(origin_of(synthesis, "Thing").id_follows_content);
  EXPECT_FALSE(origin_of(synthesis, "Thing").id_is_chosen);
  EXPECT_TRUE(origin_of(synthesis, "Named").id_is_chosen);
  EXPECT_TRUE(synthesis.stacks.front().origins.back().id_follows_content);
  EXPECT_EQ(synthesis.stacks.front().origins.back().path, "Test/Digest");
}

TEST_F(OriginsTest, the_type_is_the_one_that_is_written) {
  add_thing("Thing").override_at("/Type", "Custom::Other");
  const Synthesis synthesis = synthesize(app, with_origins);
  ASSERT_TRUE(synthesis.ok());
  EXPECT_EQ(origin_of(synthesis, "Thing").type, "Custom::Other");
}

TEST_F(OriginsTest, nothing_is_told_unless_it_is_asked_for) {
  add_thing("Thing");
  const Synthesis synthesis = synthesize(app, unvalidated);
  ASSERT_TRUE(synthesis.ok());
  EXPECT_TRUE(synthesis.stacks.front().origins.empty());
}

}  // namespace
}  // namespace omnitrack
