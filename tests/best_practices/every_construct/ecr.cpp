#include "every_construct.hpp"

namespace every_construct {

void add_ecr(const Surroundings& in) {
  Stack& stack = in.stack;
  stack.add(RepositoryProps{.id = "Repository"});
}

}  // namespace every_construct
