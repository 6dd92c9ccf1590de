#include <string>

#include <gmock/gmock.h>

#include "../resource_text.hpp"
#include <omnitrack/kms/key.hpp>
#include <omnitrack/s3/bucket.hpp>
#include <omnitrack/sns/topic.hpp>
#include <omnitrack/sqs/queue.hpp>

namespace omnitrack {
namespace {

using testing::HasSubstr;

class BucketNotificationsTest : public testing_support::OneStackTest {};

TEST_F(BucketNotificationsTest, a_queue_and_its_key_let_the_bucket_in_by_the_one_policy) {
  Key& key = stack.add(KeyProps{.id = "Key"});
  Queue& queue = stack.add(QueueProps{.id = "Uploads", .kms_key = key});
  Bucket& bucket = stack.add(BucketProps{.id = "Photos", .bucket_name = "my-photos"});
  bucket.notify_queue(queue, {.prefix = "a/"});
  bucket.notify_queue(queue, {.prefix = "b/"});
  EXPECT_THAT(resource("Photos"), HasSubstr(R"("DependsOn":"UploadsPolicy")"));
  EXPECT_THAT(properties("Photos"), HasSubstr(R"("Queue":{"Fn::GetAtt":["Uploads","Arn"]})"));
  EXPECT_THAT(properties("UploadsPolicy"),
              HasSubstr(R"({"Effect":"Allow","Principal":{"Service":"s3.amazonaws.com"},)"
                        R"("Action":"sqs:SendMessage","Resource":{"Fn::GetAtt":["Uploads","Arn"]},)"
                        R"("Condition":{"ArnLike":{"aws:SourceArn":{"Fn::Sub":)"
                        R"("arn:${AWS::Partition}:s3:::my-photos"}},)"
                        R"("StringEquals":{"aws:SourceAccount":{"Ref":"AWS::AccountId"}}}}]})"));
  EXPECT_THAT(
      properties("Key"),
      HasSubstr(R"({"Effect":"Allow","Principal":{"Service":"s3.amazonaws.com"},)"
                R"("Action":["kms:Decrypt","kms:GenerateDataKey*"],"Resource":"*",)"
                R"("Condition":{"StringEquals":{"aws:SourceAccount":{"Ref":"AWS::AccountId"}}}})"));
}

TEST_F(BucketNotificationsTest, a_topic_lets_the_bucket_in_and_an_imported_one_is_left_alone) {
  Topic& topic = stack.add(TopicProps{.id = "Uploads"});
  Topic& theirs = Topic::from_arn(stack, "Theirs", "arn:aws:sns:eu-central-1:123456789012:t");
  Bucket& bucket = stack.add(BucketProps{.id = "Photos"});
  bucket.notify_topic(topic, {.prefix = "a/"});
  bucket.notify_topic(theirs, {.prefix = "b/"});
  EXPECT_THAT(resource("Photos"), HasSubstr(R"("DependsOn":"UploadsPolicy")"));
  EXPECT_THAT(properties("UploadsPolicy"), HasSubstr(R"("Service":"s3.amazonaws.com")"));
  EXPECT_THAT(properties("Photos"),
              HasSubstr(R"("Topic":"arn:aws:sns:eu-central-1:123456789012:t")"));
}

}  // namespace
}  // namespace omnitrack
