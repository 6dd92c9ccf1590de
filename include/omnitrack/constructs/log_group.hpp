#pragma once

#include <omnitrack/cfn/logs.hpp>
#include <omnitrack/constructs/checked_text.hpp>
#include <omnitrack/constructs/policy.hpp>

namespace omnitrack {

namespace detail {

inline void
a_log_group_name_has_1_to_512_letters_digits_and_dashes_underscores_slashes_dots_hashes() {}

struct LogGroupNameRule {
  static constexpr bool fits(std::string_view name) {
    if (name.empty() || name.size() > 512) return false;
    // Names from this prefix on are AWS's own.
    if (name.starts_with("aws/")) return false;
    return has_only_letters_digits_and("_-/.#", name);
  }
  static constexpr void demand(bool fits) {
    if (!fits) {
      a_log_group_name_has_1_to_512_letters_digits_and_dashes_underscores_slashes_dots_hashes();
    }
  }
};

}  // namespace detail

/// The name of a log group: 1 to 512 letters, digits, `_`, `-`, `/`, `.` and `#`, not beginning
/// with `aws/`.
using LogGroupName = CheckedText<detail::LogGroupNameRule>;

/// How long CloudWatch keeps events; the value is the number of days.
/// https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html
enum class RetentionDays : std::uint16_t {
  never = 0,  ///< kept for ever
  one_day = 1,
  three_days = 3,
  five_days = 5,
  one_week = 7,
  two_weeks = 14,
  one_month = 30,
  two_months = 60,
  three_months = 90,
  four_months = 120,
  five_months = 150,
  six_months = 180,
  one_year = 365,
  thirteen_months = 400,
  eighteen_months = 545,
  two_years = 731,
  three_years = 1096,
  five_years = 1827,
  six_years = 2192,
  seven_years = 2557,
  eight_years = 2922,
  nine_years = 3288,
  ten_years = 3653,
};

/// Whether CloudWatch offers a number of days, which then is a `RetentionDays`; 0 is `never`.
bool is_retention(std::int64_t days);

class LogGroup;

/// Properties of a log group.
struct LogGroupProps {
  using Makes = LogGroup;
  Id id;
  /// Whether the log group refuses to be deleted, by whomever.
  Value<bool> deletion_protection = {};
  /// The key that events are encrypted with, which must let CloudWatch Logs use it; AWS's own where
  /// it is left out.
  Value<cfn::kms::KeyArn> kms_key = {};
  /// What is offered on the events, and so their price.
  Value<cfn::logs::LogGroupProps::LogGroupClass> log_group_class = {};
  /// The name; made up by CloudFormation where it is left out.
  LogGroupName name = {};
  /// What happens to the events when the log group leaves the stack.
  RemovalPolicy removal_policy = RemovalPolicy::retain;
  /// How long events are kept.
  RetentionDays retention = RetentionDays::two_years;
};

/// A log group: AWS::Logs::LogGroup.
/// https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/Working-with-log-groups-and-streams.html
class LogGroup final : public Construct {
 public:
  LogGroup(Attach at, const LogGroupProps& props);

  /// Allows actions on this log group and its streams.
  void grant(Grantee& grantee, const List<std::string>& actions) const;
  /// Allows to read and filter events.
  void grant_read(Grantee& grantee) const;
  /// Allows to make log streams and put events into them.
  void grant_write(Grantee& grantee) const;

  /// The ARN with its streams, ending in `:*`, as permissions need it.
  [[nodiscard]] Value<cfn::logs::LogGroupArn> arn() const { return resource_.attr_arn(); }
  /// The ARN without `:*`, as tags and the deliveries of some services need it.
  [[nodiscard]] Value<std::string> arn_without_streams() const;
  /// The name.
  [[nodiscard]] Value<cfn::logs::LogGroupName> name() const { return resource_.ref(); }
  /// The log group's own resource.
  [[nodiscard]] cfn::logs::LogGroup& resource() { return resource_; }

 private:
  cfn::logs::LogGroup& resource_;
};

}  // namespace omnitrack
