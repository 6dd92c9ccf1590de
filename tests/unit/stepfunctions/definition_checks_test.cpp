#include "machine_test.hpp"

namespace omnitrack {
namespace {

using testing_support::codes_of;

class DefinitionChecksTest : public testing_support::MachineTest {
 protected:
  StateMachine& m = machine();
};

TEST_F(DefinitionChecksTest, a_state_is_in_a_state_machine) {
  m.add(PassStateProps{.id = "A"});
  stack.add(PassStateProps{.id = "B"});
  EXPECT_EQ(codes_of(app), "OT3201");
}

TEST_F(DefinitionChecksTest, nothing_follows_an_end) {
  auto& fail = m.add(FailStateProps{.id = "A"});
  auto& succeed = m.add(SucceedStateProps{.id = "B"});
  m.start_at(fail);
  fail.next(succeed);
  succeed.next(fail);
  EXPECT_EQ(codes_of(app), "OT3202 OT3202 OT3221");
}

TEST_F(DefinitionChecksTest, a_state_leads_on_once) {
  auto& a = m.add(PassStateProps{.id = "A"});
  auto& b = m.add(PassStateProps{.id = "B"});
  auto& choice = m.add(ChoiceStateProps{.id = "C"});
  a.next(choice);
  a.next(b);
  choice.when(boolean_at("$.a") == true, b).otherwise(b).otherwise(b);
  EXPECT_EQ(codes_of(app), "OT3203 OT3203");
}

TEST_F(DefinitionChecksTest, numbers_have_bounds) {
  const std::int64_t much = 100000000;
  auto& wait = m.add(WaitStateProps{.id = "Wait", .seconds = much});
  auto& each = m.add(MapStateProps{
      .id = "Each",
      .distributed = DistributedMap{.batcher = ItemBatcher{.max_bytes = 300000, .max_items = 0},
                                    .tolerated_failure_percentage = 101.0},
      .max_concurrency = -1,
      .retry = {{.backoff_rate = 0.5, .interval = 0, .max_attempts = -1, .max_delay = 31622400}}});
  each.add(PassStateProps{.id = "A"});
  wait.next(each);
  EXPECT_EQ(codes_of(app), "OT3204 OT3204 OT3204 OT3204 OT3204 OT3204 OT3204 OT3204 OT3204");
}

TEST_F(DefinitionChecksTest, rules_for_all_errors_are_alone_and_last) {
  auto& each = m.add(MapStateProps{.id = "Each"});
  each.add(PassStateProps{.id = "A"});
  auto& fail = m.add(FailStateProps{.id = "Fail"});
  each.add_retry({.errors = {"States.Timeout"}});
  each.add_retry({.errors = {"States.ALL", "States.Timeout"}});
  each.add_catch(fail);
  each.add_catch(fail, {.errors = {"States.Timeout"}});
  EXPECT_EQ(codes_of(app), "OT3205 OT3205");
}

TEST_F(DefinitionChecksTest, paths_are_no_expressions) {
  auto& a = m.add(PassStateProps{.id = "A", .output = "{% $states.input %}"});
  auto& b = m.add(PassStateProps{.id = "B", .parameters = {{"a", "{% $states.input %}"}}});
  auto& both = m.add(ParallelStateProps{.id = "Both", .arguments = {{"a", 1}}});
  both.branch().add(PassStateProps{.id = "C"});
  auto& choice = m.add(ChoiceStateProps{.id = "D"});
  auto& each = m.add(MapStateProps{.id = "E", .items = Json::array({1, 2})});
  each.add(PassStateProps{.id = "F"});
  choice.when("{% true %}", each).otherwise(each);
  a.next(b).next(both).next(choice);
  EXPECT_EQ(codes_of(app), "OT3206 OT3206 OT3206 OT3206 OT3206 OT3206");
}

TEST_F(DefinitionChecksTest, expressions_are_no_paths) {
  StateMachine& j = jsonata("J");
  m.add(PassStateProps{.id = "A"});
  auto& a = j.add(PassStateProps{.id = "A",
                                 .input_path = "$.a",
                                 .output_path = "$.a",
                                 .parameters = {{"a", 1}},
                                 .result = {{"a", 1}},
                                 .result_path = "$.a"});
  auto& b = j.add(PassStateProps{.id = "B", .output = {{"a", value_at("$.a")}}});
  auto& choice = j.add(ChoiceStateProps{.id = "C"});
  choice.when(boolean_at("$.a") == true, b)
      .otherwise(j.add(PassStateProps{.id = "D", .output = "{% $states.input"}));
  a.next(choice);
  EXPECT_EQ(codes_of(app), "OT3206 OT3206 OT3206 OT3206 OT3206 OT3206 OT3206 OT3206");
}

TEST_F(DefinitionChecksTest, a_machine_of_jsonata_has_no_state_of_jsonpath) {
  StateMachine& j = jsonata("J");
  m.add(PassStateProps{.id = "A"});
  j.add(PassStateProps{.id = "A", .query_language = QueryLanguage::json_path});
  EXPECT_EQ(codes_of(app), "OT3206");
}

TEST_F(DefinitionChecksTest, caught_errors_are_in_the_language_of_the_state) {
  const auto catch_by = [](StateMachine& runs, const StateCatch& caught) {
    auto& both = runs.add(ParallelStateProps{.id = "Both"});
    both.branch().add(PassStateProps{.id = "A"});
    both.add_catch(runs.add(FailStateProps{.id = "Fail"}), caught);
  };
  catch_by(m, {.output = {{"a", 1}}});
  catch_by(jsonata("J"), {.result_path = "$.error"});
  EXPECT_EQ(codes_of(app), "OT3206 OT3206");
}

TEST_F(DefinitionChecksTest, a_rule_of_a_choice_in_jsonpath_has_no_output) {
  auto& choice = m.add(ChoiceStateProps{.id = "Choice"});
  auto& done = m.add(SucceedStateProps{.id = "Done"});
  choice.when(boolean_at("$.a") == true, done, {.output = {{"a", 1}}}).otherwise(done);
  EXPECT_EQ(codes_of(app), "OT3206");
}

TEST_F(DefinitionChecksTest, a_path_in_a_list_is_an_error) {
  m.add(PassStateProps{.id = "A", .parameters = {{"a", Json::array({value_at("$.a")})}}});
  EXPECT_EQ(codes_of(app), "OT3206");
}

TEST_F(DefinitionChecksTest, a_wait_has_one_time) {
  m.add(WaitStateProps{.id = "A"})
      .next(m.add(WaitStateProps{.id = "B", .seconds = 5, .timestamp = "2026-01-31T12:00:00Z"}));
  EXPECT_EQ(codes_of(app), "OT3207 OT3207");
}

TEST_F(DefinitionChecksTest, a_parallel_state_has_branches_with_states) {
  auto& none = m.add(ParallelStateProps{.id = "None"});
  auto& empty = m.add(ParallelStateProps{.id = "Empty"});
  empty.branch();
  none.next(empty).next(m.add(MapStateProps{.id = "Each"}));
  EXPECT_EQ(codes_of(app), "OT3208 OT3224 OT3224");
}

TEST_F(DefinitionChecksTest, a_distributed_map_is_checked) {
  auto& each = m.add(MapStateProps{
      .id = "Each", .distributed = DistributedMap{.batcher = ItemBatcher{}, .label = "a b"}});
  each.add(PassStateProps{.id = "A"});
  EXPECT_EQ(codes_of(app), "OT3209 OT3210");
}

TEST_F(DefinitionChecksTest, names_are_short_and_unique_in_the_whole_state_machine) {
  auto& a = m.add(PassStateProps{.id = "A"});
  auto& each = m.add(MapStateProps{.id = "Each"});
  each.add(PassStateProps{.id = "A"});
  a.next(each).next(m.add(PassStateProps{.id = std::string(81, 'a')}));
  EXPECT_EQ(codes_of(app), "OT3220 OT3219");
}

TEST_F(DefinitionChecksTest, characters_of_a_name_are_counted_not_bytes) {
  std::string name;
  for (int i = 0; i < 80; ++i) name += "ä";
  m.add(PassStateProps{.id = name + ""});
  EXPECT_EQ(codes_of(app), "");
}

TEST_F(DefinitionChecksTest, each_state_is_led_to) {
  m.add(PassStateProps{.id = "A"});
  m.add(PassStateProps{.id = "B"});
  EXPECT_EQ(codes_of(app), "OT3221");
}

TEST_F(DefinitionChecksTest, a_loop_ends) {
  auto& choice = m.add(ChoiceStateProps{.id = "Choice"});
  auto& a = m.add(PassStateProps{.id = "A"});
  auto& b = m.add(PassStateProps{.id = "B"});
  choice.when(boolean_at("$.a") == true, a).otherwise(m.add(SucceedStateProps{.id = "Done"}));
  a.next(b);
  b.next(a);
  EXPECT_EQ(codes_of(app), "OT3222");
}

TEST_F(DefinitionChecksTest, a_loop_through_a_choice_without_conditions_is_told_of_once) {
  auto& choice = m.add(ChoiceStateProps{.id = "Choice"});
  auto& a = m.add(PassStateProps{.id = "A"});
  m.start_at(a);
  a.next(choice);
  EXPECT_EQ(codes_of(app), "OT3226");
}

TEST_F(DefinitionChecksTest, paths_begin_with_a_dollar) {
  m.add(PassStateProps{.id = "A", .input_path = "a"})
      .next(m.add(PassStateProps{.id = "B", .parameters = value_at("$.a")}));
  EXPECT_EQ(codes_of(app), "OT3223 OT3223");
}

TEST_F(DefinitionChecksTest, a_state_machine_has_states) { EXPECT_EQ(codes_of(app), "OT3224"); }

TEST_F(DefinitionChecksTest, states_lead_on_beside_them_alone) {
  auto& each = m.add(MapStateProps{.id = "Each"});
  auto& inner = each.add(PassStateProps{.id = "Inner"});
  auto& after = m.add(PassStateProps{.id = "After"});
  each.next(after);
  inner.next(after);
  EXPECT_EQ(codes_of(app), "OT3225");
}

TEST_F(DefinitionChecksTest, a_machine_starts_at_a_state_of_its_own) {
  auto& each = m.add(MapStateProps{.id = "Each"});
  m.start_at(each.add(PassStateProps{.id = "Inner"}));
  EXPECT_EQ(codes_of(app), "OT3225");
}

TEST_F(DefinitionChecksTest, a_choice_has_conditions_and_what_follows_without_them) {
  auto& first = m.add(ChoiceStateProps{.id = "First"});
  auto& second = m.add(ChoiceStateProps{.id = "Second"});
  first.otherwise(second);
  second.when(boolean_at("$.a") == true, m.add(PassStateProps{.id = "A"}));
  EXPECT_EQ(codes_of(app), "OT3226 OT3227");
}

TEST_F(DefinitionChecksTest, a_definition_has_one_megabyte_at_most) {
  m.add(PassStateProps{.id = "A", .comment = std::string(1024 * 1024, 'a')});
  EXPECT_EQ(codes_of(app), "OT3231");
}

}  // namespace
}  // namespace omnitrack
