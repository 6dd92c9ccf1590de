#pragma once

#include <vector>

#include <omnitrack/checked_number.hpp>
#include <omnitrack/construct.hpp>
#include <omnitrack/events/event_target.hpp>
#include <omnitrack/optional.hpp>

namespace omnitrack::cfn::budgets {
class Budget;  // defined in <omnitrack/cfn/budgets.hpp>
}

namespace omnitrack {

/// What a budget is about.
enum class BudgetKind : std::uint8_t {
  cost,                       ///< money
  usage,                      ///< how much is used, in a unit such as `GB`
  reservation_coverage,       ///< how much of the use is reserved, in percent
  reservation_utilization,    ///< how much of what is reserved is used, in percent
  savings_plans_coverage,     ///< how much of the use has a savings plan, in percent
  savings_plans_utilization,  ///< how much of the savings plans is used, in percent
};

/// The time that a limit is for.
enum class BudgetPeriod : std::uint8_t { monthly, daily, quarterly, annually };

/// What a notification compares with the limit.
enum class BudgetMeasure : std::uint8_t {
  actual,      ///< what has come up
  forecasted,  ///< what will have by the end of the period
};

/// When a notification is sent.
enum class BudgetComparison : std::uint8_t { greater_than, less_than, equal_to };

/// Somebody who is told.
struct BudgetNotification {
  /// How much of the limit, in percent, or the amount itself.
  Required<Value<double>, struct required_threshold> threshold;
  /// When the notification is sent.
  BudgetComparison comparison = BudgetComparison::greater_than;
  /// The e-mail addresses, 10 at most.
  List<std::string> emails = {};
  /// Whether the threshold is an amount instead of percent of the limit.
  Bool is_amount = false;
  /// What is compared.
  BudgetMeasure measure = BudgetMeasure::actual;
  /// A topic, which lets AWS Budgets publish where it is the app's.
  Link<EventTarget> topic = {};
};

/// Costs that count alone, e.g. `{.key = "Service", .values = {"Amazon Simple Storage Service"}}`.
/// https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-budgets-budget-budgetdata.html
struct BudgetFilter {
  /// What it is about, e.g. `Service`, `Region`, `LinkedAccount`, `TagKeyValue`.
  Required<Text, struct required_key> key;
  /// The values that count.
  Required<List<std::string>, struct required_values> values;
};

/// Which costs count.
/// https://docs.aws.amazon.com/aws-cost-management/latest/APIReference/API_budgets_CostTypes.html
struct BudgetCosts {
  /// Whether costs are spread over what a payment in advance is for.
  Bool amortized = false;
  /// Whether the rates of all accounts are averaged.
  Bool blended = false;
  /// Whether credits are taken off.
  Bool include_credit = true;
  /// Whether discounts are taken off.
  Bool include_discount = true;
  /// Whether other subscriptions count.
  Bool include_other_subscription = true;
  /// Whether recurring fees count.
  Bool include_recurring = true;
  /// Whether refunds are taken off.
  Bool include_refund = true;
  /// Whether subscriptions count.
  Bool include_subscription = true;
  /// Whether AWS Support counts.
  Bool include_support = true;
  /// Whether taxes count.
  Bool include_tax = true;
  /// Whether payments in advance count.
  Bool include_upfront = true;
};

namespace detail {

inline void a_budget_looks_back_1_to_60_periods() {}

}  // namespace detail

/// How many periods the limit of a budget is made of.
using BudgetHistory =
    CheckedNumber<detail::Between<1, 60, detail::a_budget_looks_back_1_to_60_periods>>;

class Budget;

/// Properties of a budget.
struct BudgetProps {
  using Makes = Budget;
  Id id;
  /// The name; made up by CloudFormation where it is left out. A change replaces the budget.
  Value<std::string> budget_name = {};
  /// Which costs count; AWS's choice, which is that of the defaults, where it is left out.
  Optional<BudgetCosts> costs = {};
  /// When it ends, e.g. `2027-01-01T00:00:00Z`.
  Value<std::string> end = {};
  /// The costs that count alone; all where it is left out.
  Items<BudgetFilter> filters = {};
  /// Instead of `limit`: the average of so many periods before this one.
  BudgetHistory history = {};
  /// What it is about.
  BudgetKind kind = BudgetKind::cost;
  /// The limit, in `unit`; for what is in percent, 100 is all.
  Value<double> limit = {};
  /// Who is told when, 10 at most.
  Items<BudgetNotification> notifications = {};
  /// The time that the limit is for.
  BudgetPeriod period = BudgetPeriod::monthly;
  /// When it begins, e.g. `2026-01-01T00:00:00Z`; with the current period where it is left out.
  Value<std::string> start = {};
  /// What the limit is in; `USD` for costs, `PERCENTAGE` for what is in percent.
  Text unit = {};
};

/// A limit of costs or use, and who is told as it comes near: AWS::Budgets::Budget.
/// https://docs.aws.amazon.com/cost-management/latest/userguide/budgets-managing-costs.html
class Budget final : public Construct {
 public:
  Budget(Attach at, const BudgetProps& props);

  /// Adds somebody who is told.
  void add_notification(const BudgetNotification& notification);

  /// The name.
  [[nodiscard]] Value<std::string> name() const;
  /// The budget's own resource.
  [[nodiscard]] cfn::budgets::Budget& resource() { return resource_; }

 private:
  void permit(EventTarget& topic);

  cfn::budgets::Budget& resource_;
  std::vector<const EventTarget*> permitted_;
};

}  // namespace omnitrack
