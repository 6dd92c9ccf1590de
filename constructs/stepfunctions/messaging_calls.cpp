#include "omnitrack/stepfunctions/messaging_calls.hpp"

#include <omnitrack/codes.hpp>
#include <omnitrack/sns/topic.hpp>
#include <omnitrack/sqs/queue.hpp>

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

}  // namespace omnitrack
