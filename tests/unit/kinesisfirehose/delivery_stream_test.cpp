#include <string>

#include <gmock/gmock.h>

#include "../resource_text.hpp"
#include <omnitrack/cfn/kinesisfirehose.hpp>
#include <omnitrack/glue/glue_table.hpp>
#include <omnitrack/iam/role.hpp>
#include <omnitrack/kinesis/data_stream.hpp>
#include <omnitrack/kinesisfirehose/delivery_stream.hpp>
#include <omnitrack/kms/key.hpp>
#include <omnitrack/lambda/function.hpp>
#include <omnitrack/s3/bucket.hpp>
#include <omnitrack/sns/topic.hpp>
#include <omnitrack/testing.hpp>

namespace omnitrack {
namespace {

using assertions::has_no_resource;
using assertions::has_resource;
using testing::HasSubstr;
using testing_support::codes_of;

class DeliveryStreamTest : public testing_support::OneStackTest {
 protected:
  Bucket& bucket = stack.add(BucketProps{.id = "Lake"});
};

TEST_F(DeliveryStreamTest, a_delivery_stream_encrypts_and_logs_its_errors) {
  stack.add(DeliveryStreamProps{.id = "Clicks", .bucket = bucket});
  EXPECT_EQ(properties("Clicks"),
            R"({"DeliveryStreamEncryptionConfigurationInput":{"KeyType":"AWS_OWNED_CMK"},)"
            R"("DeliveryStreamType":"DirectPut","ExtendedS3DestinationConfiguration":{)"
            R"("BucketARN":{"Fn::GetAtt":["Lake","Arn"]},)"
            R"("RoleARN":{"Fn::GetAtt":["ClicksRole","Arn"]},)"
            R"("CloudWatchLoggingOptions":{"Enabled":true,)"
            R"("LogGroupName":{"Ref":"ClicksLogGroup"},)"
            R"("LogStreamName":{"Ref":"ClicksLogStream"}},)"
            R"("CompressionFormat":"UNCOMPRESSED"}})");
  const std::string role = properties("ClicksRole");
  for (const char* part :
       {R"("Condition":{"StringEquals":{"sts:ExternalId":{"Ref":"AWS::AccountId"}}})",
        R"("Action":["s3:AbortMultipartUpload","s3:GetBucketLocation","s3:GetObject",)"
        R"("s3:ListBucket","s3:ListBucketMultipartUploads","s3:PutObject"])",
        R"("Action":"logs:PutLogEvents","Resource":{"Fn::GetAtt":["ClicksLogGroup","Arn"]})"}) {
    EXPECT_THAT(role, HasSubstr(part));
  }
}

TEST_F(DeliveryStreamTest, every_property_is_written_where_it_belongs) {
  Key& key = stack.add(KeyProps{.id = "Key"});
  Function& function = stack.add(FunctionProps{
      .id = "Change",
      .code = FunctionCode::inline_text("def handler(event, context):\n    print(event)\n"),
      .handler = "index.handler",
      .runtime = Runtime::python3_13,
  });
  stack.add(DeliveryStreamProps{
      .id = "Clicks",
      .bucket = bucket,
      .backup_bucket = stack.add(BucketProps{.id = "Backup"}),
      .backup_prefix = "raw/",
      .buffer_interval = 60,
      .buffer_size = 64,
      .compression = DeliveryCompression::gzip,
      .error_prefix = "errors/",
      .file_extension = ".json",
      .kms_key = key,
      .logging = false,
      .object_kms_key = key,
      .partitioning = {{.query = "{customer: .customer}", .retry_time = 10}},
      .prefix = "clicks/!{partitionKeyFromQuery:customer}/",
      .stream_name = "clicks",
      .time_zone = "Europe/Berlin",
      .transformation =
          {{.function = function, .buffer_interval = 90, .buffer_size = 2, .retries = 1}},
  });
  EXPECT_EQ(
      properties("Clicks"),
      R"({"DeliveryStreamEncryptionConfigurationInput":{"KeyType":"CUSTOMER_MANAGED_CMK",)"
      R"("KeyARN":{"Fn::GetAtt":["Key","Arn"]}},"DeliveryStreamName":"clicks",)"
      R"("DeliveryStreamType":"DirectPut","ExtendedS3DestinationConfiguration":{)"
      R"("BucketARN":{"Fn::GetAtt":["Lake","Arn"]},)"
      R"("RoleARN":{"Fn::GetAtt":["ClicksRole","Arn"]},)"
      R"("BufferingHints":{"IntervalInSeconds":60,"SizeInMBs":64},)"
      R"("CompressionFormat":"GZIP","CustomTimeZone":"Europe/Berlin",)"
      R"("DynamicPartitioningConfiguration":{"Enabled":true,)"
      R"("RetryOptions":{"DurationInSeconds":10}},)"
      R"("EncryptionConfiguration":{"KMSEncryptionConfig":)"
      R"({"AWSKMSKeyARN":{"Fn::GetAtt":["Key","Arn"]}}},"ErrorOutputPrefix":"errors/",)"
      R"("FileExtension":".json","Prefix":"clicks/!{partitionKeyFromQuery:customer}/",)"
      R"("ProcessingConfiguration":{"Enabled":true,"Processors":[{"Type":"Lambda","Parameters":[)"
      R"({"ParameterName":"LambdaArn","ParameterValue":{"Fn::GetAtt":["Change","Arn"]}},)"
      R"({"ParameterName":"RoleArn","ParameterValue":{"Fn::GetAtt":["ClicksRole","Arn"]}},)"
      R"({"ParameterName":"NumberOfRetries","ParameterValue":"1"},)"
      R"({"ParameterName":"BufferSizeInMBs","ParameterValue":"2"},)"
      R"({"ParameterName":"BufferIntervalInSeconds","ParameterValue":"90"}]},)"
      R"({"Type":"MetadataExtraction","Parameters":[)"
      R"({"ParameterName":"MetadataExtractionQuery","ParameterValue":"{customer: .customer}"},)"
      R"({"ParameterName":"JsonParsingEngine","ParameterValue":"JQ-1.6"}]}]},)"
      R"("S3BackupConfiguration":{"BucketARN":{"Fn::GetAtt":["Backup","Arn"]},)"
      R"("RoleARN":{"Fn::GetAtt":["ClicksRole","Arn"]},"Prefix":"raw/"},)"
      R"("S3BackupMode":"Enabled"}})");
  EXPECT_THAT(properties("ClicksRole"), HasSubstr(R"("lambda:InvokeFunction")"));
  EXPECT_THAT(written(), has_no_resource("ClicksLogGroup"));
}

TEST_F(DeliveryStreamTest, records_come_from_a_stream_that_the_role_may_read) {
  DataStream& source = stack.add(DataStreamProps{.id = "Source"});
  LogGroup& logs = stack.add(LogGroupProps{.id = "Logs"});
  stack.add(
      DeliveryStreamProps{.id = "Clicks", .bucket = bucket, .log_group = logs, .source = source});
  EXPECT_THAT(written(), has_resource("Clicks", {{"DeliveryStreamType", "KinesisStreamAsSource"}}));
  EXPECT_THAT(properties("Clicks"),
              HasSubstr(R"("KinesisStreamSourceConfiguration":{"KinesisStreamARN":)"
                        R"({"Fn::GetAtt":["Source","Arn"]},)"));
  EXPECT_EQ(properties("ClicksLogStream"), R"({"LogGroupName":{"Ref":"Logs"}})");
  EXPECT_THAT(properties("ClicksRole"), HasSubstr(R"("kinesis:GetShardIterator")"));
}

TEST_F(DeliveryStreamTest, the_key_of_the_bucket_can_be_used) {
  Key& key = stack.add(KeyProps{.id = "Key"});
  Bucket& secret = stack.add(BucketProps{.id = "Secret", .encryption = BucketEncryption::kms(key)});
  stack.add(DeliveryStreamProps{.id = "Clicks", .bucket = secret});
  EXPECT_THAT(properties("ClicksRole"),
              HasSubstr(R"("Action":["kms:Decrypt","kms:GenerateDataKey"],)"
                        R"("Resource":{"Fn::GetAtt":["Key","Arn"]})"));
}

TEST_F(DeliveryStreamTest, a_topic_delivers_to_it_by_a_role) {
  DeliveryStream& stream = stack.add(DeliveryStreamProps{.id = "Clicks", .bucket = bucket});
  stack.add(TopicProps{.id = "News"})
      .add_subscription("Lake", stream, {.raw_message_delivery = true});
  EXPECT_EQ(resource("NewsLake"),
            R"({"Type":"AWS::SNS::Subscription","DependsOn":"NewsLakeRoleDefaultPolicy",)"
            R"("Properties":{"Protocol":"firehose","TopicArn":{"Ref":"News"},)"
            R"("Endpoint":{"Fn::GetAtt":["Clicks","Arn"]},"RawMessageDelivery":true,)"
            R"("SubscriptionRoleArn":{"Fn::GetAtt":["NewsLakeRole","Arn"]}}})");
  EXPECT_THAT(properties("NewsLakeRoleDefaultPolicy"), HasSubstr(R"("firehose:PutRecordBatch")"));
}

TEST_F(DeliveryStreamTest, a_delivery_stream_that_is_made_elsewhere_is_granted_by_its_arn) {
  DeliveryStream& stream = DeliveryStream::from_arn(
      stack, "Clicks", "arn:aws:firehose:eu-central-1:123456789012:deliverystream/clicks");
  EXPECT_EQ(stream.name().literal_text(), "clicks");
  Role& role = stack.add(
      RoleProps{.id = "Role", .assumed_by = PolicyPrincipal::service("lambda.amazonaws.com")});
  stream.grant_delivery(role);
  static_cast<void>(stream.metric_data_freshness());
  EXPECT_THAT(properties("RoleDefaultPolicy"),
              HasSubstr(R"("Action":["firehose:PutRecord","firehose:PutRecordBatch"])"));
}

TEST_F(DeliveryStreamTest, mistakes_are_errors) {
  const std::string name = "my clicks";
  const int megabytes = 256;
  stack.add(DeliveryStreamProps{.id = "A", .bucket = bucket, .stream_name = name});
  stack.add(DeliveryStreamProps{.id = "B", .bucket = bucket, .buffer_size = megabytes});
  stack.add(DeliveryStreamProps{
      .id = "C", .bucket = bucket, .encrypted = false, .kms_key = "arn:aws:kms:x:1:key/k"});
  stack.add(
      DeliveryStreamProps{.id = "D", .bucket = bucket, .partitioning = DeliveryPartitioning{}});
  DeliveryStream& none = DeliveryStream::from_arn(stack, "E", "clicks");
  static_cast<void>(none.resource());
  static_cast<void>(none.role());
  EXPECT_EQ(codes_of(app), "OT3151 OT3161 OT3162 OT3163 OT2902 OT2901 OT2901");
}

TEST_F(DeliveryStreamTest, records_become_rows_of_a_table) {
  auto& database = stack.add(GlueDatabaseProps{.id = "Shop", .database_name = "shop"});
  auto& events = stack.add(GlueTableProps{.id = "Events",
                                          .bucket = bucket,
                                          .columns = {{.name = "kind"}},
                                          .database = database,
                                          .prefix = "events/"});
  stack.add(DeliveryStreamProps{.id = "Clicks", .bucket = bucket, .table = events});
  const std::string made = properties("Clicks");
  for (const char* part :
       {R"("BufferingHints":{"SizeInMBs":64})", R"("CompressionFormat":"UNCOMPRESSED")",
        R"("Prefix":"events/")",
        R"("DataFormatConversionConfiguration":{"Enabled":true,"InputFormatConfiguration":{)"
        R"("Deserializer":{"OpenXJsonSerDe":{"CaseInsensitive":true}}},)"
        R"("OutputFormatConfiguration":{"Serializer":{"ParquetSerDe":{"Compression":"SNAPPY"}}},)"
        R"("SchemaConfiguration":{"CatalogId":{"Ref":"AWS::AccountId"},)"
        R"("DatabaseName":{"Ref":"Shop"},"RoleARN":{"Fn::GetAtt":["ClicksRole","Arn"]},)"
        R"("TableName":{"Ref":"Events"},"VersionId":"LATEST"}})"}) {
    EXPECT_THAT(made, HasSubstr(part));
  }
  EXPECT_THAT(properties("ClicksRole"),
              HasSubstr(R"("glue:GetTable","glue:GetTableVersion","glue:GetTableVersions")"));
}

TEST_F(DeliveryStreamTest, rows_that_cannot_be_written_are_told) {
  auto& database = stack.add(GlueDatabaseProps{.id = "Shop"});
  auto& events = stack.add(GlueTableProps{.id = "Events",
                                          .bucket = bucket,
                                          .columns = {{.name = "kind"}},
                                          .database = database,
                                          .format = TableFormat::csv,
                                          .prefix = "events/"});
  stack.add(DeliveryStreamProps{.id = "Clicks",
                                .bucket = bucket,
                                .buffer_size = 5,
                                .compression = DeliveryCompression::gzip,
                                .table = events});
  EXPECT_EQ(codes_of(app), "OT3165 OT3165 OT3165");
}

}  // namespace
}  // namespace omnitrack
