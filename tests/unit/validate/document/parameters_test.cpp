#include <gmock/gmock.h>

#include "validate/validate_test.hpp"

namespace omnitrack::validate {
namespace {

using testing::HasSubstr;

// What is found of one parameter, written in YAML's flow style.
std::string found_in_parameter(std::string_view parameter) {
  return found_by(check_parameters, "Parameters:\n  P: " + std::string(parameter) + "\n");
}

TEST(Parameters, OfEachKindAreRight) {
  for (const std::string_view right :
       {"{Type: String, Default: a, AllowedValues: [a, b], NoEcho: true, MinLength: 1, MaxLength: "
        "9, AllowedPattern: '[ab]', Description: d, ConstraintDescription: c}",
        "{Type: Number, Default: 5, MinValue: 1, MaxValue: 5.5}",
        "{Type: Number, Default: '-1.5e3'}",
        "{Type: String, Default: true, AllowedValues: [true, "
        "false]}",
        "{Type: String, Default: 'true', AllowedValues: [true, false]}",
        "{Type: Number, Default: 1, AllowedValues: [1.0, 2]}",
        "{Type: CommaDelimitedList, Default: 'a, b', AllowedValues: [a, b, c]}",
        "{Type: CommaDelimitedList, Default: '', AllowedPattern: '[a-z]+'}",
        "{Type: 'List<Number>', Default: '1, 2'}", "{Type: AWS::EC2::VPC::Id}",
        "{Type: 'AWS::SSM::Parameter::Value<List<String>>', Default: /a/b, AllowedPattern: x}",
        "{Type: 'List<AWS::EC2::Subnet::Id>'}", "{Type: String, NoEcho: 'true', MinLength: '1'}"}) {
    EXPECT_EQ(found_in_parameter(right), "") << right;
  }
}

TEST(Parameters, MustBeMaps) {
  EXPECT_EQ(found_in_parameter("String"),
            "error OT4400 2:6 Parameters/P: a parameter must be a map, not the text 'String'\n");
}

TEST(Parameters, HaveKnownKeys) {
  EXPECT_EQ(found_in_parameter("{Type: String, Defualt: a}"),
            "error OT4401 2:21 Parameters/P/Defualt: a parameter has no key 'Defualt' (did you "
            "mean 'Default'?)\n");
}

TEST(Parameters, HaveAType) {
  EXPECT_EQ(found_in_parameter("{Default: a}"),
            "error OT4402 2:3 Parameters/P: the parameter has no Type (most are of Type String)\n");
}

TEST(Parameters, HaveATypeThatIsKnown) {
  EXPECT_EQ(found_in_parameter("{Type: string}"),
            "error OT4403 2:13 Parameters/P/Type: CloudFormation has no type of parameters "
            "'string' (did you mean 'String'?)\n");
  EXPECT_THAT(found_in_parameter("{Type: AWS::EC2::Subnets::Id}"),
              HasSubstr("did you mean 'AWS::EC2::Subnet::Id'?"));
  EXPECT_THAT(found_in_parameter("{Type: 'List<AWS::EC2::KeyPair::KeyName>'}"),
              HasSubstr("warning OT4413"));
}

TEST(Parameters, HaveOnlyWhatFitsTheirType) {
  EXPECT_EQ(found_in_parameter("{Type: Number, MinLength: 1}"),
            "error OT4404 2:21 Parameters/P/MinLength: a parameter of Type Number cannot have "
            "MinLength\n");
  EXPECT_THAT(found_in_parameter("{Type: String, MaxValue: 1}"), HasSubstr("OT4404"));
}

TEST(Parameters, AreWrittenOut) {
  EXPECT_THAT(found_in_parameter("{Type: String, Default: !Ref AWS::Region}"),
              HasSubstr("OT4405 2:30 Parameters/P/Default: a parameter cannot have a call of Ref "
                        "in it (write the value out)"));
  EXPECT_THAT(found_in_parameter("{Type: String, AllowedValues: [!Ref AWS::Region]}"),
              HasSubstr("OT4405"));
}

TEST(Parameters, HaveADefaultOfTheirType) {
  EXPECT_EQ(found_in_parameter("{Type: Number, Default: many}"),
            "error OT4406 2:30 Parameters/P/Default: the default 'many' is not a number, as Type "
            "Number wants\n");
  EXPECT_THAT(found_in_parameter("{Type: 'List<Number>', Default: '1,x'}"),
              HasSubstr("the default 'x'"));
}

TEST(Parameters, HaveADefaultThatIsAllowed) {
  EXPECT_EQ(found_in_parameter("{Type: String, Default: prd, AllowedValues: [dev, prod]}"),
            "error OT4407 2:30 Parameters/P/Default: the default 'prd' is not among the "
            "AllowedValues (did you mean 'prod'?)\n");
  EXPECT_THAT(
      found_in_parameter("{Type: CommaDelimitedList, Default: 'a,d', AllowedValues: [a, b]}"),
      HasSubstr("the default 'd' is not among"));
}

TEST(Parameters, HaveADefaultThatMatchesFromBeginningToEnd) {
  EXPECT_EQ(found_in_parameter("{Type: String, Default: abc1, AllowedPattern: '[a-z]+'}"),
            "error OT4408 2:30 Parameters/P/Default: the default 'abc1' does not match the "
            "AllowedPattern '[a-z]+' (the pattern must match the whole value)\n");
  EXPECT_EQ(found_in_parameter("{Type: String, Default: b, AllowedPattern: 'a|b'}"), "");
  EXPECT_EQ(found_in_parameter("{Type: String, Default: b, AllowedPattern: '[a-z&&[^x]]'}"), "");
  EXPECT_EQ(found_in_parameter("{Type: String, Default: b, AllowedPattern: '\\p{Alpha}'}"), "");
}

TEST(Parameters, HaveADefaultWithinTheirLimits) {
  EXPECT_EQ(found_in_parameter("{Type: String, Default: abc, MaxLength: 2}"),
            "error OT4409 2:30 Parameters/P/Default: the default's length of 3 characters is above "
            "MaxLength 2\n");
  EXPECT_EQ(found_in_parameter("{Type: Number, Default: 0, MinValue: 1}"),
            "error OT4409 2:30 Parameters/P/Default: the default 0 is below MinValue 1\n");
  EXPECT_EQ(found_in_parameter("{Type: String, Default: äöü, MaxLength: 3}"), "");
}

TEST(Parameters, HaveAPatternThatIsOne) {
  EXPECT_THAT(found_in_parameter("{Type: String, AllowedPattern: '(a'}"),
              HasSubstr("warning OT4410"));
  EXPECT_EQ(found_in_parameter("{Type: String, AllowedPattern: '[\\w-.]+'}"), "");
}

TEST(Parameters, HaveLimitsInOrder) {
  EXPECT_EQ(found_in_parameter("{Type: String, MinLength: 5, MaxLength: 4}"),
            "error OT4411 2:32 Parameters/P/MinLength: MinLength 5 is above MaxLength 4\n");
  EXPECT_THAT(found_in_parameter("{Type: Number, MinValue: 5, MaxValue: 4.5}"),
              HasSubstr("OT4411"));
}

TEST(Parameters, HaveValuesOfTheRightKind) {
  EXPECT_EQ(found_in_parameter("{Type: String, NoEcho: maybe}"),
            "error OT4412 2:29 Parameters/P/NoEcho: 'NoEcho' must be true or false, not the text "
            "'maybe'\n");
  EXPECT_THAT(found_in_parameter("{Type: String, AllowedValues: a}"), HasSubstr("must be a list"));
  EXPECT_THAT(found_in_parameter("{Type: String, AllowedValues: [[a]]}"), HasSubstr("OT4412"));
  EXPECT_THAT(found_in_parameter("{Type: String, MinLength: few}"),
              HasSubstr("must be a whole number"));
}

TEST(Parameters, HaveADescriptionOfAtMost4000Bytes) {
  EXPECT_EQ(found_in_parameter("{Type: String, Description: " + std::string(4000, 'd') + "}"), "");
  EXPECT_THAT(found_in_parameter("{Type: String, Description: " + std::string(4001, 'd') + "}"),
              HasSubstr("OT4414"));
}

TEST(Parameters, HaveLimitsThatAreWithinCloudFormations) {
  EXPECT_EQ(found_in_parameter("{Type: String, MaxLength: 4097}"),
            "error OT4415 2:32 Parameters/P/MaxLength: MaxLength 4097 is more than a parameter's "
            "value can have, 4096\n");
  EXPECT_THAT(found_in_parameter("{Type: String, AllowedValues: [" + std::string(4097, 'v') + "]}"),
              HasSubstr("OT4415"));
}

TEST(Parameters, AreLeftToAMacroOfOnesOwn) {
  EXPECT_EQ(found_by(check_parameters, "Transform: Mine\nParameters: {P: {Typ: x}}"), "");
}

}  // namespace
}  // namespace omnitrack::validate
