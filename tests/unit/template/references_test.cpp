#include "template/references.hpp"

#include <gtest/gtest.h>

#include "template/parse.hpp"
#include "template/sub_text.hpp"

namespace omnitrack::tmpl {
namespace {

std::string references_of(std::string_view text) {
  Template source("test.template", std::string(text));
  EXPECT_TRUE(parse(source).empty());
  const Index index(source);
  std::vector<Reference> references;
  collect_references(index, references);
  std::string lines;
  for (const Reference& each : references) {
    static constexpr const char* hows[] = {"ref", "get_att", "sub", "depends_on"};
    lines.append(each.user).append(" ").append(hows[static_cast<int>(each.how)]).append(" ");
    lines.append(each.target);
    if (!each.attribute.empty()) lines.append(".").append(each.attribute);
    if (each.is_from_output) lines += " output";
    if (each.is_conditional) lines += " conditional";
    lines += '\n';
  }
  return lines;
}

TEST(TemplateReferences, AreCollectedInTheOrderOfTheTemplate) {
  EXPECT_EQ(references_of(R"(
Resources:
  A:
    Type: Custom::A
    DependsOn: [B, C]
    Properties:
      One: !Ref B
      Two: [!GetAtt B.Arn.More, {"Fn::GetAtt": C.Arn}]
      Three: !Sub ["${B} ${C.Arn} ${Own} ${!Kept}", {Own: !Ref D}]
      Four: !If [X, !Ref E, 1]
      Five: {Ref: B, Beside: 1}
  B: {Type: Custom::B, DependsOn: A}
Outputs:
  Out: {Value: !Ref A}
)"),
            "A depends_on B\n"
            "A depends_on C\n"
            "A ref B\n"
            "A get_att B.Arn.More\n"
            "A get_att C.Arn\n"
            "A sub B\n"
            "A sub C.Arn\n"
            "A ref D\n"
            "A ref E conditional\n"
            "B depends_on A\n"
            "Out ref A output\n");
}

TEST(TemplateReferences, LeaveOutWhatIsComputed) {
  EXPECT_EQ(references_of(R"(
Resources:
  Fn::ForEach::Loop: [X, [a], {"A${X}": {Type: Custom::A, DependsOn: B}}]
  B: {Type: Custom::B, Properties: {A: {Ref: {"Fn::Sub": "${C}"}}}}
)"),
            "B sub C\n");
}

TEST(SubVariables, AreTheNamesBetweenBraces) {
  SubVariables variables("${A}$${ B.C } ${!Kept} ${} ${open");
  const auto first = variables.next();
  ASSERT_TRUE(first);
  EXPECT_EQ(first->name, "A");
  EXPECT_EQ(first->ordinal, 0U);
  const auto second = variables.next();
  ASSERT_TRUE(second);
  EXPECT_EQ(second->name, "B.C");
  const auto third = variables.next();
  ASSERT_TRUE(third);
  EXPECT_EQ(third->name, "");
  EXPECT_EQ(third->ordinal, 3U);
  EXPECT_FALSE(variables.next());
}

}  // namespace
}  // namespace omnitrack::tmpl
