// says: CheckedText.*give_a_value_of_the_construct_such_as_its_arn_or_name
#include <omnitrack/sqs/queue.hpp>
#include <omnitrack/stack.hpp>

void build(omnitrack::QueueProps& props, omnitrack::Parameter& parameter) {
#ifdef MISTAKE
  props.queue_name = parameter;
#else
  props.queue_name = parameter.value();
#endif
}
