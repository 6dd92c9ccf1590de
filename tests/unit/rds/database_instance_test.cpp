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
#include <omnitrack/rds/database_instance.hpp>
#include <omnitrack/rds/database_proxy.hpp>
#include <omnitrack/testing.hpp>

namespace omnitrack {
namespace {

using assertions::has_no_resource;
using assertions::has_resource;
using testing_support::codes_of;

class DatabaseInstanceTest : public testing_support::OneStackTest {
 protected:
  Role& role() {
    return stack.add(RoleProps{
        .id = "Role",
        .assumed_by = PolicyPrincipal::service("ecs-tasks.amazonaws.com"),
    });
  }
  DatabaseInstance& database() {
    return stack.add(
        DatabaseInstanceProps{.id = "Db", .engine = DatabaseEngine::postgres("17.6"), .vpc = vpc});
  }
  Vpc& vpc = stack.add(VpcProps{.id = "Vpc", .availability_zones = 2});
};

TEST_F(DatabaseInstanceTest, a_database_is_private_encrypted_and_kept) {
  database();
  EXPECT_EQ(resource("Db"),
            R"({"Type":"AWS::RDS::DBInstance","DeletionPolicy":"Snapshot","UpdateReplacePolicy":)"
            R"("Snapshot","Properties":{"AllocatedStorage":"20","AutoMinorVersionUpgrade":true,)"
            R"("BackupRetentionPeriod":7,"CopyTagsToSnapshot":true,"DBInstanceClass":)"
            R"("db.t4g.medium","DBParameterGroupName":{"Ref":"DbParameterGroup"},)"
            R"("DBSubnetGroupName":{"Ref":"DbSubnetGroup"},"DeletionProtection":true,"Engine":)"
            R"("postgres","EngineVersion":"17.6","MasterUserPassword":{"Fn::Sub":"{{resolve:)"
            R"(secretsmanager:${DbSecret}:SecretString:password}}"},"MasterUsername":"postgres",)"
            R"("MultiAZ":false,"Port":"5432","PubliclyAccessible":false,"StorageEncrypted":true,)"
            R"("StorageType":"gp3","VPCSecurityGroups":[{"Fn::GetAtt":["DbSecurityGroup",)"
            R"("GroupId"]}]}})");
  EXPECT_EQ(properties("DbParameterGroup"),
            R"({"Description":"Parameters of Test/Db","Family":"postgres17","Parameters":)"
            R"({"rds.force_ssl":"1"}})");
  EXPECT_EQ(properties("DbSubnetGroup"),
            R"({"DBSubnetGroupDescription":"Subnets of Test/Db","SubnetIds":[{"Ref":)"
            R"("VpcPrivateSubnet1"},{"Ref":"VpcPrivateSubnet2"}]})");
}

TEST_F(DatabaseInstanceTest, its_administrator_is_in_a_secret_that_knows_the_database) {
  database();
  EXPECT_EQ(resource("DbSecret"),
            R"({"Type":"AWS::SecretsManager::Secret","DeletionPolicy":"Delete",)"
            R"("UpdateReplacePolicy":"Delete","Properties":{"Description":)"
            R"("The administrator of the database Test/Db","GenerateSecretString":)"
            R"({"ExcludeCharacters":" !\"#$%&'()*+,./:;<=>?@[\\]^`{|}~","GenerateStringKey":)"
            R"("password","PasswordLength":30,"SecretStringTemplate":"{\"username\":)"
            R"(\"postgres\"}"}}})");
  EXPECT_EQ(properties("DbSecretAttachment"),
            R"({"SecretId":{"Ref":"DbSecret"},"TargetId":{"Ref":"Db"},"TargetType":"AWS::RDS::)"
            R"(DBInstance"})");
}

