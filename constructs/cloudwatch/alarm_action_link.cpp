#include "omnitrack/cloudwatch/alarm_action_link.hpp"

#include <string>

#include <omnitrack/fn.hpp>

namespace omnitrack {

namespace {

constexpr std::string_view ec2_action_names[] = {"reboot", "recover", "stop", "terminate"};
constexpr std::string_view category_names[] = {"", "Availability", "Cost", "Performance",
                                               "Security"};

}  // namespace

AlarmActionLink AlarmActionLink::ec2(Ec2Action action) {
  return {Kind::ec2, ec2_action_names[static_cast<std::size_t>(action)]};
}

AlarmActionLink AlarmActionLink::ops_item(OpsItemSeverity severity, OpsItemCategory category) {
  std::string resource = std::to_string(static_cast<int>(severity));
  if (category != OpsItemCategory::none) {
    resource += "#CATEGORY=";
    resource += category_names[static_cast<std::size_t>(category)];
  }
  return {Kind::ops_item, resource};
}

Value<std::string> AlarmActionLink::arn_for(const Construct& alarm,
                                            const Value<std::string>& alarm_arn) const {
  const Stack& stack = alarm.stack();
  switch (kind_) {
    case Kind::ec2:
      return concat("arn:", stack.partition(), ":automate:", stack.region(), ":ec2:", resource_);
    case Kind::ops_item:
      return stack.arn("ssm", concat("opsitem:", resource_));
    case Kind::given:
      break;
  }
  return action_ == nullptr ? arn_ : action_->alarm_action_arn(alarm.path() + "Action", alarm_arn);
}

}  // namespace omnitrack
