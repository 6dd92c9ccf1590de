#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "../resource_text.hpp"
#include <omnitrack/cfn/cloudwatch.hpp>
#include <omnitrack/cfn/ec2.hpp>
#include <omnitrack/cfn/ecs.hpp>
#include <omnitrack/cfn/elasticloadbalancingv2.hpp>
#include <omnitrack/ec2/connections.hpp>
#include <omnitrack/ec2/vpc.hpp>
#include <omnitrack/ecs/fargate_service.hpp>
#include <omnitrack/efs/file_system.hpp>
#include <omnitrack/elasticloadbalancingv2/application_load_balancer.hpp>
#include <omnitrack/iam/role.hpp>
#include <omnitrack/sqs/queue.hpp>
#include <omnitrack/testing.hpp>

namespace omnitrack {
namespace {

using assertions::has_resource;
using testing_support::codes_of;
using testing_support::object_at;
using testing_support::OneStackTest;

class FargateServiceTest : public OneStackTest {
 protected:
  FargateTaskDefinition& task_of(const Container& container, const char* id = "Task") {
    return stack.add(FargateTaskDefinitionProps{.id = id, .containers = {container}});
  }

  Vpc& vpc = Vpc::from_ids(stack, "Vpc",
                           {.vpc_id = "vpc-01234567",
                            .cidr = "10.0.0.0/16",
                            .private_subnets = {"subnet-01234567", "subnet-12345678"},
                            .public_subnets = {"subnet-23456789", "subnet-3456789a"}});
  Cluster& cluster = Cluster::from_name(stack, "Cluster", "shop", vpc);
  const Container web = {.name = "web",
                         .image = ContainerImage::registry("nginx"),
                         .ports = {{.port = 8080, .name = "http"}}};
};

TEST_F(FargateServiceTest, a_service_is_private_and_rolls_back_what_does_not_start) {
  stack.add(
      FargateServiceProps{.id = "Service", .cluster = cluster, .task_definition = task_of(web)});
  EXPECT_EQ(
      resource("Service"),
      R"({"Type":"AWS::ECS::Service","DependsOn":["TaskTaskRole","TaskExecutionRole",)"
      R"("TaskExecutionRoleDefaultPolicy"],)"
      R"("Properties":{"AvailabilityZoneRebalancing":"ENABLED","Cluster":"shop",)"
      R"("DeploymentConfiguration":{"DeploymentCircuitBreaker":{"Enable":true,"Rollback":true},)"
      R"("MaximumPercent":200,"MinimumHealthyPercent":100},"EnableECSManagedTags":true,)"
      R"("LaunchType":"FARGATE","NetworkConfiguration":{"AwsvpcConfiguration":{"AssignPublicIp")"
      R"(:"DISABLED","SecurityGroups":[{"Fn::GetAtt":["ServiceSecurityGroup","GroupId"]}],)"
      R"("Subnets":["subnet-01234567","subnet-12345678"]}},"PropagateTags":"SERVICE",)"
      R"("TaskDefinition":{"Ref":"Task"}}})");
  EXPECT_EQ(properties("ServiceSecurityGroup"),
            R"({"GroupDescription":"Test/Service/SecurityGroup",)"
            R"("SecurityGroupEgress":[{"IpProtocol":"-1","CidrIp":"0.0.0.0/0",)"
            R"("Description":"Allow all outbound traffic"}],"VpcId":"vpc-01234567"})");
}

TEST_F(FargateServiceTest, every_property_is_written_where_it_belongs) {
  stack.add(FargateServiceProps{
      .id = "Service",
      .cluster = cluster,
      .task_definition = task_of(web),
      .assign_public_ip = true,
      .availability_zone_rebalancing = false,
      .capacity_provider_strategies = {{.provider = "FARGATE_SPOT", .base = 1, .weight = 2}},
      .circuit_breaker = false,
      .deployment_alarms = {as<cfn::cloudwatch::AlarmName>("alarm")},
      .desired_count = 3,
      .execute_command = true,
      .max_healthy_percent = 150,
      .min_healthy_percent = 50,
      .platform_version = "1.4.0",
      .propagate_tags = TaskTags::task_definition,
      .security_groups = {SecurityGroup::from_id(stack, "Group", "sg-01234567")},
      .service_name = "web",
      .subnets = vpc.public_subnets(),
      .vpc = vpc,
      .wait_for_grants = false,
  });
  EXPECT_EQ(
      resource("Service"),
      R"({"Type":"AWS::ECS::Service","Properties":{"AvailabilityZoneRebalancing":"DISABLED",)"
      R"("CapacityProviderStrategy":[{"Base":1,"CapacityProvider":"FARGATE_SPOT","Weight":2}],)"
      R"("Cluster":"shop","DeploymentConfiguration":{"Alarms":{"AlarmNames":["alarm"],)"
      R"("Enable":true,"Rollback":true},"MaximumPercent":150,"MinimumHealthyPercent":50},)"
      R"("DesiredCount":3,"EnableECSManagedTags":true,"EnableExecuteCommand":true,)"
      R"("NetworkConfiguration":{"AwsvpcConfiguration":{"AssignPublicIp":"ENABLED",)"
      R"("SecurityGroups":["sg-01234567"],"Subnets":["subnet-23456789","subnet-3456789a"]}},)"
      R"("PlatformVersion":"1.4.0","PropagateTags":"TASK_DEFINITION","ServiceName":"web",)"
      R"("TaskDefinition":{"Ref":"Task"}}})");
  EXPECT_NE(resource("TaskTaskRoleDefaultPolicy").find("ssmmessages:OpenDataChannel"),
            std::string::npos);
}

TEST_F(FargateServiceTest, a_load_balancer_reaches_its_tasks_which_wait_for_its_listener) {
  auto& service = stack.add(
      FargateServiceProps{.id = "Service", .cluster = cluster, .task_definition = task_of(web)});
  auto& group = stack.add(TargetGroupProps{.id = "Group", .port = 80, .vpc = vpc});
  auto& balancer = stack.add(ApplicationLoadBalancerProps{.id = "Balancer", .vpc = vpc});
  stack.add(ApplicationListenerProps{.id = "Http",
                                     .default_action = ListenerAction::forward(group),
                                     .load_balancer = balancer,
                                     .protocol = ListenerProtocol::http});
  group.add_target(service);
  EXPECT_NE(resource("Service").find(R"("Http")"), std::string::npos);
  EXPECT_NE(properties("Service").find(
                R"("HealthCheckGracePeriodSeconds":60,"LaunchType":"FARGATE","LoadBalancers":)"
                R"([{"ContainerName":"web","ContainerPort":8080,)"
                R"("TargetGroupArn":{"Ref":"Group"}}])"),
            std::string::npos);
  EXPECT_EQ(properties("ServiceSecurityGroupFromBalancerSecurityGroupTCP8080"),
            R"({"IpProtocol":"tcp","Description":"Allow TCP 8080","FromPort":8080,)"
            R"("GroupId":{"Fn::GetAtt":["ServiceSecurityGroup","GroupId"]},)"
            R"("SourceSecurityGroupId":{"Fn::GetAtt":["BalancerSecurityGroup","GroupId"]},)"
            R"("ToPort":8080})");
  EXPECT_EQ(
      properties("BalancerSecurityGroupToServiceSecurityGroupTCP8080"),
      R"({"GroupId":{"Fn::GetAtt":["BalancerSecurityGroup","GroupId"]},"IpProtocol":"tcp",)"
      R"("Description":"Allow TCP 8080","DestinationSecurityGroupId":{"Fn::GetAtt":["ServiceSec)"
      R"(urityGroup","GroupId"]},"FromPort":8080,"ToPort":8080})");
}

