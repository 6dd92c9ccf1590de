#include "every_construct.hpp"

namespace every_construct {

void add_stepfunctions(const Surroundings& in) {
  Stack& stack = in.stack;
  stack.add(ActivityProps{.id = "Activity"});
  auto& machine = stack.add(StateMachineProps{.id = "StateMachine"});
  machine.add(TaskStateProps{.id = "Pay", .call = LambdaInvoke{.function = in.function}});
  stack.add(StateMachineAliasProps{.id = "LiveMachine", .state_machine = machine});
}

}  // namespace every_construct
