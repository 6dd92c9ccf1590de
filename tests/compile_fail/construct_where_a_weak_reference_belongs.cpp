// says: cpp:\d+:\d+: error: use of deleted function .*give_a_value_of_the_construct_such_as_its_arn
#include <omnitrack/reference_strength.hpp>
#include <omnitrack/s3/bucket.hpp>

omnitrack::Value<std::string> name(const omnitrack::Bucket& bucket) {
#ifdef MISTAKE
  return omnitrack::weak(bucket);
#else
  return omnitrack::weak(bucket.name());
#endif
}
