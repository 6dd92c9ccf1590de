#include "omnitrack/cloudwatch/composite_alarm.hpp"

#include <string>

#include <gtest/gtest.h>

#include "../resource_text.hpp"
#include <omnitrack/cfn/cloudwatch.hpp>
#include <omnitrack/cloudwatch/alarm.hpp>

namespace omnitrack {
namespace {

using testing_support::codes_of;

class CompositeAlarmTest : public testing_support::OneStackTest {
 protected:
  Alarm& of(std::string_view id) {
    return Alarm::from_arn(stack, id, "arn:aws:cloudwatch:eu-west-1:1:alarm:" + std::string(id));
  }
  std::string rule(const AlarmRule& rule) { return std::string(rule.text().literal_text()); }

  Alarm& a = of("A");
  Alarm& b = of("B");
  Alarm& c = of("C");
  const std::string arn = "arn:aws:cloudwatch:eu-west-1:1:alarm:";
};

TEST_F(CompositeAlarmTest, it_goes_off_by_a_rule) {
  Alarm& made = stack.add(AlarmProps{
      .id = "Made",
      .metric = MetricProps{.name_space = "Shop", .metric_name = "Errors"},
      .threshold = 1,
  });
  stack.add(CompositeAlarmProps{.id = "All", .rule = made});
  EXPECT_EQ(resource("All"), R"({"Type":"AWS::CloudWatch::CompositeAlarm","Properties":{)"
                             R"x("AlarmRule":{"Fn::Sub":"ALARM(\"${Made.Arn}\")"}}})x");
}

TEST_F(CompositeAlarmTest, rules_are_written_with_the_parentheses_they_need) {
  EXPECT_EQ(rule(a && !b), "ALARM(\"" + arn + "A\") AND NOT ALARM(\"" + arn + "B\")");
  EXPECT_EQ(rule((a || b) && c),
            "(ALARM(\"" + arn + "A\") OR ALARM(\"" + arn + "B\")) AND ALARM(\"" + arn + "C\")");
  EXPECT_EQ(rule(!(a && b)), "NOT (ALARM(\"" + arn + "A\") AND ALARM(\"" + arn + "B\"))");
  EXPECT_EQ(
      rule(AlarmRule::is(a, AlarmState::ok) || AlarmRule::is(b, AlarmState::insufficient_data)),
      "OK(\"" + arn + "A\") OR INSUFFICIENT_DATA(\"" + arn + "B\")");
  EXPECT_EQ(rule(AlarmRule::all_of({a, b})), rule(a && b));
  EXPECT_EQ(rule(AlarmRule::any_of({a, b})), rule(a || b));
  EXPECT_EQ(rule(AlarmRule::constant(false)), "FALSE");
}

TEST_F(CompositeAlarmTest, so_many_of_several_can_be_asked_for) {
  EXPECT_EQ(rule(AlarmRule::at_least(2, {a, b, c})),
            "AT_LEAST(2, ALARM, (\"" + arn + "A\", \"" + arn + "B\", \"" + arn + "C\"))");
  stack.add(CompositeAlarmProps{.id = "All", .rule = a && AlarmRule::at_least(3, {b, c})});
  EXPECT_EQ(codes_of(app), "OT3605");
}

TEST_F(CompositeAlarmTest, every_property_is_written_where_it_belongs) {
  stack.add(CompositeAlarmProps{
      .id = "All",
      .rule = AlarmRule::constant(true),
      .actions_enabled = true,
      .alarm_actions = {"arn:aws:sns:eu-west-1:123456789012:a"},
      .alarm_name = "all",
      .description = "All of it",
      .insufficient_data_actions = {"arn:aws:sns:eu-west-1:123456789012:b"},
      .ok_actions = {"arn:aws:sns:eu-west-1:123456789012:c"},
      .suppressor = ActionSuppressor{.alarm = a, .extension_period = 0, .wait_period = 120},
  });
  EXPECT_EQ(
      properties("All"),
      R"({"AlarmRule":"TRUE","ActionsEnabled":true,)"
      R"("ActionsSuppressor":"arn:aws:cloudwatch:eu-west-1:1:alarm:A",)"
      R"("ActionsSuppressorExtensionPeriod":0,"ActionsSuppressorWaitPeriod":120,)"
      R"("AlarmActions":["arn:aws:sns:eu-west-1:123456789012:a"],"AlarmDescription":"All of it","AlarmName":"all",)"
      R"("InsufficientDataActions":["arn:aws:sns:eu-west-1:123456789012:b"],"OKActions":["arn:aws:sns:eu-west-1:123456789012:c"]})");
}

TEST_F(CompositeAlarmTest, an_imported_one_can_be_part_of_a_rule_and_takes_no_actions) {
  CompositeAlarm& theirs =
      CompositeAlarm::from_arn(stack, "Theirs", "arn:aws:cloudwatch:eu-west-1:1:alarm:all");
  EXPECT_EQ(rule(theirs), "ALARM(\"" + arn + "all\")");
  theirs.add_ok_action("arn:aws:sns:eu-west-1:123456789012:a");
  (void)theirs.resource();
  EXPECT_EQ(codes_of(app), "OT2901 OT2901");
}

TEST_F(CompositeAlarmTest, a_period_of_suppression_is_checked) {
  const int week = 7 * 24 * 60 * 60;
  stack.add(CompositeAlarmProps{
      .id = "All", .rule = a, .suppressor = ActionSuppressor{.alarm = b, .wait_period = week}});
  EXPECT_EQ(codes_of(app), "OT3601");
}

}  // namespace
}  // namespace omnitrack
