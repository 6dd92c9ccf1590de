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

TEST(ImportedConstructs, RulesOfASecurityGroupAreCallsOrAllOfThemAreSet) {
  EXPECT_EQ(resources_of(R"(
  Web:
    Type: AWS::EC2::SecurityGroup
    Properties:
      GroupDescription: The web
      VpcId: vpc-0a1b2c3d
      SecurityGroupIngress:
        - {IpProtocol: tcp, FromPort: 443, ToPort: 443, CidrIp: 0.0.0.0/0, Description: HTTPS}
        - {IpProtocol: udp, FromPort: 0, ToPort: 65535, CidrIp: 10.0.0.0/8}
      SecurityGroupEgress: [{IpProtocol: '-1', CidrIpv6: '::/0'}]
  Others:
    Type: AWS::EC2::SecurityGroup
    Properties:
      GroupDescription: Others
      VpcId: !ImportValue network
      SecurityGroupIngress:
        - {IpProtocol: tcp, FromPort: 22, ToPort: 22, SourceSecurityGroupId: !GetAtt Web.GroupId}
)"),
            R"(  auto& web = stack.add(SecurityGroupProps{
      .id = "Web",
      .vpc = Vpc::from_ids(stack, "WebVpc", {.vpc_id = "vpc-0a1b2c3d"}),
      .allow_all_outbound = false,
      .describe_rules = false,
      .description = "The web",
  });
  web.allow_from(Peer::any_ipv4(), Port::tcp(443), "HTTPS");
  web.allow_from("10.0.0.0/8", Port::all_udp());
  web.allow_to(Peer::any_ipv6(), Port::all());
  auto& others = stack.add(SecurityGroupProps{
      .id = "Others",
      .vpc = Vpc::from_ids(stack, "OthersVpc", {
          .vpc_id = as<cfn::ec2::VPCId>(fn::import_value("network")),
      }),
      .description = "Others",
      .write_all_outbound = false,
  });
  others.resource().props.security_group_ingress = {{
      .ip_protocol = "tcp",
      .from_port = 22,
      .source_security_group_id = web.id(),
      .to_port = 22,
  }};
)");
}

TEST(ImportedConstructs, ATargetGroupSaysHowItIsCheckedAndWhatItsTargetsAre) {
  EXPECT_EQ(resources_of(R"(
  Web:
    Type: AWS::ElasticLoadBalancingV2::TargetGroup
    Properties: {Port: 80, Protocol: HTTP, VpcId: vpc-1, HealthCheckPath: /ok, HealthCheckPort: '81'}
  Api:
    Type: AWS::ElasticLoadBalancingV2::TargetGroup
    Properties:
      Port: 443
      Protocol: HTTPS
      TargetType: ip
      VpcId: vpc-1
      HealthCheckPort: traffic-port
      HealthyThresholdCount: 11
)"),
            R"(  auto& web = stack.add(TargetGroupProps{
      .id = "Web",
      .health_check = {.path = "/ok", .port = 81},
      .port = 80,
      .vpc = Vpc::from_ids(stack, "WebVpc", {.vpc_id = "vpc-1"}),
  });
  web.resource().props.target_type = {};
  auto& api = stack.add(TargetGroupProps{
      .id = "Api",
      .port = 443,
      .protocol = TargetProtocol::https,
      .vpc = Vpc::from_ids(stack, "ApiVpc", {.vpc_id = "vpc-1"}),
  });
  api.resource().props.health_check_port = "traffic-port";
  api.resource().props.healthy_threshold_count = 11;
)");
}

