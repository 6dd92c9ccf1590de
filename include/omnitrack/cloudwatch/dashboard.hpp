#pragma once

#include <omnitrack/checked_text.hpp>
#include <omnitrack/cloudwatch/widget.hpp>
#include <omnitrack/construct.hpp>

namespace omnitrack::cfn::cloudwatch {
class Dashboard;  // defined in <omnitrack/cfn/cloudwatch.hpp>
}

namespace omnitrack {

namespace detail {

inline void the_name_of_a_dashboard_has_1_to_255_letters_digits_hyphens_or_underscores() {}

struct DashboardNameRule {
  static constexpr bool fits(std::string_view name) {
    return !name.empty() && name.size() <= 255 && has_only_letters_digits_and("-_", name);
  }
  static constexpr void demand(bool fits) {
    if (!fits) the_name_of_a_dashboard_has_1_to_255_letters_digits_hyphens_or_underscores();
  }
};

}  // namespace detail

/// The name of a dashboard: 1 to 255 letters, digits, `-` and `_`.
using DashboardName = CheckedText<detail::DashboardNameRule>;

/// How a variable of a dashboard is chosen.
enum class VariableInput : std::uint8_t { select, radio, input };

/// One of the values of a variable.
struct VariableChoice {
  /// The value.
  Text value;
  /// What it is called; the value itself where it is left out.
  Text label = {};
};

/// What whoever looks at a dashboard can choose.
/// https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/cloudwatch_dashboard_variables.html
struct DashboardVariable {
  /// A name of letters, digits and `_`.
  Required<Text, struct required_variable_id> id;
  /// The values to choose from.
  Items<VariableChoice> choices = {};
  /// The value at first.
  Text default_value = {};
  /// How it is chosen.
  VariableInput input = VariableInput::select;
  /// What stands beside it.
  Text label = {};
  /// The text that is replaced by the value wherever it stands; instead of `property`.
  Text pattern = {};
  /// The property of all widgets that is set to the value, e.g. `region` or a dimension's name.
  Text property = {};
  /// Which metrics give the values, e.g. `{AWS/Lambda,FunctionName} MetricName="Errors"`; instead
  /// of `choices`, together with `search_dimension`.
  Text search = {};
  /// The dimension whose values they are.
  Text search_dimension = {};
  /// Whether it is shown.
  Bool visible = true;
};

/// Widgets beside each other, from the left; those that no longer fit stand below.
using WidgetRow = Items<Widget>;

class Dashboard;

/// Properties of a dashboard.
struct DashboardProps {
  using Makes = Dashboard;
  Id id;
  /// Whether the period of graphs follows the time range instead of what the metrics say.
  Bool automatic_periods = true;
  /// The name; made up by CloudFormation where it is left out.
  DashboardName dashboard_name = {};
  /// Where the time range ends, e.g. `2026-01-31T00:00:00Z`; now where it is left out.
  Text end = {};
  /// The widgets, row by row.
  Items<WidgetRow> rows = {};
  /// Where the time range begins, e.g. `-PT3H` for the last three hours.
  Text start = {};
  /// What whoever looks at it can choose, 25 at most.
  Items<DashboardVariable> variables = {};
};

/// A page of graphs, numbers and alarms: AWS::CloudWatch::Dashboard. Names and ARNs of the app's
/// resources can stand anywhere in it.
/// https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Dashboards.html
class Dashboard final : public Construct {
 public:
  Dashboard(Attach at, const DashboardProps& props);

  /// Adds widgets below those that are there.
  void add_row(const WidgetRow& row);
  /// Adds what whoever looks at it can choose.
  void add_variable(const DashboardVariable& variable);

  /// The name.
  [[nodiscard]] Value<std::string> name() const;
  /// The dashboard's own resource.
  [[nodiscard]] cfn::cloudwatch::Dashboard& resource() { return resource_; }

 private:
  void add_widget(const Widget& widget, std::int64_t x, std::int64_t y);
  void finish() override;

  Json body_ = Json::object({});
  List<Json> widgets_ = List<Json>::empty();
  List<Json> variables_;
  std::int64_t next_y_ = 0;
  cfn::cloudwatch::Dashboard& resource_;
};

}  // namespace omnitrack
