#include "every_construct.hpp"

namespace every_construct {

void add_kinesis(const Surroundings& in) {
  Stack& stack = in.stack;
  stack.add(DataStreamProps{.id = "DataStream"});
}

}  // namespace every_construct
