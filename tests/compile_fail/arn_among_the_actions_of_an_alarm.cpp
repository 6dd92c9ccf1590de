// says: cpp:\d+:\d+: error: use of deleted function
// .*give_the_construct_itself_or_what_its_from_function_imports
#include <omnitrack/cloudwatch/alarm.hpp>
#include <omnitrack/sns/topic.hpp>
#include <omnitrack/stack.hpp>

void build(omnitrack::Stack& stack, omnitrack::Topic& topic, const omnitrack::Metric& metric) {
  stack.add(omnitrack::AlarmProps{
      .id = "Alarm",
      .metric = metric,
      .threshold = 1,
#ifdef MISTAKE
      .alarm_actions = {topic.arn()},
#else
      .alarm_actions = {topic},
#endif
  });
}
