#pragma once

#include <omnitrack/events/event_rule.hpp>

namespace omnitrack {

class AnyFunction;

/// A time at which a function is invoked again and again, by an AWS::Events::Rule:
/// `function.add_event_source(ScheduleEventSource{.schedule = "rate(5 minutes)"})`.
/// https://docs.aws.amazon.com/lambda/latest/dg/with-eventbridge-scheduler.html
struct ScheduleEventSource {
  /// When, in UTC: `rate(5 minutes)` or `cron(0 8 * * ? *)`.
  RuleSchedule schedule = "rate(1 day)";
  /// What the rule is for, 512 characters at most.
  Value<std::string> description = {};
  /// Whether it is in force.
  Bool enabled = true;
  /// What the function is given; what EventBridge says of the time where it is left out.
  TargetInput input = {};
  /// The name of the rule among those of the function.
  Text rule_id = "Schedule";

  /// Makes a rule below the function.
  EventRule& connect(AnyFunction& function, Source at) const;
};

/// A rule of EventBridge whose events invoke a function:
/// `function.add_event_source(RuleEventSource{.rule = rule})`.
/// https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-targets.html
struct RuleEventSource {
  /// The rule.
  Required<Link<EventRule>, struct required_rule> rule;
  /// A queue for the events that could not be delivered.
  Link<Queue> dead_letter_queue = {};
  /// What the function is given; the whole event where it is left out.
  TargetInput input = {};

  /// Makes the function a target of the rule.
  void connect(AnyFunction& function, Source at) const;
};

}  // namespace omnitrack
