#pragma once

#include <vector>

#include <omnitrack/checked_text.hpp>
#include <omnitrack/cloudwatch/metric.hpp>
#include <omnitrack/events/delivery.hpp>
#include <omnitrack/events/event_pattern.hpp>
#include <omnitrack/events/event_target.hpp>
#include <omnitrack/events/schedule_expression.hpp>
#include <omnitrack/events/target_input.hpp>
#include <omnitrack/resource.hpp>

namespace omnitrack::cfn::events {
class Rule;  // defined in <omnitrack/cfn/events.hpp>
}

namespace omnitrack {

class EventBus;
class Queue;
class Role;

namespace detail {

inline void a_rule_name_has_1_to_64_letters_digits_dots_hyphens_or_underscores() {}

struct EventRuleNameRule {
  static constexpr bool fits(std::string_view name) {
    return !name.empty() && name.size() <= 64 && has_only_letters_digits_and("._-", name);
  }
  static constexpr void demand(bool fits) {
    if (!fits) a_rule_name_has_1_to_64_letters_digits_dots_hyphens_or_underscores();
  }
};

}  // namespace detail

/// The name of a rule or a schedule: 1 to 64 letters, digits, `.`, `-` and `_`.
/// https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutRule.html
using EventRuleName = CheckedText<detail::EventRuleNameRule>;
/// What a rule sends its events to, and how.
/// https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-targets.html
struct EventRuleTarget {
  /// A function, a queue, a topic, a bus, a log group, … .
  Required<Link<EventTarget>, struct required_target> target;
  /// A queue for the events that could not be delivered.
  Link<Queue> dead_letter_queue = {};
  /// Headers for an API.
  Map<std::string> headers = {};
  /// What the target is given; the whole event where it is left out.
  TargetInput input = {};
  /// How long the delivery is tried, in seconds, 60 to 86,400; a day where it is left out.
  DeliveryAge max_event_age = {};
  /// The message group in a FIFO queue, or of a fair queue.
  Value<std::string> message_group_id = {};
  /// Which part of the event is the partition's key in a Kinesis stream, e.g. `$.detail.user`.
  Value<std::string> partition_key_path = {};
  /// What stands for each `*` in the path of an API.
  List<std::string> path_parameters = {};
  /// Parameters of the query to an API.
  Map<std::string> query_parameters = {};
  /// How often the delivery is tried again, 0 to 185; 185 where it is left out.
  DeliveryRetries retry_attempts = {};
  /// The role by which the target is reached; where it is left out, the target's own policy lets
  /// the rule in, or the rule makes a role.
  Link<Role> role = {};
};

class EventRule;

/// Properties of a rule.
struct EventRuleProps {
  using Makes = EventRule;
  Id id;
  /// What it is for, 512 characters at most.
  Value<std::string> description = {};
  /// Whether it is in force.
  Bool enabled = true;
  /// The bus whose events it is for; the account's default bus where it is left out.
  Link<const EventBus> event_bus = {};
  /// Which events it is for.
  EventPattern pattern = {};
  /// The name; made up by CloudFormation where it is left out.
  EventRuleName rule_name = {};
  /// When it runs by itself, in UTC: `rate(5 minutes)` or `cron(0 8 * * ? *)`; on the default bus
  /// alone. A `Schedule` knows time zones.
  RuleSchedule schedule = {};
  /// Where the events go, 5 at most.
  Items<EventRuleTarget> targets = {};
};

/// A rule of EventBridge with its targets: AWS::Events::Rule and, where a target needs one, a role
/// (AWS::IAM::Role).
/// https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rules.html
class EventRule final : public Construct, public Measured {
 public:
  EventRule(Attach at, const EventRuleProps& props);

  /// Sends the events to one more target.
  void add_target(const EventRuleTarget& target);

  /// One of EventBridge's metrics of the rule, by the average where it says no other statistic.
  /// https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-monitoring.html
  [[nodiscard]] Metric metric(std::string_view name) const override;
  /// How many times a target could not be reached for good.
  [[nodiscard]] Metric metric_failed_invocations() const {
    return metric("FailedInvocations").sum();
  }
  /// How many times a target was reached.
  [[nodiscard]] Metric metric_invocations() const { return metric("Invocations").sum(); }
  /// How many events went to a queue for dead letters.
  [[nodiscard]] Metric metric_invocations_sent_to_dead_letters() const {
    return metric("InvocationsSentToDlq").sum();
  }
  /// How many events met the rule.
  [[nodiscard]] Metric metric_matched_events() const { return metric("MatchedEvents").sum(); }
  /// How many times the rule ran.
  [[nodiscard]] Metric metric_triggered_rules() const { return metric("TriggeredRules").sum(); }
  /// How many times the rule ran too often.
  [[nodiscard]] Metric metric_throttled_rules() const { return metric("ThrottledRules").sum(); }

  /// The ARN.
  [[nodiscard]] Value<std::string> arn() const;
  /// The name.
  [[nodiscard]] Value<std::string> name() const;
  /// The rule's own resource.
  [[nodiscard]] cfn::events::Rule& resource() { return resource_; }

 private:
  // What already lets the rule in: by its own policy, or by the rule's role.
  struct Reached {
    const EventTarget* target;
    bool by_role;
  };

  void check(const EventRuleProps& props) const;
  void check_target(const EventRuleTarget& target) const;
  [[nodiscard]] Role& role();
  // Whether the rule's role reaches the target.
  bool reach(EventTarget& target);

  cfn::events::Rule& resource_;
  const EventBus* event_bus_;
  Role* role_ = nullptr;
  std::vector<Reached> reached_;
  std::size_t targets_ = 0;
};

}  // namespace omnitrack
