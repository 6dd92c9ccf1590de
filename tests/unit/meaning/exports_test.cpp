#include "meaning/exports.hpp"

#include <gtest/gtest.h>

#include "template/document.hpp"

namespace omnitrack::meaning {
namespace {

tmpl::Document exporting(std::string_view name) {
  return {"test",
          "Parameters: {P: {Type: String, Default: given}}\n"
          "Outputs: {O: {Value: 1, Export: {Name: " +
              std::string(name) + "}}}\n"};
}

// The name in the stack `shop`, with a `?` where it is not certain.
std::string name_of(std::string_view name) {
  const tmpl::Document document = exporting(name);
  const auto exports = exports_of(document.index(), "shop");
  if (exports.empty()) return "unknown";
  return exports.front().name.text + (exports.front().name.is_certain ? "" : "?");
}

TEST(Exports, AreNamedAlikeHoweverTheNameIsWritten) {
  EXPECT_EQ(name_of("!Sub '${AWS::StackName}-url'"), "shop-url");
  EXPECT_EQ(name_of("!Join ['-', [!Ref AWS::StackName, url]]"), "shop-url");
  EXPECT_EQ(name_of("!Sub '${AWS::Region}-url'"), "${AWS::Region}-url");
  EXPECT_EQ(name_of("!Sub '${P}-url'"), "given-url?");
  EXPECT_EQ(name_of("!Sub '${Resource.Arn}-url'"), "unknown");
}

TEST(ExportTable, FindsWhatIsTheSameInEveryStack) {
  const tmpl::Document document = exporting("!Sub '${AWS::Region}-url'");
  const tmpl::Document other("other",
                             "A: !ImportValue {'Fn::Join': ['-', [!Ref AWS::Region, url]]}"
                             "\nB: !ImportValue url\n");
  const std::vector<const tmpl::Index*> app{&document.index()};
  const ExportTable table(app);
  const auto find = [&](std::string_view key) {
    return table.find(other.index(), other.root().find(key)->argument());
  };
  ASSERT_NE(find("A"), nullptr);
  EXPECT_EQ(find("A")->output->key(), "O");
  EXPECT_EQ(find("B"), nullptr);
  EXPECT_FALSE(table.may_have("eu-url"));
}

TEST(ExportTable, MayHaveWhatFitsANameOfTheDeployment) {
  const auto may_have = [](std::string_view exported, std::string_view imported) {
    const tmpl::Document document = exporting(exported);
    const std::vector<const tmpl::Index*> app{&document.index()};
    return ExportTable(app).may_have(imported);
  };
  EXPECT_TRUE(may_have("!Sub '${AWS::StackName}-url'", "shop-url"));
  EXPECT_FALSE(may_have("!Sub '${AWS::StackName}-url'", "shop-uri"));
  EXPECT_TRUE(may_have("!Ref AWS::StackName", "shop"));
}

TEST(ExportTable, TakesAnEscapedVariableOfASubAsText) {
  const tmpl::Document document = exporting("!Sub '${AWS::StackName}-${!x}'");
  const std::vector<const tmpl::Index*> app{&document.index()};
  const ExportTable table(app);
  EXPECT_FALSE(table.may_have("shop-url"));
  EXPECT_TRUE(table.may_have("shop-${x}"));
}

TEST(Reads, ThoseWhoseNamesAreKnownAreFound) {
  const tmpl::Document document("t", R"(
Parameters: {Stage: {Type: String, Default: beta}, Unknown: {Type: String}}
Resources:
  A: {Type: T, Properties: {V: {'Fn::GetStackOutput': {StackName: net, OutputName: Vpc}}}}
  B: {Type: T, Properties: {V: {'Fn::GetStackOutput':
    {StackName: !Sub 'net-${Stage}', OutputName: Vpc, Region: us-east-1}}}}
  C: {Type: T, Properties: {V: {'Fn::GetStackOutput': {StackName: !Ref Unknown, OutputName: Vpc}}}}
  D: {Type: T, Properties: {V: {'Fn::GetStackOutput': {StackName: net}}}}
Outputs: {O: {Value: {'Fn::GetStackOutput': {StackName: !Ref AWS::StackName, OutputName: X}}}}
)");
  const auto reads = outputs_read(document.index(), "app");
  ASSERT_EQ(reads.size(), 3U);
  EXPECT_EQ(reads[0].stack + '.' + reads[0].output + '@' + reads[0].region, "net.Vpc@");
  EXPECT_TRUE(reads[0].is_certain);
  EXPECT_EQ(reads[1].stack + '.' + reads[1].output + '@' + reads[1].region,
            "net-beta.Vpc@us-east-1");
  EXPECT_FALSE(reads[1].is_certain);
  EXPECT_EQ(reads[2].stack, "app");
}

}  // namespace
}  // namespace omnitrack::meaning
