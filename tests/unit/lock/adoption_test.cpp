#include "lock/adoption.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "lock/likeness.hpp"
#include "template/document.hpp"

namespace omnitrack::lock {
namespace {

tmpl::Document parsed(const std::string& resources) {
  tmpl::Document document("t.json", "{\"Resources\": {" + resources + "}}");
  EXPECT_TRUE(document.problems().empty()) << resources;
  return document;
}

// The matches of two templates as `ours=old(certainty) `, then `+new` and `-gone`.
std::string matched(const std::string& old, const std::string& ours,
                    std::vector<std::pair<std::string, std::string>> given = {}) {
  const tmpl::Document old_document = parsed(old);
  const tmpl::Document our_document = parsed(ours);
  const tmpl::Index& old_index = old_document.index();
  const tmpl::Index& our_index = our_document.index();
  AdoptionInput input{.old = &old_index, .ours = &our_index, .paths = {}};
  input.given = std::move(given);
  for (const auto& each : our_index.resources()) input.paths.emplace_back(each.logical_id);
  const Adoption adoption = match_resources(input);
  std::string text;
  for (const Match& each : adoption.matches) {
    text.append(each.ours->logical_id).append("=").append(each.old->logical_id).append("(");
    text.append(name_of(each.certainty)).append(") ");
  }
  for (const auto* each : adoption.fresh) text.append("+").append(each->logical_id).append(" ");
  for (const auto* each : adoption.gone) text.append("-").append(each->logical_id).append(" ");
  return text;
}

std::string resource(const std::string& id, const std::string& type,
                     const std::string& properties = "") {
  return "\"" + id + "\": {\"Type\": \"AWS::" + type + "\", \"Properties\": {" + properties + "}}";
}

std::string bucket(const std::string& id, const std::string& properties = "") {
  return resource(id, "S3::Bucket", properties);
}

TEST(Adoption, WhatHasTheSameNameIsTheSame) {
  EXPECT_EQ(matched(bucket("One1A2B3C4D", R"("BucketName": "logs")") + ',' +
                        bucket("Two1A2B3C4D", R"("BucketName": "images")"),
                    bucket("Images", R"("BucketName": "images", "VersioningConfiguration": 1)") +
                        ',' + bucket("Logs", R"("BucketName": "logs")")),
            "Images=Two1A2B3C4D(certain) Logs=One1A2B3C4D(certain) ");
}

TEST(Adoption, ANameIsTheSameWithItsAccountWrittenOut) {
  const tmpl::Document old = parsed(bucket("One", R"("BucketName": "logs-111122223333")") + ',' +
                                    bucket("Two", R"("BucketName": "data-111122223333")"));
  const tmpl::Document ours =
      parsed(bucket("Data", R"("BucketName": {"Fn::Sub": "data-${AWS::AccountId}"})") + ',' +
             bucket("Logs", R"("BucketName": {"Fn::Sub": "logs-${AWS::AccountId}"})"));
  AdoptionInput input{.old = &old.index(), .ours = &ours.index(), .paths = {"Data", "Logs"}};
  input.surroundings.account = {.text = "111122223333", .source = "test"};
  const Adoption adoption = match_resources(input);
  ASSERT_EQ(adoption.matches.size(), 2);
  EXPECT_EQ(adoption.matches[0].old->logical_id, "Two");
  EXPECT_EQ(adoption.matches[0].certainty, Certainty::certain);
  EXPECT_EQ(adoption.matches[0].why, "the same BucketName 'data-111122223333'");
}

TEST(Adoption, AReferenceToANamedResourceIsItsName) {
  const std::string function = R"("FunctionName": "jobs", "Role": "r")";
  EXPECT_EQ(matched(resource("F1A2B3C4D", "Lambda::Function", function) + ',' +
                        resource("G", "Logs::LogGroup", R"("LogGroupName": "/aws/lambda/jobs")") +
                        ',' + resource("H", "Logs::LogGroup", R"("LogGroupName": "other")"),
                    resource("Jobs", "Lambda::Function", function) + ',' +
                        resource("Logs", "Logs::LogGroup",
                                 R"("LogGroupName": {"Fn::Sub": "/aws/lambda/${Jobs}"})")),
            "Jobs=F1A2B3C4D(certain) Logs=G(certain) -H ");
}

TEST(Adoption, TheFormOfANameSaysNothing) {
  EXPECT_EQ(
      matched(bucket("A", R"("BucketName": {"Fn::Join": ["-", ["a", {"Ref": "AWS::Region"}]]})") +
                  ',' + bucket("B", R"("BucketName": "b")"),
              bucket("X", R"("BucketName": {"Fn::Sub": "a-${AWS::Region}"})") + ',' +
                  bucket("Y", R"("BucketName": "c")")),
      "X=A(certain) +Y -B ");
}

TEST(Adoption, TheOnlyOneOfATypeIsLikelyTheSame) {
  EXPECT_EQ(matched(resource("Pool", "Cognito::UserPool", R"("UserPoolName": "users")"),
                    resource("Users", "Cognito::UserPool",
                             R"("UserPoolName": "users", "DeletionProtection": "ACTIVE")")),
            "Users=Pool(certain) ");
}

TEST(Adoption, AnotherNameOfTheOnlyOneMakesItAGuess) {
  EXPECT_EQ(
      matched(bucket("A", R"("BucketName": "a", "VersioningConfiguration": {"Status": "On"})"),
              bucket("B", R"("BucketName": "b", "VersioningConfiguration": {"Status": "On"})")),
      "B=A(guess) ");
}

std::string noted(const std::string& id, const std::string& type, const std::string& path,
                  const std::string& properties = "") {
  return "\"" + id + "\": {\"Type\": \"AWS::" + type + R"(", "Metadata": {"aws:cdk:path": "S/)" +
         path + "\"}, \"Properties\": {" + properties + "}}";
}

constexpr const char* encrypted = R"("BucketEncryption": {"a": 1}, "OwnershipControls": {"b": 2})";

TEST(Adoption, WhatHasNoPropertiesIsTheSameByItsPath) {
  EXPECT_EQ(matched(noted("Bucket1A2B3C4D", "S3::Bucket", "Uploads/Resource") + ',' +
                        noted("Bucket5E6F7A8B", "S3::Bucket", "Site/Reports/Resource"),
                    bucket("Reports", encrypted) + ',' + bucket("Uploads", encrypted)),
            "Reports=Bucket5E6F7A8B(likely) Uploads=Bucket1A2B3C4D(likely) ");
}

TEST(Adoption, WithoutItsPathItIsTheSameByItsNameButForTheHash) {
  EXPECT_EQ(matched(bucket("Uploads1A2B3C4D") + ',' + bucket("Reports5E6F7A8B"),
                    bucket("Reports", encrypted) + ',' + bucket("Uploads", encrypted)),
            "Reports=Reports5E6F7A8B(likely) Uploads=Uploads1A2B3C4D(likely) ");
}

TEST(Adoption, APathSaysNothingAgainstWhatCannotChange) {
  const auto table = [](const std::string& key) {
    return R"("KeySchema": [{"AttributeName": ")" + key + R"(", "KeyType": "HASH"}])";
  };
  EXPECT_EQ(matched(noted("Orders1A2B3C4D", "DynamoDB::Table", "Orders/Resource", table("a")) +
                        ',' + resource("Items5E6F7A8B", "DynamoDB::Table", table("b")),
                    resource("Orders", "DynamoDB::Table", table("b"))),
            "Orders=Items5E6F7A8B(certain) -Orders1A2B3C4D ");
}

// The CDK gives the narrow subnets their addresses first.
TEST(Adoption, AddressesThatToolsChooseSayLessThanThePath) {
  const auto subnet = [](const std::string& block) {
    return R"("VpcId": {"Ref": "V"}, "AvailabilityZone": "eu-west-1a", "CidrBlock": ")" + block +
           '"';
  };
  const std::string vpc = resource("V", "EC2::VPC", R"("CidrBlock": "10.0.0.0/16")");
  EXPECT_EQ(
      matched(vpc + ',' + noted("A1A2B3C4D", "EC2::Subnet", "A/Subnet", subnet("10.0.1.0/24")) +
                  ',' + noted("B1A2B3C4D", "EC2::Subnet", "B/Subnet", subnet("10.0.2.0/24")) + ',' +
                  noted("C1A2B3C4D", "EC2::Subnet", "C/Subnet", subnet("10.0.0.0/24")),
              vpc + ',' + resource("A", "EC2::Subnet", subnet("10.0.0.0/24")) + ',' +
                  resource("B", "EC2::Subnet", subnet("10.0.1.0/24")) + ',' +
                  resource("C", "EC2::Subnet", subnet("10.0.2.0/24"))),
      "V=V(certain) A=A1A2B3C4D(likely) B=B1A2B3C4D(likely) C=C1A2B3C4D(likely) ");
}

TEST(Adoption, ANameThatToolsChooseSaysLessThanThePath) {
  const auto proxy = [](const std::string& name) {
    return R"("DBProxyName": ")" + name + R"(", "EngineFamily": "POSTGRESQL")";
  };
  EXPECT_EQ(matched(noted("P1A2B3C4D", "RDS::DBProxy", "P/Resource", proxy("SP5E6F7A8B")) + ',' +
                        noted("Q1A2B3C4D", "RDS::DBProxy", "Q/Resource", proxy("SQ5E6F7A8B")),
                    resource("P", "RDS::DBProxy", proxy("s-p")) + ',' +
                        resource("Q", "RDS::DBProxy", proxy("s-q"))),
            "P=P1A2B3C4D(likely) Q=Q1A2B3C4D(likely) ");
}

TEST(Adoption, OneEndOfTwoPathsTellsNothing) {
  EXPECT_EQ(matched(noted("A", "S3::Bucket", "One/Files/Resource") + ',' +
                        noted("B", "S3::Bucket", "Two/Files/Resource"),
                    bucket("Files", encrypted)),
            "+Files -A -B ");
}

TEST(Adoption, WhatIsMeantToGoIsMatchedWithNothing) {
  const std::string queue = resource("Queue", "SQS::Queue");
  EXPECT_EQ(matched(queue, queue, {{"Queue", ""}}), "+Queue -Queue ");
}

TEST(Adoption, TheOnlyOneIsNoSurerThanWhatItRestsOn) {
  const auto pool = [](const std::string& id, const std::string& property,
                       const std::string& client) {
    return resource(id, "Cognito::UserPool", property) + ',' +
           resource(id + id, "Cognito::UserPoolClient",
                    client + R"(, "ReadAttributes": [], "UserPoolId": {"Ref": ")" + id + "\"}");
  };
  EXPECT_EQ(matched(pool("X", R"("EnabledMfas": [], "MfaConfiguration": "OFF")",
                         R"("GenerateSecret": true, "ClientName": "a", "CallbackURLs": ["a"])"),
                    pool("Q", R"("Policies": {}, "MfaConfiguration": "ON")",
                         R"("GenerateSecret": false, "ClientName": "b", "CallbackURLs": ["b"])")),
            "Q=X(guess) QQ=XX(guess) ");
}

TEST(Adoption, ResourcesOfOtherTypesAreNewAndGone) {
  EXPECT_EQ(matched(resource("T", "SNS::Topic"), resource("T", "SQS::Queue")), "+T -T ");
}

constexpr const char* two_zones = R"(
  "V1": {"Type": "AWS::EC2::VPC", "Properties": {"CidrBlock": "10.0.0.0/16"}},
  "S1": {"Type": "AWS::EC2::Subnet",
         "Properties": {"VpcId": {"Ref": "V1"}, "CidrBlock": "10.0.1.0/24"}},
  "S2": {"Type": "AWS::EC2::Subnet",
         "Properties": {"VpcId": {"Ref": "V1"}, "CidrBlock": "10.0.2.0/24"}},
  "E1": {"Type": "AWS::EC2::EIP", "Properties": {"Domain": "vpc"}},
  "E2": {"Type": "AWS::EC2::EIP", "Properties": {"Domain": "vpc"}},
  "N1": {"Type": "AWS::EC2::NatGateway", "Properties": {"SubnetId": {"Ref": "S1"},
         "AllocationId": {"Fn::GetAtt": ["E1", "AllocationId"]}}},
  "N2": {"Type": "AWS::EC2::NatGateway", "Properties": {"SubnetId": {"Ref": "S2"},
         "AllocationId": {"Fn::GetAtt": ["E2", "AllocationId"]}}})";