TEST_F(DatabaseInstanceTest, every_property_is_written_where_it_belongs) {
  auto& key = stack.add(KeyProps{.id = "Key"});
  auto& feature = stack.add(
      RoleProps{.id = "Feature", .assumed_by = PolicyPrincipal::service("rds.amazonaws.com")});
  stack.add(DatabaseInstanceProps{
      .id = "Db",
      .engine = DatabaseEngine::mysql("8.4.6"),
      .vpc = vpc,
      .allocated_storage = 400,
      .allow_major_version_upgrade = true,
      .apply_immediately = true,
      .auto_minor_version_upgrade = false,
      .backup_retention = 14,
      .backup_window = "03:00-04:00",
      .ca_certificate = "rds-ca-rsa2048-g1",
      .cloudwatch_logs_exports = {"error", "slowquery"},
      .copy_tags_to_snapshot = false,
      .credentials = DatabaseCredentials::generated(
          "root", GeneratedCredentials{.kms_key = key, .secret_name = "orders/root"}),
      .database_name = "orders",
      .delete_automated_backups = false,
      .iam_authentication = true,
      .instance_class = "db.r7g.large",
      .instance_identifier = "orders",
      .iops = 12000,
      .kms_key = key,
      .license_model = "general-public-license",
      .log_retention = RetentionDays::one_week,
      .maintenance_window = "sun:05:00-sun:06:00",
      .max_allocated_storage = 1000,
      .monitoring_interval = 60,
      .multi_az = true,
      .network_type = "IPV4",
      .parameters = {{"max_connections", "500"}},
      .performance_insights = PerformanceInsights{.kms_key = key, .retention = 731},
      .port = 3307,
      .publicly_accessible = false,
      .removal_policy = RemovalPolicy::retain,
      .roles = {{.feature = "S3_INTEGRATION", .role = feature}},
      .storage_throughput = 500,
  });
  EXPECT_EQ(
      resource("Db"),
      R"({"Type":"AWS::RDS::DBInstance","DependsOn":["DbLogerror","DbLogslowquery"],)"
      R"("DeletionPolicy":"Retain","UpdateReplacePolicy":"Retain","Properties":)"
      R"({"AllocatedStorage":"400","AllowMajorVersionUpgrade":true,"ApplyImmediately":true,)"
      R"("AssociatedRoles":[{"FeatureName":"S3_INTEGRATION","RoleArn":{"Fn::GetAtt":)"
      R"(["Feature","Arn"]}}],"AutoMinorVersionUpgrade":false,"BackupRetentionPeriod":14,)"
      R"("CACertificateIdentifier":"rds-ca-rsa2048-g1","CopyTagsToSnapshot":false,)"
      R"("DBInstanceClass":"db.r7g.large","DBInstanceIdentifier":"orders","DBName":"orders",)"
      R"("DBParameterGroupName":{"Ref":"DbParameterGroup"},"DBSubnetGroupName":{"Ref":)"
      R"("DbSubnetGroup"},"DeleteAutomatedBackups":false,"DeletionProtection":true,)"
      R"("EnableCloudwatchLogsExports":["error","slowquery"],)"
      R"("EnableIAMDatabaseAuthentication":true,"EnablePerformanceInsights":true,"Engine":)"
      R"("mysql","EngineVersion":"8.4.6","Iops":12000,"KmsKeyId":{"Fn::GetAtt":["Key",)"
      R"("Arn"]},"LicenseModel":"general-public-license","MasterUserPassword":{"Fn::Sub":)"
      R"("{{resolve:secretsmanager:${DbSecret}:SecretString:password}}"},"MasterUsername":)"
      R"("root","MaxAllocatedStorage":1000,"MonitoringInterval":60,"MonitoringRoleArn":{"Fn::)"
      R"(GetAtt":["DbMonitoringRole","Arn"]},"MultiAZ":true,"NetworkType":"IPV4",)"
      R"("PerformanceInsightsKMSKeyId":{"Fn::GetAtt":["Key","Arn"]},)"
      R"("PerformanceInsightsRetentionPeriod":731,"Port":"3307","PreferredBackupWindow":"03:)"
      R"(00-04:00","PreferredMaintenanceWindow":"sun:05:00-sun:06:00","PubliclyAccessible":)"
      R"(false,"StorageEncrypted":true,"StorageThroughput":500,"StorageType":"gp3",)"
      R"("VPCSecurityGroups":[{"Fn::GetAtt":["DbSecurityGroup","GroupId"]}]}})");
  EXPECT_EQ(properties("DbParameterGroup"),
            R"({"Description":"Parameters of Test/Db","Family":"mysql8.4","Parameters":)"
            R"({"require_secure_transport":"1","max_connections":"500"}})");
  EXPECT_EQ(properties("DbLogslowquery"),
            R"({"LogGroupName":"/aws/rds/instance/orders/slowquery","RetentionInDays":7})");
  EXPECT_EQ(
      properties("DbMonitoringRole"),
      R"({"AssumeRolePolicyDocument":{"Version":"2012-10-17","Statement":[{"Effect":"Allow",)"
      R"("Principal":{"Service":"monitoring.rds.amazonaws.com"},"Action":"sts:AssumeRole"}]},)"
      R"("ManagedPolicyArns":[{"Fn::Sub":"arn:${AWS::Partition}:iam::aws:)"
      R"(policy/service-role/AmazonRDSEnhancedMonitoringRole"}]})");
}

