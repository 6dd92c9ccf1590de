#include "omnitrack/budgets/budget.hpp"

#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "../resource_text.hpp"
#include <omnitrack/cfn/budgets.hpp>

namespace omnitrack {
namespace {

using testing::HasSubstr;
using testing_support::codes_of;

// Stands for a topic.
struct PagerProps;
class Pager final : public Construct, public EventTarget {
 public:
  Pager(Attach at, const PagerProps&) : Construct(std::move(at)) {}
  [[nodiscard]] Value<std::string> event_target_arn() const override {
    return "arn:aws:sns:us-east-1:123456789012:pager";
  }
  void grant_delivery(Grantee&) const override {}
  bool permit_delivery(std::string_view id, std::string_view service,
                       const Value<std::string>&) override {
    permitted += std::string(id) + " " + std::string(service) + ";";
    return true;
  }
  std::string permitted;
};
struct PagerProps {
  using Makes = Pager;
  Id id;
};

class BudgetTest : public testing_support::OneStackTest {};

TEST_F(BudgetTest, a_budget_is_of_the_costs_of_a_month) {
  stack.add(BudgetProps{.id = "Month", .limit = 100});
  EXPECT_EQ(resource("Month"),
            R"({"Type":"AWS::Budgets::Budget","Properties":{"Budget":{"BudgetType":"COST",)"
            R"("TimeUnit":"MONTHLY","BudgetLimit":{"Amount":100,"Unit":"USD"}}}})");
}

TEST_F(BudgetTest, every_property_is_written_where_it_belongs) {
  stack.add(BudgetProps{
      .id = "Month",
      .budget_name = "shop",
      .costs = BudgetCosts{.amortized = true, .include_tax = false},
      .end = "2027-01-01T00:00:00Z",
      .filters = {{.key = "Service", .values = {"AWS Lambda"}}},
      .limit = 50.5,
      .period = BudgetPeriod::quarterly,
      .start = "2026-01-01T00:00:00Z",
      .unit = "EUR",
  });
  EXPECT_EQ(properties("Month"),
            R"({"Budget":{"BudgetType":"COST","TimeUnit":"QUARTERLY","BudgetLimit":{)"
            R"("Amount":50.5,"Unit":"EUR"},"BudgetName":"shop","CostFilters":{"Service":)"
            R"(["AWS Lambda"]},"CostTypes":{"IncludeCredit":true,"IncludeDiscount":true,)"
            R"("IncludeOtherSubscription":true,"IncludeRecurring":true,"IncludeRefund":true,)"
            R"("IncludeSubscription":true,"IncludeSupport":true,"IncludeTax":false,)"
            R"("IncludeUpfront":true,"UseAmortized":true,"UseBlended":false},"TimePeriod":{)"
            R"("End":"2027-01-01T00:00:00Z","Start":"2026-01-01T00:00:00Z"}}})");
}

TEST_F(BudgetTest, a_limit_may_follow_earlier_periods) {
  stack.add(BudgetProps{.id = "Month", .history = 6});
  EXPECT_THAT(properties("Month"),
              HasSubstr(R"("AutoAdjustData":{"AutoAdjustType":"HISTORICAL","HistoricalOptions":{)"
                        R"("BudgetAdjustmentPeriod":6}})"));
}

TEST_F(BudgetTest, what_is_in_percent_has_a_limit_in_percent) {
  stack.add(BudgetProps{.id = "Month", .kind = BudgetKind::savings_plans_coverage, .limit = 100});
  EXPECT_THAT(properties("Month"), HasSubstr(R"("BudgetType":"SAVINGS_PLANS_COVERAGE")"));
  EXPECT_THAT(properties("Month"), HasSubstr(R"("Unit":"PERCENTAGE")"));
}

TEST_F(BudgetTest, people_and_a_topic_are_told_and_the_topic_lets_that_once) {
  Pager& pager = stack.add(PagerProps{.id = "Pager"});
  Budget& budget = stack.add(BudgetProps{
      .id = "Month",
      .limit = 100,
      .notifications = {{.threshold = 80, .emails = {"a@example.com"}, .topic = pager}},
  });
  budget.add_notification({.threshold = 120.5,
                           .comparison = BudgetComparison::less_than,
                           .is_amount = true,
                           .measure = BudgetMeasure::forecasted,
                           .topic = pager});
  EXPECT_THAT(properties("Month"),
              HasSubstr(R"("NotificationsWithSubscribers":[{"Notification":{)"
                        R"("ComparisonOperator":"GREATER_THAN","NotificationType":"ACTUAL",)"
                        R"("Threshold":80,"ThresholdType":"PERCENTAGE"},"Subscribers":[{)"
                        R"("Address":"a@example.com","SubscriptionType":"EMAIL"},{)"
                        R"("Address":"arn:aws:sns:us-east-1:123456789012:pager",)"
                        R"("SubscriptionType":"SNS"}]},{"Notification":{)"
                        R"("ComparisonOperator":"LESS_THAN","NotificationType":"FORECASTED",)"
                        R"("Threshold":120.5,"ThresholdType":"ABSOLUTE_VALUE"},"Subscribers":[{)"
                        R"("Address":"arn:aws:sns:us-east-1:123456789012:pager",)"
                        R"("SubscriptionType":"SNS"}]}])"));
  EXPECT_EQ(pager.permitted, "Test/MonthDelivery budgets.amazonaws.com;");
}

TEST_F(BudgetTest, what_cannot_be_is_an_error) {
  const int none = 0;
  const Parameter& addresses =
      stack.add(ParameterProps{.id = "Addresses", .type = ParameterType::comma_delimited_list});
  stack.add(BudgetProps{.id = "None"});
  stack.add(BudgetProps{.id = "Both", .history = 3, .limit = 1});
  stack.add(BudgetProps{.id = "History", .history = none});
  stack.add(BudgetProps{.id = "Nobody", .limit = 1, .notifications = {{.threshold = 80}}});
  stack.add(BudgetProps{
      .id = "Many",
      .limit = 1,
      .notifications = {{.threshold = 80, .emails = std::vector<std::string>(11, "a@b.c")}}});
  stack.add(BudgetProps{
      .id = "Later", .limit = 1, .notifications = {{.threshold = 80, .emails = addresses.list()}}});
  EXPECT_EQ(codes_of(app), "OT3621 OT3621 OT3622 OT3623 OT3623 OT3623");
}

}  // namespace
}  // namespace omnitrack
