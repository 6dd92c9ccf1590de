#include "import/alarms.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <utility>

#include "import/construct_props.hpp"

namespace omnitrack::importing {

namespace {

using tmpl::Function;
using tmpl::Kind;

// What the properties say, and the enumerators of the construct.
constexpr std::array<Words, 4> comparisons{
    Words{"GreaterThanThreshold", "greater_than"},
    Words{"GreaterThanOrEqualToThreshold", "greater_than_or_equal"},
    Words{"LessThanThreshold", "less_than"},
    Words{"LessThanOrEqualToThreshold", "less_than_or_equal"}};
constexpr std::array<Words, 3> treatments{Words{"breaching", "breaching"},
                                          Words{"notBreaching", "not_breaching"},
                                          Words{"ignore", "ignore"}};
constexpr std::array<std::string_view, 5> statistics{"Average", "Maximum", "Minimum", "SampleCount",
                                                     "Sum"};
constexpr std::array<Words, 3> all_actions{
    Words{"AlarmActions", ".alarm_actions = "},
    Words{"InsufficientDataActions", ".insufficient_data_actions = "},
    Words{"OKActions", ".ok_actions = "}};
constexpr std::size_t most_actions = 5;
constexpr std::int64_t most_periods = 604'800;

// https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html
bool is_period(const tmpl::Node* value) {
  constexpr std::int64_t minute = 60;
  constexpr std::int64_t day = 86'400;
  if (value == nullptr) return false;
  if (is_later(*value)) return true;
  const std::optional<std::int64_t> period = whole_number(*value);
  if (!period) return false;
  return *period == 10 || *period == 20 || *period == 30 ||
         (*period > 0 && *period <= day && *period % minute == 0);
}

// One of `Statistic` and `ExtendedStatistic`, by which the construct would write the same.
const tmpl::Node* statistic_of(const tmpl::Node& properties) {
  const tmpl::Node* plain = properties.find("Statistic");
  const tmpl::Node* extended = properties.find("ExtendedStatistic");
  const tmpl::Node* only = plain == nullptr ? extended : plain;
  if ((plain != nullptr && extended != nullptr) || !is_some_text(only)) return nullptr;
  const bool is_plain = std::ranges::find(statistics, only->text()) != statistics.end();
  return is_plain == (plain != nullptr) ? only : nullptr;
}

bool are_dimensions(const tmpl::Node* value) {
  if (value == nullptr) return true;
  std::vector<std::string_view> names;
  for (const tmpl::Node& each : value->items()) {
    const tmpl::Node* name = each.find("Name");
    const bool is_plain = each.count == 2 && has_only(each, {"Name", "Value"}) &&
                          is_some_text(name) &&
                          std::ranges::find(names, name->text()) == names.end();
    const tmpl::Node* measured = is_plain ? each.find("Value") : nullptr;
    if (measured == nullptr || !(measured->is(Kind::string) || measured->is_call())) return false;
    names.push_back(name->text());
  }
  return !names.empty();
}

bool are_actions(const tmpl::Node* value) {
  const auto is_one = [](const tmpl::Node& each) {
    return each.is(Kind::string) || is_later(each);
  };
  return value == nullptr ||
         (value->is(Kind::list) && value->count > 0 && value->count <= most_actions &&
          std::ranges::all_of(value->items(), is_one));
}

bool are_periods(const tmpl::Node& properties) {
  const tmpl::Node* all = properties.find("EvaluationPeriods");
  const tmpl::Node* some = properties.find("DatapointsToAlarm");
  const auto is_count = [](const tmpl::Node& value, std::int64_t most) {
    return is_later(value) || is_number(value, 1, most);
  };
  if (all == nullptr || !is_count(*all, most_periods)) return false;
  return some == nullptr || is_count(*some, whole_number(*all).value_or(most_periods));
}

bool is_threshold(const tmpl::Node* value) {
  return value != nullptr && (value->is(Kind::number) || is_later(*value) || whole_number(*value));
}

Code metric(const Element& element, Values& values) {
  const tmpl::Node& properties = *element.resource->properties;
  std::vector<Code> members{
      wrapped(".name_space = ", text_literal(properties.find("Namespace")->text())),
      wrapped(".metric_name = ", text_literal(properties.find("MetricName")->text()))};
  if (const tmpl::Node* dimensions = properties.find("Dimensions")) {
    std::vector<Code> entries;
    for (const tmpl::Node& each : dimensions->items()) {
      entries.push_back(wrapped('{' + quoted(each.find("Name")->text()) + ", ",
                                values.text(*each.find("Value")), "}"));
    }
    members.push_back(wrapped(".dimensions = ", braces({}, std::move(entries))));
  }
  const tmpl::Node& period = *properties.find("Period");
  if (period.text() != "300") {
    members.push_back(
        wrapped(".period = ", values.forced_property(period, *element.type->props.find("Period"))));
  }
  const std::string_view statistic = statistic_of(properties)->text();
  if (statistic != "Average") {
    members.push_back(wrapped(".statistic = ", text_literal(statistic)));
  }
  if (const tmpl::Node* unit = properties.find("Unit")) {
    members.push_back(wrapped(".unit = ", text_literal(unit->text())));
  }
  return braces("MetricProps", std::move(members));
}

// What is made here has an identifier of its own type, and an alarm takes any text.
Code actions(const tmpl::Node& given, Values& values) {
  std::vector<Code> items;
  for (const tmpl::Node& each : given.items()) {
    const bool may_be_made = each.calls(Function::ref) || each.calls(Function::get_att);
    Code text = values.text(each);
    items.push_back(may_be_made ? call("as<std::string>", {std::move(text)}) : std::move(text));
  }
  return braces({}, std::move(items));
}

}  // namespace

bool is_plain_alarm(const tmpl::ResourceEntry& resource, const Element* /*linked*/) {
  if (resource.properties == nullptr) return false;
  const tmpl::Node& properties = *resource.properties;
  const tmpl::Node* unit = properties.find("Unit");
  const tmpl::Node* missing = properties.find("TreatMissingData");
  const bool are_known =
      has_only(properties, {"ActionsEnabled", "AlarmActions", "AlarmDescription", "AlarmName",
                            "ComparisonOperator", "DatapointsToAlarm", "Dimensions",
                            "EvaluationPeriods", "ExtendedStatistic", "InsufficientDataActions",
                            "MetricName", "Namespace", "OKActions", "Period", "Statistic", "Tags",
                            "Threshold", "TreatMissingData", "Unit"});
  return are_known && is_some_text(properties.find("MetricName")) &&
         is_some_text(properties.find("Namespace")) && statistic_of(properties) != nullptr &&
         is_period(properties.find("Period")) && are_periods(properties) &&
         is_threshold(properties.find("Threshold")) &&
         !word_for(properties.find("ComparisonOperator"), comparisons).empty() &&
         (missing == nullptr || !word_for(missing, treatments).empty()) &&
         (unit == nullptr || is_some_text(unit)) && are_dimensions(properties.find("Dimensions")) &&
         std::ranges::all_of(all_actions, [&](const Words& each) {
           return are_actions(properties.find(each.first));
         });
}

Code alarm_props(const Element& element, Plan& /*plan*/, Values& values, Comments& comments) {
  const tmpl::Node& properties = *element.resource->properties;
  ConstructProps props(element, values, comments);
  const auto add_actions = [&](const Words& names) {
    const tmpl::Node* given = properties.find(names.first);
    if (given == nullptr) return;
    props.take_comments(names.first);
    props.add(names.second, actions(*given, values));
  };
  const auto add_word = [&](std::string_view key, std::string_view member, std::string_view word) {
    props.take_comments(key);
    props.add(member, token(std::string(word)));
  };
  props.take_comments("MetricName");
  props.add(".metric = ", metric(element, values));
  props.value("Threshold", ".threshold = ");
  props.value("ActionsEnabled", ".actions_enabled = ");
  add_actions(all_actions[0]);
  props.value("AlarmName", ".alarm_name = ");
  const std::string_view comparison = word_for(properties.find("ComparisonOperator"), comparisons);
  if (comparison != "greater_than_or_equal") {
    add_word("ComparisonOperator", ".comparison = AlarmComparison::", comparison);
  }
  props.value("DatapointsToAlarm", ".datapoints_to_alarm = ");
  props.value("AlarmDescription", ".description = ");
  if (properties.find("EvaluationPeriods")->text() != "1") {
    props.value("EvaluationPeriods", ".evaluation_periods = ");
  }
  add_actions(all_actions[1]);
  add_actions(all_actions[2]);
  if (const tmpl::Node* missing = properties.find("TreatMissingData")) {
    add_word("TreatMissingData",
             ".treat_missing_data = MissingData::", word_for(missing, treatments));
  }
  return props.take("AlarmProps");
}

}  // namespace omnitrack::importing