TEST_F(DatabaseInstanceTest, options_of_the_engine_are_in_a_group_of_its_version) {
  stack.add(DatabaseInstanceProps{
      .id = "Db",
      .engine =
          DatabaseEngine::oracle(OracleEdition::standard_2, "19.0.0.0.ru-2025-07.rur-2025-07.r1"),
      .vpc = vpc,
      .character_set_name = "AL32UTF8",
      .options = {{.name = "OEM_AGENT",
                   .port = 3872,
                   .settings = {{"OMS_PORT", "4903"}},
                   .version = "13.5.0.0.v1"}}});
  EXPECT_EQ(
      properties("DbOptionGroup"),
      R"({"EngineName":"oracle-se2","MajorEngineVersion":"19","OptionGroupDescription":)"
      R"("Options of Test/Db","OptionConfigurations":[{"OptionName":"OEM_AGENT",)"
      R"("OptionSettings":[{"Name":"OMS_PORT","Value":"4903"}],"OptionVersion":"13.5.0.0.v1",)"
      R"("Port":3872}]})");
  EXPECT_THAT(written(), has_no_resource("DbParameterGroup"));
}

TEST_F(DatabaseInstanceTest, a_snapshot_says_who_administers_and_whether_it_is_encrypted) {
  stack.add(DatabaseInstanceProps{.id = "Db",
                                  .engine = DatabaseEngine::postgres("17.6"),
                                  .vpc = vpc,
                                  .removal_policy = RemovalPolicy::destroy,
                                  .snapshot = "orders-1"});
  const std::string text = properties("Db");
  EXPECT_NE(text.find(R"("DBSnapshotIdentifier":"orders-1")"), std::string::npos);
  EXPECT_NE(text.find(R"("DeletionProtection":false)"), std::string::npos);
  EXPECT_EQ(text.find("MasterUsername"), std::string::npos);
  EXPECT_EQ(text.find("StorageEncrypted"), std::string::npos);
}

TEST_F(DatabaseInstanceTest, rds_may_manage_the_password) {
  auto& key = stack.add(KeyProps{.id = "Key"});
  auto& managed = stack.add(
      DatabaseInstanceProps{.id = "Db",
                            .engine = DatabaseEngine::mariadb("11.8.3"),
                            .vpc = vpc,
                            .credentials = DatabaseCredentials::managed_by_rds("boss", key)});
  managed.secret().grant_read(role());
  const std::string text = properties("Db");
  EXPECT_NE(text.find(R"("ManageMasterUserPassword":true,"MasterUserSecret":{"KmsKeyId":)"
                      R"({"Fn::GetAtt":["Key","Arn"]}},"MasterUsername":"boss")"),
            std::string::npos);
  EXPECT_EQ(properties("RoleDefaultPolicy"),
            R"({"PolicyDocument":{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":)"
            R"(["secretsmanager:DescribeSecret","secretsmanager:GetSecretValue"],"Resource":{"Fn::)"
            R"(GetAtt":["Db","MasterUserSecret.SecretArn"]}},{"Effect":"Allow","Action":"kms:)"
            R"(Decrypt","Resource":{"Fn::GetAtt":["Key","Arn"]},"Condition":{"StringEquals":{"kms:)"
            R"(ViaService":{"Fn::Sub":"secretsmanager.${AWS::Region}.${AWS::URLSuffix}"}}}}]},)"
            R"("PolicyName":"DefaultPolicy","Roles":[{"Ref":"Role"}]})");
}

