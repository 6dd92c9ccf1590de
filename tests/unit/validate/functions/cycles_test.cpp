#include "validate/validate_test.hpp"

namespace omnitrack::validate {
namespace {

TEST(Cycles, AreShownOnceWithTheirWay) {
  EXPECT_EQ(found_by(check_cycles, R"(
Resources:
  A: {Type: Custom::A, Properties: {Role: !GetAtt B.Arn}}
  B: {Type: Custom::B, Properties: {Name: !Sub "${C}-x"}, DependsOn: Alone}
  C: {Type: Custom::C, DependsOn: [Alone, A]}
  Alone: {Type: Custom::D}
  User: {Type: Custom::E, Properties: {A: !Ref A}}
)"),
            "error OT4330 3:3 Resources/A: resources depend on each other: A (Properties/Role) → B "
            "(Properties/Name) → C (DependsOn/1) → A (move one of the references into a resource "
            "of its own)\n");
}

TEST(Cycles, MayBeOfOneResource) {
  EXPECT_EQ(
      found_by(check_cycles, R"(
Resources: {A: {Type: Custom::A, Metadata: {Own: !Ref A}}}
)"),
      "error OT4330 2:13 Resources/A: the resource depends on itself: A (Metadata/Own) → A\n");
  EXPECT_EQ(found_by(check_cycles, "Resources: {A: {Type: AWS::SNS::Topic, DependsOn: A}}\n"),
            "error OT4330 1:13 Resources/A: the resource depends on itself: A (DependsOn) → A\n");
}

TEST(Cycles, AreWarnedOfWhereConditionsMayOpenThem) {
  constexpr std::string_view sections = R"(
Parameters: {Stage: {Type: String}}
Conditions:
  P: !Equals [!Ref Stage, prod]
  D: !Equals [!Ref Stage, dev]
)";
  EXPECT_EQ(found_by(check_cycles, std::string(sections) + R"(Resources:
  A: {Type: Custom::A, Properties: {B: !If [P, !Ref B, x]}}
  B: {Type: Custom::B, Properties: {A: !If [D, x, !Ref A]}}
)"),
            "warning OT4330 7:3 Resources/A: resources depend on each other: A (Properties/B/Fn::"
            "If/1) → B (Properties/A/Fn::If/2) → A (move one of the references into a resource of "
            "its own)\n");
  EXPECT_EQ(found_by(check_cycles, std::string(sections) + R"(Resources:
  A: {Type: Custom::A, Properties: {B: !If [P, !Ref B, x]}}
  B: {Type: Custom::B, Properties: {A: !If [D, !Ref A, x]}}
)"),
            "");
}

TEST(Cycles, AreNotSeenThroughSamOrOutputs) {
  EXPECT_EQ(found_by(check_cycles, R"(
Transform: AWS::Serverless-2016-10-31
Resources:
  Api: {Type: AWS::Serverless::Api, Properties: {DefinitionBody: {uri: !GetAtt Hello.Arn}}}
  Hello: {Type: AWS::Serverless::Function, Properties: {Events: {Get: {RestApiId: !Ref Api}}}}
Outputs: {Api: {Value: !Ref Api}}
)"),
            "");
}

}  // namespace
}  // namespace omnitrack::validate
