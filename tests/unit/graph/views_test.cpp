#include "graph/views/views.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "drawn.hpp"

namespace omnitrack::graph {
namespace {

using testing::HasSubstr;
using testing::Not;

constexpr int reference = 0;
constexpr int permission = 1;
constexpr int traffic = 2;
constexpr int data = 3;
constexpr int part = 4;

std::string edge(const std::string& ends, int kind) {
  return ends + ' ' + std::to_string(kind) + '\n';
}

std::string data_flow_of(const Drawn& drawn) {
  const Stacks stacks = drawn.stacks();
  AskedConnections asked(drawn.graph(), stacks);
  return edges_of(data_flow_view(drawn.graph(), asked));
}

constexpr const char* pipeline = R"(
Resources:
  Api: {Type: AWS::ApiGatewayV2::Api}
  Call: {Type: AWS::ApiGatewayV2::Integration, Properties: {ApiId: !Ref Api, IntegrationUri: !GetAtt Work.Arn}}
  Work: {Type: AWS::Lambda::Function, Properties: {Role: !GetAtt Role.Arn, KmsKeyArn: !GetAtt Key.Arn}}
  Role:
    Type: AWS::IAM::Role
    Properties:
      Policies:
        - PolicyDocument:
            Statement:
              - {Effect: Allow, Action: ["dynamodb:PutItem", "dynamodb:GetItem"], Resource: !GetAtt Table.Arn}
              - {Effect: Allow, Action: "s3:GetObject", Resource: !Sub "${Files.Arn}/*"}
              - {Effect: Deny, Action: "*", Resource: !GetAtt Key.Arn}
  Table: {Type: AWS::DynamoDB::Table}
  Files: {Type: AWS::S3::Bucket}
  Key: {Type: AWS::KMS::Key}
)";

TEST(ArchitectureView, TellsTrafficPermissionsAndReferencesApart) {
  const Drawn drawn(pipeline);
  EXPECT_EQ(edges_of(architecture_view(drawn.graph())),
            edge("Api>Work", traffic) + edge("Work>Table", permission) +
                edge("Work>Files", permission) + edge("Work>Key", reference));
}

TEST(DataFlowView, GoesFromWhatIsReadToWhoReads) {
  const Drawn drawn(pipeline);
  EXPECT_EQ(data_flow_of(drawn),
            edge("Api>Work", traffic) + edge("Work>Table", data) + edge("Files>Work", data));
}

TEST(DataFlowView, GoesFromAQueueToWhoReadsItAndFromWhoWritesItToTheQueue) {
  const Drawn drawn(R"(
Resources:
  Jobs: {Type: AWS::SQS::Queue}
  Read: {Type: AWS::Lambda::Function, Properties: {Role: !GetAtt Reader.Arn}}
  Write: {Type: AWS::Lambda::Function, Properties: {Role: !GetAtt Writer.Arn}}
  Both: {Type: AWS::Lambda::Function, Properties: {Role: !GetAtt Any.Arn}}
  Reader:
    Type: AWS::IAM::Role
    Properties:
      Policies: [{PolicyDocument: {Statement: [{Effect: Allow, Resource: !GetAtt Jobs.Arn,
        Action: ["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:ChangeMessageVisibility", "sqs:GetQueueUrl"]}]}}]
  Writer:
    Type: AWS::IAM::Role
    Properties:
      Policies: [{PolicyDocument: {Statement: [{Effect: Allow, Resource: !GetAtt Jobs.Arn,
        Action: ["sqs:SendMessage", "sqs:GetQueueAttributes", "sqs:GetQueueUrl"]}]}}]
  Any:
    Type: AWS::IAM::Role
    Properties:
      Policies: [{PolicyDocument: {Statement: [{Effect: Allow, Resource: !GetAtt Jobs.Arn, Action: "sqs:*"}]}}]
)");
  EXPECT_EQ(data_flow_of(drawn), edge("Jobs>Read", data) + edge("Write>Jobs", data) +
                                     edge("Both>Jobs", data) + edge("Jobs>Both", data));
}

TEST(DataFlowView, LeadsFromTheInternetToDatabases) {
  const Drawn drawn(R"(
Resources:
  Vpc: {Type: AWS::EC2::VPC, Properties: {CidrBlock: 10.0.0.0/16}}
  Gateway: {Type: AWS::EC2::InternetGateway}
  Attached: {Type: AWS::EC2::VPCGatewayAttachment, Properties: {VpcId: !Ref Vpc, InternetGatewayId: !Ref Gateway}}
  Subnet: {Type: AWS::EC2::Subnet, Properties: {VpcId: !Ref Vpc, CidrBlock: 10.0.0.0/24}}
  Table: {Type: AWS::EC2::RouteTable, Properties: {VpcId: !Ref Vpc}}
  Out: {Type: AWS::EC2::Route, Properties: {RouteTableId: !Ref Table, DestinationCidrBlock: 0.0.0.0/0, GatewayId: !Ref Gateway}}
  Takes: {Type: AWS::EC2::SubnetRouteTableAssociation, Properties: {SubnetId: !Ref Subnet, RouteTableId: !Ref Table}}
  Web:
    Type: AWS::EC2::SecurityGroup
    Properties:
      VpcId: !Ref Vpc
      SecurityGroupIngress: [{IpProtocol: tcp, FromPort: 443, ToPort: 443, CidrIp: 0.0.0.0/0}]
  Inside:
    Type: AWS::EC2::SecurityGroup
    Properties:
      VpcId: !Ref Vpc
      SecurityGroupIngress: [{IpProtocol: tcp, FromPort: 6379, ToPort: 6379, SourceSecurityGroupId: !Ref Web}]
  Balancer: {Type: AWS::ElasticLoadBalancingV2::LoadBalancer, Properties: {Scheme: internet-facing, Subnets: [!Ref Subnet], SecurityGroups: [!Ref Web]}}
  Listener:
    Type: AWS::ElasticLoadBalancingV2::Listener
    Properties: {LoadBalancerArn: !Ref Balancer, Port: 443, Protocol: HTTPS, DefaultActions: [{Type: forward, TargetGroupArn: !Ref Targets}]}
  Targets: {Type: AWS::ElasticLoadBalancingV2::TargetGroup, Properties: {VpcId: !Ref Vpc, Port: 443, Protocol: HTTPS, Targets: [{Id: !Ref Server}]}}
  Server: {Type: AWS::EC2::Instance, Properties: {SubnetId: !Ref Subnet, SecurityGroupIds: [!Ref Web]}}
  Alone: {Type: AWS::EC2::Instance, Properties: {SubnetId: !Ref Subnet, SecurityGroupIds: [!Ref Inside]}}
  Subnets: {Type: AWS::ElastiCache::SubnetGroup, Properties: {SubnetIds: [!Ref Subnet]}}
  Redis:
    Type: AWS::ElastiCache::ReplicationGroup
    Properties: {CacheSubnetGroupName: !Ref Subnets, SecurityGroupIds: [!Ref Inside]}
)");
  const std::string edges = data_flow_of(drawn);
  EXPECT_THAT(edges, HasSubstr(edge("Balancer>Server", traffic)));
  EXPECT_THAT(edges, HasSubstr(edge("Server>Redis", traffic)));
  EXPECT_THAT(edges, HasSubstr(edge("Internet>Balancer", traffic)));
  EXPECT_THAT(edges, Not(HasSubstr("Alone")));
}

TEST(DataFlowView, LeadsFromTheInternetToWhatHasAnAddressOfItsOwn) {
  const Drawn drawn(R"(
Resources:
  Api: {Type: AWS::ApiGatewayV2::Api, Properties: {Name: a, ProtocolType: HTTP, Target: !GetAtt Work.Arn}}
  Role:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument: {Statement: [{Effect: Allow, Principal: {Service: lambda.amazonaws.com}, Action: "sts:AssumeRole"}]}
  Work: {Type: AWS::Lambda::Function, Properties: {Role: !GetAtt Role.Arn}}
  Called: {Type: AWS::Lambda::Function, Properties: {Role: !GetAtt Role.Arn}}
  Url: {Type: AWS::Lambda::Url, Properties: {TargetFunctionArn: !Ref Called, AuthType: NONE}}
  MayCall: {Type: AWS::Lambda::Permission, Properties: {FunctionName: !Ref Called, Action: "lambda:InvokeFunctionUrl", Principal: "*", FunctionUrlAuthType: NONE}}
  Cdn: {Type: AWS::CloudFront::Distribution, Properties: {DistributionConfig: {Enabled: true}}}
)");
  const std::string edges = data_flow_of(drawn);
  for (const std::string to : {"Api", "Called", "Cdn"}) {
    EXPECT_THAT(edges, HasSubstr(edge("Internet>" + to, traffic)));
  }
  EXPECT_THAT(edges, Not(HasSubstr("Internet>Work")));
}

TEST(PermissionsView, ShowsWhatIsElsewhereDrawnWithWhoMayUseIt) {
  const Drawn drawn(R"(
Resources:
  Work: {Type: AWS::Lambda::Function, Properties: {Role: !GetAtt Role.Arn, LoggingConfig: {LogGroup: !Ref Logs}}}
  Logs: {Type: AWS::Logs::LogGroup}
  Role:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument:
        Statement: [{Effect: Allow, Principal: {Service: lambda.amazonaws.com}, Action: "sts:AssumeRole"}]
      Policies: [{PolicyDocument: {Statement: [{Effect: Allow, Action: "logs:PutLogEvents", Resource: !GetAtt Logs.Arn}]}}]
)");
  EXPECT_EQ(drawn.owner("Logs"), "Work");
  std::vector<Statement> statements;
  EXPECT_EQ(edges_of(permissions_view(drawn.graph(), drawn.stacks(), statements)),
            edge("Work>Logs", permission));
  ASSERT_EQ(statements.size(), 1U);
  EXPECT_EQ(statements.front().title, "Who may use Logs?");
}

TEST(PermissionsView, ShowsByWhichRolesContainersAreStartedAndRolesThatNobodyHereActsBy) {
  const Drawn drawn(R"(
Resources:
  Web: {Type: AWS::ECS::Service, Properties: {TaskDefinition: !Ref Task}}
  Task: {Type: AWS::ECS::TaskDefinition, Properties: {ExecutionRoleArn: !GetAtt Starter.Arn}}
  Starter: &role
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument:
        Statement: [{Effect: Allow, Principal: {Service: ecs-tasks.amazonaws.com}, Action: "sts:AssumeRole"}]
      Policies: [{PolicyDocument: {Statement: [{Effect: Allow, Action: "secretsmanager:GetSecretValue", Resource: !Ref Key}]}}]
  Outside: *role
  Key: {Type: AWS::SecretsManager::Secret}
)");
  EXPECT_EQ(drawn.owner("Starter"), "Web");
  std::vector<Statement> statements;
  EXPECT_EQ(edges_of(permissions_view(drawn.graph(), drawn.stacks(), statements)),
            edge("Web>Key", permission) + edge("Outside>Key", permission));
  ASSERT_EQ(statements.size(), 1U);
  EXPECT_EQ(statements.front().lines,
            (std::vector<std::string>{"Web may secretsmanager:GetSecretValue to start, by Starter",
                                      "Outside may secretsmanager:GetSecretValue"}));
}

TEST(PermissionsView, ShowsTheRightsThatNoReferenceTells) {
  const std::string role = R"(
  Role:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument:
        Statement: [{Effect: Allow, Principal: {Service: lambda.amazonaws.com}, Action: "sts:AssumeRole"}]
      )";
  const std::string resources = R"(
Resources:
  Work: {Type: AWS::Lambda::Function, Properties: {Role: !GetAtt Role.Arn}}
  Table: {Type: AWS::DynamoDB::Table}
  Topic: {Type: AWS::SNS::Topic}
  Key: {Type: AWS::SecretsManager::Secret})";
  const auto edges = [&](const std::string& policies) {
    const Drawn drawn(resources + role + policies + "\n");
    std::vector<Statement> statements;
    return edges_of(permissions_view(drawn.graph(), drawn.stacks(), statements));
  };
  const std::string every = edge("Work>Every resource", permission);
  EXPECT_EQ(edges("ManagedPolicyArns: ['arn:aws:iam::aws:policy/AdministratorAccess']"), every);
  EXPECT_EQ(edges("Policies: [{PolicyDocument: {Statement: [{Effect: Allow, Action: '*', "
                  "Resource: '*'}]}}]"),
            every);
  EXPECT_EQ(edges("Policies: [{PolicyDocument: {Statement: [{Effect: Allow, Action: 'dynamodb:*', "
                  "Resource: '*'}]}}]"),
            edge("Work>Table", permission));
  EXPECT_EQ(edges("Path: /"), "");
}