// The same with other ids, which say nothing: the second zone's begin with P, the first one's with
// Q.
std::string renamed(std::string text) {
  const std::vector<std::pair<std::string, std::string>> names{
      {"V1", "Net"}, {"S1", "Qs"}, {"S2", "Ps"}, {"E1", "Qe"},
      {"E2", "Pe"},  {"N1", "Qn"}, {"N2", "Pn"}};
  for (const auto& [from, to] : names) {
    const std::string quoted = '"' + from + '"';
    for (std::size_t at = text.find(quoted); at != std::string::npos; at = text.find(quoted)) {
      text.replace(at, quoted.size(), '"' + to + '"');
    }
  }
  return text;
}

TEST(Adoption, TwinsAreToldApartByWhatTheyAreConnectedTo) {
  EXPECT_EQ(matched(two_zones, renamed(two_zones)),
            "Net=V1(certain) Qs=S1(certain) Ps=S2(certain) Qe=E1(certain) Pe=E2(certain) "
            "Qn=N1(certain) Pn=N2(certain) ");
}

TEST(Adoption, TwinsWithoutConnectionsAreMatchedByTheirNamesAtMost) {
  EXPECT_EQ(
      matched(resource("JobsQueue1A2B3C4D", "SQS::Queue") + ',' +
                  resource("MailQueue5E6F7A8B", "SQS::Queue"),
              resource("MailQueue", "SQS::Queue") + ',' + resource("JobsQueue", "SQS::Queue")),
      "MailQueue=MailQueue5E6F7A8B(likely) JobsQueue=JobsQueue1A2B3C4D(likely) ");
}