TEST(ImportedConstructs, ABucketSaysWhatItSaysAndTheRestIsSetOnItsResource) {
  EXPECT_EQ(resources_of(R"(
  Logs:
    Type: AWS::S3::Bucket
    DeletionPolicy: Retain
    Properties:
      BucketName: shop-logs
      BucketEncryption: {ServerSideEncryptionConfiguration: [{ServerSideEncryptionByDefault: {SSEAlgorithm: AES256}}]}
      OwnershipControls: {Rules: [{ObjectOwnership: ObjectWriter}]}
      PublicAccessBlockConfiguration:
        {BlockPublicAcls: true, BlockPublicPolicy: true, IgnorePublicAcls: false, RestrictPublicBuckets: true}
      VersioningConfiguration: {Status: Enabled}
      LifecycleConfiguration: {Rules: [{Status: Enabled, ExpirationInDays: 90}]}
  Bare: {Type: AWS::S3::Bucket}
)"),
            R"(  auto& logs = stack.add(BucketProps{
      .id = "Logs",
      .bucket_name = "shop-logs",
      .enforce_tls = false,
      .object_ownership = ObjectOwnership::object_writer,
      .public_access = {.ignore_acls = false},
      .removal_policy = RemovalPolicy::unspecified,
      .versioning = true,
  });
  logs.resource().props.lifecycle_configuration = {{
      .rules = {{.status = cfn::s3::bucket::Rule::Status::enabled, .expiration_in_days = 90}},
  }};
  logs.resource().override_at("/DeletionPolicy", "Retain");
  stack.add(BucketProps{
      .id = "Bare",
      .encryption = BucketEncryption::unspecified(),
      .enforce_tls = false,
      .object_ownership = {},
      .public_access = {.specified = false},
      .removal_policy = RemovalPolicy::unspecified,
  });
)");
}

TEST(ImportedConstructs, AFunctionHasTheRoleThatAConstructMakes) {
  EXPECT_EQ(resources_of(R"(
  Worker:
    Type: AWS::Lambda::Function
    Properties:
      Code: {ZipFile: 'x = 1'}
      Environment: {Variables: {STAGE: test}}
      Handler: index.handler
      MemorySize: 256
      Role: !GetAtt Role.Arn
      Runtime: python3.9
      VpcConfig: {SecurityGroupIds: [sg-1], SubnetIds: [subnet-1]}
  Role:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument:
        Statement: [{Effect: Allow, Principal: {Service: lambda.amazonaws.com}, Action: 'sts:AssumeRole'}]
)"),
            R"(  auto& role = stack.add(RoleProps{
      .id = "Role",
      .assumed_by = PolicyPrincipal::service("lambda.amazonaws.com"),
      .trust_version = {},
  });

  auto& worker = stack.add(FunctionProps{
      .id = "Worker",
      .code = FunctionCode::inline_text("x = 1"),
      .environment = {{"STAGE", "test"}},
      .grant_own_needs = false,
      .handler = "index.handler",
      .make_log_group = false,
      .memory = 256,
      .role = role,
      .runtime = as<Runtime>("python3.9"),
      .wait_for_grants = false,
  });
  worker.resource().props.vpc_config = {{
      .security_group_ids = {"sg-1"},
      .subnet_ids = {"subnet-1"},
  }};
)");
}

// Each has something that its construct does not write, refuses, or would write in addition.
TEST(ImportedConstructs, WhatOneMakesWhenItIsToldToIsACallOnIt) {
  const std::string text = R"(AWSTemplateFormatVersion: '2010-09-09'
Resources:
  Key: {Type: AWS::KMS::Key, Properties: {Description: Shop}}
  Name: {Type: AWS::KMS::Alias, Properties: {AliasName: alias/shop, TargetKeyId: !Ref Key}}
  Photos: {Type: AWS::S3::Bucket}
  PhotosPolicy:
    Type: AWS::S3::BucketPolicy
    Properties:
      Bucket: !Ref Photos
      PolicyDocument:
        Version: '2012-10-17'
        Statement:
          # Everybody may look.
          - {Sid: Look, Effect: Allow, Principal: '*', Action: 's3:GetObject', Resource: !Sub '${Photos.Arn}/*'}
)";
  EXPECT_EQ(statements_of(text), R"(  auto& key = stack.add(KeyProps{
      .id = "Key",
      .description = "Shop",
      .removal_policy = RemovalPolicy::unspecified,
      .rotation = false,
  });
  key.resource().props.key_policy = {};
  key.add_alias("alias/shop");

  auto& photos = stack.add(BucketProps{
      .id = "Photos",
      .encryption = BucketEncryption::unspecified(),
      .enforce_tls = false,
      .object_ownership = {},
      .public_access = {.specified = false},
      .removal_policy = RemovalPolicy::unspecified,
  });

  // Everybody may look.
  photos.add_to_resource_policy({
      .actions = {"s3:GetObject"},
      .principals = PolicyPrincipal::anyone(),
      .resources = {concat(photos.arn(), "/*")},
      .sid = "Look",
  });
)");
  const ImportedApp app = app_of(text);
  EXPECT_EQ(app.constructs, 4U);
  EXPECT_NE(app.files[2].text.find(R"("Name": {"path": "Shop/Key/Alias")"), std::string::npos);
  EXPECT_NE(app.files[2].text.find(R"("PhotosPolicy": {"path": "Shop/Photos/Policy")"),
            std::string::npos);
}

