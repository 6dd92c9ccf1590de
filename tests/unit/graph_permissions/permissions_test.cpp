#include "graph/permissions/permissions.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "graph/reach.hpp"
#include "graph_of.hpp"

namespace omnitrack::graph {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

const char* const function_and_table = R"(
Parameters: {Env: {Type: String}}
Conditions: {IsProd: !Equals [!Ref Env, prod]}
Resources:
  Role:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument: {Statement: [{Effect: Allow, Principal: {Service: lambda.amazonaws.com}, Action: sts:AssumeRole}]}
      Policies:
        - PolicyName: p
          PolicyDocument:
            Statement:
              - {Effect: Allow, Action: ["dynamodb:Get*", "dynamodb:Query"], Resource: [!GetAtt Table.Arn, !Sub "${Table.Arn}/index/*"]}
              - {Effect: Allow, Action: "logs:*", Resource: "*"}
              - !If [IsProd, {Effect: Allow, Action: "dynamodb:PutItem", Resource: !GetAtt Table.Arn}, !Ref "AWS::NoValue"]
  Function: {Type: AWS::Lambda::Function, Properties: {Role: !GetAtt Role.Arn, Code: {ZipFile: x}}}
  Table: {Type: AWS::DynamoDB::Table}
  Other: {Type: AWS::DynamoDB::Table}
  Subnet: {Type: AWS::EC2::Subnet}
  Api: {Type: AWS::ApiGateway::RestApi, Properties: {Name: a}}
  Get: {Type: AWS::ApiGateway::Method, Properties: {RestApiId: !Ref Api, ResourceId: r, HttpMethod: GET, AuthorizationType: NONE}}
  Deployment: {Type: AWS::ApiGateway::Deployment, Properties: {RestApiId: !Ref Api, StageName: prod}}
  Invoke:
    Type: AWS::Lambda::Permission
    Properties:
      FunctionName: !Ref Function
      Action: lambda:InvokeFunction
      Principal: apigateway.amazonaws.com
      SourceArn: !Sub "arn:${AWS::Partition}:execute-api:${AWS::Region}:${AWS::AccountId}:${Api}/*"
)";

std::vector<std::string> actions_of(const Permission& permission) {
  std::vector<std::string> actions;
  for (const Allowed& each : permission.actions) {
    actions.push_back(each.action + ' ' + std::string(name_of(each.answer.verdict)));
  }
  return actions;
}

TEST(Permissions, GiveUpSoonOnConditionsThatAreSurelyTooMany) {
  const auto tries_with = [](int conditions) {
    std::string names;
    std::string statements;
    for (int i = 0; i < conditions; ++i) {
      const std::string n = std::to_string(i);
      names += "  C" + n + ": !Equals [!Ref Env, !Ref P" + n + "]\n";
      statements += "              - !If [C" + n + ", {Effect: Allow, Action: 'dynamodb:Get" + n +
                    "', Resource: !GetAtt Table.Arn}, !Ref AWS::NoValue]\n";
    }
    std::string text = function_and_table;
    text.insert(text.find("Resources:"), names);
    text.replace(text.find("Conditions: {"), 13, "Conditions:\n  ");
    text.erase(text.find("}\n", text.find("IsProd")), 1);
    text.insert(text.find("              - {Effect: Allow, Action: \"logs"), statements);
    const GraphOf app(text);
    const Permissions permissions(app.stacks());
    EXPECT_TRUE(permissions.may("Function", "Table"));
    return permissions.tries();
  };
  EXPECT_GT(tries_with(6), 100U);
  EXPECT_LT(tries_with(20), 70U);
}

TEST(Permissions, ListsTheActionsThatAreAboutTheResource) {
  const GraphOf app(function_and_table);
  const Permission found = *Permissions(app.stacks()).may("Function", "Table");
  EXPECT_EQ(found.answer.verdict, Verdict::yes);
  EXPECT_THAT(actions_of(found),
              ElementsAre("dynamodb:Get* yes", "dynamodb:Query yes", "dynamodb:PutItem perhaps"));
  EXPECT_THAT(found.actions[2].answer.unknowns, ElementsAre("the condition IsProd"));
}

