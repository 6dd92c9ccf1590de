#pragma once

#include <omnitrack/cloudwatch/alarm_action.hpp>
#include <omnitrack/construct.hpp>
#include <omnitrack/link.hpp>

namespace omnitrack {

/// What an alarm does to the instance that its metric is measured of.
/// https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/UsingAlarmActions.html
enum class Ec2Action : std::uint8_t { reboot, recover, stop, terminate };

/// How bad it is what an OpsItem is about, from the worst.
enum class OpsItemSeverity : std::uint8_t { critical = 1, high = 2, medium = 3, low = 4 };

/// What an OpsItem is about.
/// https://docs.aws.amazon.com/systems-manager/latest/userguide/OpsCenter-create-OpsItems-from-CloudWatch-Alarms.html
enum class OpsItemCategory : std::uint8_t { none, availability, cost, performance, security };

/// What an alarm does, by reference: `.alarm_actions = {topic, function}`; what CloudWatch does by
/// itself by a function of this class.
class AlarmActionLink {
 public:
  /// That construct, which lets CloudWatch in.
  AlarmActionLink(AlarmAction& action) : action_(&action) {}
  /// Whatever an ARN names, whose policy is its owner's.
  AlarmActionLink(const Value<std::string>& arn) : arn_(arn) {}
  /// Whatever an ARN as text names.
  template <detail::TextLike S>
  AlarmActionLink(const S& arn) : arn_(arn) {}
  /// The ARN of a construct; deleted, so that the compiler points at it.
  template <class U, class = detail::give_the_construct_itself_or_what_its_from_function_imports>
  AlarmActionLink(const Value<U>& identifier) = delete;

  /// Acts on the instance of the metric's dimension `InstanceId`.
  static AlarmActionLink ec2(Ec2Action action);
  /// Makes an OpsItem in OpsCenter.
  static AlarmActionLink ops_item(OpsItemSeverity severity,
                                  OpsItemCategory category = OpsItemCategory::none);

  /// The construct; null where it is given by its ARN.
  [[nodiscard]] const AlarmAction* construct() const { return action_; }
  /// The ARN for an alarm, once what it names lets CloudWatch in.
  [[nodiscard]] Value<std::string> arn_for(const Construct& alarm,
                                           const Value<std::string>& alarm_arn) const;

 private:
  enum class Kind : std::uint8_t { given, ec2, ops_item };
  AlarmActionLink(Kind kind, std::string_view resource) : kind_(kind), resource_(resource) {}

  Kind kind_ = Kind::given;
  AlarmAction* action_ = nullptr;  // null where it is given by its ARN
  Value<std::string> arn_;
  Text resource_;  // the end of the ARN of what CloudWatch does by itself
};

}  // namespace omnitrack
