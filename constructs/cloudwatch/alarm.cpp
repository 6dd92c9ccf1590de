#include "omnitrack/cloudwatch/alarm.hpp"

#include <array>
#include <charconv>
#include <string>

#include "../imported.hpp"
#include "alarm_actions.hpp"
#include "metric_query.hpp"
#include <omnitrack/cfn/cloudwatch.hpp>
#include <omnitrack/codes.hpp>
#include <omnitrack/fn.hpp>

namespace omnitrack {

/// What an alarm that is made elsewhere is made of.
struct ImportedAlarmProps {
  using Makes = Alarm;
  Id id;
  Value<cfn::cloudwatch::AlarmArn> arn;
};

namespace {

namespace l1 = cfn::cloudwatch::alarm;
using Made = cfn::cloudwatch::AlarmProps;

// arn:PARTITION:cloudwatch:REGION:ACCOUNT:alarm:NAME
constexpr std::int64_t place_of_alarm_name = 6;

Made::ComparisonOperator operator_of(AlarmComparison comparison) {
  using Operator = Made::ComparisonOperator;
  switch (comparison) {
    case AlarmComparison::greater_than:
      return Operator::greater_than_threshold;
    case AlarmComparison::greater_than_or_equal:
      return Operator::greater_than_or_equal_to_threshold;
    case AlarmComparison::less_than:
      return Operator::less_than_threshold;
    case AlarmComparison::less_than_or_equal:
      break;
  }
  return Operator::less_than_or_equal_to_threshold;
}

Made::ComparisonOperator operator_of(AnomalySide side) {
  using Operator = Made::ComparisonOperator;
  switch (side) {
    case AnomalySide::above:
      return Operator::greater_than_upper_threshold;
    case AnomalySide::below:
      return Operator::less_than_lower_threshold;
    case AnomalySide::both:
      break;
  }
  return Operator::less_than_lower_or_greater_than_upper_threshold;
}

Value<Made::TreatMissingData> word_of(MissingData treatment) {
  switch (treatment) {
    case MissingData::breaching:
      return Made::TreatMissingData::breaching;
    case MissingData::not_breaching:
      return Made::TreatMissingData::not_breaching;
    case MissingData::ignore:
      return Made::TreatMissingData::ignore;
    case MissingData::missing:
      break;
  }
  return {};
}

List<l1::Dimension> dimensions_of(const MetricProps& measured) {
  List<l1::Dimension> dimensions;
  const Node& given = measured.dimensions.node();
  for (std::uint32_t i = 0; i < given.size; ++i) {
    dimensions.add(l1::Dimension{.name = given.fields[i].key,
                                 .value = Value<std::string>::from_node(given.fields[i].value)});
  }
  return dimensions;
}

bool is_plain_statistic(std::string_view statistic) {
  static constexpr std::string_view plain[] = {"Average", "Maximum", "Minimum", "SampleCount",
                                               "Sum"};
  for (const std::string_view each : plain) {
    if (each == statistic) return true;
  }
  return false;
}

Value<std::string> given(const Text& text) {
  return text.empty() ? Value<std::string>() : Value<std::string>(text);
}

l1::MetricDataQuery line_of(const cloudwatch::MetricQuery& query) {
  const MetricProps& settings = query.node->measured;
  l1::MetricDataQuery line{.id = query.id, .label = given(settings.label), .return_data = false};
  if (query.measured == nullptr) {
    line.expression = query.expression;
    // What names no metrics, such as a query of Metrics Insights, has no period of theirs.
    const bool needs_period = query.node->kind == detail::MetricNode::Kind::expression &&
                              query.node->named.empty() && !settings.period.is_set();
    line.period = needs_period ? Value<std::int64_t>(300) : settings.period.value();
    return line;
  }
  line.account_id = settings.account;
  line.metric_stat = l1::MetricStat{
      .metric = l1::Metric{.dimensions = dimensions_of(settings),
                           .metric_name = Value<std::string>(settings.metric_name),
                           .namespace_ = Value<std::string>(settings.name_space)},
      .period = settings.period.value(),
      .stat = Value<std::string>(settings.statistic),
      .unit = as<l1::MetricStat::Unit>(given(settings.unit)),
  };
  return line;
}

std::string band_of(std::string_view id, double deviations) {
  std::array<char, 64> digits{};
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), deviations);
  return "ANOMALY_DETECTION_BAND(" + std::string(id) + ", " + std::string(digits.data(), end.ptr) +
         ")";
}

