#include "omnitrack/cloudwatch/dashboard.hpp"

#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "../resource_text.hpp"
#include <omnitrack/cloudwatch/alarm.hpp>
#include <omnitrack/lambda/function.hpp>
#include <omnitrack/logs/log_group.hpp>

namespace omnitrack {
namespace {

using testing::HasSubstr;
using testing_support::codes_of;

class DashboardTest : public testing_support::OneStackTest {
 protected:
  // The properties without the escapes of the body's quotes.
  std::string body(std::string_view id = "D") {
    std::string text = properties(id);
    for (std::size_t at = text.find("\\\""); at != std::string::npos; at = text.find("\\\"")) {
      text.erase(at, 1);
    }
    return text;
  }
  void show(const Widget& widget) { stack.add(DashboardProps{.id = "D", .rows = {{widget}}}); }

  Metric errors = MetricProps{.name_space = "Shop", .metric_name = "Errors"};
  Metric calls = MetricProps{.name_space = "Shop", .metric_name = "Calls", .statistic = "Sum"};
};

TEST_F(DashboardTest, an_empty_dashboard_has_no_widgets) {
  stack.add(DashboardProps{.id = "D"});
  EXPECT_EQ(resource("D"), R"({"Type":"AWS::CloudWatch::Dashboard","Properties":{)"
                           R"("DashboardBody":"{\"widgets\":[]}"}})");
}

TEST_F(DashboardTest, widgets_stand_beside_each_other_and_those_that_do_not_fit_below) {
  const auto text = [](int width, int height) {
    return TextWidget{.markdown = "t", .height = height, .width = width};
  };
  Dashboard& dashboard =
      stack.add(DashboardProps{.id = "D", .rows = {{text(12, 2), text(12, 4), text(6, 1)}}});
  dashboard.add_row({text(1, 1)});
  const std::string all = body();
  EXPECT_THAT(all, HasSubstr(R"("x":0,"y":0,"width":12,"height":2)"));
  EXPECT_THAT(all, HasSubstr(R"("x":12,"y":0,"width":12,"height":4)"));
  EXPECT_THAT(all, HasSubstr(R"("x":0,"y":4,"width":6,"height":1)"));
  EXPECT_THAT(all, HasSubstr(R"("x":0,"y":5,"width":1,"height":1)"));
}

TEST_F(DashboardTest, a_graph_names_resources_by_references) {
  Function& fn = stack.add(FunctionProps{.id = "Fn",
                                         .code = FunctionCode::inline_text("pass"),
                                         .handler = "index.h",
                                         .runtime = Runtime::python3_13});
  show(GraphWidget{.left = {fn.metric_errors()}, .title = "\"Errors\""});
  EXPECT_EQ(properties("D"),
            R"({"DashboardBody":{"Fn::Sub":"{\"widgets\":[{\"type\":\"metric\",\"x\":0,\"y\":0,)"
            R"(\"width\":6,\"height\":6,\"properties\":{\"view\":\"timeSeries\",)"
            R"(\"title\":\"\\\"Errors\\\"\",\"metrics\":[[\"AWS/Lambda\",\"Errors\",)"
            R"(\"FunctionName\",\"${Fn}\",{\"period\":300,\"stat\":\"Sum\"}]],)"
            R"(\"region\":\"${AWS::Region}\"}}]}"}})");
}

