// says: a_rule_runs_by_rate_of_n_minutes_hours_or_days_or_by_cron_of_six_fields_with
#include <omnitrack/events/event_rule.hpp>
#include <omnitrack/stack.hpp>

void build(omnitrack::Stack& stack) {
  stack.add(omnitrack::EventRuleProps{
      .id = "Daily",
#ifdef MISTAKE
      .schedule = "cron(0 8 * * * *)",
#else
      .schedule = "cron(0 8 * * ? *)",
#endif
  });
}
