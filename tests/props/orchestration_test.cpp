#include <chrono>

#include "late_props.hpp"
#include <omnitrack/sqs/queue.hpp>
#include <omnitrack/stepfunctions/activity.hpp>
#include <omnitrack/stepfunctions/container_states.hpp>
#include <omnitrack/stepfunctions/flow_states.hpp>
#include <omnitrack/stepfunctions/messaging_calls.hpp>
#include <omnitrack/stepfunctions/state_machine.hpp>
#include <omnitrack/stepfunctions/task_calls.hpp>

namespace omnitrack {
namespace {

using namespace std::chrono_literals;
using testing::HasSubstr;

class LateOrchestrationTest : public testing_support::LatePropsTest {
 protected:
  /// Adds a state of what a function gives once the function is gone.
  template <class Make>
  static auto& add_state_later(Construct& scope, const Make& make) {
    auto first = std::make_unique<decltype(make())>(make());
    const std::optional<decltype(make())> copy = *first;
    first.reset();
    return scope.add(*copy);
  }
};

TEST_F(LateOrchestrationTest, a_state_machine_and_its_states_of_helpers) {
  auto& queue = stack.add(QueueProps{.id = "Queue"});
  auto& machine = add_later([] {
    const std::string name = "orders";
    const long seconds = 3600;
    return StateMachineProps{.id = "Machine",
                             .comment = name + " of shops",
                             .state_machine_name = name,
                             .timeout = seconds};
  });
  StateChain chain = add_state_later(machine, [] {
    const std::map<std::string, Json> parameters{{std::string("kind"), string_at("$.kind")}};
    return PassStateProps{.id = std::string("Begin"),
                          .comment = std::string("kinds"),
                          .parameters = Json(Map<Json>(parameters)),
                          .result_path = "$." + std::string("kinds")};
  });
  for (const std::string& name : {std::string("One"), std::string("Two")}) {
    chain = chain.next(add_state_later(machine, [&] {
      std::vector<StateRetry> retry{
          {.errors = std::vector<std::string>{name + "Failed"}, .interval = 2s}};
      return TaskStateProps{
          .id = name,
          .call = SqsSendMessage{.message_body = name + " message", .queue = queue},
          .retry = retry};
    }));
  }
  const std::string definition = properties("Machine");
  EXPECT_THAT(definition, HasSubstr(R"("Comment":"orders of shops","TimeoutSeconds":3600)"));
  EXPECT_THAT(definition, HasSubstr(R"("Comment":"kinds","Parameters":{"kind.$":"$.kind"},)"
                                    R"("ResultPath":"$.kinds","Next":"One"})"));
  EXPECT_THAT(definition, HasSubstr(R"("MessageBody":"Two message"},)"
                                    R"("Retry":[{"ErrorEquals":["TwoFailed"],)"
                                    R"("IntervalSeconds":2}],"End":true})"));
}

TEST_F(LateOrchestrationTest, conditions_and_rules_of_helpers) {
  auto& machine = stack.add(StateMachineProps{.id = "Machine"});
  auto& choice = machine.add(ChoiceStateProps{.id = "Choice"});
  const auto condition = [](const std::string& kind) {
    return string_at("$." + kind) == kind || string_at("$.kind").matches(kind + "*");
  };
  std::vector<StateCondition> conditions;
  for (const std::string& kind : {std::string("book"), std::string("film")}) {
    conditions.push_back(condition(kind));
  }
  auto& done = machine.add(SucceedStateProps{.id = "Done"});
  for (const StateCondition& each : conditions) choice.when(each, done);
  choice.otherwise(done);
  EXPECT_THAT(properties("Machine"),
              HasSubstr(R"({"Or":[{"Variable":"$.film","StringEquals":"film"},)"
                        R"({"Variable":"$.kind","StringMatches":"film*"}],"Next":"Done"})"));
}

TEST_F(LateOrchestrationTest, maps_and_branches_of_helpers) {
  auto& bucket = Bucket::from_name(stack, "Bucket", "orders");
  auto& machine = stack.add(StateMachineProps{.id = "Machine"});
  auto& each = add_state_later(machine, [&] {
    const std::string key = "list";
    return MapStateProps{
        .id = "Each",
        .distributed = DistributedMap{
            .item_reader = ItemReader::csv(bucket, key + ".csv", std::set<std::string>{"a", "b"}),
            .label = key + "-items"}};
  });
  auto& both = add_state_later(each, [] {
    return ParallelStateProps{.id = std::string("Both"),
                              .retry = std::vector<StateRetry>{{.max_attempts = 2}}};
  });
  for (const std::string& name : {std::string("One"), std::string("Two")}) {
    both.branch().add(PassStateProps{.id = name});
  }
  EXPECT_THAT(properties("Machine"), HasSubstr(R"("Label":"list-items")"));
  EXPECT_THAT(properties("Machine"), HasSubstr(R"("CSVHeaders":["a","b"])"));
  EXPECT_THAT(properties("Machine"), HasSubstr(R"({"StartAt":"Two")"));
}

TEST_F(LateOrchestrationTest, a_text_an_alias_and_an_activity_of_helpers) {
  auto& machine = add_later([] {
    const std::string name = "start";
    return StateMachineProps{
        .id = "Machine",
        .definition = StateMachineDefinition::text(R"({"StartAt":"${)" + name +
                                                   R"(}","States":{"A":{"Type":"Succeed"}}})"),
        .definition_substitutions = std::map<std::string, std::string>{{name, "A"}}};
  });
  add_later([&] {
    return StateMachineAliasProps{.id = std::string("live"),
                                  .state_machine = machine,
                                  .alarms = std::vector<std::string>{"broken"}};
  });
  add_later([] {
    const std::string name = "paint";
    return ActivityProps{.id = "Activity", .activity_name = name + "-walls"};
  });
  EXPECT_THAT(properties("Machine"), HasSubstr(R"("DefinitionSubstitutions":{"start":"A"})"));
  EXPECT_THAT(properties("live"), HasSubstr(R"("Alarms":["broken"])"));
  EXPECT_EQ(properties("Activity"), R"({"Name":"paint-walls"})");
}

}  // namespace
}  // namespace omnitrack
