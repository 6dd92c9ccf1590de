#include "every_construct.hpp"

namespace every_construct {

void add_secretsmanager(const Surroundings& in) {
  Stack& stack = in.stack;
  stack.add(SecretProps{.id = "Secret"});
}

}  // namespace every_construct
