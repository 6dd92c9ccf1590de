// says: a_bucket_name_has_3_to_63_lower_case_letters_digits_hyphens_or_dots
#include <omnitrack/s3/bucket.hpp>
#include <omnitrack/stack.hpp>

void build(omnitrack::Stack& stack) {
  stack.add(omnitrack::BucketProps{
      .id = "Bucket",
#ifdef MISTAKE
      .bucket_name = "MyData",
#else
      .bucket_name = "my-data",
#endif
  });
}
