#include "omnitrack/logs/metric_filter.hpp"

#include <string>

#include "made_props.hpp"
#include <omnitrack/cfn/logs.hpp>
#include <omnitrack/codes.hpp>

namespace omnitrack {

namespace {

using cfn::logs::metric_filter::Dimension;
using cfn::logs::metric_filter::MetricTransformation;

MetricTransformation transformation_of(const MetricFilterProps& props) {
  MetricTransformation made{
      .metric_name = Value<std::string>(props.metric_name),
      .metric_namespace = Value<std::string>(props.name_space),
      .metric_value = Value<std::string>(props.value),
  };
  if (props.default_value) made.default_value = *props.default_value;
  const Node& dimensions = props.dimensions.node();
  for (std::uint32_t i = 0; i < dimensions.size; ++i) {
    made.dimensions.add(
        Dimension{.key = dimensions.fields[i].key,
                  .value = Value<std::string>::from_node(dimensions.fields[i].value)});
  }
  if (!props.unit.empty()) made.unit = as<MetricTransformation::Unit>(std::string_view(props.unit));
  return made;
}

}  // namespace

MetricFilter::MetricFilter(Attach at, const MadeMetricFilterProps& made)
    : Construct(std::move(at)),
      name_space_(made.props.name_space),
      metric_name_(made.props.metric_name),
      resource_(add(cfn::logs::MetricFilterProps{
          .id = primary(),
          .filter_pattern = made.props.pattern.value(),
          .log_group_name = made.log_group.name(),
          .metric_transformations = {transformation_of(made.props)},
          .filter_name = made.props.filter_name,
      })) {
  const MetricFilterProps& props = made.props;
  if (!props.pattern.problem().empty()) {
    error(codes::OT2213, props.pattern.problem(),
          "name a field of FilterPattern::space_delimited, and join patterns of JSON alone");
  }
  if (props.dimensions.is_set() && props.default_value) {
    error(codes::OT2214, "a metric filter has both dimensions and a default value",
          "leave default_value out: with dimensions there is none");
  }
}

Metric MetricFilter::metric(const Map<std::string>& dimension_values) const {
  return MetricProps{.name_space = Text(name_space_),
                     .metric_name = Text(metric_name_),
                     .dimensions = dimension_values,
                     .statistic = "Sum"};
}

}  // namespace omnitrack
