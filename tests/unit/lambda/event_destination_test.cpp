#include <string>

#include <gmock/gmock.h>

#include "../resource_text.hpp"
#include <omnitrack/events/event_bus.hpp>
#include <omnitrack/kms/key.hpp>
#include <omnitrack/lambda/function.hpp>
#include <omnitrack/sns/topic.hpp>
#include <omnitrack/sqs/queue.hpp>

namespace omnitrack {
namespace {

using testing::HasSubstr;

class EventDestinationTest : public testing_support::OneStackTest {};

TEST_F(EventDestinationTest, queues_topics_and_buses_are_given_by_reference) {
  Key& key = stack.add(KeyProps{.id = "Key"});
  Queue& queue = stack.add(QueueProps{.id = "Dead", .kms_key = key});
  Topic& topic = stack.add(TopicProps{.id = "Failed"});
  EventBus& bus = stack.add(EventBusProps{.id = "Done"});
  stack.add(FunctionProps{
      .id = "Worker",
      .code = FunctionCode::inline_text("def handler(event, context):\n    print(event)\n"),
      .dead_letter = queue,
      .handler = "index.handler",
      .on_failure = topic,
      .on_success = bus,
      .runtime = Runtime::python3_13,
  });
  EXPECT_THAT(properties("Worker"),
              HasSubstr(R"("DeadLetterConfig":{"TargetArn":{"Fn::GetAtt":["Dead","Arn"]}})"));
  EXPECT_THAT(properties("WorkerEventInvokeConfig"),
              HasSubstr(R"("OnFailure":{"Destination":{"Ref":"Failed"}})"));
  EXPECT_THAT(properties("WorkerEventInvokeConfig"),
              HasSubstr(R"("OnSuccess":{"Destination":{"Fn::GetAtt":["Done","Arn"]}})"));
  const std::string role = properties("WorkerRole");
  for (
      const char* part :
      {R"("Action":"sqs:SendMessage","Resource":{"Fn::GetAtt":["Dead","Arn"]})",
       R"("Action":["kms:Decrypt","kms:GenerateDataKey*"],"Resource":{"Fn::GetAtt":["Key","Arn"]})",
       R"("Action":"sns:Publish","Resource":{"Ref":"Failed"})",
       R"("Action":"events:PutEvents","Resource":{"Fn::GetAtt":["Done","Arn"]})"}) {
    EXPECT_THAT(role, HasSubstr(part));
  }
}

}  // namespace
}  // namespace omnitrack
