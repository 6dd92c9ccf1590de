#include "omnitrack/config/config_recorder.hpp"

#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "../resource_text.hpp"
#include <omnitrack/cfn/config.hpp>
#include <omnitrack/s3/bucket.hpp>
#include <omnitrack/testing.hpp>

namespace omnitrack {
namespace {

using testing::HasSubstr;
using testing_support::codes_of;

// Stands for a topic.
struct ChangesProps;
class Changes final : public Construct, public EventTarget {
 public:
  Changes(Attach at, const ChangesProps&) : Construct(std::move(at)) {}
  [[nodiscard]] Value<std::string> event_target_arn() const override {
    return "arn:aws:sns:eu-west-1:123456789012:changes";
  }
  void grant_delivery(Grantee& sender) const override {
    sender.add_to_policy({.actions = {"sns:Publish"}, .resources = {event_target_arn()}});
  }
};
struct ChangesProps {
  using Makes = Changes;
  Id id;
};

class ConfigRecorderTest : public testing_support::OneStackTest {};

TEST_F(ConfigRecorderTest, it_records_everything_into_a_bucket_of_its_own) {
  stack.add(ConfigRecorderProps{.id = "Recorder"});
  EXPECT_EQ(properties("Recorder"),
            R"({"RoleARN":{"Fn::GetAtt":["RecorderRole","Arn"]},"RecordingGroup":{)"
            R"("AllSupported":true,"IncludeGlobalResourceTypes":true}})");
  EXPECT_EQ(properties("RecorderDeliveryChannel"), R"({"S3BucketName":{"Ref":"RecorderBucket"}})");
  EXPECT_THAT(resource("RecorderDeliveryChannel"),
              HasSubstr(R"("DependsOn":["RecorderRole","RecorderRoleDefaultPolicy"])"));
  EXPECT_EQ(written().at("/Resources/RecorderBucket/DeletionPolicy").text(), "Retain");
  EXPECT_EQ(testing_support::object_at(properties("RecorderRoleDefaultPolicy"), "PolicyDocument"),
            R"({"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:PutObject",)"
            R"("Resource":{"Fn::Sub":"${RecorderBucket.Arn}/AWSLogs/${AWS::AccountId}/*"},)"
            R"("Condition":{"StringLike":{"s3:x-amz-acl":"bucket-owner-full-control"}}},)"
            R"({"Effect":"Allow","Action":"s3:GetBucketAcl",)"
            R"("Resource":{"Fn::GetAtt":["RecorderBucket","Arn"]}}]})");
}

TEST_F(ConfigRecorderTest, every_property_is_written_where_it_belongs) {
  Changes& changes = stack.add(ChangesProps{.id = "Changes"});
  ConfigRecorder& recorder = stack.add(ConfigRecorderProps{
      .id = "Recorder",
      .bucket = Bucket::from_name(stack, "Bucket", "configurations"),
      .daily = true,
      .excluded_types = {"AWS::EC2::Volume"},
      .key_prefix = "config",
      .kms_key = "arn:aws:kms:eu-west-1:123456789012:key/k",
      .snapshots = ConfigFrequency::one_day,
      .topic = changes,
  });
  EXPECT_EQ(&recorder.resource(), &recorder.resource());
  EXPECT_EQ(properties("Recorder"),
            R"({"RoleARN":{"Fn::GetAtt":["RecorderRole","Arn"]},"RecordingGroup":{)"
            R"("AllSupported":false,"ExclusionByResourceTypes":{"ResourceTypes":)"
            R"(["AWS::EC2::Volume"]},"RecordingStrategy":{)"
            R"("UseOnly":"EXCLUSION_BY_RESOURCE_TYPES"}},"RecordingMode":{)"
            R"("RecordingFrequency":"DAILY"}})");
  EXPECT_EQ(properties("RecorderDeliveryChannel"),
            R"({"S3BucketName":"configurations","ConfigSnapshotDeliveryProperties":{)"
            R"("DeliveryFrequency":"TwentyFour_Hours"},"S3KeyPrefix":"config",)"
            R"("S3KmsKeyArn":"arn:aws:kms:eu-west-1:123456789012:key/k",)"
            R"("SnsTopicARN":"arn:aws:sns:eu-west-1:123456789012:changes"})");
  const std::string policy = properties("RecorderRoleDefaultPolicy");
  EXPECT_THAT(policy, HasSubstr("configurations/config/AWSLogs/"));
  EXPECT_THAT(policy, HasSubstr(R"("Action":["kms:Decrypt","kms:GenerateDataKey"])"));
  EXPECT_THAT(policy, HasSubstr(R"("Action":"sns:Publish")"));
}

TEST_F(ConfigRecorderTest, some_types_alone) {
  stack.add(ConfigRecorderProps{.id = "Recorder", .types = {"AWS::S3::Bucket"}});
  EXPECT_THAT(properties("Recorder"), HasSubstr(R"("RecordingGroup":{"AllSupported":false,)"
                                                R"("ResourceTypes":["AWS::S3::Bucket"]})"));
}

TEST_F(ConfigRecorderTest, types_in_two_ways_are_an_error) {
  stack.add(ConfigRecorderProps{
      .id = "Recorder", .excluded_types = {"AWS::EC2::Volume"}, .types = {"AWS::S3::Bucket"}});
  EXPECT_EQ(codes_of(app), "OT3633");
}

}  // namespace
}  // namespace omnitrack
