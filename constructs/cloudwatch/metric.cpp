#include "omnitrack/cloudwatch/metric.hpp"

#include <array>
#include <charconv>
#include <string>
#include <vector>

#include "metric_node.hpp"

namespace omnitrack {

namespace {

using detail::MetricNode;

const MetricNode* keep(const MetricNode& node) {
  return new (detail::allocate(sizeof(MetricNode), alignof(MetricNode))) MetricNode(node);
}

MetricNode of_no_measurement(MetricNode::Kind kind) {
  return {.kind = kind, .measured = {.name_space = Text(), .metric_name = Text(), .period = {}}};
}

const MetricNode* with_period(const MetricNode& node, const MetricPeriod& period) {
  MetricNode copy = node;
  copy.measured.period = period;
  if (node.left != nullptr) copy.left = with_period(*node.left, period);
  if (node.right != nullptr) copy.right = with_period(*node.right, period);
  std::vector<NamedMetric> named;
  for (const NamedMetric& each : node.named) {
    named.push_back({each.id, each.metric.every(period)});
  }
  copy.named = named;
  return keep(copy);
}

}  // namespace

Metric::Metric(const MetricProps& props) : node_(keep({.measured = props})) {}

Metric Metric::expression(std::string_view text, const Items<NamedMetric>& metrics) {
  MetricNode node = of_no_measurement(MetricNode::Kind::expression);
  node.text = text;
  node.named = metrics;
  return Metric(keep(node));
}

const MetricNode* Metric::Operand::of_number(double number) {
  MetricNode node = of_no_measurement(MetricNode::Kind::number);
  node.number = number;
  return keep(node);
}

Metric Metric::combine(const Operand& a, char op, const Operand& b) {
  MetricNode node = of_no_measurement(MetricNode::Kind::operation);
  node.op = op;
  node.left = a.node_;
  node.right = b.node_;
  return Metric(keep(node));
}

Metric Metric::percentile(double percentage) const {
  std::array<char, 32> digits{};
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), percentage);
  return statistic("p" + std::string(digits.data(), end.ptr));
}

Metric Metric::statistic(std::string_view name) const {
  MetricNode copy = *node_;
  copy.measured.statistic = name;
  return Metric(keep(copy));
}

Metric Metric::every(const MetricPeriod& period) const {
  return Metric(with_period(*node_, period));
}

Metric Metric::colored(std::string_view color) const {
  MetricNode copy = *node_;
  copy.measured.color = color;
  return Metric(keep(copy));
}

Metric Metric::labelled(std::string_view label) const {
  MetricNode copy = *node_;
  copy.measured.label = label;
  return Metric(keep(copy));
}

}  // namespace omnitrack
