// says: Value<T>::Value\(const C&\).*give_a_value_of_the_construct_such_as_its_arn_or_name
#include <omnitrack/fn.hpp>
#include <omnitrack/lambda/function.hpp>
#include <omnitrack/sqs/queue.hpp>

void build(omnitrack::FunctionProps& props, omnitrack::Queue& queue) {
#ifdef MISTAKE
  props.environment = {{"QUEUE", queue}};
#else
  props.environment = {{"QUEUE", queue.url()}};
#endif
}
