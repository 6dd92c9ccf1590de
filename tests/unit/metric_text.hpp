#pragma once

#include <string>

#include "../../constructs/cloudwatch/metric_node.hpp"

namespace omnitrack::testing_support {

/// A metric that is measured, by its name space, its name, its statistic and what it is of.
inline std::string metric_text(const Metric& metric) {
  const MetricProps& measured = metric.node().measured;
  std::string text(measured.name_space.text());
  text.append(" ").append(measured.metric_name.text());
  text.append(" ").append(measured.statistic.text());
  const Node& dimensions = measured.dimensions.node();
  for (std::uint32_t i = 0; i < dimensions.size; ++i) {
    text.append(" ").append(dimensions.fields[i].key);
  }
  return text;
}

}  // namespace omnitrack::testing_support
