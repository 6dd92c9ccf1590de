// says: cpp:\d+:\d+: error: use of deleted function
// .*a_text_refers_to_no_stack_give_a_value_of_a_construct
#include <omnitrack/reference_strength.hpp>
#include <omnitrack/s3/bucket.hpp>

omnitrack::Value<std::string> name(const omnitrack::Bucket& bucket) {
#ifdef MISTAKE
  (void)bucket;
  return omnitrack::weak("uploads");
#else
  return omnitrack::weak(bucket.name());
#endif
}
