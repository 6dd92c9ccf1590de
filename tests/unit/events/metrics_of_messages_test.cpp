#include "../metric_text.hpp"
#include "../resource_text.hpp"
#include <omnitrack/events/event_bus.hpp>
#include <omnitrack/events/event_rule.hpp>
#include <omnitrack/kinesis/data_stream.hpp>
#include <omnitrack/kinesisfirehose/delivery_stream.hpp>
#include <omnitrack/pipes/pipe.hpp>
#include <omnitrack/s3/bucket.hpp>
#include <omnitrack/scheduler/schedule.hpp>
#include <omnitrack/sns/topic.hpp>
#include <omnitrack/sqs/queue.hpp>

namespace omnitrack {
namespace {

using testing_support::metric_text;

class MetricsOfMessagesTest : public testing_support::OneStackTest {};

TEST_F(MetricsOfMessagesTest, queues_and_topics_are_measured_by_their_names) {
  const Queue& queue = stack.add(QueueProps{.id = "Queue"});
  const Topic& topic = stack.add(TopicProps{.id = "Topic"});
  EXPECT_EQ(metric_text(queue.metric_messages_visible()),
            "AWS/SQS ApproximateNumberOfMessagesVisible Maximum QueueName");
  EXPECT_EQ(metric_text(queue.metric_age_of_oldest_message()),
            "AWS/SQS ApproximateAgeOfOldestMessage Maximum QueueName");
  EXPECT_EQ(metric_text(queue.metric_messages_sent()),
            "AWS/SQS NumberOfMessagesSent Sum QueueName");
  EXPECT_EQ(metric_text(topic.metric_notifications_failed()),
            "AWS/SNS NumberOfNotificationsFailed Sum TopicName");
  EXPECT_EQ(metric_text(topic.metric_publish_size()), "AWS/SNS PublishSize Average TopicName");
}

TEST_F(MetricsOfMessagesTest, rules_are_measured_with_their_bus_unless_it_is_the_default) {
  const EventBus& bus = stack.add(EventBusProps{.id = "Bus"});
  const EventRule& own =
      stack.add(EventRuleProps{.id = "A", .event_bus = bus, .pattern = {.source = {"shop"}}});
  const EventRule& standard = stack.add(EventRuleProps{.id = "B", .schedule = "rate(1 day)"});
  EXPECT_EQ(metric_text(bus.metric_matched_events()), "AWS/Events MatchedEvents Sum EventBusName");
  EXPECT_EQ(metric_text(own.metric_invocations()),
            "AWS/Events Invocations Sum RuleName EventBusName");
  EXPECT_EQ(metric_text(standard.metric_failed_invocations()),
            "AWS/Events FailedInvocations Sum RuleName");
}

TEST_F(MetricsOfMessagesTest, streams_pipes_and_groups_are_measured_by_their_names) {
  const DataStream& stream = stack.add(DataStreamProps{.id = "Stream"});
  Bucket& bucket = stack.add(BucketProps{.id = "Lake"});
  Queue& queue = stack.add(QueueProps{.id = "Queue"});
  const DeliveryStream& delivery =
      stack.add(DeliveryStreamProps{.id = "Delivery", .bucket = bucket});
  const Pipe& pipe = stack.add(PipeProps{.id = "Pipe", .source = queue, .target = queue});
  const ScheduleGroup& group = stack.add(ScheduleGroupProps{.id = "Group"});
  EXPECT_EQ(metric_text(stream.metric_iterator_age()),
            "AWS/Kinesis GetRecords.IteratorAgeMilliseconds Maximum StreamName");
  EXPECT_EQ(metric_text(delivery.metric_data_freshness()),
            "AWS/Firehose DeliveryToS3.DataFreshness Maximum DeliveryStreamName");
  EXPECT_EQ(metric_text(pipe.metric_execution_failed()),
            "AWS/EventBridge/Pipes ExecutionFailed Sum PipeName");
  EXPECT_EQ(metric_text(group.metric_target_errors()),
            "AWS/Scheduler TargetErrorCount Sum ScheduleGroup");
}

}  // namespace
}  // namespace omnitrack
