#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "../../../constructs/cloudwatch/metric_node.hpp"
#include "../resource_text.hpp"
#include <omnitrack/cfn/rds.hpp>
#include <omnitrack/ec2/connections.hpp>
#include <omnitrack/ec2/vpc.hpp>
#include <omnitrack/fn.hpp>
#include <omnitrack/iam/role.hpp>
#include <omnitrack/kms/key.hpp>
#include <omnitrack/rds/database_cluster.hpp>
#include <omnitrack/rds/database_proxy.hpp>
#include <omnitrack/testing.hpp>

namespace omnitrack {
namespace {

using assertions::has_resource;
using testing_support::codes_of;

class DatabaseClusterTest : public testing_support::OneStackTest {
 protected:
  Role& role() {
    return stack.add(RoleProps{
        .id = "Role",
        .assumed_by = PolicyPrincipal::service("ecs-tasks.amazonaws.com"),
    });
  }
  DatabaseCluster& cluster() {
    return stack.add(DatabaseClusterProps{
        .id = "Db", .engine = DatabaseEngine::aurora_postgres("17.5"), .vpc = vpc});
  }
  Vpc& vpc = stack.add(VpcProps{.id = "Vpc", .availability_zones = 2});
};

TEST_F(DatabaseClusterTest, a_cluster_is_serverless_private_encrypted_and_kept) {
  cluster();
  EXPECT_EQ(
      resource("Db"),
      R"({"Type":"AWS::RDS::DBCluster","DeletionPolicy":"Snapshot","UpdateReplacePolicy":)"
      R"("Snapshot","Properties":{"BackupRetentionPeriod":7,"CopyTagsToSnapshot":true,)"
      R"("DBClusterParameterGroupName":{"Ref":"DbParameterGroup"},"DBSubnetGroupName":{"Ref":)"
      R"("DbSubnetGroup"},"DeletionProtection":true,"Engine":"aurora-postgresql",)"
      R"("EngineVersion":"17.5","MasterUserPassword":{"Fn::Sub":"{{resolve:secretsmanager:)"
      R"(${DbSecret}:SecretString:password}}"},"MasterUsername":"postgres","Port":5432,)"
      R"("ServerlessV2ScalingConfiguration":{"MaxCapacity":2,"MinCapacity":0.5},)"
      R"("StorageEncrypted":true,"VpcSecurityGroupIds":[{"Fn::GetAtt":["DbSecurityGroup",)"
      R"("GroupId"]}]}})");
  EXPECT_EQ(resource("DbWriter"),
            R"({"Type":"AWS::RDS::DBInstance","DeletionPolicy":"Delete","UpdateReplacePolicy":)"
            R"("Delete","Properties":{"AutoMinorVersionUpgrade":true,"DBClusterIdentifier":{"Ref":)"
            R"("Db"},"DBInstanceClass":"db.serverless","Engine":"aurora-postgresql",)"
            R"("PubliclyAccessible":false}})");
  EXPECT_EQ(properties("DbParameterGroup"),
            R"({"Description":"Parameters of Test/Db","Family":"aurora-postgresql17","Parameters":)"
            R"({"rds.force_ssl":"1"}})");
  EXPECT_EQ(properties("DbSecretAttachment"),
            R"({"SecretId":{"Ref":"DbSecret"},"TargetId":{"Ref":"Db"},"TargetType":"AWS::RDS::)"
            R"(DBCluster"})");
}

