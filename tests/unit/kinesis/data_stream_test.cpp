#include <string>

#include <gmock/gmock.h>

#include "../resource_text.hpp"
#include <omnitrack/cfn/kinesis.hpp>
#include <omnitrack/iam/role.hpp>
#include <omnitrack/kinesis/data_stream.hpp>
#include <omnitrack/kms/key.hpp>

namespace omnitrack {
namespace {

using testing::HasSubstr;
using testing_support::codes_of;

class DataStreamTest : public testing_support::OneStackTest {
 protected:
  Role& add_role() {
    return stack.add(
        RoleProps{.id = "Role", .assumed_by = PolicyPrincipal::service("lambda.amazonaws.com")});
  }
};

TEST_F(DataStreamTest, a_stream_is_on_demand_encrypted_and_kept) {
  stack.add(DataStreamProps{.id = "Clicks"});
  EXPECT_EQ(resource("Clicks"),
            R"({"Type":"AWS::Kinesis::Stream","DeletionPolicy":"Retain",)"
            R"("UpdateReplacePolicy":"Retain","Properties":{"StreamEncryption":)"
            R"({"EncryptionType":"KMS","KeyId":"alias/aws/kinesis"},)"
            R"("StreamModeDetails":{"StreamMode":"ON_DEMAND"}}})");
}

TEST_F(DataStreamTest, every_property_is_written_where_it_belongs) {
  DataStream& stream = stack.add(DataStreamProps{
      .id = "Clicks",
      .kms_key = "arn:aws:kms:eu-central-1:123456789012:key/k",
      .max_record_size = 2048,
      .removal_policy = RemovalPolicy::destroy,
      .retention = 48,
      .shard_metrics = {"IncomingBytes"},
      .shards = 2,
      .stream_name = "clicks",
  });
  stack.add(DataStreamProps{.id = "Plain", .encrypted = false, .warm_throughput = 10});
  stream.add_consumer("Reader");
  stream.add_to_resource_policy(
      {.actions = {"kinesis:PutRecord"},
       .principals = PolicyPrincipal::aws("arn:aws:iam::210987654321:root")});
  EXPECT_EQ(properties("Clicks"),
            R"({"DesiredShardLevelMetrics":["IncomingBytes"],"MaxRecordSizeInKiB":2048,)"
            R"("Name":"clicks","RetentionPeriodHours":48,"ShardCount":2,"StreamEncryption":)"
            R"({"EncryptionType":"KMS","KeyId":"arn:aws:kms:eu-central-1:123456789012:key/k"},)"
            R"("StreamModeDetails":{"StreamMode":"PROVISIONED"}})");
  EXPECT_EQ(properties("Plain"),
            R"({"StreamModeDetails":{"StreamMode":"ON_DEMAND"},"WarmThroughputMiBps":10})");
  EXPECT_EQ(properties("ClicksReader"),
            R"({"ConsumerName":"Reader","StreamARN":{"Fn::GetAtt":["Clicks","Arn"]}})");
  EXPECT_THAT(properties("ClicksPolicy"),
              HasSubstr(R"("ResourceArn":{"Fn::GetAtt":["Clicks","Arn"]})"));
}

TEST_F(DataStreamTest, grants_name_the_stream_and_its_key) {
  Key& key = stack.add(KeyProps{.id = "Key"});
  DataStream& stream = stack.add(DataStreamProps{.id = "Clicks", .kms_key = key});
  stream.grant_read_write(add_role());
  EXPECT_THAT(
      properties("RoleDefaultPolicy"),
      HasSubstr(
          R"("Statement":[{"Effect":"Allow","Action":["kinesis:DescribeStream",)"
          R"("kinesis:DescribeStreamSummary","kinesis:GetRecords","kinesis:GetShardIterator",)"
          R"("kinesis:ListShards","kinesis:SubscribeToShard","kinesis:PutRecord",)"
          R"("kinesis:PutRecords"],"Resource":{"Fn::GetAtt":["Clicks","Arn"]}},)"
          R"({"Effect":"Allow","Action":["kms:Decrypt","kms:GenerateDataKey"],)"
          R"("Resource":{"Fn::GetAtt":["Key","Arn"]}}])"));
}

TEST_F(DataStreamTest, a_stream_that_is_made_elsewhere_is_granted_by_its_arn) {
  DataStream& stream = DataStream::from_arn(
      stack, "Clicks", "arn:aws:kinesis:eu-central-1:123456789012:stream/clicks",
      {.kms_key = "arn:aws:kms:eu-central-1:123456789012:key/k"});
  EXPECT_EQ(stream.name().literal_text(), "clicks");
  stream.grant_delivery(add_role());
  static_cast<void>(stream.metric_incoming_records());
  EXPECT_THAT(properties("RoleDefaultPolicy"),
              HasSubstr(R"("Action":["kinesis:PutRecord","kinesis:PutRecords"],)"
                        R"("Resource":"arn:aws:kinesis:eu-central-1:123456789012:stream/clicks")"));
}

TEST_F(DataStreamTest, mistakes_are_errors) {
  const std::string name = "my clicks";
  const int hours = 12;
  stack.add(DataStreamProps{.id = "A", .stream_name = name});
  stack.add(DataStreamProps{.id = "B", .retention = hours});
  stack.add(DataStreamProps{.id = "C", .encrypted = false, .kms_key = "alias/mine"});
  static_cast<void>(DataStream::from_arn(stack, "D", "clicks").resource());
  EXPECT_EQ(codes_of(app), "OT3151 OT3152 OT3153 OT3106 OT2901");
}

}  // namespace
}  // namespace omnitrack
