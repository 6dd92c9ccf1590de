#include "omnitrack/msk/kafka_cluster.hpp"

#include <gmock/gmock.h>

#include "../resource_text.hpp"
#include <omnitrack/cfn/msk.hpp>
#include <omnitrack/cloudwatch/alarm.hpp>
#include <omnitrack/ec2/connections.hpp>
#include <omnitrack/ec2/vpc.hpp>
#include <omnitrack/iam/role.hpp>
#include <omnitrack/kms/key.hpp>
#include <omnitrack/secretsmanager/secret.hpp>
#include <omnitrack/testing.hpp>

namespace omnitrack {
namespace {

using assertions::has_resource;
using testing::HasSubstr;
using testing::Not;
using testing_support::codes_of;

class KafkaClusterTest : public testing_support::OneStackTest {
 protected:
  Role& make_role() {
    return stack.add(
        RoleProps{.id = "Role", .assumed_by = PolicyPrincipal::service("ec2.amazonaws.com")});
  }

  Vpc& vpc = Vpc::from_ids(stack, "Vpc",
                           {.vpc_id = "vpc-01234567",
                            .cidr = "10.0.0.0/16",
                            .private_subnets = {"subnet-01234567", "subnet-12345678"}});
};

TEST_F(KafkaClusterTest, a_cluster_speaks_tls_asks_iam_and_logs) {
  stack.add(KafkaClusterProps{.id = "Events", .vpc = vpc, .cluster_name = "events"});
  EXPECT_EQ(properties("Events"),
            R"({"BrokerNodeGroupInfo":{"ClientSubnets":["subnet-01234567","subnet-12345678"],)"
            R"("InstanceType":"kafka.m7g.large","ConnectivityInfo":{"PublicAccess":)"
            R"({"Type":"DISABLED"}},"SecurityGroups":[{"Fn::GetAtt":["EventsSecurityGroup",)"
            R"("GroupId"]}],"StorageInfo":{"EBSStorageInfo":{"VolumeSize":100}}},)"
            R"("ClusterName":"events","KafkaVersion":"3.8.x","NumberOfBrokerNodes":2,)"
            R"("ClientAuthentication":{"Sasl":{"Iam":{"Enabled":true}},)"
            R"("Unauthenticated":{"Enabled":false}},"EncryptionInfo":{"EncryptionInTransit":)"
            R"({"ClientBroker":"TLS","InCluster":true}},"EnhancedMonitoring":"PER_BROKER",)"
            R"("LoggingInfo":{"BrokerLogs":{"CloudWatchLogs":{"Enabled":true,)"
            R"("LogGroup":{"Ref":"EventsLogGroup"}}}}})");
  EXPECT_EQ(written().at("/Resources/Events/DeletionPolicy").text(), "Retain");
  EXPECT_EQ(properties("EventsLogGroup"), R"({"RetentionInDays":731})");
}

TEST_F(KafkaClusterTest, pollers_in_a_clusters_own_group_reach_its_brokers) {
  auto& given = stack.add(SecurityGroupProps{.id = "Given", .vpc = vpc});
  stack.add(KafkaClusterProps{.id = "Events", .vpc = vpc});
  stack.add(KafkaClusterProps{
      .id = "Passwords",
      .vpc = vpc,
      .authentication = {.iam = false,
                         .scram_secrets = Secret::from_name(stack, "Client", "AmazonMSK_client")}});
  stack.add(ServerlessKafkaClusterProps{.id = "Small", .vpc = vpc});
  stack.add(KafkaClusterProps{.id = "Guest", .vpc = vpc, .security_groups = given});
  const std::string template_text = testing_support::compact_template(app);
  const auto rule = [](const std::string& group, const std::string& port) {
    const std::string id = R"({"Fn::GetAtt":[")" + group + R"(","GroupId"]})";
    return R"("Properties":{"IpProtocol":"tcp","Description":"Pollers of Lambda","FromPort":)" +
           port + R"(,"GroupId":)" + id + R"(,"SourceSecurityGroupId":)" + id + R"(,"ToPort":)" +
           port + "}";
  };
  EXPECT_THAT(template_text, HasSubstr(rule("EventsSecurityGroup", "9098")));
  EXPECT_THAT(template_text, HasSubstr(rule("PasswordsSecurityGroup", "9096")));
  EXPECT_THAT(template_text, HasSubstr(rule("SmallSecurityGroup", "9098")));
  EXPECT_THAT(template_text, Not(HasSubstr(rule("Given", "9098"))));
}

TEST_F(KafkaClusterTest, express_brokers_have_no_disks) {
  stack.add(
      KafkaClusterProps{.id = "Events",
                        .vpc = vpc,
                        .brokers_per_subnet = 2,
                        .instance_type = "express.m7g.large",
                        .logs = false,
                        .monitoring = KafkaMonitoring::standard,
                        .subnets = {"subnet-01234567", "subnet-12345678", "subnet-23456789"}});
  EXPECT_THAT(properties("Events"), Not(HasSubstr("StorageInfo")));
  EXPECT_THAT(written(), has_resource("Events", {{"NumberOfBrokerNodes", 6}}));
  EXPECT_THAT(written(), has_resource("Events", {{"EnhancedMonitoring", "DEFAULT"}}));
}

TEST_F(KafkaClusterTest, clients_have_passwords_or_certificates) {
  auto& key = stack.add(KeyProps{.id = "Key"});
  auto& client = stack.add(SecretProps{.id = "Client", .kms_key = key, .name = "AmazonMSK_client"});
  auto& cluster = stack.add(KafkaClusterProps{
      .id = "Events",
      .vpc = vpc,
      .authentication = {.certificate_authorities =
                             "arn:aws:acm-pca:eu-central-1:123456789012:certificate-authority/a",
                         .iam = false,
                         .scram_secrets = client},
      .kms_key = key,
  });
  EXPECT_EQ(cluster.connections().port()->from(), 9096);
  EXPECT_THAT(properties("Events"),
              HasSubstr(R"("ClientAuthentication":{"Sasl":{"Iam":{"Enabled":false},)"
                        R"("Scram":{"Enabled":true}},"Tls":{"CertificateAuthorityArnList":)"
                        R"(["arn:aws:acm-pca:eu-central-1:123456789012:certificate-authority/a"],)"
                        R"("Enabled":true},"Unauthenticated":{"Enabled":false}})"));
  EXPECT_EQ(properties("EventsPasswords"),
            R"({"ClusterArn":{"Fn::GetAtt":["Events","Arn"]},"SecretArnList":[{"Ref":"Client"}]})");
}

TEST_F(KafkaClusterTest, grants_name_topics_and_groups_of_the_cluster) {
  auto& cluster = KafkaCluster::from_arn(
      stack, "Theirs", "arn:aws:kafka:eu-central-1:123456789012:cluster/theirs/abc-1");
  auto& role = make_role();
  cluster.grant_produce(role, "orders");
  cluster.grant_consume(role, "orders", "billing");
  cluster.grant_manage_topics(role);
  cluster.grant_get_brokers(role);
  const std::string policy = resource("RoleDefaultPolicy");
  EXPECT_THAT(policy, HasSubstr(R"("Action":["kafka-cluster:DescribeTopic",)"
                                R"("kafka-cluster:WriteData","kafka-cluster:ReadData"])"));
  EXPECT_THAT(policy, HasSubstr(R"("kafka-cluster:DescribeClusterDynamicConfiguration")"));
  EXPECT_THAT(policy, HasSubstr(R"(:topic/)"));
  EXPECT_THAT(policy, HasSubstr(R"(:group/)"));
  EXPECT_THAT(policy, HasSubstr(R"("kafka:GetBootstrapBrokers")"));
}

TEST_F(KafkaClusterTest, a_serverless_cluster_asks_iam_alone) {
  auto& cluster =
      stack.add(ServerlessKafkaClusterProps{.id = "Events", .vpc = vpc, .cluster_name = "events"});
  EXPECT_EQ(properties("Events"),
            R"({"ClientAuthentication":{"Sasl":{"Iam":{"Enabled":true}}},)"
            R"("ClusterName":"events","VpcConfigs":[{"SubnetIds":["subnet-01234567",)"
            R"("subnet-12345678"],"SecurityGroups":[{"Fn::GetAtt":["EventsSecurityGroup",)"
            R"("GroupId"]}]}]})");
  EXPECT_EQ(cluster.connections().port()->from(), 9098);
}

TEST_F(KafkaClusterTest, what_cannot_be_is_told) {
  const std::string name = "shop_orders";
  const int much = 20'000;
  stack.add(
      KafkaClusterProps{.id = "A",
                        .vpc = vpc,
                        .authentication = {.scram_secrets = stack.add(SecretProps{.id = "Client"})},
                        .cluster_name = name,
                        .disk = much,
                        .subnets = {"subnet-01234567"}});
  stack.add(ServerlessKafkaClusterProps{.id = "B", .vpc = vpc, .cluster_name = name});
  EXPECT_EQ(codes_of(app), "OT3184 OT3181 OT3182 OT3183 OT3181");
}

}  // namespace
}  // namespace omnitrack
