// says: cpp:\d+:\d+: error: use of deleted function .*give_the_construct_itself_not_its_address
#include <omnitrack/s3/bucket.hpp>
#include <omnitrack/stack.hpp>

void build(omnitrack::Stack& stack, omnitrack::Bucket& logs) {
#ifdef MISTAKE
  stack.add(omnitrack::BucketProps{.id = "Bucket", .access_log_bucket = &logs});
#else
  stack.add(omnitrack::BucketProps{.id = "Bucket", .access_log_bucket = logs});
#endif
}
