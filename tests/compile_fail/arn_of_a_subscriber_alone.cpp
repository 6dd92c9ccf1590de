// says: give_the_construct_itself_or_Subscriber_email_sms_url_or_application
#include <omnitrack/sns/topic.hpp>
#include <omnitrack/sqs/queue.hpp>

void build(omnitrack::Topic& topic, omnitrack::Queue& queue) {
#ifdef MISTAKE
  topic.add_subscription("Queue", queue.arn());
#else
  topic.add_subscription("Queue", queue);
#endif
}
