#include "lock/lock_file.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace omnitrack::lock {
namespace {

// What is said about a text that is not a lock file.
std::string said(const std::string& text) {
  std::vector<Diagnostic> problems;
  const auto lock = read_lock("lock.json", text, problems);
  EXPECT_EQ(lock.has_value(), problems.empty());
  std::string all;
  for (const Diagnostic& each : problems) all += to_text(each);
  return all;
}

std::string with_stacks(const std::string& stacks) {
  return "{\"format_version\": \"1.0\", \"digest_version\": \"1\",\n\"stacks\": " + stacks + "}";
}

Lock two_stacks() {
  Lock lock;
  lock.entries = {
      {.resource = {"Shop", "Shop/Orders", "Orders", "AWS::DynamoDB::Table"},
       .digest = Digest{.content = 0x1234, .connected = 0xabcd, .fixed = 0, .properties = {1, 9}}},
      {.resource = {"Data", "Data/\"B\"", "B", "Custom::Thing"}},
      {.resource = {"Shop", "Shop/Events", "Events", "AWS::SNS::Topic"}}};
  lock.sort();
  return lock;
}

TEST(LockFile, AResourceIsALineAndTheyAreSortedByStackAndId) {
  EXPECT_EQ(write_lock(two_stacks()),
            R"({
 "format_version": "1.0",
 "digest_version": "1",
 "stacks": {
  "Data": {
   "B": {"path": "Data/\"B\"", "type": "Custom::Thing"}
  },
  "Shop": {
   "Events": {"path": "Shop/Events", "type": "AWS::SNS::Topic"},
   "Orders": {"path": "Shop/Orders", "type": "AWS::DynamoDB::Table", "digest": "0000001234-000000abcd-0000000000-00010009"}
  }
 }
}
)");
}

TEST(LockFile, TheNestedStackOfAResourceStandsInItsLine) {
  Lock lock;
  lock.entries = {{.resource = {.stack = "Shop",
                                .path = "Shop/Jobs",
                                .logical_id = "Jobs",
                                .type = "AWS::SQS::Queue",
                                .nested = "NestedStack2"}}};
  const std::string text = write_lock(lock);
  EXPECT_THAT(text, testing::HasSubstr(R"("type": "AWS::SQS::Queue", "nested": "NestedStack2"})"));
  std::vector<Diagnostic> problems;
  const auto read = read_lock("lock.json", text, problems);
  ASSERT_TRUE(read.has_value());
  EXPECT_EQ(read->entries.front().resource.nested, "NestedStack2");
}

TEST(LockFile, ANestedStackWithoutALogicalIdIsToldWithItsPlace) {
  EXPECT_THAT(said(with_stacks(R"({"S": {"A": {"path": "S/A", "type": "T", "nested": "a/b"}}})")),
              testing::HasSubstr("lock.json:2:62: error OT1712: 'nested' must be the logical id"));
}

TEST(LockFile, PinsStandInTheLineOfTheirResource) {
  Lock lock;
  lock.entries = {{.resource = {"Shop",
                                "Shop/Users",
                                "Users",
                                "AWS::Cognito::UserPool",
                                {{"/Name", "\"a\"", "{\"Ref\":\"N\"}"}, {"/Tags", "", "[]"}}}}};
  const std::string text = write_lock(lock);
  EXPECT_THAT(
      text, testing::HasSubstr(R"(, "pins": {"/Name": {"deployed": "a", "in_code": {"Ref": "N"}}, )"
                               R"("/Tags": {"in_code": []}}})"));
  std::vector<Diagnostic> problems;
  const auto read = read_lock("lock.json", text, problems);
  ASSERT_TRUE(read.has_value());
  const std::vector<Pin>& pins = read->entries.front().resource.pins;
  ASSERT_EQ(pins.size(), 2U);
  EXPECT_EQ(pins[0].in_code, R"({"Ref":"N"})");
  EXPECT_EQ(pins[1].deployed, "");
  EXPECT_EQ(write_lock(*read), text);
}

TEST(LockFile, APinOfAnotherFormIsToldWithItsPlace) {
  EXPECT_THAT(
      said(with_stacks(R"({"S": {"A": {"path": "S/A", "type": "T", "pins": {"Name": {}}}}})")),
      testing::HasSubstr("lock.json:2:61: error OT1712: a pin is an object under a pointer "
                         "that begins with '/'"));
}

TEST(LockFile, ThePinsOfAPathAreTakenOut) {
  Lock lock;
  lock.entries = {{.resource = {"S", "S/Vpc/A", "A", "T", {{"/B", "1", ""}}}},
                  {.resource = {"S", "S/Other", "O", "T", {{"/B", "1", ""}}}}};
  EXPECT_TRUE(lock.unpin("S/Vpc"));
  EXPECT_FALSE(lock.unpin("S/Vpc"));
  EXPECT_TRUE(lock.entries[0].resource.pins.empty());
  EXPECT_EQ(lock.entries[1].resource.pins.size(), 1U);
}

TEST(LockFile, WhatIsWrittenIsReadAgain) {
  const std::string text = write_lock(two_stacks());
  std::vector<Diagnostic> problems;
  const auto lock = read_lock("lock.json", text, problems);
  ASSERT_TRUE(lock.has_value());
  EXPECT_EQ(write_lock(*lock), text);
  EXPECT_EQ(lock->entries[2].digest, two_stacks().entries[2].digest);
  EXPECT_EQ(lock->resources()[0].path, "Data/\"B\"");
}

