#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "../resource_text.hpp"
#include <omnitrack/cfn/docdb.hpp>
#include <omnitrack/cloudwatch/alarm.hpp>
#include <omnitrack/docdb/document_cluster.hpp>
#include <omnitrack/ec2/connections.hpp>
#include <omnitrack/ec2/vpc.hpp>
#include <omnitrack/secretsmanager/secret.hpp>
#include <omnitrack/testing.hpp>

namespace omnitrack {
namespace {

using assertions::has_no_resource;
using testing_support::codes_of;

class DocumentClusterTest : public testing_support::OneStackTest {
 protected:
  Vpc& vpc = stack.add(VpcProps{.id = "Vpc"});
};

TEST_F(DocumentClusterTest, a_cluster_is_encrypted_backed_up_and_kept) {
  stack.add(DocumentClusterProps{.id = "Orders", .vpc = vpc});
  const std::string made = resource("Orders");
  EXPECT_NE(made.find(R"("DeletionPolicy":"Snapshot")"), std::string::npos);
  EXPECT_EQ(properties("Orders"),
            R"({"BackupRetentionPeriod":7,"CopyTagsToSnapshot":true,)"
            R"("DBClusterParameterGroupName":{"Ref":"OrdersParameters"},)"
            R"("DBSubnetGroupName":{"Ref":"OrdersSubnetGroup"},"DeletionProtection":true,)"
            R"("EnableCloudwatchLogsExports":["audit","profiler"],"EngineVersion":"5.0.0",)"
            R"("ManageMasterUserPassword":true,"MasterUsername":"administrator","Port":27017,)"
            R"("StorageEncrypted":true,)"
            R"("VpcSecurityGroupIds":[{"Fn::GetAtt":["OrdersSecurityGroup","GroupId"]}]})");
  EXPECT_NE(properties("OrdersParameters")
                .find(R"("Family":"docdb5.0","Parameters":{"tls":"enabled",)"
                      R"("audit_logs":"enabled","profiler":"enabled"})"),
            std::string::npos);
  EXPECT_EQ(properties("OrdersInstance2"),
            R"({"DBClusterIdentifier":{"Ref":"Orders"},"DBInstanceClass":"db.r6g.large",)"
            R"("AutoMinorVersionUpgrade":true})");
}

TEST_F(DocumentClusterTest, a_secret_of_the_app_says_who_the_first_user_is) {
  Secret& secret = stack.add(SecretProps{.id = "Login",
                                         .generate_secret_string = GeneratedSecret{
                                             .exclude_characters = "\"@/:",
                                             .generate_string_key = "password",
                                             .secret_string_template = R"({"username":"app"})"}});
  stack.add(DocumentClusterProps{.id = "Orders", .vpc = vpc, .secret = secret});
  const std::string made = properties("Orders");
  EXPECT_EQ(made.find("ManageMasterUserPassword"), std::string::npos);
  EXPECT_NE(
      made.find(
          R"("MasterUsername":{"Fn::Sub":"{{resolve:secretsmanager:${Login}:SecretString:username}}"})"),
      std::string::npos)
      << made;
  EXPECT_EQ(properties("LoginAttachment"),
            R"({"SecretId":{"Ref":"Login"},"TargetId":{"Ref":"Orders"},)"
            R"("TargetType":"AWS::DocDB::DBCluster"})");
}

TEST_F(DocumentClusterTest, every_property_is_written_where_it_belongs) {
  SecurityGroup& clients = stack.add(SecurityGroupProps{.id = "Clients", .vpc = vpc});
  DocumentCluster& made = stack.add(DocumentClusterProps{
      .id = "Orders",
      .vpc = vpc,
      .backup_retention = 35,
      .deletion_protection = false,
      .engine_version = "4.0.0",
      .instance_type = "db.t4g.medium",
      .instances = 1,
      .kms_key = "arn:aws:kms:eu-central-1:123456789012:key/k",
      .logs = false,
      .parameters = {{"ttl_monitor", "disabled"}},
      .port = 27018,
      .preferred_backup_window = "02:00-03:00",
      .preferred_maintenance_window = "sun:03:00-sun:04:00",
      .removal_policy = RemovalPolicy::destroy,
      .username = "orders",
  });
  made.connections().allow_from(clients);
  stack.add(AlarmProps{.id = "Busy", .metric = made.metric_cpu_utilization(), .threshold = 80});
  const std::string properties_of = properties("Orders");
  EXPECT_NE(properties_of.find(R"("BackupRetentionPeriod":35)"), std::string::npos);
  EXPECT_NE(properties_of.find(R"("KmsKeyId":"arn:aws:kms:eu-central-1:123456789012:key/k")"),
            std::string::npos);
  EXPECT_NE(properties_of.find(R"("PreferredBackupWindow":"02:00-03:00",)"
                               R"("PreferredMaintenanceWindow":"sun:03:00-sun:04:00")"),
            std::string::npos);
  EXPECT_NE(properties("OrdersParameters")
                .find(R"("Parameters":{"tls":"enabled","ttl_monitor":"disabled"})"),
            std::string::npos);
  EXPECT_THAT(written(), has_no_resource("OrdersInstance2"));
}

TEST_F(DocumentClusterTest, numbers_out_of_bounds_are_told) {
  const int days = 40;
  stack.add(DocumentClusterProps{.id = "Orders", .vpc = vpc, .backup_retention = days});
  EXPECT_EQ(codes_of(app), "OT2116");
}

TEST_F(DocumentClusterTest, one_that_is_made_elsewhere_is_reached_and_measured) {
  auto& group = SecurityGroup::from_id(stack, "Group", "sg-01234567");
  auto& theirs = DocumentCluster::from_attributes(
      stack, "Theirs", {.cluster_name = "theirs", .endpoint = "t.docdb", .security_groups = group});
  EXPECT_EQ(theirs.endpoint().literal_text(), "t.docdb");
  EXPECT_EQ(theirs.connections().port()->from(), 27017);
  EXPECT_EQ(theirs.connections().security_groups().size(), 1U);
  theirs.metric_connections().create_alarm(stack, {.id = "Many", .threshold = 100});
  EXPECT_NE(properties("Many").find(R"({"Name":"DBClusterIdentifier","Value":"theirs"})"),
            std::string::npos);
  EXPECT_THAT(written(), has_no_resource("Theirs"));
}

TEST_F(DocumentClusterTest, what_is_not_known_of_one_that_is_made_elsewhere_is_refused) {
  auto& theirs = DocumentCluster::from_attributes(stack, "Theirs", {.cluster_name = "theirs"});
  (void)theirs.endpoint();
  (void)theirs.read_endpoint();
  (void)theirs.resource();
  EXPECT_EQ(codes_of(app), "OT2901 OT2901 OT2901");
}

}  // namespace
}  // namespace omnitrack
