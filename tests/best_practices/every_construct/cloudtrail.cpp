#include "every_construct.hpp"

namespace every_construct {

void add_cloudtrail(const Surroundings& in) {
  Stack& stack = in.stack;
  stack.add(TrailProps{.id = "Trail"});
}

}  // namespace every_construct
