#include <gtest/gtest.h>

#include "../resource_text.hpp"
#include <omnitrack/cfn/kms.hpp>
#include <omnitrack/dynamodb/table.hpp>
#include <omnitrack/fn.hpp>
#include <omnitrack/iam/role.hpp>

namespace omnitrack {
namespace {

using testing_support::codes_of;
using testing_support::compact_template;
using testing_support::object_at;

class TableTest : public testing::Test {
 public:
  App app;
  Stack& stack = app.add(StackProps{.id = "Test"});

  Table& add_table() { return stack.add(TableProps{.id = "Table", .partition_key = {"PK"}}); }
  Role& add_role() {
    return stack.add(
        RoleProps{.id = "Role", .assumed_by = PolicyPrincipal::service("lambda.amazonaws.com")});
  }
};

TEST_F(TableTest, a_table_is_on_demand_recoverable_protected_and_kept_by_default) {
  add_table();
  EXPECT_EQ(object_at(compact_template(app), "Resources"),
            R"({"Table":{"Type":"AWS::DynamoDB::Table","DeletionPolicy":"Retain",)"
            R"("UpdateReplacePolicy":"Retain",)"
            R"("Properties":{"KeySchema":[{"AttributeName":"PK","KeyType":"HASH"}],)"
            R"("AttributeDefinitions":[{"AttributeName":"PK","AttributeType":"S"}],)"
            R"("BillingMode":"PAY_PER_REQUEST","DeletionProtectionEnabled":true,)"
            R"("PointInTimeRecoverySpecification":{"PointInTimeRecoveryEnabled":true}}}})");
}

TEST_F(TableTest, a_single_table_design_with_two_global_indexes_is_written_in_full) {
  stack.add(TableProps{
      .id = "MainTable",
      .partition_key = {"PK", AttributeType::string},
      .encryption = TableEncryption::aws_managed(),
      .global_indexes =
          {{.name = "GSI1", .partition_key = {"GSI1PK"}, .sort_key = Attribute{"GSI1SK"}},
           {.name = "GSI2", .partition_key = {"GSI2PK"}, .sort_key = Attribute{"GSI2SK"}}},
      .sort_key = Attribute{"SK", AttributeType::string},
      .stream = StreamView::new_and_old_images,
      .table_name = "omnitrack-main",
  });
  EXPECT_EQ(object_at(compact_template(app), "MainTable"),
            R"({"Type":"AWS::DynamoDB::Table","DeletionPolicy":"Retain",)"
            R"("UpdateReplacePolicy":"Retain",)"
            R"("Properties":{"KeySchema":[{"AttributeName":"PK","KeyType":"HASH"},)"
            R"({"AttributeName":"SK","KeyType":"RANGE"}],)"
            R"("AttributeDefinitions":[{"AttributeName":"PK","AttributeType":"S"},)"
            R"({"AttributeName":"SK","AttributeType":"S"},{"AttributeName":"GSI1PK",)"
            R"("AttributeType":"S"},{"AttributeName":"GSI1SK","AttributeType":"S"},)"
            R"({"AttributeName":"GSI2PK","AttributeType":"S"},{"AttributeName":"GSI2SK",)"
            R"("AttributeType":"S"}],"BillingMode":"PAY_PER_REQUEST",)"
            R"("DeletionProtectionEnabled":true,)"
            R"("GlobalSecondaryIndexes":[{"IndexName":"GSI1",)"
            R"("KeySchema":[{"AttributeName":"GSI1PK","KeyType":"HASH"},)"
            R"({"AttributeName":"GSI1SK","KeyType":"RANGE"}],)"
            R"("Projection":{"ProjectionType":"ALL"}},{"IndexName":"GSI2",)"
            R"("KeySchema":[{"AttributeName":"GSI2PK","KeyType":"HASH"},)"
            R"({"AttributeName":"GSI2SK","KeyType":"RANGE"}],)"
            R"("Projection":{"ProjectionType":"ALL"}}],)"
            R"("PointInTimeRecoverySpecification":{"PointInTimeRecoveryEnabled":true},)"
            R"("SSESpecification":{"SSEEnabled":true,"SSEType":"KMS"},)"
            R"("StreamSpecification":{"StreamViewType":"NEW_AND_OLD_IMAGES"},)"
            R"("TableName":"omnitrack-main"}})");
}

TEST_F(TableTest, recovery_protection_and_removal_can_be_left_to_aws) {
  stack.add(TableProps{
      .id = "Table",
      .partition_key = {"id"},
      .deletion_protection = false,
      .point_in_time_recovery = {},
      .removal_policy = RemovalPolicy::unspecified,
  });
  EXPECT_EQ(object_at(compact_template(app), "Table"),
            R"({"Type":"AWS::DynamoDB::Table","Properties":{)"
            R"("KeySchema":[{"AttributeName":"id","KeyType":"HASH"}],)"
            R"("AttributeDefinitions":[{"AttributeName":"id","AttributeType":"S"}],)"
            R"("BillingMode":"PAY_PER_REQUEST"}})");
}

TEST_F(TableTest, every_other_property_is_written) {
  auto& key = stack.add(cfn::kms::KeyProps{.id = "Key"});
  stack.add(TableProps{
      .id = "Table",
      .partition_key = {"PK", AttributeType::number},
      .billing = TableBilling::on_demand(100, 50),
      .contributor_insights = ContributorInsights::throttled_keys,
      .encryption = TableEncryption::customer_managed(key.attr_arn()),
      .global_indexes = {{.name = "Some",
                          .partition_key = {"SK", AttributeType::binary},
                          .contributor_insights = ContributorInsights::accessed_and_throttled_keys,
                          .projection = Projection::include({"a", "b"})}},
      .kinesis_stream = "arn:aws:kinesis:eu-central-1:123456789012:stream/changes",
      .local_indexes = {{.name = "Local",
                         .sort_key = {"At", AttributeType::number},
                         .projection = Projection::keys_only()}},
      .recovery_period_days = 7,
      .removal_policy = RemovalPolicy::destroy,
      .resource_policy = {{.actions = {"dynamodb:GetItem"},
                           .principals = PolicyPrincipal::aws("123456789012"),
                           .resources = {"*"}}},
      .sort_key = Attribute{"SK", AttributeType::binary},
      .stream = StreamView::keys_only,
      .table_class = TableClass::standard_infrequent_access,
      .tags = {Tag{.key = "team", .value = "core"}},
      .ttl_attribute = "expires",
  });
  EXPECT_EQ(object_at(compact_template(app), "Table"),
            R"({"Type":"AWS::DynamoDB::Table","DeletionPolicy":"Delete",)"
            R"("UpdateReplacePolicy":"Delete",)"
            R"("Properties":{"KeySchema":[{"AttributeName":"PK","KeyType":"HASH"},)"
            R"({"AttributeName":"SK","KeyType":"RANGE"}],)"
            R"("AttributeDefinitions":[{"AttributeName":"PK","AttributeType":"N"},)"
            R"({"AttributeName":"SK","AttributeType":"B"},{"AttributeName":"At",)"
            R"("AttributeType":"N"}],"BillingMode":"PAY_PER_REQUEST",)"
            R"("ContributorInsightsSpecification":{"Enabled":true,"Mode":"THROTTLED_KEYS"},)"
            R"("GlobalSecondaryIndexes":[{"IndexName":"Some",)"
            R"("KeySchema":[{"AttributeName":"SK","KeyType":"HASH"}],)"
            R"("Projection":{"NonKeyAttributes":["a","b"],"ProjectionType":"INCLUDE"},)"
            R"("ContributorInsightsSpecification":{"Enabled":true}}],)"
            R"("KinesisStreamSpecification":{"StreamArn":"arn:aws:kinesis:eu-central-1:)"
            R"(123456789012:stream/changes"},"LocalSecondaryIndexes":[{"IndexName":"Local",)"
            R"("KeySchema":[{"AttributeName":"PK","KeyType":"HASH"},{"AttributeName":"At",)"
            R"("KeyType":"RANGE"}],"Projection":{"ProjectionType":"KEYS_ONLY"}}],)"
            R"("OnDemandThroughput":{"MaxReadRequestUnits":100,"MaxWriteRequestUnits":50},)"
            R"("PointInTimeRecoverySpecification":{"PointInTimeRecoveryEnabled":true,)"
            R"("RecoveryPeriodInDays":7},)"
            R"("ResourcePolicy":{"PolicyDocument":{"Version":"2012-10-17",)"
            R"("Statement":[{"Effect":"Allow","Principal":{"AWS":"123456789012"},)"
            R"("Action":"dynamodb:GetItem","Resource":"*"}]}},)"
            R"("SSESpecification":{"SSEEnabled":true,"KMSMasterKeyId":{"Fn::GetAtt":["Key",)"
            R"("Arn"]},"SSEType":"KMS"},"StreamSpecification":{"StreamViewType":"KEYS_ONLY"},)"
            R"("TableClass":"STANDARD_INFREQUENT_ACCESS","Tags":[{"Key":"team",)"
            R"("Value":"core"}],"TimeToLiveSpecification":{"Enabled":true,)"
            R"("AttributeName":"expires"}}})");
}

TEST_F(TableTest, provisioned_capacity_is_written_for_the_table_and_its_indexes) {
  stack.add(TableProps{
      .id = "Table",
      .partition_key = {"PK"},
      .billing = TableBilling::provisioned(Capacity::fixed(5), Capacity::fixed(6)),
      .global_indexes = {{.name = "Same", .partition_key = {"A"}},
                         {.name = "Own",
                          .partition_key = {"A"},
                          .read_capacity = Capacity::fixed(1),
                          .write_capacity = Capacity::fixed(2)}},
  });
  EXPECT_EQ(object_at(compact_template(app), "Resources"),
            R"({"Table":{"Type":"AWS::DynamoDB::Table","DeletionPolicy":"Retain",)"
            R"("UpdateReplacePolicy":"Retain",)"
            R"("Properties":{"KeySchema":[{"AttributeName":"PK","KeyType":"HASH"}],)"
            R"("AttributeDefinitions":[{"AttributeName":"PK","AttributeType":"S"},)"
            R"({"AttributeName":"A","AttributeType":"S"}],"BillingMode":"PROVISIONED",)"
            R"("DeletionProtectionEnabled":true,)"
            R"("GlobalSecondaryIndexes":[{"IndexName":"Same",)"
            R"("KeySchema":[{"AttributeName":"A","KeyType":"HASH"}],)"
            R"("Projection":{"ProjectionType":"ALL"},)"
            R"("ProvisionedThroughput":{"ReadCapacityUnits":5,"WriteCapacityUnits":6}},)"
            R"({"IndexName":"Own","KeySchema":[{"AttributeName":"A","KeyType":"HASH"}],)"
            R"("Projection":{"ProjectionType":"ALL"},)"
            R"("ProvisionedThroughput":{"ReadCapacityUnits":1,"WriteCapacityUnits":2}}],)"
            R"("PointInTimeRecoverySpecification":{"PointInTimeRecoveryEnabled":true},)"
            R"("ProvisionedThroughput":{"ReadCapacityUnits":5,"WriteCapacityUnits":6}}}})");
}

TEST_F(TableTest, scaled_capacity_makes_a_target_and_a_policy_for_each_direction) {
  stack.add(TableProps{
      .id = "Table",
      .partition_key = {"PK"},
      .billing = TableBilling::provisioned(
          Capacity::scaled({.max = 100, .min = 5, .scale_in_cooldown = 60, .target_percent = 80}),
          Capacity::fixed(6)),
      .global_indexes = {{.name = "GSI1", .partition_key = {"A"}}},
  });
  EXPECT_EQ(object_at(compact_template(app), "Resources"),
            R"({"Table":{"Type":"AWS::DynamoDB::Table","DeletionPolicy":"Retain",)"
            R"("UpdateReplacePolicy":"Retain",)"
            R"("Properties":{"KeySchema":[{"AttributeName":"PK","KeyType":"HASH"}],)"
            R"("AttributeDefinitions":[{"AttributeName":"PK","AttributeType":"S"},)"
            R"({"AttributeName":"A","AttributeType":"S"}],"BillingMode":"PROVISIONED",)"
            R"("DeletionProtectionEnabled":true,)"
            R"("GlobalSecondaryIndexes":[{"IndexName":"GSI1",)"
            R"("KeySchema":[{"AttributeName":"A","KeyType":"HASH"}],)"
            R"("Projection":{"ProjectionType":"ALL"},)"
            R"("ProvisionedThroughput":{"ReadCapacityUnits":5,"WriteCapacityUnits":6}}],)"
            R"("PointInTimeRecoverySpecification":{"PointInTimeRecoveryEnabled":true},)"
            R"("ProvisionedThroughput":{"ReadCapacityUnits":5,"WriteCapacityUnits":6}}},)"
            R"("TableReadScaling":{"Type":"AWS::ApplicationAutoScaling::ScalableTarget",)"
            R"("Properties":{"MaxCapacity":100,"MinCapacity":5,)"
            R"("ResourceId":{"Fn::Sub":"table/${Table}"},)"
            R"("ScalableDimension":"dynamodb:table:ReadCapacityUnits",)"
            R"("ServiceNamespace":"dynamodb"}},)"
            R"("TableReadScalingPolicy":{"Type":"AWS::ApplicationAutoScaling::ScalingPolicy",)"
            R"("Properties":{"PolicyName":"ReadUtilization",)"
            R"("PolicyType":"TargetTrackingScaling",)"
            R"("ScalingTargetId":{"Ref":"TableReadScaling"},)"
            R"("TargetTrackingScalingPolicyConfiguration":{"TargetValue":80,)"
            R"("PredefinedMetricSpecification":{"PredefinedMetricType":)"
            R"("DynamoDBReadCapacityUtilization"},"ScaleInCooldown":60}}},)"
            R"("TableGSI1ReadScaling":{"Type":"AWS::ApplicationAutoScaling::ScalableTarget",)"
            R"("Properties":{"MaxCapacity":100,"MinCapacity":5,)"
            R"("ResourceId":{"Fn::Sub":"table/${Table}/index/GSI1"},)"
            R"("ScalableDimension":"dynamodb:index:ReadCapacityUnits",)"
            R"("ServiceNamespace":"dynamodb"}},)"
            R"("TableGSI1ReadScalingPolicy":{"Type":"AWS::ApplicationAutoScaling::)"
            R"(ScalingPolicy","Properties":{"PolicyName":"ReadUtilization",)"
            R"("PolicyType":"TargetTrackingScaling",)"
            R"("ScalingTargetId":{"Ref":"TableGSI1ReadScaling"},)"
            R"("TargetTrackingScalingPolicyConfiguration":{"TargetValue":80,)"
            R"("PredefinedMetricSpecification":{"PredefinedMetricType":)"
            R"("DynamoDBReadCapacityUtilization"},"ScaleInCooldown":60}}}})");
}

