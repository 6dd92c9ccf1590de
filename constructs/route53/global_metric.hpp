#pragma once

#include <omnitrack/cloudwatch/metric.hpp>
#include <omnitrack/stack.hpp>

namespace omnitrack::route53 {

/// A metric of Route 53, which are in us-east-1 alone.
inline Metric global_metric(const Construct& of, std::string_view name, std::string_view dimension,
                            const Value<std::string>& value) {
  const bool is_elsewhere = of.stack().fixed_region() != "us-east-1";
  return MetricProps{.name_space = "AWS/Route53",
                     .metric_name = name,
                     .dimensions = {{dimension, value}},
                     .region = is_elsewhere ? std::string_view("us-east-1") : std::string_view()};
}

}  // namespace omnitrack::route53
