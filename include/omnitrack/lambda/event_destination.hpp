#pragma once

#include <omnitrack/iam/policy.hpp>
#include <omnitrack/lambda/function_link.hpp>

namespace omnitrack::cfn::events {
class EventBus;
enum class EventBusArn : char;
}  // namespace omnitrack::cfn::events
namespace omnitrack::cfn::sns {
class Topic;
enum class TopicArn : char;
}  // namespace omnitrack::cfn::sns
namespace omnitrack::cfn::sqs {
class Queue;
enum class QueueArn : char;
}  // namespace omnitrack::cfn::sqs

namespace omnitrack {

class Bucket;
class EventTarget;
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
  /// A standard SQS queue.
  static EventDestination queue(const Queue& queue);
  /// An SQS queue.
  static EventDestination queue(const cfn::sqs::Queue& queue);
  /// An SQS queue that is made elsewhere.
  static EventDestination queue(const Value<cfn::sqs::QueueArn>& arn);
  /// A standard SNS topic.
  static EventDestination topic(const Topic& topic);
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
  /// A bucket, for failures only.
  static EventDestination bucket(Bucket& bucket);

  /// Whether it is anywhere.
  [[nodiscard]] bool is_set() const { return kind_ != Kind::none; }
  /// What it is.
  [[nodiscard]] Kind kind() const { return kind_; }
  /// The ARN.
  [[nodiscard]] const Value<std::string>& arn() const { return arn_; }
  /// Allows the role of a function to send there.
  void grant_send(Role& role) const;

 private:
  EventDestination(Kind kind, const Value<std::string>& arn, std::string_view action)
      : kind_(kind), arn_(arn), action_(action) {}
  EventDestination(Kind kind, const EventTarget& target);

  Kind kind_ = Kind::none;
  Value<std::string> arn_;
  std::string_view action_ = {};         // what the role must be allowed; empty where
  const EventTarget* target_ = nullptr;  // the target or
  Bucket* bucket_ = nullptr;             // the bucket knows that
};

}  // namespace omnitrack
