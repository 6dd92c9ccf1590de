#include "template/index.hpp"

#include <gtest/gtest.h>

#include "template/document.hpp"

namespace omnitrack::tmpl {
namespace {

// A template that must be sound, read.
struct Indexed {
  explicit Indexed(std::string_view text)
      : document("test.template", std::string(text)), index(document.index()) {
    EXPECT_TRUE(document.problems().empty());
  }
  Document document;
  const Index& index;
};

TEST(Index, FindsResourcesByTheirLogicalIds) {
  const Indexed read(R"(
Resources:
  Bucket: {Type: AWS::S3::Bucket, Properties: {BucketName: b}}
  Topic: {Type: AWS::SNS::Topic}
)");
  const ResourceEntry* bucket = read.index.find_resource("Bucket");
  ASSERT_NE(bucket, nullptr);
  EXPECT_EQ(bucket->type_name, "AWS::S3::Bucket");
  ASSERT_TRUE(bucket->type.has_value());
  EXPECT_EQ(bucket->type->name(), "AWS::S3::Bucket");
  ASSERT_NE(bucket->properties, nullptr);
  EXPECT_NE(bucket->properties->find("BucketName"), nullptr);
  EXPECT_FALSE(bucket->is_open);
  EXPECT_EQ(read.index.find_resource("Topic")->properties, nullptr);
  EXPECT_EQ(read.index.find_resource("Queue"), nullptr);
}

TEST(Index, KeepsTheOrderOfTheTemplate) {
  const Indexed read(R"({"Resources": {"C": {"Type": "AWS::SNS::Topic"},
                                       "A": {"Type": "AWS::SNS::Topic"}}})");
  ASSERT_EQ(read.index.resources().size(), 2U);
  EXPECT_EQ(read.index.resources()[0].logical_id, "C");
  EXPECT_EQ(read.index.resources()[1].logical_id, "A");
}

TEST(Index, FindsEachOfManyResources) {
  std::string text = "{\"Resources\": {";
  for (int i = 0; i < 1000; ++i) {
    text += (i == 0 ? "\"R" : ", \"R") + std::to_string(i) + "\": {\"Type\": \"AWS::SNS::Topic\"}";
  }
  const Indexed read(text + "}}");
  for (int i = 0; i < 1000; ++i) {
    const std::string id = "R" + std::to_string(i);
    const ResourceEntry* found = read.index.find_resource(id);
    ASSERT_NE(found, nullptr) << id;
    EXPECT_EQ(found->logical_id, id);
  }
  EXPECT_EQ(read.index.find_resource("R1000"), nullptr);
}

TEST(Index, TakesTypesThatAreNotFixedForOpen) {
  const Indexed read(R"(
Transform: AWS::Serverless-2016-10-31
Resources:
  Custom: {Type: Custom::Thing}
  Old: {Type: AWS::CloudFormation::CustomResource}
  Module: {Type: My::Own::Thing::MODULE}
  Foreign: {Type: MongoDB::Atlas::Cluster}
  Sam: {Type: AWS::Serverless::Function}
  Unknown: {Type: AWS::S3::Bukket}
  None: {Properties: {}}
  Transformed: {Type: AWS::S3::Bucket, 'Fn::Transform': {Name: Macro}}
  Plain: {Type: AWS::S3::Bucket}
)");
  for (const ResourceEntry& each : read.index.resources()) {
    EXPECT_EQ(each.is_open, each.logical_id != "Plain") << each.logical_id;
  }
}

TEST(Index, KnowsWhichParametersAreLists) {
  const Indexed read(R"(
Parameters:
  One: {Type: String}
  Ids: {Type: 'List<AWS::EC2::Subnet::Id>'}
  Words: {Type: CommaDelimitedList}
  Stored: {Type: 'AWS::SSM::Parameter::Value<List<String>>'}
  StoredOne: {Type: 'AWS::SSM::Parameter::Value<String>'}
  Bare: {}
)");
  EXPECT_FALSE(read.index.find_parameter("One")->is_list());
  EXPECT_TRUE(read.index.find_parameter("Ids")->is_list());
  EXPECT_TRUE(read.index.find_parameter("Words")->is_list());
  EXPECT_TRUE(read.index.find_parameter("Stored")->is_list());
  EXPECT_FALSE(read.index.find_parameter("StoredOne")->is_list());
  EXPECT_FALSE(read.index.find_parameter("Bare")->is_list());
  EXPECT_EQ(read.index.find_parameter("Bare")->type_name, "");
  EXPECT_EQ(read.index.find_parameter("Two"), nullptr);
}