TEST_F(FargateServiceTest, services_find_each_other) {
  stack.add(FargateServiceProps{
      .id = "Service",
      .cluster = cluster,
      .task_definition = task_of(web),
      .service_connect = ServiceConnect{.name_space = "shop",
                                        .ports = {{.port_name = "http",
                                                   .discovery_name = "web",
                                                   .dns_name = "web.shop",
                                                   .idle_timeout = 60,
                                                   .port = 80},
                                                  {.port_name = "http"}}},
  });
  stack.add(FargateServiceProps{
      .id = "Client",
      .cluster = stack.add(ClusterProps{
          .id = "Own", .service_namespace = ServiceNamespace{.name = "own"}, .vpc = vpc}),
      .task_definition = task_of(web, "ClientTask"),
      .service_connect = ServiceConnect{.log = false},
  });
  EXPECT_EQ(object_at(properties("Service"), "ServiceConnectConfiguration"),
            R"({"Enabled":true,"LogConfiguration":{"LogDriver":"awslogs",)"
            R"("Options":{"awslogs-group":{"Ref":"TaskLogGroup"},)"
            R"("awslogs-region":{"Ref":"AWS::Region"},"awslogs-stream-prefix":"service-connect"}},)"
            R"("Namespace":"shop","Services":[{"PortName":"http","ClientAliases":[{"Port":80,)"
            R"("DnsName":"web.shop"}],"DiscoveryName":"web","Timeout":{"IdleTimeoutSeconds":60}},)"
            R"({"PortName":"http","ClientAliases":[{"Port":8080}]}]})");
  EXPECT_EQ(object_at(properties("Client"), "ServiceConnectConfiguration"), R"({"Enabled":true})");
}