TEST_F(DashboardTest, a_graph_with_everything) {
  show(GraphWidget{
      .height = 8,
      .left = {(errors / calls * 100).labelled("Rate").colored("#d62728")},
      .left_axis = {.label = "%", .max = 100, .min = 0, .show_units = false},
      .left_lines = {{.value = 5, .color = "#ff0000", .fill = GraphFill::above, .label = "Bad"}},
      .legend = GraphLegend::right,
      .live_data = true,
      .period = 60,
      .right = {calls},
      .right_axis = {.min = 0},
      .right_lines = {{.value = 1.5, .visible = false}},
      .stacked = true,
      .times = {{.time = "2026-01-31T12:00:00Z", .color = "#00ff00", .label = "Release"}},
      .title = "Rate",
      .view = GraphView::bar,
      .width = 24,
  });
  EXPECT_THAT(
      body(),
      HasSubstr(R"("properties":{"view":"bar","title":"Rate","metrics":[)"
                R"(["Shop","Errors",{"id":"m1","visible":false,"period":300,"stat":"Average"}],)"
                R"(["Shop","Calls",{"id":"m2","yAxis":"right","period":300,"stat":"Sum"}],)"
                R"([{"expression":"m1 / m2 * 100","id":"e1","label":"Rate","color":"#d62728"}]],)"
                R"("stacked":true,"liveData":true,"period":60,"legend":{"position":"right"},)"
                R"("yAxis":{"left":{"label":"%","min":0,"max":100,"showUnits":false},)"
                R"("right":{"min":0}},"annotations":{"horizontal":[{"value":5,"label":"Bad",)"
                R"("color":"#ff0000","fill":"above","yAxis":"left"},)"
                R"({"value":1.5,"visible":false,"yAxis":"right"}],"vertical":[)"
                R"({"value":"2026-01-31T12:00:00Z","label":"Release","color":"#00ff00"}]})"));
}

TEST_F(DashboardTest, numbers_and_gauges) {
  stack.add(DashboardProps{
      .id = "D",
      .rows = {{SingleValueWidget{.metrics = {errors},
                                  .full_precision = true,
                                  .of_time_range = true,
                                  .sparkline = true},
                GaugeWidget{.metrics = {calls}, .lines = {{.value = 90}}, .period = 60}}}});
  EXPECT_THAT(body(), HasSubstr(R"("view":"singleValue","metrics":[["Shop","Errors",)"
                                R"({"period":300,"stat":"Average"}]],)"
                                R"("singleValueFullPrecision":true,"setPeriodToTimeRange":true,)"
                                R"("sparkline":true)"));
  EXPECT_THAT(body(), HasSubstr(R"("view":"gauge","metrics":[["Shop","Calls",)"
                                R"({"period":300,"stat":"Sum"}]],"period":60,)"
                                R"("yAxis":{"left":{"min":0,"max":100}},)"
                                R"("annotations":{"horizontal":[{"value":90}]})"));
}

TEST_F(DashboardTest, alarms_are_named_by_their_arns) {
  Alarm& alarm = stack.add(AlarmProps{.id = "A", .metric = errors, .threshold = 1});
  stack.add(DashboardProps{.id = "D",
                           .rows = {{AlarmWidget{.alarm = alarm, .title = "One"},
                                     AlarmStatusWidget{.alarms = {alarm},
                                                       .order = AlarmOrder::by_state_change,
                                                       .states = {AlarmState::alarm}}}}});
  EXPECT_THAT(body(), HasSubstr(R"("annotations":{"alarms":["${A.Arn}"]})"));
  EXPECT_THAT(body(), HasSubstr(R"("properties":{"alarms":["${A.Arn}"],)"
                                R"("sortBy":"stateUpdatedTimestamp","states":["ALARM"]})"));
}

TEST_F(DashboardTest, queries_texts_and_functions) {
  LogGroup& logs = stack.add(LogGroupProps{.id = "Logs"});
  Function& fn =
      Function::from_arn(stack, "Fn", "arn:aws:lambda:eu-west-1:123456789012:function:draw");
  stack.add(DashboardProps{.id = "D",
                           .rows = {{LogQueryWidget{.log_groups = {logs},
                                                    .query = "fields @message",
                                                    .view = LogQueryView::stacked_area},
                                     TextWidget{.markdown = "# Hello\nyou", .transparent = true},
                                     CustomWidget{.function = fn, .parameters = {{"depth", 2}}}}}});
  EXPECT_THAT(body(), HasSubstr(R"("properties":{"view":"timeSeries","stacked":true,)"
                                R"("query":"SOURCE '${Logs}' | fields @message","region":)"));
  EXPECT_THAT(body(), HasSubstr(R"("markdown":"# Hello\\nyou","background":"transparent")"));
  EXPECT_THAT(body(),
              HasSubstr(R"("endpoint":"arn:aws:lambda:eu-west-1:123456789012:function:draw",)"
                        R"("params":{"depth":2},"updateOn":{"refresh":true,)"));
}

TEST_F(DashboardTest, the_time_range_the_name_and_variables) {
  stack.add(DashboardProps{
      .id = "D",
      .automatic_periods = false,
      .dashboard_name = "Shop",
      .end = "PT0H",
      .start = "-PT3H",
      .variables = {{.id = "stage",
                     .choices = {{"prod", "Production"}, {"dev"}},
                     .default_value = "prod",
                     .input = VariableInput::radio,
                     .label = "Stage",
                     .pattern = "STAGE"},
                    {.id = "fn",
                     .property = "FunctionName",
                     .search = "{AWS/Lambda,FunctionName}",
                     .search_dimension = "FunctionName"}},
  });
  EXPECT_EQ(body(),
            R"({"DashboardBody":"{"start":"-PT3H","end":"PT0H","periodOverride":"inherit",)"
            R"("variables":[{"type":"pattern","pattern":"STAGE","inputType":"radio","id":"stage",)"
            R"("visible":true,"label":"Stage","defaultValue":"prod","values":[{"value":"prod",)"
            R"("label":"Production"},{"value":"dev","label":"dev"}]},{"type":"property",)"
            R"("property":"FunctionName","inputType":"select","id":"fn","visible":true,)"
            R"("search":"{AWS/Lambda,FunctionName}","populateFrom":"FunctionName"}],)"
            R"("widgets":[]}","DashboardName":"Shop"})");
}

TEST_F(DashboardTest, what_cannot_be_is_an_error) {
  const int wide = 25;
  const std::string name = "Shop overview";
  stack.add(DashboardProps{.id = "Name", .dashboard_name = name});
  stack.add(DashboardProps{.id = "Wide", .rows = {{TextWidget{.markdown = "t", .width = wide}}}});
  const int minute_and_a_bit = 61;
  stack.add(DashboardProps{.id = "Periods",
                           .rows = {{GraphWidget{.left = {errors + calls.every(minute_and_a_bit)}},
                                     GraphWidget{.left = {errors}, .period = minute_and_a_bit}}}});
  stack.add(DashboardProps{.id = "Variable", .variables = {{.id = "region"}}});
  stack.add(
      DashboardProps{.id = "Names",
                     .rows = {{GraphWidget{.left = {Metric::expression("m", {{"m", errors}}),
                                                    Metric::expression("-m", {{"m", calls}})}}}}});
  EXPECT_EQ(codes_of(app), "OT3607 OT3606 OT3609 OT3608 OT3603");
}

}  // namespace
}  // namespace omnitrack
