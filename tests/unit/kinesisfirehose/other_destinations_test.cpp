#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "../metric_text.hpp"
#include "../resource_text.hpp"
#include <omnitrack/ec2/vpc.hpp>
#include <omnitrack/glue/glue_database.hpp>
#include <omnitrack/iam/role.hpp>
#include <omnitrack/kinesisfirehose/delivery_stream.hpp>
#include <omnitrack/lambda/function.hpp>
#include <omnitrack/opensearchservice/domain.hpp>
#include <omnitrack/s3/bucket.hpp>
#include <omnitrack/secretsmanager/secret.hpp>
#include <omnitrack/testing.hpp>

namespace omnitrack {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;
using testing_support::codes_of;

class OtherDestinationsTest : public testing_support::OneStackTest {
 protected:
  Bucket& bucket = stack.add(BucketProps{.id = "Failed"});
};

TEST_F(OtherDestinationsTest, records_go_to_a_web_server_and_what_failed_to_the_bucket) {
  auto& secret = stack.add(SecretProps{.id = "Key"});
  auto& stream = stack.add(DeliveryStreamProps{
      .id = "Stream",
      .bucket = bucket,
      .buffer_interval = 30,
      .http_endpoint = HttpDelivery{.url = "https://logs.example.com/in",
                                    .access_key = secret,
                                    .attributes = {{"team", "shop"}},
                                    .retry_time = 60},
  });
  EXPECT_THAT(
      properties("Stream"),
      AllOf(HasSubstr(R"("EndpointConfiguration":{"Url":"https://logs.example.com/in"})"),
            HasSubstr(R"("BufferingHints":{"IntervalInSeconds":30})"),
            HasSubstr(R"("CommonAttributes":[{"AttributeName":"team","AttributeValue":"shop"}])"),
            HasSubstr(R"("ContentEncoding":"GZIP")"),
            HasSubstr(R"("S3BackupMode":"FailedDataOnly")"),
            HasSubstr(R"("SecretsManagerConfiguration":{"Enabled":true,)"),
            HasSubstr(R"("RetryOptions":{"DurationInSeconds":60})"), Not(HasSubstr("ExtendedS3"))));
  EXPECT_THAT(properties("StreamRole"),
              AllOf(HasSubstr("secretsmanager:GetSecretValue"), HasSubstr("s3:PutObject")));
  EXPECT_EQ(testing_support::metric_text(stream.metric_data_freshness()),
            "AWS/Firehose DeliveryToHttpEndpoint.DataFreshness Maximum DeliveryStreamName");
}

TEST_F(OtherDestinationsTest, records_go_to_a_domain_in_a_vpc_which_lets_them_in) {
  Vpc& vpc = stack.add(VpcProps{.id = "Vpc"});
  auto& group = stack.add(SecurityGroupProps{.id = "Way", .vpc = vpc});
  auto& domain = stack.add(DomainProps{.id = "Search", .version = "OpenSearch_2.19", .vpc = vpc});
  stack.add(DeliveryStreamProps{
      .id = "Stream",
      .bucket = bucket,
      .open_search = SearchDelivery{.domain = domain,
                                    .index = "events",
                                    .backup = DeliveryBackup::all,
                                    .rotation = IndexRotation::day,
                                    .security_groups = {group},
                                    .subnets = vpc.inner_subnets()},
  });
  EXPECT_THAT(
      properties("Stream"),
      AllOf(HasSubstr(R"("IndexName":"events")"),
            HasSubstr(R"("DomainARN":{"Fn::GetAtt":["Search","Arn"]})"),
            HasSubstr(R"("IndexRotationPeriod":"OneDay")"),
            HasSubstr(R"("S3BackupMode":"AllDocuments")"), HasSubstr(R"("VpcConfiguration":{)")));
  EXPECT_THAT(properties("StreamRole"),
              AllOf(HasSubstr("es:ESHttpPut"), HasSubstr("${Search.Arn}/events*/_mapping/*"),
                    HasSubstr("ec2:CreateNetworkInterface")));
  EXPECT_THAT(resource("SearchSecurityGroupFromWayTCP443"), HasSubstr("SecurityGroupIngress"));
}

TEST_F(OtherDestinationsTest, records_go_to_tables_of_iceberg) {
  auto& database = GlueDatabase::from_name(stack, "Shop", "shop");
  auto& data = stack.add(BucketProps{.id = "Data"});
  auto& stream = stack.add(DeliveryStreamProps{
      .id = "Stream",
      .bucket = bucket,
      .iceberg = IcebergDelivery{.tables = {{.database = database,
                                             .name = "orders",
                                             .bucket = data,
                                             .unique_keys = {"id"}}}},
  });
  EXPECT_THAT(
      properties("Stream"),
      AllOf(HasSubstr(R"("CatalogConfiguration":{"CatalogArn":{"Fn::Sub":"arn:${AWS::Partition}:)"
                      R"(glue:${AWS::Region}:${AWS::AccountId}:catalog"}})"),
            HasSubstr(R"("DestinationTableConfigurationList":[{"DestinationDatabaseName":"shop",)"
                      R"("DestinationTableName":"orders","UniqueKeys":["id"]}])"),
            HasSubstr(R"("s3BackupMode":"FailedDataOnly")"), Not(HasSubstr("ExtendedS3"))));
  EXPECT_THAT(
      properties("StreamRole"),
      AllOf(HasSubstr(R"("Action":["glue:GetDatabase","glue:GetTable","glue:UpdateTable"])"),
            HasSubstr(R"("Action":"s3:DeleteObject","Resource":{"Fn::Sub":"${Data.Arn}/*"})")));
  EXPECT_EQ(testing_support::metric_text(stream.metric_data_freshness()),
            "AWS/Firehose DeliveryToIceberg.DataFreshness Maximum DeliveryStreamName");
}

TEST_F(OtherDestinationsTest, what_firehose_refuses_is_told) {
  auto& domain = stack.add(DomainProps{.id = "Search", .version = "OpenSearch_2.19"});
  stack.add(DeliveryStreamProps{
      .id = "Stream",
      .bucket = bucket,
      .backup_bucket = bucket,
      .http_endpoint = HttpDelivery{.url = "http://logs.example.com"},
      .open_search = SearchDelivery{.domain = domain, .index = "events", .subnets = {"subnet-1"}},
  });
  EXPECT_EQ(codes_of(app), "OT3164 OT3164 OT3164 OT3164");
}

}  // namespace
}  // namespace omnitrack
