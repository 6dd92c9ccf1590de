#include "metric_query.hpp"

#include <algorithm>
#include <array>
#include <charconv>

#include "../iam/same_value.hpp"

namespace omnitrack::cloudwatch {

using detail::MetricNode;
using Kind = MetricNode::Kind;

namespace {

bool same_texts(const MetricProps& a, const MetricProps& b) {
  const auto same = [&](auto member) { return (a.*member).text() == (b.*member).text(); };
  return same(&MetricProps::name_space) && same(&MetricProps::metric_name) &&
         same(&MetricProps::label) && same(&MetricProps::color) && same(&MetricProps::region) &&
         same(&MetricProps::statistic) && same(&MetricProps::unit);
}

bool same_measurement(const MetricProps& a, const MetricProps& b) {
  return same_texts(a, b) && iam::same_value(a.account.node(), b.account.node()) &&
         iam::same_value(a.dimensions.node(), b.dimensions.node()) &&
         iam::same_value(a.period.value().node(), b.period.value().node());
}

// Plain digits: expressions of CloudWatch know no exponents.
std::string number_text(double number) {
  std::array<char, 400> digits{};
  const auto end =
      std::to_chars(digits.data(), digits.data() + digits.size(), number, std::chars_format::fixed);
  const std::string text(digits.data(), end.ptr);
  return number < 0 ? "(" + text + ")" : text;
}

int rank_of(char op) { return op == '*' || op == '/' ? 2 : 1; }

}  // namespace

bool MetricQueries::has_id(std::string_view id) const {
  const auto is_same = [id](const MetricQuery& query) { return query.id == id; };
  return std::any_of(queries_.begin(), queries_.end(), is_same);
}

std::string MetricQueries::new_id(char letter) {
  for (int number = 1;; ++number) {
    std::string id = letter + std::to_string(number);
    if (!has_id(id) && std::find(named_.begin(), named_.end(), id) == named_.end()) return id;
  }
}

void MetricQueries::note_names(const MetricNode& node) {
  if (node.left != nullptr) note_names(*node.left);
  if (node.right != nullptr) note_names(*node.right);
  for (const NamedMetric& each : node.named) {
    named_.emplace_back(std::string_view(each.id));
    note_names(each.metric.node());
  }
}

std::size_t MetricQueries::add(const Metric& metric) {
  note_names(metric.node());
  return add_node(metric.node(), {});
}

std::size_t MetricQueries::add_node(const MetricNode& node, std::string_view id) {
  if (node.kind == Kind::measurement) return add_measurement(node, id);
  if (node.kind == Kind::expression) {
    for (const NamedMetric& each : node.named) add_node(each.metric.node(), each.id);
    return add_expression(node, id, std::string(std::string_view(node.text)));
  }
  return add_expression(node, id, expression_of(node));
}

std::size_t MetricQueries::add_measurement(const MetricNode& node, std::string_view id) {
  for (std::size_t i = 0; i < queries_.size(); ++i) {
    const MetricQuery& known = queries_[i];
    const bool is_same =
        known.measured != nullptr && same_measurement(*known.measured, node.measured);
    if (is_same && (id.empty() || known.id == id)) return i;
    if (!id.empty() && known.id == id) clashes_.push_back(known.id);
  }
  queries_.push_back({id.empty() ? new_id('m') : std::string(id), &node.measured, {}, &node});
  return queries_.size() - 1;
}

std::size_t MetricQueries::add_expression(const MetricNode& node, std::string_view id,
                                          const std::string& text) {
  for (std::size_t i = 0; i < queries_.size(); ++i) {
    const MetricQuery& known = queries_[i];
    const bool is_same =
        known.node == &node || (known.measured == nullptr && known.expression == text);
    if (is_same && known.id == id) return i;
    if (!id.empty() && known.id == id) clashes_.push_back(known.id);
  }
  queries_.push_back({id.empty() ? new_id('e') : std::string(id), nullptr, text, &node});
  return queries_.size() - 1;
}

std::string MetricQueries::operand_of(const MetricNode& node, char op, bool is_right) {
  if (node.kind == Kind::number) return number_text(node.number);
  if (node.kind != Kind::operation) return queries_[add_node(node, {})].id;
  const std::string text = expression_of(node);
  // a - (b + c) and a / (b * c) are not what they are without parentheses.
  const bool is_bound = rank_of(node.op) > rank_of(op) || (rank_of(node.op) == rank_of(op) &&
                                                           !(is_right && (op == '-' || op == '/')));
  return is_bound ? text : "(" + text + ")";
}

std::string MetricQueries::expression_of(const MetricNode& node) {
  const std::string left = operand_of(*node.left, node.op, false);
  return left + ' ' + node.op + ' ' + operand_of(*node.right, node.op, true);
}

std::int64_t broken_period(const MetricNode& node) {
  if (node.measured.period.is_broken()) return node.measured.period.number();
  for (const MetricNode* side : {node.left, node.right}) {
    const std::int64_t broken = side == nullptr ? 0 : broken_period(*side);
    if (broken != 0) return broken;
  }
  for (const NamedMetric& each : node.named) {
    const std::int64_t broken = broken_period(each.metric.node());
    if (broken != 0) return broken;
  }
  return 0;
}

}  // namespace omnitrack::cloudwatch
