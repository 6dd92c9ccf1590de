#pragma once

#include <omnitrack/stepfunctions/task_state.hpp>

namespace omnitrack {

class EventBus;
class Queue;
class Topic;

/// A message to a queue.
/// https://docs.aws.amazon.com/step-functions/latest/dg/connect-sqs.html
struct SqsSendMessage {
  /// The text, or what is made a text of JSON.
  Required<Value<Json>, struct required_message_body> message_body;
  Required<Link<Queue>, struct required_queue> queue;
  /// How long the message cannot be received, in seconds, 900 at most.
  Value<std::int64_t> delay = {};
  /// Attributes, e.g. `{{"kind", Json::object({{"DataType", "String"}, {"StringValue", "new"}})}}`.
  Map<Json> message_attributes = {};
  /// What says that a message is the same as another, of a FIFO queue.
  Value<std::string> message_deduplication_id = {};
  /// Within what the order is kept, of a FIFO queue.
  Value<std::string> message_group_id = {};

  void write(TaskCallWriter& writer) const;
};

/// A message to a topic.
/// https://docs.aws.amazon.com/step-functions/latest/dg/connect-sns.html
struct SnsPublish {
  /// The text, or what is made a text of JSON.
  Required<Value<Json>, struct required_message> message;
  Required<Link<Topic>, struct required_topic> topic;
  /// Attributes, e.g. `{{"kind", Json::object({{"DataType", "String"}, {"StringValue", "new"}})}}`.
  Map<Json> message_attributes = {};
  /// What says that a message is the same as another, of a FIFO topic.
  Value<std::string> message_deduplication_id = {};
  /// Within what the order is kept, of a FIFO topic.
  Value<std::string> message_group_id = {};
  /// Whether the message is JSON with a text for each kind of subscriber.
  Bool message_per_subscription_type = false;
  /// The subject of mails.
  Value<std::string> subject = {};

  void write(TaskCallWriter& writer) const;
};

/// An event of a state machine.
struct StateEvent {
  /// What happened, e.g. `{{"order", string_at("$.order")}}`.
  Required<Value<Json>, struct required_detail> detail;
  /// The kind of what happened, e.g. `OrderShipped`.
  Required<Value<Json>, struct required_detail_type> detail_type;
  /// Who says so, e.g. `com.example.orders`.
  Required<Value<Json>, struct required_source> source;
  /// The bus; the account's default bus where it is left out.
  Link<const EventBus> event_bus = {};
  /// The ARNs of what the event is about.
  List<std::string> resources = {};
};

/// Events for buses of EventBridge, 10 at most. The task fails where one of them is not taken.
/// https://docs.aws.amazon.com/step-functions/latest/dg/connect-eventbridge.html
struct EventBridgePutEvents {
  Required<Items<StateEvent>, struct required_entries> entries;

  void write(TaskCallWriter& writer) const;
};

}  // namespace omnitrack
