// says: cloudwatch_offers_no_retention_of_so_many_days_see_RetentionDays
#include <omnitrack/logs/log_group.hpp>
#include <omnitrack/stack.hpp>

void build(omnitrack::Stack& stack) {
  stack.add(omnitrack::LogGroupProps{
      .id = "Logs",
#ifdef MISTAKE
      .retention = 31,
#else
      .retention = omnitrack::RetentionDays::one_month,
#endif
  });
}
