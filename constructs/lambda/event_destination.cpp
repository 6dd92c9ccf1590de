#include "omnitrack/lambda/event_destination.hpp"

#include <omnitrack/cfn/events.hpp>
#include <omnitrack/cfn/sns.hpp>
#include <omnitrack/cfn/sqs.hpp>
#include <omnitrack/events/event_target.hpp>
#include <omnitrack/iam/role.hpp>
#include <omnitrack/s3/bucket.hpp>
#include <omnitrack/sns/topic.hpp>
#include <omnitrack/sqs/queue.hpp>

namespace omnitrack {

EventDestination::EventDestination(Kind kind, const EventTarget& target)
    : kind_(kind), arn_(target.event_target_arn()), target_(&target) {}

EventDestination EventDestination::queue(const Queue& queue) {
  const EventTarget& target = queue;
  return {Kind::queue, target};
}

EventDestination EventDestination::queue(const cfn::sqs::Queue& queue) {
  return EventDestination::queue(queue.attr_arn());
}

EventDestination EventDestination::queue(const Value<cfn::sqs::QueueArn>& arn) {
  return {Kind::queue, arn, "sqs:SendMessage"};
}

EventDestination EventDestination::topic(const Topic& topic) {
  const EventTarget& target = topic;
  return {Kind::topic, target};
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

EventDestination EventDestination::bucket(Bucket& bucket) {
  EventDestination destination(Kind::bucket, bucket.arn(), {});
  destination.bucket_ = &bucket;
  return destination;
}

void EventDestination::grant_send(Role& role) const {
  if (bucket_ != nullptr) {
    // https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html
    role.add_to_policy({.actions = {"s3:ListBucket"}, .resources = {arn_}});
    bucket_->grant_put(role);
  } else if (target_ != nullptr) {
    target_->grant_delivery(role);
  } else if (is_set()) {
    role.add_inline_statement({.actions = {action_}, .resources = {arn_}});
  }
}

}  // namespace omnitrack
