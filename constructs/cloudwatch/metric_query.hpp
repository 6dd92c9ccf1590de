#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "metric_node.hpp"

namespace omnitrack::cloudwatch {

/// One line of what CloudWatch reckons a metric from: a measurement, or an expression of lines.
struct MetricQuery {
  std::string id;
  const MetricProps* measured = nullptr;  // null for an expression
  std::string expression;
  const detail::MetricNode* node = nullptr;
};

/// The lines that metrics are reckoned from, each measurement once, with the ids that expressions
/// name them by.
class MetricQueries {
 public:
  /// Adds what a metric is reckoned from, and gives the index of its own line.
  std::size_t add(const Metric& metric);

  /// The lines, those that others need first.
  [[nodiscard]] const std::vector<MetricQuery>& all() const { return queries_; }
  /// The ids that are given to two different metrics.
  [[nodiscard]] const std::vector<std::string>& clashes() const { return clashes_; }

 private:
  std::size_t add_node(const detail::MetricNode& node, std::string_view id);
  std::size_t add_measurement(const detail::MetricNode& node, std::string_view id);
  std::size_t add_expression(const detail::MetricNode& node, std::string_view id,
                             const std::string& text);
  [[nodiscard]] std::string expression_of(const detail::MetricNode& node);
  [[nodiscard]] std::string operand_of(const detail::MetricNode& node, char op, bool is_right);
  void note_names(const detail::MetricNode& node);
  [[nodiscard]] std::string new_id(char letter);
  [[nodiscard]] bool has_id(std::string_view id) const;

  std::vector<MetricQuery> queries_;
  std::vector<std::string> named_;  // the ids that expressions of the user's name
  std::vector<std::string> clashes_;
};

/// The first period of what a metric is reckoned from that CloudWatch does not offer, in seconds; 0
/// where there is none.
std::int64_t broken_period(const detail::MetricNode& node);

}  // namespace omnitrack::cloudwatch