TEST_F(DatabaseClusterTest, every_property_is_written_where_it_belongs) {
  auto& key = stack.add(KeyProps{.id = "Key"});
  auto& feature = stack.add(
      RoleProps{.id = "Feature", .assumed_by = PolicyPrincipal::service("rds.amazonaws.com")});
  stack.add(DatabaseClusterProps{
      .id = "Db",
      .engine = DatabaseEngine::aurora_mysql("8.0.mysql_aurora.3.08.0"),
      .vpc = vpc,
      .auto_minor_version_upgrade = false,
      .backtrack_window = 3600,
      .backup_retention = 14,
      .backup_window = "03:00-04:00",
      .cloudwatch_logs_exports = {"error"},
      .cluster_identifier = "shop",
      .copy_tags_to_snapshot = false,
      .credentials = DatabaseCredentials::managed_by_rds("boss", key),
      .data_api = true,
      .database_name = "shop",
      .deletion_protection = false,
      .iam_authentication = true,
      .kms_key = key,
      .local_write_forwarding = true,
      .log_retention = RetentionDays::one_week,
      .maintenance_window = "sun:05:00-sun:06:00",
      .monitoring_interval = 30,
      .network_type = "DUAL",
      .parameters = {{"require_secure_transport", "OFF"}},
      .port = 3307,
      .readers = {{.name = "Reader",
                   .availability_zone = "eu-central-1a",
                   .ca_certificate = "rds-ca-rsa2048-g1",
                   .instance_class = "db.r7g.large",
                   .instance_identifier = "shop-reader",
                   .performance_insights = PerformanceInsights{},
                   .promotion_tier = 2}},
      .removal_policy = RemovalPolicy::retain,
      .roles = {{.feature = "s3Import", .role = feature}},
      .serverless_capacity = {.auto_pause = 600, .max = 8, .min = 0},
      .storage = AuroraStorage::io_optimized,
  });
  EXPECT_EQ(
      resource("Db"),
      R"({"Type":"AWS::RDS::DBCluster","DependsOn":"DbLogerror","DeletionPolicy":"Retain",)"
      R"("UpdateReplacePolicy":"Retain","Properties":{"AssociatedRoles":[{"RoleArn":{"Fn::)"
      R"(GetAtt":["Feature","Arn"]},"FeatureName":"s3Import"}],"BacktrackWindow":3600,)"
      R"("BackupRetentionPeriod":14,"CopyTagsToSnapshot":false,"DatabaseName":"shop",)"
      R"("DBClusterIdentifier":"shop","DBClusterParameterGroupName":{"Ref":)"
      R"("DbParameterGroup"},"DBSubnetGroupName":{"Ref":"DbSubnetGroup"},)"
      R"("DeletionProtection":false,"EnableCloudwatchLogsExports":["error"],)"
      R"("EnableHttpEndpoint":true,"EnableIAMDatabaseAuthentication":true,)"
      R"("EnableLocalWriteForwarding":true,"Engine":"aurora-mysql","EngineVersion":)"
      R"("8.0.mysql_aurora.3.08.0","KmsKeyId":{"Fn::GetAtt":["Key","Arn"]},)"
      R"("ManageMasterUserPassword":true,"MasterUserSecret":{"KmsKeyId":{"Fn::GetAtt":["Key",)"
      R"("Arn"]}},"MasterUsername":"boss","NetworkType":"DUAL","Port":3307,)"
      R"("PreferredBackupWindow":"03:00-04:00","PreferredMaintenanceWindow":"sun:05:00-sun:)"
      R"(06:00","ServerlessV2ScalingConfiguration":{"MaxCapacity":8,"MinCapacity":0,)"
      R"("SecondsUntilAutoPause":600},"StorageEncrypted":true,"StorageType":"aurora-iopt1",)"
      R"("VpcSecurityGroupIds":[{"Fn::GetAtt":["DbSecurityGroup","GroupId"]}]}})");
  EXPECT_EQ(resource("DbReader"),
            R"({"Type":"AWS::RDS::DBInstance","DependsOn":"DbWriter","DeletionPolicy":"Retain",)"
            R"("UpdateReplacePolicy":"Retain","Properties":{"AutoMinorVersionUpgrade":false,)"
            R"("AvailabilityZone":"eu-central-1a","CACertificateIdentifier":"rds-ca-rsa2048-g1",)"
            R"("DBClusterIdentifier":{"Ref":"Db"},"DBInstanceClass":"db.r7g.large",)"
            R"("DBInstanceIdentifier":"shop-reader","EnablePerformanceInsights":true,"Engine":)"
            R"("aurora-mysql","MonitoringInterval":30,"MonitoringRoleArn":{"Fn::GetAtt":)"
            R"(["DbMonitoringRole","Arn"]},"PerformanceInsightsRetentionPeriod":7,"PromotionTier":)"
            R"(2,"PubliclyAccessible":false}})");
  EXPECT_EQ(properties("DbParameterGroup"),
            R"({"Description":"Parameters of Test/Db","Family":"aurora-mysql8.0","Parameters":)"
            R"({"require_secure_transport":"OFF"}})");
  EXPECT_EQ(properties("DbLogerror"),
            R"({"LogGroupName":"/aws/rds/cluster/shop/error","RetentionInDays":7})");
}

TEST_F(DatabaseClusterTest, its_instances_have_settings_of_their_own) {
  stack.add(DatabaseClusterProps{.id = "Db",
                                 .engine = DatabaseEngine::aurora_postgres("17.5"),
                                 .vpc = vpc,
                                 .instance_parameters = {{"work_mem", "65536"}}});
  EXPECT_EQ(properties("DbInstanceParameterGroup"),
            R"({"Description":"Parameters of the instances of Test/Db","Family":)"
            R"("aurora-postgresql17","Parameters":{"work_mem":"65536"}})");
  EXPECT_NE(properties("DbWriter").find(R"({"Ref":"DbInstanceParameterGroup"})"),
            std::string::npos);
}

TEST_F(DatabaseClusterTest, the_data_api_is_granted_with_the_secret) {
  cluster().grant_data_api_access(role());
  EXPECT_EQ(properties("RoleDefaultPolicy"),
            R"({"PolicyDocument":{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":)"
            R"(["rds-data:BatchExecuteStatement","rds-data:BeginTransaction","rds-data:)"
            R"(CommitTransaction","rds-data:ExecuteStatement","rds-data:RollbackTransaction"],)"
            R"("Resource":{"Fn::Sub":"arn:${AWS::Partition}:rds:${AWS::Region}:${AWS::AccountId}:)"
            R"(cluster:${Db}"}},{"Effect":"Allow","Action":["secretsmanager:DescribeSecret",)"
            R"("secretsmanager:GetSecretValue"],"Resource":{"Ref":"DbSecret"}}]},"PolicyName":)"
            R"("DefaultPolicy","Roles":[{"Ref":"Role"}]})");
  EXPECT_THAT(written(), has_resource("Db", {{"EnableHttpEndpoint", true}}));
}