TEST_F(TableTest, grants_name_the_table_alone_where_it_has_no_index) {
  Table& table = add_table();
  table.grant_read_write_data(add_role());
  EXPECT_EQ(object_at(compact_template(app), "PolicyDocument"),
            R"({"Version":"2012-10-17","Statement":[{"Effect":"Allow",)"
            R"("Action":["dynamodb:BatchGetItem","dynamodb:ConditionCheckItem",)"
            R"("dynamodb:DescribeTable","dynamodb:GetItem","dynamodb:Query","dynamodb:Scan",)"
            R"("dynamodb:BatchWriteItem","dynamodb:DeleteItem","dynamodb:PutItem",)"
            R"("dynamodb:UpdateItem"],"Resource":{"Fn::GetAtt":["Table","Arn"]}}]})");
}

TEST_F(TableTest, grants_name_the_indexes_even_when_these_are_added_afterwards) {
  Table& table = add_table();
  table.grant_read_data(add_role());
  table.add_global_index({.name = "GSI1", .partition_key = {"A"}});
  EXPECT_EQ(object_at(compact_template(app), "PolicyDocument"),
            R"({"Version":"2012-10-17","Statement":[{"Effect":"Allow",)"
            R"("Action":["dynamodb:BatchGetItem","dynamodb:ConditionCheckItem",)"
            R"("dynamodb:DescribeTable","dynamodb:GetItem","dynamodb:Query","dynamodb:Scan"],)"
            R"("Resource":[{"Fn::GetAtt":["Table","Arn"]},)"
            R"({"Fn::Sub":"${Table.Arn}/index/*"}]}]})");
}

TEST_F(TableTest, writing_needs_no_index) {
  Table& table = add_table();
  table.add_global_index({.name = "GSI1", .partition_key = {"A"}});
  table.grant_write_data(add_role());
  EXPECT_EQ(object_at(compact_template(app), "PolicyDocument"),
            R"({"Version":"2012-10-17","Statement":[{"Effect":"Allow",)"
            R"("Action":["dynamodb:BatchWriteItem","dynamodb:DeleteItem",)"
            R"("dynamodb:DescribeTable","dynamodb:PutItem","dynamodb:UpdateItem"],)"
            R"("Resource":{"Fn::GetAtt":["Table","Arn"]}}]})");
}

TEST_F(TableTest, chosen_actions_are_granted_on_the_table_and_its_indexes) {
  Table& table = add_table();
  table.add_global_index({.name = "GSI1", .partition_key = {"A"}});
  table.grant(add_role(), {"dynamodb:PartiQLSelect"});
  EXPECT_EQ(object_at(compact_template(app), "PolicyDocument"),
            R"({"Version":"2012-10-17","Statement":[{"Effect":"Allow",)"
            R"("Action":"dynamodb:PartiQLSelect","Resource":[{"Fn::GetAtt":["Table","Arn"]},)"
            R"({"Fn::Sub":"${Table.Arn}/index/*"}]}]})");
}

TEST_F(TableTest, the_key_of_the_customer_is_granted_through_dynamodb_alone) {
  auto& key = stack.add(cfn::kms::KeyProps{.id = "Key"});
  Table& table =
      stack.add(TableProps{.id = "Table",
                           .partition_key = {"PK"},
                           .encryption = TableEncryption::customer_managed(key.attr_arn())});
  table.grant_read_data(add_role());
  EXPECT_EQ(object_at(compact_template(app), "PolicyDocument"),
            R"({"Version":"2012-10-17","Statement":[{"Effect":"Allow",)"
            R"("Action":["dynamodb:BatchGetItem","dynamodb:ConditionCheckItem",)"
            R"("dynamodb:DescribeTable","dynamodb:GetItem","dynamodb:Query","dynamodb:Scan"],)"
            R"("Resource":{"Fn::GetAtt":["Table","Arn"]}},{"Effect":"Allow",)"
            R"("Action":["kms:Decrypt","kms:DescribeKey"],"Resource":{"Fn::GetAtt":["Key",)"
            R"("Arn"]},)"
            R"("Condition":{"StringEquals":{"kms:ViaService":{"Fn::Sub":"dynamodb.${AWS::)"
            R"(Region}.${AWS::URLSuffix}"}}}}]})");
}

TEST_F(TableTest, reading_the_stream_is_granted_on_the_stream) {
  Table& table = stack.add(
      TableProps{.id = "Table", .partition_key = {"PK"}, .stream = StreamView::new_image});
  table.grant_stream_read(add_role());
  EXPECT_EQ(object_at(compact_template(app), "PolicyDocument"),
            R"({"Version":"2012-10-17","Statement":[{"Effect":"Allow",)"
            R"("Action":["dynamodb:DescribeStream","dynamodb:GetRecords",)"
            R"("dynamodb:GetShardIterator"],"Resource":{"Fn::GetAtt":["Table","StreamArn"]}},)"
            R"({"Effect":"Allow","Action":"dynamodb:ListStreams","Resource":"*"}]})");
}

TEST_F(TableTest, a_statement_can_be_added_to_the_tables_own_policy) {
  Table& table = add_table();
  table.add_to_resource_policy({.actions = {"dynamodb:*"},
                                .effect = Effect::deny,
                                .principals = PolicyPrincipal::anyone(),
                                .resources = {"*"}});
  EXPECT_EQ(object_at(compact_template(app), "ResourcePolicy"),
            R"({"PolicyDocument":{"Version":"2012-10-17","Statement":[{"Effect":"Deny",)"
            R"("Principal":"*","Action":"dynamodb:*","Resource":"*"}]}})");
}

TEST_F(TableTest, the_accessors_are_references) {
  Table& table = stack.add(
      TableProps{.id = "Table", .partition_key = {"PK"}, .stream = StreamView::new_image});
  stack.add(OutputProps{.id = "Name", .value = table.name()});
  stack.add(OutputProps{.id = "Arn", .value = table.arn()});
  stack.add(OutputProps{.id = "Index", .value = table.index_arn("GSI1")});
  stack.add(OutputProps{.id = "Stream", .value = table.stream_arn()});
  EXPECT_EQ(object_at(compact_template(app), "Outputs"),
            R"({"Name":{"Value":{"Ref":"Table"}},"Arn":{"Value":{"Fn::GetAtt":["Table",)"
            R"("Arn"]}},"Index":{"Value":{"Fn::Sub":"${Table.Arn}/index/GSI1"}},)"
            R"("Stream":{"Value":{"Fn::GetAtt":["Table","StreamArn"]}}})");
}

TEST_F(TableTest, protection_from_deletion_can_be_chosen) {
  stack.add(TableProps{.id = "Off", .partition_key = {"PK"}, .deletion_protection = false});
  stack.add(TableProps{.id = "On",
                       .partition_key = {"PK"},
                       .deletion_protection = true,
                       .removal_policy = RemovalPolicy::destroy});
  const std::string text = compact_template(app);
  EXPECT_EQ(object_at(text, "Off").find("DeletionProtectionEnabled"), std::string::npos);
  EXPECT_NE(object_at(text, "On").find(R"("DeletionProtectionEnabled":true)"), std::string::npos);
}

TEST_F(TableTest, names_made_while_running_are_checked_and_references_are_not) {
  const std::string bad = "no spaces";
  stack.add(TableProps{.id = "A", .partition_key = {"PK"}, .table_name = bad});
  stack.add(
      TableProps{.id = "B", .partition_key = {"PK"}, .table_name = concat("t-", stack.region())});
  stack.add(TableProps{.id = "C",
                       .partition_key = {std::string(256, 'x')},
                       .global_indexes = {{.name = bad, .partition_key = {"PK"}}}});
  EXPECT_EQ(codes_of(app), "OT2301 OT2302 OT2301");
}

TEST_F(TableTest, an_attribute_cannot_have_two_types) {
  Table& table = add_table();
  table.add_global_index({.name = "GSI1", .partition_key = {"PK", AttributeType::number}});
  EXPECT_EQ(codes_of(app), "OT2303");
}

TEST_F(TableTest, index_names_are_unique) {
  Table& table =
      stack.add(TableProps{.id = "Table", .partition_key = {"PK"}, .sort_key = Attribute{"SK"}});
  table.add_global_index({.name = "Same", .partition_key = {"A"}});
  table.add_local_index({.name = "Same", .sort_key = {"B"}});
  EXPECT_EQ(codes_of(app), "OT2304");
}

TEST_F(TableTest, twenty_global_and_five_local_indexes_are_the_most) {
  Table& table =
      stack.add(TableProps{.id = "Table", .partition_key = {"PK"}, .sort_key = Attribute{"SK"}});
  for (int i = 0; i < 20; ++i) {
    table.add_global_index({.name = "global" + std::to_string(i), .partition_key = {"A"}});
  }
  for (int i = 0; i < 5; ++i) {
    table.add_local_index({.name = "local" + std::to_string(i), .sort_key = {"B"}});
  }
  table.add_global_index({.name = "global20", .partition_key = {"A"}});
  table.add_local_index({.name = "local5", .sort_key = {"B"}});
  EXPECT_EQ(codes_of(app), "OT2305 OT2305");
}

TEST_F(TableTest, a_local_index_needs_a_sort_key_of_the_table) {
  add_table().add_local_index({.name = "Local", .sort_key = {"B"}});
  EXPECT_EQ(codes_of(app), "OT2306");
}

TEST_F(TableTest, an_index_includes_1_to_20_attributes) {
  Table& table = add_table();
  table.add_global_index(
      {.name = "None", .partition_key = {"A"}, .projection = Projection::include({})});
  List<std::string> many;
  for (int i = 0; i < 21; ++i) many.add("a" + std::to_string(i));
  table.add_global_index(
      {.name = "Many", .partition_key = {"A"}, .projection = Projection::include(many)});
  EXPECT_EQ(codes_of(app), "OT2307 OT2307");
}

TEST_F(TableTest, capacity_of_an_index_needs_a_provisioned_table) {
  add_table().add_global_index(
      {.name = "GSI1", .partition_key = {"A"}, .read_capacity = Capacity::fixed(1)});
  EXPECT_EQ(codes_of(app), "OT2308");
}

TEST_F(TableTest, a_recovery_period_needs_recovery_and_has_1_to_35_days) {
  stack.add(TableProps{.id = "A",
                       .partition_key = {"PK"},
                       .point_in_time_recovery = false,
                       .recovery_period_days = 7});
  stack.add(TableProps{
      .id = "B", .partition_key = {"PK"}, .recovery_period_days = Value<std::int64_t>(36)});
  EXPECT_EQ(codes_of(app), "OT2309 OT2310");
}

TEST_F(TableTest, a_stream_that_is_not_there_cannot_be_used) {
  Table& table = add_table();
  table.grant_stream_read(add_role());
  stack.add(OutputProps{.id = "Stream", .value = table.stream_arn()});
  EXPECT_EQ(codes_of(app), "OT2311");
}

TEST_F(TableTest, the_bounds_of_scaled_capacity_are_checked) {
  stack.add(TableProps{
      .id = "Table",
      .partition_key = {"PK"},
      .billing = TableBilling::provisioned(
          Capacity::scaled({.max = 4, .min = 5, .target_percent = Value<std::int64_t>(95)}),
          Capacity::fixed(0))});
  EXPECT_EQ(codes_of(app), "OT2312 OT2310 OT2310");
}

}  // namespace
}  // namespace omnitrack
