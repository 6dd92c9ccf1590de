#include "meaning/references.hpp"

#include <gtest/gtest.h>

#include "template/document.hpp"

namespace omnitrack::meaning {
namespace {

std::string references_of(std::string_view text) {
  const tmpl::Document document("test.template", std::string(text));
  EXPECT_TRUE(document.problems().empty());
  std::vector<Reference> references;
  collect_references(document.index(), references);
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

// The names that the calls in `V` take, by what they are of.
std::string names_in(std::string_view value) {
  const tmpl::Document document("test.template", "V: " + std::string(value) + "\n");
  EXPECT_TRUE(document.problems().empty());
  std::string text;
  for_each_name_in(*document.root().find("V"), [&text](const Name& name) {
    static constexpr const char* kinds[] = {"entry ", "condition ", "mapping "};
    text.append(kinds[static_cast<int>(name.of)]).append(name.text);
    if (!name.attribute.empty()) text.append(".").append(name.attribute);
    text += '\n';
  });
  return text;
}

TEST(Names, AreThoseOfEveryCallInAValue) {
  EXPECT_EQ(names_in("[!Ref A, !If [C, !GetAtt B.Arn, !Sub '${D} ${E.Id} ${!F}'], "
                     "!FindInMap [M, !Ref G, k], {Condition: H}]"),
            "entry A\ncondition C\nentry B.Arn\nentry D\nentry E.Id\nmapping M\nentry G\n"
            "condition H\n");
}

TEST(Names, LeaveOutWhatIsComputedOrGivenByTheCallItself) {
  EXPECT_EQ(names_in("!GetAtt [A, !Ref P]"), "entry P\n");
  EXPECT_EQ(names_in("!GetAtt A"), "");
  EXPECT_EQ(names_in("!Sub ['${Own} ${A}', {Own: !Ref B}]"), "entry A\nentry B\n");
}

TEST(Names, OfACallThatIsOneOfThemAlone) {
  const auto sole = [](std::string_view value) {
    const tmpl::Document document("test.template", "V: " + std::string(value) + "\n");
    const Name name = sole_name(*document.root().find("V"));
    return std::string(name.text) + '/' + std::string(name.attribute);
  };
  EXPECT_EQ(sole("!Ref A"), "A/");
  EXPECT_EQ(sole("!GetAtt A.B.C"), "A/B.C");
  EXPECT_EQ(sole("!Sub '${A.B}'"), "A/B");
  EXPECT_EQ(sole("!Sub 'x${A}'"), "/");
  EXPECT_EQ(sole("!Sub '${!A}'"), "/");
}

}  // namespace
}  // namespace omnitrack::meaning
