#include "omnitrack/cloudwatch/widget.hpp"

#include <string>

#include "metric_query.hpp"
#include <omnitrack/fn.hpp>
#include <omnitrack/lambda/function.hpp>
#include <omnitrack/logs/log_group.hpp>

namespace omnitrack {

namespace {

void set_text(Json& json, std::string_view key, const Text& text) {
  if (!text.empty()) json.set(key, text);
}

Json axis_json(const GraphAxis& axis) {
  Json json = Json::object({});
  set_text(json, "label", axis.label);
  if (axis.min) json.set("min", *axis.min);
  if (axis.max) json.set("max", *axis.max);
  if (!axis.show_units) json.set("showUnits", false);
  return json;
}

void add_lines(Json& lines, const Items<GraphLine>& given, std::string_view axis) {
  for (const GraphLine& line : given) {
    Json json = Json::object({{"value", line.value}});
    set_text(json, "label", line.label);
    set_text(json, "color", line.color);
    if (line.fill != GraphFill::none) {
      json.set("fill", line.fill == GraphFill::above ? "above" : "below");
    }
    if (!line.visible) json.set("visible", false);
    if (!axis.empty()) json.set("yAxis", axis);
    lines.add(json);
  }
}

void set_axes(Json& properties, const GraphAxis& left, const GraphAxis& right) {
  const Json left_json = axis_json(left);
  const Json right_json = axis_json(right);
  Json axes = Json::object({});
  if (left_json.node().size > 0) axes.set("left", left_json);
  if (right_json.node().size > 0) axes.set("right", right_json);
  if (axes.node().size > 0) properties.set("yAxis", axes);
}

void set_annotations(Json& properties, const Items<GraphLine>& left, const Items<GraphLine>& right,
                     const Items<GraphTime>& times) {
  if (left.empty() && right.empty() && times.empty()) return;
  Json annotations = Json::object({});
  Json lines = Json::array({});
  add_lines(lines, left, right.empty() ? "" : "left");
  add_lines(lines, right, "right");
  if (lines.node().size > 0) annotations.set("horizontal", lines);
  Json marks = Json::array({});
  for (const GraphTime& time : times) {
    Json mark = Json::object({{"value", Json(time.time)}});
    set_text(mark, "label", time.label);
    set_text(mark, "color", time.color);
    marks.add(mark);
  }
  if (!times.empty()) annotations.set("vertical", marks);
  properties.set("annotations", annotations);
}

// https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/CloudWatch-Dashboard-Body-Structure.html#CloudWatch-Dashboard-Properties-Metrics-Array-Format
Json line_of(const cloudwatch::MetricQuery& query, bool is_shown, bool is_right, bool needs_id) {
  const MetricProps& settings = query.node->measured;
  Json options = Json::object({});
  if (query.measured == nullptr) options.set("expression", query.expression);
  if (needs_id) options.set("id", query.id);
  set_text(options, "label", settings.label);
  set_text(options, "color", settings.color);
  if (!is_shown) options.set("visible", false);
  if (is_right) options.set("yAxis", "right");
  if (settings.period.is_set()) options.set("period", settings.period.value());
  if (query.measured == nullptr) return Json::array({options});
  options.set("stat", settings.statistic);
  set_text(options, "region", settings.region);
  if (settings.account.is_set()) options.set("accountId", settings.account);
  Json line = Json::array({Json(settings.name_space), Json(settings.metric_name)});
  const Node& dimensions = settings.dimensions.node();
  for (std::uint32_t i = 0; i < dimensions.size; ++i) {
    line.add(dimensions.fields[i].key);
    line.add(Json::from_node(dimensions.fields[i].value));
  }
  line.add(options);
  return line;
}

std::string_view order_name(AlarmOrder order) {
  return order == AlarmOrder::by_time ? "timestamp" : "stateUpdatedTimestamp";
}

std::string_view name_of(AlarmState state) {
  switch (state) {
    case AlarmState::ok:
      return "OK";
    case AlarmState::insufficient_data:
      return "INSUFFICIENT_DATA";
    case AlarmState::alarm:
      break;
  }
  return "ALARM";
}

constexpr std::string_view graph_views[] = {"timeSeries", "bar", "pie"};
constexpr std::string_view legends[] = {"bottom", "right", "hidden"};
constexpr std::string_view query_views[] = {"table", "timeSeries", "timeSeries", "bar", "pie"};

template <class E>
std::string_view word_of(const std::string_view* words, E value) {
  return words[static_cast<std::size_t>(value)];
}

}  // namespace

void Widget::set_metrics(const Items<Metric>& left, const Items<Metric>& right) {
  cloudwatch::MetricQueries queries;
  std::vector<std::size_t> shown;
  for (const Metric& metric : left) shown.push_back(queries.add(metric));
  const std::size_t lefts = shown.size();
  for (const Metric& metric : right) shown.push_back(queries.add(metric));
  if (!queries.clashes().empty()) clash_ = queries.clashes().front();
  for (const Items<Metric>& metrics : {left, right}) {
    for (const Metric& metric : metrics) {
      if (broken_period_ == 0) broken_period_ = cloudwatch::broken_period(metric.node());
    }
  }
  bool has_expression = false;
  for (const auto& query : queries.all()) has_expression |= query.measured == nullptr;
  Json lines = Json::array({});
  for (std::size_t i = 0; i < queries.all().size(); ++i) {
    bool is_left = false;
    bool is_right = false;
    for (std::size_t each = 0; each < shown.size(); ++each) {
      if (shown[each] == i) (each < lefts ? is_left : is_right) = true;
    }
    lines.add(line_of(queries.all()[i], is_left || is_right, is_right && !is_left, has_expression));
  }
  properties_.set("metrics", lines);
}

void Widget::set_period(const MetricPeriod& period) {
  if (period.is_broken()) broken_period_ = period.number();
  if (period.is_set()) properties_.set("period", period.value());
}

Widget::Widget(const GraphWidget& graph)
    : type_("metric"), width_(graph.width), height_(graph.height) {
  properties_.set("view", word_of(graph_views, graph.view));
  set_text(properties_, "title", graph.title);
  set_metrics(graph.left, graph.right);
  if (graph.stacked) properties_.set("stacked", true);
  if (graph.live_data) properties_.set("liveData", true);
  set_period(graph.period);
  if (graph.legend != GraphLegend::bottom) {
    properties_.set("legend", Json::object({{"position", word_of(legends, graph.legend)}}));
  }
  set_axes(properties_, graph.left_axis, graph.right_axis);
  set_annotations(properties_, graph.left_lines, graph.right_lines, graph.times);
}

Widget::Widget(const SingleValueWidget& numbers)
    : type_("metric"), width_(numbers.width), height_(numbers.height) {
  properties_.set("view", "singleValue");
  set_text(properties_, "title", numbers.title);
  set_metrics(numbers.metrics, {});
  if (numbers.full_precision) properties_.set("singleValueFullPrecision", true);
  if (numbers.of_time_range) properties_.set("setPeriodToTimeRange", true);
  if (numbers.sparkline) properties_.set("sparkline", true);
  set_period(numbers.period);
}

Widget::Widget(const GaugeWidget& gauges)
    : type_("metric"), width_(gauges.width), height_(gauges.height) {
  properties_.set("view", "gauge");
  set_text(properties_, "title", gauges.title);
  set_metrics(gauges.metrics, {});
  if (gauges.of_time_range) properties_.set("setPeriodToTimeRange", true);
  set_period(gauges.period);
  set_axes(properties_, gauges.axis, {});
  set_annotations(properties_, gauges.lines, {}, {});
}

Widget::Widget(const TextWidget& text) : type_("text"), width_(text.width), height_(text.height) {
  properties_.set("markdown", text.markdown);
  if (text.transparent) properties_.set("background", "transparent");
}

Widget::Widget(const AlarmWidget& alarm)
    : type_("metric"), width_(alarm.width), height_(alarm.height) {
  properties_.set("view", "timeSeries");
  set_text(properties_, "title", alarm.title);
  properties_.set("annotations",
                  Json::object({{"alarms", Json::array({alarm.alarm->alarm_arn()})}}));
  set_axes(properties_, alarm.left_axis, {});
}

Widget::Widget(const AlarmStatusWidget& alarms)
    : type_("alarm"), width_(alarms.width), height_(alarms.height) {
  set_text(properties_, "title", alarms.title);
  Json arns = Json::array({});
  for (const auto& alarm : alarms.alarms) arns.add(alarm->alarm_arn());
  properties_.set("alarms", arns);
  if (alarms.order != AlarmOrder::as_given) properties_.set("sortBy", order_name(alarms.order));
  if (alarms.states.empty()) return;
  Json states = Json::array({});
  for (const AlarmState state : alarms.states) states.add(name_of(state));
  properties_.set("states", states);
}

Widget::Widget(const LogQueryWidget& query)
    : type_("log"), width_(query.width), height_(query.height) {
  properties_.set("view", word_of(query_views, query.view));
  set_text(properties_, "title", query.title);
  if (query.view == LogQueryView::stacked_area) properties_.set("stacked", true);
  Value<std::string> text = "";
  for (const auto& group : query.log_groups) {
    text = concat(text, "SOURCE '", group->name(), "' | ");
  }
  properties_.set("query", concat(text, query.query));
}

Widget::Widget(const CustomWidget& custom)
    : type_("custom"), width_(custom.width), height_(custom.height) {
  set_text(properties_, "title", custom.title);
  properties_.set("endpoint", custom.function->arn());
  if (custom.parameters.is_set()) properties_.set("params", custom.parameters);
  properties_.set("updateOn",
                  Json::object({{"refresh", static_cast<bool>(custom.update_on_refresh)},
                                {"resize", true},
                                {"timeRange", true}}));
}

}  // namespace omnitrack
