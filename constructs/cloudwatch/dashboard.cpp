#include "omnitrack/cloudwatch/dashboard.hpp"

#include <algorithm>
#include <string>

#include "../json_text.hpp"
#include <omnitrack/cfn/cloudwatch.hpp>
#include <omnitrack/codes.hpp>
#include <omnitrack/fn.hpp>

namespace omnitrack {

namespace {

constexpr std::int64_t columns = 24;
constexpr std::string_view input_names[] = {"select", "radio", "input"};

std::string told(const WidgetWidth& width) { return std::to_string(width.number()); }

}  // namespace

Dashboard::Dashboard(Attach at, const DashboardProps& props)
    : Construct(std::move(at)),
      resource_(add(cfn::cloudwatch::DashboardProps{
          .id = primary(),
          .dashboard_body = "{}",
          .dashboard_name = props.dashboard_name.value(),
      })) {
  if (props.dashboard_name.is_broken()) {
    error(codes::OT3607,
          "'" + std::string(props.dashboard_name.text()) + "' is not a name for a dashboard",
          "use 1 to 255 letters, digits, '-' and '_'");
  }
  if (!props.start.empty()) body_.set("start", props.start);
  if (!props.end.empty()) body_.set("end", props.end);
  if (!props.automatic_periods) body_.set("periodOverride", "inherit");
  for (const DashboardVariable& variable : props.variables) add_variable(variable);
  for (const WidgetRow& row : props.rows) add_row(row);
}

void Dashboard::add_row(const WidgetRow& row) {
  std::int64_t x = 0;
  std::int64_t highest = 0;
  for (const Widget& widget : row) {
    if (!widget.width().is_known() || widget.width().is_broken() || !widget.height().is_known() ||
        widget.height().is_broken()) {
      error(codes::OT3606,
            "a widget is " + told(widget.width()) + " columns wide and " +
                std::to_string(widget.height().number()) + " rows high",
            "it is 1 to 24 columns wide and 1 to 1000 rows high, both known when the app is built");
    }
    if (widget.broken_period() != 0) {
      error(codes::OT3609,
            "the period of a metric is " + std::to_string(widget.broken_period()) + " seconds",
            "give 1, 5, 10, 20, 30, or a multiple of 60 up to a day");
    }
    if (!widget.clash().empty()) {
      error(codes::OT3603,
            "two metrics of an expression are both named '" + std::string(widget.clash()) + "'",
            "give one of them another name");
    }
    if (x + widget.width().number() > columns) {
      next_y_ += highest;
      x = highest = 0;
    }
    add_widget(widget, x, next_y_);
    x += widget.width().number();
    highest = std::max(highest, widget.height().number());
  }
  next_y_ += highest;
}

void Dashboard::add_widget(const Widget& widget, std::int64_t x, std::int64_t y) {
  Json properties = widget.properties();
  if (widget.has_region()) properties.set("region", stack().region());
  widgets_.add(Json::object({{"type", widget.type()},
                             {"x", x},
                             {"y", y},
                             {"width", widget.width().number()},
                             {"height", widget.height().number()},
                             {"properties", properties}}));
}

void Dashboard::add_variable(const DashboardVariable& variable) {
  const bool is_pattern = !variable.pattern.empty();
  if (is_pattern == !variable.property.empty()) {
    error(codes::OT3608,
          "the variable '" + std::string(std::string_view(variable.id)) +
              "' must have a pattern or a property, and not both",
          "set `pattern` to replace a text, or `property` to set a property of all widgets");
  }
  Json json = Json::object({
      {"type", is_pattern ? "pattern" : "property"},
      {is_pattern ? "pattern" : "property", is_pattern ? variable.pattern : variable.property},
      {"inputType", input_names[static_cast<std::size_t>(variable.input)]},
      {"id", Json(variable.id)},
      {"visible", static_cast<bool>(variable.visible)},
  });
  if (!variable.label.empty()) json.set("label", variable.label);
  if (!variable.default_value.empty()) json.set("defaultValue", variable.default_value);
  if (!variable.search.empty()) {
    json.set("search", variable.search);
    json.set("populateFrom", variable.search_dimension);
  }
  if (!variable.choices.empty()) {
    Json values = Json::array({});
    for (const VariableChoice& choice : variable.choices) {
      values.add(Json::object({{"value", choice.value},
                               {"label", choice.label.empty() ? choice.value : choice.label}}));
    }
    json.set("values", values);
  }
  variables_.add(json);
}

void Dashboard::finish() {
  Json body = body_;
  if (variables_.is_set()) body.set("variables", variables_);
  body.set("widgets", widgets_);
  resource_.props.dashboard_body = json_text(body);
}

Value<std::string> Dashboard::name() const { return resource_.ref(); }

}  // namespace omnitrack