TEST(Adoption, TwinsWithoutAnythingThatTellsAreGuesses) {
  EXPECT_THAT(matched(resource("A1", "SQS::Queue") + ',' + resource("B1", "SQS::Queue"),
                      resource("X2", "SQS::Queue") + ',' + resource("Y2", "SQS::Queue")),
              testing::MatchesRegex(R"(X2=..\(guess\) Y2=..\(.*\) )"));
}

TEST(Adoption, NoMatchIsSurerThanWhatItRestsOn) {
  const auto with_policies = [](const std::string& one, const std::string& two) {
    const auto policy = [](const std::string& of) {
      return "\"" + of +
             "P\": {\"Type\": \"AWS::SQS::QueuePolicy\", \"Properties\": {\"Queues\": " +
             "[{\"Ref\": \"" + of + "\"}], \"PolicyDocument\": {}}}";
    };
    return resource(one, "SQS::Queue") + ',' + resource(two, "SQS::Queue") + ',' + policy(one) +
           ',' + policy(two);
  };
  EXPECT_THAT(matched(with_policies("A1", "B1"), with_policies("X2", "Y2")),
              testing::Not(testing::HasSubstr("certain")));
}

TEST(Adoption, WhatIsMatchedTellsAlongAChainInBothDirections) {
  // Only the first of them is named; each other one is told by the one before, or by the one
  // behind.
  const auto chain = [](const std::string& ids, bool is_named_last) {
    std::string resources;
    for (std::size_t i = 0; i < ids.size(); ++i) {
      const bool is_named = is_named_last ? i + 1 == ids.size() : i == 0;
      std::string properties =
          i == 0 ? "" : R"("DisplayName": {"Ref": ")" + ids.substr(i - 1, 1) + "\"}";
      if (is_named) {
        properties += properties.empty() ? R"("TopicName": "one")" : R"(, "TopicName": "one")";
      }
      resources += (i == 0 ? "" : ",") + resource(ids.substr(i, 1), "SNS::Topic", properties);
    }
    return resources;
  };
  EXPECT_EQ(matched(chain("abcdefgh", false), chain("STUVWXYZ", false)),
            "S=a(certain) T=b(certain) U=c(certain) V=d(certain) W=e(certain) X=f(certain) "
            "Y=g(certain) Z=h(certain) ");
  EXPECT_EQ(matched(chain("abcdefgh", true), chain("STUVWXYZ", true)),
            "S=a(certain) T=b(certain) U=c(certain) V=d(certain) W=e(certain) X=f(certain) "
            "Y=g(certain) Z=h(certain) ");
}

