#include "import/live/live.hpp"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace omnitrack::importing {
namespace {

using nlohmann::json;

/// What Cloud Control prints of a resource.
std::string told(const std::string& type, const std::string& identifier,
                 const std::string& properties) {
  const json description = {{"Identifier", identifier}, {"Properties", properties}};
  return json{{"TypeName", type}, {"ResourceDescription", description}}.dump();
}

/// The properties of each resource in the template of what is told, by logical ids.
json live_properties(const std::vector<std::string>& answers) {
  LiveReader reader;
  for (const std::string& each : answers) reader.read("told.json", each);
  const LiveStack stack = reader.take();
  for (const LiveProblem& each : stack.problems) ADD_FAILURE() << each.message;
  const json written = json::parse(stack.template_text);
  json made = json::object();
  for (const auto& [id, resource] : written["Resources"].items()) {
    made[id] = resource["Properties"];
  }
  return made;
}

TEST(LiveImport, ReferencesCloseNoCircle) {
  json made = live_properties({told("AWS::IAM::Role", "worker", R"({
         "RoleName": "worker", "Arn": "arn:aws:iam::123456789012:role/worker",
         "AssumeRolePolicyDocument": {"Statement": [{"Effect": "Allow"}]},
         "Policies": [{"PolicyName": "own", "PolicyDocument": {"Statement": [{
           "Resource": "arn:aws:lambda:eu-west-1:123456789012:function:worker"}]}}]})"),
                               told("AWS::Lambda::Function", "worker", R"({
         "FunctionName": "worker", "Arn": "arn:aws:lambda:eu-west-1:123456789012:function:worker",
         "Role": "arn:aws:iam::123456789012:role/worker", "Code": {"ImageUri": "worker:1"}})")});
  EXPECT_EQ(made["WorkerFunction"]["Role"].dump(), R"({"Fn::GetAtt":["Worker","Arn"]})");
  const json& policy = made["Worker"]["Policies"][0]["PolicyDocument"];
  EXPECT_EQ(policy["Statement"][0]["Resource"],
            "arn:aws:lambda:eu-west-1:123456789012:function:worker");
}

TEST(LiveImport, ANameIsAReferenceOnlyWhereThePropertyTakesSuchAResource) {
  json made = live_properties(
      {told("AWS::Logs::LogGroup", "shop", R"({"LogGroupName": "shop"})"),
       told("AWS::KMS::Alias", "alias/shop", R"({"AliasName": "alias/shop", "TargetKeyId": "k"})"),
       told("AWS::KMS::Key", "k", R"({"KeyId": "k", "Description": "shop"})"),
       told("AWS::Logs::MetricFilter", "shop|errors", R"({
         "LogGroupName": "shop", "FilterName": "errors", "FilterPattern": "shop"})")});
  EXPECT_EQ(made["AliasShop"]["TargetKeyId"].dump(), R"({"Ref":"Key"})");
  EXPECT_EQ(made["Key"]["Description"], "shop");
  // What identifies a resource is said as it is, even where it names another one.
  EXPECT_EQ(made["Errors"]["LogGroupName"], "shop");
  EXPECT_EQ(made["Errors"]["FilterPattern"], "shop");
}

TEST(LiveImport, APartOfSomethingIsNamedByItselfAndIdentifiedByBoth) {
  LiveReader reader;
  reader.read("path.json", told("AWS::ApiGateway::Resource", "abc|xyz", R"({
    "RestApiId": "abc", "ResourceId": "xyz", "ParentId": "root", "PathPart": "photos"})"));
  reader.read("stage.json", told("AWS::ApiGateway::Stage", "abc|live", R"({
    "RestApiId": "abc", "StageName": "live", "DeploymentId": "d1"})"));
  const LiveStack stack = reader.take();
  EXPECT_TRUE(stack.problems.empty());
  EXPECT_EQ(json::parse(stack.resources_to_import).dump(),
            R"([{"LogicalResourceId":"Photos","ResourceIdentifier":{"ResourceId":"xyz",)"
            R"("RestApiId":"abc"},"ResourceType":"AWS::ApiGateway::Resource"},)"
            R"({"LogicalResourceId":"Live","ResourceIdentifier":{"RestApiId":"abc",)"
            R"("StageName":"live"},"ResourceType":"AWS::ApiGateway::Stage"}])");
}

TEST(LiveImport, WhatStandsBelowAnArnIsJoinedToIt) {
  const json made =
      live_properties({told("AWS::S3::Bucket", "photos",
                            R"({"BucketName": "photos", "Arn": "arn:aws:s3:::photos"})"),
                       told("AWS::S3::BucketPolicy", "photos", R"({
         "Bucket": "photos", "PolicyDocument": {"Statement": [{"Resource": [
           "arn:aws:s3:::photos", "arn:aws:s3:::photos/in/*", "arn:aws:s3:::photos-of-others/*"]}]}})")});
  EXPECT_EQ(made["PhotosBucketPolicy"]["PolicyDocument"]["Statement"][0]["Resource"].dump(),
            R"([{"Fn::GetAtt":["Photos","Arn"]},)"
            R"({"Fn::Join":["",[{"Fn::GetAtt":["Photos","Arn"]},"/in/*"]]},)"
            R"("arn:aws:s3:::photos-of-others/*"])");
}

TEST(LiveImport, SecretsAreParametersThatAreNotShown) {
  LiveReader reader;
  reader.read("task.json",
              told("AWS::ECS::TaskDefinition", "arn:aws:ecs:::task-definition/a:1", R"({
    "TaskDefinitionArn": "arn:aws:ecs:::task-definition/a:1", "Family": "a",
    "ContainerDefinitions": [{"Name": "web", "Image": "web", "Environment": [
      {"Name": "DB_PASSWORD", "Value": "hunter2"},
      {"Name": "KEY_ID", "Value": "plain"},
      {"Name": "AWS", "Value": "AKIAIOSFODNN7EXAMPLE"},
      {"Name": "SECRET_ARN", "Value": "arn:aws:secretsmanager:x"}]}]})"));
  const LiveStack stack = reader.take();
  EXPECT_EQ(stack.template_text.find("hunter2"), std::string::npos);
  EXPECT_EQ(stack.template_text.find("AKIA"), std::string::npos);
  EXPECT_NE(stack.template_text.find("\"plain\""), std::string::npos);
  EXPECT_NE(stack.template_text.find("arn:aws:secretsmanager:x"), std::string::npos);
  ASSERT_EQ(stack.parameters.size(), 2U);
  EXPECT_TRUE(stack.parameters[0].is_secret && stack.parameters[1].is_secret);
}

TEST(LiveImport, TagsTakeTheFormOfTheirTypeWithoutThoseOfAws) {
  json made = live_properties(
      {told("AWS::SSM::Parameter", "limit", R"({
         "Name": "limit", "Type": "String", "Value": "5",
         "Tags": [{"Key": "Team", "Value": "shop"}, {"Key": "aws:x", "Value": "y"}]})"),
       told("AWS::Logs::LogGroup", "a", R"({"LogGroupName": "a", "Tags": {"Team": "shop"}})")});
  EXPECT_EQ(made["Limit"]["Tags"].dump(), R"({"Team":"shop"})");
  EXPECT_EQ(made["A"]["Tags"].dump(), R"([{"Key":"Team","Value":"shop"}])");
}

TEST(LiveImport, AResourceThatIsToldTwiceIsOne) {
  const std::string group = told("AWS::Logs::LogGroup", "a", R"({"LogGroupName": "a"})");
  EXPECT_EQ(live_properties({group, group}).size(), 1U);
}

}  // namespace
}  // namespace omnitrack::importing
