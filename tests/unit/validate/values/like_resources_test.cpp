#include <string>
#include <vector>

#include <gmock/gmock.h>

#include "validate/validate_test.hpp"

namespace omnitrack::validate {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;

// What is found in a template of resources that follow one another: all as JSON, where what stands
// in the last one of the type is not checked again, must be what is found in each alone.
class LikeResources : public testing::Test {
 protected:
  static std::string resource(const std::string& id, const std::string& inner) {
    return '"' + id + "\": {" + inner + '}';
  }

  static std::string found(const std::vector<std::string>& resources,
                           const std::string& more = "") {
    std::string text = "{" + more + "\"Resources\": {";
    for (std::size_t i = 0; i < resources.size(); ++i) {
      text.append(i == 0 ? "" : ", ").append(resource("R" + std::to_string(i), resources[i]));
    }
    text += "}}";
    const std::string as_json = found_in(text);
    // A comment makes it YAML, in which every value is checked.
    EXPECT_EQ(paths_of(as_json), paths_of(found_in("# yaml\n" + text)));
    return as_json;
  }

  static std::string table(const std::string& name, const std::string& key_schema,
                           const std::string& more = "") {
    return R"("Type": "AWS::DynamoDB::Table", "UpdateReplacePolicy": "Retain", "DeletionPolicy": "Retain", )" +
           more + R"("Properties": {"TableName": ")" + name +
           R"(", "BillingMode": "PAY_PER_REQUEST", )" + R"("KeySchema": )" + key_schema +
           R"(, "AttributeDefinitions": [{"AttributeName": "PK", "AttributeType": "S"}]})";
  }

 private:
  // The codes and paths, without the places.
  static std::vector<std::string> paths_of(const std::string& lines) {
    std::vector<std::string> paths;
    std::size_t begin = 0;
    while (begin < lines.size()) {
      const std::size_t end = lines.find('\n', begin);
      const std::string line = lines.substr(begin, end - begin);
      const std::size_t place = line.find(' ', line.find(' ') + 1);
      paths.push_back(line.substr(0, place) + line.substr(line.find(' ', place + 1)));
      begin = end + 1;
    }
    return paths;
  }
};

constexpr const char* good = R"([{"AttributeName": "PK", "KeyType": "HASH"}])";

TEST_F(LikeResources, AMistakeIsFoundWhereverItStands) {
  const std::string wrong = R"([{"AttributeName": "PK", "KeyType": "HASHED"}])";
  EXPECT_THAT(found({table("one", good), table("two", good), table("three", wrong)}),
              HasSubstr("Resources/R2/Properties/KeySchema"));
  EXPECT_THAT(found({table("one", wrong), table("two", good), table("three", good)}),
              HasSubstr("Resources/R0/Properties/KeySchema"));
  const std::string twice = found({table("one", wrong), table("two", wrong)});
  EXPECT_THAT(twice, HasSubstr("Resources/R0/Properties/KeySchema"));
  EXPECT_THAT(twice, HasSubstr("Resources/R1/Properties/KeySchema"));
}

TEST_F(LikeResources, ANameIsCheckedInEach) {
  const std::string lines = found({table("one", good), table("t2", good), table("three", good)});
  EXPECT_THAT(lines, HasSubstr("Resources/R1/Properties/TableName"));
}

TEST_F(LikeResources, RulesSeeAPropertyThatChanges) {
  const auto queue = [](const std::string& inner) {
    return R"("Type": "AWS::SQS::Queue", "Properties": {)" + inner + '}';
  };
  EXPECT_THAT(found({queue(R"("FifoQueue": true, "QueueName": "a.fifo")"),
                     queue(R"("FifoQueue": true, "QueueName": "b.fifo")"),
                     queue(R"("FifoQueue": true, "QueueName": "c")")}),
              HasSubstr("Resources/R2/Properties"));
  EXPECT_THAT(found({queue(R"("FifoQueue": true, "QueueName": "a.fifo")"),
                     queue(R"("FifoQueue": false, "QueueName": "b.fifo")")}),
              HasSubstr("Resources/R1/Properties"));
}

TEST_F(LikeResources, AMemberMoreOrLessIsSeen) {
  const auto subnet = [](const std::string& inner) {
    return R"("Type": "AWS::EC2::Subnet", "Properties": {)" + inner + '}';
  };
  const std::string whole = R"("CidrBlock": "10.0.0.0/24", "VpcId": "vpc-12345678")";
  EXPECT_THAT(found({subnet(whole), subnet(R"("CidrBlock": "10.0.0.0/24")")}),
              HasSubstr("R1/Properties: the required property 'VpcId' is missing"));
  EXPECT_THAT(found({subnet(whole), subnet(whole + R"(, "Cidr": "x")")}),
              HasSubstr("Resources/R1/Properties/Cidr"));
}

TEST_F(LikeResources, WhatACallNamesIsCheckedInEach) {
  const auto bucket = [](const std::string& status) {
    return R"("Type": "AWS::S3::Bucket", "Properties": {"VersioningConfiguration": {"Status": )" +
           status + "}}";
  };
  const std::string parameter = R"("Parameters": {"P": {"Type": "String", "Default": "On"}}, )";
  const std::string lines =
      found({bucket(R"({"Ref": "P"})"), bucket(R"({"Ref": "P"})")}, parameter);
  EXPECT_THAT(lines, HasSubstr("Parameters/P/Default"));
  EXPECT_THAT(found({bucket(R"("Enabled")"), bucket(R"("Enabled")")}), IsEmpty());
}

TEST_F(LikeResources, UnderAConditionLessIsToldAndNothingIsKept) {
  const std::string conditions =
      R"("Parameters": {"P": {"Type": "String"}}, "Conditions": {"C": {"Fn::Equals": [{"Ref": "P"}, "x"]}}, )";
  const auto subnet = [](const std::string& vpc, const std::string& more) {
    return R"("Type": "AWS::EC2::Subnet", )" + more +
           R"("Properties": {"CidrBlock": "10.0.0.0/24", "VpcId": ")" + vpc + "\"}";
  };
  EXPECT_THAT(found({subnet("no-vpc", R"("Condition": "C", )"), subnet("no-vpc", "")}, conditions),
              HasSubstr("Resources/R1/Properties/VpcId"));
}

TEST_F(LikeResources, InABranchLessIsToldAndNothingIsKept) {
  const std::string conditions =
      R"("Parameters": {"P": {"Type": "String"}}, "Conditions": {"C": {"Fn::Equals": [{"Ref": "P"}, "x"]}}, )";
  const std::string wrong = R"({"CidrBlock": "10.0.0.0/24", "VpcId": "no-vpc"})";
  const std::string type = R"("Type": "AWS::EC2::Subnet", "Properties": )";
  EXPECT_THAT(found({type + R"({"Fn::If": ["C", )" + wrong + ", " + wrong + "]}", type + wrong},
                    conditions),
              HasSubstr("Resources/R1/Properties/VpcId"));
}

TEST_F(LikeResources, PropertiesThatAreATextAreNotComparedAsAMap) {
  const std::string type = R"("Type": "AWS::EC2::VPC", "Properties": )";
  const std::string good_vpc = type + R"({"CidrBlock": "10.0.0.0/16"})";
  const std::string text = type + R"("web")";
  for (const std::string& other : {type + "{}", good_vpc, text}) {
    EXPECT_THAT(found({other, text, other}),
                HasSubstr("Resources/R1/Properties: 'Properties' must be a map"));
  }
}

}  // namespace
}  // namespace omnitrack::validate
