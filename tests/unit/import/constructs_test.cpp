#include <gtest/gtest.h>

#include "import_test.hpp"

namespace omnitrack::importing {
namespace {

TEST(ImportedConstructs, OneOfTheTableIsToldApartByWhatItAddsItself) {
  EXPECT_EQ(resources_of(R"(
  Events:
    Type: AWS::Logs::LogGroup
    DeletionPolicy: Retain
    UpdateReplacePolicy: Retain
    Properties: {LogGroupName: /shop/events, RetentionInDays: 14, KmsKeyId: alias/shop}
  Forever:
    Type: AWS::Logs::LogGroup
    DeletionPolicy: RetainExceptOnCreate
    UpdateReplacePolicy: Retain
    Properties: {Tags: [{Key: team, Value: shop}]}
  Tasks: {Type: AWS::ECS::Cluster, Properties: {ClusterName: tasks}}
  Orders: {Type: AWS::Events::EventBus, Properties: {Name: orders}}
  Token: {Type: AWS::SecretsManager::Secret, Properties: {SecretString: '{{resolve:ssm:token}}'}}
  Slow:
    Type: AWS::Logs::QueryDefinition
    Properties: {Name: slow, QueryString: fields @message}
)"),
            R"(  stack.add(LogGroupProps{
      .id = "Events",
      .kms_key = "alias/shop",
      .name = "/shop/events",
      .removal_policy = RemovalPolicy::retain,
      .retention = 14,
  });
  auto& forever = stack.add(LogGroupProps{
      .id = "Forever",
      .removal_policy = RemovalPolicy::retain_except_on_create,
      .retention = RetentionDays::never,
  });
  forever.resource().props.tags = {{.key = "team", .value = "shop"}};

  stack.add(ClusterProps{
      .id = "Tasks",
      .cluster_name = "tasks",
      .container_insights = {},
      .fargate_capacity_providers = false,
  });

  stack.add(EventBusProps{.id = "Orders", .bus_name = "orders"});

  stack.add(SecretProps{
      .id = "Token",
      .removal_policy = RemovalPolicy::unspecified,
      .secret_string = "{{resolve:ssm:token}}",
  });

  stack.add(QueryDefinitionProps{.id = "Slow", .name = "slow", .query = "fields @message"});
)");
}

TEST(ImportedConstructs, DeadLettersAreAQueueThatAConstructMakes) {
  EXPECT_EQ(resources_of(R"(
  Jobs:
    Type: AWS::SQS::Queue
    DeletionPolicy: Delete
    UpdateReplacePolicy: Delete
    Properties:
      SqsManagedSseEnabled: true
      VisibilityTimeout: 180
      RedrivePolicy:
        deadLetterTargetArn: !GetAtt Failed.Arn
        maxReceiveCount: 5
  Failed: {Type: AWS::SQS::Queue, Properties: {QueueName: failed}}
  Others:
    Type: AWS::SQS::Queue
    Properties: {RedrivePolicy: {deadLetterTargetArn: !GetAtt Dead.Arn, maxReceiveCount: 3}}
  Dead: {Type: AWS::SQS::Queue, Properties: {KmsMasterKeyId: alias/aws/sqs}}
)"),
            R"(  auto& failed = stack.add(QueueProps{
      .id = "Failed",
      .encrypted = {},
      .enforce_tls = false,
      .queue_name = "failed",
      .removal_policy = RemovalPolicy::unspecified,
  });
  stack.add(QueueProps{
      .id = "Jobs",
      .dead_letter_queue = DeadLetterQueue{.queue = failed, .max_receive_count = 5},
      .encrypted = true,
      .enforce_tls = false,
      .removal_policy = RemovalPolicy::destroy,
      .visibility_timeout = 180,
  });
  auto& dead = stack.add(QueueProps{
      .id = "Dead",
      .enforce_tls = false,
      .kms_key = "alias/aws/sqs",
      .removal_policy = RemovalPolicy::unspecified,
  });
  stack.add(QueueProps{
      .id = "Others",
      .dead_letter_queue = DeadLetterQueue{.queue = dead},
      .encrypted = {},
      .enforce_tls = false,
      .removal_policy = RemovalPolicy::unspecified,
  });
)");
}

