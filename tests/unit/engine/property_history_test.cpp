#include <gmock/gmock.h>

#include "engine_test.hpp"
#include <omnitrack/dynamodb/table.hpp>
#include <omnitrack/iam/role.hpp>

namespace omnitrack {
namespace {

class PropertyHistoryTest : public EngineTest {
 protected:
  static constexpr SynthOptions with_history{
      .origins = true, .property_origins = true, .validate = false};

  /// What set a property of a resource, as `PropertyOrigin` has it.
  static PropertyOrigin origin_in(const Synthesis& synthesis, std::string_view logical_id,
                                  std::string_view pointer) {
    for (const ElementOrigin& each : synthesis.stacks.at(0).origins) {
      if (each.logical_id != logical_id) continue;
      // The last one counts.
      PropertyOrigin found{.pointer = "none"};
      for (const PropertyOrigin& property : each.properties) {
        if (property.pointer == pointer) found = property;
      }
      return found;
    }
    return {.pointer = "no resource"};
  }
  PropertyOrigin origin(std::string_view logical_id, std::string_view pointer) {
    return origin_in(synthesize(app, with_history), logical_id, pointer);
  }

  static constexpr bool is_same(const PropertyOrigin& origin, PropertySetter setter) {
    return origin.pointer.starts_with('/') && origin.setter == setter;
  }
};

TEST_F(PropertyHistoryTest, what_code_gives_to_a_resource_that_it_makes_is_the_codes) {
  auto& thing = add_thing("Thing", {{"Number", 1}, {"Text", std::string("a text")}});
  const Synthesis synthesis = synthesize(app, with_history);
  for (const std::string_view pointer : {"/Properties/Number", "/Properties/Text"}) {
    const PropertyOrigin found = origin_in(synthesis, "Thing", pointer);
    EXPECT_TRUE(is_same(found, PropertySetter::code)) << pointer;
    EXPECT_EQ(found.source.line, thing.source().line);
  }
}

TEST_F(PropertyHistoryTest, a_value_of_the_code_is_told_from_one_that_the_construct_makes) {
  const Text name = std::string("orders");
  stack.add(TableProps{.id = "Orders", .partition_key = {"Id"}, .table_name = name});
  const Synthesis synthesis = synthesize(app, with_history);
  const auto of = [&](std::string_view property) {
    return origin_in(synthesis, "Orders", "/Properties/" + std::string(property));
  };
  EXPECT_TRUE(is_same(of("TableName"), PropertySetter::code));
  EXPECT_TRUE(is_same(of("KeySchema"), PropertySetter::construct));
  // A number or a flag bears no mark of its maker.
  EXPECT_TRUE(is_same(of("DeletionProtectionEnabled"), PropertySetter::code_or_construct));
}

TEST_F(PropertyHistoryTest, what_a_grant_adds_is_told_with_what_was_made_before_it) {
  auto& role = stack.add(
      RoleProps{.id = "Role", .assumed_by = PolicyPrincipal::service("ec2.amazonaws.com")});
  add_thing("Between");
  role.add_to_policy({.actions = {"sqs:SendMessage"}, .resources = {"*"}});
  const PropertyOrigin found = origin("RoleDefaultPolicy", "/Properties/PolicyDocument");
  EXPECT_TRUE(is_same(found, PropertySetter::later_call));
  EXPECT_EQ(found.path, "Test/Between");
}

TEST_F(PropertyHistoryTest, a_value_that_is_set_later_is_a_later_calls) {
  auto& thing = add_thing("Thing", {{"Text", std::string("first")}});
  auto& group = stack.add(PlainGroupProps{.id = "Other"});
  add_thing(group, "In");
  thing.set("Text", std::string("second"));
  const PropertyOrigin found = origin("Thing", "/Properties/Text");
  EXPECT_TRUE(is_same(found, PropertySetter::later_call));
  EXPECT_EQ(found.path, "Test/Other/In");
}

TEST_F(PropertyHistoryTest, visitors_tags_and_overrides_are_told) {
  auto& table = stack.add(TableProps{.id = "Orders", .partition_key = {"Id"}});
  table.resource().override_at("/Properties/BillingMode", "PROVISIONED");
  stack.add_tag("team", "shop");
  stack.add_visitor([](Resource& resource) {
    resource.set_property("DeletionProtectionEnabled", false);
    resource.override_at("/Properties/TableName", "visited");
  });
  const Synthesis synthesis = synthesize(app, with_history);
  const auto of = [&](std::string_view property) {
    return origin_in(synthesis, "Orders", "/Properties/" + std::string(property));
  };
  EXPECT_TRUE(is_same(of("BillingMode"), PropertySetter::edit));
  EXPECT_TRUE(is_same(of("Tags"), PropertySetter::tag));
  EXPECT_TRUE(is_same(of("DeletionProtectionEnabled"), PropertySetter::visitor));
  EXPECT_EQ(of("DeletionProtectionEnabled").path, "Test");
  EXPECT_TRUE(is_same(of("TableName"), PropertySetter::visitor));
}

TEST_F(PropertyHistoryTest, nothing_is_told_unless_it_is_asked_for) {
  add_thing("Thing", {{"Number", 1}});
  const Synthesis synthesis = synthesize(app, {.origins = true, .validate = false});
  EXPECT_TRUE(synthesis.stacks.at(0).origins.at(0).properties.empty());
}

TEST_F(PropertyHistoryTest, the_order_holds_beyond_a_chunk_of_the_arena) {
  for (int i = 0; i < 3000; ++i) {
    add_thing("Before" + std::to_string(i), {{"Text", std::string(50, 'x')}});
  }
  stack.add(
      TableProps{.id = "Orders", .partition_key = {"Id"}, .table_name = std::string("orders")});
  const Synthesis synthesis = synthesize(app, with_history);
  ASSERT_TRUE(synthesis.ok()) << to_text(synthesis.diagnostics.front());
  EXPECT_TRUE(
      is_same(origin_in(synthesis, "Orders", "/Properties/TableName"), PropertySetter::code));
  EXPECT_TRUE(
      is_same(origin_in(synthesis, "Orders", "/Properties/KeySchema"), PropertySetter::construct));
}

}  // namespace
}  // namespace omnitrack
