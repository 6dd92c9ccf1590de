#include "late_props.hpp"
#include <omnitrack/events/api_destination.hpp>
#include <omnitrack/events/event_bus.hpp>
#include <omnitrack/events/event_rule.hpp>
#include <omnitrack/kinesis/data_stream.hpp>
#include <omnitrack/kinesisfirehose/delivery_stream.hpp>
#include <omnitrack/pipes/pipe.hpp>
#include <omnitrack/scheduler/schedule.hpp>
#include <omnitrack/sns/topic.hpp>
#include <omnitrack/sqs/queue.hpp>

namespace omnitrack {
namespace {

using testing::HasSubstr;

class LateMessagingTest : public testing_support::LatePropsTest {};

TEST_F(LateMessagingTest, queues_in_a_loop_with_their_dead_letters) {
  std::vector<QueueProps> all;
  for (const int seconds : {60, 600}) {
    const std::string name = "orders-" + std::to_string(seconds);
    const int times = seconds / 60;
    const Queue& dead = stack.add(QueueProps{.id = "Dead" + std::to_string(seconds)});
    const std::vector<std::string> arns{"arn:aws:sqs:eu-central-1:123456789012:" + name};
    all.push_back({.id = name,
                   .dead_letter_queue = {{.queue = dead, .max_receive_count = times}},
                   .queue_name = name,
                   .redrive_sources = RedriveSources::by_queues(arns),
                   .visibility_timeout = seconds});
  }
  for (const QueueProps& props : all) stack.add(props);
  for (const char* part :
       {R"("QueueName":"orders-600")", R"("maxReceiveCount":10)",
        R"("sourceQueueArns":["arn:aws:sqs:eu-central-1:123456789012:orders-600"])"}) {
    EXPECT_THAT(properties("orders600"), HasSubstr(part));
  }
}

TEST_F(LateMessagingTest, a_topic_with_logs_and_filters) {
  Topic& topic = add_later([] {
    const std::string name = "news";
    std::vector<DeliveryLog> logs{{.protocol = DeliveryLogProtocol::sqs, .success_sample = 5}};
    return TopicProps{.id = std::string("News"),
                      .delivery_logs = logs,
                      .display_name = "The " + name,
                      .topic_name = name + "-topic"};
  });
  const auto options = [] {
    std::map<std::string, std::vector<std::string>> filter;
    for (const char* kind : {"a", "b"}) filter["kind"].push_back(std::string(kind) + "-kind");
    return SubscriptionOptions{.filter = filter};
  }();
  const std::string address = "a@example.com";
  topic.add_subscription("Mail" + std::to_string(1), Subscriber::email(address), options);
  EXPECT_THAT(properties("News"), HasSubstr(R"("TopicName":"news-topic")"));
  EXPECT_THAT(properties("NewsMail1"), HasSubstr(R"("FilterPolicy":{"kind":["a-kind","b-kind"]})"));
}

TEST_F(LateMessagingTest, a_rule_with_patterns_and_targets) {
  EventBus& bus = add_later([] {
    const std::string name = "orders";
    return EventBusProps{.id = name, .bus_name = name + "-bus"};
  });
  Queue& queue = stack.add(QueueProps{.id = "Queue"});
  add_later([&] {
    const std::string source = "shop";
    MatchFields detail;
    for (const char* field : {"x", "y"}) {
      const std::string text = std::string(field) + "-";
      detail.add(std::string("field-") + field, {text, Match::prefix(text)});
    }
    std::vector<EventRuleTarget> targets;
    const std::map<std::string, std::string> paths{{"part", "$.detail." + source}};
    targets.push_back(
        {.target = queue, .input = TargetInput::transform(paths, "\"" + source + " <part>\"")});
    const std::set<std::string> sources{source, source + "-2"};
    return EventRuleProps{.id = "Rule",
                          .event_bus = bus,
                          .pattern = {.detail = detail, .source = sources},
                          .targets = targets};
  });
  for (const char* part : {R"("field-y":["y-",{"prefix":"y-"}])", R"("source":["shop","shop-2"])",
                           R"("InputTemplate":"\"shop <part>\"")", R"("part":"$.detail.shop")"}) {
    EXPECT_THAT(properties("Rule"), HasSubstr(part));
  }
}

TEST_F(LateMessagingTest, a_connection_with_parameters) {
  ApiConnection& connection = add_later([] {
    const std::string secret = "abc";
    std::vector<ConnectionParameter> headers;
    for (const char* name : {"a", "b"}) {
      headers.push_back({.key = std::string("x-") + name, .value = secret + name});
    }
    return ApiConnectionProps{
        .id = std::string("Connection"),
        .authorization =
            ConnectionAuthorization::oauth({.client_id = "shop" + secret,
                                            .client_secret = secret,
                                            .authorization_url = "https://example.com/" + secret,
                                            .parameters = {.headers = headers}}),
    };
  });
  add_later([&] {
    const std::string path = "orders";
    return ApiDestinationProps{
        .id = path, .connection = connection, .url = "https://example.com/" + path};
  });
  EXPECT_THAT(properties("Connection"), HasSubstr(R"({"Key":"x-b","Value":"abcb")"));
  EXPECT_THAT(properties("orders"), HasSubstr(R"("https://example.com/orders")"));
}

TEST_F(LateMessagingTest, schedules_of_targets_and_of_calls) {
  Queue& queue = stack.add(QueueProps{.id = "Queue"});
  add_later([&] {
    const std::string time = "rate(" + std::to_string(5) + " minutes)";
    return ScheduleProps{
        .id = "Often", .schedule = time, .target = queue, .input = {{std::string("time"), time}}};
  });
  add_later([] {
    const std::string service = "rds";
    const std::vector<std::string> resources{"arn:aws:rds:eu-central-1:1:db:" + service};
    return ScheduleProps{
        .id = "Stop",
        .schedule = std::string("rate(1 day)"),
        .target = ApiCall{.service = service, .action = "stop" + service, .resources = resources},
        .start = std::string("2030-01-01T00:00:00Z"),
    };
  });
  EXPECT_THAT(properties("Often"), HasSubstr(R"x("Input":"{\"time\":\"rate(5 minutes)\"}")x"));
  EXPECT_THAT(properties("Stop"), HasSubstr("aws-sdk:rds:stoprds"));
  EXPECT_THAT(properties("StopRoleDefaultPolicy"), HasSubstr(R"("Action":"rds:Stoprds")"));
}

TEST_F(LateMessagingTest, pipes_and_streams) {
  DataStream& stream = add_later([] {
    const std::string name = "clicks";
    const std::vector<std::string> metrics{"Incoming" + std::string("Bytes")};
    return DataStreamProps{.id = name, .shard_metrics = metrics, .stream_name = name + "-1"};
  });
  Bucket& bucket = stack.add(BucketProps{.id = "Lake"});
  Queue& queue = stack.add(QueueProps{.id = "Queue"});
  add_later([&] {
    const std::string prefix = "clicks/";
    return DeliveryStreamProps{.id = "ToLake",
                               .bucket = bucket,
                               .error_prefix = "errors/" + prefix,
                               .partitioning = {{.query = "{a: ." + prefix + "}"}},
                               .prefix = prefix + "!{partitionKeyFromQuery:a}/",
                               .source = stream};
  });
  add_later([&] {
    std::vector<MatchFields> filters;
    for (const char* kind : {"a", "b"}) {
      filters.push_back({{std::string("kind-") + kind, std::string(kind)}});
    }
    const int size = 7;
    return PipeProps{.id = "Pipe",
                     .source = PipeSource(stream, {.batch_size = size}),
                     .target = queue,
                     .filters = filters,
                     .pipe_name = std::string("pipe-") + "1"};
  });
  EXPECT_THAT(properties("clicks"), HasSubstr(R"("Name":"clicks-1")"));
  EXPECT_THAT(properties("ToLake"), HasSubstr(R"("Prefix":"clicks/!{)"));
  EXPECT_THAT(properties("Pipe"), HasSubstr(R"({"Pattern":"{\"kind-b\":[\"b\"]}"})"));
  EXPECT_THAT(properties("Pipe"), HasSubstr(R"("BatchSize":7)"));
}

TEST_F(LateMessagingTest, brokers_and_clusters_of_kafka_from_helpers) {
  Vpc& vpc = Vpc::from_ids(
      stack, "Net",
      {.vpc_id = "vpc-01234567", .private_subnets = {"subnet-01234567", "subnet-12345678"}});
  add_later([&] {
    return BrokerProps{.id = std::string("broker"),
                       .engine = BrokerEngine::activemq(std::string("5.18")),
                       .vpc = vpc,
                       .broker_name = std::string("orders"),
                       .configuration = std::string("<broker/>"),
                       .maintenance = {.time = std::string("04:00")}};
  });
  add_later([&] {
    const std::vector<std::string> authorities{
        "arn:aws:acm-pca:eu-central-1:123456789012:certificate-authority/a"};
    return KafkaClusterProps{.id = std::string("kafka"),
                             .vpc = vpc,
                             .authentication = {.certificate_authorities = authorities},
                             .cluster_name = std::string("events")};
  });
  EXPECT_THAT(properties("broker"), HasSubstr(R"("TimeOfDay":"04:00")"));
  EXPECT_THAT(properties("brokerConfiguration"), HasSubstr("<broker/>"));
  EXPECT_THAT(properties("kafka"), HasSubstr("certificate-authority/a"));
}

TEST_F(LateMessagingTest, patterns_and_targets_that_stand_for_lists) {
  Queue& queue = add_later([] { return QueueProps{.id = std::string("late")}; });
  Bucket& bucket = add_later([] { return BucketProps{.id = std::string("photos")}; });
  add_later([&] {
    return EventRuleProps{
        .id = std::string("uploads"),
        .pattern = object_events(bucket, ObjectChange::created, Match::prefix(std::string("in/"))),
        .targets = queue};
  });
  add_later([&] {
    return EventRuleProps{.id = std::string("nested"),
                          .pattern = {.detail = {{"a", {{"b", std::string("late text")}}}},
                                      .source = std::string("shop")},
                          .targets = {queue}};
  });
  EXPECT_THAT(properties("uploads"), HasSubstr(R"({"prefix":"in/"})"));
  EXPECT_THAT(properties("nested"), HasSubstr(R"({"a":{"b":["late text"]}})"));
}

}  // namespace
}  // namespace omnitrack
