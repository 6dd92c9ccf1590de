#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "../resource_text.hpp"
#include <omnitrack/cfn/ecs.hpp>
#include <omnitrack/ec2/vpc.hpp>
#include <omnitrack/ecs/ec2_service.hpp>
#include <omnitrack/ecs/fargate_task_definition.hpp>
#include <omnitrack/elasticloadbalancingv2/application_load_balancer.hpp>
#include <omnitrack/iam/role.hpp>
#include <omnitrack/testing.hpp>

namespace omnitrack {
namespace {

using assertions::has_count;
using testing_support::codes_of;
using testing_support::OneStackTest;

class Ec2ServiceTest : public OneStackTest {
 protected:
  LaunchTemplate& add_machine(const UserData& user_data = {}) {
    return stack.add(LaunchTemplateProps{
        .id = "Machine",
        .instance_type = "t3.small",
        .machine_image = MachineImage::ecs_optimized(),
        .user_data = user_data,
        .vpc = vpc,
    });
  }
  AutoScalingGroup& add_group(const UserData& user_data = {}) {
    return stack.add(AutoScalingGroupProps{
        .id = "Group", .launch_template = add_machine(user_data), .vpc = vpc, .max_capacity = 4});
  }
  EcsCapacityProvider& add_capacity() {
    return stack.add(EcsCapacityProviderProps{
        .id = "Provider", .auto_scaling_group = add_group(), .cluster = cluster});
  }
  Ec2TaskDefinition& add_task(TaskNetworkMode mode, ContainerPort host_port = {}) {
    return stack.add(Ec2TaskDefinitionProps{
        .id = "Task",
        .containers = {{.name = "web",
                        .image = image,
                        .memory_reservation = 128,
                        .ports = {{.port = 8080, .host_port = host_port}}}},
        .network_mode = mode,
    });
  }

  const ContainerImage image = ContainerImage::registry("public.ecr.aws/nginx/nginx:stable");
  Vpc& vpc = stack.add(VpcProps{.id = "Vpc"});
  Cluster& cluster = stack.add(ClusterProps{.id = "Cluster", .vpc = vpc});
};

TEST_F(Ec2ServiceTest, instances_join_their_cluster_with_what_the_agent_needs_alone) {
  add_capacity();
  EXPECT_EQ(properties("Provider"),
            R"({"AutoScalingGroupProvider":{"AutoScalingGroupArn":{"Ref":"Group"},)"
            R"("ManagedDraining":"ENABLED","ManagedScaling":{"Status":"ENABLED",)"
            R"("TargetCapacity":100},"ManagedTerminationProtection":"ENABLED"}})");
  EXPECT_EQ(properties("ClusterCapacity"),
            R"({"Cluster":{"Ref":"Cluster"},"DefaultCapacityProviderStrategy":[],)"
            R"("CapacityProviders":["FARGATE","FARGATE_SPOT",{"Ref":"Provider"}]})");
  EXPECT_EQ(properties("Cluster"),
            R"({"ClusterSettings":[{"Name":"containerInsights","Value":"enabled"}]})");
  EXPECT_THAT(properties("Group"),
              testing::HasSubstr(R"("NewInstancesProtectedFromScaleIn":true)"));
  EXPECT_THAT(
      properties("Machine"),
      testing::AllOf(testing::HasSubstr(
                         R"("UserData":{"Fn::Base64":{"Fn::Sub":"#!/bin/bash\necho )"
                         R"(ECS_CLUSTER=${Cluster} >> /etc/ecs/ecs.config\necho )"
                         R"(ECS_AWSVPC_BLOCK_IMDS=true >> /etc/ecs/ecs.config\necho )"
                         R"(ECS_ENABLE_SPOT_INSTANCE_DRAINING=true >> /etc/ecs/ecs.config\n"}})"),
                     testing::HasSubstr(
                         "/aws/service/ecs/optimized-ami/amazon-linux-2023/recommended/image_id")));
  EXPECT_THAT(properties("MachineRoleDefaultPolicy"),
              testing::AllOf(testing::HasSubstr("ecs:RegisterContainerInstance"),
                             testing::HasSubstr(R"("ArnEquals":{"ecs:cluster")"),
                             testing::Not(testing::HasSubstr("ecr:"))));
}