TEST(PermissionsView, ShowsWhatNobodyNamesAsOneOfAType) {
  const Drawn drawn(R"(
Resources:
  Work: {Type: AWS::Lambda::Function, Properties: {Role: !GetAtt Role.Arn}}
  Role:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument:
        Statement: [{Effect: Allow, Principal: {Service: lambda.amazonaws.com}, Action: "sts:AssumeRole"}]
      Policies: [{PolicyDocument: {Statement: [
        {Effect: Allow, Action: "dynamodb:GetItem", Resource: "*"},
        {Effect: Allow, Action: "sns:Publish", Resource: !Ref Named},
        {Effect: Allow, Action: "sqs:SendMessage", Resource: "*"}]}}]
  One: {Type: AWS::DynamoDB::Table}
  Two: {Type: AWS::DynamoDB::Table}
  Named: {Type: AWS::SNS::Topic}
  Secret: {Type: AWS::SecretsManager::Secret}
  Jobs: {Type: AWS::SQS::Queue}
  Open: {Type: AWS::SQS::Queue}
  Policy:
    Type: AWS::SQS::QueuePolicy
    Properties:
      Queues: [!Ref Open]
      PolicyDocument: {Statement: [{Effect: Allow, Principal: "*", Action: "sqs:ReceiveMessage", Resource: !GetAtt Open.Arn}]}
)");
  std::vector<Statement> statements;
  const std::string edges = edges_of(permissions_view(drawn.graph(), drawn.stacks(), statements));
  EXPECT_THAT(edges, HasSubstr(edge("Work>2 DynamoDB tables", permission)));
  // Not the same may be done to both.
  EXPECT_THAT(edges, HasSubstr(edge("Work>Jobs", permission)));
  EXPECT_THAT(edges, HasSubstr(edge("Internet>Open", permission)));
}

