#include "first_subnet.hpp"

#include <omnitrack/codes.hpp>
#include <omnitrack/fn.hpp>

namespace omnitrack::ec2 {

Value<cfn::ec2::SubnetId> first_inner_subnet(const Vpc& vpc) {
  const List<cfn::ec2::SubnetId> inner = vpc.inner_subnets();
  const Node& node = inner.node();
  if (node.kind == NodeKind::list && node.size > 0) {
    return Value<cfn::ec2::SubnetId>::from_node(node.items[0]);
  }
  return inner.is_set() ? fn::select(0, inner) : Value<cfn::ec2::SubnetId>();
}

Value<cfn::ec2::SubnetId> subnet_or_first(const Construct& at,
                                          const Value<cfn::ec2::SubnetId>& given, const Vpc& vpc) {
  if (given.is_set()) return given;
  const Value<cfn::ec2::SubnetId> first = first_inner_subnet(vpc);
  if (!first.is_set()) {
    at.error(codes::OT3916, "the VPC has no private or isolated subnet", "set `subnet`");
  }
  return first;
}

}  // namespace omnitrack::ec2