TEST_F(DatabaseInstanceTest, clients_reach_it_on_its_port) {
  auto& client = stack.add(SecurityGroupProps{.id = "Client", .vpc = vpc});
  database().connections().allow_from(client);
  EXPECT_EQ(properties("DbSecurityGroupFromClientTCP5432"),
            R"({"IpProtocol":"tcp","Description":"Allow TCP 5432","FromPort":5432,"GroupId":{"Fn::)"
            R"(GetAtt":["DbSecurityGroup","GroupId"]},"SourceSecurityGroupId":{"Fn::GetAtt":)"
            R"(["Client","GroupId"]},"ToPort":5432})");
}

TEST_F(DatabaseInstanceTest, a_connection_by_iam_names_the_user_and_turns_it_on) {
  database().grant_connect(role(), "app");
  EXPECT_EQ(
      properties("RoleDefaultPolicy"),
      R"({"PolicyDocument":{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":)"
      R"("rds-db:connect","Resource":{"Fn::Sub":"arn:${AWS::Partition}:rds-db:${AWS::Region}:)"
      R"(${AWS::AccountId}:dbuser:${Db.DbiResourceId}/app"}}]},"PolicyName":"DefaultPolicy",)"
      R"("Roles":[{"Ref":"Role"}]})");
  EXPECT_THAT(written(), has_resource("Db", {{"EnableIAMDatabaseAuthentication", true}}));
}

TEST_F(DatabaseInstanceTest, its_password_is_rotated_in_one_call) {
  database().add_rotation({.automatically_after = 7});
  EXPECT_EQ(resource("DbSecretRotation"),
            R"({"Type":"AWS::SecretsManager::RotationSchedule","DependsOn":"DbSecretAttachment",)"
            R"("Properties":{"SecretId":{"Ref":"DbSecret"},"HostedRotationLambda":{"RotationType":)"
            R"("PostgreSQLSingleUser","ExcludeCharacters":" !\"#$%&'()*+,./:;<=>?@[\\]^`{|}~",)"
            R"("VpcSecurityGroupIds":{"Fn::Join":[",",[{"Fn::GetAtt":["DbRotationSecurityGroup",)"
            R"("GroupId"]}]]},"VpcSubnetIds":{"Fn::Join":[",",[{"Ref":"VpcPrivateSubnet1"},{"Ref":)"
            R"("VpcPrivateSubnet2"}]]}},"RotationRules":{"AutomaticallyAfterDays":7}}})");
  EXPECT_THAT(written(), has_resource("DbSecurityGroupFromDbRotationSecurityGroupTCP5432"));
}

TEST_F(DatabaseInstanceTest, the_administrator_rotates_the_passwords_of_users) {
  auto& user = stack.add(SecretProps{
      .id = "User",
      .generate_secret_string = GeneratedSecret{.generate_string_key = "password",
                                                .secret_string_template = R"({"username":"u"})"}});
  database().add_user_rotation(user);
  EXPECT_EQ(properties("UserRotation"),
            R"({"SecretId":{"Ref":"User"},"HostedRotationLambda":{"RotationType":)"
            R"("PostgreSQLMultiUser","ExcludeCharacters":" !\"#$%&'()*+,./:;<=>?@[\\]^`{|}~",)"
            R"("SuperuserSecretArn":{"Ref":"DbSecret"},"VpcSecurityGroupIds":{"Fn::Join":[",",)"
            R"([{"Fn::GetAtt":["DbUserRotationSecurityGroup","GroupId"]}]]},"VpcSubnetIds":{"Fn::)"
            R"(Join":[",",[{"Ref":"VpcPrivateSubnet1"},{"Ref":"VpcPrivateSubnet2"}]]}},)"
            R"("RotationRules":{"AutomaticallyAfterDays":30}})");
}

TEST_F(DatabaseInstanceTest, a_read_replica_is_beside_the_database) {
  auto& replica = database().add_read_replica({.id = "Copy",
                                               .availability_zone = "eu-central-1a",
                                               .instance_class = "db.t4g.large",
                                               .instance_identifier = "copy"});
  stack.add(OutputProps{.id = "Host", .value = replica.endpoint_address()});
  EXPECT_EQ(
      resource("Copy"),
      R"({"Type":"AWS::RDS::DBInstance","DeletionPolicy":"Delete","UpdateReplacePolicy":)"
      R"("Delete","Properties":{"AutoMinorVersionUpgrade":true,"AvailabilityZone":)"
      R"("eu-central-1a","CopyTagsToSnapshot":true,"DBInstanceClass":"db.t4g.large",)"
      R"("DBInstanceIdentifier":"copy","DBParameterGroupName":{"Ref":"DbParameterGroup"},)"
      R"("DeletionProtection":false,"MultiAZ":false,"Port":"5432","PubliclyAccessible":false,)"
      R"("SourceDBInstanceIdentifier":{"Ref":"Db"},"StorageType":"gp3","VPCSecurityGroups":)"
      R"([{"Fn::GetAtt":["DbSecurityGroup","GroupId"]}]}})");
}