TEST(ImportedConstructs, ATableThatIsPaidForByRequestIsOne) {
  EXPECT_EQ(resources_of(R"(
  Scores:
    Type: AWS::DynamoDB::Table
    Properties:
      TableName: scores
      BillingMode: PAY_PER_REQUEST
      AttributeDefinitions: [{AttributeName: player, AttributeType: S}, {AttributeName: at, AttributeType: N}]
      KeySchema: [{AttributeName: player, KeyType: HASH}, {AttributeName: at, KeyType: RANGE}]
      StreamSpecification: {StreamViewType: NEW_IMAGE}
      TimeToLiveSpecification: {AttributeName: until, Enabled: true}
)"),
            R"(  stack.add(TableProps{
      .id = "Scores",
      .partition_key = {"player"},
      .deletion_protection = false,
      .point_in_time_recovery = {},
      .removal_policy = RemovalPolicy::unspecified,
      .sort_key = {"at", AttributeType::number},
      .stream = StreamView::new_image,
      .table_name = "scores",
      .ttl_attribute = "until",
  });
)");
}

// Each has something that its construct does not write, refuses, or would write in addition.
TEST(ImportedConstructs, WhatNoConstructMakesToTheLastKeyStaysTyped) {
  const char* const resources[] = {
      "Type: AWS::SQS::Queue\n    Properties: {DelaySeconds: 901}",
      "Type: AWS::SQS::Queue\n    Properties: {QueueName: jobs.fifo}",
      "Type: AWS::SQS::Queue\n    Properties: {QueueName: jobs, FifoQueue: true}",
      "Type: AWS::SQS::Queue\n    Properties: {ContentBasedDeduplication: true}",
      "Type: AWS::SQS::Queue\n    Properties: {SqsManagedSseEnabled: true, KmsMasterKeyId: a}",
      "Type: AWS::SQS::Queue\n    Properties: {QueueName: !Ref AWS::NoValue}",
      "Type: AWS::SQS::Queue\n    DeletionPolicy: Retain",
      "Type: AWS::SQS::Queue\n    Properties:\n      RedrivePolicy: {deadLetterTargetArn: !GetAtt "
      "Thing.Arn, maxReceiveCount: 3}",
      "Type: AWS::SNS::Topic\n    Properties: {Subscription: [{Endpoint: a@b.c, Protocol: email}]}",
      "Type: AWS::Logs::LogGroup\n    Properties: {RetentionInDays: 15}",
      "Type: AWS::Logs::LogGroup\n    Properties: {LogGroupName: 'a b'}",
      "Type: AWS::ECS::Cluster\n    Properties: {CapacityProviders: [FARGATE]}",
      "Type: AWS::SecretsManager::Secret\n    Properties: {GenerateSecretString: {}}",
      "Type: AWS::DynamoDB::Table\n    Properties: {BillingMode: PAY_PER_REQUEST, "
      "AttributeDefinitions: "
      "[{AttributeName: b, AttributeType: S}], KeySchema: [{AttributeName: a, KeyType: HASH}]}",
      "Type: AWS::DynamoDB::Table\n    Properties: {BillingMode: PAY_PER_REQUEST, "
      "AttributeDefinitions: "
      "[{AttributeName: a, AttributeType: S}], KeySchema: [{AttributeName: a, KeyType: RANGE}]}",
      "Type: AWS::DynamoDB::Table\n    Properties: {BillingMode: PAY_PER_REQUEST, "
      "AttributeDefinitions: "
      "[{AttributeName: a, AttributeType: S}], KeySchema: [{AttributeName: a, KeyType: HASH}], "
      "TableName: ab}",
      "Type: AWS::IAM::InstanceProfile\n    Properties: {Roles: [somebody]}",
      "Type: AWS::IAM::InstanceProfile\n    Properties: {Roles: [!Ref Thing]}",
  };
  for (const char* const each : resources) {
    const std::string code = resources_of(std::string("  Thing:\n    ") + each + '\n');
    EXPECT_NE(code.find("cfn::"), std::string::npos) << each << '\n' << code;
  }
}

}  // namespace
}  // namespace omnitrack::importing