TEST(Adoption, NeverAreTwoMatchedToOne) {
  EXPECT_EQ(matched(resource("Queue", "SQS::Queue"),
                    resource("Queue", "SQS::Queue") + ',' + resource("Queue2", "SQS::Queue")),
            "Queue=Queue(likely) +Queue2 ");
}

TEST(Adoption, WhatTheUserSaysStands) {
  const std::string old = bucket("A", R"("BucketName": "a")") + ',' + bucket("B");
  const std::string ours = bucket("X", R"("BucketName": "a")") + ',' + bucket("Y");
  EXPECT_EQ(matched(old, ours), "X=A(certain) Y=B(certain) ");
  EXPECT_EQ(matched(old, ours, {{"B", "X"}, {"A", "Y"}}), "X=B(certain) Y=A(certain) ");
  EXPECT_EQ(matched(old, ours, {{"", "Y"}}), "X=A(certain) +Y -B ");
}

TEST(Adoption, TheReasonIsTold) {
  const tmpl::Document old = parsed(bucket("A", R"("BucketName": "logs")"));
  const tmpl::Document ours = parsed(bucket("B", R"("BucketName": "logs")"));
  const Adoption adoption =
      match_resources({.old = &old.index(), .ours = &ours.index(), .paths = {"B"}, .given = {}});
  ASSERT_EQ(adoption.matches.size(), 1U);
  EXPECT_EQ(adoption.matches.front().why, "the same BucketName 'logs'");
}

TEST(Likeness, TheHashOfAToolIsLeftOut) {
  EXPECT_EQ(without_hash("MainTable74195DAB"), "MainTable");
  EXPECT_EQ(without_hash("MainTable"), "MainTable");
  EXPECT_EQ(without_hash("74195DAB"), "74195DAB");
}

TEST(Likeness, TextsAreComparedWithoutRegardToCase) {
  const auto likeness = [](std::string_view one, std::string_view other) {
    return ComparedText(one).likeness(ComparedText(other));
  };
  EXPECT_EQ(likeness("SmsRole", "smsrole"), 1.0);
  EXPECT_EQ(likeness("abc", "xyz"), 0.0);
  EXPECT_GT(likeness("VpcFlowLogRole", "VpcFlowLogsRole"), 0.8);
  EXPECT_EQ(likeness("a", ""), 0.0);
  EXPECT_EQ(likeness("", ""), 1.0);
  EXPECT_LT(likeness("ababa", "babab"), 1.0);
}

}  // namespace
}  // namespace omnitrack::lock
