#include "every_construct.hpp"

namespace every_construct {

void add_codecommit(const Surroundings& in) {
  Stack& stack = in.stack;
  stack.add(CodeRepositoryProps{.id = "CodeRepository", .name = "shop"});
}

}  // namespace every_construct
