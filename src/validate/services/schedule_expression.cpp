#include "validate/services/schedule_expression.hpp"

#include <algorithm>
#include <vector>

namespace omnitrack::validate {

namespace {

constexpr std::size_t fields_of_cron = 6;

std::vector<std::string_view> words_of(std::string_view text) {
  std::vector<std::string_view> words;
  while (true) {
    const std::size_t begin = text.find_first_not_of(' ');
    if (begin == std::string_view::npos) return words;
    text.remove_prefix(begin);
    const std::size_t end = std::min(text.find(' '), text.size());
    words.push_back(text.substr(0, end));
    text.remove_prefix(end);
  }
}

bool is_digits(std::string_view text) {
  return !text.empty() && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

/// What is wrong with the inside of `rate(…)`; empty where nothing is.
std::string rate_problem(std::string_view inside) {
  const auto words = words_of(inside);
  if (words.size() != 2 || !is_digits(words[0])) return "a rate is a whole number and a unit";
  if (words[0].find_first_not_of('0') == std::string_view::npos) return "a rate cannot be 0";
  const bool is_one = words[0] == "1";
  for (const std::string_view unit : {"minute", "hour", "day"}) {
    const std::string plural = std::string(unit) + 's';
    if (words[1] == unit || words[1] == plural) {
      if ((words[1] == unit) == is_one) return {};
      return std::string(words[0]) + " goes with '" + (is_one ? std::string(unit) : plural) + "'";
    }
  }
  return "'" + std::string(words[1]) + "' is not a unit of a rate: minutes, hours or days";
}

/// What is wrong with the inside of `cron(…)`.
std::string cron_problem(std::string_view inside) {
  const auto fields = words_of(inside);
  if (fields.size() != fields_of_cron) {
    return "it has " + std::to_string(fields.size()) +
           " fields, not the six minute, hour, day of month, month, day of week, year";
  }
  // With a '?' elsewhere it is wrong too, but templates with that are in use.
  if (inside.find('?') == std::string_view::npos) {
    return "the day of month and the day of week are both given; one of them must be '?'";
  }
  return {};
}

}  // namespace

std::string schedule_problem(std::string_view text) {
  constexpr std::size_t opening = std::string_view("rate(").size();
  if (!text.ends_with(')') || text.size() <= opening)
    return "it is neither 'rate(…)' nor 'cron(…)'";
  const std::string_view inside = text.substr(opening, text.size() - opening - 1);
  if (text.starts_with("rate(")) return rate_problem(inside);
  if (text.starts_with("cron(")) return cron_problem(inside);
  return "it is neither 'rate(…)' nor 'cron(…)'";
}

}  // namespace omnitrack::validate