TEST_F(DatabaseInstanceTest, a_read_replica_may_have_subnets_and_groups_of_its_own) {
  auto& readers = stack.add(SecurityGroupProps{.id = "Readers", .vpc = vpc});
  database().add_read_replica(
      {.id = "Copy", .security_groups = {readers}, .subnets = vpc.inner_subnets()});
  EXPECT_EQ(testing_support::object_at(properties("Copy"), "DBSubnetGroupName"),
            R"({"Ref":"CopySubnetGroup"})");
  EXPECT_NE(
      properties("Copy").find(R"("VPCSecurityGroups":[{"Fn::GetAtt":["Readers","GroupId"]}])"),
      std::string::npos);
  EXPECT_EQ(properties("CopySubnetGroup"),
            R"({"DBSubnetGroupDescription":"Subnets of Test/Copy","SubnetIds":)"
            R"([{"Ref":"VpcPrivateSubnet1"},{"Ref":"VpcPrivateSubnet2"}]})");
}

TEST_F(DatabaseInstanceTest, a_proxy_reads_the_secret_and_reaches_the_database) {
  auto& proxy = database().add_proxy("Proxy");
  proxy.grant_connect(role(), "app");
  EXPECT_EQ(
      properties("DbProxy"),
      R"({"DBProxyName":{"Fn::Join":["",["test-db-proxy-",{"Fn::Select":[0,{"Fn::Split":["-",)"
      R"({"Fn::Select":[2,{"Fn::Split":["/",{"Ref":"AWS::StackId"}]}]}]}]}]]},"EngineFamily":)"
      R"("POSTGRESQL","RoleArn":{"Fn::GetAtt":["DbProxyRole","Arn"]},"VpcSubnetIds":[{"Ref":)"
      R"("VpcPrivateSubnet1"},{"Ref":"VpcPrivateSubnet2"}],"Auth":[{"AuthScheme":"SECRETS",)"
      R"("IAMAuth":"DISABLED","SecretArn":{"Ref":"DbSecret"}}],"RequireTLS":true,)"
      R"("VpcSecurityGroupIds":[{"Fn::GetAtt":["DbProxySecurityGroup","GroupId"]}]})");
  EXPECT_EQ(properties("DbProxyTargetGroup"),
            R"({"DBProxyName":{"Ref":"DbProxy"},"TargetGroupName":"default",)"
            R"("ConnectionPoolConfigurationInfo":{},"DBInstanceIdentifiers":[{"Ref":"Db"}]})");
  EXPECT_EQ(
      properties("DbProxyRoleDefaultPolicy"),
      R"({"PolicyDocument":{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":)"
      R"(["secretsmanager:DescribeSecret","secretsmanager:GetSecretValue"],"Resource":{"Ref":)"
      R"("DbSecret"}}]},"PolicyName":"DefaultPolicy","Roles":[{"Ref":"DbProxyRole"}]})");
  EXPECT_EQ(properties("RoleDefaultPolicy"),
            R"({"PolicyDocument":{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":)"
            R"("rds-db:connect","Resource":{"Fn::Join":["",["arn:",{"Ref":"AWS::Partition"},":)"
            R"(rds-db:",{"Ref":"AWS::Region"},":",{"Ref":"AWS::AccountId"},":dbuser:",{"Fn::)"
            R"(Select":[6,{"Fn::Split":[":",{"Fn::GetAtt":["DbProxy","DBProxyArn"]}]}]},)"
            R"("/app"]]}}]},"PolicyName":"DefaultPolicy","Roles":[{"Ref":"Role"}]})");
  EXPECT_THAT(written(), has_resource("DbSecurityGroupFromDbProxySecurityGroupTCP5432"));
}

