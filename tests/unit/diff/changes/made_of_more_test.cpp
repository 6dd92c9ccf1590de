#include <gmock/gmock.h>

#include "diff/changes/quiet.hpp"
#include "diff/verdicts_test.hpp"

// Resources that more than their own text says: those of loops, and SAM's with Globals.

namespace omnitrack::diff {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::Not;

std::string tables(const std::string& names, const std::string& more = {}) {
  return "Transform: AWS::LanguageExtensions\nResources:\n  Fn::ForEach::Tables:\n    - Name\n    "
         "- [" +
         names +
         "]\n    - Table${Name}: {Type: AWS::DynamoDB::Table, Properties: {TableName: !Sub "
         "'t-${Name}'" +
         more + "}}\n";
}

TEST(Loops, ThatMakeLessLoseWhatTheyMade) {
  EXPECT_THAT(Compared(tables("a, b"), tables("a")).lines(),
              ElementsAre("delete Tableb", "loop Fn::ForEach::Tables", "  /1/1 none"));
  EXPECT_THAT(lost(tables("a, b"), tables("a")),
              ElementsAre("Tableb all items of the table 't-b'"));
}

TEST(Loops, ChangeAllThatTheyMake) {
  EXPECT_THAT(lost(tables("a"), tables("a", ", KeySchema: [{AttributeName: !Ref Name}]")),
              ElementsAre("Tablea all items of the table 't-a'"));
}

TEST(Loops, AreTheResourcesThatTheyMake) {
  const std::string written =
      "Transform: AWS::LanguageExtensions\nResources:\n"
      "  Tablea: {Type: AWS::DynamoDB::Table, Properties: {TableName: t-a}}\n"
      "  Tableb: {Type: AWS::DynamoDB::Table, Properties: {TableName: t-b}}\n";
  EXPECT_THAT(Compared(tables("a, b"), written).lines(),
              ElementsAre("gone loop Fn::ForEach::Tables"));
  EXPECT_THAT(lost(tables("a, b"), written), IsEmpty());
}

TEST(Loops, InLoopsAreExpandedToo) {
  const auto topics = [](const std::string& inner) {
    return "Transform: AWS::LanguageExtensions\nResources:\n  Fn::ForEach::A:\n    - X\n    - [a]\n"
           "    - Fn::ForEach::B${X}:\n        - Y\n        - [" +
           inner + "]\n        - 'T${X}&{Y}': {Type: AWS::SNS::Topic}\n";
  };
  EXPECT_THAT(Compared(topics("b-1, c"), topics("c")).lines(),
              ElementsAre("delete Tab1", "loop Fn::ForEach::A", "  /2 none"));
}

TEST(Loops, OverAMappingAreExpandedToo) {
  const auto tables_of = [](const std::string& names) {
    return "Transform: AWS::LanguageExtensions\nMappings: {M: {a: {Names: [" + names +
           "]}}}\nResources:\n  Fn::ForEach::T:\n    - N\n    - !FindInMap [M, a, Names]\n"
           "    - Table${N}: {Type: AWS::DynamoDB::Table}\n";
  };
  EXPECT_THAT(lost(tables_of("a, b"), tables_of("a")),
              ElementsAre("Tableb all items of the table"));
}

TEST(Loops, OverADefaultMakeResourcesPerhaps) {
  const auto tables_of = [](const std::string& names) {
    return "Transform: AWS::LanguageExtensions\nParameters: {Names: {Type: CommaDelimitedList, "
           "Default: '" +
           names +
           "'}}\nResources:\n  Fn::ForEach::T:\n    - N\n    - !Ref Names\n"
           "    - Table${N}: {Type: AWS::DynamoDB::Table}\n";
  };
  EXPECT_THAT(lost(tables_of("a, b"), tables_of("a")),
              ElementsAre("maybe Tableb all items of the table, only where 'Names' has its "
                          "default"));
}

TEST(Loops, OverWhatIsNotWrittenOutStayWhole) {
  const auto queues = [](const std::string& name) {
    return "Transform: AWS::LanguageExtensions\nResources:\n  Fn::ForEach::Q:\n    - N\n    - !Ref "
           "Names\n    - Queue${N}: {Type: " +
           name + "}\n";
  };
  EXPECT_THAT(Compared(queues("AWS::SQS::Queue"), queues("AWS::SNS::Topic")).lines(),
              ElementsAre("loop Fn::ForEach::Q", "  /2/Queue${N}/Type none"));
}

std::string function(const std::string& globals, const std::string& properties) {
  return "Transform: AWS::Serverless-2016-10-31\nGlobals: {Function: {" + globals +
         "}}\nResources: {F: {Type: AWS::Serverless::Function, Properties: {Handler: h" +
         properties + "}}}";
}

TEST(Globals, AreToldOfTheResourcesThatTheyAreFor) {
  EXPECT_THAT(Compared(function("Timeout: 1", ""), function("Timeout: 2", "")).lines(),
              ElementsAre("update F", "  /Properties/Timeout in_place because Globals",
                          "setting Globals", "  /Function/Timeout none"));
  EXPECT_THAT(
      Compared(function("Timeout: 1", ", Timeout: 3"), function("Timeout: 2", ", Timeout: 3"))
          .lines(),
      ElementsAre("setting Globals", "  /Function/Timeout none"));
}

TEST(Globals, SayWhatAResourceMaySayItself) {
  EXPECT_THAT(Compared(function("Timeout: 1, MemorySize: 128", ""),
                       function("MemorySize: 128", ", Timeout: 1"))
                  .lines(),
              ElementsAre("setting Globals", "  /Function/Timeout none"));
}

TEST(Globals, CountForSecurity) {
  const auto api = [](const std::string& globals) {
    return "Transform: AWS::Serverless-2016-10-31\nGlobals: {" + globals +
           "}\nResources: {P: {Type: AWS::Serverless::Api, Properties: {StageName: p}}}";
  };
  const Compared compared(api("Api: {Auth: {DefaultAuthorizer: AWS_IAM}}"), api("Function: {}"));
  const auto changes = find_security_changes({&compared.diff, 1});
  ASSERT_EQ(changes.size(), 1U);
  EXPECT_EQ(changes.front().what, "the authorizer of all that names none is taken away");
}

TEST(MadeOfMore, WhatSamMakesNewlyOrNoMoreIsTheReason) {
  const auto function = [](const std::string& more) {
    return "Transform: AWS::Serverless-2016-10-31\nResources: {F: {Type: "
           "AWS::Serverless::Function, Properties: {Handler: a, Runtime: python3.12, CodeUri: "
           "s3://b/k" +
           more + "}}}";
  };
  const auto reason = [&](const std::string& before, const std::string& after) {
    return Compared(function(before), function(after)).diff.resources.front().reason;
  };
  EXPECT_EQ(reason(", AutoPublishAlias: live", ""),
            "SAM's transform no longer makes FVersion# (AWS::Lambda::Version), FAliaslive "
            "(AWS::Lambda::Alias)");
  EXPECT_EQ(reason(", AutoPublishAlias: live", ", AutoPublishAlias: prod"),
            "SAM's transform no longer makes FAliaslive (AWS::Lambda::Alias); SAM's transform "
            "newly makes FAliasprod (AWS::Lambda::Alias)");
  EXPECT_EQ(reason("", ", MemorySize: 256"), "");
}

TEST(MadeOfMore, WhatIsIncludedIsNotSeen) {
  const auto with = [](const std::string& location) {
    return "Resources:\n  Fn::Transform: {Name: AWS::Include, Parameters: {Location: " + location +
           "}}\n  T: {Type: AWS::SNS::Topic}\n";
  };
  const Compared compared(with("s3://a/b"), with("s3://a/c"));
  EXPECT_THAT(compared.lines(),
              ElementsAre("loop Fn::Transform", "  /Parameters/Location in_place"));
  EXPECT_EQ(compared.diff.entries.front().changes.front().reason, "what it makes is not compared");
}

TEST(MadeBySam, WhatTheTransformSetsByItselfIsNoChange) {
  const auto made = [](const std::string& type, const std::string& properties) {
    return "Transform: AWS::Serverless-2016-10-31\nResources:\n  R: {Type: AWS::Serverless::" +
           type + ", Properties: {" + properties + "}}\n";
  };
  EXPECT_THAT(
      Compared(made("SimpleTable", ""), made("SimpleTable", "PrimaryKey: {Name: id, Type: String}"))
          .lines(),
      IsEmpty());
  EXPECT_THAT(Compared(made("SimpleTable", ""),
                       made("SimpleTable", "PrimaryKey: {Name: key, Type: String}"))
                  .lines(),
              Not(IsEmpty()));
  EXPECT_THAT(Compared(made("HttpApi", ""), made("HttpApi", "StageName: $default")).lines(),
              IsEmpty());
}

TEST(MadeBySam, AnOldLayerIsKeptUnlessItSaysOtherwise) {
  const auto layer = [](const std::string& content, const std::string& more = {}) {
    return "Transform: AWS::Serverless-2016-10-31\nResources:\n"
           "  R: {Type: AWS::Serverless::LayerVersion, Properties: {ContentUri: " +
           content + more + "}}\n";
  };
  const auto disposition = [](const std::string& before, const std::string& after) {
    const Compared compared(before, after);
    return compared.diff.resources.front().disposition;
  };
  EXPECT_EQ(disposition(layer("a"), layer("b")), Disposition::retained);
  const std::string deletes = ", RetentionPolicy: Delete";
  EXPECT_EQ(disposition(layer("a", deletes), layer("b", deletes)), Disposition::deleted);
}

TEST(MadeBySam, ATableThatIsWrittenOutMayBeTheSame) {
  EXPECT_THAT(Compared("Transform: AWS::Serverless-2016-10-31\n"
                       "Resources: {T: {Type: AWS::Serverless::SimpleTable}}\n",
                       "Resources: {T: {Type: AWS::DynamoDB::Table, Properties: {KeySchema: "
                       "[{AttributeName: id, KeyType: HASH}]}}}\n")
                  .lines(),
              Contains("  /Properties/KeySchema may_replace"));
}

TEST(Quietly, LoopsAndGlobalsDoNothingBesideWhatTheyMake) {
  const Compared loops(
      "Transform: AWS::LanguageExtensions\nResources:\n  Fn::ForEach::Q: [N, [A, B], {'Q${N}': "
      "{Type: AWS::SQS::Queue}}]\n",
      "Transform: AWS::LanguageExtensions\nResources:\n  QA: {Type: AWS::SQS::Queue}\n  QB: "
      "{Type: AWS::SQS::Queue}\n");
  EXPECT_THAT(loops.lines(), ElementsAre("gone loop Fn::ForEach::Q"));
  EXPECT_TRUE(is_quiet(loops.diff.entries.front()));
  const Compared unknown(
      "Transform: AWS::LanguageExtensions\nParameters: {P: {Type: CommaDelimitedList}}\n"
      "Resources:\n  Fn::ForEach::Q: [N, !Ref P, {'Q${N}': {Type: AWS::SQS::Queue}}]\n",
      "Transform: AWS::LanguageExtensions\nParameters: {P: {Type: CommaDelimitedList}}\n"
      "Resources:\n  Fn::ForEach::Q: [N, !Ref P, {'Q${N}': {Type: AWS::SNS::Topic}}]\n");
  EXPECT_FALSE(is_quiet(unknown.diff.entries.front()));
}

TEST(Quietly, AConditionHasAnotherName) {
  const auto bucket = [](const std::string& name, const std::string& condition) {
    return "Parameters: {E: {Type: String}}\nConditions: {" + name + ": " + condition +
           "}\nResources: {B: {Type: AWS::S3::Bucket, Condition: " + name + "}}\n";
  };
  const Compared renamed(bucket("P", "!Equals [!Ref E, a]"), bucket("Q", "!Equals [a, !Ref E]"));
  EXPECT_THAT(renamed.lines(), ElementsAre("new condition Q", "gone condition P"));
  for (const EntryChange& each : renamed.diff.entries) EXPECT_TRUE(is_quiet(each)) << each.name;
  const Compared other(bucket("P", "!Equals [!Ref E, a]"), bucket("Q", "!Equals [b, !Ref E]"));
  for (const EntryChange& each : other.diff.entries) EXPECT_FALSE(is_quiet(each)) << each.name;
}

}  // namespace
}  // namespace omnitrack::diff
