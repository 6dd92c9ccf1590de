#include "every_construct.hpp"

namespace every_construct {

void add_kinesisfirehose(const Surroundings& in) {
  Stack& stack = in.stack;
  stack.add(DeliveryStreamProps{.id = "DeliveryStream", .bucket = in.bucket});
}

}  // namespace every_construct
