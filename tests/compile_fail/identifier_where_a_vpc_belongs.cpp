// says: cpp:\d+:\d+: error: use of deleted function .*give_the_construct_itself_or_what_its_from_function_imports
#include <omnitrack/ec2/security_group.hpp>
#include <omnitrack/ec2/vpc.hpp>
#include <omnitrack/stack.hpp>

void build(omnitrack::Stack& stack) {
  stack.add(omnitrack::SecurityGroupProps{
      .id = "Group",
#ifdef MISTAKE
      .vpc = "vpc-01234561",
#else
      .vpc = omnitrack::Vpc::from_ids(stack, "Theirs", {.vpc_id = "vpc-01234561"}),
#endif
  });
}