TEST(ImportedConstructs, WhatSomethingElseNamesOrIsSaidMoreOfIsNoCall) {
  const char* const resources[] = {
      "  Policy:\n    Type: AWS::SQS::QueuePolicy\n    Condition: Is\n",
      "  Other: {Type: AWS::SNS::Topic, DependsOn: Policy}\n"
      "  Policy:\n    Type: AWS::SQS::QueuePolicy\n",
      "  Other: {Type: AWS::SNS::Topic, DependsOn: Jobs}\n"
      "  Policy:\n    Type: AWS::SQS::QueuePolicy\n",
      "  Other: {Type: AWS::SNS::Topic, Properties: {DisplayName: !Ref Policy}}\n"
      "  Policy:\n    Type: AWS::SQS::QueuePolicy\n"};
  for (const char* const each : resources) {
    const std::string code = resources_of(std::string("  Jobs: {Type: AWS::SQS::Queue}\n") + each +
                                          R"(    Properties:
      Queues: [!Ref Jobs]
      PolicyDocument:
        Version: '2012-10-17'
        Statement: {Effect: Allow, Principal: '*', Action: 'sqs:*', Resource: !GetAtt Jobs.Arn}
)");
    EXPECT_NE(code.find("cfn::sqs::QueuePolicyProps"), std::string::npos) << code;
  }
}

TEST(ImportedConstructs, WhatNoConstructMakesToTheLastKeyStaysTyped) {
  const char* const resources[] = {
      "Type: AWS::SQS::Queue\n    Properties: {DelaySeconds: 901}",
      "Type: AWS::SQS::Queue\n    Properties: {QueueName: jobs.fifo}",
      "Type: AWS::SQS::Queue\n    Properties: {QueueName: jobs, FifoQueue: true}",
      "Type: AWS::SQS::Queue\n    Properties: {ContentBasedDeduplication: true}",
      "Type: AWS::SQS::Queue\n    Properties: {SqsManagedSseEnabled: true, KmsMasterKeyId: a}",
      "Type: AWS::SQS::Queue\n    Properties: {QueueName: !Ref AWS::NoValue}",
      "Type: AWS::SQS::Queue\n    Properties:\n      RedrivePolicy: {deadLetterTargetArn: !GetAtt "
      "Thing.Arn, maxReceiveCount: 3}",
      "Type: AWS::Logs::LogGroup\n    Properties: {RetentionInDays: 15}",
      "Type: AWS::Logs::LogGroup\n    Properties: {LogGroupName: 'a b'}",
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
      "Type: AWS::ECR::Repository",
      "Type: AWS::KMS::Key\n    Properties: {KeyPolicy: {}, KeySpec: RSA_2048, KeyUsage: "
      "SIGN_VERIFY}",
      "Type: AWS::SSM::Parameter\n    Properties: {Type: StringList, Value: a}",
      "Type: AWS::Events::Rule\n    Properties: {EventPattern: {source: [{prefix: a}]}}",
      "Type: AWS::Events::Rule\n    Properties: {ScheduleExpression: rate(1 minutes)}",
      "Type: AWS::IAM::InstanceProfile\n    Properties: {Roles: [somebody]}",
      "Type: AWS::IAM::InstanceProfile\n    Properties: {Roles: [!Ref Thing]}",
      "Type: AWS::EC2::EIP\n    Properties: {Domain: standard}",
      "Type: AWS::EC2::EIP",
      "Type: AWS::EC2::SecurityGroup\n    Properties: {GroupDescription: No VPC}",
      "Type: AWS::EC2::SecurityGroup\n    Properties: {GroupDescription: a, VpcId: network}",
      "Type: AWS::EC2::SecurityGroup\n    Properties: {GroupDescription: 'a\"b', VpcId: vpc-1}",
      "Type: AWS::Lambda::Function\n    Properties: {Code: {ZipFile: x}, Handler: index.handler, "
      "Runtime: python3.14, Role: 'role'}",
  };
  for (const char* const each : resources) {
    const std::string code = resources_of(std::string("  Thing:\n    ") + each + '\n');
    EXPECT_NE(code.find("cfn::"), std::string::npos) << each << '\n' << code;
  }
}

}  // namespace
}  // namespace omnitrack::importing
