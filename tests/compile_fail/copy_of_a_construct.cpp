// says: use of deleted function 'omnitrack::cfn::s3::Bucket::Bucket\(const
// omnitrack::cfn::s3::Bucket&\)'
#include <omnitrack/cfn/s3.hpp>
#include <omnitrack/stack.hpp>

void build(omnitrack::Stack& stack) {
#ifdef MISTAKE
  auto bucket = stack.add(omnitrack::cfn::s3::BucketProps{.id = "Bucket"});
#else
  auto& bucket = stack.add(omnitrack::cfn::s3::BucketProps{.id = "Bucket"});
#endif
  bucket.props.bucket_name = "data";
}
