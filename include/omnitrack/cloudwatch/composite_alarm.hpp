#pragma once

#include <omnitrack/checked_number.hpp>
#include <omnitrack/cloudwatch/alarm_rule.hpp>
#include <omnitrack/optional.hpp>
#include <omnitrack/resource.hpp>

namespace omnitrack {

namespace detail {

inline void an_alarm_is_suppressed_for_0_to_86400_seconds_at_most() {}

}  // namespace detail

/// A time in which an alarm waits for what suppresses it, in seconds.
using SuppressionPeriod = CheckedNumber<detail::TimeBetween<
    0, 86400, detail::an_alarm_is_suppressed_for_0_to_86400_seconds_at_most, 1>>;

/// An alarm that keeps another one from doing anything, such as one that says that there is a
/// deployment.
/// https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarm-suppression.html
struct ActionSuppressor {
  /// The alarm: while it is in its alarm state, nothing is done.
  Required<Link<const AnyAlarm>, struct required_alarm> alarm;
  /// How long nothing is done either once it is well again, in seconds.
  SuppressionPeriod extension_period = 60;
  /// How long is waited for it to go off, in seconds.
  SuppressionPeriod wait_period = 60;
};

class CompositeAlarm;

/// Properties of an alarm of alarms.
struct CompositeAlarmProps {
  using Makes = CompositeAlarm;
  Id id;
  /// When it goes off, e.g. `errors && !deployment`.
  Required<AlarmRule, struct required_rule> rule;
  /// Whether its actions are done.
  Value<bool> actions_enabled = {};
  /// What is done when it goes off, 5 at most; not an action of EC2 or of scaling.
  Items<AlarmActionLink> alarm_actions = {};
  /// The name; made up by CloudFormation where it is left out.
  Value<std::string> alarm_name = {};
  /// What it is for, and what to do when it goes off; 1,024 characters at most.
  Value<std::string> description = {};
  /// What is done when its alarms have no measurements, 5 at most.
  Items<AlarmActionLink> insufficient_data_actions = {};
  /// What is done when all is well again, 5 at most.
  Items<AlarmActionLink> ok_actions = {};
  /// What keeps it from doing anything.
  Optional<ActionSuppressor> suppressor = {};
};

/// An alarm that goes off by the states of others: AWS::CloudWatch::CompositeAlarm.
/// https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarm-combining.html
class CompositeAlarm final : public Construct, public AnyAlarm {
 public:
  CompositeAlarm(Attach at, const CompositeAlarmProps& props);
  CompositeAlarm(Attach at, const struct ImportedCompositeAlarmProps& props);

  /// An alarm that is made elsewhere, for rules and dashboards.
  static CompositeAlarm& from_arn(Construct& scope, const Id& id,
                                  const Value<cfn::cloudwatch::CompositeAlarmArn>& arn);

  [[nodiscard]] Value<std::string> alarm_arn() const override { return arn_; }

  /// The ARN.
  [[nodiscard]] const Value<cfn::cloudwatch::CompositeAlarmArn>& arn() const { return arn_; }
  /// The alarm's own resource; an error where the alarm is made elsewhere.
  [[nodiscard]] cfn::cloudwatch::CompositeAlarm& resource();

 private:
  List<std::string>* actions(AlarmState state) override;
  [[nodiscard]] const Construct& construct() const override { return *this; }
  void suppress(const ActionSuppressor& suppressor);

  cfn::cloudwatch::CompositeAlarm* resource_ = nullptr;  // null where it is made elsewhere
  Value<cfn::cloudwatch::CompositeAlarmArn> arn_;
};

}  // namespace omnitrack