Made made_props(const Id& id, Value<Made::ComparisonOperator> comparison,
                const AlarmPeriods& periods) {
  return {.id = id, .comparison_operator = comparison, .evaluation_periods = periods.value()};
}

}  // namespace

template <class Props>
void Alarm::set_common(const Props& props) {
  Made& made = resource_->props;
  made.actions_enabled = props.actions_enabled;
  made.alarm_description = props.description;
  made.alarm_name = props.alarm_name;
  made.datapoints_to_alarm = props.datapoints_to_alarm.value();
  made.treat_missing_data = word_of(props.treat_missing_data);
  const std::int64_t periods = props.evaluation_periods.number();
  const std::int64_t points = props.datapoints_to_alarm.number();
  const auto check = [this](const AlarmPeriods& number, std::string_view name) {
    if (!number.is_broken()) return;
    error(codes::OT3601,
          std::string(name) + " is " + std::to_string(number.number()) + ", which is out of bounds",
          "an alarm looks at 1 or more periods");
  };
  check(props.evaluation_periods, "evaluation_periods");
  check(props.datapoints_to_alarm, "datapoints_to_alarm");
  if (periods > 0 && points > periods) {
    error(codes::OT3602,
          std::to_string(points) + " data points are to be so of " + std::to_string(periods) +
              " periods",
          "lower datapoints_to_alarm, or raise evaluation_periods");
  }
  check_period(props.metric.node());
  check_region(props.metric.node());
  add_actions(AlarmState::alarm, props.alarm_actions);
  add_actions(AlarmState::ok, props.ok_actions);
  add_actions(AlarmState::insufficient_data, props.insufficient_data_actions);
}

Alarm& Metric::create_alarm(Construct& scope, const MetricAlarmProps& props) const {
  return scope.add(AlarmProps{
      .id = props.id,
      .metric = *this,
      .threshold = props.threshold,
      .actions_enabled = props.actions_enabled,
      .alarm_actions = props.alarm_actions,
      .alarm_name = props.alarm_name,
      .comparison = props.comparison,
      .datapoints_to_alarm = props.datapoints_to_alarm,
      .description = props.description,
      .evaluate_low_samples = props.evaluate_low_samples,
      .evaluation_periods = props.evaluation_periods,
      .insufficient_data_actions = props.insufficient_data_actions,
      .ok_actions = props.ok_actions,
      .treat_missing_data = props.treat_missing_data,
  });
}

Alarm::Alarm(Attach at, const AlarmProps& props)
    : Construct(std::move(at)),
      resource_(
          &add(made_props(primary(), operator_of(props.comparison), props.evaluation_periods))),
      arn_(resource_->attr_arn()),
      name_(resource_->ref()) {
  const detail::MetricNode& node = props.metric.node();
  // Only lines of a query name another account.
  if (node.kind == detail::MetricNode::Kind::measurement && !node.measured.account.is_set()) {
    set_measurement(props.metric);
  } else {
    set_queries(props.metric, {});
  }
  resource_->props.threshold = props.threshold;
  if (!props.evaluate_low_samples) {
    resource_->props.evaluate_low_sample_count_percentile = "ignore";
  }
  set_common(props);
}

