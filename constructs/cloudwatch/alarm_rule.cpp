#include "omnitrack/cloudwatch/alarm_rule.hpp"

#include <string>

#include <omnitrack/fn.hpp>

namespace omnitrack {

namespace {

std::string_view state_name(AlarmState state) {
  switch (state) {
    case AlarmState::ok:
      return "OK";
    case AlarmState::insufficient_data:
      return "INSUFFICIENT_DATA";
    case AlarmState::alarm:
      break;
  }
  return "ALARM";
}

}  // namespace

AlarmRule AlarmRule::is(const AnyAlarm& alarm, AlarmState state) {
  return {concat(state_name(state), "(\"", alarm.alarm_arn(), "\")"), 0};
}

AlarmRule AlarmRule::at_least(int count, const Items<Link<const AnyAlarm>>& alarms,
                              AlarmState state) {
  Value<std::string> list = "";
  for (const auto& alarm : alarms) {
    list = concat(list, &alarm == alarms.begin() ? "\"" : ", \"", alarm->alarm_arn(), "\"");
  }
  const bool fits = count >= 1 && static_cast<std::size_t>(count) <= alarms.size();
  return {concat("AT_LEAST(", count, ", ", state_name(state), ", (", list, "))"), 0,
          fits ? ""
               : "at least " + std::to_string(count) + " of " + std::to_string(alarms.size()) +
                     " alarms are asked for"};
}

AlarmRule AlarmRule::all_of(const Items<AlarmRule>& rules) {
  if (rules.empty()) return constant(true);
  AlarmRule all = rules[0];
  for (std::size_t i = 1; i < rules.size(); ++i) all = all && rules[i];
  return all;
}

AlarmRule AlarmRule::any_of(const Items<AlarmRule>& rules) {
  if (rules.empty()) return constant(false);
  AlarmRule any = rules[0];
  for (std::size_t i = 1; i < rules.size(); ++i) any = any || rules[i];
  return any;
}

AlarmRule AlarmRule::constant(bool is_on) { return {is_on ? "TRUE" : "FALSE", 0}; }

Value<std::string> AlarmRule::within(char op) const {
  return op_ == 0 || op_ == op ? text_ : concat("(", text_, ")");
}

AlarmRule AlarmRule::joined(const AlarmRule& other, char op) const {
  return {concat(within(op), op == '&' ? " AND " : " OR ", other.within(op)), op,
          problem_.empty() ? std::string_view(other.problem_) : std::string_view(problem_)};
}

AlarmRule AlarmRule::inverted() const { return {concat("NOT ", within('!')), 0, problem_}; }

}  // namespace omnitrack
