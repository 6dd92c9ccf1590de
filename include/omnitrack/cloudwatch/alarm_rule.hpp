#pragma once

#include <omnitrack/cloudwatch/any_alarm.hpp>

namespace omnitrack {

/// When an alarm of alarms goes off: `a && !b`, `a || b`, where an alarm stands for its alarm
/// state.
/// https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarm-combining.html
class AlarmRule {
 public:
  /// When that alarm is in its alarm state.
  AlarmRule(const AnyAlarm& alarm) : AlarmRule(is(alarm, AlarmState::alarm)) {}

  /// When an alarm is in a state.
  static AlarmRule is(const AnyAlarm& alarm, AlarmState state);
  /// When at least so many of the alarms are in a state; from 1 to the number of alarms.
  static AlarmRule at_least(int count, const Items<Link<const AnyAlarm>>& alarms,
                            AlarmState state = AlarmState::alarm);
  /// When all of the rules hold.
  static AlarmRule all_of(const Items<AlarmRule>& rules);
  /// When any of the rules holds.
  static AlarmRule any_of(const Items<AlarmRule>& rules);
  /// Always or never, e.g. to test the actions.
  static AlarmRule constant(bool is_on);

  /// The rule as CloudWatch writes it.
  [[nodiscard]] const Value<std::string>& text() const { return text_; }
  /// What is wrong with it; empty where nothing is.
  [[nodiscard]] std::string_view problem() const { return problem_; }

  /// When both rules hold.
  friend AlarmRule operator&&(const AlarmRule& a, const AlarmRule& b) { return a.joined(b, '&'); }
  /// When one of the rules holds.
  friend AlarmRule operator||(const AlarmRule& a, const AlarmRule& b) { return a.joined(b, '|'); }
  /// When the rule does not hold.
  friend AlarmRule operator!(const AlarmRule& rule) { return rule.inverted(); }

 private:
  AlarmRule(const Value<std::string>& text, char op, std::string_view problem = {})
      : text_(text), op_(op), problem_(problem) {}
  [[nodiscard]] AlarmRule joined(const AlarmRule& other, char op) const;
  [[nodiscard]] AlarmRule inverted() const;
  [[nodiscard]] Value<std::string> within(char op) const;

  Value<std::string> text_;
  char op_;  // & | or, of what needs no parentheses, 0
  Text problem_;
};

// For alarms, which the functions inside of the class are not found for.

/// When both rules hold.
AlarmRule operator&&(const AlarmRule& a, const AlarmRule& b);
/// When one of the rules holds.
AlarmRule operator||(const AlarmRule& a, const AlarmRule& b);
/// When the rule does not hold.
AlarmRule operator!(const AlarmRule& rule);

}  // namespace omnitrack
