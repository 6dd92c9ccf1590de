#include <chrono>

#include "machine_test.hpp"
#include <omnitrack/iam/role.hpp>

namespace omnitrack {
namespace {

using namespace std::chrono_literals;
using testing::HasSubstr;

class StatesTest : public testing_support::MachineTest {};

TEST_F(StatesTest, a_machine_starts_at_the_first_state_and_ends_where_nothing_follows) {
  StateMachine& m = machine();
  auto& begin = m.add(PassStateProps{.id = "Begin"});
  begin.next(m.add(PassStateProps{.id = "Middle"})).next(m.add(SucceedStateProps{.id = "Done"}));
  EXPECT_EQ(definition(), R"({"StartAt":"Begin","States":{"Begin":{"Type":"Pass","Next":"Middle"},)"
                          R"("Middle":{"Type":"Pass","Next":"Done"},"Done":{"Type":"Succeed"}}})");
}

TEST_F(StatesTest, a_machine_can_start_at_another_state) {
  StateMachine& m = machine();
  auto& last = m.add(PassStateProps{.id = "Last"});
  auto& first = m.add(PassStateProps{.id = "First"});
  first.next(last);
  m.start_at(first);
  EXPECT_THAT(definition(), HasSubstr(R"("StartAt":"First")"));
}

TEST_F(StatesTest, a_pass_changes_data_by_paths) {
  machine().add(PassStateProps{.id = "Change",
                               .assign = {{"total", number_at("$.total")}},
                               .comment = "why",
                               .input_path = "$.order",
                               .output_path = "$.out",
                               .parameters = {{"id", value_at("States.UUID()")},
                                              {"fixed", 3},
                                              {"deep", Json::object({{"name", string_at("$.n")}})}},
                               .result_path = "$.change"});
  EXPECT_EQ(state("Change"),
            R"({"Type":"Pass","Comment":"why","InputPath":"$.order",)"
            R"--("Parameters":{"id.$":"States.UUID()","fixed":3,"deep":{"name.$":"$.n"}},)--"
            R"("ResultPath":"$.change","OutputPath":"$.out","Assign":{"total.$":"$.total"},)"
            R"("End":true})");
}

TEST_F(StatesTest, a_pass_changes_data_by_expressions) {
  jsonata().add(PassStateProps{.id = "Change",
                               .assign = {{"total", "{% $states.input.total %}"}},
                               .output = {{"twice", "{% $states.input.total * 2 %}"}}});
  EXPECT_EQ(definition(), R"({"QueryLanguage":"JSONata","StartAt":"Change","States":{"Change":)"
                          R"({"Type":"Pass","Output":{"twice":"{% $states.input.total * 2 %}"},)"
                          R"("Assign":{"total":"{% $states.input.total %}"},"End":true}}})");
}

TEST_F(StatesTest, a_state_can_have_a_language_of_its_own) {
  machine().add(PassStateProps{
      .id = "Change", .output = "{% $states.input.a %}", .query_language = QueryLanguage::jsonata});
  EXPECT_EQ(state("Change"), R"({"Type":"Pass","QueryLanguage":"JSONata",)"
                             R"("Output":"{% $states.input.a %}","End":true})");
}

TEST_F(StatesTest, a_result_of_a_pass_is_written) {
  machine().add(PassStateProps{.id = "Change", .result = {{"a", 1}}});
  EXPECT_EQ(state("Change"), R"({"Type":"Pass","Result":{"a":1},"End":true})");
}

TEST_F(StatesTest, waits_have_numbers_times_and_paths) {
  StateMachine& m = machine();
  auto& one = m.add(WaitStateProps{.id = "One", .seconds = 60});
  one.next(m.add(WaitStateProps{.id = "Two", .seconds = 2min}))
      .next(m.add(WaitStateProps{.id = "Three", .seconds = number_at("$.pause")}))
      .next(m.add(WaitStateProps{.id = "Four", .timestamp = "2026-01-31T12:00:00Z"}))
      .next(m.add(WaitStateProps{.id = "Five", .timestamp = timestamp_at("$.due")}));
  EXPECT_EQ(state("One"), R"({"Type":"Wait","Seconds":60,"Next":"Two"})");
  EXPECT_EQ(state("Two"), R"({"Type":"Wait","Seconds":120,"Next":"Three"})");
  EXPECT_EQ(state("Three"), R"({"Type":"Wait","SecondsPath":"$.pause","Next":"Four"})");
  EXPECT_EQ(state("Four"), R"({"Type":"Wait","Timestamp":"2026-01-31T12:00:00Z","Next":"Five"})");
  EXPECT_EQ(state("Five"), R"({"Type":"Wait","TimestampPath":"$.due","End":true})");
}

TEST_F(StatesTest, a_wait_takes_an_expression) {
  jsonata().add(WaitStateProps{.id = "One", .seconds = "{% $states.input.pause %}"});
  EXPECT_EQ(state("One"), R"({"Type":"Wait","Seconds":"{% $states.input.pause %}","End":true})");
}

TEST_F(StatesTest, failures_have_fixed_texts_or_paths) {
  StateMachine& m = machine();
  auto& choice = m.add(ChoiceStateProps{.id = "Which"});
  choice
      .when(boolean_at("$.a") == true,
            m.add(FailStateProps{.id = "Fixed", .cause = "why", .error = "Bad"}))
      .otherwise(m.add(FailStateProps{
          .id = "Found", .cause = string_at("$.cause"), .error = string_at("$.error")}));
  EXPECT_EQ(state("Fixed"), R"({"Type":"Fail","Error":"Bad","Cause":"why"})");
  EXPECT_EQ(state("Found"), R"({"Type":"Fail","ErrorPath":"$.error","CausePath":"$.cause"})");
}

TEST_F(StatesTest, conditions_compare_what_is_at_paths) {
  StateMachine& m = machine();
  auto& choice = m.add(ChoiceStateProps{.id = "Which"});
  auto& done = m.add(SucceedStateProps{.id = "Done"});
  choice.when(number_at("$.n") == 1, done)
      .when(number_at("$.n") >= 1.5, done)
      .when(number_at("$.n") < number_at("$.m"), done)
      .when(string_at("$.s") != "a", done)
      .when(string_at("$.s").matches("a*"), done)
      .when(timestamp_at("$.t") <= timestamp_at("$.u"), done)
      .when(timestamp_at("$.t") > "2026-01-01T00:00:00Z", done)
      .when(boolean_at("$.b") == boolean_at("$.c"), done)
      .when(value_at("$.x").is_present(), done)
      .when(!value_at("$.x").is_null(), done)
      .when(value_at("$.x").is_string() || value_at("$.x").is_numeric() ||
                value_at("$.x").is_boolean() || value_at("$.x").is_timestamp(),
            done)
      .otherwise(done);
  EXPECT_EQ(state("Which"),
            R"({"Type":"Choice","Choices":[{"Variable":"$.n","NumericEquals":1,"Next":"Done"},)"
            R"({"Variable":"$.n","NumericGreaterThanEquals":1.5,"Next":"Done"},)"
            R"({"Variable":"$.n","NumericLessThanPath":"$.m","Next":"Done"},)"
            R"({"Not":{"Variable":"$.s","StringEquals":"a"},"Next":"Done"},)"
            R"({"Variable":"$.s","StringMatches":"a*","Next":"Done"},)"
            R"({"Variable":"$.t","TimestampLessThanEqualsPath":"$.u","Next":"Done"},)"
            R"({"Variable":"$.t","TimestampGreaterThan":"2026-01-01T00:00:00Z","Next":"Done"},)"
            R"({"Variable":"$.b","BooleanEqualsPath":"$.c","Next":"Done"},)"
            R"({"Variable":"$.x","IsPresent":true,"Next":"Done"},)"
            R"({"Not":{"Variable":"$.x","IsNull":true},"Next":"Done"},)"
            R"({"Or":[{"Variable":"$.x","IsString":true},{"Variable":"$.x","IsNumeric":true},)"
            R"({"Variable":"$.x","IsBoolean":true},{"Variable":"$.x","IsTimestamp":true}],)"
            R"("Next":"Done"}],"Default":"Done"})");
}

TEST_F(StatesTest, conditions_nest) {
  const StateCondition both = number_at("$.n") > 1 && number_at("$.n") < 9;
  StateMachine& m = machine();
  m.add(ChoiceStateProps{.id = "Which"})
      .when((both && boolean_at("$.a") == true) || !both, m.add(SucceedStateProps{.id = "Done"}))
      .otherwise(m.add(FailStateProps{.id = "No"}));
  EXPECT_THAT(
      state("Which"),
      HasSubstr(
          R"({"Or":[{"And":[{"Variable":"$.n","NumericGreaterThan":1},)"
          R"({"Variable":"$.n","NumericLessThan":9},{"Variable":"$.a","BooleanEquals":true}]},)"
          R"({"Not":{"And":[{"Variable":"$.n","NumericGreaterThan":1},)"
          R"({"Variable":"$.n","NumericLessThan":9}]}}],"Next":"Done"})"));
}

TEST_F(StatesTest, a_rule_sets_variables_and_output) {
  StateMachine& m = jsonata();
  auto& choice = m.add(ChoiceStateProps{.id = "Which", .assign = {{"big", false}}});
  auto& done = m.add(SucceedStateProps{.id = "Done"});
  choice.when("{% $states.input.n > 3 %}", done,
              {.assign = {{"big", true}}, .comment = "large", .output = "{% $states.input.n %}"});
  choice.otherwise(done);
  EXPECT_EQ(state("Which"),
            R"({"Type":"Choice","Choices":[{"Condition":"{% $states.input.n > 3 %}",)"
            R"("Comment":"large","Assign":{"big":true},"Output":"{% $states.input.n %}",)"
            R"("Next":"Done"}],"Default":"Done","Assign":{"big":false}})");
}

TEST_F(StatesTest, what_follows_a_choice_follows_each_of_its_open_ways) {
  StateMachine& m = machine();
  auto& outer = m.add(ChoiceStateProps{.id = "Outer"});
  auto& inner = m.add(ChoiceStateProps{.id = "Inner"});
  auto& a = m.add(PassStateProps{.id = "A"});
  auto& b = m.add(PassStateProps{.id = "B"});
  auto& stop = m.add(FailStateProps{.id = "Stop"});
  auto& after = m.add(PassStateProps{.id = "After"});
  inner.when(boolean_at("$.b") == true, b).when(boolean_at("$.s") == true, stop);
  outer.when(boolean_at("$.a") == true, a.next(inner)).next(after);
  EXPECT_THAT(state("Outer"), HasSubstr(R"("Next":"A"}],"Default":"After")"));
  EXPECT_THAT(state("Inner"), HasSubstr(R"("Default":"After")"));
  EXPECT_EQ(state("B"), R"({"Type":"Pass","Next":"After"})");
  EXPECT_EQ(state("Stop"), R"({"Type":"Fail"})");
}

TEST_F(StatesTest, a_way_may_lead_back) {
  StateMachine& m = machine();
  auto& poll = m.add(PassStateProps{.id = "Poll"});
  auto& done = m.add(ChoiceStateProps{.id = "Done?"});
  auto& wait = m.add(WaitStateProps{.id = "Wait", .seconds = 5});
  poll.next(done);
  done.when(boolean_at("$.done") == false, wait.next(poll));
  done.next(m.add(SucceedStateProps{.id = "Done"}));
  EXPECT_THAT(state("Done?"), HasSubstr(R"("Next":"Wait"}],"Default":"Done")"));
  EXPECT_THAT(state("Wait"), HasSubstr(R"("Next":"Poll")"));
}

TEST_F(StatesTest, branches_run_beside_each_other) {
  StateMachine& m = machine();
  auto& both = m.add(ParallelStateProps{.id = "Both",
                                        .parameters = {{"a", value_at("$.a")}},
                                        .result_path = "$.both",
                                        .result_selector = {{"one", value_at("$[0]")}},
                                        .retry = {{.max_attempts = 1}}});
  both.branch().add(PassStateProps{.id = "One"});
  auto& second = both.branch();
  second.add(PassStateProps{.id = "Two"}).next(second.add(PassStateProps{.id = "Three"}));
  both.add_catch(m.add(FailStateProps{.id = "No"}));
  EXPECT_EQ(state("Both"),
            R"({"Type":"Parallel","Parameters":{"a.$":"$.a"},)"
            R"("ResultSelector":{"one.$":"$[0]"},"ResultPath":"$.both",)"
            R"("Branches":[{"StartAt":"One","States":{"One":{"Type":"Pass","End":true}}},)"
            R"({"StartAt":"Two","States":{"Two":{"Type":"Pass","Next":"Three"},)"
            R"("Three":{"Type":"Pass","End":true}}}],)"
            R"("Retry":[{"ErrorEquals":["States.ALL"],"MaxAttempts":1}],)"
            R"("Catch":[{"ErrorEquals":["States.ALL"],"Next":"No"}],"End":true})");
}

TEST_F(StatesTest, a_parallel_state_takes_arguments_in_jsonata) {
  auto& both = jsonata().add(
      ParallelStateProps{.id = "Both", .arguments = {{"a", "{% $states.input.a %}"}}});
  both.branch().add(PassStateProps{.id = "One"});
  EXPECT_THAT(state("Both"), HasSubstr(R"("Arguments":{"a":"{% $states.input.a %}"})"));
}

TEST_F(StatesTest, retries_and_catches_have_all_that_they_can) {
  StateMachine& m = jsonata();
  auto& both = m.add(ParallelStateProps{.id = "Both"});
  both.branch().add(PassStateProps{.id = "One"});
  both.add_retry({.backoff_rate = 1.5,
                  .errors = {"A", "B"},
                  .interval = 2s,
                  .jitter = true,
                  .max_attempts = 4,
                  .max_delay = 1min});
  both.add_catch(
      m.add(FailStateProps{.id = "No"}),
      {.assign = {{"failed", true}}, .errors = {"A"}, .output = "{% $states.errorOutput %}"});
  EXPECT_THAT(state("Both"),
              HasSubstr(R"("Retry":[{"ErrorEquals":["A","B"],"IntervalSeconds":2,"MaxAttempts":4,)"
                        R"("BackoffRate":1.5,"MaxDelaySeconds":60,"JitterStrategy":"FULL"}],)"
                        R"("Catch":[{"ErrorEquals":["A"],"Output":"{% $states.errorOutput %}",)"
                        R"("Assign":{"failed":true},"Next":"No"}])"));
}

TEST_F(StatesTest, a_caught_error_sets_variables_by_paths) {
  StateMachine& m = machine();
  auto& both = m.add(ParallelStateProps{.id = "Both"});
  both.branch().add(PassStateProps{.id = "One"});
  both.add_catch(m.add(FailStateProps{.id = "No"}),
                 {.assign = {{"why", string_at("$.Cause")}}, .result_path = "$.error"});
  EXPECT_THAT(state("Both"), HasSubstr(R"("Catch":[{"ErrorEquals":["States.ALL"],)"
                                       R"("ResultPath":"$.error","Assign":{"why.$":"$.Cause"},)"
                                       R"("Next":"No"}])"));
}

TEST_F(StatesTest, a_map_does_the_same_for_each_item) {
  auto& each = machine().add(MapStateProps{.id = "Each",
                                           .item_selector = {{"v", value_at("$$.Map.Item.Value")}},
                                           .items = value_at("$.list"),
                                           .max_concurrency = 5});
  each.add(PassStateProps{.id = "Work"});
  EXPECT_EQ(state("Each"),
            R"({"Type":"Map","ItemsPath":"$.list","ItemSelector":{"v.$":"$$.Map.Item.Value"},)"
            R"("MaxConcurrency":5,"ItemProcessor":{"ProcessorConfig":{"Mode":"INLINE"},)"
            R"("StartAt":"Work","States":{"Work":{"Type":"Pass","End":true}}},"End":true})");
}

TEST_F(StatesTest, a_map_takes_its_list_by_an_expression) {
  auto& each = jsonata().add(MapStateProps{.id = "Each", .items = "{% $states.input.list %}"});
  each.add(PassStateProps{.id = "Work"});
  EXPECT_THAT(state("Each"), HasSubstr(R"("Items":"{% $states.input.list %}")"));
}

TEST_F(StatesTest, states_in_groups_are_named_after_them) {
  StateMachine& m = machine();
  class Group final : public Construct {
   public:
    struct Props {
      using Makes = Group;
      Id id;
    };
    Group(Attach at, const Props&) : Construct(std::move(at)) {}
  };
  auto& first = m.add(Group::Props{.id = "First"});
  auto& second = m.add(Group::Props{.id = "Second"});
  first.add(PassStateProps{.id = "Do"}).next(second.add(PassStateProps{.id = "Do"}));
  EXPECT_EQ(definition(), R"({"StartAt":"First/Do","States":{"First/Do":{"Type":"Pass",)"
                          R"("Next":"Second/Do"},"Second/Do":{"Type":"Pass","End":true}}})");
}

TEST_F(StatesTest, a_definition_with_null_is_a_text) {
  StateMachine& m = machine();
  m.add(PassStateProps{.id = "Say \"hello\"",
                       .input_path = discard,
                       .result = {{"role", m.role().arn()}, {"n", 1.5}, {"list", Json::array({1})}},
                       .result_path = discard});
  EXPECT_THAT(properties("M"),
              HasSubstr(R"("DefinitionString":{"Fn::Sub":"{\"StartAt\":\"Say \\\"hello\\\"\",)"
                        R"(\"States\":{\"Say \\\"hello\\\"\":{\"Type\":\"Pass\",\"Result\":)"
                        R"({\"role\":\"${MRole.Arn}\",\"n\":1.5,\"list\":[1]},\"InputPath\":null,)"
                        R"(\"ResultPath\":null,\"End\":true}}}"})"));
}

}  // namespace
}  // namespace omnitrack
