#pragma once

#include <vector>

#include <omnitrack/checked_number.hpp>
#include <omnitrack/elasticloadbalancingv2/load_balancer.hpp>
#include <omnitrack/optional.hpp>

namespace omnitrack::cfn::elasticloadbalancingv2 {
class TargetGroup;  // defined in <omnitrack/cfn/elasticloadbalancingv2.hpp>
}

namespace omnitrack {

class ApplicationListener;
class Function;
class TargetGroup;

namespace detail {

inline void the_port_of_a_listener_or_a_target_is_1_to_65535() {}
inline void targets_are_deregistered_in_0_to_3600_seconds() {}
inline void targets_are_checked_every_5_to_300_seconds() {}
inline void a_check_of_a_target_may_take_2_to_120_seconds() {}
inline void the_health_of_a_target_changes_after_2_to_10_checks() {}
inline void targets_start_slowly_for_30_to_900_seconds() {}
inline void a_client_stays_with_a_target_for_1_second_to_7_days() {}

}  // namespace detail

/// A port that something listens on: 1 to 65,535.
using PortNumber = CheckedNumber<
    detail::Between<1, 65535, detail::the_port_of_a_listener_or_a_target_is_1_to_65535>>;
/// How long requests may still end at a target that leaves, in seconds.
using DeregistrationDelay = CheckedNumber<
    detail::TimeBetween<0, 3600, detail::targets_are_deregistered_in_0_to_3600_seconds, 1>>;
/// How often a target is checked, in seconds.
using TargetHealthInterval = CheckedNumber<
    detail::TimeBetween<5, 300, detail::targets_are_checked_every_5_to_300_seconds, 1>>;
/// How long a check may take, in seconds.
using HealthCheckTimeout = CheckedNumber<
    detail::TimeBetween<2, 120, detail::a_check_of_a_target_may_take_2_to_120_seconds, 1>>;
/// How many checks in a row change the health of a target.
using TargetHealthThreshold = CheckedNumber<
    detail::Between<2, 10, detail::the_health_of_a_target_changes_after_2_to_10_checks>>;
/// For how long a new target gets fewer requests, in seconds.
using SlowStart = CheckedNumber<
    detail::TimeBetween<30, 900, detail::targets_start_slowly_for_30_to_900_seconds, 1>>;
/// For how long a client stays with a target, in seconds.
using StickinessDuration = CheckedNumber<
    detail::TimeBetween<1, 604800, detail::a_client_stays_with_a_target_for_1_second_to_7_days, 1>>;

/// What a target group speaks with its targets, or checks them by.
enum class TargetProtocol : std::uint8_t { http, https, tcp, tls, udp, tcp_udp };
/// The version of HTTP that targets are sent.
enum class TargetProtocolVersion : std::uint8_t { http1, http2, grpc };
/// What the targets are.
enum class TargetType : std::uint8_t { ip, instance, lambda, alb };
/// How an application load balancer chooses a target.
enum class LoadBalancingAlgorithm : std::uint8_t {
  round_robin,
  least_outstanding_requests,
  weighted_random,
};

/// How targets are found to be healthy.
/// https://docs.aws.amazon.com/elasticloadbalancing/latest/application/target-group-health-checks.html
struct TargetHealthCheck {
  /// How many checks in a row make a target healthy, 2 to 10.
  TargetHealthThreshold healthy_threshold = {};
  /// The HTTP status codes of a healthy target, e.g. `200-299`; of gRPC, its codes.
  Value<std::string> codes = {};
  /// How often it is checked, in seconds, 5 to 300.
  TargetHealthInterval interval = {};
  /// The path that is asked for, by HTTP alone.
  Value<std::string> path = {};
  /// Another port than that of the traffic.
  PortNumber port = {};
  /// How it is checked; as the traffic where it is left out.
  Optional<TargetProtocol> protocol = {};
  /// How long a check may take, in seconds, 2 to 120.
  HealthCheckTimeout timeout = {};
  /// How many checks in a row make a target unhealthy, 2 to 10.
  TargetHealthThreshold unhealthy_threshold = {};
};

/// That a client comes back to the same target.
/// https://docs.aws.amazon.com/elasticloadbalancing/latest/application/sticky-sessions.html
struct TargetStickiness {
  /// The application's own cookie to go by; the load balancer's own where it is left out.
  Text cookie_name = {};
  /// For how long, in seconds, 1 to 604,800; not for network load balancers.
  StickinessDuration duration = 86400;
};

/// What registers itself with a target group, such as a service. A construct of one's own takes
/// part by deriving from it.
class LoadBalancerTarget {
 public:
  /// Registers itself, and tells the target group by `add_client` or `add_ip` what to open.
  virtual void attach_to(TargetGroup& group) = 0;

