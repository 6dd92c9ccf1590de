#include <string>

#include "../resource_text.hpp"
#include <omnitrack/cfn/sqs.hpp>
#include <omnitrack/iam/role.hpp>
#include <omnitrack/kms/key.hpp>
#include <omnitrack/sqs/queue.hpp>
#include <omnitrack/testing.hpp>

namespace omnitrack {
namespace {

using testing_support::codes_of;
using namespace assertions;

class QueueTest : public testing_support::OneStackTest {
 protected:
  Role& add_role() {
    return stack.add(
        RoleProps{.id = "Role", .assumed_by = PolicyPrincipal::service("lambda.amazonaws.com")});
  }
};

TEST_F(QueueTest, a_queue_is_encrypted_and_refuses_requests_without_tls) {
  stack.add(QueueProps{.id = "Orders"});
  EXPECT_EQ(resource("Orders"),
            R"({"Type":"AWS::SQS::Queue","DeletionPolicy":"Delete",)"
            R"("UpdateReplacePolicy":"Delete","Properties":{"SqsManagedSseEnabled":true}})");
  EXPECT_EQ(properties("OrdersPolicy"),
            R"({"PolicyDocument":{"Version":"2012-10-17","Statement":[{"Effect":"Deny",)"
            R"("Principal":"*","Action":"sqs:*","Resource":{"Fn::GetAtt":["Orders","Arn"]},)"
            R"("Condition":{"Bool":{"aws:SecureTransport":"false"}}}]},)"
            R"("Queues":[{"Ref":"Orders"}]})");
}

TEST_F(QueueTest, every_property_is_written_where_it_belongs) {
  const Queue& dead = stack.add(QueueProps{.id = "Dead", .fifo = true});
  stack.add(QueueProps{
      .id = "Orders",
      .content_based_deduplication = true,
      .data_key_reuse = 600,
      .dead_letter_queue = {{.queue = dead, .max_receive_count = 5}},
      .deduplication_scope = DeduplicationScope::message_group,
      .delay = 10,
      .enforce_tls = false,
      .fifo = true,
      .fifo_throughput_limit = FifoThroughputLimit::per_message_group,
      .kms_key = "alias/aws/sqs",
      .max_message_size = 2048,
      .queue_name = "orders",
      .receive_wait = 20,
      .redrive_sources = RedriveSources::none(),
      .removal_policy = RemovalPolicy::retain,
      .retention = 3600,
      .visibility_timeout = 60,
  });
  EXPECT_EQ(properties("Orders"),
            R"({"ContentBasedDeduplication":true,"DeduplicationScope":"messageGroup",)"
            R"("DelaySeconds":10,"FifoQueue":true,"FifoThroughputLimit":"perMessageGroupId",)"
            R"("KmsDataKeyReusePeriodSeconds":600,"KmsMasterKeyId":"alias/aws/sqs",)"
            R"("MaximumMessageSize":2048,"MessageRetentionPeriod":3600,"QueueName":"orders.fifo",)"
            R"("ReceiveMessageWaitTimeSeconds":20,)"
            R"("RedriveAllowPolicy":{"redrivePermission":"denyAll"},)"
            R"("RedrivePolicy":{"deadLetterTargetArn":{"Fn::GetAtt":["Dead","Arn"]},)"
            R"("maxReceiveCount":5},"VisibilityTimeout":60})");
  EXPECT_EQ(written().at("/Resources/Orders/DeletionPolicy").text(), "Retain");
  EXPECT_THAT(written(), has_no_resource("OrdersPolicy"));
}

TEST_F(QueueTest, a_name_that_ends_in_fifo_makes_a_fifo_queue) {
  const Queue& queue = stack.add(QueueProps{.id = "Orders", .queue_name = "orders.fifo"});
  EXPECT_TRUE(queue.is_fifo());
  EXPECT_EQ(properties("Orders"),
            R"({"FifoQueue":true,"QueueName":"orders.fifo","SqsManagedSseEnabled":true})");
}

TEST_F(QueueTest, encryption_tls_and_removal_can_be_left_to_aws) {
  stack.add(QueueProps{.id = "Orders",
                       .encrypted = {},
                       .enforce_tls = false,
                       .removal_policy = RemovalPolicy::unspecified});
  EXPECT_EQ(resource("Orders"), R"({"Type":"AWS::SQS::Queue"})");
}

TEST_F(QueueTest, a_queue_alone_stands_for_dead_letters_after_three_tries) {
  const Queue& failed = stack.add(QueueProps{.id = "Failed"});
  stack.add(QueueProps{.id = "Orders", .dead_letter_queue = failed});
  EXPECT_NE(properties("Orders").find(
                R"({"deadLetterTargetArn":{"Fn::GetAtt":["Failed","Arn"]},"maxReceiveCount":3})"),
            std::string::npos);
}

TEST_F(QueueTest, a_queue_can_be_left_unencrypted_and_names_who_sends_it_dead_letters) {
  stack.add(QueueProps{
      .id = "Dead",
      .encrypted = false,
      .redrive_sources =
          RedriveSources::by_queues({"arn:aws:sqs:eu-central-1:123456789012:orders"}),
  });
  EXPECT_EQ(properties("Dead"),
            R"({"RedriveAllowPolicy":{"redrivePermission":"byQueue","sourceQueueArns":)"
            R"(["arn:aws:sqs:eu-central-1:123456789012:orders"]},"SqsManagedSseEnabled":false})");
}

TEST_F(QueueTest, grants_name_the_queue_and_its_key) {
  Key& key = stack.add(KeyProps{.id = "Key"});
  Queue& queue = stack.add(QueueProps{.id = "Orders", .kms_key = key});
  Role& role = add_role();
  queue.grant_send_messages(role);
  queue.grant_consume_messages(role);
  queue.grant_purge(role);
  EXPECT_THAT(
      template_of(stack),
      has_resource(
          "RoleDefaultPolicy",
          {{"PolicyDocument",
            {{"Statement", list({{{"Action", list({"sqs:GetQueueAttributes", "sqs:GetQueueUrl",
                                                   "sqs:SendMessage", "sqs:ChangeMessageVisibility",
                                                   "sqs:DeleteMessage", "sqs:ReceiveMessage",
                                                   "sqs:PurgeQueue"})},
                                  {"Effect", "Allow"},
                                  {"Resource", queue.arn()}},
                                 {{"Action", list({"kms:Decrypt", "kms:GenerateDataKey*"})},
                                  {"Effect", "Allow"},
                                  {"Resource", key.arn()}}})}}}}));
}

TEST_F(QueueTest, a_service_that_delivers_is_let_in_by_the_queue_and_by_its_key) {
  Key& key = stack.add(KeyProps{.id = "Key"});
  Queue& queue = stack.add(QueueProps{.id = "Orders", .enforce_tls = false, .kms_key = key});
  EXPECT_TRUE(queue.permit_delivery("Rule", "events.amazonaws.com", "arn:aws:events:x:1:rule/r"));
  const Template made = template_of(stack);
  EXPECT_THAT(
      made,
      has_resource("OrdersPolicy",
                   {{"PolicyDocument",
                     {{"Statement",
                       list({{{"Action", "sqs:SendMessage"},
                              {"Condition",
                               {{"ArnEquals", {{"aws:SourceArn", "arn:aws:events:x:1:rule/r"}}}}},
                              {"Effect", "Allow"},
                              {"Principal", {{"Service", "events.amazonaws.com"}}},
                              {"Resource", queue.arn()}}})}}}}));
  EXPECT_THAT(
      made,
      has_resource(
          key,
          {{"KeyPolicy",
            {{"Statement", list_with({{{"Action", list({"kms:Decrypt", "kms:GenerateDataKey*"})},
                                       {"Effect", "Allow"},
                                       {"Principal", {{"Service", "events.amazonaws.com"}}},
                                       {"Resource", "*"}}})}}}}));
}

TEST_F(QueueTest, a_queue_that_is_made_elsewhere_is_known_by_its_arn) {
  Queue& queue =
      Queue::from_arn(stack, "Orders", "arn:aws:sqs:eu-central-1:123456789012:orders.fifo",
                      {.kms_key = "arn:aws:kms:eu-central-1:123456789012:key/k"});
  EXPECT_EQ(queue.name().literal_text(), "orders.fifo");
  EXPECT_TRUE(queue.is_fifo());
  EXPECT_FALSE(queue.permit_delivery("Rule", "events.amazonaws.com", "arn"));
  queue.grant_delivery(add_role());
  stack.add(OutputProps{.id = "Url", .value = queue.url()});
  EXPECT_EQ(
      resource("Url"),
      R"({"Value":{"Fn::Sub":"https://sqs.eu-central-1.${AWS::URLSuffix}/123456789012/orders.fifo"}})");
  EXPECT_NE(properties("RoleDefaultPolicy")
                .find(R"("Resource":"arn:aws:sqs:eu-central-1:123456789012:orders.fifo")"),
            std::string::npos);
  EXPECT_THAT(written(), has_no_resource("OrdersPolicy"));
}

TEST_F(QueueTest, asking_an_imported_queue_for_its_resource_is_an_error) {
  static_cast<void>(
      Queue::from_arn(stack, "Orders", "arn:aws:sqs:eu-central-1:123456789012:orders").resource());
  EXPECT_EQ(codes_of(app), "OT2901");
}

TEST_F(QueueTest, names_and_numbers_made_at_run_time_are_checked) {
  const std::string name = "orders/new";
  const std::int64_t seconds = 50;
  stack.add(QueueProps{.id = "A", .queue_name = name});
  stack.add(QueueProps{.id = "B", .queue_name = std::string(78, 'a') + ".x"});
  stack.add(QueueProps{.id = "C", .receive_wait = seconds, .retention = seconds});
  Queue::from_arn(stack, "D", "orders");
  EXPECT_EQ(codes_of(app), "OT3101 OT3101 OT3102 OT3102 OT2902");
}

TEST_F(QueueTest, properties_that_contradict_each_other_are_errors) {
  const Queue& dead = stack.add(QueueProps{.id = "Dead"});
  stack.add(QueueProps{.id = "A", .content_based_deduplication = true});
  stack.add(QueueProps{.id = "B", .dead_letter_queue = {{.queue = dead}}, .fifo = true});
  stack.add(QueueProps{
      .id = "C", .fifo = true, .fifo_throughput_limit = FifoThroughputLimit::per_message_group});
  stack.add(QueueProps{.id = "D", .encrypted = false, .kms_key = "alias/aws/sqs"});
  const std::vector<std::string> sources(11, "arn:aws:sqs:eu-central-1:123456789012:orders");
  stack.add(QueueProps{.id = "E", .redrive_sources = RedriveSources::by_queues(sources)});
  EXPECT_EQ(codes_of(app), "OT3103 OT3104 OT3105 OT3107 OT3108");
}

TEST(QueueNameTest, the_rule_is_the_one_of_sqs) {
  using Rule = detail::QueueNameRule;
  EXPECT_TRUE(Rule::fits("a-b_C1"));
  EXPECT_TRUE(Rule::fits("a.fifo"));
  EXPECT_TRUE(Rule::fits(std::string(80, 'a')));
  EXPECT_FALSE(Rule::fits(std::string(76, 'a') + ".fifo"));
  EXPECT_FALSE(Rule::fits(""));
  EXPECT_FALSE(Rule::fits(".fifo"));
  EXPECT_FALSE(Rule::fits("a.b"));
}

}  // namespace
}  // namespace omnitrack
