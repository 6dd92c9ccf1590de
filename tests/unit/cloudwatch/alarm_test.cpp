#include "omnitrack/cloudwatch/alarm.hpp"

#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "../resource_text.hpp"
#include <omnitrack/cfn/cloudwatch.hpp>
#include <omnitrack/lambda/function.hpp>
#include <omnitrack/testing.hpp>

namespace omnitrack {
namespace {

using assertions::has_resource;
using testing::HasSubstr;
using testing_support::codes_of;

class AlarmTest : public testing_support::OneStackTest {
 protected:
  Metric errors = MetricProps{.name_space = "Shop", .metric_name = "Errors"};
  Metric calls = MetricProps{.name_space = "Shop", .metric_name = "Calls", .statistic = "Sum"};

  Function& function() {
    return stack.add(FunctionProps{.id = "Fn",
                                   .code = FunctionCode::inline_text("pass"),
                                   .handler = "index.h",
                                   .runtime = Runtime::python3_13});
  }
  std::string expression_of(const Metric& metric) {
    stack.add(AlarmProps{.id = "A", .metric = metric, .threshold = 1});
    const std::string all = properties("A");
    const std::size_t at = all.rfind("\"Expression\":\"");
    if (at == std::string::npos) return all;
    const std::size_t begin = at + 14;
    return all.substr(begin, all.find('"', begin) - begin);
  }
};

TEST_F(AlarmTest, an_alarm_on_one_metric_needs_a_threshold_alone) {
  stack.add(AlarmProps{.id = "A", .metric = errors.sum(), .threshold = 5});
  EXPECT_EQ(resource("A"),
            R"({"Type":"AWS::CloudWatch::Alarm","Properties":{)"
            R"("ComparisonOperator":"GreaterThanOrEqualToThreshold","EvaluationPeriods":1,)"
            R"("MetricName":"Errors","Namespace":"Shop","Period":300,"Statistic":"Sum",)"
            R"("Threshold":5}})");
}

TEST_F(AlarmTest, every_property_is_written_where_it_belongs) {
  stack.add(AlarmProps{
      .id = "A",
      .metric = MetricProps{.name_space = "Shop",
                            .metric_name = "Wait",
                            .dimensions = {{"Page", "Home"}, {"Stage", stack.region()}},
                            .period = 60,
                            .unit = "Seconds"},
      .threshold = 2.5,
      .actions_enabled = false,
      .alarm_actions = {AlarmActionLink::ec2(Ec2Action::stop), "arn:aws:sns:eu-west-1:1:t"},
      .alarm_name = "slow",
      .comparison = AlarmComparison::less_than,
      .datapoints_to_alarm = 2,
      .description = "It is slow",
      .evaluation_periods = 3,
      .insufficient_data_actions = {AlarmActionLink::ops_item(OpsItemSeverity::high,
                                                              OpsItemCategory::performance)},
      .ok_actions = {AlarmActionLink::ops_item(OpsItemSeverity::low)},
      .treat_missing_data = MissingData::not_breaching,
  });
  EXPECT_EQ(
      properties("A"),
      R"({"ActionsEnabled":false,"AlarmActions":[{"Fn::Sub":)"
      R"("arn:${AWS::Partition}:automate:${AWS::Region}:ec2:stop"},"arn:aws:sns:eu-west-1:1:t"],)"
      R"("AlarmDescription":"It is slow","AlarmName":"slow",)"
      R"("ComparisonOperator":"LessThanThreshold","DatapointsToAlarm":2,)"
      R"("Dimensions":[{"Name":"Page","Value":"Home"},{"Name":"Stage","Value":{"Ref":"AWS::Region"}}],)"
      R"("EvaluationPeriods":3,"InsufficientDataActions":[{"Fn::Sub":)"
      R"("arn:${AWS::Partition}:ssm:${AWS::Region}:${AWS::AccountId}:opsitem:2#CATEGORY=Performance"}],)"
      R"("MetricName":"Wait","Namespace":"Shop","OKActions":[{"Fn::Sub":)"
      R"("arn:${AWS::Partition}:ssm:${AWS::Region}:${AWS::AccountId}:opsitem:4"}],)"
      R"("Period":60,"Statistic":"Average","Threshold":2.5,"TreatMissingData":"notBreaching",)"
      R"("Unit":"Seconds"})");
}

TEST_F(AlarmTest, other_statistics_are_extended_ones) {
  stack.add(AlarmProps{
      .id = "A", .metric = errors.percentile(99.9), .threshold = 1, .evaluate_low_samples = false});
  EXPECT_THAT(written(), has_resource("A", {{"EvaluateLowSampleCountPercentile", "ignore"}}));
  EXPECT_THAT(written(), has_resource("A", {{"ExtendedStatistic", "p99.9"}}));
}

TEST_F(AlarmTest, what_is_reckoned_of_metrics_names_each_of_them_once) {
  stack.add(AlarmProps{.id = "A",
                       .metric = (errors.sum() / (calls + errors.sum()) * 100).labelled("Rate"),
                       .threshold = 1});
  EXPECT_EQ(properties("A"),
            R"({"ComparisonOperator":"GreaterThanOrEqualToThreshold","EvaluationPeriods":1,)"
            R"("Metrics":[{"Id":"m1","MetricStat":{"Metric":{"MetricName":"Errors",)"
            R"("Namespace":"Shop"},"Period":300,"Stat":"Sum"},"ReturnData":false},)"
            R"({"Id":"m2","MetricStat":{"Metric":{"MetricName":"Calls","Namespace":"Shop"},)"
            R"("Period":300,"Stat":"Sum"},"ReturnData":false},)"
            R"({"Id":"e1","Expression":"m1 / (m2 + m1) * 100","Label":"Rate","ReturnData":true}],)"
            R"("Threshold":1})");
}

TEST_F(AlarmTest, parentheses_stand_where_they_are_needed_on_the_right) {
  EXPECT_EQ(expression_of(errors - (calls - 1) / (errors / calls) + -2.5),
            "m1 - (m2 - 1) / (m1 / m2) + (-2.5)");
}

TEST_F(AlarmTest, parentheses_are_left_out_where_the_order_says_it) {
  EXPECT_EQ(expression_of((errors * calls) / 2 + (calls + 1) - (errors - calls)),
            "m1 * m2 / 2 + m2 + 1 - (m1 - m2)");
}

TEST_F(AlarmTest, an_expression_keeps_its_ids_and_others_avoid_them) {
  EXPECT_EQ(expression_of(Metric::expression("FILL(m1, 0)", {{"m1", errors}}) / calls), "e1 / m2");
  EXPECT_THAT(properties("A"), HasSubstr(R"x({"Id":"e1","Expression":"FILL(m1, 0)",)x"));
}

TEST_F(AlarmTest, a_query_that_names_no_metrics_has_a_period_of_its_own) {
  stack.add(AlarmProps{
      .id = "A", .metric = Metric::expression("SELECT MAX(Errors) FROM Shop"), .threshold = 1});
  stack.add(AlarmProps{.id = "B",
                       .metric = Metric::expression("SELECT MAX(Errors) FROM Shop").every(60),
                       .threshold = 1});
  EXPECT_THAT(properties("A"), HasSubstr(R"("Period":300,"ReturnData":true)"));
  EXPECT_THAT(properties("B"), HasSubstr(R"("Period":60,"ReturnData":true)"));
}

TEST_F(AlarmTest, another_accounts_metric_is_a_line_of_a_query) {
  stack.add(AlarmProps{
      .id = "A",
      .metric =
          MetricProps{.name_space = "Shop", .metric_name = "Errors", .account = "123456789012"},
      .threshold = 1});
  EXPECT_THAT(properties("A"), HasSubstr(R"("Metrics":[{"Id":"m1","AccountId":"123456789012",)"));
}

TEST_F(AlarmTest, two_metrics_under_one_id_are_an_error) {
  stack.add(AlarmProps{.id = "A",
                       .metric = Metric::expression("m", {{"m", errors}}) /
                                 Metric::expression("m * 2", {{"m", calls}}),
                       .threshold = 1});
  EXPECT_EQ(codes_of(app), "OT3603");
}

TEST_F(AlarmTest, what_is_not_expected_is_compared_with_a_band) {
  stack.add(
      AnomalyAlarmProps{.id = "A", .metric = calls, .deviations = 3, .side = AnomalySide::above});
  EXPECT_EQ(properties("A"),
            R"({"ComparisonOperator":"GreaterThanUpperThreshold","EvaluationPeriods":1,)"
            R"("Metrics":[{"Id":"m1","MetricStat":{"Metric":{"MetricName":"Calls",)"
            R"("Namespace":"Shop"},"Period":300,"Stat":"Sum"},"ReturnData":true},)"
            R"x({"Id":"band","Expression":"ANOMALY_DETECTION_BAND(m1, 3)","ReturnData":true}],)x"
            R"("ThresholdMetricId":"band"})");
}

TEST_F(AlarmTest, a_function_lets_one_alarm_in_once) {
  Function& fn = function();
  Alarm& alarm = stack.add(
      AlarmProps{.id = "A", .metric = fn.metric_errors(), .threshold = 1, .alarm_actions = {fn}});
  alarm.add_ok_action(fn);
  EXPECT_THAT(properties("A"),
              HasSubstr(R"("Dimensions":[{"Name":"FunctionName","Value":{"Ref":"Fn"}}])"));
  EXPECT_THAT(properties("A"), HasSubstr(R"("OKActions":[{"Fn::GetAtt":["Fn","Arn"]}])"));
  EXPECT_EQ(properties("FnTestAAction"),
            R"({"Action":"lambda:InvokeFunction","FunctionName":{"Ref":"Fn"},)"
            R"("Principal":"lambda.alarms.cloudwatch.amazonaws.com",)"
            R"("SourceArn":{"Fn::GetAtt":["A","Arn"]}})");
}

TEST_F(AlarmTest, an_imported_alarm_has_a_name_and_takes_no_actions) {
  Alarm& alarm = Alarm::from_arn(stack, "Theirs", "arn:aws:cloudwatch:eu-west-1:1:alarm:slow:er");
  EXPECT_EQ(alarm.name().literal_text(), "slow:er");
  alarm.add_alarm_action("arn:aws:sns:eu-west-1:1:t");
  (void)alarm.resource();
  EXPECT_EQ(codes_of(app), "OT2901 OT2901");
}

TEST_F(AlarmTest, numbers_out_of_bounds_are_errors) {
  const int none = 0;
  const int three = 3;
  stack.add(AlarmProps{.id = "A", .metric = errors, .threshold = 1, .evaluation_periods = none});
  stack.add(AlarmProps{.id = "B", .metric = errors, .threshold = 1, .datapoints_to_alarm = three});
  stack.add(AnomalyAlarmProps{.id = "C", .metric = errors, .deviations = 0});
  EXPECT_EQ(codes_of(app), "OT3601 OT3602 OT3601");
}

TEST_F(AlarmTest, a_period_that_no_alarm_takes_is_an_error) {
  const int odd = 61;
  stack.add(AlarmProps{.id = "Odd", .metric = errors / calls.every(odd), .threshold = 1});
  stack.add(AlarmProps{.id = "Short", .metric = errors.every(5), .threshold = 1});
  EXPECT_EQ(codes_of(app), "OT3609 OT3609");
}

TEST_F(AlarmTest, a_metric_of_another_region_is_an_error) {
  const Metric there =
      MetricProps{.name_space = "Shop", .metric_name = "Errors", .region = "us-east-1"};
  stack.add(AlarmProps{.id = "A", .metric = errors + there, .threshold = 1});
  Stack& same = app.add(StackProps{.id = "There", .region = "us-east-1"});
  same.add(AlarmProps{.id = "A", .metric = there, .threshold = 1});
  EXPECT_EQ(codes_of(app), "OT3604");
}

}  // namespace
}  // namespace omnitrack
