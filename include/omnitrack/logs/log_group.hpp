#pragma once

#include <omnitrack/cfn/logs.hpp>
#include <omnitrack/checked_number.hpp>
#include <omnitrack/checked_text.hpp>
#include <omnitrack/cloudwatch/metric.hpp>
#include <omnitrack/events/event_target.hpp>
#include <omnitrack/kms/key_link.hpp>
#include <omnitrack/logs/data_protection.hpp>
#include <omnitrack/optional.hpp>

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

namespace detail {

inline void cloudwatch_offers_no_retention_of_so_many_days_see_RetentionDays() {}

constexpr RetentionDays all_retentions[] = {
    RetentionDays::never,       RetentionDays::one_day,         RetentionDays::three_days,
    RetentionDays::five_days,   RetentionDays::one_week,        RetentionDays::two_weeks,
    RetentionDays::one_month,   RetentionDays::two_months,      RetentionDays::three_months,
    RetentionDays::four_months, RetentionDays::five_months,     RetentionDays::six_months,
    RetentionDays::one_year,    RetentionDays::thirteen_months, RetentionDays::eighteen_months,
    RetentionDays::two_years,   RetentionDays::three_years,     RetentionDays::five_years,
    RetentionDays::six_years,   RetentionDays::seven_years,     RetentionDays::eight_years,
    RetentionDays::nine_years,  RetentionDays::ten_years,
};

struct RetentionRule {
  using Choice = RetentionDays;
  static constexpr std::int64_t unit = 86400;
  static constexpr bool fits(std::int64_t days) {
    for (const RetentionDays each : all_retentions) {
      if (static_cast<std::int64_t>(each) == days) return true;
    }
    return false;
  }
  static constexpr void demand(bool fits) {
    if (!fits) cloudwatch_offers_no_retention_of_so_many_days_see_RetentionDays();
  }
};

}  // namespace detail

/// How long CloudWatch keeps events: one of `RetentionDays`, or their number of days, 0 for ever.
using Retention = CheckedNumber<detail::RetentionRule>;

class LogGroup;
class MetricFilter;
class SubscriptionFilter;

/// Properties of a log group.
struct LogGroupProps {
  using Makes = LogGroup;
  Id id;
  /// What is masked in the events.
  Optional<DataProtection> data_protection = {};
  /// Whether the log group refuses to be deleted, by whomever.
  Value<bool> deletion_protection = {};
  /// The key that events are encrypted with, which lets CloudWatch Logs use it where it is the
  /// app's; AWS's own where it is left out.
  KeyLink kms_key = {};
  /// What is offered on the events, and so their price.
  Value<cfn::logs::LogGroupProps::LogGroupClass> log_group_class = {};
  /// The name; made up by CloudFormation where it is left out.
  LogGroupName name = {};
  /// What happens to the events when the log group leaves the stack.
  RemovalPolicy removal_policy = RemovalPolicy::retain;
  /// How long events are kept.
  Retention retention = RetentionDays::two_years;
};

/// A log group: AWS::Logs::LogGroup and, where events reach it, AWS::Logs::ResourcePolicy.
/// https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/Working-with-log-groups-and-streams.html
class LogGroup final : public Construct, public EventTarget, public Measured {
 public:
  LogGroup(Attach at, const LogGroupProps& props);
  LogGroup(Attach at, const struct ImportedLogGroupProps& props);

  /// A log group that is made elsewhere, by its ARN, with or without `:*`.
  static LogGroup& from_arn(Construct& scope, const Id& id,
                            const Value<cfn::logs::LogGroupArn>& arn);
  /// A log group of this stack's region and account that is made elsewhere.
  static LogGroup& from_name(Construct& scope, const Id& id,
                             const Value<cfn::logs::LogGroupName>& name);

  /// Makes measurements of its events.
  MetricFilter& add_metric_filter(const struct MetricFilterProps& props);
  /// Sends its events on as they come; a log group has two subscriptions at most.
  SubscriptionFilter& add_subscription(const struct SubscriptionFilterProps& props);

  /// One of CloudWatch's metrics of the log group, by the sum where it says no other statistic.
  /// https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CloudWatch-Logs-Monitoring-CloudWatch-Metrics.html
  [[nodiscard]] Metric metric(std::string_view name) const override;
  /// How many bytes of events came in, without compression.
  [[nodiscard]] Metric metric_incoming_bytes() const { return metric("IncomingBytes"); }
  /// How many events came in.
  [[nodiscard]] Metric metric_incoming_log_events() const { return metric("IncomingLogEvents"); }

  /// Allows actions on this log group and its streams.
  void grant(Grantee& grantee, const List<std::string>& actions) const;
  /// Allows to read and filter events.
  void grant_read(Grantee& grantee) const;
  /// Allows to make log streams and put events into them.
  void grant_write(Grantee& grantee) const;

  [[nodiscard]] Value<std::string> event_target_arn() const override {
    return arn_without_streams();
  }
  void grant_delivery(Grantee& sender) const override { grant_write(sender); }
  bool permit_delivery(std::string_view id, std::string_view service,
                       const Value<std::string>& source_arn) override;

  /// The ARN with its streams, ending in `:*`, as permissions need it.
  [[nodiscard]] const Value<cfn::logs::LogGroupArn>& arn() const { return arn_; }
  /// The ARN without `:*`, as tags and the deliveries of some services need it.
  [[nodiscard]] Value<std::string> arn_without_streams() const;
  /// The name.
  [[nodiscard]] const Value<cfn::logs::LogGroupName>& name() const { return name_; }
  /// The log group's own resource; an error where the log group is made elsewhere.
  [[nodiscard]] cfn::logs::LogGroup& resource();

 private:
  cfn::logs::LogGroup* resource_ = nullptr;  // null where the log group is made elsewhere
  Value<cfn::logs::LogGroupArn> arn_;
  Value<cfn::logs::LogGroupName> name_;
  bool permits_events_ = false;
};

}  // namespace omnitrack