TEST(PermissionsView, ShowsWhatIsOpenToTheInternet) {
  const Drawn drawn(R"(
Resources:
  Work: {Type: AWS::Lambda::Function, Properties: {Role: !GetAtt Role.Arn}}
  Role:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument:
        Statement: [{Effect: Allow, Principal: {Service: lambda.amazonaws.com}, Action: "sts:AssumeRole"}]
  Files:
    Type: AWS::S3::Bucket
    Properties:
      PublicAccessBlockConfiguration: {BlockPublicAcls: false, BlockPublicPolicy: false, IgnorePublicAcls: false, RestrictPublicBuckets: false}
  Policy:
    Type: AWS::S3::BucketPolicy
    Properties:
      Bucket: !Ref Files
      PolicyDocument: {Statement: [{Effect: Allow, Principal: "*", Action: "s3:GetObject", Resource: !Sub "${Files.Arn}/*"}]}
)");
  std::vector<Statement> statements;
  EXPECT_EQ(edges_of(permissions_view(drawn.graph(), drawn.stacks(), statements)),
            edge("Internet>Files", permission));
  ASSERT_EQ(statements.size(), 1U);
  EXPECT_EQ(statements.front().lines, (std::vector<std::string>{"The internet may s3:GetObject"}));
}

TEST(NetworkView, KnowsWhoIsLaunchedWithTheGroupsOfANetworkInterface) {
  const Drawn drawn(R"(
Resources:
  Launch: {Type: AWS::EC2::LaunchTemplate, Properties: {LaunchTemplateData: {NetworkInterfaces: [{DeviceIndex: 0, Groups: [!Ref Web]}]}}}
  Servers: {Type: AWS::AutoScaling::AutoScalingGroup, Properties: {LaunchTemplate: {LaunchTemplateId: !Ref Launch, Version: "1"}, VPCZoneIdentifier: [!ImportValue Private]}}
  Web: {Type: AWS::EC2::SecurityGroup, Properties: {GroupDescription: x, VpcId: !ImportValue Net}}
  Data: {Type: AWS::EC2::SecurityGroup, Properties: {GroupDescription: x, VpcId: !ImportValue Net, SecurityGroupIngress: [{IpProtocol: tcp, FromPort: 3306, ToPort: 3306, SourceSecurityGroupId: !Ref Web}]}}
  Subnets: {Type: AWS::RDS::DBSubnetGroup, Properties: {DBSubnetGroupDescription: x, SubnetIds: [!ImportValue Private]}}
  Db: {Type: AWS::RDS::DBInstance, Properties: {Engine: mysql, DBSubnetGroupName: !Ref Subnets, VPCSecurityGroups: [!Ref Data]}}
)");
  std::vector<Statement> statements;
  const Stacks stacks = drawn.stacks();
  AskedConnections connections(drawn.graph(), stacks);
  EXPECT_EQ(edges_of(network_view(drawn.graph(), connections, statements)),
            edge("Servers>Db", traffic));
}

