#pragma once

#include <omnitrack/checked_text.hpp>
#include <omnitrack/cloudwatch/metric.hpp>
#include <omnitrack/ec2/security_group.hpp>
#include <omnitrack/route53/alias_target.hpp>

namespace omnitrack::cfn::elasticloadbalancingv2 {
class LoadBalancer;  // defined in <omnitrack/cfn/elasticloadbalancingv2.hpp>
enum class ListenerArn : char;
enum class LoadBalancerArn : char;
enum class TargetGroupArn : char;
}  // namespace omnitrack::cfn::elasticloadbalancingv2
namespace omnitrack::cfn::certificatemanager {
enum class CertificateArn : char;
}

namespace omnitrack {

namespace detail {

inline void a_load_balancer_name_has_1_to_32_letters_digits_and_inner_hyphens_not_after_internal() {
}

struct LoadBalancerNameRule {
  static constexpr bool fits(std::string_view name) {
    if (name.empty() || name.size() > 32 || name.starts_with("internal-")) return false;
    if (name.front() == '-' || name.back() == '-') return false;
    return has_only_letters_digits_and("-", name);
  }
  static constexpr void demand(bool fits) {
    if (!fits)
      a_load_balancer_name_has_1_to_32_letters_digits_and_inner_hyphens_not_after_internal();
  }
};

}  // namespace detail

/// The name of a load balancer or a target group: 1 to 32 letters, digits and inner hyphens, not
/// beginning with `internal-`.
using LoadBalancerName = CheckedText<detail::LoadBalancerNameRule>;

/// The addresses that a load balancer has.
/// https://docs.aws.amazon.com/elasticloadbalancing/latest/application/application-load-balancers.html
enum class LoadBalancerAddresses : std::uint8_t {
  ipv4,
  dualstack,                      ///< IPv4 and IPv6
  dualstack_without_public_ipv4,  ///< IPv6 for the internet, private IPv4
};

/// A load balancer as DNS and its targets see it.
class LoadBalancer : public Connectable, public AliasTarget {
 public:
  [[nodiscard]] AliasAddress alias_address() const override {
    return {dns_name(), canonical_hosted_zone_id()};
  }
  /// Its DNS name, for an alias.
  [[nodiscard]] virtual Value<std::string> dns_name() const = 0;
  /// The id of the hosted zone that its DNS name is in, for an alias.
  [[nodiscard]] virtual Value<std::string> canonical_hosted_zone_id() const = 0;
  /// What its metrics name it by, e.g. `app/name/50dc6c495c0c9188`.
  [[nodiscard]] virtual Value<std::string> full_name() const = 0;

 protected:
  ~LoadBalancer() = default;
};

/// What is known of a load balancer that is made elsewhere.
struct ImportedLoadBalancer {
  /// Its ARN.
  Required<Value<cfn::elasticloadbalancingv2::LoadBalancerArn>, struct required_arn> arn;
  /// The id of the hosted zone that its DNS name is in; needed for an alias.
  Value<std::string> canonical_hosted_zone_id = {};
  /// Its DNS name; needed for an alias.
  Value<std::string> dns_name = {};
  /// Its security groups; needed where something is let in.
  Items<Link<SecurityGroup>> security_groups = {};
  /// The VPC that it is in; needed where listeners are added.
  Link<const Vpc> vpc = {};
};

}  // namespace omnitrack
