#include "internet_gateway.hpp"

#include <omnitrack/cfn/ec2.hpp>

namespace omnitrack::ec2 {

// Not the whole VPC, whose NAT gateways take minutes.
void wait_for_internet_gateway(Construct& waiting, const Vpc& vpc) {
  for (Construct* each = vpc.first_child(); each != nullptr; each = each->next_sibling()) {
    const auto* attachment = dynamic_cast<const cfn::ec2::VPCGatewayAttachment*>(each);
    if (attachment != nullptr) waiting.depends_on(*attachment);
  }
}

}  // namespace omnitrack::ec2
