// says: could not convert .* to 'omnitrack::Id'
#include <omnitrack/cfn/s3.hpp>
#include <omnitrack/stack.hpp>

void build(omnitrack::Stack& stack) {
  stack.add(omnitrack::cfn::s3::BucketProps{
#ifndef MISTAKE
      .id = "Bucket",
#endif
      .bucket_name = "data",
  });
}
