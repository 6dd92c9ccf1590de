#pragma once

#include <concepts>

#include <omnitrack/checked_number.hpp>
#include <omnitrack/items.hpp>
#include <omnitrack/map.hpp>
#include <omnitrack/required.hpp>

namespace omnitrack {

class Alarm;
class Construct;

namespace detail {

inline void the_period_of_a_metric_is_1_5_10_20_30_or_a_multiple_of_60_seconds_up_to_a_day() {}

struct MetricPeriodRule {
  static constexpr std::int64_t unit = 1;
  static constexpr bool fits(std::int64_t seconds) {
    if (seconds == 1 || seconds == 5 || seconds == 10 || seconds == 20 || seconds == 30)
      return true;
    return seconds >= 60 && seconds <= 86400 && seconds % 60 == 0;
  }
  static constexpr void demand(bool fits) {
    if (!fits) the_period_of_a_metric_is_1_5_10_20_30_or_a_multiple_of_60_seconds_up_to_a_day();
  }
};

}  // namespace detail

/// How much time a data point of a metric stands for, in seconds: 1, 5, 10, 20, 30, or a multiple
/// of 60 up to a day.
using MetricPeriod = CheckedNumber<detail::MetricPeriodRule>;

/// Properties of a metric.
/// https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/cloudwatch_concepts.html
struct MetricProps {
  /// Where the metric is, e.g. `AWS/SQS`, or a name of one's own.
  Required<Text, struct required_name_space> name_space;
  /// Its name, e.g. `NumberOfMessagesSent`.
  Required<Text, struct required_metric_name> metric_name;
  /// Another account's number, which shares its metrics with this one.
  Value<std::string> account = {};
  /// The colour of its line in a graph, e.g. `#d62728`; CloudWatch chooses where it is left out.
  Text color = {};
  /// What it is measured of, by up to 30 names with values.
  Map<std::string> dimensions = {};
  /// What a graph calls it.
  Text label = {};
  /// How much time a data point stands for, in seconds.
  MetricPeriod period = 300;
  /// Another region, for graphs alone.
  Text region = {};
  /// How the measurements of a period become one number, e.g. `Sum`, `Average`, `p99`.
  Text statistic = "Average";
  /// The unit of the measurements that count, e.g. `Seconds`; all where it is left out.
  Text unit = {};
};

namespace detail {
struct MetricNode;
}

/// A metric of CloudWatch as a value: what is measured, how the measurements become numbers, and
/// what is reckoned of several of them, e.g. `errors.sum() / invocations.sum() * 100`.
/// https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/using-metric-math.html
class Metric {
 public:
  /// What is measured.
  Metric(const MetricProps& props);

  /// An expression of CloudWatch's, which names its metrics by ids that begin with a lower-case
  /// letter, e.g. `{"FILL(m, 0)", {{"m", errors}}}`.
  static Metric expression(std::string_view text, const Items<struct NamedMetric>& metrics = {});

  /// The same metric by another statistic.
  [[nodiscard]] Metric average() const { return statistic("Average"); }
  /// The same metric by another statistic.
  [[nodiscard]] Metric maximum() const { return statistic("Maximum"); }
  /// The same metric by another statistic.
  [[nodiscard]] Metric minimum() const { return statistic("Minimum"); }
  /// The value below which a percentage of the measurements is, e.g. 99 or 99.9.
  [[nodiscard]] Metric percentile(double percentage) const;
  /// How many measurements there were.
  [[nodiscard]] Metric sample_count() const { return statistic("SampleCount"); }
  /// The same metric by another statistic.
  [[nodiscard]] Metric sum() const { return statistic("Sum"); }
  /// The same metric by a statistic as CloudWatch writes it, e.g. `tm90`.
  [[nodiscard]] Metric statistic(std::string_view name) const;
  /// The same over another period; of an expression, of all its metrics.
  [[nodiscard]] Metric every(const MetricPeriod& period) const;
  /// The same in another colour in graphs, e.g. `#d62728`.
  [[nodiscard]] Metric colored(std::string_view color) const;
  /// The same under another name in graphs.
  [[nodiscard]] Metric labelled(std::string_view label) const;

  /// Makes an alarm on it below a construct; `<omnitrack/cloudwatch/alarm.hpp>` has the properties.
  Alarm& create_alarm(Construct& scope, const struct MetricAlarmProps& props) const;

  /// A number of an expression, or a metric.
  class Operand {
   public:
    /// A metric.
    Operand(const Metric& metric) : node_(metric.node_) {}
    /// A number.
    template <class A>
      requires(std::is_arithmetic_v<A> && !std::same_as<A, bool>)
    Operand(A number) : node_(of_number(static_cast<double>(number))) {}

   private:
    friend class Metric;
    static const detail::MetricNode* of_number(double number);
    const detail::MetricNode* node_;
  };

  friend Metric operator+(const Operand& a, const Operand& b) { return combine(a, '+', b); }
  friend Metric operator-(const Operand& a, const Operand& b) { return combine(a, '-', b); }
  friend Metric operator*(const Operand& a, const Operand& b) { return combine(a, '*', b); }
  friend Metric operator/(const Operand& a, const Operand& b) { return combine(a, '/', b); }

  /// What it is made of, for the constructs that write it.
  [[nodiscard]] const detail::MetricNode& node() const { return *node_; }

 private:
  explicit Metric(const detail::MetricNode* node) : node_(node) {}
  static Metric combine(const Operand& a, char op, const Operand& b);

  const detail::MetricNode* node_;
};

/// A metric of an expression with the id that the expression names it by.
struct NamedMetric {
  /// A lower-case letter, then letters, digits and `_`.
  Text id;
  /// The metric.
  Metric metric;
};

/// What CloudWatch measures. A construct of one's own takes part by deriving from it.
class Measured {
 public:
  /// One of its metrics, by the name that the service gives it.
  [[nodiscard]] virtual Metric metric(std::string_view name) const = 0;

 protected:
  ~Measured() = default;
};

}  // namespace omnitrack