TEST_F(DatabaseInstanceTest, a_proxy_has_all_its_settings) {
  auto& db = database();
  auto& proxy = stack.add(DatabaseProxyProps{
      .id = "Proxy",
      .secrets = {Link<const Secret>(db.secret())},
      .target = db,
      .borrow_timeout = 30,
      .debug_logging = true,
      .iam_authentication = true,
      .idle_client_timeout = 600,
      .init_query = "SET x=1",
      .max_connections_percent = 80,
      .max_idle_connections_percent = 40,
      .name = "orders",
      .session_pinning_filters = {"EXCLUDE_VARIABLE_SETS"},
  });
  stack.add(OutputProps{.id = "Host", .value = proxy.endpoint_address()});
  EXPECT_EQ(properties("Proxy"),
            R"({"DBProxyName":"orders","EngineFamily":"POSTGRESQL","RoleArn":{"Fn::GetAtt":)"
            R"(["ProxyRole","Arn"]},"VpcSubnetIds":[{"Ref":"VpcPrivateSubnet1"},{"Ref":)"
            R"("VpcPrivateSubnet2"}],"Auth":[{"AuthScheme":"SECRETS","IAMAuth":"REQUIRED",)"
            R"("SecretArn":{"Ref":"DbSecret"}}],"DebugLogging":true,"IdleClientTimeout":600,)"
            R"("RequireTLS":true,"VpcSecurityGroupIds":[{"Fn::GetAtt":["ProxySecurityGroup",)"
            R"("GroupId"]}]})");
  EXPECT_EQ(properties("ProxyTargetGroup"),
            R"({"DBProxyName":{"Ref":"Proxy"},"TargetGroupName":"default",)"
            R"("ConnectionPoolConfigurationInfo":{"ConnectionBorrowTimeout":30,"InitQuery":)"
            R"("SET x=1","MaxConnectionsPercent":80,"MaxIdleConnectionsPercent":40,)"
            R"("SessionPinningFilters":["EXCLUDE_VARIABLE_SETS"]},"DBInstanceIdentifiers":[{"Ref":)"
            R"("Db"}]})");
}

TEST_F(DatabaseInstanceTest, one_that_is_made_elsewhere_is_reached_and_granted) {
  auto& group = SecurityGroup::from_id(stack, "Group", "sg-0123456789abcdef0");
  auto& client = stack.add(SecurityGroupProps{.id = "Client", .vpc = vpc});
  auto& db = DatabaseInstance::from_attributes(stack, "Db",
                                               {.endpoint_address = "orders.example.com",
                                                .instance_identifier = "orders",
                                                .engine = DatabaseEngine::mysql(),
                                                .resource_id = "db-ABC",
                                                .security_groups = {Link<SecurityGroup>(group)}});
  db.connections().allow_from(client);
  db.grant_connect(role(), "app");
  EXPECT_EQ(properties("GroupFromClientTCP3306"),
            R"({"IpProtocol":"tcp","Description":"Allow TCP 3306","FromPort":3306,"GroupId":)"
            R"("sg-0123456789abcdef0","SourceSecurityGroupId":{"Fn::GetAtt":["Client","GroupId"]},)"
            R"("ToPort":3306})");
  EXPECT_NE(properties("RoleDefaultPolicy").find("dbuser:db-ABC/app"), std::string::npos);
}

TEST_F(DatabaseInstanceTest, what_is_wrong_with_an_instance_is_said) {
  const int days = 60;
  const int seconds = 7;
  const std::string window = "3-4";
  const std::string name = "a--b";
  auto& key = stack.add(KeyProps{.id = "Key"});
  stack.add(DatabaseInstanceProps{
      .id = "Db",
      .engine = DatabaseEngine::postgres(std::string("v16")),
      .vpc = vpc,
      .backup_retention = days,
      .backup_window = window,
      .credentials = DatabaseCredentials::given("root", "hunter2hunter2"),
      .instance_class = std::string("t4g.medium"),
      .instance_identifier = name,
      .kms_key = key,
      .log_retention = 30,
      .monitoring_interval = seconds,
      .parameter_family = "postgres16",
      .storage_encrypted = false,
  });
  EXPECT_EQ(codes_of(app), "OT3531 OT3528 OT3534 OT3523 OT3524 OT3525 OT3526 OT3528 OT3530");
}

