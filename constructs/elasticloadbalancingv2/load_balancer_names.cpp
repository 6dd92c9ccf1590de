#include "load_balancer_names.hpp"

#include <string>

#include <omnitrack/cfn/ec2.hpp>
#include <omnitrack/codes.hpp>
#include <omnitrack/ec2/vpc.hpp>
#include <omnitrack/fn.hpp>

namespace omnitrack::elb {

namespace elbv2 = cfn::elasticloadbalancingv2;

Value<elbv2::LoadBalancerProps::IpAddressType> address_type(LoadBalancerAddresses addresses) {
  using Type = elbv2::LoadBalancerProps::IpAddressType;
  switch (addresses) {
    case LoadBalancerAddresses::dualstack:
      return Type::dualstack;
    case LoadBalancerAddresses::dualstack_without_public_ipv4:
      return Type::dualstack_without_public_ipv4;
    case LoadBalancerAddresses::ipv4:
      break;
  }
  return {};
}

Value<std::string> full_name_of(const Value<elbv2::LoadBalancerArn>& arn) {
  constexpr std::string_view marker = ":loadbalancer/";
  const std::string_view text = arn.literal_text();
  const std::size_t at = text.find(marker);
  if (at != std::string_view::npos) return text.substr(at + marker.size());
  return fn::select(1, fn::split(marker, arn));
}

List<cfn::ec2::SubnetId> subnets_of(const Construct& at, const List<cfn::ec2::SubnetId>& given,
                                    const Vpc& vpc, bool internet_facing) {
  if (given.is_set()) return given;
  if (internet_facing) return vpc.public_subnets();
  const List<cfn::ec2::SubnetId> inner = vpc.inner_subnets();
  if (!inner.is_set()) {
    at.error(codes::OT3438, "the VPC has no private or isolated subnets for a load balancer",
             "give it subnets, or set `internet_facing`");
  }
  return inner;
}

void check_name(const Construct& at, const LoadBalancerName& name) {
  if (!name.is_broken()) return;
  at.error(codes::OT3430, "'" + std::string(name.text()) + "' is not a name for a load balancer",
           "use 1 to 32 letters, digits and inner hyphens, not beginning with 'internal-'");
}

}  // namespace omnitrack::elb
