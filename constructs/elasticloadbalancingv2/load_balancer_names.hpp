#pragma once

#include <omnitrack/cfn/elasticloadbalancingv2.hpp>
#include <omnitrack/elasticloadbalancingv2/load_balancer.hpp>

namespace omnitrack::elb {

/// The kind of addresses as the resource takes it; not set for IPv4, which is the default.
[[nodiscard]] Value<cfn::elasticloadbalancingv2::LoadBalancerProps::IpAddressType> address_type(
    LoadBalancerAddresses addresses);
/// The part of a load balancer's ARN that its metrics name it by.
[[nodiscard]] Value<std::string> full_name_of(
    const Value<cfn::elasticloadbalancingv2::LoadBalancerArn>& arn);
/// The subnets of a load balancer: those that are given, else those of the VPC that suit it.
[[nodiscard]] List<cfn::ec2::SubnetId> subnets_of(const Construct& at,
                                                  const List<cfn::ec2::SubnetId>& given,
                                                  const Vpc& vpc, bool internet_facing);
/// Reports what is no name of a load balancer.
void check_name(const Construct& at, const LoadBalancerName& name);

}  // namespace omnitrack::elb
