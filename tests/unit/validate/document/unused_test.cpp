#include "validate/validate_test.hpp"

namespace omnitrack::validate {
namespace {

TEST(Unused, NamesAreWarnedOf) {
  EXPECT_EQ(found_by(check_functions, R"(
Metadata: {AWS::CloudFormation::Interface: {ParameterGroups: [{Parameters: [Owner]}]}}
Parameters: {Stage: {Type: String}, Owner: {Type: String}}
Mappings: {Sizes: {a: {b: c}}}
Conditions:
  Used: !Equals [!Ref Stage, prod]
  Inner: !Equals [!Ref Stage, dev]
  Outer: !Not [!Condition Inner]
Resources: {Topic: {Type: AWS::SNS::Topic, Condition: Used}}
)"),
            "warning OT4380 3:37 Parameters/Owner: nothing uses the parameter 'Owner'\n"
            "warning OT4381 4:12 Mappings/Sizes: nothing uses the mapping 'Sizes'\n"
            "warning OT4382 7:3 Conditions/Inner: nothing uses the condition 'Inner'\n"
            "warning OT4382 8:3 Conditions/Outer: nothing uses the condition 'Outer'\n");
}

TEST(Unused, TheHashOfAnAssetIsThatOfTheCdk) {
  const std::string name = "AssetParameters" + std::string(64, 'a') + "ArtifactHash0CCD22E4";
  EXPECT_EQ(found_by(check_functions, "Parameters: {" + name +
                                          ": {Type: String}}\n"
                                          "Resources: {Topic: {Type: AWS::SNS::Topic}}\n"),
            "");
}

TEST(Unused, NamesAreFollowedThroughConditionsAndRules) {
  EXPECT_EQ(found_by(check_functions, R"(
Parameters:
  Stage: {Type: String}
  Owner: {Type: String}
  Vpc: {Type: AWS::EC2::VPC::Id}
Rules:
  Check: {Assertions: [{Assert: !Equals [!Ref Owner, me]}]}
  All: {Assertions: [{Assert: {"Fn::EachMemberIn": [{"Fn::RefAll": AWS::EC2::VPC::Id}, [a]]}}]}
Conditions:
  Inner: !Equals [!Ref Stage, dev]
  Outer: !Not [!Condition Inner]
Resources: {Topic: {Type: AWS::SNS::Topic, Properties: {TopicName: !If [Outer, a, b]}}}
)"),
            "");
}

TEST(Unused, NamesAreNotSoughtWhereAMacroMayTakeThem) {
  EXPECT_EQ(found_by(check_functions, R"(
Transform: Mine
Parameters: {Stage: {Type: String}}
Resources: {Topic: {Type: AWS::SNS::Topic}}
)"),
            "");
  EXPECT_EQ(found_by(check_functions, R"(
Parameters: {Stage: {Type: String}}
Resources: {Topic: {Type: AWS::SNS::Topic, Properties: {"Fn::Transform": {Name: Mine}}}}
)"),
            "");
}

TEST(Unused, NamesMayBeComputed) {
  EXPECT_EQ(found_by(check_functions, R"(
Transform: AWS::LanguageExtensions
Parameters: {Stage: {Type: String}}
Mappings: {Sizes: {a: {b: c}}}
Resources:
  Topic:
    Type: AWS::SNS::Topic
    Properties: {TopicName: !FindInMap [!Ref Stage, a, b], DisplayName: {Ref: {"Fn::Sub": "${Stage}"}}}
)"),
            "");
}

TEST(Unused, ConditionsAreOfALoopsResources) {
  const std::string text = R"(
Transform: AWS::LanguageExtensions
Conditions:
  MakeA: !Equals [!Ref AWS::Region, us-east-1]
  MakeB: !Equals [!Ref AWS::Region, us-east-2]
Resources:
  Fn::ForEach::Topics:
    - Name
    - [A, B]
    - ${Name}:
        Type: AWS::SNS::Topic
        Condition: )";
  EXPECT_EQ(found_by(check_functions, text + "!Sub Make${Name}\n"), "");
  EXPECT_EQ(found_by(check_functions, text + "Make${Name}\n"), "");
}

}  // namespace
}  // namespace omnitrack::validate