 protected:
  ~LoadBalancerTarget() = default;
};

/// Properties of a target group.
struct TargetGroupProps {
  using Makes = TargetGroup;
  Id id;
  /// Whether connections are closed when a target leaves; for TCP and UDP.
  Bool connection_termination = false;
  /// Whether targets in all zones get requests; as the load balancer does where it is left out.
  Optional<Bool> cross_zone = {};
  /// How long requests may still end at a target that leaves, in seconds, 0 to 3,600; 300 where it
  /// is left out.
  DeregistrationDelay deregistration_delay = {};
  /// How targets are found to be healthy.
  TargetHealthCheck health_check = {};
  /// How a target is chosen; by turns where it is left out.
  Optional<LoadBalancingAlgorithm> load_balancing_algorithm = {};
  /// Whether lambda targets get headers with several values as lists.
  Bool multi_value_headers = false;
  /// The port of the targets; 80 or 443 where it is left out and they speak HTTP.
  PortNumber port = {};
  /// Whether targets see the client's address; as the kind of target has it where it is left out.
  Optional<Bool> preserve_client_ip = {};
  /// What the targets speak.
  TargetProtocol protocol = TargetProtocol::http;
  /// The version of HTTP.
  TargetProtocolVersion protocol_version = TargetProtocolVersion::http1;
  /// Whether targets are told the client's address by the proxy protocol; for TCP and UDP.
  Bool proxy_protocol_v2 = false;
  /// For how long a new target gets fewer requests, in seconds, 30 to 900; not at all where it is
  /// left out.
  SlowStart slow_start = {};
  /// Whether a client comes back to the same target.
  Optional<TargetStickiness> stickiness = {};
  /// The name; made up by CloudFormation where it is left out.
  LoadBalancerName target_group_name = {};
  /// What the targets are.
  TargetType target_type = TargetType::ip;
  /// The VPC of the targets; needed where they are no functions.
  Link<const Vpc> vpc = {};
};

/// What a load balancer sends requests to: AWS::ElasticLoadBalancingV2::TargetGroup, and for
/// functions AWS::Lambda::Permission.
/// https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-target-groups.html
class TargetGroup final : public Construct, public Measured {
 public:
  TargetGroup(Attach at, const TargetGroupProps& props);
  TargetGroup(Attach at, const struct ImportedTargetGroupProps& props);

  /// A target group that is made elsewhere; its targets are its owner's.
  static TargetGroup& from_arn(Construct& scope, const Id& id,
                               const Value<cfn::elasticloadbalancingv2::TargetGroupArn>& arn);

  /// Adds what registers itself, such as a service, and lets the load balancers reach it.
  void add_target(LoadBalancerTarget& target) { target.attach_to(*this); }
  /// Adds a function, and permits the load balancers of this group to invoke it.
  void add_target(Function& function);
  /// Adds an application load balancer, on the port of one of its listeners, which the group waits
  /// for.
  void add_target(ApplicationListener& listener);
  /// Adds an address, on the group's port or another; `zone` is `all` for one outside of the VPC.
  void add_ip(const Value<std::string>& address, const PortNumber& port = {},
              const Value<std::string>& zone = {});
  /// Adds an instance by its id, on the group's port or another.
  void add_id(const Value<std::string>& id, const PortNumber& port = {});

