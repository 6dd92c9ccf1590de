#include "lock/pins.hpp"

#include <gtest/gtest.h>

#include "template/document.hpp"

namespace omnitrack::lock {
namespace {

constexpr const char* subnets = R"(
  "G": {"Type": "AWS::ElastiCache::SubnetGroup", "Properties": {"Description": "d",
        "CacheSubnetGroupName": "NAME", "SubnetIds": ["a"]}})";

// The pins of what is on both sides under one id, as `Id/Pointer=deployed `. What holds data is
// told by `stateful`, the others are certain matches without data.
std::string pins(const std::string& old, const std::string& ours,
                 const std::vector<std::string>& stateful = {},
                 Certainty certainty = Certainty::certain) {
  const tmpl::Document old_document("old.json", "{\"Resources\": {" + old + "}}");
  const tmpl::Document our_document("new.json", "{\"Resources\": {" + ours + "}}");
  EXPECT_TRUE(old_document.problems().empty()) << old;
  EXPECT_TRUE(our_document.problems().empty()) << ours;
  AdoptedStack stack{.name = "S", .old = &old_document.index()};
  for (const tmpl::ResourceEntry& each : old_document.index().resources()) {
    const std::string id(each.logical_id);
    const bool holds = std::find(stateful.begin(), stateful.end(), id) != stateful.end();
    stack.resources.push_back({.certainty = certainty,
                               .path = "S/" + id,
                               .old_id = id,
                               .new_id = id,
                               .type = std::string(each.type_name),
                               .why = {},
                               .data = holds ? "data" : ""});
  }
  const AdoptionPlan plan{.stacks = {stack}, .chosen = {}};
  const tmpl::Index* index = &our_document.index();
  std::string text;
  for (const PlannedPin& each : find_pins(plan, look_ahead(plan, {&index, 1}))) {
    text += each.logical_id + each.pin.pointer + '=' + each.pin.deployed + ' ';
  }
  return text;
}

std::string table(const std::string& name) {
  return R"("T": {"Type": "AWS::DynamoDB::Table", "Properties": {"TableName": )" + name +
         R"(, "AttributeDefinitions": [{"AttributeName": "a", "AttributeType": "S"}],
            "KeySchema": [{"AttributeName": "a", "KeyType": "HASH"}]}})";
}

std::string with_name(std::string text, const std::string& name) {
  return text.replace(text.find("NAME"), 4, name);
}

TEST(Pins, WhatHoldsDataKeepsWhatAChangeReplaces) {
  EXPECT_EQ(pins(table("\"old\""), table("\"new\""), {"T"}), "T/TableName=\"old\" ");
}

TEST(Pins, WhatHoldsNoDataMayBeReplaced) {
  const auto topic = [](const std::string& name) {
    return R"("T": {"Type": "AWS::SNS::Topic", "Properties": {"TopicName": ")" + name + "\"}}";
  };
  EXPECT_EQ(pins(topic("a"), topic("b")), "");
}

TEST(Pins, WhatIsDeployedWithoutAPropertyIsKeptWithoutIt) {
  const std::string plain = R"("B": {"Type": "AWS::S3::Bucket", "Properties": {}})";
  const std::string named =
      R"("B": {"Type": "AWS::S3::Bucket", "Properties": {"BucketName": "new-name"}})";
  EXPECT_EQ(pins(plain, named, {"B"}), "B/BucketName= ");
  EXPECT_EQ(pins(named, plain, {"B"}), "B/BucketName=\"new-name\" ");
}

TEST(Pins, WhatDiffersInAListIsKeptAsAWhole) {
  std::string other = table("\"t\"");
  other.replace(other.find("\"HASH\""), 6, "\"RANGE\"");
  EXPECT_EQ(pins(table("\"t\""), other, {"T"}),
            R"(T/KeySchema=[{"AttributeName":"a","KeyType":"HASH"}] )");
}

TEST(Pins, WhatAReplacementOfDataFollowsFromIsKeptToo) {
  const std::string cluster = R"(, "C": {"Type": "AWS::ElastiCache::CacheCluster", "Properties": {
      "CacheSubnetGroupName": {"Ref": "G"}, "CacheNodeType": "cache.t3.micro", "Engine": "redis",
      "NumCacheNodes": 1}})";
  EXPECT_EQ(pins(with_name(subnets, "a") + cluster, with_name(subnets, "b") + cluster, {"C"}),
            "G/CacheSubnetGroupName=\"a\" ");
}