TEST_F(FargateServiceTest, its_tasks_are_found_by_dns_or_by_api) {
  auto& by_dns = stack.add(
      ClusterProps{.id = "ByDns",
                   .service_namespace = ServiceNamespace{.name = "shop.internal", .vpc = vpc},
                   .vpc = vpc});
  auto& by_api = stack.add(ClusterProps{
      .id = "ByApi", .service_namespace = ServiceNamespace{.name = "shop"}, .vpc = vpc});
  stack.add(FargateServiceProps{.id = "Dns",
                                .cluster = by_dns,
                                .task_definition = task_of(web, "DnsTask"),
                                .service_discovery = ServiceDiscovery{.name = "web"}});
  stack.add(FargateServiceProps{.id = "Api",
                                .cluster = by_api,
                                .task_definition = task_of(web, "ApiTask"),
                                .service_discovery = ServiceDiscovery{.name = "web", .ttl = 10}});
  EXPECT_EQ(properties("DnsDiscovery"),
            R"({"DnsConfig":{"DnsRecords":[{"TTL":60,"Type":"A"}]},)"
            R"("HealthCheckCustomConfig":{"FailureThreshold":1},"Name":"web",)"
            R"("NamespaceId":{"Fn::GetAtt":["ByDnsNamespace","Arn"]}})");
  EXPECT_EQ(object_at(properties("ApiDiscovery"), "DnsConfig"), "");
  EXPECT_NE(properties("Dns").find(
                R"("ServiceRegistries":[{"RegistryArn":{"Fn::GetAtt":["DnsDiscovery","Arn"]}}])"),
            std::string::npos);
}

TEST_F(FargateServiceTest, a_service_without_a_namespace_is_not_found) {
  stack.add(FargateServiceProps{.id = "Service",
                                .cluster = cluster,
                                .task_definition = task_of(web),
                                .service_discovery = ServiceDiscovery{.name = "web"}});
  EXPECT_EQ(codes_of(app), "OT3423");
}

