#include "every_construct.hpp"

namespace every_construct {

void add_signer(const Surroundings& in) {
  Stack& stack = in.stack;
  stack.add(SigningProfileProps{.id = "SigningProfile"});
}

}  // namespace every_construct
