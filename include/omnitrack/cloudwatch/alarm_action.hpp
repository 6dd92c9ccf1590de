#pragma once

#include <omnitrack/value.hpp>

namespace omnitrack {

/// What an alarm can do when its state changes, such as telling a topic. A construct of one's own
/// takes part by deriving from it.
/// https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarm-actions.html
class AlarmAction {
 public:
  /// The ARN that an alarm is given; allows CloudWatch to use it for this alarm. `id` names what is
  /// made for that among what the construct has.
  [[nodiscard]] virtual Value<std::string> alarm_action_arn(
      std::string_view id, const Value<std::string>& alarm_arn) = 0;

 protected:
  ~AlarmAction() = default;
};

}  // namespace omnitrack
