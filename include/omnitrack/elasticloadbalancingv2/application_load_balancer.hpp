#pragma once

#include <optional>
#include <vector>

#include <omnitrack/certificatemanager/certificate_link.hpp>
#include <omnitrack/elasticloadbalancingv2/listener_action.hpp>
#include <omnitrack/known_number.hpp>
#include <omnitrack/resource.hpp>

namespace omnitrack::cfn::ec2 {
enum class SubnetId : char;
}
namespace omnitrack::cfn::elasticloadbalancingv2 {
class Listener;  // defined in <omnitrack/cfn/elasticloadbalancingv2.hpp>
enum class ListenerArn : char;
class ListenerRule;  // defined in <omnitrack/cfn/elasticloadbalancingv2.hpp>
}  // namespace omnitrack::cfn::elasticloadbalancingv2

namespace omnitrack {

class ApplicationListener;
class ApplicationLoadBalancer;
class Bucket;

namespace detail {

inline void a_connection_may_be_idle_for_1_to_4000_seconds() {}
inline void a_client_is_kept_connected_for_60_to_604800_seconds() {}
inline void the_priority_of_a_rule_is_1_to_50000() {}

}  // namespace detail

/// How long a connection may be idle, in seconds.
using IdleTimeout = CheckedNumber<
    detail::TimeBetween<1, 4000, detail::a_connection_may_be_idle_for_1_to_4000_seconds, 1>>;
/// How long a client's connection is kept, in seconds.
using ClientKeepAlive = CheckedNumber<detail::TimeBetween<
    60, 604800, detail::a_client_is_kept_connected_for_60_to_604800_seconds, 1>>;
/// The place of a rule among the others: 1 to 50,000.
using RulePriority =
    CheckedNumber<detail::Between<1, 50000, detail::the_priority_of_a_rule_is_1_to_50000>>;

/// What becomes of requests that are not quite HTTP.
/// https://docs.aws.amazon.com/elasticloadbalancing/latest/application/edit-load-balancer-attributes.html#desync-mitigation-mode
enum class DesyncMitigation : std::uint8_t { defensive, monitor, strictest };

/// What an application load balancer listens to.
enum class ListenerProtocol : std::uint8_t { https, http };

/// A rule of a listener.
struct ListenerRule {
  /// The name among the rules of its listener.
  Required<Text, struct required_id> id;
  /// What is done with requests that meet all conditions.
  Required<ListenerAction, struct required_action> action;
  /// What is asked of a request.
  Required<Items<ListenerCondition>, struct required_conditions> conditions;
  /// The place among the rules, 1 to 50,000; the next free one in the order of adding where it is
  /// left out. A listener that is made elsewhere needs it.
  RulePriority priority = {};
};

/// Properties of a listener.
struct ApplicationListenerProps {
  using Makes = ApplicationListener;
  Id id;
  /// What is done with requests that no rule is about.
  Required<ListenerAction, struct required_default_action> default_action;
  /// The load balancer.
  Required<Link<ApplicationLoadBalancer>, struct required_load_balancer> load_balancer;
  /// The certificates, of the load balancer's region; the first is for clients that name no host.
  /// HTTPS needs one.
  CertificateLinks certificates = {};
  /// Whether clients are let in: from everywhere where the load balancer faces the internet, else
  /// from the VPC's block.
  Bool open = true;
  /// The port; 443 for HTTPS and 80 for HTTP where it is left out.
  PortNumber port = {};
  /// What is listened to.
  ListenerProtocol protocol = ListenerProtocol::https;
  /// Whether HTTPS on port 443 comes with a listener on port 80 that sends clients there.
  Bool redirect_http = true;
  /// The name of the policy that says which versions and ciphers of TLS are spoken.
  /// https://docs.aws.amazon.com/elasticloadbalancing/latest/application/describe-ssl-policies.html
  Value<std::string> ssl_policy = "ELBSecurityPolicy-TLS13-1-2-2021-06";
  /// The ARN of the trust store that clients' certificates must come from; no certificate is asked
  /// for where it is left out.
  Value<std::string> trust_store_arn = {};
};

/// What is known of a listener that is made elsewhere.
struct ImportedApplicationListener {
  /// Its ARN.
  Required<Value<cfn::elasticloadbalancingv2::ListenerArn>, struct required_arn> arn;
  /// What it listens to.
  ListenerProtocol protocol = ListenerProtocol::https;
  /// The security groups of its load balancer, which targets let in.
  Items<Link<SecurityGroup>> security_groups = {};
};

/// A listener of an application load balancer with its rules:
/// AWS::ElasticLoadBalancingV2::Listener, AWS::ElasticLoadBalancingV2::ListenerRule and
/// AWS::ElasticLoadBalancingV2::ListenerCertificate.
/// https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-listeners.html
class ApplicationListener final : public Construct {
 public:
  ApplicationListener(Attach at, const ApplicationListenerProps& props);
  ApplicationListener(Attach at, const struct ImportedApplicationListenerProps& props);

