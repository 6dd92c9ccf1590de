#include <gmock/gmock.h>

#include "diff/verdicts_test.hpp"

namespace omnitrack::diff {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

constexpr const char* tagged = R"(
  Files:
    Type: AWS::S3::Bucket
    DeletionPolicy: Retain
    Properties: {Tags: [{Key: "aws-cdk:auto-delete-objects", Value: "true"}]}
)";
constexpr const char* plain = R"(
  Files: {Type: AWS::S3::Bucket, DeletionPolicy: Retain}
)";
constexpr const char* notifying = R"(
  Files:
    Type: AWS::S3::Bucket
    DeletionPolicy: Retain
    Properties: {NotificationConfiguration: {EventBridgeConfiguration: {}}}
)";

std::string with(const std::string& others, const std::string& type = {},
                 const std::string& properties = {}) {
  const std::string custom =
      type.empty() ? "" : "  Custom: {Type: " + type + ", Properties: {" + properties + "}}\n";
  return "Resources:\n  Topic: {Type: AWS::SNS::Topic}" + others + custom;
}

TEST(CustomResources, ABucketThatKeepsTheTagIsEmptied) {
  constexpr const char* type = "Custom::S3AutoDeleteObjects";
  constexpr const char* properties = "BucketName: {Ref: Files}";
  const std::string deployed = with(tagged, type, properties);
  EXPECT_THAT(lost(deployed, with(tagged)),
              ElementsAre("Custom the objects in the bucket 'Files', which the CDK's function "
                          "deletes for its tag 'aws-cdk:auto-delete-objects'"));
  EXPECT_THAT(lost(deployed, with("\n")), ElementsAre(HasSubstr("the objects in the bucket")))
      << "what is retained keeps its tag";
  EXPECT_THAT(lost(deployed, with(plain)), IsEmpty()) << "it is asked for after the update";
  EXPECT_THAT(lost(deployed, deployed), IsEmpty());
}

TEST(CustomResources, ARepositoryThatKeepsTheTagIsEmptied) {
  constexpr const char* repository = R"(
  Images:
    Type: AWS::ECR::Repository
    Properties: {Tags: [{Key: "aws-cdk:auto-delete-images", Value: "true"}]}
)";
  EXPECT_THAT(lost(with(repository, "Custom::ECRAutoDeleteImages", "RepositoryName: {Ref: Images}"),
                   with(repository)),
              ElementsAre(HasSubstr("the images in the repository 'Images'")));
}

TEST(CustomResources, NotificationsThatTheBucketHasByNowAreTakenAwayToo) {
  constexpr const char* type = "Custom::S3BucketNotifications";
  EXPECT_THAT(lost(with(plain, type, "BucketName: {Ref: Files}, Managed: true"), with(notifying)),
              ElementsAre(HasSubstr("Custom the notifications of the bucket 'Files'")));
  EXPECT_THAT(lost(with(plain, type, "BucketName: {Ref: Files}"), with(plain)), IsEmpty())
      << "none are meant to be left";
  EXPECT_THAT(lost(with(plain, type, "BucketName: {Ref: Files}, Managed: false"), with(notifying)),
              IsEmpty());
  EXPECT_THAT(lost(with(plain, type, "BucketName: files"), with(notifying)), IsEmpty());
}

TEST(CustomResources, FilesOfADeploymentThatDoesNotRetainThemGo) {
  constexpr const char* type = "Custom::CDKBucketDeployment";
  constexpr const char* kept = "DestinationBucketName: {Ref: Files}";
  constexpr const char* deleted = "DestinationBucketName: {Ref: Files}, RetainOnDelete: false";
  EXPECT_THAT(lost(with(plain, type, deleted), with(plain)),
              ElementsAre("Custom the files that the CDK's function put into the bucket"));
  EXPECT_THAT(lost(with(plain, type, kept), with(plain)), IsEmpty());
}

TEST(CustomResources, ALogGroupGoesWhereItsRetentionIsSetToDestroyIt) {
  constexpr const char* type = "Custom::LogRetention";
  EXPECT_THAT(lost(with(plain, type, "LogGroupName: /a, RemovalPolicy: destroy"), with(plain)),
              ElementsAre(HasSubstr("Custom the log group")));
  EXPECT_THAT(lost(with(plain, type, "LogGroupName: /a, RemovalPolicy: retain"), with(plain)),
              IsEmpty());
  EXPECT_THAT(lost(with(plain, type, "LogGroupName: /a"), with(plain)), IsEmpty());
}

}  // namespace
}  // namespace omnitrack::diff
