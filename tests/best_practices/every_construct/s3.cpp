#include "every_construct.hpp"

namespace every_construct {

void add_s3(const Surroundings& in) {
  Stack& stack = in.stack;
  auto& bucket = stack.add(BucketProps{.id = "Bucket"});
  stack.add(
      BucketDeploymentProps{.id = "Pages", .bucket = bucket, .path = OMNITRACK_APP_DIR "/pages"});
}

}  // namespace every_construct
