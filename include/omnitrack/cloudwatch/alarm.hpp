#pragma once

#include <omnitrack/checked_number.hpp>
#include <omnitrack/cloudwatch/any_alarm.hpp>
#include <omnitrack/cloudwatch/metric.hpp>
#include <omnitrack/optional.hpp>
#include <omnitrack/resource.hpp>

namespace omnitrack {

namespace detail {

inline void an_alarm_looks_at_1_or_more_periods() {}

}  // namespace detail

/// A number of periods that an alarm looks at.
using AlarmPeriods =
    CheckedNumber<detail::Between<1, 604800, detail::an_alarm_looks_at_1_or_more_periods>>;

/// When a measurement is what an alarm watches for.
enum class AlarmComparison : std::uint8_t {
  greater_than,
  greater_than_or_equal,
  less_than,
  less_than_or_equal,
};

/// On which side of what CloudWatch expects a measurement is what an alarm watches for.
enum class AnomalySide : std::uint8_t { both, above, below };

/// What periods without measurements count as.
/// https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarms-and-missing-data.html
enum class MissingData : std::uint8_t {
  missing,        ///< nothing; without any measurement the alarm has insufficient data
  breaching,      ///< what the alarm watches for
  not_breaching,  ///< all is well
  ignore,         ///< the alarm stays in its state
};

class Alarm;

/// Properties of an alarm on a threshold.
struct AlarmProps {
  using Makes = Alarm;
  Id id;
  /// What it watches, e.g. `function.metric_errors()` or `errors / invocations * 100`.
  Required<Metric, struct required_metric> metric;
  /// What the measurements are compared with.
  Required<Value<double>, struct required_threshold> threshold;
  /// Whether its actions are done.
  Value<bool> actions_enabled = {};
  /// What is done when it goes off, 5 at most.
  Items<AlarmActionLink> alarm_actions = {};
  /// The name; made up by CloudFormation where it is left out.
  Value<std::string> alarm_name = {};
  /// When a measurement is what it watches for.
  AlarmComparison comparison = AlarmComparison::greater_than_or_equal;
  /// How many of the periods must be so; all where it is left out.
  AlarmPeriods datapoints_to_alarm = {};
  /// What it is for, and what to do when it goes off; 1,024 characters at most.
  Value<std::string> description = {};
  /// Whether it judges percentiles of too few measurements to be significant.
  Bool evaluate_low_samples = true;
  /// How many periods it looks at.
  AlarmPeriods evaluation_periods = 1;
  /// What is done when there are no measurements, 5 at most.
  Items<AlarmActionLink> insufficient_data_actions = {};
  /// What is done when all is well again, 5 at most.
  Items<AlarmActionLink> ok_actions = {};
  /// What periods without measurements count as.
  MissingData treat_missing_data = MissingData::missing;
};

/// Properties of an alarm on a metric, for `Metric::create_alarm`.
struct MetricAlarmProps {
  Id id;
  /// What the measurements are compared with.
  Required<Value<double>, struct required_threshold> threshold;
  /// Whether its actions are done.
  Value<bool> actions_enabled = {};
  /// What is done when it goes off, 5 at most.
  Items<AlarmActionLink> alarm_actions = {};
  /// The name; made up by CloudFormation where it is left out.
  Value<std::string> alarm_name = {};
  /// When a measurement is what it watches for.
  AlarmComparison comparison = AlarmComparison::greater_than_or_equal;
  /// How many of the periods must be so; all where it is left out.
  AlarmPeriods datapoints_to_alarm = {};
  /// What it is for, and what to do when it goes off; 1,024 characters at most.
  Value<std::string> description = {};
  /// Whether it judges percentiles of too few measurements to be significant.
  Bool evaluate_low_samples = true;
  /// How many periods it looks at.
  AlarmPeriods evaluation_periods = 1;
  /// What is done when there are no measurements, 5 at most.
  Items<AlarmActionLink> insufficient_data_actions = {};
  /// What is done when all is well again, 5 at most.
  Items<AlarmActionLink> ok_actions = {};
  /// What periods without measurements count as.
  MissingData treat_missing_data = MissingData::missing;
};

/// Properties of an alarm on what CloudWatch does not expect of a metric.
/// https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Anomaly_Detection.html
struct AnomalyAlarmProps {
  using Makes = Alarm;
  Id id;
  /// What it watches.
  Required<Metric, struct required_metric> metric;
  /// Whether its actions are done.
  Value<bool> actions_enabled = {};
  /// What is done when it goes off, 5 at most; a scaling policy cannot be.
  Items<AlarmActionLink> alarm_actions = {};
  /// The name; made up by CloudFormation where it is left out.
  Value<std::string> alarm_name = {};
  /// How many of the periods must be so; all where it is left out.
  AlarmPeriods datapoints_to_alarm = {};
  /// What it is for, and what to do when it goes off; 1,024 characters at most.
  Value<std::string> description = {};
  /// The width of what is expected, in standard deviations; more than 0.
  double deviations = 2;
  /// How many periods it looks at.
  AlarmPeriods evaluation_periods = 1;
  /// What is done when there are no measurements, 5 at most.
  Items<AlarmActionLink> insufficient_data_actions = {};
  /// What is done when all is well again, 5 at most.
  Items<AlarmActionLink> ok_actions = {};
  /// On which side of what is expected a measurement is what it watches for.
  AnomalySide side = AnomalySide::both;
  /// What periods without measurements count as.
  MissingData treat_missing_data = MissingData::missing;
};

/// An alarm on a metric, by a threshold (`AlarmProps`) or by what CloudWatch expects
/// (`AnomalyAlarmProps`): AWS::CloudWatch::Alarm.
/// https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/AlarmThatSendsEmail.html
class Alarm final : public Construct, public AnyAlarm {
 public:
  Alarm(Attach at, const AlarmProps& props);
  Alarm(Attach at, const AnomalyAlarmProps& props);
  Alarm(Attach at, const struct ImportedAlarmProps& props);

  /// An alarm that is made elsewhere, for rules and dashboards.
  static Alarm& from_arn(Construct& scope, const Id& id,
                         const Value<cfn::cloudwatch::AlarmArn>& arn);

  [[nodiscard]] Value<std::string> alarm_arn() const override { return arn_; }

  /// The ARN.
  [[nodiscard]] const Value<cfn::cloudwatch::AlarmArn>& arn() const { return arn_; }
  /// The name.
  [[nodiscard]] const Value<cfn::cloudwatch::AlarmName>& name() const { return name_; }
  /// The alarm's own resource; an error where the alarm is made elsewhere.
  [[nodiscard]] cfn::cloudwatch::Alarm& resource();

 private:
  List<std::string>* actions(AlarmState state) override;
  [[nodiscard]] const Construct& construct() const override { return *this; }
  template <class Props>
  void set_common(const Props& props);
  void check_period(const detail::MetricNode& node) const;
  void check_region(const detail::MetricNode& node) const;
  void set_measurement(const Metric& metric);
  void set_queries(const Metric& metric, Optional<double> deviations);

  cfn::cloudwatch::Alarm* resource_ = nullptr;  // null where the alarm is made elsewhere
  Value<cfn::cloudwatch::AlarmArn> arn_;
  Value<cfn::cloudwatch::AlarmName> name_;
};

}  // namespace omnitrack
