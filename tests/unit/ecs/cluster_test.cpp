#include <string>

#include <gtest/gtest.h>

#include "../resource_text.hpp"
#include <omnitrack/cfn/ecs.hpp>
#include <omnitrack/ec2/vpc.hpp>
#include <omnitrack/ecs/cluster.hpp>
#include <omnitrack/iam/role.hpp>
#include <omnitrack/kms/key.hpp>
#include <omnitrack/logs/log_group.hpp>
#include <omnitrack/s3/bucket.hpp>

namespace omnitrack {
namespace {

using testing_support::codes_of;
using testing_support::OneStackTest;

class ClusterTest : public OneStackTest {
 protected:
  Role& role() {
    return stack.add(
        RoleProps{.id = "Role", .assumed_by = PolicyPrincipal::service("ecs-tasks.amazonaws.com")});
  }
};

TEST_F(ClusterTest, a_cluster_is_measured_and_runs_on_fargate) {
  stack.add(ClusterProps{.id = "Cluster"});
  EXPECT_EQ(
      resource("Cluster"),
      R"({"Type":"AWS::ECS::Cluster","Properties":{"CapacityProviders":["FARGATE",)"
      R"("FARGATE_SPOT"],"ClusterSettings":[{"Name":"containerInsights","Value":"enabled"}]}})");
}

TEST_F(ClusterTest, every_property_is_written_where_it_belongs) {
  Key& key = stack.add(KeyProps{.id = "Key"});
  LogGroup& logs = stack.add(LogGroupProps{.id = "Logs"});
  Bucket& bucket = stack.add(BucketProps{.id = "Bucket"});
  stack.add(ClusterProps{
      .id = "Cluster",
      .cluster_name = "shop",
      .container_insights = ContainerInsights::enhanced,
      .default_capacity_provider_strategy = {{.provider = "FARGATE", .base = 1},
                                             {.provider = "FARGATE_SPOT", .weight = 3}},
      .execute_command_logging =
          ExecuteCommandLogging{
              .bucket = bucket, .bucket_prefix = "exec/", .kms_key = key, .log_group = logs},
      .fargate_storage_key = key,
      .service_namespace = ServiceNamespace{.name = "shop.internal"},
  });
  EXPECT_EQ(
      properties("Cluster"),
      R"({"CapacityProviders":["FARGATE","FARGATE_SPOT"],"ClusterName":"shop",)"
      R"("ClusterSettings":[{"Name":"containerInsights","Value":"enhanced"}],)"
      R"("Configuration":{"ExecuteCommandConfiguration":{"KmsKeyId":{"Fn::GetAtt":["Key",)"
      R"("Arn"]},"LogConfiguration":{"CloudWatchLogGroupName":{"Ref":"Logs"},)"
      R"("S3BucketName":{"Ref":"Bucket"},"S3EncryptionEnabled":true,"S3KeyPrefix":"exec/"},)"
      R"("Logging":"OVERRIDE"},"ManagedStorageConfiguration":{"FargateEphemeralStorageKmsKeyId")"
      R"(:{"Fn::GetAtt":["Key","Arn"]}}},"DefaultCapacityProviderStrategy":[{"Base":1,)"
      R"("CapacityProvider":"FARGATE","Weight":1},{"CapacityProvider":"FARGATE_SPOT",)"
      R"("Weight":3}],"ServiceConnectDefaults":{"Namespace":{"Fn::GetAtt":["ClusterNamespace",)"
      R"("Arn"]}}})");
  EXPECT_EQ(properties("ClusterNamespace"), R"({"Name":"shop.internal"})");
  EXPECT_EQ(
      properties("Key"),
      R"({"EnableKeyRotation":true,"KeyPolicy":{"Version":"2012-10-17",)"
      R"("Statement":[{"Effect":"Allow","Principal":{"AWS":{"Fn::Sub":"arn:${AWS::Partition}:ia)"
      R"(m::${AWS::AccountId}:root"}},"Action":"kms:*","Resource":"*"},{"Effect":"Allow",)"
      R"("Principal":{"Service":"fargate.amazonaws.com"},)"
      R"("Action":"kms:GenerateDataKeyWithoutPlaintext","Resource":"*",)"
      R"("Condition":{"StringEquals":{"kms:EncryptionContext:aws:ecs:clusterAccount":{"Ref":"AW)"
      R"(S::AccountId"},"kms:EncryptionContext:aws:ecs:clusterName":"shop"}}},)"
      R"({"Effect":"Allow","Principal":{"Service":"fargate.amazonaws.com"},)"
      R"("Action":"kms:CreateGrant","Resource":"*",)"
      R"("Condition":{"StringEquals":{"kms:EncryptionContext:aws:ecs:clusterAccount":{"Ref":"AW)"
      R"(S::AccountId"},"kms:EncryptionContext:aws:ecs:clusterName":"shop"},)"
      R"("ForAllValues:StringEquals":{"kms:GrantOperations":["Decrypt"]}}}]}})");
}

