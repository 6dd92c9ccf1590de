#include "every_construct.hpp"

namespace every_construct {

void add_kms(const Surroundings& in) {
  Stack& stack = in.stack;
  stack.add(KeyProps{.id = "Key"});
}

}  // namespace every_construct
