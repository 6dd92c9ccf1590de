#include "validate/together/together_digest.hpp"

#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

#include "template/document.hpp"

namespace omnitrack::validate {
namespace {

bool clash(const std::vector<std::string_view>& texts) {
  std::vector<TogetherDigest> digests;
  for (const std::string_view text : texts) {
    const tmpl::Document document("test", std::string(text));
    EXPECT_TRUE(document.problems().empty());
    digests.push_back(digest_of(document.index()));
  }
  return may_clash(digests);
}

constexpr std::string_view named =
    "Resources: {B: {Type: AWS::S3::Bucket, Properties: {BucketName: one-name}}}";
constexpr std::string_view named_otherwise =
    "Resources: {B: {Type: AWS::S3::Bucket, Properties: {BucketName: other-name}}}";
constexpr std::string_view nameless = "Resources: {B: {Type: AWS::S3::Bucket}}";

TEST(TogetherDigest, TellsTemplatesWithOneNameFromThoseWithout) {
  EXPECT_TRUE(clash({named, nameless, named}));
  EXPECT_FALSE(clash({named, nameless, named_otherwise, nameless}));
}

TEST(TogetherDigest, TakesExportsAndImportsOfSeveralTemplatesForLinks) {
  constexpr std::string_view exporting =
      "Resources: {B: {Type: AWS::S3::Bucket}}\n"
      "Outputs: {O: {Value: x, Export: {Name: n}}}";
  constexpr std::string_view importing =
      "Resources: {B: {Type: AWS::S3::Bucket, Properties: {BucketName: !ImportValue n}}}";
  EXPECT_TRUE(clash({exporting, nameless}));
  EXPECT_TRUE(clash({importing, nameless}));
  EXPECT_FALSE(clash({exporting}));
}

TEST(TogetherDigest, TakesNamesThatDependOnAConditionForLinks) {
  EXPECT_TRUE(
      clash({"Conditions: {C: !Equals [a, b]}\n"
             "Resources: {B: {Type: AWS::S3::Bucket,"
             " Properties: {BucketName: !If [C, one-name, other-name]}}}",
             named}));
}

TEST(TogetherDigest, TakesConnectedNetworksOfOneTemplateForAClash) {
  EXPECT_TRUE(
      clash({"Resources: {P: {Type: AWS::EC2::VPCPeeringConnection,"
             " Properties: {VpcId: vpc-01234567, PeerVpcId: vpc-12345678}}}"}));
}

}  // namespace
}  // namespace omnitrack::validate
