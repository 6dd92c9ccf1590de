#include <string>

#include <gtest/gtest.h>

#include "../../../constructs/cloudwatch/metric_node.hpp"
#include "../resource_text.hpp"
#include <omnitrack/dynamodb/global_table.hpp>
#include <omnitrack/fn.hpp>
#include <omnitrack/iam/role.hpp>
#include <omnitrack/kms/key.hpp>

namespace omnitrack {
namespace {

using testing_support::codes_of;

class GlobalTableTest : public testing_support::OneStackTest {
 protected:
  Role& role() {
    return stack.add(RoleProps{
        .id = "Role",
        .assumed_by = PolicyPrincipal::service("ecs-tasks.amazonaws.com"),
    });
  }
};

TEST_F(GlobalTableTest, a_table_is_in_the_stacks_region_and_can_be_restored) {
  stack.add(GlobalTableProps{.id = "Table", .partition_key = {"PK"}});
  EXPECT_EQ(
      resource("Table"),
      R"({"Type":"AWS::DynamoDB::GlobalTable","DeletionPolicy":"Retain",)"
      R"("UpdateReplacePolicy":"Retain","Properties":{"Replicas":[{"Region":{"Ref":"AWS::)"
      R"(Region"},"DeletionProtectionEnabled":true,"PointInTimeRecoverySpecification":)"
      R"({"PointInTimeRecoveryEnabled":true}}],"AttributeDefinitions":[{"AttributeName":"PK",)"
      R"("AttributeType":"S"}],"BillingMode":"PAY_PER_REQUEST","KeySchema":[{"AttributeName":)"
      R"("PK","KeyType":"HASH"}]}})");
}

