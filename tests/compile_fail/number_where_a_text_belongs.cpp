// says: A = int; T = .*string
#include <omnitrack/cfn/s3.hpp>

void build(omnitrack::cfn::s3::BucketProps& props) {
#ifdef MISTAKE
  props.bucket_name = 30;
#else
  props.bucket_name = "30";
#endif
}
