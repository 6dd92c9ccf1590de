#include <gmock/gmock.h>

#include "../resource_text.hpp"
#include <omnitrack/amazonmq/broker.hpp>
#include <omnitrack/cfn/lambda.hpp>
#include <omnitrack/docdb/document_cluster.hpp>
#include <omnitrack/ec2/vpc.hpp>
#include <omnitrack/kinesis/data_stream.hpp>
#include <omnitrack/lambda/database_event_sources.hpp>
#include <omnitrack/lambda/function.hpp>
#include <omnitrack/lambda/kafka_event_sources.hpp>
#include <omnitrack/lambda/rule_event_sources.hpp>
#include <omnitrack/lambda/stream_event_sources.hpp>
#include <omnitrack/secretsmanager/secret.hpp>
#include <omnitrack/testing.hpp>

namespace omnitrack {
namespace {

using assertions::has_resource;
using testing::HasSubstr;

class MoreEventSourcesTest : public testing_support::OneStackTest {
 protected:
  Function& function = stack.add(FunctionProps{
      .id = "Fn",
      .code = FunctionCode::inline_text("exports.h=async()=>1"),
      .handler = "index.h",
      .runtime = Runtime::nodejs24_x,
  });
};

TEST_F(MoreEventSourcesTest, a_data_stream_is_read_from_a_time_on) {
  auto& stream = stack.add(DataStreamProps{.id = "Clicks"});
  function.add_event_source(KinesisEventSource{
      .stream = stream,
      .starting_position = StartingPosition::at_timestamp(1767225600),
  });
  EXPECT_EQ(properties("FnClicksMapping"),
            R"({"FunctionName":{"Ref":"Fn"},"EventSourceArn":{"Fn::GetAtt":["Clicks","Arn"]},)"
            R"("StartingPosition":"AT_TIMESTAMP","StartingPositionTimestamp":1767225600})");
  EXPECT_THAT(properties("FnRoleDefaultPolicy"), HasSubstr("kinesis:GetRecords"));
}

TEST_F(MoreEventSourcesTest, a_schedule_is_a_rule_of_the_functions_own) {
  function.add_event_source(ScheduleEventSource{
      .schedule = "rate(5 minutes)",
      .description = "Cleans up",
      .enabled = false,
      .input = TargetInput::json(Json::object({{"clean", true}})),
  });
  function.add_event_source(ScheduleEventSource{.rule_id = "Daily"});
  EXPECT_EQ(written().at("/Resources/FnSchedule/Type").text(), "AWS::Events::Rule");
  EXPECT_THAT(properties("FnSchedule"), HasSubstr(R"-("ScheduleExpression":"rate(5 minutes)")-"));
  EXPECT_THAT(written(), has_resource("FnSchedule", {{"State", "DISABLED"}}));
  EXPECT_THAT(properties("FnSchedule"), HasSubstr(R"("Arn":{"Fn::GetAtt":["Fn","Arn"]})"));
  EXPECT_THAT(properties("FnDaily"), HasSubstr(R"-("ScheduleExpression":"rate(1 day)")-"));
}

TEST_F(MoreEventSourcesTest, a_rule_has_a_function_for_its_target) {
  auto& rule = stack.add(EventRuleProps{.id = "Rule", .schedule = "rate(1 hour)"});
  function.add_event_source(RuleEventSource{.rule = rule});
  EXPECT_THAT(properties("Rule"), HasSubstr(R"("Arn":{"Fn::GetAtt":["Fn","Arn"]})"));
}

TEST_F(MoreEventSourcesTest, a_topic_of_msk_is_read_by_a_policy_of_the_role) {
  function.add_event_source(ManagedKafkaEventSource{
      .cluster_arn = "arn:aws:kafka:eu-central-1:123456789012:cluster/c/"
                     "01234567-0123-0123-0123-0123456789ab-1",
      .topic = "orders.new",
      .batch_size = 10,
      .consumer_group_id = "workers",
      .provisioned_pollers = ProvisionedPollers{.max = 4, .min = 1},
      .secret = KafkaSecret{.secret_arn = "arn:aws:secretsmanager:eu-central-1:123456789012:"
                                          "secret:AmazonMSK_s-abcdef"},
  });
  EXPECT_EQ(
      properties("FnordersnewMapping"),
      R"({"FunctionName":{"Ref":"Fn"},"AmazonManagedKafkaEventSourceConfig":)"
      R"({"ConsumerGroupId":"workers"},"BatchSize":10,)"
      R"("EventSourceArn":"arn:aws:kafka:eu-central-1:123456789012:cluster/c/)"
      R"(01234567-0123-0123-0123-0123456789ab-1",)"
      R"("ProvisionedPollerConfig":{"MaximumPollers":4,"MinimumPollers":1},)"
      R"("SourceAccessConfigurations":[{"Type":"SASL_SCRAM_512_AUTH",)"
      R"("URI":"arn:aws:secretsmanager:eu-central-1:123456789012:secret:AmazonMSK_s-abcdef"}],)"
      R"("StartingPosition":"TRIM_HORIZON","Topics":["orders.new"]})");
  EXPECT_THAT(properties("FnRole"), HasSubstr("AWSLambdaMSKExecutionRole"));
  EXPECT_THAT(properties("FnRoleDefaultPolicy"), HasSubstr("secretsmanager:GetSecretValue"));
}

