#include "omnitrack/logs/log_delivery.hpp"

#include <gmock/gmock.h>

#include "../resource_text.hpp"
#include <omnitrack/cfn/kinesisfirehose.hpp>
#include <omnitrack/cfn/logs.hpp>
#include <omnitrack/cloudfront/distribution.hpp>
#include <omnitrack/kinesisfirehose/delivery_stream.hpp>
#include <omnitrack/logs/log_group.hpp>
#include <omnitrack/s3/bucket.hpp>
#include <omnitrack/testing.hpp>

namespace omnitrack {
namespace {

using assertions::has_resource;
using testing::HasSubstr;
using testing_support::codes_of;

class LogDeliveryTest : public testing_support::OneStackTest {
 protected:
  Distribution& distribution = Distribution::from_attributes(
      stack, "Site", {.distribution_id = "E1", .domain_name = "d1.cloudfront.net"});
};

TEST_F(LogDeliveryTest, requests_to_a_distribution_are_delivered_to_a_log_group) {
  auto& logs = stack.add(LogGroupProps{.id = "Logs"});
  stack.add(LogDeliveryProps{.id = "Requests",
                             .destination = logs,
                             .source = distribution,
                             .fields = {"date", "cs-uri-stem"}});
  EXPECT_THAT(written(), has_resource("RequestsSource", {{"LogType", "ACCESS_LOGS"}}));
  EXPECT_THAT(properties("RequestsSource"), HasSubstr(":distribution/E1"));
  EXPECT_THAT(written(), has_resource("RequestsDestination", {{"OutputFormat", "json"}}));
  EXPECT_EQ(properties("Requests"),
            R"({"DeliveryDestinationArn":{"Fn::GetAtt":["RequestsDestination","Arn"]},)"
            R"("DeliverySourceName":{"Ref":"RequestsSource"},)"
            R"("RecordFields":["date","cs-uri-stem"]})");
  EXPECT_THAT(resource("Requests"), HasSubstr(R"("DependsOn":"RequestsPolicy")"));
  EXPECT_THAT(properties("RequestsPolicy"), HasSubstr("delivery.logs.amazonaws.com"));
}

TEST_F(LogDeliveryTest, a_bucket_lets_deliveries_in_below_the_account) {
  auto& bucket = stack.add(BucketProps{.id = "Bucket"});
  stack.add(LogDeliveryProps{.id = "Requests",
                             .destination = bucket,
                             .source = distribution,
                             .format = LogDeliveryFormat::parquet,
                             .hive_compatible = true,
                             .suffix_path = "{yyyy}/{MM}"});
  EXPECT_THAT(written(), has_resource("Requests", {{"S3EnableHiveCompatiblePath", true}}));
  EXPECT_THAT(properties("Requests"), HasSubstr(R"("S3SuffixPath":"{yyyy}/{MM}")"));
  EXPECT_THAT(written(), has_resource("RequestsDestination", {{"OutputFormat", "parquet"}}));
  EXPECT_THAT(properties("BucketPolicy"),
              HasSubstr(R"(${Bucket.Arn}/AWSLogs/${AWS::AccountId}/*)"));
  EXPECT_THAT(properties("BucketPolicy"), HasSubstr(":delivery-source:*"));
}

TEST_F(LogDeliveryTest, other_logs_go_to_a_stream) {
  auto& bucket = stack.add(BucketProps{.id = "Bucket"});
  auto& stream = stack.add(DeliveryStreamProps{.id = "Stream", .bucket = bucket});
  stack.add(LogDeliveryProps{
      .id = "Agent",
      .destination = stream,
      .source = LogDeliverySource::of("arn:aws:bedrock:eu-west-1:123456789012:knowledge-base/K",
                                      "APPLICATION_LOGS")});
  EXPECT_THAT(written(), has_resource("AgentSource", {{"LogType", "APPLICATION_LOGS"}}));
  EXPECT_THAT(properties("Stream"), HasSubstr(R"({"Key":"LogDeliveryEnabled","Value":"true"})"));
}

TEST_F(LogDeliveryTest, what_cannot_be_is_told) {
  Stack& there = app.add(StackProps{.id = "There", .region = "eu-central-1"});
  stack.add(BucketProps{.id = "Kept"});
  there.add(LogDeliveryProps{.id = "Requests",
                             .destination = there.add(LogGroupProps{.id = "Logs"}),
                             .source = distribution,
                             .suffix_path = "{yyyy}"});
  EXPECT_EQ(codes_of(app), "OT2242 OT2242");
}

}  // namespace
}  // namespace omnitrack
