#pragma once

#include <omnitrack/checked_number.hpp>
#include <omnitrack/cloudwatch/any_alarm.hpp>
#include <omnitrack/cloudwatch/metric.hpp>
#include <omnitrack/json.hpp>
#include <omnitrack/optional.hpp>

namespace omnitrack {

class Function;
class LogGroup;

namespace detail {

inline void a_widget_is_1_to_24_columns_wide() {}
inline void a_widget_is_1_to_1000_rows_high() {}

}  // namespace detail

/// The width of a widget, in columns of a dashboard that has 24.
using WidgetWidth = CheckedNumber<detail::Between<1, 24, detail::a_widget_is_1_to_24_columns_wide>>;
/// The height of a widget, in rows.
using WidgetHeight =
    CheckedNumber<detail::Between<1, 1000, detail::a_widget_is_1_to_1000_rows_high>>;

/// An axis of a graph.
struct GraphAxis {
  /// What stands beside it.
  Text label = {};
  /// Where it ends; where CloudWatch chooses if it is left out.
  Optional<double> max = {};
  /// Where it begins; where CloudWatch chooses if it is left out.
  Optional<double> min = {};
  /// Whether the unit stands beside it.
  Bool show_units = true;
};

/// What is shaded beside a line.
enum class GraphFill : std::uint8_t { none, above, below };

/// A line across a graph.
struct GraphLine {
  /// Where it crosses the axis.
  double value = 0;
  /// The colour, e.g. `#d62728`; CloudWatch chooses where it is left out.
  Text color = {};
  /// What is shaded beside it.
  GraphFill fill = GraphFill::none;
  /// What stands beside it.
  Text label = {};
  /// Whether it is drawn.
  Bool visible = true;
};

/// A time that is marked in a graph.
struct GraphTime {
  /// The time, e.g. `2026-01-31T12:00:00Z`.
  Required<Text, struct required_time> time;
  /// The colour, e.g. `#d62728`; CloudWatch chooses where it is left out.
  Text color = {};
  /// What stands beside it.
  Text label = {};
};

/// How metrics are shown in a graph.
enum class GraphView : std::uint8_t { time_series, bar, pie };

/// Where the names of the lines stand.
enum class GraphLegend : std::uint8_t { bottom, right, hidden };

/// A graph of metrics.
/// https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/CloudWatch-Dashboard-Body-Structure.html
struct GraphWidget {
  /// The height in rows, 1 to 1,000.
  WidgetHeight height = 6;
  /// The metrics on the left axis.
  Items<Metric> left = {};
  /// The left axis.
  GraphAxis left_axis = {};
  /// Lines across the graph, at values of the left axis.
  Items<GraphLine> left_lines = {};
  /// Where the names of the metrics stand.
  GraphLegend legend = GraphLegend::bottom;
  /// Whether the last period is shown before it is over.
  Bool live_data = false;
  /// The period of all metrics, in seconds; their own where it is left out.
  MetricPeriod period = {};
  /// The metrics on the right axis.
  Items<Metric> right = {};
  /// The right axis.
  GraphAxis right_axis = {};
  /// Lines across the graph, at values of the right axis.
  Items<GraphLine> right_lines = {};
  /// Whether the lines are put on top of each other.
  Bool stacked = false;
  /// Times that are marked.
  Items<GraphTime> times = {};
  /// What stands above it.
  Text title = {};
  /// How the metrics are shown.
  GraphView view = GraphView::time_series;
  /// The width in columns, 1 to 24.
  WidgetWidth width = 6;
};

/// The newest values of metrics as numbers.
struct SingleValueWidget {
  /// The metrics.
  Required<Items<Metric>, struct required_metrics> metrics;
  /// Whether all digits are shown.
  Bool full_precision = false;
  /// The height in rows, 1 to 1,000.
  WidgetHeight height = 3;
  /// Whether the number is of the whole time range instead of the last period.
  Bool of_time_range = false;
  /// The period of all metrics, in seconds; their own where it is left out.
  MetricPeriod period = {};
  /// Whether a small graph is drawn below the number.
  Bool sparkline = false;
  /// What stands above it.
  Text title = {};
  /// The width in columns, 1 to 24.
  WidgetWidth width = 6;
};

/// The newest values of metrics within bounds.
struct GaugeWidget {
  /// The metrics.
  Required<Items<Metric>, struct required_metrics> metrics;
  /// Where the gauge begins and ends.
  GraphAxis axis = {.max = 100, .min = 0};
  /// The height in rows, 1 to 1,000.
  WidgetHeight height = 6;
  /// Lines at values of the gauge.
  Items<GraphLine> lines = {};
  /// Whether the value is of the whole time range instead of the last period.
  Bool of_time_range = false;
  /// The period of all metrics, in seconds; their own where it is left out.
  MetricPeriod period = {};
  /// What stands above it.
  Text title = {};
  /// The width in columns, 1 to 24.
  WidgetWidth width = 6;
};

/// A text.
struct TextWidget {
  /// The text in Markdown.
  Required<Value<std::string>, struct required_markdown> markdown;
  /// The height in rows, 1 to 1,000.
  WidgetHeight height = 6;
  /// Whether it has no frame.
  Bool transparent = false;
  /// The width in columns, 1 to 24.
  WidgetWidth width = 6;
};

/// A graph of what an alarm watches, with its threshold.
struct AlarmWidget {
  /// The alarm.
  Required<Link<const AnyAlarm>, struct required_alarm> alarm;
  /// The height in rows, 1 to 1,000.
  WidgetHeight height = 6;
  /// The left axis.
  GraphAxis left_axis = {};
  /// What stands above it.
  Text title = {};
  /// The width in columns, 1 to 24.
  WidgetWidth width = 6;
};

/// The order of alarms.
enum class AlarmOrder : std::uint8_t { as_given, by_state_change, by_time };

/// The states of alarms.
struct AlarmStatusWidget {
  /// The alarms, 100 at most.
  Required<Items<Link<const AnyAlarm>>, struct required_alarms> alarms;
  /// The height in rows, 1 to 1,000.
  WidgetHeight height = 3;
  /// Their order.
  AlarmOrder order = AlarmOrder::as_given;
  /// Those that are shown; all where it is left out.
  Items<AlarmState> states = {};
  /// What stands above it.
  Text title = {};
  /// The width in columns, 1 to 24.
  WidgetWidth width = 6;
};

/// How the results of a query are shown.
enum class LogQueryView : std::uint8_t { table, line, stacked_area, bar, pie };

/// The results of a query of log groups.
struct LogQueryWidget {
  /// The log groups, 50 at most.
  Required<Items<Link<const LogGroup>>, struct required_log_groups> log_groups;
  /// The query as CloudWatch Logs Insights writes it, e.g. `fields @timestamp, @message`.
  /// https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CWL_QuerySyntax.html
  Required<Text, struct required_query> query;
  /// The height in rows, 1 to 1,000.
  WidgetHeight height = 6;
  /// What stands above it.
  Text title = {};
  /// How the results are shown.
  LogQueryView view = LogQueryView::table;
  /// The width in columns, 1 to 24.
  WidgetWidth width = 6;
};

/// Whatever a function draws.
/// https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/add_custom_widget_dashboard.html
struct CustomWidget {
  /// The function, which whoever looks at the dashboard must be allowed to invoke.
  Required<Link<const Function>, struct required_function> function;
  /// The height in rows, 1 to 1,000.
  WidgetHeight height = 6;
  /// What the function is given.
  Map<Json> parameters = {};
  /// What stands above it.
  Text title = {};
  /// Whether it is drawn anew when the dashboard is.
  Bool update_on_refresh = true;
  /// The width in columns, 1 to 24.
  WidgetWidth width = 6;
};

/// A widget of a dashboard, of any kind.
class Widget {
 public:
  /// A graph.
  Widget(const GraphWidget& graph);
  /// Numbers.
  Widget(const SingleValueWidget& numbers);
  /// Gauges.
  Widget(const GaugeWidget& gauges);
  /// A text.
  Widget(const TextWidget& text);
  /// A graph of an alarm.
  Widget(const AlarmWidget& alarm);
  /// The states of alarms.
  Widget(const AlarmStatusWidget& alarms);
  /// The results of a query.
  Widget(const LogQueryWidget& query);
  /// Whatever a function draws.
  Widget(const CustomWidget& custom);

  /// The width in columns.
  [[nodiscard]] const WidgetWidth& width() const { return width_; }
  /// The height in rows.
  [[nodiscard]] const WidgetHeight& height() const { return height_; }
  /// The kind, as a dashboard writes it.
  [[nodiscard]] std::string_view type() const { return type_; }
  /// Whether it says which region it shows.
  [[nodiscard]] bool has_region() const { return type_ == "metric" || type_ == "log"; }
  /// What it shows.
  [[nodiscard]] const Json& properties() const { return properties_; }
  /// An id that is given to two of its metrics; empty where there is none.
  [[nodiscard]] std::string_view clash() const { return clash_; }
  /// A period of its metrics that CloudWatch does not offer, in seconds; 0 where there is none.
  [[nodiscard]] std::int64_t broken_period() const { return broken_period_; }

 private:
  void set_metrics(const Items<Metric>& left, const Items<Metric>& right);
  void set_period(const MetricPeriod& period);

  Text type_;
  WidgetWidth width_;
  WidgetHeight height_;
  Json properties_ = Json::object({});
  Text clash_;
  std::int64_t broken_period_ = 0;
};

}  // namespace omnitrack
