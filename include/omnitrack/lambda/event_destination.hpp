#pragma once

#include <omnitrack/kms/key_link.hpp>
#include <omnitrack/lambda/function_link.hpp>

namespace omnitrack::cfn::events {
class EventBus;  // defined in <omnitrack/cfn/events.hpp>
enum class EventBusArn : char;
}  // namespace omnitrack::cfn::events
namespace omnitrack::cfn::sns {
class Topic;  // defined in <omnitrack/cfn/sns.hpp>
enum class TopicArn : char;
}  // namespace omnitrack::cfn::sns
namespace omnitrack::cfn::sqs {
class Queue;  // defined in <omnitrack/cfn/sqs.hpp>
enum class QueueArn : char;
}  // namespace omnitrack::cfn::sqs

namespace omnitrack {

class Bucket;
class EventBus;
class Queue;
class Role;
class Topic;

/// Where Lambda sends events, records and the results of functions; nowhere by default.
/// https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html
class EventDestination {
 public:
  /// What it is.
  enum class Kind : std::uint8_t { none, queue, topic, function, event_bus, bucket };

  /// Nowhere.
  EventDestination() = default;
  /// A standard queue.
  EventDestination(const Queue& queue);
  /// A standard topic.
  EventDestination(const Topic& topic);
  /// An event bus.
  EventDestination(const EventBus& event_bus);
  /// A bucket, for failures only.
  EventDestination(Bucket& bucket);
  /// An SQS queue.
  static EventDestination queue(const cfn::sqs::Queue& queue);
  /// An SQS queue that is made elsewhere.
  static EventDestination queue(const Value<cfn::sqs::QueueArn>& arn);
  /// An SNS topic.
  static EventDestination topic(const cfn::sns::Topic& topic);
  /// An SNS topic that is made elsewhere.
  static EventDestination topic(const Value<cfn::sns::TopicArn>& arn);
  /// A Lambda function.
  static EventDestination function(const FunctionLink& function);
  /// An EventBridge event bus.
  static EventDestination event_bus(const cfn::events::EventBus& event_bus);
  /// An EventBridge event bus that is made elsewhere.
  static EventDestination event_bus(const Value<cfn::events::EventBusArn>& arn);

  /// Whether it is anywhere.
  [[nodiscard]] bool is_set() const { return kind_ != Kind::none; }
  /// What it is.
  [[nodiscard]] Kind kind() const { return kind_; }
  /// The ARN.
  [[nodiscard]] const Value<std::string>& arn() const { return arn_; }
  /// Allows the role of a function to send there.
  void grant_send(Role& role) const;

 private:
  EventDestination(Kind kind, const Value<std::string>& arn, std::string_view action,
                   const KeyLink& kms_key = {})
      : kind_(kind), arn_(arn), action_(action), kms_key_(kms_key) {}

  Kind kind_ = Kind::none;
  Value<std::string> arn_;
  std::string_view action_ = {};
  KeyLink kms_key_;
  Bucket* bucket_ = nullptr;  // null where it is none
};

}  // namespace omnitrack