TEST_F(DatabaseInstanceTest, its_metrics_are_measured_of_it) {
  const MetricProps& measured = database().metric_cpu_utilization().node().measured;
  EXPECT_EQ(measured.name_space, "AWS/RDS");
  EXPECT_EQ(measured.metric_name, "CPUUtilization");
  EXPECT_EQ(measured.statistic, "Average");
  stack.add(
      OutputProps{.id = "Dimensions", .value = fn::to_json_string(Json(measured.dimensions))});
  const std::string text = testing_support::compact_template(app);
  EXPECT_NE(text.find(R"("DBInstanceIdentifier":{"Ref":"Db"})"), std::string::npos) << text;
}

TEST_F(DatabaseInstanceTest, what_cannot_be_asked_of_an_instance_is_said) {
  stack.add(DatabaseInstanceProps{.id = "Aurora",
                                  .engine = DatabaseEngine::aurora_mysql(),
                                  .vpc = vpc,
                                  .backup_window = "03:00-04:00",
                                  .maintenance_window = "sun:03:30-sun:04:30",
                                  .subnets = {"subnet-0123456789abcdef0"}});
  auto& managed =
      stack.add(DatabaseInstanceProps{.id = "Managed",
                                      .engine = DatabaseEngine::postgres("17.6"),
                                      .vpc = vpc,
                                      .backup_retention = 0,
                                      .credentials = DatabaseCredentials::managed_by_rds()});
  managed.add_rotation();
  managed.add_read_replica({.id = "Copy"});
  auto& imported = DatabaseInstance::from_attributes(
      stack, "Imported", {.endpoint_address = "h", .instance_identifier = "i", .port = 5432});
  imported.grant_connect(role());
  imported.add_rotation();
  imported.add_read_replica({.id = "Copy2"});
  imported.add_proxy("Proxy");
  EXPECT_EQ(codes_of(app),
            "OT3533 OT3532 OT3527 OT3529 OT3550 OT3538 OT3536 OT3537 OT3535 OT2901 OT3539 "
            "OT3539");
}

TEST(DatabaseEngineTest, families_follow_from_versions) {
  EXPECT_EQ(DatabaseEngine::postgres("16.4").parameter_family(), "postgres16");
  EXPECT_EQ(DatabaseEngine::postgres("9.6.24").parameter_family(), "postgres9.6");
  EXPECT_EQ(DatabaseEngine::mysql("8.0.39").parameter_family(), "mysql8.0");
  EXPECT_EQ(DatabaseEngine::mariadb("11.4.3").parameter_family(), "mariadb11.4");
  EXPECT_EQ(DatabaseEngine::aurora_mysql("8.0.mysql_aurora.3.08.0").parameter_family(),
            "aurora-mysql8.0");
  EXPECT_EQ(DatabaseEngine::aurora_postgres("16.4").parameter_family(), "aurora-postgresql16");
  EXPECT_EQ(DatabaseEngine::oracle(OracleEdition::enterprise, "19.0.0.0.ru-2024-07.rur-2024-07.r1")
                .parameter_family(),
            "oracle-ee-19");
  EXPECT_EQ(
      DatabaseEngine::sql_server(SqlServerEdition::express, "15.00.4365.2.v1").parameter_family(),
      "sqlserver-ex-15.0");
  EXPECT_EQ(DatabaseEngine::mysql().parameter_family(), "");
}

TEST(DatabaseSettingsTest, the_rules_are_those_of_rds) {
  EXPECT_TRUE(detail::DatabaseClassRule::fits("db.t4g.medium"));
  EXPECT_TRUE(detail::DatabaseClassRule::fits("db.serverless"));
  EXPECT_FALSE(detail::DatabaseClassRule::fits("db.t4g"));
  EXPECT_FALSE(detail::DatabaseClassRule::fits("t4g.medium"));
  EXPECT_TRUE(detail::DatabaseIdentifierRule::fits("a-1"));
  EXPECT_FALSE(detail::DatabaseIdentifierRule::fits("1a"));
  EXPECT_FALSE(detail::DatabaseIdentifierRule::fits("a-"));
  EXPECT_TRUE(detail::InsightsRetentionRule::fits(62));
  EXPECT_FALSE(detail::InsightsRetentionRule::fits(30));
}

}  // namespace
}  // namespace omnitrack
