#pragma once

#include <vector>

#include <omnitrack/cloudwatch/alarm_action_link.hpp>

namespace omnitrack::cfn::cloudwatch {
class Alarm;           // defined in <omnitrack/cfn/cloudwatch.hpp>
class CompositeAlarm;  // defined in <omnitrack/cfn/cloudwatch.hpp>
enum class AlarmArn : char;
enum class AlarmName : char;
enum class CompositeAlarmArn : char;
}  // namespace omnitrack::cfn::cloudwatch

namespace omnitrack {

/// The states of an alarm.
enum class AlarmState : std::uint8_t {
  alarm,              ///< what it watches for has come
  ok,                 ///< what it watches for has not come
  insufficient_data,  ///< there are no measurements to tell by
};

/// An alarm of whatever kind, and what it does when its state changes.
class AnyAlarm {
 public:
  /// Does something when the alarm goes off; an error where the alarm is made elsewhere.
  void add_alarm_action(const AlarmActionLink& action) { add_action(AlarmState::alarm, action); }
  /// Does something when all is well again; an error where the alarm is made elsewhere.
  void add_ok_action(const AlarmActionLink& action) { add_action(AlarmState::ok, action); }
  /// Does something when there are no measurements; an error where the alarm is made elsewhere.
  void add_insufficient_data_action(const AlarmActionLink& action) {
    add_action(AlarmState::insufficient_data, action);
  }
  /// The ARN, for rules and dashboards.
  [[nodiscard]] virtual Value<std::string> alarm_arn() const = 0;

 protected:
  ~AnyAlarm() = default;

  /// The ARNs of what is done in a state; null where the alarm is made elsewhere.
  virtual List<std::string>* actions(AlarmState state) = 0;
  /// The alarm itself.
  [[nodiscard]] virtual const Construct& construct() const = 0;
  /// Adds several.
  void add_actions(AlarmState state, const Items<AlarmActionLink>& actions) {
    for (const AlarmActionLink& each : actions) add_action(state, each);
  }

 private:
  // What a construct gave: it lets CloudWatch in once, whatever the number of states.
  struct Permitted {
    const AlarmAction* action;
    Value<std::string> arn;
  };

  void add_action(AlarmState state, const AlarmActionLink& action);

  std::vector<Permitted> permitted_;
};

}  // namespace omnitrack
