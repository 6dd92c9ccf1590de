#include "omnitrack/stepfunctions/messaging_calls.hpp"

#include <string>

#include <omnitrack/codes.hpp>
#include <omnitrack/events/event_bus.hpp>
#include <omnitrack/sns/topic.hpp>
#include <omnitrack/sqs/queue.hpp>
#include <omnitrack/stack.hpp>

namespace omnitrack {

void SqsSendMessage::write(TaskCallWriter& writer) const {
  writer.integration("sqs:sendMessage", false, true);
  writer.argument("QueueUrl", queue->url());
  writer.argument("MessageBody", message_body);
  writer.argument("DelaySeconds", delay);
  writer.argument("MessageAttributes", message_attributes);
  writer.argument("MessageDeduplicationId", message_deduplication_id);
  writer.argument("MessageGroupId", message_group_id);
  queue->grant_send_messages(writer.grantee());
  if (queue->is_fifo() && !message_group_id.is_set()) {
    writer.task().error(codes::OT3237, "a message to a FIFO queue has no group",
                        "set `message_group_id`");
  }
}

void SnsPublish::write(TaskCallWriter& writer) const {
  writer.integration("sns:publish", false, true);
  writer.argument("TopicArn", topic->arn());
  writer.argument("Message", message);
  writer.argument("Subject", subject);
  if (message_per_subscription_type) writer.argument("MessageStructure", "json");
  writer.argument("MessageAttributes", message_attributes);
  writer.argument("MessageDeduplicationId", message_deduplication_id);
  writer.argument("MessageGroupId", message_group_id);
  topic->grant_publish(writer.grantee());
  if (topic->is_fifo() && !message_group_id.is_set()) {
    writer.task().error(codes::OT3237, "a message to a FIFO topic has no group",
                        "set `message_group_id`");
  }
}

void EventBridgePutEvents::write(TaskCallWriter& writer) const {
  constexpr std::size_t most_entries = 10;
  writer.integration("events:putEvents", false, true);
  Json list = Json::array({});
  for (const StateEvent& event : entries) {
    list.add(Json::object({
        {"Detail", event.detail},
        {"DetailType", event.detail_type},
        {"Source", event.source},
        {"EventBusName",
         event.event_bus.is_set() ? Value<Json>(event.event_bus->arn()) : Value<Json>()},
        {"Resources", event.resources},
    }));
    if (event.event_bus.is_set()) {
      event.event_bus->grant_put_events(writer.grantee());
    } else {
      writer.allow({"events:PutEvents"}, {writer.stack().arn("events", "event-bus/default")});
    }
  }
  writer.argument("Entries", list);
  if (entries.empty() || entries.size() > most_entries) {
    writer.task().error(codes::OT3238, std::to_string(entries.size()) + " events are sent at once",
                        "send 1 to 10 events");
  }
}

}  // namespace omnitrack