  /// A listener that is made elsewhere, which can be given rules and certificates.
  static ApplicationListener& from_arn(Construct& scope, const Id& id,
                                       const ImportedApplicationListener& known);

  /// Adds certificates for further hosts.
  void add_certificates(std::string_view id, const CertificateLinks& certificates);
  /// Adds a rule; it is the target group's where that is in a later stack.
  void add_rule(const ListenerRule& rule);

  /// The ARN.
  [[nodiscard]] const Value<cfn::elasticloadbalancingv2::ListenerArn>& arn() const { return arn_; }
  /// The load balancer.
  [[nodiscard]] ApplicationLoadBalancer& load_balancer() const { return *load_balancer_; }
  /// The listener's own resource; an error where the listener is made elsewhere.
  [[nodiscard]] cfn::elasticloadbalancingv2::Listener& resource();

 protected:
  void finish() override;

 private:
  struct Made {
    cfn::elasticloadbalancingv2::ListenerRule* resource;
    std::int64_t priority;  // 0 where it is found in the end
  };

  void check(const ApplicationListenerProps& props) const;
  void check_rule(const ListenerRule& rule) const;
  [[nodiscard]] Construct& home_of(const ListenerRule& rule);
  void connect(const ListenerAction& action, const Construct& sender);
  void open_to_clients(const Port& port);

  ApplicationLoadBalancer* load_balancer_;
  ListenerProtocol protocol_;
  cfn::elasticloadbalancingv2::Listener* resource_ = nullptr;  // null where it is made elsewhere
  Value<cfn::elasticloadbalancingv2::ListenerArn> arn_;
  std::vector<Made> rules_;
};

/// Properties of an application load balancer.
struct ApplicationLoadBalancerProps {
  using Makes = ApplicationLoadBalancer;
  Id id;
  /// The VPC that it is in.
  Required<Link<const Vpc>, struct required_vpc> vpc;
  /// The bucket that records of all requests are put into, which S3 must encrypt by its own keys;
  /// its policy is made to allow it.
  Link<Bucket> access_log_bucket = {};
  /// How the keys of the records begin.
  Text access_log_prefix = {};
  /// The addresses that it has.
  LoadBalancerAddresses addresses = LoadBalancerAddresses::ipv4;
  /// How long a client's connection is kept, in seconds, 60 to 604,800; an hour where it is left
  /// out.
  ClientKeepAlive client_keep_alive = {};
  /// Whether it refuses to be deleted, by whomever.
  Bool deletion_protection = false;
  /// What becomes of requests that are not quite HTTP.
  DesyncMitigation desync_mitigation = DesyncMitigation::defensive;
  /// Whether headers with names that HTTP does not allow are removed.
  Bool drop_invalid_headers = true;
  /// Whether clients may speak HTTP/2.
  Bool http2 = true;
  /// How long a connection may be idle, in seconds, 1 to 4,000; 60 where it is left out.
  IdleTimeout idle_timeout = {};
  /// Whether it has public addresses in the public subnets, and not private ones.
  Bool internet_facing = false;
  /// The name; made up by CloudFormation where it is left out.
  LoadBalancerName load_balancer_name = {};
  /// How many units of capacity are always there; none where it is left out.
  Value<std::int64_t> minimum_capacity_units = {};
  /// Whether targets get the header `Host` as the client sent it, with the port.
  Bool preserve_host_header = false;
  /// The security groups; it makes one of its own, which lets it reach its targets alone, where
  /// they are left out.
  Items<Link<SecurityGroup>> security_groups = {};
  /// The subnets, in two zones at least; the public ones, or the private ones, of the VPC where
  /// they are left out.
  List<cfn::ec2::SubnetId> subnets = {};
  /// Whether requests pass while WAF does not answer.
  Bool waf_fail_open = false;
};

/// A load balancer for HTTP: AWS::ElasticLoadBalancingV2::LoadBalancer and, where it is given none,
/// AWS::EC2::SecurityGroup.
/// https://docs.aws.amazon.com/elasticloadbalancing/latest/application/introduction.html
class ApplicationLoadBalancer final : public Construct, public LoadBalancer, public Measured {
 public:
  ApplicationLoadBalancer(Attach at, const ApplicationLoadBalancerProps& props);
  ApplicationLoadBalancer(Attach at, const struct ImportedApplicationLoadBalancerProps& props);

