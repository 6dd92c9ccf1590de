#include <string>

#include <gmock/gmock.h>

#include "../resource_text.hpp"
#include <omnitrack/cfn/sns.hpp>
#include <omnitrack/kms/key.hpp>
#include <omnitrack/lambda/function.hpp>
#include <omnitrack/sns/topic.hpp>
#include <omnitrack/sqs/queue.hpp>
#include <omnitrack/testing.hpp>

namespace omnitrack {
namespace {

using assertions::has_no_resource;
using assertions::has_resource;
using testing::HasSubstr;
using testing_support::codes_of;
using testing_support::object_at;

class TopicTest : public testing_support::OneStackTest {
 protected:
  Function& add_function() {
    return stack.add(FunctionProps{
        .id = "Worker",
        .code = FunctionCode::inline_text("def handler(event, context):\n    print(event)\n"),
        .handler = "index.handler",
        .runtime = Runtime::python3_13,
    });
  }
};

TEST_F(TopicTest, a_topic_signs_by_sha_256_and_refuses_messages_without_tls) {
  stack.add(TopicProps{.id = "News"});
  EXPECT_EQ(resource("News"),
            R"({"Type":"AWS::SNS::Topic","DeletionPolicy":"Delete",)"
            R"("UpdateReplacePolicy":"Delete","Properties":{"SignatureVersion":"2"}})");
  EXPECT_EQ(properties("NewsPolicy"),
            R"({"PolicyDocument":{"Version":"2012-10-17","Statement":[{"Effect":"Deny",)"
            R"("Principal":"*","Action":"sns:Publish","Resource":{"Ref":"News"},)"
            R"("Condition":{"Bool":{"aws:SecureTransport":"false"}}}]},)"
            R"("Topics":[{"Ref":"News"}]})");
}

TEST_F(TopicTest, every_property_is_written_where_it_belongs) {
  stack.add(TopicProps{
      .id = "News",
      .archive_days = 30,
      .content_based_deduplication = true,
      .data_protection_policy = {{"Name", "none"}},
      .delivery_logs = {{.protocol = DeliveryLogProtocol::sqs, .success_sample = 10},
                        {.protocol = DeliveryLogProtocol::http}},
      .display_name = "The news",
      .enforce_tls = false,
      .fifo = true,
      .fifo_throughput_scope = FifoTopicScope::message_group,
      .kms_key = "alias/aws/sns",
      .max_message_size = 65536,
      .removal_policy = RemovalPolicy::retain,
      .signature_version = "1",
      .topic_name = "news",
      .tracing = true,
  });
  EXPECT_EQ(properties("News"),
            R"({"ArchivePolicy":{"MessageRetentionPeriod":30},"ContentBasedDeduplication":true,)"
            R"("DataProtectionPolicy":{"Name":"none"},"DeliveryStatusLogging":[{"Protocol":"sqs",)"
            R"("FailureFeedbackRoleArn":{"Fn::GetAtt":["NewsLogRole","Arn"]},)"
            R"("SuccessFeedbackRoleArn":{"Fn::GetAtt":["NewsLogRole","Arn"]},)"
            R"("SuccessFeedbackSampleRate":"10"},{"Protocol":"http/s",)"
            R"("FailureFeedbackRoleArn":{"Fn::GetAtt":["NewsLogRole","Arn"]}}],)"
            R"("DisplayName":"The news","FifoThroughputScope":"MessageGroup","FifoTopic":true,)"
            R"("KmsMasterKeyId":"alias/aws/sns","MaximumMessageSize":65536,"SignatureVersion":"1",)"
            R"("TopicName":"news.fifo","TracingConfig":"Active"})");
  EXPECT_THAT(properties("NewsLogRole"), HasSubstr("log-group:sns/${AWS::Region}/"));
  EXPECT_THAT(written(), has_no_resource("NewsPolicy"));
}

TEST_F(TopicTest, a_queue_that_subscribes_lets_the_topic_in_with_its_key) {
  Key& key = stack.add(KeyProps{.id = "Key"});
  Queue& queue = stack.add(QueueProps{.id = "Orders", .enforce_tls = false, .kms_key = key});
  stack.add(TopicProps{.id = "News"}).add_subscription("Orders", queue);
  EXPECT_EQ(resource("NewsOrders"),
            R"({"Type":"AWS::SNS::Subscription","Properties":{"Protocol":"sqs",)"
            R"("TopicArn":{"Ref":"News"},"Endpoint":{"Fn::GetAtt":["Orders","Arn"]}}})");
  EXPECT_THAT(properties("OrdersPolicy"),
              HasSubstr(R"("Principal":{"Service":"sns.amazonaws.com"},"Action":"sqs:SendMessage",)"
                        R"("Resource":{"Fn::GetAtt":["Orders","Arn"]},)"
                        R"("Condition":{"ArnEquals":{"aws:SourceArn":{"Ref":"News"}}}})"));
  EXPECT_THAT(properties("Key"),
              HasSubstr(R"("Condition":{"ArnLike":{"aws:SourceArn":{"Fn::Sub":)"
                        R"("arn:${AWS::Partition}:sns:${AWS::Region}:${AWS::AccountId}:*"}}}})"));
}

TEST_F(TopicTest, a_function_that_subscribes_permits_the_topic) {
  stack.add(TopicProps{.id = "News"}).add_subscription("Worker", add_function());
  EXPECT_EQ(properties("NewsWorker"), R"({"Protocol":"lambda","TopicArn":{"Ref":"News"},)"
                                      R"("Endpoint":{"Fn::GetAtt":["Worker","Arn"]}})");
  EXPECT_EQ(properties("WorkerFromNewsWorker"),
            R"({"Action":"lambda:InvokeFunction","FunctionName":{"Ref":"Worker"},)"
            R"("Principal":"sns.amazonaws.com","SourceArn":{"Ref":"News"}})");
}

TEST_F(TopicTest, addresses_subscribe_by_their_ways) {
  Topic& topic = stack.add(TopicProps{.id = "News"});
  topic.add_subscription("A", Subscriber::email("a@example.com"));
  topic.add_subscription("B", Subscriber::email_json("a@example.com"));
  topic.add_subscription("C", Subscriber::url("https://example.com/hook"));
  topic.add_subscription("D", Subscriber::url("http://example.com/hook"));
  topic.add_subscription("E", Subscriber::sms("+4915112345678"));
  topic.add_subscription("F", Subscriber::application("arn:aws:sns:x:1:endpoint/e"));
  EXPECT_THAT(written(), has_resource("NewsA", {{"Protocol", "email"}}));
  EXPECT_THAT(written(), has_resource("NewsB", {{"Protocol", "email-json"}}));
  EXPECT_THAT(written(), has_resource("NewsC", {{"Protocol", "https"}}));
  EXPECT_THAT(written(), has_resource("NewsD", {{"Protocol", "http"}}));
  EXPECT_THAT(written(), has_resource("NewsE", {{"Endpoint", "+4915112345678"}}));
  EXPECT_THAT(written(), has_resource("NewsF", {{"Protocol", "application"}}));
}

TEST_F(TopicTest, a_subscription_filters_and_keeps_what_could_not_be_delivered) {
  Queue& queue = stack.add(QueueProps{.id = "Orders"});
  Queue& dead = stack.add(QueueProps{.id = "Dead"});
  Topic& topic = stack.add(TopicProps{.id = "News"});
  topic.add_subscription("Orders", queue,
                         {.dead_letter_queue = dead,
                          .delivery_policy = {{"healthyRetryPolicy", "x"}},
                          .filter = {{"kind", {"new", Match::prefix("old-")}},
                                     {"price", Match::between(1, 9.5)},
                                     {"shop", MatchFields{{"name", Match::anything_but({"x"})}}}},
                          .filter_scope = FilterScope::message_body,
                          .raw_message_delivery = true,
                          .replay_policy = {{"PointType", "Timestamp"}}});
  EXPECT_EQ(properties("NewsOrders"),
            R"({"Protocol":"sqs","TopicArn":{"Ref":"News"},)"
            R"("DeliveryPolicy":{"healthyRetryPolicy":"x"},)"
            R"("Endpoint":{"Fn::GetAtt":["Orders","Arn"]},)"
            R"("FilterPolicy":{"kind":["new",{"prefix":"old-"}],)"
            R"("price":[{"numeric":[">=",1,"<=",9.5]}],)"
            R"("shop":{"name":[{"anything-but":["x"]}]}},"FilterPolicyScope":"MessageBody",)"
            R"("RawMessageDelivery":true,)"
            R"("RedrivePolicy":{"deadLetterTargetArn":{"Fn::GetAtt":["Dead","Arn"]}},)"
            R"("ReplayPolicy":{"PointType":"Timestamp"}})");
  EXPECT_THAT(properties("DeadPolicy"), HasSubstr(R"("aws:SourceArn":{"Ref":"News"})"));
}

TEST_F(TopicTest, grants_name_the_topic_and_its_key) {
  Key& key = stack.add(KeyProps{.id = "Key"});
  Topic& topic = stack.add(TopicProps{.id = "News", .kms_key = key});
  Role& role = stack.add(
      RoleProps{.id = "Role", .assumed_by = PolicyPrincipal::service("lambda.amazonaws.com")});
  topic.grant_publish(role);
  topic.grant_subscribe(role);
  EXPECT_THAT(properties("RoleDefaultPolicy"),
              HasSubstr(R"("Statement":[{"Effect":"Allow","Action":["sns:Publish",)"
                        R"("sns:Subscribe"],"Resource":{"Ref":"News"}},{"Effect":"Allow",)"
                        R"("Action":["kms:Decrypt","kms:GenerateDataKey*"],)"
                        R"("Resource":{"Fn::GetAtt":["Key","Arn"]}}])"));
}

TEST_F(TopicTest, alarms_and_rules_are_let_in) {
  Topic& topic = stack.add(TopicProps{.id = "News", .enforce_tls = false});
  stack.add(OutputProps{.id = "Arn", .value = topic.alarm_action_arn("Alarm", "arn")});
  EXPECT_TRUE(topic.permit_delivery("Rule", "events.amazonaws.com", "arn:aws:events:x:1:rule/r"));
  EXPECT_EQ(object_at(properties("NewsPolicy"), "PolicyDocument"),
            R"({"Version":"2012-10-17","Statement":[{"Effect":"Allow",)"
            R"("Principal":{"Service":"cloudwatch.amazonaws.com"},"Action":"sns:Publish",)"
            R"("Resource":{"Ref":"News"},"Condition":{"ArnLike":{"aws:SourceArn":{"Fn::Sub":)"
            R"("arn:${AWS::Partition}:cloudwatch:${AWS::Region}:${AWS::AccountId}:alarm:*"}},)"
            R"("StringEquals":{"aws:SourceAccount":{"Ref":"AWS::AccountId"}}}},)"
            R"({"Effect":"Allow","Principal":{"Service":"events.amazonaws.com"},)"
            R"("Action":"sns:Publish","Resource":{"Ref":"News"},)"
            R"("Condition":{"ArnEquals":{"aws:SourceArn":"arn:aws:events:x:1:rule/r"}}}]})");
}

TEST_F(TopicTest, a_topic_that_is_made_elsewhere_is_subscribed_to_in_its_region) {
  Topic& topic = Topic::from_arn(stack, "News", "arn:aws:sns:eu-west-1:123456789012:news");
  EXPECT_EQ(topic.name().literal_text(), "news");
  EXPECT_FALSE(topic.permit_delivery("Rule", "events.amazonaws.com", "arn"));
  topic.add_subscription("Mail", Subscriber::email("a@example.com"));
  EXPECT_EQ(properties("NewsMail"),
            R"({"Protocol":"email","TopicArn":"arn:aws:sns:eu-west-1:123456789012:news",)"
            R"("Endpoint":"a@example.com","Region":"eu-west-1"})");
  EXPECT_THAT(written(), has_no_resource("NewsPolicy"));
}

TEST_F(TopicTest, a_subscription_is_in_the_later_stack_with_the_region_of_its_topic) {
  App two;
  auto& first = two.add(StackProps{.id = "First", .region = "eu-west-1"});
  auto& second = two.add(StackProps{.id = "Second", .region = "eu-central-1"});
  second.set_reference_strength(ReferenceStrength::weak);
  Topic& topic = first.add(TopicProps{.id = "News", .enforce_tls = false});
  topic.add_subscription("Jobs", second.add(QueueProps{.id = "Jobs", .enforce_tls = false}));
  topic.add_subscription("Mail", Subscriber::email("a@example.com"));
  const Synthesis synthesis = synthesize(two);
  ASSERT_EQ(synthesis.stacks.size(), 2U) << to_text(synthesis.diagnostics.front());
  EXPECT_THAT(synthesis.stacks[0].text, HasSubstr("\"NewsMail\""));
  EXPECT_THAT(synthesis.stacks[0].text, testing::Not(HasSubstr("Jobs")));
  EXPECT_THAT(synthesis.stacks[1].text, HasSubstr("\"JobsFromFirstNewsJobs\""));
  EXPECT_THAT(synthesis.stacks[1].text, HasSubstr("\"Region\": \"eu-west-1\""));
}

TEST_F(TopicTest, asking_an_imported_topic_for_its_resource_is_an_error) {
  static_cast<void>(
      Topic::from_arn(stack, "News", "arn:aws:sns:eu-west-1:123456789012:news").resource());
  Topic::from_arn(stack, "None", "news");
  EXPECT_EQ(codes_of(app), "OT2901 OT2902");
}

TEST_F(TopicTest, names_and_numbers_made_at_run_time_are_checked) {
  const std::string name = "the news";
  const int days = 400;
  const int sample = 101;
  stack.add(TopicProps{.id = "A", .topic_name = name});
  stack.add(TopicProps{.id = "B", .archive_days = days, .fifo = true});
  stack.add(TopicProps{.id = "C", .delivery_logs = {{.success_sample = sample}}});
  stack.add(TopicProps{.id = "D", .content_based_deduplication = true});
  EXPECT_EQ(codes_of(app), "OT3111 OT3112 OT3112 OT3113");
}

TEST_F(TopicTest, subscriptions_that_sns_refuses_are_errors) {
  Topic& fifo = stack.add(TopicProps{.id = "A", .fifo = true});
  fifo.add_subscription("Mail", Subscriber::email("a@example.com"));
  Topic& topic = stack.add(TopicProps{.id = "B"});
  topic.add_subscription("Queue", stack.add(QueueProps{.id = "Q", .fifo = true}));
  topic.add_subscription("Mail", Subscriber::email("a@example.com"),
                         {.raw_message_delivery = true});
  MatchFields filter;
  for (const char* field : {"a", "b", "c", "d", "e", "f"}) filter.add(field, "x");
  topic.add_subscription("Text", Subscriber::sms("+4915112345678"), {.filter = filter});
  EXPECT_EQ(codes_of(app), "OT3114 OT3114 OT3115 OT3116");
}

}  // namespace
}  // namespace omnitrack