TEST_F(Ec2ServiceTest, commands_of_ones_own_stay_before_those_that_join) {
  stack.add(EcsCapacityProviderProps{.id = "Provider",
                                     .auto_scaling_group = add_group(UserData::shell({"true"})),
                                     .cluster = cluster,
                                     .default_share = DefaultCapacityShare{.base = 1}});
  EXPECT_THAT(properties("Machine"), testing::HasSubstr(R"(#!/bin/bash\ntrue\necho ECS_CLUSTER=)"));
  EXPECT_THAT(properties("ClusterCapacity"),
              testing::HasSubstr(R"("DefaultCapacityProviderStrategy":[{"CapacityProvider":)"
                                 R"({"Ref":"Provider"},"Base":1,"Weight":1}])"));
}

TEST_F(Ec2ServiceTest, a_service_waits_for_its_capacity_and_has_its_own_network_by_default) {
  auto& capacity = add_capacity();
  stack.add(Ec2ServiceProps{
      .id = "Service",
      .cluster = cluster,
      .task_definition = add_task(TaskNetworkMode::awsvpc),
      .capacity_provider_strategies = {capacity.share()},
      .placement_constraints = {TaskPlacementConstraint::distinct_instance()},
      .placement_strategies = {TaskPlacementStrategy::spread_by_zone(),
                               TaskPlacementStrategy::pack_by_memory()},
  });
  EXPECT_THAT(
      resource("Service"),
      testing::AllOf(testing::HasSubstr(R"("AvailabilityZoneRebalancing":"ENABLED")"),
                     testing::HasSubstr(R"("CapacityProviderStrategy":[{"CapacityProvider":)"
                                        R"({"Ref":"Provider"},"Weight":1}])"),
                     testing::HasSubstr(R"("PlacementConstraints":[{"Type":"distinctInstance"}])"),
                     testing::HasSubstr(R"("PlacementStrategies":[{"Type":"spread",)"
                                        R"("Field":"attribute:ecs.availability-zone"},)"
                                        R"({"Type":"binpack","Field":"MEMORY"}])"),
                     testing::HasSubstr(
                         R"("SecurityGroups":[{"Fn::GetAtt":["ServiceSecurityGroup","GroupId"]}])"),
                     testing::HasSubstr(R"("ClusterCapacity")"),
                     testing::Not(testing::HasSubstr("LaunchType"))));
  EXPECT_THAT(properties("Task"),
              testing::AllOf(testing::HasSubstr(R"("NetworkMode":"awsvpc")"),
                             testing::HasSubstr(R"("RequiresCompatibilities":["EC2"])")));
}

TEST_F(Ec2ServiceTest, a_load_balancer_reaches_free_ports_of_the_instances_in_bridge_mode) {
  add_capacity();
  auto& service = stack.add(Ec2ServiceProps{
      .id = "Service", .cluster = cluster, .task_definition = add_task(TaskNetworkMode::bridge)});
  auto& balancer = stack.add(ApplicationLoadBalancerProps{.id = "Balancer", .vpc = vpc});
  auto& group = stack.add(TargetGroupProps{
      .id = "Targets", .port = 80, .target_type = TargetType::instance, .vpc = vpc});
  stack.add(ApplicationListenerProps{.id = "Listener",
                                     .default_action = ListenerAction::forward(group),
                                     .load_balancer = balancer,
                                     .protocol = ListenerProtocol::http});
  group.add_target(service);
  EXPECT_THAT(resource("Service"),
              testing::AllOf(testing::HasSubstr(R"("LaunchType":"EC2")"),
                             testing::HasSubstr(R"("ContainerPort":8080)"),
                             testing::Not(testing::HasSubstr("NetworkConfiguration"))));
  EXPECT_THAT(properties("MachineSecurityGroupFromBalancerSecurityGroupTCP3276865535"),
              testing::AllOf(testing::HasSubstr(R"("FromPort":32768)"),
                             testing::HasSubstr(R"("ToPort":65535)")));
}

