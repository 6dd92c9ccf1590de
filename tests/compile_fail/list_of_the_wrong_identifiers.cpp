// says: could not convert 'groups' from 'List<omnitrack::cfn::ec2::SecurityGroupId>' to
// 'List<omnitrack::cfn::ec2::SubnetId>'
#include <omnitrack/cfn/ec2.hpp>

using namespace omnitrack;

List<cfn::ec2::SubnetId> subnets(const List<cfn::ec2::SecurityGroupId>& groups,
                                 const List<cfn::ec2::SubnetId>& right) {
#ifdef MISTAKE
  return groups;
#else
  return groups.is_set() ? right : List<cfn::ec2::SubnetId>();
#endif
}
