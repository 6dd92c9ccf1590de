#include "lock/cdk_paths.hpp"

#include <gtest/gtest.h>

#include "template/document.hpp"

namespace omnitrack::lock {
namespace {

// The paths of buckets below their stack, with a space behind each.
std::string paths_of(const std::vector<std::string>& noted, std::string_view stack) {
  std::string resources;
  for (const std::string& each : noted) {
    resources += (resources.empty() ? "\"R" : ",\"R") + std::to_string(resources.size()) +
                 R"(": {"Type": "AWS::S3::Bucket", "Metadata": {"aws:cdk:path": ")" + each + "\"}}";
  }
  const tmpl::Document document("t.json", "{\"Resources\": {" + resources + "}}");
  EXPECT_TRUE(document.problems().empty()) << resources;
  std::string text;
  for (const CdkPath& each : cdk_paths(document.index(), stack)) text += each.text() + ' ';
  return text;
}

TEST(CdkPaths, TheStackAndTheNamesOfTheToolAreLeftOut) {
  EXPECT_EQ(paths_of({"Shop/Uploads/Resource", "Shop/Site/Default/Files/Resource"}, "Shop"),
            "Uploads Site/Files ");
}

TEST(CdkPaths, AStackOfAStageHasItsNameOfBoth) {
  EXPECT_EQ(paths_of({"Prod/Shop/Uploads/Resource"}, "Prod-Shop"), "Uploads ");
}

TEST(CdkPaths, WhereTheNameSaysNothingTheMetadataOfTheCdkTells) {
  EXPECT_EQ(paths_of({"Prod/Shop/CDKMetadata/Default", "Prod/Shop/Uploads/Resource"}, "shop-prod"),
            "CDKMetadata Uploads ");
}

TEST(CdkPaths, WhatIsNotNotedIsEmpty) {
  const tmpl::Document document("t.json", R"({"Resources": {
      "A": {"Type": "AWS::S3::Bucket"},
      "B": {"Type": "AWS::S3::Bucket", "Metadata": {"aws:cdk:path": ["a"]}}}})");
  for (const CdkPath& each : cdk_paths(document.index(), "Shop")) EXPECT_EQ(each.text(), "");
}

TEST(CdkPaths, APathIsTheSameWhateverItsCaseAndTheNameOfItsType) {
  const CdkPath subnet("Shop/Vpc/PublicSubnet1/Subnet", 1, "AWS::EC2::Subnet");
  EXPECT_EQ(subnet.likeness("Vpc/PublicSubnet1"), PathLikeness::same);
  EXPECT_EQ(subnet.likeness("Vpc/PublicSubnet1/Subnet"), PathLikeness::same);
  EXPECT_EQ(subnet.likeness("Vpc/PublicSubnet2"), PathLikeness::other);
  EXPECT_EQ(CdkPath("Shop/Pool/smsRole/Resource", 1, "AWS::IAM::Role").likeness("Pool/SmsRole"),
            PathLikeness::same);
}

TEST(CdkPaths, TheEndOfAPathTellsWhereItIsMoreThanTheType) {
  const CdkPath uploads("Shop/Storage/Uploads/Resource", 1, "AWS::S3::Bucket");
  EXPECT_EQ(uploads.likeness("Uploads"), PathLikeness::same_end);
  EXPECT_EQ(uploads.likeness("Data/Storage/Uploads"), PathLikeness::same_end);
  EXPECT_EQ(uploads.likeness("Data/Uploads"), PathLikeness::other);
  const CdkPath bucket("Shop/Storage/Bucket/Resource", 1, "AWS::S3::Bucket");
  EXPECT_EQ(bucket.likeness("Bucket"), PathLikeness::other);
}

}  // namespace
}  // namespace omnitrack::lock
