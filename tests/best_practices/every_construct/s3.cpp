#include "every_construct.hpp"

namespace every_construct {

void add_s3(const Surroundings& in) {
  Stack& stack = in.stack;
  stack.add(BucketProps{.id = "Bucket"});
}

}  // namespace every_construct
