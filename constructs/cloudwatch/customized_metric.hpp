#pragma once

#include "metric_node.hpp"

namespace omnitrack {

/// What is measured, as a policy of scaling by a metric of one's own says it: a
/// `CustomizedMetricSpecification` with its `MetricDimension`.
template <class Specification, class Dimension>
[[nodiscard]] Specification customized_metric(const MetricProps& measured) {
  Specification made{
      .metric_name = measured.metric_name.text(),
      .namespace_ = measured.name_space.text(),
      .statistic = as<typename Specification::Statistic>(measured.statistic.text()),
  };
  if (!measured.unit.empty()) made.unit = measured.unit.text();
  const Node& dimensions = measured.dimensions.node();
  for (std::uint32_t i = 0; dimensions.kind == NodeKind::object && i < dimensions.size; ++i) {
    made.dimensions.add(
        Dimension{.name = dimensions.fields[i].key,
                  .value = Value<std::string>::from_node(dimensions.fields[i].value)});
  }
  return made;
}

}  // namespace omnitrack