TEST_F(DatabaseClusterTest, the_administrator_may_connect_by_iam) {
  cluster().grant_connect(role());
  EXPECT_EQ(
      properties("RoleDefaultPolicy"),
      R"({"PolicyDocument":{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":)"
      R"("rds-db:connect","Resource":{"Fn::Sub":"arn:${AWS::Partition}:rds-db:${AWS::Region}:)"
      R"(${AWS::AccountId}:dbuser:${Db.DBClusterResourceId}/postgres"}}]},"PolicyName":)"
      R"("DefaultPolicy","Roles":[{"Ref":"Role"}]})");
}

TEST_F(DatabaseClusterTest, a_proxy_waits_for_the_instances) {
  cluster().add_proxy("Proxy");
  EXPECT_EQ(resource("DbProxyTargetGroup"),
            R"({"Type":"AWS::RDS::DBProxyTargetGroup","DependsOn":"DbWriter","Properties":)"
            R"({"DBProxyName":{"Ref":"DbProxy"},"TargetGroupName":"default",)"
            R"("ConnectionPoolConfigurationInfo":{},"DBClusterIdentifiers":[{"Ref":"Db"}]}})");
}

TEST_F(DatabaseClusterTest, its_passwords_are_rotated) {
  auto& user = stack.add(SecretProps{
      .id = "User",
      .generate_secret_string = GeneratedSecret{.generate_string_key = "password",
                                                .secret_string_template = R"({"username":"u"})"}});
  auto& db = cluster();
  db.add_rotation({.schedule = "rate(4 days)"});
  db.add_user_rotation(user);
  EXPECT_NE(properties("DbSecretRotation").find("PostgreSQLSingleUser"), std::string::npos);
  EXPECT_NE(properties("UserRotation").find("PostgreSQLMultiUser"), std::string::npos);
}

TEST_F(DatabaseClusterTest, one_that_is_made_elsewhere_is_reached_and_granted) {
  auto& group = SecurityGroup::from_id(stack, "Group", "sg-0123456789abcdef0");
  auto& client = stack.add(SecurityGroupProps{.id = "Client", .vpc = vpc});
  auto& db = DatabaseCluster::from_attributes(stack, "Db",
                                              {.cluster_identifier = "shop",
                                               .endpoint_address = "shop.example.com",
                                               .port = 3307,
                                               .resource_id = "cluster-ABC",
                                               .security_groups = {Link<SecurityGroup>(group)}});
  db.connections().allow_from(client);
  db.grant_connect(role(), "app");
  EXPECT_THAT(written(), has_resource("GroupFromClientTCP3307"));
  EXPECT_NE(properties("RoleDefaultPolicy").find("dbuser:cluster-ABC/app"), std::string::npos);
}

TEST_F(DatabaseClusterTest, what_is_wrong_with_a_cluster_is_said) {
  stack.add(DatabaseClusterProps{.id = "Plain",
                                 .engine = DatabaseEngine::postgres("17.6"),
                                 .vpc = vpc,
                                 .backup_retention = 0,
                                 .serverless_capacity = {.auto_pause = 600, .max = 300, .min = 0.7},
                                 .storage_encrypted = false});
  auto& imported = DatabaseCluster::from_attributes(
      stack, "Imported", {.cluster_identifier = "shop", .endpoint_address = "h"});
  static_cast<void>(imported.resource());
  static_cast<void>(imported.secret());
  EXPECT_EQ(codes_of(app), "OT3528 OT3540 OT3540 OT3529 OT3528 OT2901 OT3537");
}

TEST_F(DatabaseClusterTest, its_metrics_are_measured_of_it) {
  const MetricProps& measured = cluster().metric_serverless_capacity().node().measured;
  EXPECT_EQ(measured.name_space, "AWS/RDS");
  EXPECT_EQ(measured.metric_name, "ServerlessDatabaseCapacity");
  EXPECT_EQ(measured.statistic, "Average");
  stack.add(
      OutputProps{.id = "Dimensions", .value = fn::to_json_string(Json(measured.dimensions))});
  const std::string text = testing_support::compact_template(app);
  EXPECT_NE(text.find(R"("DBClusterIdentifier":{"Ref":"Db"})"), std::string::npos) << text;
}

TEST_F(DatabaseClusterTest, a_version_is_needed_for_parameters) {
  stack.add(DatabaseClusterProps{.id = "Db", .engine = DatabaseEngine::aurora_mysql(), .vpc = vpc});
  EXPECT_EQ(codes_of(app), "OT3532");
}

}  // namespace
}  // namespace omnitrack
