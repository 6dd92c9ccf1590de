#pragma once

#include <omnitrack/checked_number.hpp>
#include <omnitrack/text.hpp>
#include <omnitrack/value.hpp>

namespace omnitrack {

namespace detail {

inline void a_deployment_shifts_1_to_99_percent_at_a_time() {}
inline void a_deployment_waits_1_to_2880_minutes_between_shifts() {}
inline void a_deployment_keeps_1_to_100_percent_of_the_servers_healthy() {}
inline void a_deployment_keeps_1_or_more_servers_healthy() {}

}  // namespace detail

/// How much of the traffic is shifted at a time, in percent, 1 to 99.
using ShiftPercent =
    CheckedNumber<detail::Between<1, 99, detail::a_deployment_shifts_1_to_99_percent_at_a_time>>;
/// How long a deployment waits between shifts, in minutes, 1 to 2,880.
using ShiftMinutes = CheckedNumber<
    detail::TimeBetween<1, 2880, detail::a_deployment_waits_1_to_2880_minutes_between_shifts, 60>>;
/// How many of the servers stay healthy, in percent, 1 to 100.
using HealthyPercent = CheckedNumber<
    detail::Between<1, 100, detail::a_deployment_keeps_1_to_100_percent_of_the_servers_healthy>>;
/// How many servers stay healthy.
using HealthyCount = CheckedNumber<
    detail::Between<1, 1'000'000, detail::a_deployment_keeps_1_or_more_servers_healthy>>;

/// How the traffic of a function or a service moves to what is new. What CodeDeploy has a
/// configuration of its own for is named; else a configuration is made.
/// https://docs.aws.amazon.com/codedeploy/latest/userguide/deployment-configurations.html
class TrafficShift {
 public:
  /// All at once.
  static TrafficShift all_at_once() { return {Kind::all_at_once, {}, {}}; }
  /// A part, and the rest after some minutes.
  static TrafficShift canary(const ShiftPercent& percent, const ShiftMinutes& minutes) {
    return {Kind::canary, percent, minutes};
  }
  /// A part, and as much again after each of the minutes.
  static TrafficShift linear(const ShiftPercent& percent, const ShiftMinutes& minutes) {
    return {Kind::linear, percent, minutes};
  }
  /// As a configuration that is made elsewhere says.
  static TrafficShift named(const Value<std::string>& name) {
    TrafficShift shift(Kind::named, {}, {});
    shift.name_ = name;
    return shift;
  }

  /// The ways.
  enum class Kind : std::uint8_t { all_at_once, canary, linear, named };
  /// Which it is.
  [[nodiscard]] Kind kind() const { return kind_; }
  /// How much is shifted at a time.
  [[nodiscard]] const ShiftPercent& percent() const { return percent_; }
  /// How long between shifts.
  [[nodiscard]] const ShiftMinutes& minutes() const { return minutes_; }
  /// The name of the configuration; not set where it is none that is made elsewhere.
  [[nodiscard]] const Value<std::string>& name() const { return name_; }

 private:
  TrafficShift(Kind kind, const ShiftPercent& percent, const ShiftMinutes& minutes)
      : kind_(kind), percent_(percent), minutes_(minutes) {}

  Kind kind_;
  ShiftPercent percent_;
  ShiftMinutes minutes_;
  Value<std::string> name_;
};

/// How many servers of a group stay healthy while a deployment goes on.
/// https://docs.aws.amazon.com/codedeploy/latest/userguide/deployment-configurations.html#deployment-configuration-server
class HealthyHosts {
 public:
  /// As many as can be: one server after the other.
  static HealthyHosts one_at_a_time() { return {Kind::one_at_a_time, {}, {}}; }
  /// One half.
  static HealthyHosts half_at_a_time() { return {Kind::half_at_a_time, {}, {}}; }
  /// None: all servers at once.
  static HealthyHosts all_at_once() { return {Kind::all_at_once, {}, {}}; }
  /// That many of a hundred.
  static HealthyHosts percent(const HealthyPercent& percent) {
    return {Kind::percent, percent, {}};
  }
  /// That many.
  static HealthyHosts count(const HealthyCount& count) { return {Kind::count, {}, count}; }
  /// As a configuration that is made elsewhere says.
  static HealthyHosts named(const Value<std::string>& name) {
    HealthyHosts hosts(Kind::named, {}, {});
    hosts.name_ = name;
    return hosts;
  }

  /// The ways.
  enum class Kind : std::uint8_t {
    one_at_a_time,
    half_at_a_time,
    all_at_once,
    percent,
    count,
    named,
  };
  /// Which it is.
  [[nodiscard]] Kind kind() const { return kind_; }
  /// How many of a hundred.
  [[nodiscard]] const HealthyPercent& percent() const { return percent_; }
  /// How many.
  [[nodiscard]] const HealthyCount& count() const { return count_; }
  /// The name of the configuration; not set where it is none that is made elsewhere.
  [[nodiscard]] const Value<std::string>& name() const { return name_; }

 private:
  HealthyHosts(Kind kind, const HealthyPercent& percent, const HealthyCount& count)
      : kind_(kind), percent_(percent), count_(count) {}

  Kind kind_;
  HealthyPercent percent_;
  HealthyCount count_;
  Value<std::string> name_;
};

}  // namespace omnitrack