TEST_F(FargateServiceTest, the_number_of_tasks_follows_the_load) {
  auto& service = stack.add(
      FargateServiceProps{.id = "Service", .cluster = cluster, .task_definition = task_of(web)});
  auto& group = stack.add(TargetGroupProps{.id = "Group", .port = 80, .vpc = vpc});
  group.add_target(service);
  auto& balancer = stack.add(ApplicationLoadBalancerProps{.id = "Balancer", .vpc = vpc});
  stack.add(ApplicationListenerProps{.id = "Http",
                                     .default_action = ListenerAction::forward(group),
                                     .load_balancer = balancer,
                                     .protocol = ListenerProtocol::http});
  service.auto_scale({.min = 2, .max = 10})
      .on_cpu(60, {.in = 60, .out = 30})
      .on_memory(70)
      .on_requests(1000, group)
      .on_metric("Errors", service.metric("Errors").sum(), 5)
      .on_schedule({.name = "Night",
                    .schedule = "cron(0 22 * * ? *)",
                    .end_time = "2027-01-01T00:00:00Z",
                    .max = 2,
                    .min = 1,
                    .start_time = "2026-01-01T00:00:00Z",
                    .time_zone = "Europe/Berlin"});
  EXPECT_EQ(properties("ServiceScaling"),
            R"({"MaxCapacity":10,"MinCapacity":2,)"
            R"("ResourceId":{"Fn::Sub":"service/shop/${Service.Name}"},)"
            R"("ScalableDimension":"ecs:service:DesiredCount","ServiceNamespace":"ecs",)"
            R"("ScheduledActions":[{"Schedule":"cron(0 22 * * ? *))"
            R"(","ScheduledActionName":"Night",)"
            R"("EndTime":"2027-01-01T00:00:00Z","ScalableTargetAction":{"MaxCapacity":2,)"
            R"("MinCapacity":1},"StartTime":"2026-01-01T00:00:00Z","Timezone":"Europe/Berlin"}]})");
  EXPECT_EQ(
      properties("ServiceScalingCpu"),
      R"({"PolicyName":"Cpu","PolicyType":"TargetTrackingScaling",)"
      R"("ScalingTargetId":{"Ref":"ServiceScaling"},)"
      R"("TargetTrackingScalingPolicyConfiguration":{"TargetValue":60,)"
      R"("PredefinedMetricSpecification":{"PredefinedMetricType":"ECSServiceAverageCPUUtilizati)"
      R"(on"},"ScaleInCooldown":60,"ScaleOutCooldown":30}})");
  EXPECT_EQ(
      properties("ServiceScalingMemory"),
      R"({"PolicyName":"Memory","PolicyType":"TargetTrackingScaling",)"
      R"("ScalingTargetId":{"Ref":"ServiceScaling"},)"
      R"("TargetTrackingScalingPolicyConfiguration":{"TargetValue":70,)"
      R"("PredefinedMetricSpecification":{"PredefinedMetricType":"ECSServiceAverageMemoryUtiliz)"
      R"(ation"}}})");
  EXPECT_EQ(
      properties("ServiceScalingRequests"),
      R"({"PolicyName":"Requests","PolicyType":"TargetTrackingScaling",)"
      R"("ScalingTargetId":{"Ref":"ServiceScaling"},)"
      R"("TargetTrackingScalingPolicyConfiguration":{"TargetValue":1000,)"
      R"("PredefinedMetricSpecification":{"PredefinedMetricType":"ALBRequestCountPerTarget",)"
      R"("ResourceLabel":{"Fn::Sub":"${Balancer.LoadBalancerFullName}/${Group.TargetGroupFullNa)"
      R"(me}"}}}})");
  EXPECT_EQ(
      properties("ServiceScalingErrors"),
      R"({"PolicyName":"Errors","PolicyType":"TargetTrackingScaling",)"
      R"("ScalingTargetId":{"Ref":"ServiceScaling"},)"
      R"("TargetTrackingScalingPolicyConfiguration":{"TargetValue":5,)"
      R"("CustomizedMetricSpecification":{"Dimensions":[{"Name":"ClusterName","Value":"shop"},)"
      R"({"Name":"ServiceName","Value":{"Fn::GetAtt":["Service","Name"]}}],)"
      R"("MetricName":"Errors","Namespace":"AWS/ECS","Statistic":"Sum"}}})");
}

TEST_F(FargateServiceTest, a_file_system_lets_the_service_in_before_it_is_made) {
  auto& files = stack.add(FileSystemProps{.id = "Files", .vpc = vpc});
  auto& task = task_of(web);
  task.add_volume(TaskVolume::efs("data", files));
  stack.add(FargateServiceProps{.id = "Service", .cluster = cluster, .task_definition = task});
  EXPECT_NE(resource("Service").find(R"("FilesMountTarget1","FilesMountTarget2")"),
            std::string::npos);
  EXPECT_THAT(written(), has_resource("FilesSecurityGroupFromServiceSecurityGroupTCP2049"));
}

TEST_F(FargateServiceTest, it_is_granted_reached_and_measured) {
  auto& service = stack.add(
      FargateServiceProps{.id = "Service", .cluster = cluster, .task_definition = task_of(web)});
  service.add_to_policy({.actions = {"s3:ListAllMyBuckets"}, .resources = {"*"}});
  service.connections().allow_from_any_ipv4();
  stack.add(OutputProps{.id = "Role", .value = service.grantee_arn()});
  (void)service.metric_cpu_utilization();
  (void)service.metric_memory_utilization();
  EXPECT_NE(properties("ServiceSecurityGroup").find(R"("FromPort":8080)"), std::string::npos);
  EXPECT_NE(resource("TaskTaskRoleDefaultPolicy").find("s3:ListAllMyBuckets"), std::string::npos);
}

TEST_F(FargateServiceTest, one_that_is_made_elsewhere_is_scaled_but_not_changed) {
  auto& service = FargateService::from_attributes(stack, "Service",
                                                  {.cluster = cluster, .service_name = "web"});
  service.auto_scale({.min = 1, .max = 2});
  EXPECT_THAT(written(), has_resource("ServiceScaling", {{"ResourceId", "service/shop/web"}}));
}

