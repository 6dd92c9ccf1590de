#include "omnitrack/budgets/budget.hpp"

#include <algorithm>
#include <string>

#include <omnitrack/cfn/budgets.hpp>
#include <omnitrack/codes.hpp>
#include <omnitrack/fn.hpp>

namespace omnitrack {

namespace {

namespace l1 = cfn::budgets::budget;

constexpr std::uint32_t most_emails = 10;

constexpr std::string_view kind_names[] = {"COST",
                                           "USAGE",
                                           "RI_COVERAGE",
                                           "RI_UTILIZATION",
                                           "SAVINGS_PLANS_COVERAGE",
                                           "SAVINGS_PLANS_UTILIZATION"};
constexpr std::string_view period_names[] = {"MONTHLY", "DAILY", "QUARTERLY", "ANNUALLY"};
constexpr std::string_view comparison_names[] = {"GREATER_THAN", "LESS_THAN", "EQUAL_TO"};

template <class E>
std::string_view name_of(const std::string_view* names, E value) {
  return names[static_cast<std::size_t>(value)];
}

std::string_view unit_of(const BudgetProps& props) {
  if (!props.unit.empty()) return props.unit;
  return props.kind == BudgetKind::cost ? "USD" : "PERCENTAGE";
}

Value<l1::CostTypes> cost_types_of(const Optional<BudgetCosts>& costs) {
  if (!costs) return {};
  return l1::CostTypes{
      .include_credit = costs->include_credit,
      .include_discount = costs->include_discount,
      .include_other_subscription = costs->include_other_subscription,
      .include_recurring = costs->include_recurring,
      .include_refund = costs->include_refund,
      .include_subscription = costs->include_subscription,
      .include_support = costs->include_support,
      .include_tax = costs->include_tax,
      .include_upfront = costs->include_upfront,
      .use_amortized = costs->amortized,
      .use_blended = costs->blended,
  };
}

l1::BudgetData data_of(const BudgetProps& props) {
  l1::BudgetData data{
      .budget_type = name_of(kind_names, props.kind),
      .time_unit = name_of(period_names, props.period),
      .budget_name = props.budget_name,
      .cost_types = cost_types_of(props.costs),
  };
  if (props.history.is_set()) {
    data.auto_adjust_data = l1::AutoAdjustData{
        .auto_adjust_type = "HISTORICAL",
        .historical_options =
            l1::HistoricalOptions{.budget_adjustment_period = props.history.value()}};
  }
  if (props.limit.is_set()) {
    data.budget_limit = l1::Spend{.amount = props.limit, .unit = unit_of(props)};
  }
  if (!props.filters.empty()) {
    Json filters = Json::object({});
    for (const BudgetFilter& filter : props.filters) filters.set(filter.key, filter.values);
    data.cost_filters = filters;
  }
  if (props.start.is_set() || props.end.is_set()) {
    data.time_period = l1::TimePeriod{.end = props.end, .start = props.start};
  }
  return data;
}

}  // namespace

Budget::Budget(Attach at, const BudgetProps& props)
    : Construct(std::move(at)),
      resource_(add(cfn::budgets::BudgetProps{.id = primary(), .budget = data_of(props)})) {
  if (props.limit.is_set() == props.history.is_set()) {
    error(codes::OT3621, "the budget has no limit, or two",
          "set `limit`, or `history` for the average of earlier periods");
  }
  if (props.history.is_broken()) {
    error(codes::OT3622,
          "history is " + std::to_string(props.history.number()) + ", which is out of bounds",
          "it is 1 to 60 periods");
  }
  for (const BudgetNotification& each : props.notifications) add_notification(each);
}

// https://docs.aws.amazon.com/aws-cost-management/latest/APIReference/API_budgets_CreateNotification.html
void Budget::add_notification(const BudgetNotification& notification) {
  const Node& emails = notification.emails.node();
  const std::uint32_t count = emails.kind == NodeKind::list ? emails.size : 0;
  if (emails.kind != NodeKind::list && emails.is_set()) {
    error(codes::OT3623, "the addresses of a notification are not known when the app is built",
          "give them one by one");
  } else if ((count == 0 && !notification.topic.is_set()) || count > most_emails) {
    error(codes::OT3623,
          "a notification has " + std::to_string(count) + " addresses" +
              (notification.topic.is_set() ? "" : " and no topic"),
          "give it 1 to 10 addresses, or a topic");
  }
  List<l1::Subscriber> subscribers;
  for (std::uint32_t i = 0; i < count; ++i) {
    subscribers.add(l1::Subscriber{.address = Value<std::string>::from_node(emails.items[i]),
                                   .subscription_type = "EMAIL"});
  }
  if (notification.topic.is_set()) {
    permit(*notification.topic);
    subscribers.add(l1::Subscriber{.address = notification.topic->event_target_arn(),
                                   .subscription_type = "SNS"});
  }
  resource_.props.notifications_with_subscribers.add(l1::NotificationWithSubscribers{
      .notification =
          l1::Notification{
              .comparison_operator = name_of(comparison_names, notification.comparison),
              .notification_type =
                  notification.measure == BudgetMeasure::actual ? "ACTUAL" : "FORECASTED",
              .threshold = notification.threshold,
              .threshold_type = notification.is_amount ? "ABSOLUTE_VALUE" : "PERCENTAGE",
          },
      .subscribers = subscribers,
  });
}

// https://docs.aws.amazon.com/cost-management/latest/userguide/budgets-sns-policy.html
void Budget::permit(EventTarget& topic) {
  if (std::find(permitted_.begin(), permitted_.end(), &topic) != permitted_.end()) return;
  permitted_.push_back(&topic);
  topic.permit_delivery(path() + "Delivery", "budgets.amazonaws.com",
                        concat("arn:", stack().partition(), ":budgets::", stack().account(), ":*"));
}

Value<std::string> Budget::name() const { return resource_.ref(); }

}  // namespace omnitrack
