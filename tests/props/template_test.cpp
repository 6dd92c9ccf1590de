#include "late_props.hpp"
#include <omnitrack/cfn/sqs.hpp>

namespace omnitrack {
namespace {

using testing::HasSubstr;
using testing_support::compact_template;
using testing_support::object_at;

TEST(LateTemplateTest, stacks_parameters_conditions_rules_and_outputs_of_helpers) {
  App app;
  const StackProps stack_props = [] {
    const std::string name = "shop";
    return StackProps{.id = name, .description = "The " + name, .stack_name = name + "-1"};
  }();
  Stack& stack = app.add(stack_props);
  std::vector<ParameterProps> parameters;
  for (int i = 0; i < 2; ++i) {
    const std::string number = std::to_string(i);
    parameters.push_back({.id = "P" + number,
                          .allowed_pattern = "[a-z]{" + number + ",}",
                          .allowed_values = std::vector<std::string>{"a" + number, "b"},
                          .description = "number " + number});
  }
  Parameter* last = nullptr;
  for (const ParameterProps& each : parameters) last = &stack.add(each);
  auto& is_a = stack.add(
      ConditionProps{.id = std::string("IsA"), .expression = fn::equals(last->value(), "a1")});
  const RuleProps rule = [&] {
    std::vector<RuleAssertion> assertions;
    assertions.push_back({.expression = fn::equals(last->value(), std::string("b")),
                          .description = std::string("must be b")});
    return RuleProps{
        .id = std::string("Rule"), .assertions = assertions, .condition = fn::equals("x", "y")};
  }();
  stack.add(rule);
  auto& queue = stack.add([] {
    const std::string name = "jobs";
    const std::string dead_letters = "arn:aws:sqs:eu-west-1:123456789012:dead-";
    return cfn::sqs::QueueProps{
        .id = name,
        .queue_name = name,
        .redrive_policy = {{"deadLetterTargetArn", dead_letters + name}, {"maxReceiveCount", 3}}};
  }());
  stack.add(UntypedResourceProps{.id = "Any",
                                 .type = std::string("Private::Test::") + "Any",
                                 .properties = {{std::string("Name"), std::string("any")}}});
  stack.add([&] {
    const std::string name = "Queue";
    return OutputProps{.id = name + "Url",
                       .value = queue.ref(),
                       .condition = is_a,
                       .description = "the " + name,
                       .export_name = name};
  }());
  const std::string text = compact_template(app);
  EXPECT_THAT(text, HasSubstr(R"("Description":"The shop")"));
  EXPECT_EQ(object_at(text, "P1"),
            R"({"Type":"String","Description":"number 1","AllowedPattern":"[a-z]{1,}",)"
            R"("AllowedValues":["a1","b"]})");
  EXPECT_THAT(object_at(text, "Rule"), HasSubstr(R"("AssertDescription":"must be b")"));
  EXPECT_EQ(object_at(text, "Properties"),
            R"({"QueueName":"jobs","RedrivePolicy":{"deadLetterTargetArn":)"
            R"("arn:aws:sqs:eu-west-1:123456789012:dead-jobs","maxReceiveCount":3}})");
  EXPECT_THAT(object_at(text, "Any"), HasSubstr(R"({"Name":"any"})"));
  EXPECT_EQ(object_at(text, "QueueUrl"),
            R"({"Description":"the Queue","Condition":"IsA","Value":{"Ref":"jobs"},)"
            R"("Export":{"Name":"Queue"}})");
}

TEST(LateTemplateTest, an_id_made_of_a_local_text_names_its_construct) {
  App app;
  Stack& stack = app.add(StackProps{.id = "Test"});
  std::vector<Id> ids;
  for (int i = 0; i < 3; ++i) ids.emplace_back("A construct with a long name " + std::to_string(i));
  for (const Id& id : ids) stack.add(LogGroupProps{.id = id});
  EXPECT_THAT(compact_template(app), HasSubstr("Aconstructwithalongname2"));
}

}  // namespace
}  // namespace omnitrack