TEST_F(GlobalTableTest, every_property_is_written_where_it_belongs) {
  auto& key = stack.add(KeyProps{.id = "Key"});
  stack.add(GlobalTableProps{
      .id = "Table",
      .partition_key = {"PK"},
      .billing =
          TableBilling::provisioned(Capacity::fixed(5), Capacity::scaled({.max = 50, .min = 5})),
      .contributor_insights = ContributorInsights::throttled_keys,
      .deletion_protection = false,
      .encryption = TableEncryption::customer_managed(key),
      .global_indexes = {{.name = "ByDate",
                          .partition_key = {"Date", AttributeType::number},
                          .contributor_insights = ContributorInsights::accessed_and_throttled_keys,
                          .projection = Projection::include({"Name"}),
                          .read_capacity = Capacity::scaled({.max = 9, .min = 2})}},
      .kinesis_stream = "arn:aws:kinesis:eu-central-1:123456789012:stream/s",
      .local_indexes = {{.name = "ByName", .sort_key = {"Name"}}},
      .recovery_period_days = 7,
      .removal_policy = RemovalPolicy::destroy,
      .replicas = {{.region = "eu-west-1",
                    .contributor_insights = ContributorInsights::off,
                    .deletion_protection = true,
                    .kinesis_stream = "arn:aws:kinesis:eu-west-1:123456789012:stream/s",
                    .kms_key = "arn:aws:kms:eu-west-1:123456789012:key/k",
                    .point_in_time_recovery = false,
                    .read_capacity = Capacity::fixed(2),
                    .resource_policy = {{.actions = {"dynamodb:GetItem"},
                                         .principals = PolicyPrincipal::aws("123456789012"),
                                         .resources = {"*"}}},
                    .table_class = TableClass::standard_infrequent_access,
                    .tags = {{.key = "a", .value = "b"}}}},
      .sort_key = {"SK"},
      .table_name = "orders",
      .tags = {{.key = "c", .value = "d"}},
      .ttl_attribute = "Expires",
  });
  EXPECT_EQ(
      resource("Table"),
      R"({"Type":"AWS::DynamoDB::GlobalTable","DeletionPolicy":"Delete",)"
      R"("UpdateReplacePolicy":"Delete","Properties":{"Replicas":[{"Region":{"Ref":"AWS::)"
      R"(Region"},"ContributorInsightsSpecification":{"Enabled":true,"Mode":)"
      R"("THROTTLED_KEYS"},"GlobalSecondaryIndexes":[{"IndexName":"ByDate",)"
      R"("ContributorInsightsSpecification":{"Enabled":true},)"
      R"("ReadProvisionedThroughputSettings":{"ReadCapacityAutoScalingSettings":)"
      R"({"MaxCapacity":9,"MinCapacity":2,"TargetTrackingScalingPolicyConfiguration":)"
      R"({"TargetValue":70}}}}],"KinesisStreamSpecification":{"StreamArn":"arn:aws:kinesis:)"
      R"(eu-central-1:123456789012:stream/s"},"PointInTimeRecoverySpecification":)"
      R"({"PointInTimeRecoveryEnabled":true,"RecoveryPeriodInDays":7},)"
      R"("ReadProvisionedThroughputSettings":{"ReadCapacityUnits":5},"SSESpecification":)"
      R"({"KMSMasterKeyId":{"Fn::GetAtt":["Key","Arn"]}},"Tags":[{"Key":"c","Value":"d"}]},)"
      R"({"Region":"eu-west-1","DeletionProtectionEnabled":true,"GlobalSecondaryIndexes":)"
      R"([{"IndexName":"ByDate","ContributorInsightsSpecification":{"Enabled":true},)"
      R"("ReadProvisionedThroughputSettings":{"ReadCapacityAutoScalingSettings":)"
      R"({"MaxCapacity":9,"MinCapacity":2,"TargetTrackingScalingPolicyConfiguration":)"
      R"({"TargetValue":70}}}}],"KinesisStreamSpecification":{"StreamArn":"arn:aws:kinesis:)"
      R"(eu-west-1:123456789012:stream/s"},"PointInTimeRecoverySpecification":)"
      R"({"PointInTimeRecoveryEnabled":false,"RecoveryPeriodInDays":7},)"
      R"("ReadProvisionedThroughputSettings":{"ReadCapacityUnits":2},"ResourcePolicy":)"
      R"({"PolicyDocument":{"Version":"2012-10-17","Statement":[{"Effect":"Allow",)"
      R"("Principal":{"AWS":"123456789012"},"Action":"dynamodb:GetItem","Resource":"*"}]}},)"
      R"("SSESpecification":{"KMSMasterKeyId":"arn:aws:kms:eu-west-1:123456789012:key/k"},)"
      R"("TableClass":"STANDARD_INFREQUENT_ACCESS","Tags":[{"Key":"a","Value":"b"}]}],)"
      R"("AttributeDefinitions":[{"AttributeName":"PK","AttributeType":"S"},{"AttributeName":)"
      R"("SK","AttributeType":"S"},{"AttributeName":"Date","AttributeType":"N"},)"
      R"({"AttributeName":"Name","AttributeType":"S"}],"BillingMode":"PROVISIONED",)"
      R"("GlobalSecondaryIndexes":[{"IndexName":"ByDate","KeySchema":[{"AttributeName":)"
      R"("Date","KeyType":"HASH"}],"Projection":{"NonKeyAttributes":["Name"],)"
      R"("ProjectionType":"INCLUDE"},"WriteProvisionedThroughputSettings":)"
      R"({"WriteCapacityAutoScalingSettings":{"MaxCapacity":50,"MinCapacity":5,)"
      R"("TargetTrackingScalingPolicyConfiguration":{"TargetValue":70}}}}],"KeySchema":)"
      R"([{"AttributeName":"PK","KeyType":"HASH"},{"AttributeName":"SK","KeyType":"RANGE"}],)"
      R"("LocalSecondaryIndexes":[{"IndexName":"ByName","KeySchema":[{"AttributeName":"PK",)"
      R"("KeyType":"HASH"},{"AttributeName":"Name","KeyType":"RANGE"}],"Projection":)"
      R"({"ProjectionType":"ALL"}}],"SSESpecification":{"SSEEnabled":true,"SSEType":"KMS"},)"
      R"("StreamSpecification":{"StreamViewType":"NEW_AND_OLD_IMAGES"},"TableName":"orders",)"
      R"("TimeToLiveSpecification":{"Enabled":true,"AttributeName":"Expires"},)"
      R"("WriteProvisionedThroughputSettings":{"WriteCapacityAutoScalingSettings":)"
      R"({"MaxCapacity":50,"MinCapacity":5,"TargetTrackingScalingPolicyConfiguration":)"
      R"({"TargetValue":70}}}}})");
}

