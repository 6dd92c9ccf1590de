#pragma once

#include <omnitrack/checked_text.hpp>

namespace omnitrack {

namespace detail {

inline void
a_rule_runs_by_rate_of_n_minutes_hours_or_days_or_by_cron_of_six_fields_with_one_question_mark() {}
inline void
a_schedule_runs_by_rate_of_n_minutes_hours_or_days_by_cron_of_six_fields_or_at_yyyy_mm_ddThh_mm_ss() {
}
inline void a_date_is_yyyy_mm_ddThh_mm_ssZ() {}

// A number of digits alone, or -1.
constexpr int digits_value(std::string_view text) {
  if (text.empty() || text.size() > 6) return -1;
  int value = 0;
  for (const char c : text) {
    if (!is_digit(c)) return -1;
    value = value * 10 + (c - '0');
  }
  return value;
}

// What stands between a name with its opening parenthesis and the closing one; empty where the text
// is not that.
constexpr std::string_view in_parentheses(std::string_view name, std::string_view text) {
  if (!text.starts_with(name) || !text.ends_with(')')) return {};
  return text.substr(name.size(), text.size() - name.size() - 1);
}

// `rate(1 minute)`, `rate(5 minutes)`. Rules take the singular for 1 alone.
constexpr bool is_rate(std::string_view text, bool is_strict) {
  const std::string_view inside = in_parentheses("rate(", text);
  const std::size_t space = inside.find(' ');
  if (space == std::string_view::npos) return false;
  const int value = digits_value(inside.substr(0, space));
  std::string_view unit = inside.substr(space + 1);
  if (value < 1) return false;
  const bool is_plural = unit.ends_with('s');
  if (is_strict && is_plural != (value > 1)) return false;
  if (is_plural) unit.remove_suffix(1);
  return unit == "minute" || unit == "hour" || unit == "day";
}

// A field of a cron expression: its numbers, the names that stand for them from `least` on, and
// which other signs it may have.
struct CronField {
  int least;
  int most;
  std::string_view names;  // three letters each
  std::string_view signs;
};

constexpr int cron_value(const CronField& field, std::string_view text) {
  if (text.size() == 3 && !field.names.empty()) {
    for (std::size_t i = 0; i + 3 <= field.names.size(); i += 3) {
      if (field.names.substr(i, 3) == text) return field.least + static_cast<int>(i / 3);
    }
  }
  const int value = digits_value(text);
  return value < field.least || value > field.most ? -1 : value;
}

// One item of a list: `*`, a value, a range, or one of these with a step; `L`, `W` and `#` in the
// fields of days.
constexpr bool is_cron_item(const CronField& field, std::string_view item) {
  if (field.signs.find('L') != std::string_view::npos) {
    if (item == "L" || item == "LW") return true;
    if (item.ends_with('L') || item.ends_with('W')) {
      return cron_value(field, item.substr(0, item.size() - 1)) >= 0;
    }
    if (item.starts_with("L-")) return digits_value(item.substr(2)) >= 0;
  }
  const std::size_t nth = item.find('#');
  if (nth != std::string_view::npos) {
    const int which = digits_value(item.substr(nth + 1));
    return field.signs.find('#') != std::string_view::npos && which >= 1 && which <= 5 &&
           cron_value(field, item.substr(0, nth)) >= 0;
  }
  const std::size_t step = item.find('/');
  if (step != std::string_view::npos) {
    if (digits_value(item.substr(step + 1)) < 1) return false;
    item = item.substr(0, step);
  }
  if (item == "*") return true;
  const std::size_t dash = item.find('-');
  if (dash == std::string_view::npos) return cron_value(field, item) >= 0;
  return cron_value(field, item.substr(0, dash)) >= 0 &&
         cron_value(field, item.substr(dash + 1)) >= 0;
}

constexpr bool is_cron_field(const CronField& field, std::string_view text) {
  if (text == "?") return field.signs.find('?') != std::string_view::npos;
  while (true) {
    const std::size_t comma = text.find(',');
    if (!is_cron_item(field, text.substr(0, comma))) return false;
    if (comma == std::string_view::npos) return true;
    text.remove_prefix(comma + 1);
  }
}

// https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-scheduled-rule-pattern.html
constexpr bool is_cron(std::string_view text) {
  constexpr CronField fields[] = {
      {0, 59, "", ""},
      {0, 23, "", ""},
      {1, 31, "", "?LW"},
      {1, 12, "JANFEBMARAPRMAYJUNJULAUGSEPOCTNOVDEC", ""},
      {1, 7, "SUNMONTUEWEDTHUFRISAT", "?L#"},
      {1970, 2199, "", ""},
  };
  std::string_view rest = in_parentheses("cron(", text);
  int questions = 0;
  for (std::size_t i = 0; i < 6; ++i) {
    const std::size_t space = rest.find(' ');
    if ((space == std::string_view::npos) != (i == 5)) return false;
    const std::string_view field = rest.substr(0, space);
    if (!is_cron_field(fields[i], field)) return false;
    if (field == "?") ++questions;
    if (i < 5) rest.remove_prefix(space + 1);
  }
  return questions == 1;
}

// `2030-01-31T08:00:00`
constexpr bool is_date_and_time(std::string_view text) {
  if (text.size() != 19 || text[4] != '-' || text[7] != '-' || text[10] != 'T' || text[13] != ':' ||
      text[16] != ':') {
    return false;
  }
  const int month = digits_value(text.substr(5, 2));
  const int day = digits_value(text.substr(8, 2));
  const int hour = digits_value(text.substr(11, 2));
  const int minute = digits_value(text.substr(14, 2));
  const int second = digits_value(text.substr(17, 2));
  return digits_value(text.substr(0, 4)) >= 0 && month >= 1 && month <= 12 && day >= 1 &&
         day <= 31 && hour >= 0 && hour <= 23 && minute >= 0 && minute <= 59 && second >= 0 &&
         second <= 59;
}

struct RuleScheduleRule {
  static constexpr bool fits(std::string_view text) { return is_rate(text, true) || is_cron(text); }
  static constexpr void demand(bool fits) {
    if (!fits) {
      a_rule_runs_by_rate_of_n_minutes_hours_or_days_or_by_cron_of_six_fields_with_one_question_mark();
    }
  }
};

struct ScheduleTimeRule {
  static constexpr bool fits(std::string_view text) {
    return is_rate(text, false) || is_cron(text) || is_date_and_time(in_parentheses("at(", text));
  }
  static constexpr void demand(bool fits) {
    if (!fits) {
      a_schedule_runs_by_rate_of_n_minutes_hours_or_days_by_cron_of_six_fields_or_at_yyyy_mm_ddThh_mm_ss();
    }
  }
};

struct ScheduleDateRule {
  static constexpr bool fits(std::string_view text) {
    if (!text.ends_with('Z')) return false;
    text.remove_suffix(1);
    const std::size_t dot = text.find('.');
    return is_date_and_time(text.substr(0, dot)) &&
           (dot == std::string_view::npos || digits_value(text.substr(dot + 1)) >= 0);
  }
  static constexpr void demand(bool fits) {
    if (!fits) a_date_is_yyyy_mm_ddThh_mm_ssZ();
  }
};

}  // namespace detail

/// When a rule of EventBridge runs, in UTC: `rate(5 minutes)` or `cron(0 8 ? * MON-FRI *)` with
/// minutes, hours, days of the month, months, days of the week and years, one of the fields of days
/// being `?`.
/// https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-scheduled-rule-pattern.html
using RuleSchedule = CheckedText<detail::RuleScheduleRule>;

/// A date in UTC, e.g. `2030-01-31T08:00:00Z`.
using ScheduleDate = CheckedText<detail::ScheduleDateRule>;

}  // namespace omnitrack
