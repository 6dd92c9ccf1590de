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

constexpr std::string_view with_one_name =
    "Resources: {B: {Type: AWS::S3::Bucket, Properties: {BucketName: one-name}}}";
constexpr std::string_view with_another_name =
    "Resources: {B: {Type: AWS::S3::Bucket, Properties: {BucketName: other-name}}}";
constexpr std::string_view without_name = "Resources: {B: {Type: AWS::S3::Bucket}}";

TEST(TogetherDigest, TellsTemplatesWithOneNameFromThoseWithout) {
  EXPECT_TRUE(clash({with_one_name, without_name, with_one_name}));
  EXPECT_FALSE(clash({with_one_name, without_name, with_another_name, without_name}));
}

TEST(TogetherDigest, TakesExportsAndImportsOfSeveralTemplatesForLinks) {
  constexpr std::string_view exporting =
      "Resources: {B: {Type: AWS::S3::Bucket}}\n"
      "Outputs: {O: {Value: x, Export: {Name: n}}}";
  constexpr std::string_view importing =
      "Resources: {B: {Type: AWS::S3::Bucket, Properties: {BucketName: !ImportValue n}}}";
  EXPECT_TRUE(clash({exporting, without_name}));
  EXPECT_TRUE(clash({importing, without_name}));
  EXPECT_FALSE(clash({exporting}));
}

TEST(TogetherDigest, TakesNamesThatDependOnAConditionForLinks) {
  EXPECT_TRUE(
      clash({"Conditions: {C: !Equals [a, b]}\n"
             "Resources: {B: {Type: AWS::S3::Bucket,"
             " Properties: {BucketName: !If [C, one-name, other-name]}}}",
             with_one_name}));
}

TEST(TogetherDigest, TakesTwoAccountsOfApisForAClash) {
  constexpr std::string_view account = "Resources: {A: {Type: AWS::ApiGateway::Account}}";
  EXPECT_TRUE(clash({account, without_name, account}));
  EXPECT_FALSE(clash({account, without_name}));
}

TEST(TogetherDigest, TakesConnectedNetworksOfOneTemplateForAClash) {
  EXPECT_TRUE(
      clash({"Resources: {P: {Type: AWS::EC2::VPCPeeringConnection,"
             " Properties: {VpcId: vpc-01234567, PeerVpcId: vpc-12345678}}}"}));
}

}  // namespace
}  // namespace omnitrack::validate