TEST_F(GlobalTableTest, on_demand_throughput_can_be_limited) {
  stack.add(GlobalTableProps{.id = "Table",
                             .partition_key = {"PK"},
                             .billing = TableBilling::on_demand(100, 50),
                             .replicas = {{.region = "eu-west-1", .max_read_units = 10}}});
  EXPECT_EQ(
      properties("Table"),
      R"({"Replicas":[{"Region":{"Ref":"AWS::Region"},"DeletionProtectionEnabled":true,)"
      R"("PointInTimeRecoverySpecification":{"PointInTimeRecoveryEnabled":true},)"
      R"("ReadOnDemandThroughputSettings":{"MaxReadRequestUnits":100}},{"Region":"eu-west-1",)"
      R"("DeletionProtectionEnabled":true,"PointInTimeRecoverySpecification":)"
      R"({"PointInTimeRecoveryEnabled":true},"ReadOnDemandThroughputSettings":)"
      R"({"MaxReadRequestUnits":10}}],"AttributeDefinitions":[{"AttributeName":"PK",)"
      R"("AttributeType":"S"}],"BillingMode":"PAY_PER_REQUEST","KeySchema":[{"AttributeName":)"
      R"("PK","KeyType":"HASH"}],"StreamSpecification":{"StreamViewType":)"
      R"("NEW_AND_OLD_IMAGES"},"WriteOnDemandThroughputSettings":{"MaxWriteRequestUnits":50}})");
}

TEST_F(GlobalTableTest, strong_consistency_takes_three_regions) {
  stack.add(GlobalTableProps{.id = "Table",
                             .partition_key = {"PK"},
                             .consistency = TableConsistency::strong,
                             .replicas = {{.region = "us-east-2"}},
                             .witness_region = "us-west-2"});
  const std::string text = properties("Table");
  EXPECT_NE(text.find(R"("GlobalTableWitnesses":[{"Region":"us-west-2"}])"), std::string::npos);
  EXPECT_NE(text.find(R"("MultiRegionConsistency":"STRONG")"), std::string::npos);
}