TEST_F(Ec2ServiceTest, a_daemon_has_no_number_and_no_more_than_all_of_its_tasks) {
  add_capacity();
  stack.add(Ec2ServiceProps{.id = "Agent",
                            .cluster = cluster,
                            .task_definition = add_task(TaskNetworkMode::host),
                            .daemon = true});
  EXPECT_THAT(
      properties("Agent"),
      testing::AllOf(testing::HasSubstr(R"("MaximumPercent":100,"MinimumHealthyPercent":0)"),
                     testing::HasSubstr(R"("SchedulingStrategy":"DAEMON")"),
                     testing::HasSubstr(R"("AvailabilityZoneRebalancing":"DISABLED")")));
}

TEST_F(Ec2ServiceTest, graphics_processors_volumes_and_rights_of_the_instance_are_written) {
  stack.add(Ec2TaskDefinitionProps{
      .id = "Task",
      .containers = {{.name = "agent",
                      .image = image,
                      .gpus = 2,
                      .memory = 64,
                      .mounts = {{.path = "/host", .volume = "root"}},
                      .privileged = true}},
      .cpu = 256,
      .memory = 512,
      .network_mode = TaskNetworkMode::host,
      .placement_constraints = {"attribute:ecs.instance-type =~ g4dn.*"},
      .volumes = {TaskVolume::host("root", "/")},
  });
  EXPECT_THAT(properties("Task"),
              testing::AllOf(
                  testing::HasSubstr(R"("ResourceRequirements":[{"Type":"GPU","Value":"2"}])"),
                  testing::HasSubstr(R"("Privileged":true)"),
                  testing::HasSubstr(R"("Volumes":[{"Host":{"SourcePath":"/"},"Name":"root"}])"),
                  testing::HasSubstr(R"("PlacementConstraints":[{"Type":"memberOf",)"
                                     R"("Expression":"attribute:ecs.instance-type =~ g4dn.*"}])")));
}

TEST_F(Ec2ServiceTest, what_ecs_refuses_is_told) {
  stack.add(
      Ec2TaskDefinitionProps{.id = "NoMemory", .containers = {{.name = "web", .image = image}}});
  stack.add(Ec2TaskDefinitionProps{
      .id = "Mapped",
      .containers = {{.name = "web",
                      .image = image,
                      .memory = 64,
                      .ports = {{.port = 8080, .host_port = 80}}}},
      .network_mode = TaskNetworkMode::host,
  });
  stack.add(FargateTaskDefinitionProps{
      .id = "OnFargate", .containers = {{.name = "web", .image = image, .privileged = true}}});
  EXPECT_EQ(codes_of(app), "OT3471 OT3472 OT3472");
}

TEST_F(Ec2ServiceTest, a_service_without_instances_is_told) {
  stack.add(Ec2ServiceProps{
      .id = "Service", .cluster = cluster, .task_definition = add_task(TaskNetworkMode::awsvpc)});
  EXPECT_EQ(codes_of(app), "OT3474");
}

TEST_F(Ec2ServiceTest, a_daemon_with_a_number_and_a_bridge_with_groups_are_told) {
  add_capacity();
  stack
      .add(Ec2ServiceProps{.id = "Service",
                           .cluster = cluster,
                           .task_definition = add_task(TaskNetworkMode::bridge),
                           .daemon = true,
                           .desired_count = 2,
                           .subnets = {"subnet-1"}})
      .auto_scale({.min = 1, .max = 2});
  EXPECT_EQ(codes_of(app), "OT3474 OT3474 OT3424 OT3424");
}

TEST_F(Ec2ServiceTest, protection_without_scaling_and_a_name_of_aws_are_told) {
  stack.add(
      EcsCapacityProviderProps{.id = "Provider",
                               .auto_scaling_group = add_group(UserData::text("#cloud-config")),
                               .cluster = cluster,
                               .capacity_provider_name = "ecs-mine",
                               .managed_scaling = false});
  EXPECT_EQ(codes_of(app), "OT2066 OT3473 OT3473");
}

}  // namespace
}  // namespace omnitrack
