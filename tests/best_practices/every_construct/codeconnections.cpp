#include "every_construct.hpp"

namespace every_construct {

void add_codeconnections(const Surroundings& in) {
  Stack& stack = in.stack;
  stack.add(ConnectionProps{.id = "Connection", .connection_name = "github"});
}

}  // namespace every_construct