TEST_F(FargateServiceTest, what_only_its_owner_can_do_is_refused) {
  auto& service = FargateService::from_attributes(stack, "Service",
                                                  {.cluster = cluster, .service_name = "web"});
  auto& group = stack.add(TargetGroupProps{.id = "Group", .port = 80, .vpc = vpc});
  service.add_to_policy({.actions = {"s3:ListAllMyBuckets"}, .resources = {"*"}});
  (void)service.grantee_arn();
  service.attach_to(group, "web");
  (void)service.resource();
  EXPECT_EQ(codes_of(app), "OT2901 OT2901 OT2901");
}

TEST_F(FargateServiceTest, what_cannot_be_is_an_error) {
  Cluster& nowhere = Cluster::from_name(stack, "Nowhere", "nowhere");
  Cluster& own = stack.add(ClusterProps{.id = "Own", .vpc = vpc});
  auto& task = task_of(web);
  const std::string name = "a/b";
  const int zero = 0;
  stack.add(FargateServiceProps{.id = "A", .cluster = nowhere, .task_definition = task});
  stack.add(FargateServiceProps{.id = "B",
                                .cluster = cluster,
                                .task_definition = task,
                                .max_healthy_percent = 100,
                                .service_name = name});
  auto& service = stack.add(FargateServiceProps{
      .id = "C",
      .cluster = own,
      .task_definition = task,
      .desired_count = 1,
      .service_connect = ServiceConnect{.ports = {{.port_name = "grpc", .port = 1}}},
  });
  service.auto_scale({.min = 3, .max = 2}).on_cpu(zero);
  service.auto_scale({.min = 1, .max = 2})
      .on_metric("Half", service.metric_cpu_utilization() / 2, 1);
  EXPECT_EQ(codes_of(app),
            "OT3420 OT3411 OT3422 OT3422 OT3423 OT3424 OT3424 OT3422 OT3424 OT3425 OT3423");
}

TEST_F(FargateServiceTest, commands_and_targets_need_a_container_that_fits) {
  auto& task =
      task_of({.name = "job", .image = ContainerImage::registry("job"), .read_only_root = true});
  auto& service = stack.add(FargateServiceProps{
      .id = "Service", .cluster = cluster, .task_definition = task, .execute_command = true});
  auto& group = stack.add(TargetGroupProps{.id = "Group", .vpc = vpc});
  group.add_target(service);
  stack.add(TargetGroupProps{.id = "Instances", .target_type = TargetType::instance, .vpc = vpc})
      .add_target(service);
  EXPECT_EQ(codes_of(app), "OT3421 OT3421 OT3426");
}

TEST_F(FargateServiceTest, tasks_are_added_and_taken_away_in_steps) {
  auto& service = stack.add(
      FargateServiceProps{.id = "Service", .cluster = cluster, .task_definition = task_of(web)});
  auto& jobs = stack.add(QueueProps{.id = "Jobs"});
  service.auto_scale({.min = 0, .max = 10})
      .on_steps("Backlog", jobs.metric_messages_visible(),
                {.in = {{0, 1}}, .out = {{100, 1}, {500, 5}}, .wait = 60});
  EXPECT_EQ(properties("ServiceScalingBacklogOut"),
            R"({"PolicyName":"BacklogOut","PolicyType":"StepScaling",)"
            R"("ScalingTargetId":{"Ref":"ServiceScaling"},"StepScalingPolicyConfiguration":{)"
            R"("AdjustmentType":"ChangeInCapacity","Cooldown":60,"StepAdjustments":[)"
            R"({"ScalingAdjustment":1,"MetricIntervalLowerBound":0,)"
            R"("MetricIntervalUpperBound":400},)"
            R"({"ScalingAdjustment":5,"MetricIntervalLowerBound":400}]}})");
  EXPECT_THAT(properties("ServiceScalingBacklogIn"),
              HasSubstr(R"([{"ScalingAdjustment":-1,"MetricIntervalUpperBound":0}])"));
  EXPECT_THAT(properties("ServiceScalingBacklogInAlarm"),
              HasSubstr(R"("AlarmActions":[{"Fn::GetAtt":["ServiceScalingBacklogIn","Arn"]}])"));
}

TEST_F(FargateServiceTest, scaling_to_one_number_is_told) {
  auto& service = FargateService::from_attributes(stack, "Service",
                                                  {.cluster = cluster, .service_name = "web"});
  service.auto_scale({.min = 2, .max = 2}).on_cpu(60);
  EXPECT_EQ(codes_of(app), "OT3457");
}

}  // namespace
}  // namespace omnitrack
