#include "lock/digest.hpp"

#include <map>

#include "lock_test.hpp"
#include "template/document.hpp"

namespace omnitrack::lock {
namespace {

// The digests of a template's resources by logical id.
std::map<std::string, Digest> digests(const std::string& resources) {
  const tmpl::Document document("t.json", "{\"Resources\": " + resources + "}");
  EXPECT_TRUE(document.problems().empty());
  const tmpl::Index& index = document.index();
  const std::vector<Digest> all = digests_of(index);
  std::map<std::string, Digest> by_id;
  for (std::size_t i = 0; i < all.size(); ++i) {
    by_id.emplace(index.resources()[i].logical_id, all[i]);
  }
  return by_id;
}

Digest digest_of_bucket(const std::string& properties) {
  return digests(R"({"B": {"Type": "AWS::S3::Bucket", "Properties": {)" + properties + "}}}")
      .at("B");
}

TEST(LockDigest, OrderAndFormAndTagsSayNothing) {
  const Digest one = digest_of_bucket(R"("BucketName": {"Fn::Sub": "logs-${AWS::Region}"},
                               "VersioningConfiguration": {"Status": "Enabled"})");
  EXPECT_EQ(one, digest_of_bucket(R"("VersioningConfiguration": {"Status": "Enabled"},
                           "Tags": [{"Key": "Name", "Value": "App/Logs"}],
                           "BucketName": {"Fn::Join": ["-", ["logs", {"Ref": "AWS::Region"}]]})"));
}

TEST(LockDigest, AnyJsonInATextIsReadForWhatItSays) {
  const auto digest_of_text = [](const std::string& type, const std::string& text) {
    return digests(R"({"R": {"Type": ")" + type + R"(", "Properties": {)" + text + "}}}").at("R");
  };
  const Digest one = digest_of_text("AWS::SSM::Parameter", R"("Value": "{\"a\": 1}")");
  EXPECT_EQ(one, digest_of_text("AWS::SSM::Parameter", R"("Value": "{ \"a\":1 }")"));
  // Lock files that are written must stay what they are.
  EXPECT_EQ(to_text(digest_of_text("AWS::CloudWatch::Dashboard",
                                   R"("DashboardBody": "{\"widgets\": [1]}")")),
            "283335ca09-a638cbb2db-0000000000");
}

TEST(LockDigest, AnotherValueIsAnotherContent) {
  const Digest one = digest_of_bucket(R"("BucketName": "logs", "ObjectLockEnabled": true)");
  const Digest other = digest_of_bucket(R"("BucketName": "logs", "ObjectLockEnabled": false)");
  EXPECT_NE(one.content, other.content);
  EXPECT_NE(one.properties, other.properties);
}

TEST(LockDigest, WhatIsFixedHasANumberOfItsOwn) {
  const Digest one = digest_of_bucket(R"("BucketName": "logs")");
  EXPECT_NE(one.fixed, 0U);
  EXPECT_EQ(one.fixed,
            digest_of_bucket(R"("BucketName": "logs", "VersioningConfiguration": {})").fixed);
  EXPECT_NE(one.fixed, digest_of_bucket(R"("BucketName": "images")").fixed);
  EXPECT_EQ(digest_of_bucket("").fixed, 0U);
}

TEST(LockDigest, OnlyStatefulResourcesKeepTheirProperties) {
  EXPECT_EQ(
      digest_of_bucket(R"("BucketName": "logs", "ObjectLockEnabled": true)").properties.size(), 2U);
  const auto topic =
      digests(R"({"T": {"Type": "AWS::SNS::Topic", "Properties": {"TopicName": "t"}}})");
  EXPECT_TRUE(topic.at("T").properties.empty());
}

constexpr const char* network = R"({
  "Vpc": {"Type": "AWS::EC2::VPC"},
  "One": {"Type": "AWS::EC2::Subnet",
          "Properties": {"VpcId": {"Ref": "Vpc"}, "CidrBlock": "10.0.1.0/24"}},
  "Two": {"Type": "AWS::EC2::Subnet",
          "Properties": {"VpcId": {"Ref": "Vpc"}, "CidrBlock": "10.0.2.0/24"}},
  "TableOne": {"Type": "AWS::EC2::RouteTable", "Properties": {"VpcId": {"Ref": "Vpc"}}},
  "TableTwo": {"Type": "AWS::EC2::RouteTable", "Properties": {"VpcId": {"Ref": "Vpc"}}},
  "LinkOne": {"Type": "AWS::EC2::SubnetRouteTableAssociation",
              "Properties": {"SubnetId": {"Ref": "One"}, "RouteTableId": {"Ref": "TableOne"}}},
  "LinkTwo": {"Type": "AWS::EC2::SubnetRouteTableAssociation",
              "Properties": {"SubnetId": {"Ref": "Two"}, "RouteTableId": {"Ref": "TableTwo"}}}})";

TEST(LockDigest, TwinsAreToldApartByWhatUsesThem) {
  const auto all = digests(network);
  EXPECT_EQ(all.at("TableOne").content, all.at("TableTwo").content);
  EXPECT_NE(all.at("TableOne").connected, all.at("TableTwo").connected);
}

TEST(LockDigest, NamesOfWhatIsReferredToSayNothing) {
  std::string renamed = network;
  for (std::size_t at = renamed.find("TableOne"); at != std::string::npos;
       at = renamed.find("TableOne", at)) {
    renamed.replace(at, 8, "Zebra");
  }
  const auto before = digests(network);
  const auto after = digests(renamed);
  EXPECT_EQ(before.at("TableOne"), after.at("Zebra"));
  EXPECT_EQ(before.at("LinkOne"), after.at("LinkOne"));
}

TEST(LockDigest, ATextIsReadAsTheDigestThatItWasWrittenFrom) {
  const Digest one = digest_of_bucket(R"("BucketName": "logs", "ObjectLockEnabled": true)");
  EXPECT_EQ(digest_of(to_text(one)), one);
}

TEST(LockDigest, SimilarityIsTheShareOfEqualProperties) {
  const Digest one{.properties = {1, 2, 3}};
  EXPECT_EQ(similarity(one, one), 1.0);
  EXPECT_EQ(similarity(one, {.properties = {2, 3, 4}}), 0.5);
  EXPECT_EQ(similarity(one, {}), 0.0);
  EXPECT_EQ(similarity({}, {}), 0.0);
}

}  // namespace
}  // namespace omnitrack::lock
