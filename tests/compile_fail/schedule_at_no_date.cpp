// says: a_schedule_runs_by_rate_of_n_minutes_hours_or_days_by_cron_of_six_fields_or_at
#include <omnitrack/scheduler/schedule.hpp>
#include <omnitrack/sqs/queue.hpp>
#include <omnitrack/stack.hpp>

void build(omnitrack::Stack& stack) {
  auto& queue = stack.add(omnitrack::QueueProps{.id = "Queue"});
  stack.add(omnitrack::ScheduleProps{
      .id = "Once",
#ifdef MISTAKE
      .schedule = "at(2030-02-31)",
#else
      .schedule = "at(2030-01-31T08:00:00)",
#endif
      .target = queue,
  });
}