TEST(LockFile, ALockWithoutAResourceIsReadAgain) {
  EXPECT_EQ(said(write_lock({})), "");
  EXPECT_EQ(write_lock({}),
            "{\n \"format_version\": \"1.0\",\n \"digest_version\": \"1\",\n \"stacks\": {}\n}\n");
}

TEST(LockFile, DigestsThatAreMadeInAnotherWayAreOfNoUse) {
  std::string text = write_lock(two_stacks());
  const std::string key = "\"digest_version\": \"1\"";
  text.replace(text.find(key), key.size(), "\"digest_version\": \"2\"");
  std::vector<Diagnostic> problems;
  const auto lock = read_lock("lock.json", text, problems);
  ASSERT_TRUE(lock.has_value());
  EXPECT_FALSE(lock->entries[2].digest.has_value());
}

TEST(LockFile, MembersOfLaterMinorVersionsAreNoErrors) {
  EXPECT_EQ(said(R"({"format_version": "1.7", "new": 1, "stacks": {"S": {"A":
                     {"path": "S/A", "type": "Custom::T", "new": []}}}})"),
            "");
}

TEST(LockFile, WhatIsNoJsonIsToldWithItsPlace) {
  EXPECT_THAT(said("{\"format_version\": }"),
              testing::StartsWith("lock.json:1:20: error OT1711: not JSON: "));
}

TEST(LockFile, TheMarksOfAMergeAreKnown) {
  EXPECT_THAT(said("{\n<<<<<<< ours\n"),
              testing::AllOf(testing::HasSubstr("lock.json:2:1: error OT1711"),
                             testing::HasSubstr("hint: a merge left its marks")));
}

TEST(LockFile, AnotherFormIsToldWithItsPlace) {
  EXPECT_THAT(said("[]"), testing::StartsWith("lock.json:1:1: error OT1712: a lock file is a "));
  EXPECT_THAT(said("{}"), testing::HasSubstr("OT1712: 'format_version' is missing"));
  EXPECT_THAT(said(R"({"format_version": "1.0"})"), testing::HasSubstr("'stacks' must be an"));
  EXPECT_THAT(said(with_stacks("{\"S\": 1}")),
              testing::StartsWith("lock.json:2:17: error OT1712: a stack must be an object"));
  EXPECT_THAT(said(with_stacks("{\"S\": {\"A\": {\"path\": 1, \"type\": \"T\"}}}")),
              testing::StartsWith("lock.json:2:32: error OT1712: 'A' must be an object with"));
  EXPECT_THAT(said(with_stacks("{\"S\": {\"A\": {\"path\": \"S/A\"}}}")),
              testing::StartsWith("lock.json:2:23: error OT1712: 'A' must be an object with"));
  EXPECT_THAT(said(with_stacks(
                  "{\"S\": {\"A\": {\"path\": \"S/A\", \"type\": \"T\", \"digest\": \"12\"}}}")),
              testing::HasSubstr("OT1712: this is not a digest"));
}

TEST(LockFile, AnUnknownFormatVersionIsNotRead) {
  EXPECT_EQ(said(R"({"format_version": "2.0", "stacks": {}})"),
            "lock.json:1:20: error OT1713: the lock file has the format version '2.0', and this "
            "program knows 1.0\n  hint: use the version of the program that wrote it\n");
}

TEST(LockFile, ALogicalIdStandsOnceInAStack) {
  const std::string entry = R"({"path": "S/A", "type": "T"})";
  EXPECT_EQ(said(with_stacks("{\"S\": {\"A\": " + entry + ",\n\"A\": " + entry + "}}")),
            "lock.json:3:1: error OT1714: the logical id 'A' appears twice, first on line 2\n"
            "  hint: keep the line of the resource that is deployed\n");
  EXPECT_EQ(said(with_stacks("{\"S\": {\"A\": " + entry + "}, \"R\": {\"A\": " + entry + "}}")),
            "");
  EXPECT_THAT(said(with_stacks("{\"S\": {}, \"S\": {}}")), testing::HasSubstr("the stack 'S'"));
}

TEST(LockFile, APathStandsOnceInAStack) {
  const std::string entry = R"({"path": "S/A", "type": "T"})";
  EXPECT_EQ(said(with_stacks("{\"S\": {\"A\": " + entry + ",\n\"B\": " + entry + "}}")),
            "lock.json:3:15: error OT1714: the path 'S/A' appears twice, first on line 2\n"
            "  hint: keep the line of the resource that is deployed\n");
}

TEST(LockFile, APathOrAStackIsForgotten) {
  Lock lock = two_stacks();
  EXPECT_FALSE(lock.forget("Shop/Order"));
  EXPECT_TRUE(lock.forget("Shop/Orders"));
  EXPECT_EQ(lock.entries.size(), 2U);
  EXPECT_TRUE(lock.forget("Data"));
  EXPECT_EQ(lock.entries.size(), 1U);
}

TEST(LockFile, TextsThatAreNoDigestsAreRefused) {
  for (const char* text : {"", "1", "0000001234", "0000001234-000000abcd", "000000123g-0-0",
                           "0000001234-000000abcd-0000000000-1", "0000001234_000000abcd-0000000000",
                           "0000001234-000000abcd-0000000000x"}) {
    EXPECT_FALSE(digest_of(text).has_value()) << text;
  }
  EXPECT_TRUE(digest_of("0000001234-000000abcd-0000000000").has_value());
}

}  // namespace
}  // namespace omnitrack::lock