  /// Has the load balancers reach a target that registers itself, on a port; `waiting`, where there
  /// is one, is made only after what sends requests here.
  void add_client(Connectable& target, std::uint16_t port, Construct* waiting) {
    add_client(target, port, port, waiting);
  }
  /// The same on the ports from the first to the last.
  void add_client(Connectable& target, std::uint16_t first, std::uint16_t last, Construct* waiting);
  /// Has a load balancer send requests here by a listener or rule; for listeners.
  void add_source(LoadBalancer& load_balancer, const Construct& sender);

  /// One of its metrics, by the average where it says no other statistic; those of one that no load
  /// balancer uses yet are of the group alone.
  /// https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-cloudwatch-metrics.html
  [[nodiscard]] Metric metric(std::string_view name) const override;
  /// How many targets are healthy.
  [[nodiscard]] Metric metric_healthy_hosts() const { return metric("HealthyHostCount"); }
  /// How many requests were answered by a target.
  [[nodiscard]] Metric metric_requests() const { return metric("RequestCount").sum(); }
  /// How many requests each target got.
  [[nodiscard]] Metric metric_requests_per_target() const {
    return metric("RequestCountPerTarget").sum();
  }
  /// How long the targets took to answer, in seconds.
  [[nodiscard]] Metric metric_target_response_time() const { return metric("TargetResponseTime"); }
  /// How many answers of the targets had a 5xx status.
  [[nodiscard]] Metric metric_target_5xx() const {
    return metric("HTTPCode_Target_5XX_Count").sum();
  }
  /// How many targets are unhealthy.
  [[nodiscard]] Metric metric_unhealthy_hosts() const { return metric("UnHealthyHostCount"); }

  /// The ARN.
  [[nodiscard]] const Value<cfn::elasticloadbalancingv2::TargetGroupArn>& arn() const {
    return arn_;
  }
  /// What its metrics name it by, e.g. `targetgroup/name/73e2d6bc24d8a067`.
  [[nodiscard]] const Value<std::string>& full_name() const { return full_name_; }
  /// The full name of its first load balancer with its own, as scaling by requests needs it; an
  /// error where no load balancer uses it yet.
  [[nodiscard]] Value<std::string> resource_label() const;
  /// The port of the targets; not set of a group of functions, or of one that is made elsewhere.
  [[nodiscard]] Value<std::int64_t> port() const;
  /// What the targets are.
  [[nodiscard]] TargetType target_type() const { return target_type_; }
  /// What the targets speak.
  [[nodiscard]] TargetProtocol protocol() const { return protocol_; }
  /// The group's own resource; an error where the group is made elsewhere.
  [[nodiscard]] cfn::elasticloadbalancingv2::TargetGroup& resource();

 private:
  struct Client {
    Connectable* target;
    std::uint16_t first;
    std::uint16_t last;
    Construct* waiting;
  };

  void check(const TargetGroupProps& props) const;
  void open(const Client& client, LoadBalancer& load_balancer) const;
  [[nodiscard]] bool accepts(TargetType type, std::string_view what) const;

  std::vector<Client> clients_;
  std::vector<const Construct*> senders_;
  std::vector<LoadBalancer*> load_balancers_;
  Optional<std::uint16_t> health_port_;
  TargetProtocol protocol_ = TargetProtocol::http;
  TargetType target_type_ = TargetType::ip;
  cfn::elasticloadbalancingv2::TargetGroup* resource_ = nullptr;  // null where made elsewhere
  Value<cfn::elasticloadbalancingv2::TargetGroupArn> arn_;
  Value<std::string> full_name_;
  std::size_t functions_ = 0;
};

}  // namespace omnitrack
