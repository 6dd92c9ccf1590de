#include "omnitrack/constructs/function.hpp"

namespace omnitrack {

EventDestination EventDestination::queue(const Value<cfn::sqs::QueueArn>& arn) {
  return {arn, "sqs:SendMessage", true};
}

EventDestination EventDestination::topic(const Value<cfn::sns::TopicArn>& arn) {
  return {arn, "sns:Publish", true};
}

EventDestination EventDestination::function(const Value<cfn::lambda::FunctionArn>& arn) {
  return {arn, "lambda:InvokeFunction", false};
}

EventDestination EventDestination::event_bus(const Value<cfn::events::EventBusArn>& arn) {
  return {arn, "events:PutEvents", false};
}

}  // namespace omnitrack
