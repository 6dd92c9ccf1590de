// says: A = int; .*a_text_is_given_in_quotes
#include <omnitrack/cfn/s3.hpp>

void build(omnitrack::cfn::s3::BucketProps& props) {
#ifdef MISTAKE
  props.bucket_name = 30;
#else
  props.bucket_name = "30";
#endif
}
