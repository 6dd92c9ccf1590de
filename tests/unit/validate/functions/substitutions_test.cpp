#include "validate/validate_test.hpp"

namespace omnitrack::validate {
namespace {

TEST(Substitutions, ArePointedAtWithinTheirText) {
  EXPECT_EQ(found_by(check_functions, R"(
Resources:
  Thing:
    Type: Custom::Thing
    Properties:
      Script: !Sub |
        echo ${AWS::Region}
        echo ${Regoin} ${!Regoin}
      Other: !Sub "ä\t${AWS::Region}${Missing}"
)"),
            "error OT4310 8:14 Resources/Thing/Properties/Script/Fn::Sub: 'Regoin' is neither a "
            "parameter nor a resource\n"
            "error OT4310 9:37 Resources/Thing/Properties/Other/Fn::Sub: 'Missing' is neither a "
            "parameter nor a resource\n");
}

TEST(Substitutions, ThatCannotBeFilledInAreErrors) {
  EXPECT_EQ(
      found_by(check_functions, R"(
Resources: {Thing: {Type: Custom::Thing, Properties: {A: !Sub "${HOME:-x}", B: !Sub "${}"}}}
)"),
      "error OT4313 2:64 Resources/Thing/Properties/A/Fn::Sub: '${HOME:-x}' is not a name that "
      "'Fn::Sub' can fill in (write '${!...}' for a text that is to stay as it is)\n"
      "error OT4313 2:86 Resources/Thing/Properties/B/Fn::Sub: '${}' names nothing (write "
      "'${!...}' for a text that is to stay as it is)\n");
}

TEST(Substitutions, MayBringValuesOfTheirOwn) {
  EXPECT_EQ(found_by(check_functions, R"(
Parameters: {Zones: {Type: CommaDelimitedList}}
Resources:
  Thing:
    Type: Custom::Thing
    Properties:
      Right: !Sub ["${A} ${b}", {A: !Join [",", !Ref Zones], b: 1}]
      Unused: !Sub ["${Domian} ${AWS::Region}", {Domain: "${x}", Domian: a}]
      List: !Sub ["${A}", {A: !Ref Zones}]
      Direct: !Sub "${Zones}"
)"),
            "warning OT4314 8:50 Resources/Thing/Properties/Unused/Fn::Sub/1/Domain: the text of "
            "'Fn::Sub' does not use 'Domain'\n"
            "error OT4308 9:31 Resources/Thing/Properties/List/Fn::Sub/1/A: 'A' of 'Fn::Sub' must "
            "be a text, not a list\n"
            "error OT4308 10:21 Resources/Thing/Properties/Direct/Fn::Sub: 'Zones' is a list, "
            "which has no place in a text (join it by 'Fn::Join' in the map of 'Fn::Sub')\n");
}

TEST(Substitutions, BringNoNull) {
  EXPECT_EQ(found_by(check_functions, R"(
Resources:
  Thing:
    Type: Custom::Thing
    Properties:
      A: !Sub
        - ${A} ${B}
        - A:
          B: b
)"),
            "error OT4303 8:13 Resources/Thing/Properties/A/Fn::Sub/1/A: 'A' of 'Fn::Sub' must be "
            "a text, not null (indent its value below it, or take it out)\n");
}

TEST(Substitutions, OfNothingAreMentioned) {
  EXPECT_EQ(found_by(check_functions, R"(
Resources: {Thing: {Type: Custom::Thing, Properties: {A: !Sub plain, B: !Sub "${!Kept}"}}}
)"),
            "info OT4315 2:63 Resources/Thing/Properties/A/Fn::Sub: 'Fn::Sub' has nothing to fill "
            "in (a plain text does the same)\n");
}

TEST(Substitutions, OutsideOfSubAreWarnedOfWhereTheNameIsKnown) {
  EXPECT_EQ(found_by(check_functions, R"(
Resources:
  Thing:
    Type: Custom::Thing
    Properties:
      A: "arn:${AWS::Partition}:s3:::x"
      B: "${aws:username} ${stageVariables.x}"
      C: |
        echo ${Thing}
        echo again
)"),
            "warning OT4324 6:15 Resources/Thing/Properties/A: '${AWS::Partition}' stays as it is "
            "in a plain text ('Fn::Sub' fills it in)\n");
}

TEST(Substitutions, OfAStateMachineAreItsOwn) {
  EXPECT_EQ(found_by(check_functions, R"(
Parameters: {Table: {Type: String}}
Resources:
  Machine:
    Type: AWS::StepFunctions::StateMachine
    Properties:
      DefinitionString: '{"Table": "${Table}"}'
      DefinitionSubstitutions: {Table: !Ref Table}
)"),
            "");
}

}  // namespace
}  // namespace omnitrack::validate
