#include "validate/rules/windows.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <string>

#include "support/letters.hpp"

namespace omnitrack::validate {

namespace {

constexpr unsigned day = 24 * 60;
constexpr unsigned week = 7 * day;
constexpr std::array<std::string_view, 7> days{"mon", "tue", "wed", "thu", "fri", "sat", "sun"};

struct Window {
  unsigned begin = 0;
  unsigned length = 0;
  unsigned period = day;
};

struct Moment {
  unsigned minute = 0;
  bool has_day = false;
};

std::optional<unsigned> two_digits(std::string_view text, unsigned most) {
  const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
  if (text.size() != 2 || !is_digit(text[0]) || !is_digit(text[1])) return std::nullopt;
  const auto number = static_cast<unsigned>((text[0] - '0') * 10 + (text[1] - '0'));
  return number > most ? std::nullopt : std::optional(number);
}

std::optional<Moment> moment_of(std::string_view text) {
  constexpr std::string_view time = "hh:mm";
  constexpr std::string_view with_day = "ddd:hh:mm";
  Moment moment;
  if (text.size() == with_day.size()) {
    const auto* found = std::ranges::find(days, support::to_lower(text.substr(0, 3)));
    if (found == days.end() || text[3] != ':') return std::nullopt;
    moment = {static_cast<unsigned>(found - days.begin()) * day, true};
    text.remove_prefix(4);
  }
  if (text.size() != time.size() || text[2] != ':') return std::nullopt;
  const auto hour = two_digits(text.substr(0, 2), 23);
  const auto minute = two_digits(text.substr(3), 59);
  if (!hour || !minute) return std::nullopt;
  moment.minute += *hour * 60 + *minute;
  return moment;
}

std::optional<Window> window_of(std::string_view text) {
  const std::size_t dash = text.find('-');
  if (dash == std::string_view::npos) return std::nullopt;
  const auto begin = moment_of(text.substr(0, dash));
  const auto end = moment_of(text.substr(dash + 1));
  if (!begin || !end || begin->has_day != end->has_day) return std::nullopt;
  const unsigned period = begin->has_day ? week : day;
  return Window{begin->minute, (end->minute + period - begin->minute) % period, period};
}

}  // namespace

std::optional<unsigned> minutes_of_window(std::string_view text) {
  const auto window = window_of(text);
  return window ? std::optional(window->length) : std::nullopt;
}

std::optional<bool> do_windows_meet(std::string_view left, std::string_view right) {
  const auto one = window_of(left);
  const auto other = window_of(right);
  if (!one || !other) return std::nullopt;
  for (unsigned i = one->begin; i < week; i += one->period) {
    for (unsigned j = other->begin; j < week; j += other->period) {
      if ((j + week - i) % week < one->length || (i + week - j) % week < other->length) return true;
    }
  }
  return false;
}

std::optional<double> seconds_of_time(std::string_view text) {
  constexpr std::string_view day_form = "yyyy-mm-dd";
  if (text.size() < day_form.size() || text[4] != '-' || text[7] != '-') return std::nullopt;
  const auto century = two_digits(text.substr(0, 2), 99);
  const auto year = two_digits(text.substr(2, 2), 99);
  const auto month = two_digits(text.substr(5, 2), 12);
  const auto day_of_month = two_digits(text.substr(8, 2), 31);
  if (!century || !year || !month || !day_of_month) return std::nullopt;
  const std::chrono::year_month_day date(
      std::chrono::year(static_cast<int>(*century * 100 + *year)), std::chrono::month(*month),
      std::chrono::day(*day_of_month));
  if (!date.ok()) return std::nullopt;
  double seconds =
      std::chrono::duration<double>(std::chrono::sys_days(date).time_since_epoch()).count();
  text.remove_prefix(day_form.size());
  if (text.empty()) return seconds;
  if (text[0] != 'T' && text[0] != ' ') return std::nullopt;
  text.remove_prefix(1);
  for (const unsigned unit : {3600U, 60U, 1U}) {
    const auto digits =
        two_digits(text.substr(0, std::min<std::size_t>(2, text.size())), unit == 3600 ? 23 : 59);
    if (!digits) return std::nullopt;
    seconds += *digits * unit;
    text.remove_prefix(2);
    if (unit == 1 || text.empty() || text[0] != ':') break;
    text.remove_prefix(1);
  }
  if (text.starts_with('.')) text.remove_prefix(std::min(text.find_first_of("Z+-"), text.size()));
  if (text.empty() || text == "Z") return seconds;
  const bool is_east = text[0] == '+';
  const auto offset = is_east || text[0] == '-' ? moment_of(text.substr(1)) : std::nullopt;
  if (!offset || offset->has_day) return std::nullopt;
  return seconds - (is_east ? 60.0 : -60.0) * offset->minute;
}

}  // namespace omnitrack::validate
