#include "omnitrack/lambda/notification_event_sources.hpp"

#include "../events/sender_id.hpp"
#include <omnitrack/lambda/function.hpp>
#include <omnitrack/sns/topic.hpp>

namespace omnitrack {

cfn::sns::Subscription& SnsEventSource::connect(AnyFunction& function, Source /*at*/) const {
  return topic->add_subscription(
      events::sender_id(function, topic.get()), function,
      {.dead_letter_queue = dead_letter_queue, .filter = filter, .filter_scope = filter_scope});
}

void S3EventSource::connect(AnyFunction& function, Source /*at*/) const {
  for (const ObjectEvent event : events) {
    bucket->notify_function(function, {.event = event, .prefix = prefix, .suffix = suffix});
  }
}

}  // namespace omnitrack
