// says: a_cidr_is_four_numbers_up_to_255_and_a_prefix_length_up_to_32_such_as_10_0_0_0_slash_16
#include <omnitrack/ec2/cidr.hpp>

omnitrack::Cidr block() {
#ifdef MISTAKE
  return "10.0.0.256/16";
#else
  return "10.0.0.0/16";
#endif
}