TEST_F(GlobalTableTest, grants_include_the_indexes_and_the_key) {
  auto& key = stack.add(KeyProps{.id = "Key"});
  auto& table =
      stack.add(GlobalTableProps{.id = "Table",
                                 .partition_key = {"PK"},
                                 .encryption = TableEncryption::customer_managed(key),
                                 .global_indexes = {{.name = "ByDate", .partition_key = {"Date"}}},
                                 .replicas = {{.region = "eu-west-1", .kms_key = "alias/there"}}});
  auto& grantee = role();
  table.grant_read_write_data(grantee);
  table.grant_stream_read(grantee);
  table.grant(grantee, {"dynamodb:PartiQLSelect"});
  stack.add(OutputProps{.id = "There", .value = table.replica_arn("eu-west-1")});
  EXPECT_EQ(
      properties("RoleDefaultPolicy"),
      R"({"PolicyDocument":{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":)"
      R"(["dynamodb:BatchGetItem","dynamodb:ConditionCheckItem","dynamodb:DescribeTable",)"
      R"("dynamodb:GetItem","dynamodb:Query","dynamodb:Scan","dynamodb:PartiQLSelect"],)"
      R"("Resource":[{"Fn::GetAtt":["Table","Arn"]},{"Fn::Sub":"${Table.Arn}/index/*"}]},)"
      R"({"Effect":"Allow","Action":["kms:Decrypt","kms:DescribeKey","kms:Encrypt","kms:)"
      R"(GenerateDataKey*","kms:ReEncrypt*"],"Resource":{"Fn::GetAtt":["Key","Arn"]},)"
      R"("Condition":{"StringEquals":{"kms:ViaService":{"Fn::Sub":"dynamodb.${AWS::)"
      R"(Region}.${AWS::URLSuffix}"}}}},{"Effect":"Allow","Action":["dynamodb:)"
      R"(BatchWriteItem","dynamodb:DeleteItem","dynamodb:DescribeTable","dynamodb:PutItem",)"
      R"("dynamodb:UpdateItem"],"Resource":{"Fn::GetAtt":["Table","Arn"]}},{"Effect":"Allow",)"
      R"("Action":["dynamodb:DescribeStream","dynamodb:GetRecords","dynamodb:)"
      R"(GetShardIterator"],"Resource":{"Fn::GetAtt":["Table","StreamArn"]}},{"Effect":)"
      R"("Allow","Action":"dynamodb:ListStreams","Resource":"*"}]},"PolicyName":)"
      R"("DefaultPolicy","Roles":[{"Ref":"Role"}]})");
}

TEST_F(GlobalTableTest, one_that_is_made_elsewhere_is_granted_with_its_indexes) {
  GlobalTable::from_name(stack, "Table", "orders").grant_read_data(role());
  EXPECT_EQ(properties("RoleDefaultPolicy"),
            R"({"PolicyDocument":{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":)"
            R"(["dynamodb:BatchGetItem","dynamodb:ConditionCheckItem","dynamodb:DescribeTable",)"
            R"("dynamodb:GetItem","dynamodb:Query","dynamodb:Scan"],"Resource":[{"Fn::Sub":"arn:)"
            R"(${AWS::Partition}:dynamodb:${AWS::Region}:${AWS::AccountId}:table/orders"},{"Fn::)"
            R"(Sub":"arn:${AWS::Partition}:dynamodb:${AWS::Region}:${AWS::AccountId}:)"
            R"(table/orders/index/*"}]}]},"PolicyName":"DefaultPolicy","Roles":[{"Ref":"Role"}]})");
}

TEST_F(GlobalTableTest, what_is_wrong_with_a_table_is_said) {
  auto& key = stack.add(KeyProps{.id = "Key"});
  const std::string name = "a b";
  stack.add(GlobalTableProps{
      .id = "Table",
      .partition_key = {"PK"},
      .billing = TableBilling::provisioned(Capacity::fixed(5), Capacity::fixed(5)),
      .encryption = TableEncryption::customer_managed(key),
      .local_indexes = {{.name = "ByName", .sort_key = {"Name"}}},
      .replicas = {{.region = "eu-west-1"}, {.region = "eu-west-1", .kms_key = "alias/there"}},
      .table_name = name,
      .witness_region = "eu-west-3"});
  EXPECT_EQ(codes_of(app), "OT3557 OT2301 OT2306 OT3558 OT3559 OT3560");
}

TEST_F(GlobalTableTest, what_strong_consistency_does_not_have_is_said) {
  stack.add(GlobalTableProps{.id = "Table",
                             .partition_key = {"PK"},
                             .consistency = TableConsistency::strong,
                             .replicas = {{.region = "eu-west-1"}},
                             .ttl_attribute = "Expires"});
  EXPECT_EQ(codes_of(app), "OT3560 OT3560");
}

TEST_F(GlobalTableTest, its_metrics_are_measured_of_it) {
  auto& table = stack.add(GlobalTableProps{.id = "Table", .partition_key = {"PK"}});
  const MetricProps& measured = table.metric_replication_latency("eu-west-1").node().measured;
  EXPECT_EQ(measured.name_space, "AWS/DynamoDB");
  EXPECT_EQ(measured.metric_name, "ReplicationLatency");
  EXPECT_EQ(measured.statistic, "Average");
  stack.add(
      OutputProps{.id = "Dimensions", .value = fn::to_json_string(Json(measured.dimensions))});
  const std::string text = testing_support::compact_template(app);
  EXPECT_NE(text.find(R"("TableName":{"Ref":"Table"},"ReceivingRegion":"eu-west-1")"),
            std::string::npos)
      << text;
}

TEST_F(GlobalTableTest, what_cannot_be_asked_of_a_table_is_said) {
  auto& single = stack.add(GlobalTableProps{.id = "Single", .partition_key = {"PK"}});
  auto& imported = GlobalTable::from_name(stack, "Imported", "orders");
  static_cast<void>(single.stream_arn());
  static_cast<void>(imported.stream_arn());
  static_cast<void>(imported.resource());
  EXPECT_EQ(codes_of(app), "OT2311 OT2901 OT2901");
}

TEST(GlobalTableRegionTest, the_stacks_own_region_is_not_named_again) {
  App app;
  auto& stack = app.add(StackProps{.id = "Test", .region = "eu-central-1"});
  stack.add(GlobalTableProps{
      .id = "Table", .partition_key = {"PK"}, .replicas = {{.region = "eu-central-1"}}});
  EXPECT_EQ(codes_of(app), "OT3559");
}

}  // namespace
}  // namespace omnitrack
