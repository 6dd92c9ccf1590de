// says: 'omnitrack::cfn::s3::BucketProps' has no non-static data member named 'bucket_nmae'
#include <omnitrack/cfn/s3.hpp>
#include <omnitrack/stack.hpp>

void build(omnitrack::Stack& stack) {
  stack.add(omnitrack::cfn::s3::BucketProps{
      .id = "Bucket",
#ifdef MISTAKE
      .bucket_nmae = "data",
#else
      .bucket_name = "data",
#endif
  });
}
