#include "validate/validate_test.hpp"

namespace omnitrack::validate {
namespace {

/// What is found in the properties of a custom resource, where anything may stand.
std::string found_in_properties(std::string_view properties, std::string_view sections = {}) {
  return found_by(check_functions, std::string(sections) +
                                       "Resources:\n"
                                       "  Thing:\n"
                                       "    Type: Custom::Thing\n"
                                       "    Properties:\n" +
                                       std::string(properties));
}

TEST(Functions, SayNothingOfCallsThatAreRight) {
  EXPECT_EQ(found_in_properties(R"(
      A: !Join ["-", [a, !Ref AWS::Region, !Select [0, !GetAZs ""]]]
      B: !Select [1, !Split [",", "a,b"]]
      C: !If [IsProduction, !Base64 text, !Ref AWS::NoValue]
      D: !FindInMap [Sizes, prod, Memory]
      E: !Cidr [10.0.0.0/16, 6, 8]
      F: !ImportValue {"Fn::Sub": "${AWS::StackName}-Vpc"}
      G: {"Fn::Transform": {Name: Mine, Parameters: {A: !Ref Nothing}}}
      H: {"Fn::GetStackOutput": {StackName: other, OutputName: Arn}}
      M: !GetStackOutput {StackName: {Ref: Stage}, OutputName: Arn}
      L: {"Fn::GetStackOutput": {StackName: !Sub "${AWS::Region}-x", OutputName: !Ref Stage,
          Region: us-east-1, RoleArn: !Sub "arn:${AWS::Partition}:iam::111122223333:role/r"}}
      I: !Join [",", !If [IsProduction, [a], !Split ["-", a-b]]]
      J: !Select ["1", [a, b]]
      K: !GetAZs us-gov-west-1
)",
                                R"(
Parameters: {Stage: {Type: String}}
Mappings: {Sizes: {prod: {Memory: "1024"}}}
Conditions:
  IsProduction: !And [!Equals [!Ref Stage, prod], !Not [!Equals [!Ref AWS::Region, us-east-1]]]
)"),
            "");
}

TEST(Functions, AreUnknownWithTheNearestName) {
  EXPECT_EQ(found_in_properties("      A: {'Fn::Joins': ['-', [a, b]]}\n"),
            "error OT4300 5:11 Resources/Thing/Properties/A/Fn::Joins: no function is named "
            "'Fn::Joins' (did you mean 'Fn::Join'?)\n");
  EXPECT_EQ(found_in_properties("      A: {'Fn::Ref': B}\n"),
            "error OT4300 5:11 Resources/Thing/Properties/A/Fn::Ref: no function is named "
            "'Fn::Ref' (it is written 'Ref')\n");
  EXPECT_EQ(found_in_properties("      A: {'Fn::Mine': B}\n", "Transform: Mine\n"), "");
}

TEST(Functions, OfConditionsAreRefusedInProperties) {
  EXPECT_EQ(found_in_properties("      A: !Equals [a, b]\n"),
            "error OT4301 5:10 Resources/Thing/Properties/A: 'Fn::Equals' can be used only in "
            "'Conditions' (give the comparison a name there and use it by 'Fn::If')\n");
  EXPECT_EQ(found_in_properties("      A: {'Fn::Contains': [[a], a]}\n"),
            "error OT4301 5:10 Resources/Thing/Properties/A: 'Fn::Contains' can be used only in "
            "'Rules'\n");
}

TEST(Functions, OfRulesTakeTheListFirst) {
  const auto with = [](std::string_view assertion) {
    return found_by(check_functions,
                    "Parameters: {P: {Type: String}}\nRules: {R: {Assertions: "
                    "[{Assert: " +
                        std::string(assertion) + "}]}}\nResources: {T: {Type: AWS::SNS::Topic}}\n");
  };
  EXPECT_EQ(with("{'Fn::Contains': [[a, b], !Ref P]}"), "");
  EXPECT_NE(with("{'Fn::Contains': [a, !Ref P]}").find("error OT4303"), std::string::npos);
  EXPECT_NE(with("{'Fn::EachMemberIn': [[a], b]}").find("error OT4303"), std::string::npos);
}

TEST(Functions, ToJsonStringTakesNoText) {
  EXPECT_NE(found_in_properties("      A: {'Fn::ToJsonString': text}\n",
                                "Transform: AWS::LanguageExtensions\n")
                .find("'Fn::ToJsonString' takes a map or a list"),
            std::string::npos);
}

TEST(Functions, OfResourcesAreRefusedInConditions) {
  EXPECT_EQ(found_by(check_functions, R"(
Conditions:
  Always: !Equals [!ImportValue Name, a]
Resources:
  Topic: {Type: AWS::SNS::Topic, Condition: Always}
)"),
            "error OT4301 3:20 Conditions/Always/Fn::Equals/0: 'Fn::ImportValue' cannot be used in "
            "'Conditions' (conditions know parameters and mappings only)\n");
}

TEST(Functions, OfRulesAreAllThatRulesKnow) {
  EXPECT_EQ(found_by(check_functions, R"(
Parameters: {Stage: {Type: String}, Vpc: {Type: 'AWS::EC2::VPC::Id'}}
Conditions: {Always: !Equals [!Ref Stage, a]}
Rules:
  Named:
    RuleCondition: !Condition Always
    Assertions: [{Assert: !Equals [!Ref Stage, !Sub 'a']}]
  Known:
    RuleCondition: !Not [!Or [!Equals [!Ref Stage, a], !Contains [[b], !Ref Stage]]]
    Assertions: [{Assert: !EachMemberEquals [!ValueOf [Vpc, Tags.Owner], !RefAll 'String']}]
Resources:
  Topic: {Type: AWS::SNS::Topic, Condition: Always}
)"),
            "error OT4301 6:20 Rules/Named/RuleCondition: 'Condition' cannot be used in 'Rules' "
            "(rules know parameters only: by Ref and the functions of rules)\n"
            "error OT4301 7:48 Rules/Named/Assertions/0/Assert/Fn::Equals/1: 'Fn::Sub' cannot be "
            "used in 'Rules' (rules know parameters only: by Ref and the functions of rules)\n");
}

TEST(Functions, MayStandInMetadataAndPolicies) {
  EXPECT_EQ(found_by(check_functions, R"(
Parameters: {Count: {Type: Number}}
Resources:
  Group:
    Type: AWS::AutoScaling::AutoScalingGroup
    Metadata: {Zone: !Select [0, !GetAZs ""]}
    CreationPolicy: {ResourceSignal: {Count: !Ref Count}}
    UpdatePolicy: {AutoScalingRollingUpdate: {MaxBatchSize: !Ref Count}}
)"),
            "");
}

TEST(Functions, AreNotCalledBesideOtherKeys) {
  EXPECT_EQ(found_in_properties("      A: {'Fn::Sub': '${AWS::Region}', B: c}\n"),
            "error OT4302 5:11 Resources/Thing/Properties/A/Fn::Sub: 'Fn::Sub' stands beside other "
            "keys, so it is not called (a function must be the only key of its map)\n");
  EXPECT_EQ(found_in_properties("      A: {Ref: a text of one's own, B: c}\n"), "");
  EXPECT_EQ(found_in_properties("      A: {'Fn::Transform': {Name: Mine}, B: c}\n"), "");
}

TEST(Functions, JoinTakesTextInEachBranchOfAnIf) {
  const auto found = [](std::string_view values) {
    return found_in_properties("      A: !Join ['-', " + std::string(values) + "]\n",
                               "Conditions: {C: !Equals [!Ref AWS::Region, a]}\n");
  };
  EXPECT_EQ(found("[a, !If [C, [b, c], d]]"),
            "error OT4303 6:34 Resources/Thing/Properties/A/Fn::Join/1/1/Fn::If/1: the values of "
            "'Fn::Join' must be a text, not a list\n");
  EXPECT_EQ(found("!If [C, [b, [c]], !Ref AWS::NoValue]"),
            "error OT4303 6:34 Resources/Thing/Properties/A/Fn::Join/1/Fn::If/1/1: the values of "
            "'Fn::Join' must be a text, not a list\n");
  EXPECT_EQ(found("[a, !If [C, b, !Ref AWS::NoValue]]"), "");
}

TEST(Functions, TellArgumentsOfTheWrongShape) {
  const auto message_of = [](std::string_view properties) {
    const std::string found = found_in_properties(properties);
    return found.substr(0, found.find('\n'));
  };
  EXPECT_EQ(message_of("      A: !Join ['-', a, b]\n"),
            "error OT4303 5:16 Resources/Thing/Properties/A/Fn::Join: 'Fn::Join' takes a list of 2 "
            "values, not 3 (write [delimiter, [value, ...]])");
  EXPECT_EQ(message_of("      A: !Join [!Ref AWS::Region, [a]]\n"),
            "error OT4303 5:17 Resources/Thing/Properties/A/Fn::Join/0: the delimiter of "
            "'Fn::Join' must be a literal text, not a call of Ref");
  EXPECT_EQ(message_of("      A: !Join ['-', !Sub '${AWS::Region}']\n"),
            "error OT4303 5:22 Resources/Thing/Properties/A/Fn::Join/1: the values of 'Fn::Join' "
            "must be a list, not a call of Fn::Sub (write [delimiter, [value, ...]])");
  EXPECT_EQ(message_of("      A: !Join ['-', [!GetAZs '']]\n"),
            "error OT4303 5:23 Resources/Thing/Properties/A/Fn::Join/1/0: the values of 'Fn::Join' "
            "must be a text, not a call of Fn::GetAZs");
  EXPECT_EQ(message_of("      A: !Select [null, [a, b]]\n"),
            "error OT4303 5:19 Resources/Thing/Properties/A/Fn::Select/0: the index of "
            "'Fn::Select' must be a whole number from 0, not null");
  EXPECT_EQ(message_of("      A: !Select [0, [a, null]]\n"),
            "error OT4303 5:26 Resources/Thing/Properties/A/Fn::Select/1/1: the values of "
            "'Fn::Select' must not be null");
  EXPECT_EQ(message_of("      A: !Select [first, [a, b]]\n"),
            "error OT4303 5:19 Resources/Thing/Properties/A/Fn::Select/0: the index of "
            "'Fn::Select' must be a whole number from 0, not 'first'");
  EXPECT_EQ(message_of("      A: !If [!Equals [a, b], c, d]\n"),
            "error OT4303 5:15 Resources/Thing/Properties/A/Fn::If/0: the first argument of "
            "'Fn::If' must be the name of a condition, not a call of Fn::Equals (give the "
            "comparison a name in 'Conditions')");
  EXPECT_EQ(message_of("      A: !Base64 [a]\n"),
            "error OT4303 5:18 Resources/Thing/Properties/A/Fn::Base64: the argument of "
            "'Fn::Base64' must be a text, not a list");
  EXPECT_EQ(message_of("      A: !Sub {a: b}\n"),
            "error OT4303 5:15 Resources/Thing/Properties/A/Fn::Sub: 'Fn::Sub' takes a literal "
            "text and, in a list, a map of its values (write a text, or [text, {name: value}])");
  EXPECT_EQ(message_of("      A: {Ref: [a]}\n"),
            "error OT4303 5:16 Resources/Thing/Properties/A/Ref: 'Ref' takes a name written out, "
            "not a list");
  EXPECT_EQ(message_of("      A: !GetAtt Thing\n"),
            "error OT4303 5:18 Resources/Thing/Properties/A/Fn::GetAtt: 'Fn::GetAtt' takes a "
            "resource and an attribute, not 'Thing' (write [resource, attribute])");
  EXPECT_EQ(message_of("      A: {'Fn::GetStackOutput': {StackName: a}}\n"),
            "error OT4303 5:33 Resources/Thing/Properties/A/Fn::GetStackOutput: "
            "'Fn::GetStackOutput' needs 'OutputName'");
  EXPECT_EQ(message_of("      A: !GetStackOutput {StackName: !Ref AWS::Region, OutputName: b}\n"),
            "error OT4303 5:38 Resources/Thing/Properties/A/Fn::GetStackOutput/StackName: "
            "'!GetStackOutput' cannot hold another short form (write it 'Fn::GetStackOutput')");
  EXPECT_EQ(message_of("      A: {'Fn::GetStackOutput': {StackName: [a], OutputName: b}}\n"),
            "error OT4303 5:45 Resources/Thing/Properties/A/Fn::GetStackOutput/StackName: the "
            "'StackName' of 'Fn::GetStackOutput' must be a text, not a list");
  EXPECT_EQ(message_of("      A: {'Fn::GetStackOutput': {StackName: '', OutputName: b}}\n"),
            "error OT4306 5:45 Resources/Thing/Properties/A/Fn::GetStackOutput/StackName: '' "
            "cannot be the name of a stack (a name begins with a letter and has only letters, "
            "digits and hyphens, at most 128)");
  EXPECT_EQ(message_of("      A: {'Fn::GetStackOutput': {StackName: a, OutputName: b-c}}\n"),
            "error OT4306 5:60 Resources/Thing/Properties/A/Fn::GetStackOutput/OutputName: 'b-c' "
            "cannot be the name of an output (it is the output's logical id: letters and digits, "
            "at most 255)");
  EXPECT_EQ(
      message_of("      A: {'Fn::GetStackOutput': {StackName: a, OutputName: b, Region: here}}\n"),
      "error OT4306 5:71 Resources/Thing/Properties/A/Fn::GetStackOutput/Region: 'here' is not a "
      "region (leave it out for the stack's own region)");
  EXPECT_EQ(
      message_of("      A: {'Fn::GetStackOutput': {StackName: a, OutputName: b, RoleArn: r}}\n"),
      "error OT4306 5:72 Resources/Thing/Properties/A/Fn::GetStackOutput/RoleArn: 'r' is not the "
      "ARN of a role (it begins with 'arn:aws:iam::' and the account)");
}

TEST(Functions, TellAListParameterWhereATextIsNeeded) {
  EXPECT_EQ(found_by(check_functions, R"(
Parameters: {Zones: {Type: CommaDelimitedList}}
Conditions:
  HasZones: !Not [!Equals [!Ref Zones, ""]]
Resources:
  Topic: {Type: AWS::SNS::Topic, Condition: HasZones}
)"),
            "error OT4303 4:28 Conditions/HasZones/Fn::Not/0/Fn::Equals/0: the values of "
            "'Fn::Equals' must be a text, not a list\n");
}

TEST(Functions, TellFunctionsThatCannotBeNested) {
  EXPECT_EQ(found_in_properties("      A: !FindInMap [!Sub '${AWS::Region}', a, b]\n"),
            "error OT4304 5:22 Resources/Thing/Properties/A/Fn::FindInMap/0: a call of Fn::Sub "
            "cannot be used in the names of 'Fn::FindInMap'\n");
  EXPECT_EQ(found_in_properties(
                "      A: !FindInMap [!Select [0, !Split ['-', !Ref AWS::Region]], a, b]\n"),
            "");
  EXPECT_EQ(found_in_properties("      A: !FindInMap [!Sub '${AWS::Region}', a, b]\n",
                                "Transform: AWS::LanguageExtensions\n"),
            "");
  EXPECT_EQ(found_in_properties("      A: !Select [!Sub '${AWS::Region}', [a]]\n"),
            "error OT4304 5:19 Resources/Thing/Properties/A/Fn::Select/0: a call of Fn::Sub cannot "
            "be used in the index of 'Fn::Select'\n");
  EXPECT_EQ(found_in_properties("      'Fn::ForEach::Each': [I, ['0', '1'], {'${I}': !Select "
                                "[!Sub '${I}', !Split [',', !Ref AWS::Region]]}]\n",
                                "Transform: AWS::LanguageExtensions\n"),
            "");
}

TEST(Functions, NeedTheLanguageExtensionsForSome) {
  EXPECT_EQ(found_in_properties("      A: !Length [a]\n"),
            "error OT4305 5:10 Resources/Thing/Properties/A: 'Fn::Length' needs the transform "
            "'AWS::LanguageExtensions' (add it to the section 'Transform')\n");
  EXPECT_EQ(found_in_properties("      A: !ToJsonString {a: b}\n      B: !Length [a]\n",
                                "Transform: AWS::LanguageExtensions\n"),
            "");
}

TEST(Functions, TellLiteralsThatAreOutOfRange) {
  EXPECT_EQ(found_in_properties("      A: !Select [2, !Split [',', 'a,b']]\n"),
            "error OT4306 5:19 Resources/Thing/Properties/A/Fn::Select/0: 'Fn::Select' takes the "
            "value at 2 of a list of 2 (the first value is at 0)\n");
  EXPECT_EQ(found_in_properties("      A: !Select [1, !Split [',', 'a,b']]\n"), "");
  EXPECT_EQ(found_in_properties("      A: !Select [2, [a, b]]\n"),
            "error OT4306 5:19 Resources/Thing/Properties/A/Fn::Select/0: 'Fn::Select' takes the "
            "value at 2 of a list of 2 (the first value is at 0)\n");
  EXPECT_EQ(found_in_properties("      A: !Cidr [10.0.0.0/24, 16, 6]\n"),
            "error OT4306 5:30 Resources/Thing/Properties/A/Fn::Cidr/1: 10.0.0.0/24 does not hold "
            "16 networks of 6 bits\n");
  EXPECT_EQ(found_in_properties("      A: !Cidr [10.0.0.0/24, 4, 6]\n"), "");
  EXPECT_EQ(found_in_properties("      A: !Cidr ['2001:db8::/56', 256, 64]\n"), "");
  EXPECT_EQ(found_in_properties("      A: !Cidr [10.0.0.0/16, 300, 8]\n"),
            "error OT4306 5:30 Resources/Thing/Properties/A/Fn::Cidr/1: the count of 'Fn::Cidr' "
            "must be from 1 to 256, not '300'\n");
  EXPECT_EQ(
      found_in_properties("      A: !GetAZs us-east-1a\n"),
      "error OT4306 5:18 Resources/Thing/Properties/A/Fn::GetAZs: 'us-east-1a' is not a region "
      "(an empty text stands for the stack's own region)\n");
}

TEST(Functions, WarnOnlyOfWhatAConditionMayLeaveOut) {
  EXPECT_EQ(found_in_properties("      A: !If [IsProduction, !Select [2, [a, b]], c]\n", R"(
Parameters: {Stage: {Type: String}}
Conditions: {IsProduction: !Equals [!Ref Stage, prod]}
)"),
            "warning OT4306 8:38 Resources/Thing/Properties/A/Fn::If/1/Fn::Select/0: 'Fn::Select' "
            "takes the value at 2 of a list of 2 (the first value is at 0)\n");
}

TEST(Functions, TellImportsThatDependOnResources) {
  EXPECT_EQ(found_by(check_functions, R"(
Resources:
  Queue: {Type: AWS::SQS::Queue}
Outputs:
  A: {Value: !ImportValue {"Fn::GetAtt": [Queue, Arn]}}
)"),
            "error OT4307 5:27 Outputs/A/Value/Fn::ImportValue: the name of 'Fn::ImportValue' "
            "depends on a call of Fn::GetAtt (it must be known before any resource is made)\n");
}

TEST(Functions, CountTheOperandsOfConditions) {
  EXPECT_EQ(found_by(check_functions, R"(
Conditions:
  One: !Equals [a]
  Two: !And [!Condition One]
Resources:
  Topic: {Type: AWS::SNS::Topic, Condition: Two}
)"),
            "error OT4303 3:16 Conditions/One/Fn::Equals: 'Fn::Equals' takes a list of 2 values, "
            "not 1\n"
            "error OT4303 4:13 Conditions/Two/Fn::And: 'Fn::And' takes a list of 2 to 10 values, "
            "not 1\n");
}

TEST(Functions, LeaveAKeyNamedConditionAloneInProperties) {
  EXPECT_EQ(found_in_properties("      A: {Condition: {StringEquals: {a: b}}}\n"), "");
}

}  // namespace
}  // namespace omnitrack::validate
