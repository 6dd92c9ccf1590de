#include <vector>

#include "engine_test.hpp"

namespace omnitrack {
namespace {

using Lock = std::vector<LockedResource>;

class LockedIdsTest : public EngineTest {
 protected:
  static SynthOptions options(const Lock& lock) {
    return {.locked = lock, .origins = true, .validate = false};
  }
  // `path=id` for each resource, or all that was wrong.
  std::string ids(const Lock& lock) {
    const Synthesis synthesis = synthesize(app, options(lock));
    std::string text;
    for (const Diagnostic& each : synthesis.diagnostics) text += to_text(each);
    for (const SynthesizedStack& each : synthesis.stacks) {
      for (const ElementOrigin& origin : each.origins) {
        if (!text.empty() && text.back() != '\n') text += ' ';
        text += origin.path + '=' + origin.logical_id;
      }
    }
    return text;
  }
};

TEST_F(LockedIdsTest, a_resource_keeps_the_id_that_the_lock_has) {
  auto& thing = add_thing("Thing");
  add_thing("Other", {{"Of", thing.ref()}});
  const Lock lock{{"Test", "Test/Thing", "Thing0A1B2C3D", "Custom::Thing"}};
  const Synthesis synthesis = synthesize(app, {.compact = true, .locked = lock, .validate = false});
  ASSERT_TRUE(synthesis.ok());
  EXPECT_EQ(testing_support::object_at(synthesis.stacks.front().text, "Resources"),
            R"({"Thing0A1B2C3D":{"Type":"Custom::Thing"},)"
            R"("Other":{"Type":"Custom::Thing","Properties":{"Of":{"Ref":"Thing0A1B2C3D"}}}})");
}

TEST_F(LockedIdsTest, a_resource_tells_which_entry_it_goes_on_with) {
  add_thing("New");
  add_thing("Thing");
  const Lock lock{{"Test", "Test/Gone", "Gone", "Custom::Thing"},
                  {"Test", "Test/Thing", "Old", "Custom::Thing"}};
  const Synthesis synthesis = synthesize(app, options(lock));
  ASSERT_TRUE(synthesis.ok());
  const auto& origins = synthesis.stacks.front().origins;
  ASSERT_EQ(origins.size(), 2U);
  EXPECT_EQ(origins[0].locked, std::nullopt);
  EXPECT_EQ(origins[1].locked, 1U);
}

TEST_F(LockedIdsTest, another_type_at_the_path_is_another_resource) {
  add_thing("Thing");
  EXPECT_EQ(ids({{"Test", "Test/Thing", "Old", "Custom::Else"}}), "Test/Thing=Thing");
}

TEST_F(LockedIdsTest, the_type_that_counts_is_the_one_that_is_written) {
  add_thing("Thing").override_at("/Type", "Custom::Else");
  EXPECT_EQ(ids({{"Test", "Test/Thing", "Old", "Custom::Else"}}), "Test/Thing=Old");
}

TEST_F(LockedIdsTest, a_stack_of_another_name_is_another_stack) {
  add_thing("Thing");
  EXPECT_EQ(ids({{"Test-production", "Test/Thing", "Old", "Custom::Thing"}}), "Test/Thing=Thing");
}

TEST_F(LockedIdsTest, an_id_chosen_in_code_wins) {
  add_thing("Thing").set_logical_id("Chosen");
  EXPECT_EQ(ids({{"Test", "Test/Thing", "Old", "Custom::Thing"}}), "Test/Thing=Chosen");
}

TEST_F(LockedIdsTest, an_id_that_follows_content_is_never_kept) {
  add_thing("Thing").add_digest_source(1);
  EXPECT_EQ(ids({{"Test", "Test/Thing", "Old", "Custom::Thing"}}).find("Test/Thing=Thing"), 0U);
}

TEST_F(LockedIdsTest, who_takes_a_kept_id_is_told_to_take_another) {
  const int line = __LINE__ + 1;
  add_thing("A");
  add_thing("B");
  EXPECT_EQ(ids({{"Test", "Test/B", "A", "Custom::Thing"}}),
            place(__FILE__, line) +
                ": error OT1002: Test/A: the logical id 'A' is taken by 'Test/B', made at " +
                place(__FILE__, line + 1) +
                ", which has it in the lock file\n"
                "  hint: give this one another id, or name it by set_logical_id\n");
}

TEST_F(LockedIdsTest, a_moved_resource_keeps_its_id) {
  add_thing(stack.add(PlainGroupProps{.id = "Data"}), "Table");
  app.moved("Test/Table", "Test/Data/Table");
  EXPECT_EQ(ids({{"Test", "Test/Table", "Table", "Custom::Thing"}}), "Test/Data/Table=Table");
}

TEST_F(LockedIdsTest, all_that_is_in_a_moved_construct_moves_with_it) {
  auto& vpc = stack.add(PlainGroupProps{.id = "Net"}).add(PlainGroupProps{.id = "Vpc"});
  add_thing(vpc, "Subnet1");
  add_thing(vpc.add(PlainGroupProps{.id = "Nat"}), "Ip");
  add_thing("VpcEndpoint");
  app.moved("Test/Vpc", "Test/Net/Vpc");
  EXPECT_EQ(ids({{"Test", "Test/Vpc/Subnet1", "VpcSubnet1", "Custom::Thing"},
                 {"Test", "Test/Vpc/Dropped", "VpcDropped", "Custom::Thing"},
                 {"Test", "Test/Vpc/Nat/Ip", "VpcNatIp", "Custom::Thing"},
                 {"Test", "Test/VpcEndpoint", "Endpoint", "Custom::Thing"}}),
            "Test/Net/Vpc/Subnet1=VpcSubnet1 Test/Net/Vpc/Nat/Ip=VpcNatIp "
            "Test/VpcEndpoint=Endpoint");
}

TEST_F(LockedIdsTest, the_move_of_an_inner_construct_comes_before_that_of_the_outer) {
  add_thing(stack.add(PlainGroupProps{.id = "New"}), "Rest");
  add_thing("Apart");
  app.moved("Test/Old", "Test/New");
  app.moved("Test/Old/Part", "Test/Apart");
  EXPECT_EQ(ids({{"Test", "Test/Old/Part", "OldPart", "Custom::Thing"},
                 {"Test", "Test/Old/Rest", "OldRest", "Custom::Thing"}}),
            "Test/New/Rest=OldRest Test/Apart=OldPart");
}

TEST_F(LockedIdsTest, moves_follow_one_another) {
  add_thing("Third");
  app.moved("Test/Second", "Test/Third");
  app.moved("Test/First", "Test/Second");
  EXPECT_EQ(ids({{"Test", "Test/First", "First", "Custom::Thing"}}), "Test/Third=First");
}

TEST_F(LockedIdsTest, a_resource_may_move_to_another_stack) {
  add_thing("Stays");
  add_thing(app.add(StackProps{.id = "Data"}), "Table");
  app.moved("Test/Table", "Data/Table");
  EXPECT_EQ(ids({{"Test", "Test/Table", "TheTable", "Custom::Thing"}}),
            "Test/Stays=Stays Data/Table=TheTable");
}

TEST_F(LockedIdsTest, a_resource_may_come_from_a_stack_that_is_gone) {
  add_thing("Table");
  app.moved("Old/Table", "Test/Table");
  EXPECT_EQ(ids({{"Old", "Old/Table", "TheTable", "Custom::Thing"}}), "Test/Table=TheTable");
}

TEST_F(LockedIdsTest, a_move_that_the_lock_knows_can_be_deleted) {
  add_thing("New");
  const int line = __LINE__ + 1;
  app.moved("Test/Old", "Test/New");
  EXPECT_EQ(ids({{"Test", "Test/New", "Old", "Custom::Thing"}}),
            place(__FILE__, line) +
                ": info OT1706: the lock file already knows that 'Test/Old' is at 'Test/New'\n"
                "  hint: delete this moved()\nTest/New=Old");
}

TEST_F(LockedIdsTest, a_move_that_another_environment_still_needs_is_not_told_to_be_deleted) {
  add_thing("New");
  app.moved("Test/Old", "Test/New");
  EXPECT_EQ(ids({{"Test", "Test/New", "Old", "Custom::Thing"},
                 {"Test-production", "Test/Old", "Old", "Custom::Thing"}}),
            "Test/New=Old");
}

TEST_F(LockedIdsTest, a_new_construct_at_an_old_path_keeps_its_own_id) {
  add_thing("Old");
  add_thing("New");
  app.moved("Test/Old", "Test/New");
  const std::string told = ids({{"Test", "Test/Old", "Second", "Custom::Thing"},
                                {"Test", "Test/New", "First", "Custom::Thing"}});
  EXPECT_NE(told.find("info OT1706"), std::string::npos) << told;
  EXPECT_NE(told.find("Test/Old=Second Test/New=First"), std::string::npos) << told;
}

TEST_F(LockedIdsTest, an_old_path_that_the_lock_has_not_is_an_error_with_the_nearest) {
  add_thing(stack.add(PlainGroupProps{.id = "Data"}), "Table");
  const int line = __LINE__ + 1;
  app.moved("Test/Tabel", "Test/Data/Table");
  EXPECT_EQ(ids({{"Test", "Test/Table", "Table", "Custom::Thing"}}),
            place(__FILE__, line) +
                ": error OT1701: the lock file has nothing at 'Test/Tabel'\n"
                "  hint: did you mean 'Test/Table'?\n");
}

TEST_F(LockedIdsTest, a_new_path_that_the_app_has_not_is_an_error_with_the_nearest) {
  add_thing(stack.add(PlainGroupProps{.id = "Data"}), "Table");
  const int line = __LINE__ + 1;
  app.moved("Test/Table", "Test/Daat");
  EXPECT_EQ(ids({{"Test", "Test/Table", "Table", "Custom::Thing"}}),
            place(__FILE__, line) +
                ": error OT1702: no resource at 'Test/Daat' goes on with 'Test/Table'\n"
                "  hint: did you mean 'Test/Data'?\n");
}

TEST_F(LockedIdsTest, a_construct_that_lacks_what_was_moved_is_an_error) {
  add_thing(stack.add(PlainGroupProps{.id = "New"}), "Else");
  app.moved("Test/Old", "Test/New");
  EXPECT_NE(ids({{"Test", "Test/Old/Part", "OldPart", "Custom::Thing"}})
                .find("error OT1702: no resource at 'Test/New' goes on with 'Test/Old'\n"
                      "  hint: the types, and the names below it, must be the same\n"),
            std::string::npos);
}

TEST_F(LockedIdsTest, a_move_to_another_type_is_an_error) {
  add_thing("New");
  const int line = __LINE__ + 1;
  app.moved("Test/Old", "Test/New");
  EXPECT_EQ(ids({{"Test", "Test/Old", "Old", "Custom::Else"}}),
            place(__FILE__, line) +
                ": error OT1705: 'Test/Old' is of the type Custom::Else, and 'Test/New' of the "
                "type Custom::Thing\n"
                "  hint: a logical id cannot change its type, so this is not a move: leave moved() "
                "out\n");
}

TEST_F(LockedIdsTest, two_moves_of_one_construct_contradict_each_other) {
  add_thing("New");
  const int line = __LINE__ + 1;
  app.moved("Test/Old", "Test/New");
  app.moved("Test/Old", "Test/Newer");
  EXPECT_EQ(
      ids({{"Test", "Test/Old", "Old", "Custom::Thing"}}),
      place(__FILE__, line + 1) + ": error OT1704: the same construct is moved at " +
          place(__FILE__, line) +
          "\n  hint: a construct is moved once; leave out what the lock file already knows\n");
}

TEST_F(LockedIdsTest, two_moves_to_one_path_contradict_each_other) {
  add_thing("New");
  app.moved("Test/Old", "Test/New");
  app.moved("Test/Older", "Test/New");
  EXPECT_NE(ids({}).find("error OT1704: another construct is moved to the same path at "),
            std::string::npos);
}

TEST_F(LockedIdsTest, moves_in_a_circle_are_an_error) {
  add_thing("A");
  add_thing("B");
  app.moved("Test/A", "Test/B");
  app.moved("Test/B", "Test/A");
  EXPECT_NE(ids({{"Test", "Test/A", "A", "Custom::Thing"}})
                .find("error OT1704: the moves lead back to where they began\n"),
            std::string::npos);
}

TEST_F(LockedIdsTest, a_move_without_a_lock_is_an_error) {
  add_thing("New");
  const int line = __LINE__ + 1;
  app.moved("Test/Old", "Test/New");
  EXPECT_EQ(said(), place(__FILE__, line) +
                        ": error OT1703: without a lock file it is not known which logical id "
                        "'Test/Old' had\n"
                        "  hint: go back to the code as it is deployed, write the file by the verb "
                        "lock, and move after that\n");
}

TEST_F(LockedIdsTest, a_move_without_a_lock_can_be_ignored) {
  add_thing("New");
  app.moved("Test/Old", "Test/New");
  EXPECT_TRUE(synthesize(app, {.ignore_moved = true, .validate = false}).ok());
}

}  // namespace
}  // namespace omnitrack
