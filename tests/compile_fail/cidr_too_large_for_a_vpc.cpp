// says: the_prefix_length_of_the_cidr_of_a_vpc_is_16_to_28
#include <omnitrack/ec2/vpc.hpp>
#include <omnitrack/stack.hpp>

void build(omnitrack::Stack& stack) {
  stack.add(omnitrack::VpcProps{
      .id = "Vpc",
#ifdef MISTAKE
      .cidr = "10.0.0.0/8",
#else
      .cidr = "10.0.0.0/16",
#endif
  });
}
