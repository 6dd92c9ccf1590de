// says: the_address_of_a_cidr_has_only_zero_bits_beyond_its_prefix_length
#include <omnitrack/ec2/cidr.hpp>

omnitrack::Cidr block() {
#ifdef MISTAKE
  return "10.0.0.1/16";
#else
  return "10.0.0.0/16";
#endif
}
