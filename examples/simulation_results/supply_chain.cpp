#include "supply_chain.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <random>

namespace simulation {

namespace {

// The standard fixes what this engine gives, and not what its distributions make of that.
class Chance {
 public:
  explicit Chance(std::int64_t seed) : engine_(static_cast<std::uint64_t>(seed)) {}

  /// A number in [0, 1).
  double uniform() { return static_cast<double>(engine_() >> 11U) * 0x1p-53; }

  /// A count with a Poisson distribution, by the method of multiplication.
  std::int64_t count(double exp_of_minus_mean) {
    std::int64_t count = 0;
    for (double product = 1 - uniform(); product > exp_of_minus_mean; ++count) {
      product *= 1 - uniform();
    }
    return count;
  }

 private:
  std::mt19937_64 engine_;
};

struct Course {
  double fill_rate;
  double stockout_days;
  double average_stock;
};

// One possible course of the days: deliveries come in the morning, customers during the day, and
// an order goes out in the evening where one is due, later while the supplier is disrupted.
Course run(const Parameters& parameters, Chance& chance) {
  const double no_demand = std::exp(-parameters.daily_demand);
  const double disruption = std::min(1.0, parameters.disruptions_per_year / 365);
  std::vector<std::int64_t> arriving(static_cast<std::size_t>(
      parameters.days + parameters.lead_time_days + parameters.disruption_days + 1));
  std::int64_t stock = parameters.order_up_to;
  std::int64_t on_its_way = 0;
  std::int64_t disrupted_until = 0;
  std::int64_t asked = 0;
  std::int64_t met = 0;
  std::int64_t stockout_days = 0;
  std::int64_t stock_days = 0;

  for (std::int64_t day = 0; day < parameters.days; ++day) {
    const std::int64_t arrived = arriving[static_cast<std::size_t>(day)];
    stock += arrived;
    on_its_way -= arrived;

    const std::int64_t demand = chance.count(no_demand);
    const std::int64_t sold = std::min(demand, stock);
    stock -= sold;
    asked += demand;
    met += sold;
    stockout_days += sold < demand ? 1 : 0;
    stock_days += stock;

    if (day >= disrupted_until && chance.uniform() < disruption) {
      disrupted_until = day + parameters.disruption_days;
    }
    if (stock + on_its_way <= parameters.reorder_point) {
      const std::int64_t ordered = parameters.order_up_to - stock - on_its_way;
      const std::int64_t departure = std::max(day, disrupted_until);
      arriving[static_cast<std::size_t>(departure + parameters.lead_time_days)] += ordered;
      on_its_way += ordered;
    }
  }
  return {asked == 0 ? 1 : static_cast<double>(met) / static_cast<double>(asked),
          static_cast<double>(stockout_days),
          static_cast<double>(stock_days) / static_cast<double>(parameters.days)};
}

double mean(const std::vector<double>& values) {
  return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}

double standard_error(const std::vector<double>& values) {
  if (values.size() < 2) return 0;
  const double center = mean(values);
  double squares = 0;
  for (const double value : values) squares += (value - center) * (value - center);
  const auto count = static_cast<double>(values.size());
  return std::sqrt(squares / (count - 1) / count);
}

Distribution distribution(std::vector<double> values) {
  std::ranges::sort(values);
  const auto at = [&](double part) {
    return values[static_cast<std::size_t>(part * static_cast<double>(values.size() - 1))];
  };
  return {mean(values), at(0.05), at(0.95)};
}

std::vector<double> column(const std::vector<Course>& courses, double Course::*member) {
  std::vector<double> values;
  values.reserve(courses.size());
  for (const Course& course : courses) values.push_back(course.*member);
  return values;
}

}  // namespace

std::optional<Result> simulate(const Parameters& parameters,
                               std::chrono::steady_clock::time_point end) {
  Chance chance(parameters.seed);
  std::vector<Course> courses;
  courses.reserve(static_cast<std::size_t>(parameters.runs));
  for (std::int64_t i = 0; i < parameters.runs; ++i) {
    if (std::chrono::steady_clock::now() >= end) return std::nullopt;
    courses.push_back(run(parameters, chance));
  }
  const std::vector<double> fill_rates = column(courses, &Course::fill_rate);
  return Result{.fill_rate = distribution(fill_rates),
                .stockout_days = distribution(column(courses, &Course::stockout_days)),
                .average_stock = distribution(column(courses, &Course::average_stock)),
                .fill_rate_error = 1.96 * standard_error(fill_rates)};
}

}  // namespace simulation