TEST(Pins, AValueThatNamesWhatTheAppHasNotIsLeftToTheCode) {
  EXPECT_EQ(pins(table(R"({"Fn::Sub": "a-${B}"})") + R"(, "B": {"Type": "AWS::SNS::Topic"})",
                 table("\"new\""), {"T"}),
            "");
  EXPECT_EQ(pins(table(R"({"Fn::Sub": "a-${AWS::Region}"})"), table("\"new\""), {"T"}),
            R"(T/TableName={"Fn::Sub":"a-${AWS::Region}"} )");
}

TEST(Pins, SettingsThatToolsGiveByThemselvesAreKept) {
  const auto group = [](const std::string& description) {
    return R"("G": {"Type": "AWS::EC2::SecurityGroup", "Properties": {"VpcId": "vpc-1",
            "GroupDescription": ")" +
           description + "\"}}";
  };
  EXPECT_EQ(pins(group("a"), group("b")), "G/GroupDescription=\"a\" ");
  EXPECT_EQ(pins(group("a"), group("b"), {}, Certainty::guess), "G/GroupDescription=\"a\" ");
}

// EC2 refuses a rule that is there already.
TEST(Pins, APortThatIsReadOfADatabaseIsKept) {
  const auto rule = [](const std::string& port) {
    return R"("D": {"Type": "AWS::RDS::DBInstance", "Properties": {"Engine": "postgres",
                    "DBInstanceClass": "db.t4g.medium", "AllocatedStorage": "20"}},
              "R": {"Type": "AWS::EC2::SecurityGroupIngress", "Properties": {"GroupId": "sg-1",
                    "SourceSecurityGroupId": "sg-2", "IpProtocol": "tcp", "FromPort": )" +
           port + R"(, "ToPort": )" + port + "}}";
  };
  const std::string read = R"({"Fn::GetAtt": ["D", "Endpoint.Port"]})";
  EXPECT_EQ(pins(rule(read), rule("5432")), R"(R/FromPort={"Fn::GetAtt":["D","Endpoint.Port"]} )"
                                            R"(R/ToPort={"Fn::GetAtt":["D","Endpoint.Port"]} )");
  EXPECT_EQ(pins(rule("5432"), rule("5433")), "");
}

TEST(Pins, ATopicThatSaysThatItIsNoFifoTopicIsKept) {
  const auto topic = [](const std::string& property) {
    return R"("T": {"Type": "AWS::SNS::Topic", "Properties": {)" + property + "}}";
  };
  EXPECT_EQ(pins(topic(R"("FifoTopic": false)"), topic("")), "T/FifoTopic=false ");
}

TEST(Pins, ASecretKeepsItsValue) {
  const auto secret = [](const std::string& properties) {
    return R"("S": {"Type": "AWS::SecretsManager::Secret", "Properties": {)" + properties + "}}";
  };
  const std::string long_one = R"("GenerateSecretString": {"PasswordLength": 32})";
  const std::string short_one =
      R"("Name": "s", "GenerateSecretString": {"ExcludeCharacters": "@", "PasswordLength": 30})";
  EXPECT_EQ(pins(secret(short_one), secret(R"("Name": "s", )" + long_one), {"S"}),
            "S/GenerateSecretString/ExcludeCharacters=\"@\" "
            "S/GenerateSecretString/PasswordLength=30 ");
  EXPECT_EQ(pins(secret(long_one), secret("")), "") << "nothing is generated";
}

TEST(Pins, WhatIsRefusedStaysAsItIsDeployed) {
  const auto pool = [](const std::string& property) {
    return R"("P": {"Type": "AWS::Cognito::UserPool", "Properties": {)" + property + "}}";
  };
  EXPECT_EQ(pins(pool(""), pool(R"("UsernameConfiguration": {"CaseSensitive": false})")),
            "P/UsernameConfiguration= ");
  EXPECT_EQ(pins(pool(R"("UsernameConfiguration": {"CaseSensitive": true})"),
                 pool(R"("UsernameConfiguration": {"CaseSensitive": false})")),
            "P/UsernameConfiguration={\"CaseSensitive\":true} ");
}

TEST(Pins, APinIsAddedOnce) {
  Lock lock;
  lock.entries = {{.resource = {"S", "S/T", "T", "AWS::DynamoDB::Table"}}};
  const std::vector<PlannedPin> planned{
      {.stack = "S", .logical_id = "T", .pin = {"/TableName", "\"a\"", ""}},
      {.stack = "S", .logical_id = "Other", .pin = {"/TableName", "\"a\"", ""}}};
  EXPECT_EQ(add_pins(planned, lock), 1U);
  EXPECT_EQ(add_pins(planned, lock), 0U);
  EXPECT_EQ(lock.entries.front().resource.pins.size(), 1U);
}

}  // namespace
}  // namespace omnitrack::lock
