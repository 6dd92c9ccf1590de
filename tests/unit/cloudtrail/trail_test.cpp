#include "omnitrack/cloudtrail/trail.hpp"

#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "../resource_text.hpp"
#include <omnitrack/cfn/cloudtrail.hpp>
#include <omnitrack/kms/key.hpp>
#include <omnitrack/lambda/function.hpp>
#include <omnitrack/logs/log_group.hpp>
#include <omnitrack/s3/bucket.hpp>
#include <omnitrack/testing.hpp>

namespace omnitrack {
namespace {

using testing::HasSubstr;
using testing_support::codes_of;

class TrailTest : public testing_support::OneStackTest {};

// Stands for a topic.
struct TestTopicProps;
class TestTopic final : public Construct, public EventTarget {
 public:
  TestTopic(Attach at, const TestTopicProps&) : Construct(std::move(at)) {}
  [[nodiscard]] Value<std::string> event_target_arn() const override {
    return "arn:aws:sns:eu-west-1:123456789012:t";
  }
  void grant_delivery(Grantee&) const override {}
  bool permit_delivery(std::string_view, std::string_view service,
                       const Value<std::string>& source_arn) override {
    permitted = service;
    source = source_arn;
    return true;
  }
  std::string permitted;
  Value<std::string> source;
};
struct TestTopicProps {
  using Makes = TestTopic;
  Id id;
};

TEST_F(TrailTest, a_trail_signs_what_all_regions_do_and_writes_it_to_a_bucket_of_its_own) {
  stack.add(TrailProps{.id = "Trail"});
  EXPECT_EQ(resource("Trail"),
            R"({"Type":"AWS::CloudTrail::Trail","DependsOn":"TrailBucketPolicy","Properties":{)"
            R"("IsLogging":true,"S3BucketName":{"Ref":"TrailBucket"},)"
            R"("EnableLogFileValidation":true,"IncludeGlobalServiceEvents":true,)"
            R"("IsMultiRegionTrail":true}})");
  EXPECT_EQ(written().at("/Resources/TrailBucket/DeletionPolicy").text(), "Retain");
}

TEST_F(TrailTest, its_bucket_lets_it_write_for_this_account_alone) {
  stack.add(TrailProps{.id = "Trail", .trail_name = "audit"});
  const std::string policy = properties("TrailBucketPolicy");
  EXPECT_THAT(policy,
              HasSubstr(R"({"Effect":"Allow","Principal":{"Service":"cloudtrail.amazonaws.com"},)"
                        R"("Action":"s3:GetBucketAcl","Resource":{"Fn::GetAtt":["TrailBucket",)"
                        R"("Arn"]},"Condition":{"ArnLike":{"aws:SourceArn":{"Fn::Sub":)"
                        R"("arn:${AWS::Partition}:cloudtrail:${AWS::Region}:${AWS::AccountId}:)"
                        R"(trail/audit"}}}})"));
  EXPECT_THAT(policy, HasSubstr(R"("Action":"s3:PutObject","Resource":{"Fn::Sub":)"
                                R"("${TrailBucket.Arn}/AWSLogs/${AWS::AccountId}/*"})"));
  EXPECT_THAT(policy, HasSubstr(R"("s3:x-amz-acl":"bucket-owner-full-control")"));
}

TEST_F(TrailTest, every_property_is_written_where_it_belongs) {
  Bucket& bucket = stack.add(BucketProps{.id = "Logs"});
  LogGroup& group = stack.add(LogGroupProps{.id = "Group"});
  TestTopic& topic = stack.add(TestTopicProps{.id = "Topic"});
  stack.add(TrailProps{
      .id = "Trail",
      .bucket = bucket,
      .global_service_events = false,
      .insights = {TrailInsight::api_call_rate, TrailInsight::api_error_rate},
      .key_prefix = "audit",
      .kms_key = "arn:aws:kms:eu-west-1:123456789012:key/k",
      .log_file_validation = false,
      .log_group = group,
      .management_events = TrailEvents::write_only,
      .multi_region = false,
      .organization_id = "o-1234567890",
      .topic = topic,
      .trail_name = "audit",
  });
  EXPECT_EQ(properties("Trail"),
            R"({"IsLogging":true,"S3BucketName":{"Ref":"Logs"},"AdvancedEventSelectors":[)"
            R"({"FieldSelectors":[{"Field":"eventCategory","Equals":["Management"]},)"
            R"({"Field":"readOnly","Equals":["false"]}]}],)"
            R"("CloudWatchLogsLogGroupArn":{"Fn::GetAtt":["Group","Arn"]},)"
            R"("CloudWatchLogsRoleArn":{"Fn::GetAtt":["TrailLogsRole","Arn"]},)"
            R"("EnableLogFileValidation":false,"IncludeGlobalServiceEvents":false,)"
            R"("InsightSelectors":[{"InsightType":"ApiCallRateInsight"},)"
            R"({"InsightType":"ApiErrorRateInsight"}],"IsMultiRegionTrail":false,)"
            R"("IsOrganizationTrail":true,"KMSKeyId":"arn:aws:kms:eu-west-1:123456789012:key/k",)"
            R"("S3KeyPrefix":"audit","SnsTopicName":"arn:aws:sns:eu-west-1:123456789012:t",)"
            R"("TrailName":"audit"})");
  EXPECT_THAT(properties("LogsPolicy"),
              HasSubstr(R"([{"Fn::Sub":"${Logs.Arn}/audit/AWSLogs/${AWS::AccountId}/*"},)"
                        R"({"Fn::Sub":"${Logs.Arn}/audit/AWSLogs/o-1234567890/*"}])"));
  EXPECT_THAT(properties("TrailLogsRoleDefaultPolicy"),
              HasSubstr(R"("Action":["logs:CreateLogStream","logs:PutLogEvents"],)"
                        R"("Resource":{"Fn::GetAtt":["Group","Arn"]})"));
  EXPECT_EQ(topic.permitted, "cloudtrail.amazonaws.com");
}

TEST_F(TrailTest, a_key_of_the_app_lets_the_trail_use_it) {
  Key& key = stack.add(KeyProps{.id = "Key"});
  stack.add(TrailProps{.id = "Trail", .kms_key = key});
  const std::string policy = properties("Key");
  EXPECT_THAT(policy, HasSubstr(R"("Action":"kms:GenerateDataKey*")"));
  EXPECT_THAT(policy,
              HasSubstr(R"("kms:EncryptionContext:aws:cloudtrail:arn":{"Fn::Sub":)"
                        R"("arn:${AWS::Partition}:cloudtrail:*:${AWS::AccountId}:trail/*"})"));
  EXPECT_THAT(policy, HasSubstr(R"("Action":"kms:DescribeKey")"));
}

TEST_F(TrailTest, what_is_done_with_data_is_recorded_besides_the_management_events) {
  Trail& trail = stack.add(TrailProps{
      .id = "Trail",
      .data_events = {{.resource_type = "AWS::DynamoDB::Table",
                       .events = TrailEvents::read_only,
                       .fields = {{.field = "eventName", .not_equals = {"Scan"}}},
                       .name = "tables"}},
  });
  Bucket& bucket = Bucket::from_name(stack, "Bucket", "pictures");
  trail.add_s3_events(bucket, "in/", TrailEvents::write_only);
  trail.add_lambda_events(
      Function::from_arn(stack, "Fn", "arn:aws:lambda:eu-west-1:123456789012:function:resize"));
  EXPECT_THAT(properties("Trail"),
              HasSubstr(R"("AdvancedEventSelectors":[{"FieldSelectors":[{"Field":"eventCategory",)"
                        R"("Equals":["Management"]}]},{"FieldSelectors":[{"Field":"eventCategory",)"
                        R"("Equals":["Data"]},{"Field":"readOnly","Equals":["true"]},)"
                        R"({"Field":"resources.type","Equals":["AWS::DynamoDB::Table"]},)"
                        R"({"Field":"eventName","NotEquals":["Scan"]}],"Name":"tables"},)"
                        R"({"FieldSelectors":[{"Field":"eventCategory","Equals":["Data"]},)"
                        R"({"Field":"readOnly","Equals":["false"]},{"Field":"resources.type",)"
                        R"("Equals":["AWS::S3::Object"]},{"Field":"resources.ARN","StartsWith":[)"
                        R"({"Fn::Sub":"arn:${AWS::Partition}:s3:::pictures/in/"}]}]},)"
                        R"({"FieldSelectors":[{"Field":"eventCategory","Equals":["Data"]},)"
                        R"({"Field":"resources.type","Equals":["AWS::Lambda::Function"]},)"
                        R"({"Field":"resources.ARN","Equals":[)"
                        R"("arn:aws:lambda:eu-west-1:123456789012:function:resize"]}]}])"));
}

TEST_F(TrailTest, a_trail_of_data_alone) {
  stack.add(TrailProps{.id = "Trail",
                       .data_events = {{.resource_type = "AWS::S3::Object"}},
                       .management_events = TrailEvents::none});
  EXPECT_THAT(properties("Trail"),
              HasSubstr(R"("AdvancedEventSelectors":[{"FieldSelectors":[{"Field":)"
                        R"("eventCategory","Equals":["Data"]},)"));
}

TEST_F(TrailTest, its_arn_is_known) {
  Trail& trail = stack.add(TrailProps{.id = "Trail"});
  stack.add(OutputProps{.id = "Arn", .value = trail.arn()});
  EXPECT_EQ(resource("Arn"), R"({"Value":{"Fn::GetAtt":["Trail","Arn"]}})");
}

TEST_F(TrailTest, a_bad_name_and_no_events_are_errors) {
  const std::string name = "-audit";
  stack.add(TrailProps{.id = "Name", .trail_name = name});
  stack.add(TrailProps{.id = "None", .management_events = TrailEvents::none});
  stack.add(TrailProps{
      .id = "NoData",
      .data_events = {{.resource_type = "AWS::S3::Object", .events = TrailEvents::none}}});
  EXPECT_EQ(codes_of(app), "OT3611 OT3612 OT3612");
}

}  // namespace
}  // namespace omnitrack
