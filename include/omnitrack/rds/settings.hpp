#pragma once

#include <omnitrack/checked_number.hpp>
#include <omnitrack/checked_text.hpp>
#include <omnitrack/elasticache/time_window.hpp>

namespace omnitrack {

namespace detail {

inline void a_database_class_is_such_as_db_dot_t4g_dot_medium() {}
inline void
the_identifier_of_a_database_has_1_to_63_letters_digits_and_single_hyphens_after_a_letter() {}
inline void
the_weekly_window_of_a_database_is_half_an_hour_at_least_such_as_sun_05_00_dash_sun_05_30() {}
inline void the_daily_window_of_a_database_is_half_an_hour_at_least_such_as_03_00_dash_03_30() {}
inline void the_backups_of_a_database_are_kept_for_0_to_35_days() {}
inline void a_database_is_monitored_every_0_1_5_10_15_30_or_60_seconds() {}
inline void performance_insights_are_kept_for_7_or_731_days_or_1_to_23_months_of_31_days() {}
inline void the_port_of_a_database_is_1150_to_65535() {}

struct DatabaseClassRule {
  static constexpr bool fits(std::string_view text) {
    if (!text.starts_with("db.") || text.size() < 6) return false;
    for (const char c : text) {
      if (!is_lower(c) && !is_digit(c) && c != '.' && c != '-') return false;
    }
    return text == "db.serverless" ||
           (text.find('.', 3) != std::string_view::npos && text.back() != '.');
  }
  static constexpr void demand(bool fits) {
    if (!fits) a_database_class_is_such_as_db_dot_t4g_dot_medium();
  }
};

// https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBInstance.html
struct DatabaseIdentifierRule {
  static constexpr bool fits(std::string_view name) {
    return !name.empty() && name.size() <= 63 && is_letter(name.front()) && name.back() != '-' &&
           name.find("--") == std::string_view::npos && has_only_letters_digits_and("-", name);
  }
  static constexpr void demand(bool fits) {
    if (!fits) {
      the_identifier_of_a_database_has_1_to_63_letters_digits_and_single_hyphens_after_a_letter();
    }
  }
};

struct DatabaseMaintenanceRule {
  static constexpr bool fits(std::string_view text) { return weekly_window(text).length >= 30; }
  static constexpr void demand(bool fits) {
    if (!fits) {
      the_weekly_window_of_a_database_is_half_an_hour_at_least_such_as_sun_05_00_dash_sun_05_30();
    }
  }
};

struct DatabaseBackupRule {
  static constexpr bool fits(std::string_view text) { return daily_window(text).length >= 30; }
  static constexpr void demand(bool fits) {
    if (!fits) {
      the_daily_window_of_a_database_is_half_an_hour_at_least_such_as_03_00_dash_03_30();
    }
  }
};

struct MonitoringRule {
  static constexpr std::int64_t unit = 1;
  static constexpr bool fits(std::int64_t seconds) {
    for (const std::int64_t each : {0, 1, 5, 10, 15, 30, 60}) {
      if (seconds == each) return true;
    }
    return false;
  }
  static constexpr void demand(bool fits) {
    if (!fits) a_database_is_monitored_every_0_1_5_10_15_30_or_60_seconds();
  }
};

// https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_PerfInsights.Overview.cost.html
struct InsightsRetentionRule {
  static constexpr std::int64_t unit = 86400;
  static constexpr bool fits(std::int64_t days) {
    return days == 7 || days == 731 || (days % 31 == 0 && days >= 31 && days <= 713);
  }
  static constexpr void demand(bool fits) {
    if (!fits) {
      performance_insights_are_kept_for_7_or_731_days_or_1_to_23_months_of_31_days();
    }
  }
};

}  // namespace detail

/// What a database runs on, such as `db.t4g.medium`.
/// https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Concepts.DBInstanceClass.html
using DatabaseClass = CheckedText<detail::DatabaseClassRule>;
/// The identifier of an instance or a cluster: a letter, then letters, digits and single hyphens,
/// 63 characters at most.
using DatabaseIdentifier = CheckedText<detail::DatabaseIdentifierRule>;
/// When a week's maintenance may be done, in UTC, such as `sun:05:00-sun:05:30`: half an hour at
/// least.
using DatabaseMaintenanceWindow = CheckedText<detail::DatabaseMaintenanceRule>;
/// When a day's backup is made, in UTC, such as `03:00-03:30`: half an hour at least.
using DatabaseBackupWindow = CheckedText<detail::DatabaseBackupRule>;
/// For how many days automatic backups are kept, 0 to 35.
using DatabaseBackupDays = CheckedNumber<
    detail::TimeBetween<0, 35, detail::the_backups_of_a_database_are_kept_for_0_to_35_days, 86400>>;
/// Every how many seconds the operating system is measured: 0 for never, 1, 5, 10, 15, 30 or 60.
using MonitoringInterval = CheckedNumber<detail::MonitoringRule>;
/// For how many days Performance Insights are kept: 7, a multiple of 31 up to 713, or 731.
using InsightsRetention = CheckedNumber<detail::InsightsRetentionRule>;
/// The port of a database.
using DatabasePort =
    CheckedNumber<detail::Between<1150, 65535, detail::the_port_of_a_database_is_1150_to_65535>>;

}  // namespace omnitrack