TEST_F(ClusterTest, what_is_measured_can_be_left_to_the_account) {
  stack.add(
      ClusterProps{.id = "Cluster", .container_insights = {}, .fargate_capacity_providers = false});
  EXPECT_EQ(resource("Cluster"), R"({"Type":"AWS::ECS::Cluster"})");
}

TEST_F(ClusterTest, a_namespace_with_a_vpc_is_found_by_dns) {
  Vpc& vpc = Vpc::from_ids(stack, "Vpc", {.vpc_id = "vpc-01234567"});
  stack.add(ClusterProps{
      .id = "Cluster",
      .container_insights = ContainerInsights::disabled,
      .fargate_capacity_providers = false,
      .service_namespace =
          ServiceNamespace{.name = "shop.internal", .for_service_connect = false, .vpc = vpc},
  });
  EXPECT_EQ(resource("ClusterNamespace"),
            R"({"Type":"AWS::ServiceDiscovery::PrivateDnsNamespace",)"
            R"("Properties":{"Name":"shop.internal","Vpc":"vpc-01234567"}})");
  EXPECT_EQ(properties("Cluster"),
            R"({"ClusterSettings":[{"Name":"containerInsights","Value":"disabled"}]})");
}

TEST_F(ClusterTest, commands_take_channels_and_where_they_are_recorded) {
  LogGroup& logs = stack.add(LogGroupProps{.id = "Logs"});
  Bucket& bucket = stack.add(BucketProps{.id = "Bucket"});
  stack
      .add(ClusterProps{
          .id = "Cluster",
          .execute_command_logging =
              ExecuteCommandLogging{.bucket = bucket,
                                    .kms_key = "arn:aws:kms:eu-central-1:123456789012:key/k",
                                    .log_group = logs},
      })
      .grant_execute_command(role());
  EXPECT_EQ(
      properties("RoleDefaultPolicy"),
      R"({"PolicyDocument":{"Version":"2012-10-17","Statement":[{"Effect":"Allow",)"
      R"("Action":["ssmmessages:CreateControlChannel","ssmmessages:CreateDataChannel",)"
      R"("ssmmessages:OpenControlChannel","ssmmessages:OpenDataChannel",)"
      R"("logs:DescribeLogGroups"],"Resource":"*"},{"Effect":"Allow","Action":"kms:Decrypt",)"
      R"("Resource":"arn:aws:kms:eu-central-1:123456789012:key/k"},{"Effect":"Allow",)"
      R"("Action":["logs:CreateLogStream","logs:DescribeLogStreams","logs:PutLogEvents"],)"
      R"("Resource":{"Fn::GetAtt":["Logs","Arn"]}},{"Effect":"Allow",)"
      R"("Action":"s3:GetEncryptionConfiguration","Resource":{"Fn::GetAtt":["Bucket","Arn"]}},)"
      R"({"Effect":"Allow","Action":"s3:PutObject","Resource":{"Fn::Sub":"${Bucket.Arn}/*"}}]},)"
      R"("PolicyName":"DefaultPolicy","Roles":[{"Ref":"Role"}]})");
}

TEST_F(ClusterTest, one_that_is_made_elsewhere_is_named_but_not_changed) {
  Cluster& cluster = Cluster::from_name(stack, "Cluster", "shop");
  stack.add(OutputProps{.id = "Arn", .value = cluster.arn()});
  cluster.grant_execute_command(role());
  (void)cluster.metric_cpu_utilization();
  (void)cluster.metric_memory_utilization();
  EXPECT_EQ(
      resource("Outputs"),
      R"({"Arn":{"Value":{"Fn::Sub":"arn:${AWS::Partition}:ecs:${AWS::Region}:${AWS::AccountId})"
      R"(:cluster/shop"}}})");
}

TEST_F(ClusterTest, the_resource_of_one_that_is_made_elsewhere_is_refused) {
  (void)Cluster::from_name(stack, "Cluster", "shop").resource();
  EXPECT_EQ(codes_of(app), "OT2901");
}

TEST_F(ClusterTest, a_name_made_at_run_time_is_checked) {
  const std::string name = "a/b";
  stack.add(ClusterProps{.id = "Cluster", .cluster_name = name});
  EXPECT_EQ(codes_of(app), "OT3411");
}

}  // namespace
}  // namespace omnitrack
