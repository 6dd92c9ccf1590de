#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "graph/permissions/permissions.hpp"
#include "graph_of.hpp"

namespace omnitrack::graph {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

const char* const functions = R"(
Transform: AWS::Serverless-2016-10-31
Resources:
  Read:
    Type: AWS::Serverless::Function
    Properties: {Handler: a.b, Runtime: python3.13, InlineCode: x, Policies: [DynamoDBReadPolicy: {TableName: !Ref Table}]}
  Nothing:
    Type: AWS::Serverless::Function
    Properties: {Handler: a.b, Runtime: python3.13, InlineCode: x}
  Table: {Type: AWS::Serverless::SimpleTable}
)";

std::vector<std::string> names_of_actions(const Permission& permission) {
  std::vector<std::string> actions;
  for (const Allowed& each : permission.actions) actions.push_back(each.action);
  return actions;
}

TEST(PermissionsOfSam, APolicyTemplateAllowsItsActions) {
  const GraphOf app(functions);
  const Permission found = *Permissions(app.stacks()).may("Read", "Table");
  EXPECT_EQ(found.answer.verdict, Verdict::yes);
  EXPECT_THAT(names_of_actions(found),
              ElementsAre("dynamodb:GetItem", "dynamodb:Scan", "dynamodb:Query",
                          "dynamodb:BatchGetItem", "dynamodb:DescribeTable"));
}

TEST(PermissionsOfSam, WhatATemplateAllowsStandsWhereItIsUsed) {
  const GraphOf app(functions);
  const Permission found = *Permissions(app.stacks()).may("Read", "Table");
  const Reason& last = found.answer.reasons.back();
  EXPECT_EQ(last.resource, "ReadRole");
  EXPECT_EQ(app.stacks().place(last.resource, last.pointer).place.line, 6);
}

TEST(PermissionsOfSam, AFunctionWithoutPoliciesMayWriteLogsAlone) {
  const GraphOf app(functions);
  const Permission found = *Permissions(app.stacks()).may("Nothing", "Table");
  EXPECT_EQ(found.answer.verdict, Verdict::no);
  EXPECT_THAT(found.answer.unknowns, IsEmpty());
}

}  // namespace
}  // namespace omnitrack::graph
