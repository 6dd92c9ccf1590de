#include <gmock/gmock.h>

#include "diff/verdicts_test.hpp"

namespace omnitrack::diff {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

std::string rules(const std::string& list) {
  return "{LifecycleConfiguration: {Rules: [" + list + "]}}";
}

std::vector<std::string> lost_by(const std::string& before, const std::string& after) {
  return lost("AWS::S3::Bucket", rules(before), rules(after));
}

TEST(BucketLifecycle, ARuleThatDeletesSoonerIsALoss) {
  EXPECT_THAT(lost_by("{Id: a, Status: Enabled, ExpirationInDays: 365}",
                      "{Id: a, Status: Enabled, ExpirationInDays: 30}"),
              ElementsAre("R /Properties/LifecycleConfiguration/Rules/0 the objects that are older "
                          "than 30 days"));
  EXPECT_THAT(lost_by("{Id: a, Status: Enabled, ExpirationInDays: 30}",
                      "{Id: a, Status: Enabled, ExpirationInDays: 365}"),
              IsEmpty());
}

TEST(BucketLifecycle, ANewRuleIsALossWhereItIsEnabled) {
  EXPECT_THAT(lost("AWS::S3::Bucket", "{}", rules("{Status: Enabled, ExpirationInDays: 30}")),
              ElementsAre(HasSubstr("older than 30 days")));
  EXPECT_THAT(lost("AWS::S3::Bucket", "{}", rules("{Status: Disabled, ExpirationInDays: 30}")),
              IsEmpty());
  EXPECT_THAT(lost_by("{Status: Disabled, ExpirationInDays: 30}",
                      "{Status: Enabled, ExpirationInDays: 30}"),
              ElementsAre(HasSubstr("older than 30 days")));
  EXPECT_THAT(lost("AWS::S3::Bucket", rules("{Status: Enabled, ExpirationInDays: 30}"), "{}"),
              IsEmpty());
}

TEST(BucketLifecycle, AFilterThatMatchesMoreIsALoss) {
  constexpr const char* narrow =
      "{Status: Enabled, Prefix: logs/, ExpirationInDays: 30, TagFilters: [{Key: k, Value: v}]}";
  constexpr const char* wide = "{Status: Enabled, Prefix: logs/, ExpirationInDays: 30}";
  EXPECT_THAT(lost_by(narrow, wide),
              ElementsAre(HasSubstr("the objects below 'logs/' that are older than 30 days")));
  EXPECT_THAT(lost_by(wide, narrow), IsEmpty());
  EXPECT_THAT(lost_by("{Status: Enabled, ObjectSizeLessThan: 100, ExpirationInDays: 30}",
                      "{Status: Enabled, ObjectSizeLessThan: 200, ExpirationInDays: 30}"),
              ElementsAre(HasSubstr("smaller than 200 bytes")));
}

TEST(BucketLifecycle, ARuleThatAnotherOneCoversIsNone) {
  EXPECT_THAT(lost_by("{Id: all, Status: Enabled, ExpirationInDays: 30}",
                      "{Id: all, Status: Enabled, ExpirationInDays: 30}, {Id: more, Prefix: a/, "
                      "Status: Enabled, ExpirationInDays: 60}"),
              IsEmpty());
}

TEST(BucketLifecycle, OldVersionsAreToldApart) {
  EXPECT_THAT(
      lost_by("{Status: Enabled, NoncurrentVersionExpiration: {NoncurrentDays: 30, "
              "NewerNoncurrentVersions: 5}}",
              "{Status: Enabled, NoncurrentVersionExpiration: {NoncurrentDays: 30, "
              "NewerNoncurrentVersions: 2}}"),
      ElementsAre(HasSubstr("the old versions of objects that are older than 30 days, but for the "
                            "latest 2")));
  EXPECT_THAT(lost_by("{Status: Enabled, NoncurrentVersionExpirationInDays: 30}",
                      "{Status: Enabled, NoncurrentVersionExpiration: {NoncurrentDays: 60}}"),
              IsEmpty());
  EXPECT_THAT(lost_by("{Status: Enabled, ExpirationInDays: 1}",
                      "{Status: Enabled, NoncurrentVersionExpiration: {NoncurrentDays: 60}}"),
              ElementsAre(HasSubstr("the old versions of objects")));
}

TEST(BucketLifecycle, ADateThatComesSoonerIsALoss) {
  EXPECT_THAT(lost_by("{Status: Enabled, ExpirationDate: '2030-01-01'}",
                      "{Status: Enabled, ExpirationDate: '2029-01-01'}"),
              ElementsAre(HasSubstr("the objects, from 2029-01-01 on")));
  EXPECT_THAT(lost_by("{Status: Enabled, ExpirationDate: '2029-01-01'}",
                      "{Status: Enabled, ExpirationDate: '2030-01-01'}"),
              IsEmpty());
}

TEST(BucketLifecycle, ADeploymentsValueIsUncertain) {
  EXPECT_THAT(lost_by("{Status: Enabled, ExpirationInDays: 30}",
                      "{Status: Enabled, ExpirationInDays: !Ref P}"),
              ElementsAre(HasSubstr("maybe R ")));
}

TEST(BucketLifecycle, AnotherOrderOrARuleThatOnlyMovesIsNone) {
  EXPECT_THAT(lost_by("{Id: a, Status: Enabled, ExpirationInDays: 30, Prefix: a/}, {Id: b, Status: "
                      "Enabled, ExpirationInDays: 9, Prefix: b/}",
                      "{Id: b, Status: Enabled, ExpirationInDays: 9, Prefix: b/}, {Id: a, Status: "
                      "Enabled, ExpirationInDays: 31, Prefix: a/}"),
              IsEmpty());
  EXPECT_THAT(lost_by("{Status: Enabled}",
                      "{Status: Enabled, Transitions: [{StorageClass: GLACIER, "
                      "TransitionInDays: 1}]}"),
              IsEmpty());
}

}  // namespace
}  // namespace omnitrack::diff
