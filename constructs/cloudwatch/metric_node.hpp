#pragma once

#include <omnitrack/cloudwatch/metric.hpp>

namespace omnitrack::detail {

/// What a metric is made of: a measurement, a number, two nodes with an operator between, or an
/// expression of CloudWatch's with the metrics that it names. It lives as long as the app.
struct MetricNode {
  enum class Kind : std::uint8_t { measurement, number, operation, expression };

  Kind kind = Kind::measurement;
  char op = 0;           // of an operation: + - * /
  double number = 0;     // of a number
  MetricProps measured;  // of a measurement; the others use `color`, `label` and `period`
  const MetricNode* left = nullptr;   // of an operation
  const MetricNode* right = nullptr;  // of an operation
  Text text = {};                     // of an expression
  Items<NamedMetric> named = {};      // of an expression
};

}  // namespace omnitrack::detail
