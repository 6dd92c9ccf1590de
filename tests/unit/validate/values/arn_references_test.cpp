#include <gmock/gmock.h>

#include "validate/validate_test.hpp"

namespace omnitrack::validate {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

// Resources to refer to, and one of a type with the properties of a case.
std::string given_to(std::string_view type, std::string_view properties) {
  std::string text = R"(
Resources:
  Queue: {Type: AWS::SQS::Queue}
  Stream: {Type: AWS::Kinesis::Stream, Properties: {ShardCount: 1}}
  Logs: {Type: AWS::Logs::LogGroup}
  Key: {Type: AWS::KMS::Key}
  Files: {Type: AWS::EFS::FileSystem}
  Point: {Type: AWS::EFS::AccessPoint, Properties: {FileSystemId: !Ref Files}}
  Topic: {Type: AWS::SNS::Topic}
  Secret: {Type: AWS::SecretsManager::Secret}
  Role: {Type: AWS::IAM::Role, Properties: {AssumeRolePolicyDocument: {Statement: []}}}
  Table:
    Type: AWS::DynamoDB::Table
    Properties:
      BillingMode: PAY_PER_REQUEST
      KeySchema: [{AttributeName: id, KeyType: HASH}]
      AttributeDefinitions: [{AttributeName: id, AttributeType: S}]
      StreamSpecification: {StreamViewType: NEW_IMAGE}
  It: {Type: )";
  text.append(type).append(", Properties: ").append(properties).append("}\n");
  return found_by(check_properties, text);
}

std::string source_of_events(std::string_view arn) {
  return given_to("AWS::Lambda::EventSourceMapping",
                  std::string("{FunctionName: f, StartingPosition: LATEST, EventSourceArn: ")
                      .append(arn)
                      .append("}"));
}

TEST(ArnReferences, AUrlOrNameIsNoArn) {
  EXPECT_EQ(
      source_of_events("!Ref Queue"),
      "error OT4238 19:119 Resources/It/Properties/EventSourceArn: the Ref of AWS::SQS::Queue is "
      "given, an ARN is expected (read its attribute 'Arn' by Fn::GetAtt)\n");
  EXPECT_THAT(source_of_events("!GetAtt Queue.QueueName"), HasSubstr("AWS::SQS::Queue.QueueName"));
  EXPECT_THAT(source_of_events("!Sub '${Stream}'"), HasSubstr("OT4238"));
  EXPECT_THAT(given_to("AWS::Logs::LogGroup", "{KmsKeyId: !Ref Key}"),
              HasSubstr("the Ref of AWS::KMS::Key is given, an ARN is expected"));
}

TEST(ArnReferences, AnotherArnOfTheResourceIsRead) {
  EXPECT_THAT(source_of_events("!GetAtt Table.Arn"),
              HasSubstr("AWS::DynamoDB::Table.Arn is given, another ARN of the resource is "
                        "expected (read its attribute 'StreamArn' by Fn::GetAtt)"));
}

TEST(ArnReferences, AnArnNamedAfterTheTypeIsItsOwn) {
  EXPECT_THAT(found_by(check_properties, R"(
Resources:
  Search: {Type: AWS::OpenSearchService::Domain}
  It:
    Type: AWS::KinesisFirehose::DeliveryStream
    Properties:
      ElasticsearchDestinationConfiguration:
        DomainARN: !GetAtt Search.DomainArn
        IndexName: i
        RoleARN: arn:aws:iam::123456789012:role/r
        S3Configuration:
          BucketARN: arn:aws:s3:::b
          RoleARN: arn:aws:iam::123456789012:role/r
)"),
              Not(HasSubstr("OT4238")));
}

TEST(ArnReferences, TheArnOfAnotherKindIsTold) {
  const auto mounted = [](std::string_view arn) {
    return given_to("AWS::Lambda::Function",
                    std::string("{Role: 'arn:aws:iam::123456789012:role/r', Code: {ImageUri: x}, "
                                "FileSystemConfigs: [{LocalMountPath: /mnt/a, Arn: ")
                        .append(arn)
                        .append("}]}"));
  };
  EXPECT_THAT(mounted("!GetAtt Files.Arn"),
              HasSubstr("AWS::EFS::FileSystem.Arn is given, the ARN of AWS::EFS::AccessPoint is "
                        "expected"));
  EXPECT_THAT(mounted("!GetAtt Point.Arn"), testing::Not(HasSubstr("OT4238")));
}

TEST(ArnReferences, AnArnIsNoName) {
  EXPECT_THAT(given_to("AWS::Logs::LogStream", "{LogGroupName: !GetAtt Logs.Arn}"),
              HasSubstr("AWS::Logs::LogGroup.Arn is given, a log group's name is expected (give "
                        "its Ref)"));
  EXPECT_THAT(given_to("AWS::Events::EventBus", "{Name: !GetAtt Stream.Arn}"),
              HasSubstr("AWS::Kinesis::Stream.Arn is given, which is an ARN: 'Name' takes none"));
}

TEST(ArnReferences, WhatMayFitSaysNothing) {
  for (const std::string_view arn :
       {"!GetAtt Queue.Arn", "!GetAtt Table.StreamArn", "!GetAtt Stream.Arn",
        "!Sub 'arn:aws:sqs:eu-west-1:123456789012:${Queue.QueueName}'", "!ImportValue x"}) {
    EXPECT_THAT(source_of_events(arn), IsEmpty()) << arn;
  }
  EXPECT_THAT(given_to("AWS::EFS::MountTarget",
                       "{FileSystemId: !Ref Files, SubnetId: subnet-12345678, SecurityGroups: []}"),
              testing::Not(HasSubstr("OT4238")));
  // The Ref of these is their ARN, whatever the specification calls it.
  EXPECT_THAT(given_to("AWS::SNS::TopicPolicy", "{Topics: [!Ref Topic], PolicyDocument: {}}"),
              IsEmpty());
  EXPECT_THAT(
      given_to("AWS::RDS::DBProxy",
               "{Auth: [{SecretArn: !Ref Secret}], DBProxyName: p, EngineFamily: MYSQL, "
               "RoleArn: 'arn:aws:iam::123456789012:role/r', VpcSubnetIds: [subnet-12345678]}"),
      testing::Not(HasSubstr("OT4238")));
  // ECS takes a role's short name.
  EXPECT_THAT(given_to("AWS::ECS::TaskDefinition", "{ExecutionRoleArn: !Ref Role}"), IsEmpty());
}

}  // namespace
}  // namespace omnitrack::validate
