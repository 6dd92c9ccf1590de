// says: give_the_construct_itself_or_Subscriber_email_sms_url_or_application
#include <omnitrack/sns/topic.hpp>

void build(omnitrack::Topic& topic) {
#ifdef MISTAKE
  topic.add_subscription("Mail", "ops@example.com");
#else
  topic.add_subscription("Mail", omnitrack::Subscriber::email("ops@example.com"));
#endif
}
