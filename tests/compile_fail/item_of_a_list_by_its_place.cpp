// says: a_list_is_known_only_when_the_stack_is_deployed_take_an_item_by_fn_select
#include <omnitrack/ec2/vpc.hpp>
#include <omnitrack/fn.hpp>

void build(const omnitrack::Vpc& vpc) {
#ifdef MISTAKE
  (void)vpc.private_subnets()[0];
#else
  (void)omnitrack::fn::select(0, vpc.private_subnets());
#endif
}
