#pragma once

#include <omnitrack/checked_text.hpp>

namespace omnitrack {

namespace detail {

// From the first minute of the week, Monday 00:00, or of the day.
struct MinuteWindow {
  int begin = -1;
  int length = 0;
};

constexpr int minute_of_day(std::string_view text) {
  const auto is_digit = [&](int i) { return text[i] >= '0' && text[i] <= '9'; };
  if (text.size() != 5 || text[2] != ':') return -1;
  if (!is_digit(0) || !is_digit(1) || !is_digit(3) || !is_digit(4)) return -1;
  const int hour = (text[0] - '0') * 10 + text[1] - '0';
  const int minute = (text[3] - '0') * 10 + text[4] - '0';
  return hour < 24 && minute < 60 ? hour * 60 + minute : -1;
}

constexpr int minute_of_week(std::string_view text) {
  constexpr std::string_view days[] = {"mon", "tue", "wed", "thu", "fri", "sat", "sun"};
  if (text.size() != 9 || text[3] != ':') return -1;
  const int minute = minute_of_day(text.substr(4));
  for (int day = 0; day < 7; ++day) {
    if (minute >= 0 && text.substr(0, 3) == days[day]) return day * 24 * 60 + minute;
  }
  return -1;
}

// The window of a text such as `03:00-04:00`; one that ends before it begins goes on in the next
// period. `begin` is -1 where the text is none.
constexpr MinuteWindow parse_window(std::string_view text, int (*parse)(std::string_view),
                                    int period) {
  const std::size_t dash = text.find('-');
  if (dash == std::string_view::npos) return {};
  const int begin = parse(text.substr(0, dash));
  const int end = parse(text.substr(dash + 1));
  if (begin < 0 || end < 0) return {};
  return {begin, (end - begin + period) % period};
}

constexpr int minutes_of_a_day = 24 * 60;
constexpr int minutes_of_a_week = 7 * minutes_of_a_day;

constexpr MinuteWindow weekly_window(std::string_view text) {
  return parse_window(text, minute_of_week, minutes_of_a_week);
}
constexpr MinuteWindow daily_window(std::string_view text) {
  return parse_window(text, minute_of_day, minutes_of_a_day);
}

// Not constexpr: the compiler's message shows the name of what a broken literal calls.
inline void a_maintenance_window_is_an_hour_at_least_such_as_sun_05_00_dash_sun_06_00() {}
inline void a_snapshot_window_is_an_hour_at_least_such_as_03_00_dash_04_00() {}

struct MaintenanceWindowRule {
  static constexpr bool fits(std::string_view text) { return weekly_window(text).length >= 60; }
  static constexpr void demand(bool fits) {
    if (!fits) a_maintenance_window_is_an_hour_at_least_such_as_sun_05_00_dash_sun_06_00();
  }
};

struct SnapshotWindowRule {
  static constexpr bool fits(std::string_view text) { return daily_window(text).length >= 60; }
  static constexpr void demand(bool fits) {
    if (!fits) a_snapshot_window_is_an_hour_at_least_such_as_03_00_dash_04_00();
  }
};

}  // namespace detail

/// When a week's maintenance may be done, in UTC, such as `sun:05:00-sun:06:00`: an hour at least.
using MaintenanceWindow = CheckedText<detail::MaintenanceWindowRule>;
/// When a day's snapshot begins, in UTC, such as `03:00-04:00`: an hour at least.
using SnapshotWindow = CheckedText<detail::SnapshotWindowRule>;

}  // namespace omnitrack
