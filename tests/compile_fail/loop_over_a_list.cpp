// says: a_list_is_known_only_when_the_stack_is_deployed_take_an_item_by_fn_select
#include <omnitrack/ec2/subnet.hpp>
#include <omnitrack/ec2/vpc.hpp>

void build(const omnitrack::Vpc& vpc) {
#ifdef MISTAKE
  for (const auto& each : vpc.private_subnets()) (void)each;
#else
  for (const omnitrack::Subnet* each : vpc.all_subnets()) (void)each;
#endif
}
