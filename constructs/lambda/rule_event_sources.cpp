#include "omnitrack/lambda/rule_event_sources.hpp"

#include <omnitrack/lambda/function.hpp>

namespace omnitrack {

EventRule& ScheduleEventSource::connect(AnyFunction& function, Source at) const {
  return function.add(EventRuleProps{
      .id = Id(rule_id, at),
      .description = description,
      .enabled = enabled,
      .schedule = schedule,
      .targets = {{.target = function, .input = input}},
  });
}

void RuleEventSource::connect(AnyFunction& function, Source /*at*/) const {
  rule->add_target({.target = function, .dead_letter_queue = dead_letter_queue, .input = input});
}

}  // namespace omnitrack