TEST(Permissions, AStatementIsNamedWithItsPlace) {
  const GraphOf app(function_and_table);
  const Permission found = *Permissions(app.stacks()).may("Function", "Table", "dynamodb:GetItem");
  EXPECT_THAT(words_of(found.answer), HasSubstr("Function acts by the role Role"));
  const Reason& last = found.answer.reasons.back();
  EXPECT_EQ(last.resource, "Role");
  EXPECT_EQ(last.pointer, "/Properties/Policies/0/PolicyDocument/Statement/0");
}

TEST(Permissions, KnowsWhoActsAndWhatIsProtected) {
  const GraphOf app(function_and_table);
  const Permissions permissions(app.stacks());
  EXPECT_TRUE(permissions.can_act("Function"));
  EXPECT_TRUE(permissions.can_act("Role"));
  EXPECT_TRUE(permissions.can_act("internet"));
  EXPECT_FALSE(permissions.can_act("Table"));
  EXPECT_EQ(permissions.role_of("Function"), "Role");
  EXPECT_EQ(permissions.role_of("Table"), "");
  EXPECT_FALSE(permissions.services_of("Table").empty());
  EXPECT_TRUE(permissions.services_of("Nobody").empty());
  EXPECT_EQ(permissions.may("Subnet", "Table"), std::nullopt);
  EXPECT_EQ(permissions.may("Table", "Other"), std::nullopt) << "a table does nothing by itself";
  EXPECT_EQ(permissions.may("Api", "Other")->answer.verdict, Verdict::no);
}

TEST(Permissions, WhoIsOnTheWayFromOutsideIsTold) {
  const GraphOf app(function_and_table);
  const Reaching reaching(app.stacks());
  const Reach reach = *reaching.ask("internet", "Function");
  EXPECT_EQ(reach.verdict, Verdict::no) << "the internet itself invokes nothing";
  ASSERT_EQ(reach.through.size(), 1U);
  EXPECT_EQ(reach.through.front().resource, "Api");
  EXPECT_EQ(reach.through.front().verdict, Verdict::yes);
}

TEST(Permissions, AnEmptyOrStrangePolicyIsNoCrash) {
  const GraphOf app(R"(
Resources:
  Role:
    Type: AWS::IAM::Role
    Properties:
      PermissionsBoundary: {Ref: [x]}
      ManagedPolicyArns: {a: b}
      Policies: [{PolicyDocument: {Statement: [{}, 3, {Effect: Deny}, {Effect: Allow, Action: {}, Resource: [[]]}]}}, text]
  Function: {Type: AWS::Lambda::Function, Properties: {Role: [!GetAtt Role.Arn]}}
  Table: {Type: AWS::DynamoDB::Table, Properties: 5}
)");
  const Permissions permissions(app.stacks());
  for (const std::string_view from : {"Role", "Function", "internet"}) {
    EXPECT_TRUE(permissions.may(from, "Table")) << from;
    EXPECT_NE(permissions.may(from, "Table")->answer.verdict, Verdict::yes) << from;
  }
}

TEST(Permissions, APermissionOfAFunctionThatIsNotKnownAllowsNothingThatDoesNotCount) {
  const GraphOf app(R"(
Resources:
  Function:
    Type: AWS::Lambda::Function
    Properties: {FunctionName: jobs, Role: arn:aws:iam::123456789012:role/r, Code: {ZipFile: x}, Runtime: python3.13, Handler: index.h}
  Permission:
    Type: AWS::Lambda::Permission
    Properties: {FunctionName: !ImportValue name, Action: lambda:InvokeFunction, Principal: '*'}
)");
  const auto found =
      Permissions(app.stacks()).may("internet", "Function", "lambda:InvokeFunctionUrl");
  ASSERT_TRUE(found);
  EXPECT_EQ(found->answer.verdict, Verdict::no);
}

}  // namespace
}  // namespace omnitrack::graph