TEST(ArchitectureView, FollowsImportsToOtherStacks) {
  const Drawn drawn(std::vector<Drawn::Stack>{{"Data", R"(
Resources: {Table: {Type: AWS::DynamoDB::Table}}
Outputs: {Name: {Value: !Ref Table, Export: {Name: !Sub "${AWS::StackName}-table"}}}
)"},
                                              {"App", R"(
Resources:
  Work: {Type: AWS::Lambda::Function, Properties: {Environment: {Variables: {T: !ImportValue Data-table}}}}
)"}});
  EXPECT_EQ(edges_of(architecture_view(drawn.graph())), edge("Work>Table", reference));
}

TEST(ArchitectureView, FollowsWhatAStackHandsToItsParts) {
  const Drawn drawn(std::vector<Drawn::Stack>{{"App", R"(
Resources:
  Table: {Type: AWS::DynamoDB::Table}
  Part: {Type: AWS::CloudFormation::Stack, Properties: {Parameters: {Name: !Ref Table}}}
  News: {Type: AWS::SNS::Topic, Properties: {DisplayName: !GetAtt Part.Outputs.Work}}
)"},
                                              {"App.Part", R"(
Parameters: {Name: {Type: String}}
Resources:
  Work: {Type: AWS::Lambda::Function, Properties: {Environment: {Variables: {T: !Ref Name}}}}
Outputs: {Work: {Value: !Ref Work}}
)"}});
  EXPECT_EQ(edges_of(architecture_view(drawn.graph())),
            edge("Part>Table", reference) + edge("News>Part", reference) +
                edge("News>Work", reference) + edge("Work>Table", reference));
}

TEST(ArchitectureView, PutsResourcesIntoTheirSubnets) {
  const Drawn drawn(R"(
Resources:
  Vpc: {Type: AWS::EC2::VPC, Properties: {CidrBlock: 10.0.0.0/16}}
  A: {Type: AWS::EC2::Subnet, Properties: {VpcId: !Ref Vpc, AvailabilityZone: !Select [0, !GetAZs ""]}}
  B: {Type: AWS::EC2::Subnet, Properties: {VpcId: !Ref Vpc, AvailabilityZone: !Select [1, !GetAZs ""]}}
  Gateway: {Type: AWS::EC2::InternetGateway}
  Attached: {Type: AWS::EC2::VPCGatewayAttachment, Properties: {VpcId: !Ref Vpc, InternetGatewayId: !Ref Gateway}}
  Table: {Type: AWS::EC2::RouteTable, Properties: {VpcId: !Ref Vpc}}
  Use: {Type: AWS::EC2::SubnetRouteTableAssociation, Properties: {SubnetId: !Ref A, RouteTableId: !Ref Table}}
  Out: {Type: AWS::EC2::Route, Properties: {RouteTableId: !Ref Table, GatewayId: !Ref Gateway}}
  Host: {Type: AWS::EC2::Instance, Properties: {SubnetId: !Ref A}}
  Both: {Type: AWS::Lambda::Function, Properties: {VpcConfig: {SubnetIds: [!Ref A, !Ref B]}}}
  Group: {Type: AWS::ElastiCache::SubnetGroup, Properties: {SubnetIds: [!Ref A, !Ref B]}}
  Cache: {Type: AWS::ElastiCache::ReplicationGroup, Properties: {CacheSubnetGroupName: !Ref Group}}
)");
  const View view = architecture_view(drawn.graph());
  std::string boxes;
  for (const ViewBox& each : view.boxes) boxes += each.title + '|' + each.note + '\n';
  EXPECT_EQ(boxes,
            "AWS account|\nAWS Region|\nVPC|10.0.0.0/16\nAvailability zone 1|\nA|public subnet\n"
            "Availability zone 2|\nB|isolated subnet\n");
  std::string places;
  for (const ViewNode& each : view.nodes) {
    places += each.name + ": " + view.boxes[each.box].title;
    for (const std::size_t span : each.spans) places += ' ' + view.boxes[span].title;
    places += '\n';
  }
  EXPECT_EQ(places, "Gateway: VPC\nHost: A\nBoth: VPC A B\nCache: VPC A B\n");
}

TEST(ArchitectureView, KeepsToOneVpcWhereSubnetsAreOfTwo) {
  const Drawn drawn(R"(
Resources:
  One: {Type: AWS::EC2::VPC}
  Two: {Type: AWS::EC2::VPC}
  A: {Type: AWS::EC2::Subnet, Properties: {VpcId: !Ref One}}
  B: {Type: AWS::EC2::Subnet, Properties: {VpcId: !Ref Two}}
  Wrong: {Type: AWS::Lambda::Function, Properties: {VpcConfig: {SubnetIds: [!Ref A, !Ref B]}}}
)");
  const View view = architecture_view(drawn.graph());
  ASSERT_EQ(view.nodes.size(), 1U);
  EXPECT_EQ(view.boxes[view.nodes[0].box].title, "VPC One");
  ASSERT_EQ(view.nodes[0].spans.size(), 1U);
  EXPECT_EQ(view.boxes[view.nodes[0].spans[0]].title, "A");
}

TEST(ArchitectureView, KnowsThatGivenSubnetsAreInAVpc) {
  const Drawn drawn(R"(
Parameters: {Subnets: {Type: "List<AWS::EC2::Subnet::Id>"}}
Resources:
  Work: {Type: AWS::Lambda::Function, Properties: {VpcConfig: {SubnetIds: !Ref Subnets}}}
  Cache: {Type: AWS::ElastiCache::ReplicationGroup, Properties: {CacheSubnetGroupName: !Ref Group}}
  Group: {Type: AWS::ElastiCache::SubnetGroup, Properties: {SubnetIds: !Ref Subnets}}
  Table: {Type: AWS::DynamoDB::Table}
)");
  const View view = architecture_view(drawn.graph());
  std::string places;
  for (const ViewNode& each : view.nodes) {
    places += each.name + ": " + view.boxes[each.box].title + '\n';
  }
  EXPECT_EQ(places, "Work: Existing VPC\nCache: Existing VPC\nTable: AWS Region\n");
}

TEST(ArchitectureView, PutsWhatCarriesASecurityGroupIntoTheVpcOfThat) {
  const Drawn drawn(R"(
Parameters: {Given: {Type: "AWS::EC2::VPC::Id"}, Subnets: {Type: String}}
Resources:
  Vpc: {Type: AWS::EC2::VPC}
  Own: {Type: AWS::EC2::SecurityGroup, Properties: {GroupDescription: own, VpcId: !Ref Vpc}}
  There: {Type: AWS::EC2::SecurityGroup, Properties: {GroupDescription: there, VpcId: !Ref Given,
    SecurityGroupIngress: [{IpProtocol: tcp, SourceSecurityGroupId: !Ref Own}]}}
  Db: {Type: AWS::RDS::DBInstance, Properties: {VPCSecurityGroups: [!Ref There]}}
  Cluster: {Type: AWS::RDS::DBCluster, Properties: {VpcSecurityGroupIds: [!Ref Own], DBSubnetGroupName: !Ref Subnets}}
  Told: {Type: AWS::SSM::Parameter, Properties: {Value: !Ref Own}}
)");
  const View view = architecture_view(drawn.graph());
  std::string places;
  for (const ViewNode& each : view.nodes) {
    places += each.name + ": " + view.boxes[each.box].title + '\n';
  }
  EXPECT_EQ(places, "Db: Existing VPC\nCluster: VPC\nTold: AWS Region\n");
}

TEST(ArchitectureView, LeavesTheRulesOfSecurityGroupsToTheNetwork) {
  const Drawn drawn(R"(
Resources:
  Vpc: {Type: AWS::EC2::VPC}
  Web: {Type: AWS::EC2::SecurityGroup, Properties: {GroupDescription: web, VpcId: !Ref Vpc}}
  Data: {Type: AWS::EC2::SecurityGroup, Properties: {GroupDescription: data, VpcId: !Ref Vpc,
    SecurityGroupIngress: [{IpProtocol: tcp, SourceSecurityGroupId: !Ref Web}]}}
  Host: {Type: AWS::EC2::Instance, Properties: {SecurityGroupIds: [!Ref Web], UserData: !GetAtt Db.Endpoint.Address}}
  Db: {Type: AWS::RDS::DBInstance, Properties: {VPCSecurityGroups: [!Ref Data]}}
)");
  EXPECT_EQ(edges_of(architecture_view(drawn.graph())), edge("Host>Db", reference));
}

TEST(ArchitectureView, LeavesRoutesToTheNetwork) {
  const Drawn drawn(R"(
Resources:
  Vpc: {Type: AWS::EC2::VPC}
  A: {Type: AWS::EC2::Subnet, Properties: {VpcId: !Ref Vpc}}
  Nat: {Type: AWS::EC2::NatGateway, Properties: {SubnetId: !Ref A}}
  Table: {Type: AWS::EC2::RouteTable, Properties: {VpcId: !Ref Vpc}}
  Out: {Type: AWS::EC2::Route, Properties: {RouteTableId: !Ref Table, NatGatewayId: !Ref Nat}}
  Door: {Type: AWS::EC2::VPCEndpoint, Properties: {VpcId: !Ref Vpc, RouteTableIds: [!Ref Table]}}
)");
  EXPECT_EQ(drawn.owner("Out"), "Door");
  EXPECT_EQ(edges_of(architecture_view(drawn.graph())), "");
}

TEST(ArchitectureView, DrawsTheNodesOfAKubernetesClusterInTheirSubnets) {
  const Drawn drawn(R"(
Resources:
  Vpc: {Type: AWS::EC2::VPC}
  A: {Type: AWS::EC2::Subnet, Properties: {VpcId: !Ref Vpc}}
  Plane: {Type: AWS::EKS::Cluster, Properties: {ResourcesVpcConfig: {SubnetIds: [!Ref A]}}}
  Nodes: {Type: AWS::EKS::Nodegroup, Properties: {ClusterName: !Ref Plane, Subnets: [!Ref A]}}
)");
  const View view = architecture_view(drawn.graph());
  EXPECT_EQ(edges_of(view), edge("Plane>Nodes", traffic));
  ASSERT_EQ(view.nodes.size(), 2U);
  EXPECT_EQ(view.boxes[view.nodes[1].box].title, "A");
}

TEST(ArchitectureView, FoldsWhatStandsAsOne) {
  std::string text = "Resources:\n";
  for (int i = 0; i < 100; ++i) text += "  Q" + std::to_string(i) + ": {Type: AWS::SQS::Queue}\n";
  text += "  A1: {Type: AWS::CloudWatch::Alarm}\n  A2: {Type: AWS::CloudWatch::Alarm}\n";
  text += "  Topic: {Type: AWS::SNS::Topic}\n";
  const Drawn drawn(text);
  const View view = architecture_view(drawn.graph());
  ASSERT_EQ(view.nodes.size(), 3U);
  EXPECT_EQ(view.nodes[0].name, "100 SQS queues");
  EXPECT_EQ(view.nodes[0].kind, "Q0 and 99 more");
  EXPECT_EQ(view.nodes[0].keys.size(), 100U);
  EXPECT_EQ(view.nodes[1].name, "2 alarms");
  EXPECT_EQ(view.nodes[2].name, "Topic");
}

TEST(ArchitectureView, FoldsAllLargeGroupsOfACrowdedPicture) {
  std::string text = "Resources:\n";
  for (int i = 0; i < 50; ++i) {
    text += "  Q" + std::to_string(i) + ": {Type: AWS::SQS::Queue}\n";
    if (i < 20) text += "  T" + std::to_string(i) + ": {Type: AWS::SNS::Topic}\n";
    if (i < 10) text += "  B" + std::to_string(i) + ": {Type: AWS::S3::Bucket}\n";
  }
  std::string names;
  const Drawn drawn(text);
  const View view = architecture_view(drawn.graph());
  for (const ViewNode& each : view.nodes) names += each.name + ' ';
  EXPECT_EQ(names, "50 SQS queues 20 SNS topics B0 B1 B2 B3 B4 B5 B6 B7 B8 B9 ");
}

TEST(TreeView, FollowsThePathsOfConstructs) {
  const Drawn drawn(R"(
Resources:
  A: {Type: AWS::SQS::Queue, Metadata: {"aws:cdk:path": Stack/Jobs/Queue/Resource}}
  B: {Type: AWS::SQS::Queue, Metadata: {"aws:cdk:path": Stack/Jobs/Dead/Resource}}
  C: {Type: AWS::SNS::Topic}
)");
  const View view = tree_view(drawn.graph());
  EXPECT_EQ(edges_of(view), edge("Jobs>Queue", part) + edge("Queue>A", part) +
                                edge("Jobs>Dead", part) + edge("Dead>B", part));
  EXPECT_EQ(view.nodes.front().name, "C");
  EXPECT_EQ(view.boxes.front().title, "Stack Stack");
}

TEST(TreeView, NamesWhatHasNoNameInItsPath) {
  const Drawn drawn(R"(
Resources:
  A: {Type: AWS::SQS::Queue, Metadata: {"aws:cdk:path": Stack//Queue/Resource}}
)");
  EXPECT_EQ(tree_view(drawn.graph()).nodes.front().name, "(no name)");
}

TEST(TreeView, EndsAtADepthThatNoAppHas) {
  std::string path = "Stack";
  for (int i = 0; i < 100'000; ++i) path += "/x";
  const Drawn drawn("Resources: {A: {Type: AWS::SQS::Queue, Metadata: {'aws:cdk:path': " + path +
                    "}}}");
  EXPECT_LT(tree_view(drawn.graph()).nodes.size(), 100U);
}

TEST(ChangeView, ShowsWhatChangesAndWhatStandsNextToIt) {
  const Drawn after(R"(
Resources:
  Queue: {Type: AWS::SQS::Queue}
  Work: {Type: AWS::Lambda::Function, Properties: {Environment: {Variables: {Q: !Ref Queue}}}}
  Far: {Type: AWS::SNS::Topic}
)");
  const Drawn before(R"(
Resources:
  Work: {Type: AWS::Lambda::Function}
  Table: {Type: AWS::DynamoDB::Table}
  Far: {Type: AWS::SNS::Topic}
)");
  ChangesByKey changes;
  changes["Stack/Queue"].fate.action = Fate::Action::added;
  changes["Stack/Table"].fate = {.action = Fate::Action::removed, .is_lost = true};
  const View view = change_view(after.graph(), before.graph(), changes);
  std::string shown;
  for (const ViewNode& each : view.nodes) {
    shown += each.name + (each.is_pale ? " pale" : "") + (each.fate.is_lost ? " lost" : "") + '\n';
  }
  EXPECT_EQ(shown, "Queue\nWork pale\nTable lost\n");
  EXPECT_EQ(edges_of(view), edge("Work>Queue", reference));
}

}  // namespace
}  // namespace omnitrack::graph
