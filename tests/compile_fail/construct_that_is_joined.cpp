// says: Part::Part.*give_a_value_of_the_construct_such_as_its_arn_or_name
#include <omnitrack/fn.hpp>
#include <omnitrack/sqs/queue.hpp>

void build(const omnitrack::Queue& queue) {
#ifdef MISTAKE
  (void)omnitrack::concat("queue/", queue);
#else
  (void)omnitrack::concat("queue/", queue.name());
#endif
}
