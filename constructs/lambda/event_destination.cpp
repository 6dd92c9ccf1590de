#include <omnitrack/cfn/events.hpp>
#include <omnitrack/cfn/sns.hpp>
#include <omnitrack/cfn/sqs.hpp>
#include <omnitrack/events/event_bus.hpp>
#include <omnitrack/lambda/function.hpp>
#include <omnitrack/sns/topic.hpp>
#include <omnitrack/sqs/queue.hpp>

namespace omnitrack {

EventDestination::EventDestination(const Queue& queue)
    : EventDestination(queue.arn(), "sqs:SendMessage", true, queue.kms_key()) {}

EventDestination::EventDestination(const Topic& topic)
    : EventDestination(topic.arn(), "sns:Publish", true, topic.kms_key()) {}

EventDestination::EventDestination(const EventBus& event_bus)
    : EventDestination(event_bus.arn(), "events:PutEvents", false) {}

EventDestination EventDestination::queue(const cfn::sqs::Queue& queue) {
  return EventDestination::queue(queue.attr_arn());
}

EventDestination EventDestination::queue(const Value<cfn::sqs::QueueArn>& arn) {
  return {arn, "sqs:SendMessage", true};
}

EventDestination EventDestination::topic(const cfn::sns::Topic& topic) {
  return EventDestination::topic(topic.ref());
}

EventDestination EventDestination::topic(const Value<cfn::sns::TopicArn>& arn) {
  return {arn, "sns:Publish", true};
}

EventDestination EventDestination::function(const FunctionLink& function) {
  return {function.arn(), "lambda:InvokeFunction", false};
}

EventDestination EventDestination::event_bus(const cfn::events::EventBus& event_bus) {
  return EventDestination::event_bus(event_bus.attr_arn());
}

EventDestination EventDestination::event_bus(const Value<cfn::events::EventBusArn>& arn) {
  return {arn, "events:PutEvents", false};
}

}  // namespace omnitrack
