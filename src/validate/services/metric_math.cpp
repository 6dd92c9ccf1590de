#include <algorithm>
#include <string>
#include <unordered_set>
#include <vector>

#include "meaning/cases.hpp"
#include "omnitrack/codes.hpp"
#include "support/letters.hpp"
#include "validate/services/services.hpp"

namespace omnitrack::validate {

using meaning::find_value;
using meaning::known_text;
using meaning::Path;
using tmpl::Node;

namespace {

// https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/using-metric-math.html

bool is_small(char letter) { return letter >= 'a' && letter <= 'z'; }

bool is_word(char letter) { return support::is_letter_or_digit(letter) || letter == '_'; }

/// The names of metrics and expressions in an expression: words that begin with a small letter.
/// Functions and their constants begin with a capital one.
std::vector<std::string_view> names_in(std::string_view expression) {
  std::vector<std::string_view> names;
  for (std::size_t at = 0; at < expression.size();) {
    const char first = expression[at];
    std::size_t end = at + 1;
    if (first == '\'' || first == '"') {
      end = std::min(expression.find(first, end), expression.size() - 1) + 1;
    } else if (is_word(first)) {
      while (end < expression.size() && is_word(expression[end])) ++end;
      if (is_small(first)) names.push_back(expression.substr(at, end - at));
    }
    at = end;
  }
  return names;
}

/// Whether an expression is a query, or names other things than metrics.
bool is_of_another_language(std::string_view expression) {
  return expression.starts_with("SELECT") || expression.starts_with("select") ||
         expression.find("INSIGHT_RULE_METRIC") != std::string_view::npos ||
         expression.find("${") != std::string_view::npos;
}

/// The ids of queries; nothing where one is known at the deployment only.
std::vector<std::string_view> ids_of(const Node& queries) {
  std::vector<std::string_view> ids;
  for (const Node& query : queries.items()) {
    const Node* id = find_value(&query, "Id");
    const auto text = id == nullptr ? std::nullopt : known_text(id);
    if (query.is_call() || !text) return {};
    ids.push_back(*text);
  }
  return ids;
}

void check_expressions(const ServiceResource& resource, const Node& queries, const Path& path) {
  const std::vector<std::string_view> ids = ids_of(queries);
  if (ids.empty()) return;
  const std::unordered_set<std::string_view> known(ids.begin(), ids.end());
  const auto items = queries.items();
  for (std::size_t i = 0; i < items.size(); ++i) {
    const Node* expression = find_value(&items[i], "Expression");
    const auto text = expression == nullptr ? std::nullopt : known_text(expression);
    if (!text || is_of_another_language(*text)) continue;
    for (const std::string_view name : names_in(*text)) {
      if (known.contains(name)) continue;
      const Path query(path, i);
      const Path at(query, "Expression");
      resource.context.report.error(codes::OT4689, *expression, at,
                                    "no query has the id '" + std::string(name) + "'",
                                    did_you_mean(name, ids));
      break;
    }
  }
}

}  // namespace

void check_metric_math(const ServiceResource& resource) {
  for (const std::string_view way :
       {"Metrics", "TargetTrackingConfiguration/CustomizedMetricSpecification/Metrics"}) {
    meaning::for_each_at(resource.properties, way, resource.path,
                         [&](const Node& queries, const Path& path) {
                           if (queries.is(tmpl::Kind::list)) {
                             check_expressions(resource, queries, path);
                           }
                         });
  }
}

}  // namespace omnitrack::validate