TEST_F(MoreEventSourcesTest, a_cluster_of_ones_own_is_reached_through_subnets) {
  function.add_event_source(SelfManagedKafkaEventSource{
      .bootstrap_servers = {"broker-1.example.com:9092"},
      .topic = "orders",
      .consumer_group_id = "workers",
      .root_certificate_secret_arn =
          "arn:aws:secretsmanager:eu-central-1:123456789012:secret:root-abcdef",
      .secret = KafkaSecret{.secret_arn = "arn:aws:secretsmanager:eu-central-1:123456789012:"
                                          "secret:user-abcdef",
                            .auth = KafkaAuth::basic},
      .security_group = SecurityGroup::from_id(stack, "Group", "sg-01234561"),
      .subnets = {"subnet-01234561", "subnet-01234562"},
  });
  EXPECT_EQ(properties("FnordersMapping"),
            R"({"FunctionName":{"Ref":"Fn"},"SelfManagedEventSource":{"Endpoints":)"
            R"({"KafkaBootstrapServers":["broker-1.example.com:9092"]}},)"
            R"("SelfManagedKafkaEventSourceConfig":{"ConsumerGroupId":"workers"},)"
            R"("SourceAccessConfigurations":[{"Type":"BASIC_AUTH","URI":)"
            R"("arn:aws:secretsmanager:eu-central-1:123456789012:secret:user-abcdef"},)"
            R"({"Type":"SERVER_ROOT_CA_CERTIFICATE","URI":)"
            R"("arn:aws:secretsmanager:eu-central-1:123456789012:secret:root-abcdef"},)"
            R"({"Type":"VPC_SUBNET","URI":"subnet:subnet-01234561"},)"
            R"({"Type":"VPC_SUBNET","URI":"subnet:subnet-01234562"},)"
            R"({"Type":"VPC_SECURITY_GROUP","URI":"security_group:sg-01234561"}],)"
            R"("StartingPosition":"TRIM_HORIZON","Topics":["orders"]})");
}

TEST_F(MoreEventSourcesTest, a_queue_of_a_broker_is_read_from_within_its_own_groups) {
  auto& vpc = stack.add(VpcProps{.id = "Vpc"});
  auto& broker =
      stack.add(BrokerProps{.id = "Broker", .engine = BrokerEngine::rabbitmq(), .vpc = vpc});
  function.add_event_source(
      BrokerEventSource{.broker = broker, .queue = "orders", .virtual_host = "/shop"});
  EXPECT_EQ(properties("FnordersMapping"),
            R"({"FunctionName":{"Ref":"Fn"},"EventSourceArn":{"Fn::GetAtt":["Broker","Arn"]},)"
            R"("Queues":["orders"],"SourceAccessConfigurations":[{"Type":"BASIC_AUTH",)"
            R"("URI":{"Ref":"BrokerSecret"}},{"Type":"VIRTUAL_HOST","URI":"/shop"}]})");
  const std::string policy = properties("FnRoleDefaultPolicy");
  EXPECT_THAT(policy, HasSubstr(R"("Action":"mq:DescribeBroker")"));
  EXPECT_THAT(policy, HasSubstr("ec2:CreateNetworkInterface"));
  EXPECT_THAT(policy, HasSubstr("secretsmanager:GetSecretValue"));
  EXPECT_THAT(written().text(), HasSubstr(R"("FromPort":5671)"));
}

TEST_F(MoreEventSourcesTest, the_changes_of_documents_are_read) {
  auto& vpc = stack.add(VpcProps{.id = "Vpc"});
  auto& cluster = stack.add(DocumentClusterProps{.id = "Shop", .vpc = vpc});
  auto& secret = stack.add(SecretProps{.id = "Reader"});
  function.add_event_source(DocumentEventSource{.cluster = cluster,
                                                .database = "orders",
                                                .secret = secret,
                                                .collection = "open",
                                                .full_document = FullDocument::whole});
  const std::string mapping = properties("FnordersMapping");
  EXPECT_THAT(mapping, HasSubstr(R"("DocumentDBEventSourceConfig":{"CollectionName":"open",)"
                                 R"("DatabaseName":"orders","FullDocument":"UpdateLookup"})"));
  EXPECT_THAT(mapping, HasSubstr(R"("StartingPosition":"TRIM_HORIZON")"));
  EXPECT_THAT(properties("FnRoleDefaultPolicy"), HasSubstr("rds:DescribeDBClusters"));
}

}  // namespace
}  // namespace omnitrack
