#include "omnitrack/constructs/log_group.hpp"

#include <algorithm>
#include <iterator>
#include <string>

#include <omnitrack/codes.hpp>
#include <omnitrack/fn.hpp>

namespace omnitrack {

namespace {

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

// Without the property, CloudWatch keeps events for ever.
Value<std::int64_t> days_of(RetentionDays retention) {
  if (retention == RetentionDays::never) return {};
  return static_cast<std::int64_t>(retention);
}

std::string offered_days() {
  std::string text;
  for (const RetentionDays each : all_retentions) {
    if (each == RetentionDays::never) continue;
    if (!text.empty()) text += ", ";
    text += std::to_string(static_cast<int>(each));
  }
  return text;
}

}  // namespace

bool is_retention(std::int64_t days) {
  return std::any_of(std::begin(all_retentions), std::end(all_retentions),
                     [days](auto each) { return static_cast<std::int64_t>(each) == days; });
}

LogGroup::LogGroup(Attach at, const LogGroupProps& props)
    : Construct(std::move(at)),
      resource_(add(cfn::logs::LogGroupProps{
          .id = primary(),
          .deletion_protection_enabled = props.deletion_protection,
          .kms_key_id = props.kms_key,
          .log_group_class = props.log_group_class,
          .log_group_name = props.name.value(),
          .retention_in_days = days_of(props.retention),
      })) {
  resource_.set_removal_policy(props.removal_policy);
  if (props.name.is_broken()) {
    error(codes::OT2211, "'" + std::string(props.name.text()) + "' is no name for a log group",
          "use 1 to 512 letters, digits, '_', '-', '/', '.' and '#', not beginning with 'aws/'");
  }
  const auto days = static_cast<std::int64_t>(props.retention);
  if (!is_retention(days)) {
    error(codes::OT2212, "CloudWatch offers no retention of " + std::to_string(days) + " days",
          "choose one of " + offered_days() + ", or 0 for ever");
  }
}

void LogGroup::grant(Grantee& grantee, const List<std::string>& actions) const {
  grantee.add_to_policy({.actions = actions, .resources = {arn()}});
}

void LogGroup::grant_read(Grantee& grantee) const {
  grant(grantee, {"logs:DescribeLogStreams", "logs:FilterLogEvents", "logs:GetLogEvents"});
}

void LogGroup::grant_write(Grantee& grantee) const {
  grant(grantee, {"logs:CreateLogStream", "logs:PutLogEvents"});
}

Value<std::string> LogGroup::arn_without_streams() const {
  return stack().arn("logs", concat("log-group:", name()));
}

}  // namespace omnitrack