  /// A load balancer that is made elsewhere.
  static ApplicationLoadBalancer& from_arn(Construct& scope, const Id& id,
                                           const ImportedLoadBalancer& known);

  /// Its security groups; each listener lets its own clients in.
  [[nodiscard]] Connections connections() override;
  [[nodiscard]] Value<std::string> dns_name() const override;
  [[nodiscard]] Value<std::string> canonical_hosted_zone_id() const override;
  [[nodiscard]] Value<std::string> full_name() const override { return full_name_; }

  /// One of its metrics, by the average where it says no other statistic.
  /// https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-cloudwatch-metrics.html
  [[nodiscard]] Metric metric(std::string_view name) const override;
  /// How many connections are open.
  [[nodiscard]] Metric metric_active_connections() const {
    return metric("ActiveConnectionCount").sum();
  }
  /// How many units of capacity, of those that are paid for, were used.
  [[nodiscard]] Metric metric_consumed_units() const { return metric("ConsumedLCUs").sum(); }
  /// How many answers of its own had a 5xx status.
  [[nodiscard]] Metric metric_elb_5xx() const { return metric("HTTPCode_ELB_5XX_Count").sum(); }
  /// How many connections were refused since there were too many.
  [[nodiscard]] Metric metric_rejected_connections() const {
    return metric("RejectedConnectionCount").sum();
  }
  /// How many requests were answered by a target.
  [[nodiscard]] Metric metric_requests() const { return metric("RequestCount").sum(); }
  /// How many answers of the targets had a 5xx status.
  [[nodiscard]] Metric metric_target_5xx() const {
    return metric("HTTPCode_Target_5XX_Count").sum();
  }
  /// How long the targets took to answer, in seconds.
  [[nodiscard]] Metric metric_target_response_time() const { return metric("TargetResponseTime"); }

  /// The ARN.
  [[nodiscard]] const Value<cfn::elasticloadbalancingv2::LoadBalancerArn>& arn() const {
    return arn_;
  }
  /// Whether it has IPv6 addresses; false of one that is made elsewhere.
  [[nodiscard]] bool has_ipv6() const { return has_ipv6_; }
  /// Whether it has public addresses; false of one that is made elsewhere.
  [[nodiscard]] bool is_internet_facing() const { return internet_facing_; }
  /// The VPC that it is in; null of one that is made elsewhere and whose VPC is not known.
  [[nodiscard]] const Vpc* vpc() const { return vpc_; }
  /// The load balancer's own resource; an error where it is made elsewhere.
  [[nodiscard]] cfn::elasticloadbalancingv2::LoadBalancer& resource();

 private:
  void check(const ApplicationLoadBalancerProps& props) const;
  void log_access(Bucket& bucket, std::string_view prefix);

  const Vpc* vpc_;
  bool has_ipv6_ = false;
  bool internet_facing_ = false;
  Items<Link<SecurityGroup>> security_groups_;
  cfn::elasticloadbalancingv2::LoadBalancer* resource_ = nullptr;  // null where made elsewhere
  Value<cfn::elasticloadbalancingv2::LoadBalancerArn> arn_;
  Value<std::string> dns_name_;
  Value<std::string> full_name_;
  Value<std::string> hosted_zone_id_;
};

}  // namespace omnitrack