TEST(Index, FindsMappingsAndConditions) {
  const Indexed read(R"(
Mappings: {Sizes: {a: {b: c}}}
Conditions: {IsBig: !Equals [a, b]}
Rules: {Only: {}}
Outputs: {Name: {Value: x}}
)");
  EXPECT_NE(read.index.find_mapping("Sizes"), nullptr);
  EXPECT_EQ(read.index.find_mapping("IsBig"), nullptr);
  EXPECT_NE(read.index.find_condition("IsBig"), nullptr);
  EXPECT_EQ(read.index.rules().size(), 1U);
  EXPECT_EQ(read.index.outputs().size(), 1U);
  EXPECT_NE(read.index.section("Rules"), nullptr);
  EXPECT_EQ(read.index.section("Resources"), nullptr);
}

TEST(Index, ReadsTransformsInEachForm) {
  const Indexed one("Transform: AWS::Serverless-2016-10-31");
  EXPECT_TRUE(one.index.uses_sam());
  EXPECT_FALSE(one.index.may_have_unseen());
  const Indexed several("Transform: [AWS::LanguageExtensions, {Name: Mine, Parameters: {a: b}}]");
  EXPECT_TRUE(several.index.uses_language_extensions());
  EXPECT_TRUE(several.index.has_own_macro());
  EXPECT_TRUE(several.index.may_have_unseen());
  EXPECT_EQ(several.index.transforms().size(), 2U);
  const Indexed map("Transform: {Name: AWS::Include, Parameters: {Location: s3://bucket/a.yaml}}");
  EXPECT_TRUE(map.index.may_have_unseen());
  EXPECT_FALSE(map.index.has_own_macro());
}

TEST(Index, SeesTheLastOfTwoResourcesOfOneName) {
  const Document document("test",
                          "Resources: {A: {Type: AWS::S3::Bucket}, A: {Type: AWS::SNS::Topic}}");
  EXPECT_EQ(document.problems().size(), 1U);
  const Index& index = document.index();
  ASSERT_EQ(index.resources().size(), 1U);
  EXPECT_EQ(index.find_resource("A")->type_name, "AWS::SNS::Topic");
}

TEST(Index, TellsWhetherAMacroOfOnesOwnGetsAllResources) {
  const auto rewrites = [](std::string_view text) {
    return Indexed(text).index.may_rewrite_resources();
  };
  EXPECT_TRUE(rewrites("Transform: [AWS::LanguageExtensions, Mine]"));
  EXPECT_TRUE(rewrites("'Fn::Transform': {Name: Mine}"));
  EXPECT_TRUE(rewrites("Resources: {'Fn::Transform': {Name: Mine}}"));
  EXPECT_FALSE(rewrites("Outputs: {'Fn::Transform': {Name: Mine}}"));
  EXPECT_FALSE(rewrites("Transform: [AWS::Include, AWS::Serverless-2016-10-31]"));
  EXPECT_FALSE(rewrites("Resources: {'Fn::Transform': {Name: AWS::Include}}"));
}

TEST(Index, ExpectsUnseenThingsWhereATransformStandsRightUnderASection) {
  EXPECT_TRUE(Indexed("Resources: {'Fn::Transform': {Name: M}}").index.may_have_unseen());
  EXPECT_TRUE(Indexed("Mappings: {'Fn::Transform': {Name: M}}").index.may_have_unseen());
  EXPECT_TRUE(Indexed("'Fn::Transform': {Name: M}").index.may_have_unseen());
  EXPECT_FALSE(Indexed("Resources: {A: {Type: AWS::SNS::Topic, Properties: {'Fn::Transform': "
                       "{Name: M}}}}")
                   .index.may_have_unseen());
}

TEST(Index, TakesLoopsForNoResources) {
  const Indexed read(R"(
Transform: AWS::LanguageExtensions
Conditions:
  Fn::ForEach::Each: [X, [a], {'Is${X}': !Equals [a, b]}]
Resources:
  Fn::ForEach::Topics: [Name, [A, B], {'Topic${Name}': {Type: AWS::SNS::Topic}}]
  Queue: {Type: AWS::SQS::Queue}
)");
  ASSERT_EQ(read.index.resources().size(), 1U);
  EXPECT_EQ(read.index.resources()[0].logical_id, "Queue");
  ASSERT_EQ(read.index.loops().size(), 2U);
  EXPECT_EQ(read.index.loops()[0].section, "Resources");
  EXPECT_EQ(read.index.loops()[0].member->key(), "Fn::ForEach::Topics");
  EXPECT_EQ(read.index.loops()[1].section, "Conditions");
  EXPECT_FALSE(read.index.may_have_unseen());
}

TEST(Index, StandsAnyShape) {
  for (const std::string_view text :
       {"[]", "a", "Resources: []", "Resources: {A: b, C: [], D: {Type: {}}}", "Parameters: x",
        "Parameters: {A: b}", "Mappings: 1", "Conditions: [a]", "Transform: {Name: [a]}",
        "Transform: [1, [a]]"}) {
    const Indexed read(text);
    EXPECT_FALSE(read.index.may_have_unseen()) << text;
    EXPECT_EQ(read.index.find_resource("X"), nullptr);
  }
}

}  // namespace
}  // namespace omnitrack::tmpl
