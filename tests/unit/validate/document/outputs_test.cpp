#include <gmock/gmock.h>

#include "validate/validate_test.hpp"

namespace omnitrack::validate {
namespace {

using testing::HasSubstr;

// What is found of the outputs, in a template with a few things that they may name.
std::string found_in_outputs(std::string_view outputs) {
  return found_by(check_outputs, "Outputs: " + std::string(outputs) + R"(
Parameters: {Name: {Type: String}, Names: {Type: CommaDelimitedList}}
Conditions: {IsA: !Equals [!Ref Name, a], IsB: !Not [!Condition IsA]}
Resources: {Topic: {Type: AWS::SNS::Topic}, Vpc: {Type: AWS::EC2::VPC}}
)");
}

TEST(Outputs, OfTextsAreRight) {
  EXPECT_EQ(found_in_outputs(
                "{O: {Value: !Ref Topic, Description: d, Condition: IsA, Export: {Name: !Sub "
                "'${AWS::StackName}-x'}}}"),
            "");
  EXPECT_EQ(found_in_outputs("{O: {Value: 5}, P: {Value: !If [IsA, a, !Ref AWS::NoValue]}}"), "");
  EXPECT_EQ(found_in_outputs("{O: {Value: !GetAtt Topic.TopicArn, Export: {Name: a:b-1}}}"), "");
}

TEST(Outputs, HaveAKnownShape) {
  EXPECT_EQ(found_in_outputs("{O: text}"),
            "error OT4460 1:14 Outputs/O: an output must be a map, not the text 'text'\n");
  EXPECT_THAT(found_in_outputs("{O: {Value: a, Desc: b}}"),
              HasSubstr("OT4461 1:25 Outputs/O/Desc: an output has no key 'Desc'"));
  EXPECT_EQ(found_in_outputs("{O: {Description: b}}"),
            "error OT4462 1:11 Outputs/O: the output has no Value\n");
  EXPECT_EQ(found_in_outputs("{O: {Condition: IsA}}"),
            "error OT4462 1:11 Outputs/O: the output has no Value\n");
}

TEST(Outputs, AreNoLists) {
  EXPECT_EQ(found_in_outputs("{O: {Value: [a]}}"),
            "error OT4463 1:22 Outputs/O/Value: an output must be text, not a list (join the "
            "items: Fn::Join with a delimiter)\n");
  EXPECT_THAT(found_in_outputs("{O: {Value: !GetAZs ''}}"),
              HasSubstr("a call of Fn::GetAZs, which gives a"));
  EXPECT_THAT(found_in_outputs("{O: {Value: !Ref Names}}"), HasSubstr("OT4463"));
  EXPECT_THAT(found_in_outputs("{O: {Value: !GetAtt Vpc.CidrBlockAssociations}}"),
              HasSubstr("OT4463"));
  EXPECT_THAT(found_in_outputs("{O: {Value: !If [IsA, a, {b: c}]}}"),
              HasSubstr("Outputs/O/Value/Fn::If/2: an output must be text, not a map"));
}

TEST(Outputs, HaveADescriptionThatIsWrittenOut) {
  EXPECT_THAT(
      found_in_outputs("{O: {Value: a, Description: !Sub b}}"),
      HasSubstr("error OT4460 1:38 Outputs/O/Description: 'Description' must be text, not a "
                "call of Fn::Sub"));
  EXPECT_THAT(found_in_outputs("{O: {Value: a, Description: " + std::string(1025, 'd') + "}}"),
              HasSubstr("OT4464"));
}

TEST(Exports, HaveAName) {
  EXPECT_THAT(found_in_outputs("{O: {Value: a, Export: {}}}"), HasSubstr("OT4465"));
  EXPECT_THAT(found_in_outputs("{O: {Value: a, Export: {Name: [b]}}}"), HasSubstr("OT4465"));
  EXPECT_THAT(found_in_outputs("{O: {Value: a, Export: {Name: b, As: c}}}"), HasSubstr("OT4461"));
}

TEST(Exports, HaveANameThatDependsOnNoResource) {
  EXPECT_EQ(found_in_outputs("{O: {Value: a, Export: {Name: !Sub '${Topic}-x'}}}"),
            "error OT4466 1:40 Outputs/O/Export/Name: the name of an export cannot depend on the "
            "resource 'Topic' (make it of parameters, pseudo parameters and text)\n");
  EXPECT_THAT(
      found_in_outputs("{O: {Value: a, Export: {Name: !Join ['', [!GetAtt Topic.TopicName]]}}}"),
      HasSubstr("OT4466"));
  EXPECT_THAT(found_in_outputs("{O: {Value: a, Export: {Name: !ImportValue b}}}"),
              HasSubstr("OT4466"));
  EXPECT_EQ(found_in_outputs("{O: {Value: a, Export: {Name: !Sub ['${Topic}', {Topic: b}]}}}"), "");
}

TEST(Exports, HaveANameOfTheRightCharacters) {
  EXPECT_EQ(found_in_outputs("{O: {Value: a, Export: {Name: a.b}}}"),
            "error OT4467 1:40 Outputs/O/Export/Name: the name of an export has letters, digits, "
            "':' and '-' alone, unlike 'a.b' (a hyphen is the usual divider)\n");
}

TEST(Exports, HaveEachNameOnce) {
  EXPECT_EQ(
      found_in_outputs("{O: {Value: a, Export: {Name: x}}, P: {Value: b, Export: {Name: x}}}"),
      "error OT4468 1:74 Outputs/P/Export/Name: the output 'O' exports the same name\n");
  EXPECT_THAT(found_in_outputs("{O: {Value: a, Export: {Name: !Sub '${AWS::StackName}-x'}}, "
                               "P: {Value: b, Export: {Name: !Sub '${AWS::StackName}-x'}}}"),
              HasSubstr("OT4468"));
  EXPECT_EQ(found_in_outputs("{O: {Value: a, Condition: IsA, Export: {Name: x}}, "
                             "P: {Value: b, Condition: IsB, Export: {Name: x}}}"),
            "");
}

}  // namespace
}  // namespace omnitrack::validate
