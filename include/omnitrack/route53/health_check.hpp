#pragma once

#include <omnitrack/checked_number.hpp>
#include <omnitrack/cloudwatch/metric.hpp>
#include <omnitrack/construct.hpp>

namespace omnitrack::cfn::route53 {
class HealthCheck;  // defined in <omnitrack/cfn/route53.hpp>
enum class HealthCheckId : char;
}  // namespace omnitrack::cfn::route53

namespace omnitrack {

namespace detail {

inline void a_health_check_fails_after_1_to_10_times() {}
inline void a_health_check_asks_every_10_or_30_seconds() {}
inline void a_health_check_asks_at_a_port_of_1_to_65535() {}

struct HealthCheckIntervalRule {
  static constexpr std::int64_t unit = 1;
  static constexpr bool fits(std::int64_t seconds) { return seconds == 10 || seconds == 30; }
  static constexpr void demand(bool fits) {
    if (!fits) a_health_check_asks_every_10_or_30_seconds();
  }
};

}  // namespace detail

/// After how many failures in a row something is unhealthy.
using HealthCheckThreshold =
    CheckedNumber<detail::Between<1, 10, detail::a_health_check_fails_after_1_to_10_times>>;
/// How often a health check asks, in seconds: 10 or 30.
using HealthCheckInterval = CheckedNumber<detail::HealthCheckIntervalRule>;
/// The port that a health check asks at.
using HealthCheckPort =
    CheckedNumber<detail::Between<1, 65535, detail::a_health_check_asks_at_a_port_of_1_to_65535>>;

/// What a health check looks at.
enum class HealthCheckKind : std::uint8_t {
  http,
  https,
  tcp,
  calculated,        ///< other health checks
  cloudwatch_alarm,  ///< the data behind an alarm
};

/// What a health check says while CloudWatch has no data.
enum class HealthWithoutData : std::uint8_t { healthy, unhealthy, last_known };

class HealthCheck;

/// Properties of a health check.
struct HealthCheckProps {
  using Makes = HealthCheck;
  Id id;
  /// The name of the alarm, for `cloudwatch_alarm`.
  Value<std::string> alarm_name = {};
  /// The region of the alarm; the stack's own where it is left out.
  Value<std::string> alarm_region = {};
  /// The health checks that are counted, 255 at most, for `calculated`.
  Items<Link<const HealthCheck>> children = {};
  /// The host name that is asked, and that TLS is told.
  Value<std::string> domain_name = {};
  /// After how many failures in a row it is unhealthy, 1 to 10; 3 where it is left out.
  HealthCheckThreshold failure_threshold = {};
  /// How many of the children must be healthy; all where it is left out.
  Value<std::int64_t> healthy_children = {};
  /// Whether healthy counts as unhealthy, and the other way round.
  Bool inverted = false;
  /// The address that is asked, instead of those of the host name.
  Value<std::string> ip_address = {};
  /// What it looks at.
  HealthCheckKind kind = HealthCheckKind::https;
  /// Whether CloudWatch shows how long answers take, at a price.
  Bool measure_latency = false;
  /// The path that is asked for by HTTP, 255 characters at most.
  Value<std::string> path = {};
  /// The port, 1 to 65,535; 80 or 443 where it is left out.
  HealthCheckPort port = {};
  /// From which regions it is asked, at least 3; from all where it is left out.
  List<std::string> regions = {};
  /// How often each checker asks, in seconds: 30, or 10 at a price.
  HealthCheckInterval request_interval = {};
  /// A text in the first 5,120 bytes of the answer's body, 255 characters at most.
  Value<std::string> search_text = {};
  /// What it says while CloudWatch has no data, for `cloudwatch_alarm`.
  HealthWithoutData without_data = HealthWithoutData::last_known;
};

/// A look at whether something works, by which records are given: AWS::Route53::HealthCheck.
/// https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/dns-failover.html
class HealthCheck final : public Construct, public Measured {
 public:
  HealthCheck(Attach at, const HealthCheckProps& props);
  HealthCheck(Attach at, const struct ImportedHealthCheckProps& props);

  /// A health check that is made elsewhere.
  static HealthCheck& from_id(Construct& scope, const Id& id,
                              const Value<cfn::route53::HealthCheckId>& health_check_id);

  /// One of Route 53's metrics of the health check, which are in us-east-1 alone.
  /// https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/monitoring-health-checks.html
  [[nodiscard]] Metric metric(std::string_view name) const override;
  /// 1 while it is healthy, 0 while it is not.
  [[nodiscard]] Metric metric_status() const { return metric("HealthCheckStatus").minimum(); }
  /// The share of checkers that find it healthy, in percent.
  [[nodiscard]] Metric metric_percentage_healthy() const {
    return metric("HealthCheckPercentageHealthy");
  }

  /// The id.
  [[nodiscard]] const Value<cfn::route53::HealthCheckId>& health_check_id() const { return id_; }
  /// The health check's own resource; an error where it is made elsewhere.
  [[nodiscard]] cfn::route53::HealthCheck& resource();

 private:
  void check(const HealthCheckProps& props) const;

  cfn::route53::HealthCheck* resource_ = nullptr;  // null where it is made elsewhere
  Value<cfn::route53::HealthCheckId> id_;
};

}  // namespace omnitrack
