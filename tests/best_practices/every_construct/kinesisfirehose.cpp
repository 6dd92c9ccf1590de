#include "every_construct.hpp"

namespace every_construct {

void add_kinesisfirehose(const Surroundings& in) {
  Stack& stack = in.stack;
  stack.add(DeliveryStreamProps{.id = "DeliveryStream", .bucket = in.bucket});
  stack.add(
      DeliveryStreamProps{.id = "ToVendor",
                          .bucket = in.bucket,
                          .http_endpoint = HttpDelivery{.url = "https://logs.example.com/in"}});
}

}  // namespace every_construct
