// says: cpp:\d+:\d+: error: use of deleted function .*only_true_or_false_is_a_bool
#include <omnitrack/s3/bucket.hpp>
#include <omnitrack/stack.hpp>

void build(omnitrack::Stack& stack) {
#ifdef MISTAKE
  stack.add(omnitrack::BucketProps{.id = "Bucket", .enforce_tls = "no"});
#else
  stack.add(omnitrack::BucketProps{.id = "Bucket", .enforce_tls = false});
#endif
}
