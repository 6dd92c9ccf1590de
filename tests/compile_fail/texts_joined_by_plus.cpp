// says: cpp:\d+:\d+: error: use of deleted function .*texts_and_values_are_joined_by_concat
#include <omnitrack/fn.hpp>
#include <omnitrack/s3/bucket.hpp>

omnitrack::Value<std::string> folder(const omnitrack::Bucket& bucket) {
#ifdef MISTAKE
  return "s3://" + bucket.name();
#else
  return omnitrack::concat("s3://", bucket.name());
#endif
}
