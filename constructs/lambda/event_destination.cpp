#include "omnitrack/lambda/event_destination.hpp"

#include "../iam/inline_grantee.hpp"
#include <omnitrack/cfn/events.hpp>
#include <omnitrack/cfn/sns.hpp>
#include <omnitrack/cfn/sqs.hpp>
#include <omnitrack/events/event_bus.hpp>
#include <omnitrack/iam/role.hpp>
#include <omnitrack/s3/bucket.hpp>
#include <omnitrack/sns/topic.hpp>
#include <omnitrack/sqs/queue.hpp>

namespace omnitrack {

EventDestination::EventDestination(const Queue& queue)
    : EventDestination(Kind::queue, queue.arn(), "sqs:SendMessage", queue.kms_key()) {}

EventDestination::EventDestination(const Topic& topic)
    : EventDestination(Kind::topic, topic.arn(), "sns:Publish", topic.kms_key()) {}

EventDestination::EventDestination(const EventBus& event_bus)
    : EventDestination(Kind::event_bus, event_bus.arn(), "events:PutEvents") {}

EventDestination::EventDestination(Bucket& bucket)
    : kind_(Kind::bucket), arn_(bucket.arn()), bucket_(&bucket) {}

EventDestination EventDestination::queue(const cfn::sqs::Queue& queue) {
  return EventDestination::queue(queue.attr_arn());
}

EventDestination EventDestination::queue(const Value<cfn::sqs::QueueArn>& arn) {
  return {Kind::queue, arn, "sqs:SendMessage"};
}

EventDestination EventDestination::topic(const cfn::sns::Topic& topic) {
  return EventDestination::topic(topic.ref());
}

EventDestination EventDestination::topic(const Value<cfn::sns::TopicArn>& arn) {
  return {Kind::topic, arn, "sns:Publish"};
}

EventDestination EventDestination::function(const FunctionLink& function) {
  return {Kind::function, function.arn(), "lambda:InvokeFunction"};
}

EventDestination EventDestination::event_bus(const cfn::events::EventBus& event_bus) {
  return EventDestination::event_bus(event_bus.attr_arn());
}

EventDestination EventDestination::event_bus(const Value<cfn::events::EventBusArn>& arn) {
  return {Kind::event_bus, arn, "events:PutEvents"};
}

// What the function needs by itself is in place before the function is made, but what a bucket is
// encrypted with is known only when the app is complete.
void EventDestination::grant_send(Role& role) const {
  if (!is_set()) return;
  if (bucket_ != nullptr) {
    // https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html
    role.add_to_policy({.actions = {"s3:ListBucket"}, .resources = {arn_}});
    bucket_->grant_put(role);
    return;
  }
  role.add_inline_statement({.actions = {action_}, .resources = {arn_}});
  InlineGrantee itself(role);
  kms_key_.grant(itself, {"kms:Decrypt", "kms:GenerateDataKey*"});
}

}  // namespace omnitrack
