#pragma once

#include <omnitrack/cloudwatch/metric.hpp>
#include <omnitrack/construct.hpp>
#include <omnitrack/logs/filter_pattern.hpp>
#include <omnitrack/optional.hpp>

namespace omnitrack::cfn::logs {
class MetricFilter;  // defined in <omnitrack/cfn/logs.hpp>
}

namespace omnitrack {

/// Properties of a metric filter, which `LogGroup::add_metric_filter` makes.
struct MetricFilterProps {
  Id id;
  /// The name of the metric.
  Required<Text, struct required_metric_name> metric_name;
  /// Where the metric is, e.g. `Shop`; not beginning with `AWS/`.
  Required<Text, struct required_name_space> name_space;
  /// Which events count.
  Required<FilterPattern, struct required_pattern> pattern;
  /// What is measured where no event counts; nothing where it is left out, and always with
  /// dimensions.
  Optional<double> default_value = {};
  /// Up to three dimensions, each of a field of the event, e.g. `{{"Page", "$.page"}}`. Each value
  /// is a metric of its own, which is paid for.
  Map<std::string> dimensions = {};
  /// The filter's name; made up by CloudFormation where it is left out.
  Value<std::string> filter_name = {};
  /// The unit of the measurements, e.g. `Milliseconds`.
  Text unit = {};
  /// What is measured: a number, or a field of the event, e.g. `$.duration`.
  Text value = "1";
};

/// Measurements that are made of the events of a log group: AWS::Logs::MetricFilter.
/// https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/MonitoringLogData.html
class MetricFilter final : public Construct {
 public:
  MetricFilter(Attach at, const struct MadeMetricFilterProps& made);

  /// The metric of what it measures, by its sum; of one with dimensions, for the values of these.
  [[nodiscard]] Metric metric(const Map<std::string>& dimension_values = {}) const;
  /// The filter's own resource.
  [[nodiscard]] cfn::logs::MetricFilter& resource() { return resource_; }

 private:
  Text name_space_;
  Text metric_name_;
  cfn::logs::MetricFilter& resource_;
};

}  // namespace omnitrack
