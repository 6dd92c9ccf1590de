// says: SecurityGroup::attr_group_id\(\)\}' .* to
// 'omnitrack::Required<omnitrack::List<omnitrack::cfn::ec2::SubnetId>,
// omnitrack::cfn::elasticache::required_subnet_ids>'
#include <omnitrack/cfn/ec2.hpp>
#include <omnitrack/cfn/elasticache.hpp>
#include <omnitrack/stack.hpp>

using namespace omnitrack;

void build(Stack& stack, cfn::ec2::Subnet& subnet,
           [[maybe_unused]] cfn::ec2::SecurityGroup& group) {
  stack.add(cfn::elasticache::SubnetGroupProps{
      .id = "Group",
      .description = "cache",
#ifdef MISTAKE
      .subnet_ids = {subnet.ref(), group.attr_group_id()},
#else
      .subnet_ids = {subnet.ref()},
#endif
  });
}
