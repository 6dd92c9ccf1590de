#pragma once

#include <omnitrack/ec2/vpc.hpp>

namespace omnitrack::ec2 {

/// The first private subnet of a VPC, else its first isolated one; not set where it has none.
[[nodiscard]] Value<cfn::ec2::SubnetId> first_inner_subnet(const Vpc& vpc);

/// The subnet that is given, else the first private one of the VPC, else its first isolated one;
/// reports, at the construct, that there is none.
[[nodiscard]] Value<cfn::ec2::SubnetId> subnet_or_first(const Construct& at,
                                                        const Value<cfn::ec2::SubnetId>& given,
                                                        const Vpc& vpc);

}  // namespace omnitrack::ec2
