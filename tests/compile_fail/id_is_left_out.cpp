// says: a_required_property_is_left_out.*the_first_member_of_props_is_the_id
#include <omnitrack/cfn/s3.hpp>
#include <omnitrack/stack.hpp>

void build(omnitrack::Stack& stack) {
  stack.add(omnitrack::cfn::s3::BucketProps{
#ifndef MISTAKE
      .id = "Bucket",
#endif
      .bucket_name = "data",
  });
}
