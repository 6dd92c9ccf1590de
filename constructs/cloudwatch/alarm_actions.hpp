#pragma once

#include <omnitrack/cloudwatch/any_alarm.hpp>

namespace omnitrack::cloudwatch {

/// The ARNs of what is done in a state, of the properties of either kind of alarm.
template <class Props>
List<std::string>& actions_in(Props& props, AlarmState state) {
  switch (state) {
    case AlarmState::ok:
      return props.ok_actions;
    case AlarmState::insufficient_data:
      return props.insufficient_data_actions;
    case AlarmState::alarm:
      break;
  }
  return props.alarm_actions;
}

}  // namespace omnitrack::cloudwatch
