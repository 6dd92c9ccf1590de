// says: cannot convert 'int' to 'omnitrack::RetentionDays'
#include <omnitrack/constructs/log_group.hpp>
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
