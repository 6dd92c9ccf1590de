#include "every_construct.hpp"

namespace every_construct {

void add_iot(const Surroundings& in) {
  Stack& stack = in.stack;
  stack.add(TopicRuleProps{.id = "TopicRule",
                           .actions = {TopicRuleAction::republish("alerts")},
                           .sql = "SELECT * FROM 'sensors/+'"});
  stack.add(ThingProps{.id = "Thing"});
  stack.add(IotPolicyProps{
      .id = "IotPolicy",
      .document = PolicyDocument{
          {.actions = {"iot:Connect"}, .resources = {stack.arn("iot", "client/sensor-1")}}}});
}

}  // namespace every_construct
