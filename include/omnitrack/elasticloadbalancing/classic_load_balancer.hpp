#pragma once

#include <vector>

#include <omnitrack/certificatemanager/certificate_link.hpp>
#include <omnitrack/cloudwatch/metric.hpp>
#include <omnitrack/ec2/security_group.hpp>
#include <omnitrack/elasticloadbalancingv2/load_balancer.hpp>
#include <omnitrack/elasticloadbalancingv2/target_group.hpp>
#include <omnitrack/optional.hpp>
#include <omnitrack/route53/alias_target.hpp>

namespace omnitrack::cfn::ec2 {
enum class SubnetId : char;
}
namespace omnitrack::cfn::elasticloadbalancing {
class LoadBalancer;  // defined in <omnitrack/cfn/elasticloadbalancing.hpp>
enum class LoadBalancerName : char;
}  // namespace omnitrack::cfn::elasticloadbalancing

namespace omnitrack {

class Bucket;
class ClassicLoadBalancer;
class Instance;

namespace detail {

inline void a_classic_load_balancer_checks_every_5_to_300_seconds() {}
inline void a_check_of_a_classic_load_balancer_takes_2_to_60_seconds() {}
inline void a_classic_load_balancer_decides_after_2_to_10_checks() {}
inline void a_classic_load_balancer_waits_1_to_4000_seconds_for_data() {}
inline void a_classic_load_balancer_drains_connections_for_1_to_3600_seconds() {}

}  // namespace detail

/// How often instances are checked, in seconds.
using ClassicCheckInterval = CheckedNumber<
    detail::TimeBetween<5, 300, detail::a_classic_load_balancer_checks_every_5_to_300_seconds, 1>>;
/// How long a check may take, in seconds.
using ClassicCheckTimeout = CheckedNumber<detail::TimeBetween<
    2, 60, detail::a_check_of_a_classic_load_balancer_takes_2_to_60_seconds, 1>>;
/// After how many checks the health of an instance changes.
using ClassicCheckCount = CheckedNumber<
    detail::Between<2, 10, detail::a_classic_load_balancer_decides_after_2_to_10_checks>>;
/// How long a connection may be without data, in seconds.
using ClassicIdleTimeout = CheckedNumber<detail::TimeBetween<
    1, 4000, detail::a_classic_load_balancer_waits_1_to_4000_seconds_for_data, 1>>;
/// How long requests may still end at an instance that leaves, in seconds.
using ClassicDraining = CheckedNumber<detail::TimeBetween<
    1, 3600, detail::a_classic_load_balancer_drains_connections_for_1_to_3600_seconds, 1>>;

/// What a classic load balancer speaks with clients or with instances.
enum class ClassicProtocol : std::uint8_t {
  http,
  https,
  tcp,
  ssl,  ///< TCP inside of TLS
};

/// A port that a classic load balancer listens on.
struct ClassicListener {
  /// The certificate, of the load balancer's region; HTTPS and SSL need one.
  CertificateLink certificate = {};
  /// The port of the instances, 1 to 65,535.
  PortNumber instance_port = 80;
  /// What it speaks with the instances; HTTP where it speaks HTTP or HTTPS with clients, else TCP.
  Optional<ClassicProtocol> instance_protocol = {};
  /// Whether clients are let in: from everywhere where the load balancer faces the internet, else
  /// from the VPC's block.
  Bool open = true;
  /// The port, 1 to 65,535; 443 where there is a certificate, else 80.
  PortNumber port = {};
  /// What it speaks with clients; HTTPS where there is a certificate, else HTTP.
  Optional<ClassicProtocol> protocol = {};
  /// The name of the policy that says which versions and ciphers of TLS are spoken.
  Value<std::string> ssl_policy = "ELBSecurityPolicy-TLS-1-2-2017-01";
};

/// How a classic load balancer finds out which instances work.
/// https://docs.aws.amazon.com/elasticloadbalancing/latest/classic/elb-healthchecks.html
struct ClassicHealthCheck {
  /// After how many good checks an instance is healthy, 2 to 10.
  ClassicCheckCount healthy_threshold = 2;
  /// How often it is checked, in seconds, 5 to 300.
  ClassicCheckInterval interval = 30;
  /// The path that is asked for; with HTTP and HTTPS.
  Text path = "/";
  /// The port; that of the instances of the first listener where it is left out.
  PortNumber port = {};
  /// What is spoken; what is spoken with the instances of the first listener where it is left out.
  Optional<ClassicProtocol> protocol = {};
  /// How long a check may take, in seconds, 2 to 60, and less than `interval`.
  ClassicCheckTimeout timeout = 5;
  /// After how many bad checks an instance is not healthy, 2 to 10.
  ClassicCheckCount unhealthy_threshold = 5;
};

/// Properties of a classic load balancer.
struct ClassicLoadBalancerProps {
  using Makes = ClassicLoadBalancer;
  Id id;
  /// What it listens on, one at least.
  Required<Items<ClassicListener>, struct required_listeners> listeners;
  /// The VPC that it is in.
  Required<Link<const Vpc>, struct required_vpc> vpc;
  /// The bucket that records of requests are put into; its policy is made to allow it.
  Link<Bucket> access_log_bucket = {};
  /// How the keys of the records begin.
  Text access_log_prefix = {};
  /// Whether each zone sends requests to the instances of all zones.
  Bool cross_zone = true;
  /// How long requests may still end at an instance that leaves, in seconds, 1 to 3,600.
  ClassicDraining draining = 300;
  /// How it finds out which instances work.
  ClassicHealthCheck health_check = {};
  /// How long a connection may be without data, in seconds, 1 to 4,000.
  ClassicIdleTimeout idle_timeout = 60;
  /// Whether it has public addresses in the public subnets, and not private ones.
  Bool internet_facing = false;
  /// The name; made up by CloudFormation where it is left out.
  LoadBalancerName load_balancer_name = {};
  /// The security groups; it makes one of its own, which lets it reach its instances alone, where
  /// they are left out.
  Items<Link<SecurityGroup>> security_groups = {};
  /// The subnets; the public ones, or the private ones, of the VPC where they are left out.
  List<cfn::ec2::SubnetId> subnets = {};
};

/// A load balancer of the previous generation, for what cannot use the others:
/// AWS::ElasticLoadBalancing::LoadBalancer and, where it is given none, AWS::EC2::SecurityGroup.
/// https://docs.aws.amazon.com/elasticloadbalancing/latest/classic/introduction.html
class ClassicLoadBalancer final : public Construct,
                                  public Connectable,
                                  public AliasTarget,
                                  public Measured {
 public:
  ClassicLoadBalancer(Attach at, const ClassicLoadBalancerProps& props);

  /// Sends requests to an instance too, whose security groups let them in.
  void add_instance(Instance& instance);
  /// Its security groups; each listener lets its own clients in.
  [[nodiscard]] Connections connections() override;
  [[nodiscard]] AliasAddress alias_address() const override;

  /// One of its metrics, by the average where it says no other statistic.
  /// https://docs.aws.amazon.com/elasticloadbalancing/latest/classic/elb-cloudwatch-metrics.html
  [[nodiscard]] Metric metric(std::string_view name) const override;
  /// How many instances work.
  [[nodiscard]] Metric metric_healthy_hosts() const { return metric("HealthyHostCount"); }
  /// How long instances took to answer, in seconds.
  [[nodiscard]] Metric metric_latency() const { return metric("Latency"); }
  /// How many requests or connections there were.
  [[nodiscard]] Metric metric_request_count() const { return metric("RequestCount").sum(); }
  /// How many answers of the load balancer itself had a status of 500 or more.
  [[nodiscard]] Metric metric_server_errors() const { return metric("HTTPCode_ELB_5XX").sum(); }
  /// How many answers of instances had a status of 500 or more.
  [[nodiscard]] Metric metric_target_server_errors() const {
    return metric("HTTPCode_Backend_5XX").sum();
  }
  /// How many instances do not work.
  [[nodiscard]] Metric metric_unhealthy_hosts() const { return metric("UnHealthyHostCount"); }

  /// Its DNS name.
  [[nodiscard]] Value<std::string> dns_name() const;
  /// The name, e.g. for an Auto Scaling group.
  [[nodiscard]] Value<cfn::elasticloadbalancing::LoadBalancerName> name() const;
  /// The load balancer's own resource.
  [[nodiscard]] cfn::elasticloadbalancing::LoadBalancer& resource() { return *resource_; }

 private:
  void check(const ClassicLoadBalancerProps& props) const;
  void log(const ClassicLoadBalancerProps& props);
  void listen(const ClassicListener& listener, const ClassicLoadBalancerProps& props);
  void check_health(const ClassicLoadBalancerProps& props);
  void need_instance_port(std::int64_t port);

  Items<Link<SecurityGroup>> security_groups_;
  std::vector<std::int64_t> instance_ports_;
  cfn::elasticloadbalancing::LoadBalancer* resource_;
};

}  // namespace omnitrack
