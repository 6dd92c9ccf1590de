#include "omnitrack/amazonmq/broker.hpp"

#include <gmock/gmock.h>

#include "../resource_text.hpp"
#include <omnitrack/cfn/amazonmq.hpp>
#include <omnitrack/cloudwatch/alarm.hpp>
#include <omnitrack/ec2/connections.hpp>
#include <omnitrack/ec2/vpc.hpp>
#include <omnitrack/iam/role.hpp>
#include <omnitrack/secretsmanager/secret.hpp>
#include <omnitrack/testing.hpp>

namespace omnitrack {
namespace {

using assertions::has_no_resource;
using testing::HasSubstr;
using testing::Not;
using testing_support::codes_of;

class BrokerTest : public testing_support::OneStackTest {
 protected:
  Vpc& vpc =
      Vpc::from_ids(stack, "Vpc",
                    {.vpc_id = "vpc-01234567",
                     .cidr = "10.0.0.0/16",
                     .private_subnets = {"subnet-01234567", "subnet-12345678", "subnet-23456789"}});
};

TEST_F(BrokerTest, a_cluster_of_rabbitmq_is_private_logged_and_has_a_secret) {
  stack.add(BrokerProps{
      .id = "Orders", .engine = BrokerEngine::rabbitmq(), .vpc = vpc, .broker_name = "orders"});
  EXPECT_EQ(
      properties("Orders"),
      R"({"BrokerName":"orders","DeploymentMode":"CLUSTER_MULTI_AZ","EngineType":"RABBITMQ",)"
      R"("HostInstanceType":"mq.m7g.large","PubliclyAccessible":false,)"
      R"("AutoMinorVersionUpgrade":true,"EngineVersion":"3.13","Logs":{"General":true},)"
      R"("MaintenanceWindowStartTime":{"DayOfWeek":"SUNDAY","TimeOfDay":"03:00",)"
      R"("TimeZone":"UTC"},"SecurityGroups":[{"Fn::GetAtt":["OrdersSecurityGroup","GroupId"]}],)"
      R"("SubnetIds":["subnet-01234567","subnet-12345678","subnet-23456789"],)"
      R"("Users":[{"Password":{"Fn::Sub":)"
      R"("{{resolve:secretsmanager:${OrdersSecret}:SecretString:password}}"},"Username":{"Fn::Sub":)"
      R"("{{resolve:secretsmanager:${OrdersSecret}:SecretString:username}}"}}]})");
  EXPECT_EQ(written().at("/Resources/Orders/DeletionPolicy").text(), "Retain");
  EXPECT_THAT(written(), has_no_resource("OrdersLogPolicy"));
}

TEST_F(BrokerTest, a_cluster_of_rabbitmq_has_one_subnet_in_each_of_the_zones) {
  auto& own = stack.add(VpcProps{
      .id = "Own",
      .availability_zones = 2,
      .subnet_groups = {
          {.name = "Public", .kind = SubnetKind::public_}, {.name = "App"}, {.name = "Jobs"}}});
  stack.add(BrokerProps{.id = "Orders", .engine = BrokerEngine::rabbitmq(), .vpc = own});
  stack.add(BrokerProps{
      .id = "Test", .engine = BrokerEngine::rabbitmq(), .vpc = own, .highly_available = false});
  EXPECT_THAT(properties("Orders"),
              HasSubstr(R"("SubnetIds":[{"Ref":"OwnAppSubnet1"},{"Ref":"OwnAppSubnet2"}])"));
  EXPECT_THAT(properties("Test"), HasSubstr(R"("SubnetIds":[{"Ref":"OwnAppSubnet1"}])"));
}

TEST_F(BrokerTest, a_pair_of_activemq_has_settings_a_key_and_may_write_its_logs) {
  auto& broker = stack.add(BrokerProps{
      .id = "Orders",
      .engine = BrokerEngine::activemq("5.18"),
      .vpc = vpc,
      .broker_name = "orders",
      .configuration = "<broker/>",
      .kms_key = "arn:aws:kms:eu-central-1:123456789012:key/k",
  });
  broker.metric_messages().create_alarm(stack, {.id = "Many", .threshold = 1000});
  EXPECT_EQ(properties("OrdersConfiguration"),
            R"({"EngineType":"ACTIVEMQ","Name":"orders","Data":{"Fn::Base64":"<broker/>"},)"
            R"("EngineVersion":"5.18"})");
  EXPECT_THAT(properties("Orders"),
              HasSubstr(R"("Configuration":{"Id":{"Fn::GetAtt":["OrdersConfiguration","Id"]},)"
                        R"("Revision":{"Fn::GetAtt":["OrdersConfiguration","Revision"]}})"));
  EXPECT_THAT(properties("Orders"), HasSubstr(R"("Logs":{"Audit":true,"General":true})"));
  EXPECT_THAT(properties("Orders"),
              HasSubstr(R"("EncryptionOptions":{"UseAwsOwnedKey":false,"KmsKeyId":)"
                        R"("arn:aws:kms:eu-central-1:123456789012:key/k"})"));
  EXPECT_THAT(properties("Orders"),
              HasSubstr(R"("SubnetIds":["subnet-01234567","subnet-12345678"])"));
  EXPECT_THAT(properties("OrdersLogPolicy"), HasSubstr("log-group:/aws/amazonmq/*"));
  EXPECT_THAT(properties("Many"), HasSubstr(R"({"Name":"Broker","Value":"orders-1"})"));
}

TEST_F(BrokerTest, it_is_reached_and_read_by_others) {
  auto& broker =
      stack.add(BrokerProps{.id = "Orders", .engine = BrokerEngine::rabbitmq(), .vpc = vpc});
  auto& role = stack.add(
      RoleProps{.id = "Role", .assumed_by = PolicyPrincipal::service("ec2.amazonaws.com")});
  broker.connections().allow_from(Peer("10.1.0.0/16"), Port::tcp(5671));
  EXPECT_EQ(broker.connections().port()->from(), 5671);
  broker.grant_read_secret(role);
  EXPECT_THAT(properties("OrdersSecurityGroup"), HasSubstr("10.1.0.0/16"));
  EXPECT_THAT(resource("RoleDefaultPolicy"), HasSubstr(R"("Resource":{"Ref":"OrdersSecret"})"));
}

TEST_F(BrokerTest, one_that_is_made_elsewhere_has_a_secret_and_metrics) {
  auto& secret = stack.add(SecretProps{.id = "Secret"});
  auto& broker = Broker::from_attributes(
      stack, "Theirs", {.broker_id = "b-1", .broker_name = "theirs", .secret = secret});
  broker.metric_cpu_utilization().create_alarm(stack, {.id = "Busy", .threshold = 80});
  EXPECT_EQ(&broker.secret(), &secret);
  EXPECT_THAT(properties("Busy"), HasSubstr(R"({"Name":"Broker","Value":"theirs"})"));
  EXPECT_THAT(written(), has_no_resource("Theirs"));
}

TEST_F(BrokerTest, what_cannot_be_is_told) {
  const std::string name = "shop orders";
  stack.add(BrokerProps{.id = "A",
                        .engine = BrokerEngine::activemq(),
                        .vpc = vpc,
                        .broker_name = name,
                        .subnets = {"subnet-01234567"}});
  stack.add(BrokerProps{.id = "B",
                        .engine = BrokerEngine::rabbitmq(),
                        .vpc = vpc,
                        .highly_available = false,
                        .subnets = {"subnet-01234567", "subnet-12345678"}});
  auto& theirs = Broker::from_attributes(stack, "Theirs", {.broker_id = "b-1"});
  (void)theirs.amqp_endpoints();
  (void)theirs.secret();
  EXPECT_EQ(codes_of(app), "OT3171 OT3172 OT3172 OT2901 OT2901");
}

}  // namespace
}  // namespace omnitrack
