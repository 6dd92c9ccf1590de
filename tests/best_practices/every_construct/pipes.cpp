#include "every_construct.hpp"

namespace every_construct {

void add_pipes(const Surroundings& in) {
  Stack& stack = in.stack;
  auto& source = stack.add(QueueProps{.id = "PipeSource"});
  stack.add(PipeProps{.id = "Pipe", .source = source, .target = in.function});
}

}  // namespace every_construct
