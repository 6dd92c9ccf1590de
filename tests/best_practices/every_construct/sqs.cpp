#include "every_construct.hpp"

namespace every_construct {

void add_sqs(const Surroundings& in) {
  Stack& stack = in.stack;
  auto& dead = stack.add(QueueProps{.id = "DeadLetters"});
  stack.add(QueueProps{.id = "Queue", .dead_letter_queue = {{.queue = dead}}});
}

}  // namespace every_construct