Alarm::Alarm(Attach at, const AnomalyAlarmProps& props)
    : Construct(std::move(at)),
      resource_(&add(made_props(primary(), operator_of(props.side), props.evaluation_periods))),
      arn_(resource_->attr_arn()),
      name_(resource_->ref()) {
  if (!(props.deviations > 0)) {
    error(codes::OT3601, "deviations is not more than 0", "give e.g. 2");
  }
  set_queries(props.metric, props.deviations);
  set_common(props);
}

Alarm::Alarm(Attach at, const ImportedAlarmProps& props)
    : Construct(std::move(at)), arn_(props.arn) {
  const std::string_view text = arn_.literal_text();
  const std::size_t found = text.find(":alarm:");
  if (found != std::string_view::npos) {
    name_ = text.substr(found + 7);
  } else {
    name_ = as<cfn::cloudwatch::AlarmName>(fn::select(place_of_alarm_name, fn::split(":", arn_)));
  }
}

Alarm& Alarm::from_arn(Construct& scope, const Id& id,
                       const Value<cfn::cloudwatch::AlarmArn>& arn) {
  return scope.add(ImportedAlarmProps{.id = id, .arn = arn});
}

void Alarm::set_measurement(const Metric& metric) {
  const MetricProps& measured = metric.node().measured;
  Made& made = resource_->props;
  made.dimensions = dimensions_of(measured);
  made.metric_name = Value<std::string>(measured.metric_name);
  made.namespace_ = Value<std::string>(measured.name_space);
  made.period = measured.period.value();
  if (is_plain_statistic(measured.statistic)) {
    made.statistic = as<Made::Statistic>(std::string_view(measured.statistic));
  } else {
    made.extended_statistic = Value<std::string>(measured.statistic);
  }
  made.unit = as<Made::Unit>(given(measured.unit));
}

void Alarm::set_queries(const Metric& metric, Optional<double> deviations) {
  cloudwatch::MetricQueries queries;
  const std::size_t own = queries.add(metric);
  for (const std::string& id : queries.clashes()) {
    error(codes::OT3603, "two metrics of an expression are both named '" + id + "'",
          "give one of them another name");
  }
  Made& made = resource_->props;
  std::size_t index = 0;
  for (const cloudwatch::MetricQuery& query : queries.all()) {
    l1::MetricDataQuery line = line_of(query);
    // A band is compared with the line that it is of, so both are returned.
    line.return_data = index++ == own;
    made.metrics.add(line);
  }
  if (!deviations) return;
  made.metrics.add(l1::MetricDataQuery{
      .id = "band",
      .expression = band_of(queries.all()[own].id, *deviations),
      .return_data = true,
  });
  made.threshold_metric_id = "band";
}

// https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html
void Alarm::check_period(const detail::MetricNode& node) const {
  std::int64_t broken = cloudwatch::broken_period(node);
  // Only graphs and what asks for data know periods that are as short.
  const std::int64_t own = node.measured.period.number();
  if (own == 1 || own == 5) broken = own;
  if (broken == 0) return;
  error(codes::OT3609, "the period of the metric is " + std::to_string(broken) + " seconds",
        "an alarm takes 10, 20, 30, or a multiple of 60 up to a day");
}

void Alarm::check_region(const detail::MetricNode& node) const {
  const std::string_view region = node.measured.region;
  if (!region.empty() && region != stack().fixed_region()) {
    error(codes::OT3604, "the metric is in the region '" + std::string(region) + "'",
          "make the alarm in a stack of that region: an alarm watches metrics of its own alone");
  }
  for (const detail::MetricNode* side : {node.left, node.right}) {
    if (side != nullptr) check_region(*side);
  }
  for (const NamedMetric& each : node.named) check_region(each.metric.node());
}

List<std::string>* Alarm::actions(AlarmState state) {
  return resource_ == nullptr ? nullptr : &cloudwatch::actions_in(resource_->props, state);
}

cfn::cloudwatch::Alarm& Alarm::resource() {
  if (resource_ == nullptr) {
    refuse_of_imported(*this, "resource()");
    resource_ = &add(Made{.id = primary()});
  }
  return *resource_;
}

}  // namespace omnitrack
