// says: no matching function for call to 'omnitrack::cfn::s3::Bucket::Bucket\(omnitrack::Stack&
#include <omnitrack/cfn/s3.hpp>
#include <omnitrack/stack.hpp>

void build(omnitrack::Stack& stack) {
  const omnitrack::cfn::s3::BucketProps props{.id = "Bucket"};
#ifdef MISTAKE
  omnitrack::cfn::s3::Bucket bucket(stack, props);
#else
  stack.add(props);
#endif
}
