#include <gmock/gmock.h>

#include "diff/verdicts_test.hpp"

// What old resources have until they go, which is after the new ones are made.

namespace omnitrack::diff {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::StartsWith;

/// What is refused where a resource of some properties gets another logical id.
std::vector<std::string> renamed(const std::string& type, const std::string& properties,
                                 const std::string& others = {}) {
  const auto text = [&](const char* id) {
    return "Resources:\n" + others + "  " + id + ": {Type: " + type +
           ", Properties: " + properties + "}\n";
  };
  return refused(text("Old"), text("New"));
}

TEST(UntilOldGoes, ThereIsOneOfEachUniqueThing) {
  const auto claimed = [](const std::string& what) {
    return ElementsAre(StartsWith("OT5109 New " + what + " is still that of 'Old'"));
  };
  EXPECT_THAT(renamed("AWS::ApiGateway::ApiKey", "{Value: abcdefghijklmnopqrstuvwxyz}"),
              claimed("the value of the key"));
  EXPECT_THAT(renamed("AWS::ApiGateway::BasePathMapping", "{DomainName: api.example.com}"),
              claimed("the base path of the domain 'api.example.com'"));
  EXPECT_THAT(renamed("AWS::CloudFront::Distribution",
                      "{DistributionConfig: {Aliases: [a.example.com, b.example.com]}}"),
              Contains(HasSubstr("the alternate domain name 'b.example.com'")));
  EXPECT_THAT(renamed("AWS::EC2::NatGateway", "{AllocationId: eipalloc-1}"),
              claimed("the elastic IP address 'eipalloc-1'"));
  EXPECT_THAT(
      renamed("AWS::ApplicationAutoScaling::ScalingPolicy",
              "{ScalingTargetId: t, TargetTrackingScalingPolicyConfiguration: "
              "{PredefinedMetricSpecification: {PredefinedMetricType: ECSServiceAverageCPU}}}"),
      claimed("the target tracking of the metric 'ECSServiceAverageCPU'"));
}

TEST(UntilOldGoes, ARecordIsTheSameWithADotAtItsEnd) {
  const auto record = [](const char* id, const char* name) {
    return std::string("Resources: {") + id +
           ": {Type: AWS::Route53::RecordSet, Properties: {HostedZoneId: Z, Type: A, Name: " +
           name + "}}}\n";
  };
  EXPECT_THAT(refused(record("A", "www.example.com."), record("B", "WWW.example.com")),
              ElementsAre(HasSubstr("is still that of 'A'")));
  EXPECT_THAT(refused(record("A", "www.example.com."), record("B", "web.example.com")), IsEmpty());
}

TEST(UntilOldGoes, APoolHasOnePrefixDomain) {
  const auto domain = [](const char* name) {
    return one("AWS::Cognito::UserPoolDomain",
               std::string("{UserPoolId: p, Domain: ") + name + "}");
  };
  EXPECT_THAT(refused(domain("a"), domain("b")),
              ElementsAre("OT5109 R the new one is made before the old one goes, and both claim "
                          "the domain of the pool 'p'"));
}

TEST(UntilOldGoes, ADeletionTakesAwayWhatTheNewOneHasTakenOver) {
  const char* queue = "  Q: {Type: AWS::SQS::Queue}\n";
  EXPECT_THAT(renamed("AWS::SQS::QueuePolicy", "{Queues: [!Ref Q]}", queue),
              ElementsAre("maybe OT5123 New it takes over the policy of the queue, and the "
                          "deletion of 'Old' takes that away afterwards"));
  EXPECT_THAT(renamed("AWS::SNS::Subscription", "{TopicArn: t, Protocol: email, Endpoint: a@b.c}"),
              ElementsAre(StartsWith("maybe OT5123 New it takes over the subscription")));
}

TEST(UntilOldGoes, ALogGroupHasTwoFilters) {
  const auto filters = [](const char* second) {
    return std::string("Resources:\n") +
           "  A: {Type: AWS::Logs::SubscriptionFilter, Properties: {LogGroupName: l}}\n  " +
           second + ": {Type: AWS::Logs::SubscriptionFilter, Properties: {LogGroupName: l}}\n";
  };
  EXPECT_THAT(refused(filters("B"), filters("C")),
              ElementsAre("OT5124 C there can be 2 subscription filters of the log group, and the "
                          "old ones go only after this one is made"));
  EXPECT_THAT(refused(filters("B"), filters("B")), IsEmpty());
}

TEST(UntilOldGoes, SubnetsMustNotOverlap) {
  const auto subnet = [](const char* cidr) {
    return one("AWS::EC2::Subnet", std::string("{VpcId: v, CidrBlock: ") + cidr + "}");
  };
  EXPECT_THAT(refused(subnet("10.0.0.0/18"), subnet("10.0.0.0/19")),
              ElementsAre("OT5109 R its block '10.0.0.0/19' overlaps '10.0.0.0/18' of 'R', which "
                          "is there until this one is made"));
  EXPECT_THAT(refused(subnet("10.0.0.0/18"), subnet("10.0.64.0/19")), IsEmpty());
}

TEST(UntilOldGoes, AResourceOfAnApiHasOneVariablePathPart) {
  const auto resource = [](const char* id, const char* part, const char* parent = "p") {
    return std::string("Resources: {") + id + ": {Type: AWS::ApiGateway::Resource, Properties: " +
           "{RestApiId: a, ParentId: " + parent + ", PathPart: '" + part + "'}}}\n";
  };
  EXPECT_THAT(refused(resource("Old", "{id}"), resource("New", "{itemId}")),
              ElementsAre("OT5109 New its parent has one variable path part at most, and '{id}' of "
                          "'Old' is there until '{itemId}' is made"));
  EXPECT_THAT(refused(resource("R", "{id}"), resource("R", "{proxy+}")),
              ElementsAre(HasSubstr("'{id}' of 'R' is there until '{proxy+}' is made")));
  EXPECT_THAT(refused(resource("Old", "items"), resource("New", "{itemId}")), IsEmpty());
  EXPECT_THAT(refused(resource("Old", "{id}"), resource("New", "{itemId}", "q")), IsEmpty());
}

TEST(UntilOldGoes, ATargetGroupHasOneLoadBalancer) {
  const auto balancer = [](const char* scheme) {
    return std::string("Resources:\n  L: {Type: AWS::ElasticLoadBalancingV2::LoadBalancer, ") +
           "Properties: {Scheme: " + scheme +
           "}}\n  T: {Type: AWS::ElasticLoadBalancingV2::TargetGroup}\n"
           "  N: {Type: AWS::ElasticLoadBalancingV2::Listener, Properties: {LoadBalancerArn: "
           "!Ref L, Port: 80, DefaultActions: [{Type: forward, TargetGroupArn: !Ref T}]}}\n";
  };
  EXPECT_THAT(refused(balancer("internal"), balancer("internet-facing")),
              ElementsAre(StartsWith("OT5109 N its target group is still that of")));
  EXPECT_THAT(refused(balancer("internal"), balancer("internal")), IsEmpty());
}

TEST(UntilOldGoes, AServiceMayHaveMadeTheLogGroupOfAFunction) {
  const std::string function =
      "Resources:\n  F: {Type: AWS::Lambda::Function, Properties: {FunctionName: f}}\n";
  const std::string group = "  L: {Type: AWS::Logs::LogGroup, Properties: {LogGroupName: ";
  EXPECT_THAT(refused(function, function + group + "/aws/lambda/f}}\n"),
              ElementsAre("maybe OT5108 L the service makes '/aws/lambda/f' by itself as soon as "
                          "'F' has run"));
  EXPECT_THAT(refused(function, function + group + "/aws/lambda/g}}\n"), IsEmpty());
}

TEST(UntilOldGoes, InterfacesStayWhereTheRoleLosesItsRight) {
  const auto text = [](const char* policies, const char* network, const char* group) {
    return std::string("Resources:\n  R: {Type: AWS::IAM::Role, Properties: {ManagedPolicyArns: ") +
           policies + "}}\n  F: {Type: AWS::Lambda::Function, Properties: {Role: !GetAtt R.Arn" +
           network + "}}\n" + group;
  };
  const char* network = ", VpcConfig: {SecurityGroupIds: [!Ref G], SubnetIds: [s]}";
  const char* group = "  G: {Type: AWS::EC2::SecurityGroup}\n";
  EXPECT_THAT(refused(text("[a, b]", network, group), text("[a]", "", "")),
              ElementsAre(StartsWith("maybe OT5121 G the network interfaces of 'F'")));
  EXPECT_THAT(refused(text("[a, b]", network, group), text("[a, b]", "", "")), IsEmpty());
}

TEST(UntilOldGoes, AMemberOfAClusterHasItsVersion) {
  EXPECT_THAT(refused("AWS::RDS::DBInstance",
                      "{Engine: aurora-postgresql, EngineVersion: '13.7', DBClusterIdentifier: c}",
                      "{Engine: aurora-postgresql, EngineVersion: '14.6', DBClusterIdentifier: c}"),
              ElementsAre("OT5112 R a member of a cluster has the version of the cluster"));
  EXPECT_THAT(refused("AWS::RDS::DBCluster",
                      "{Engine: aurora-postgresql, EngineVersion: '13.7', "
                      "DBClusterParameterGroupName: g}",
                      "{Engine: aurora-postgresql, EngineVersion: '14.6', "
                      "DBClusterParameterGroupName: g, AllowMajorVersionUpgrade: true}"),
              ElementsAre(StartsWith("maybe OT5112 R a new major version with a parameter group")));
}

TEST(UntilOldGoes, FailoverNeedsASecondNodeFirst) {
  EXPECT_THAT(refused("AWS::ElastiCache::ReplicationGroup",
                      "{NumCacheClusters: 1, AutomaticFailoverEnabled: false}",
                      "{NumCacheClusters: 2, AutomaticFailoverEnabled: true}"),
              ElementsAre(StartsWith("maybe OT5122 R failover cannot be switched on")));
}

TEST(UntilOldGoes, ACacheGoesToValkeyInPlaceAndHardlyBack) {
  constexpr const char* group = "AWS::ElastiCache::ReplicationGroup";
  constexpr const char* serverless = "AWS::ElastiCache::ServerlessCache";
  const std::string redis = "{Engine: redis, EngineVersion: '7.1'}";
  const std::string valkey_7 = "{Engine: valkey, EngineVersion: '7.2'}";
  const std::string valkey_8 = "{Engine: valkey, EngineVersion: '8.0'}";
  EXPECT_THAT(refused(group, redis, valkey_8), IsEmpty());
  EXPECT_THAT(refused(group, valkey_7, redis), IsEmpty());
  EXPECT_THAT(refused(group, valkey_8, redis),
              ElementsAre("maybe OT5112 R a cache goes back to Redis OSS from Valkey 7.2 alone, to "
                          "Redis OSS 7.1"));
  EXPECT_THAT(refused(group, "{Engine: valkey}", "{Engine: redis}"),
              ElementsAre(StartsWith("maybe OT5112 R a cache goes back")));
  EXPECT_THAT(refused(serverless, "{Engine: redis, MajorEngineVersion: '7'}",
                      "{Engine: valkey, MajorEngineVersion: '8'}"),
              IsEmpty());
  EXPECT_THAT(refused(serverless, "{Engine: valkey, MajorEngineVersion: '8'}",
                      "{Engine: redis, MajorEngineVersion: '7'}"),
              ElementsAre(StartsWith("maybe OT5112 R a cache goes back")));
}

TEST(UntilOldGoes, ACacheThatGoesToValkeyNeedsItsParameters) {
  const auto to_valkey = [](const std::string& before, const std::string& after) {
    return refused("AWS::ElastiCache::ReplicationGroup",
                   "{Engine: redis, EngineVersion: '7.1'" + before + "}",
                   "{Engine: valkey, EngineVersion: '8.0'" + after + "}");
  };
  const std::string group = ", CacheParameterGroupName: ";
  EXPECT_THAT(to_valkey(group + "redis-group", group + "redis-group"),
              ElementsAre(StartsWith("maybe OT5112 R the engine becomes Valkey, and the")));
  EXPECT_THAT(to_valkey(group + "redis-group", group + "valkey-group"), IsEmpty());
  EXPECT_THAT(to_valkey(group + "default.redis7", group + "default.redis7"), IsEmpty());
  EXPECT_THAT(to_valkey("", ""), IsEmpty());
}

TEST(UntilOldGoes, EncryptionInTransitIsPreferredFirst) {
  const auto switched_on = [](const std::string& mode) {
    return refused("AWS::ElastiCache::ReplicationGroup", "{TransitEncryptionEnabled: false}",
                   "{TransitEncryptionEnabled: true" + mode + "}");
  };
  EXPECT_THAT(switched_on(""), ElementsAre(StartsWith("OT5122 R a group that exists takes")));
  EXPECT_THAT(switched_on(", TransitEncryptionMode: required"), testing::SizeIs(1));
  EXPECT_THAT(switched_on(", TransitEncryptionMode: preferred"), testing::IsEmpty());
  EXPECT_THAT(refused("AWS::ElastiCache::ReplicationGroup",
                      "{TransitEncryptionEnabled: true, TransitEncryptionMode: preferred}",
                      "{TransitEncryptionEnabled: true, TransitEncryptionMode: required}"),
              testing::IsEmpty());
}

TEST(UntilOldGoes, AStandardAttributeThatSaysMoreMayBeRefused) {
  EXPECT_THAT(refused("AWS::Cognito::UserPool", "{Schema: [{Name: email, Required: true}]}",
                      "{Schema: [{Name: email, Required: true, Mutable: true}]}"),
              ElementsAre(StartsWith("maybe OT5102 R the attribute 'email'")));
}

}  // namespace
}  // namespace omnitrack::diff
