#include "omnitrack/ecs/ecs_task_target.hpp"

#include <string>

#include <gmock/gmock.h>

#include "../resource_text.hpp"
#include <omnitrack/cfn/ec2.hpp>
#include <omnitrack/cfn/ecs.hpp>
#include <omnitrack/ec2/connections.hpp>
#include <omnitrack/ec2/vpc.hpp>
#include <omnitrack/events/event_rule.hpp>
#include <omnitrack/iam/role.hpp>
#include <omnitrack/pipes/pipe.hpp>
#include <omnitrack/scheduler/schedule.hpp>
#include <omnitrack/sqs/queue.hpp>

namespace omnitrack {
namespace {

using testing::HasSubstr;
using testing_support::codes_of;
using testing_support::compact_template;
using testing_support::object_at;

class EcsTaskTargetTest : public testing_support::OneStackTest {
 protected:
  EcsTaskTarget& changed_target() {
    return stack.add(EcsTaskTargetProps{
        .id = "Target",
        .cluster = cluster,
        .task_definition = task,
        .assign_public_ip = true,
        .capacity_provider_strategies = {{.provider = "FARGATE_SPOT", .base = 1, .weight = 2}},
        .container_overrides = {{.container = "report",
                                 .command = {"run", "--all"},
                                 .cpu = 128,
                                 .environment = {{"MODE", "fast"}},
                                 .memory = 256,
                                 .memory_reservation = 128}},
        .count = 3,
        .execute_command = true,
        .group = "reports",
        .platform_version = "1.4.0",
        .propagate_tags = true,
        .security_groups = {SecurityGroup::from_id(stack, "Group", "sg-01234567")},
        .subnets = vpc.public_subnets(),
        .vpc = vpc,
    });
  }

  Vpc& vpc = Vpc::from_ids(stack, "Vpc",
                           {.vpc_id = "vpc-01234567",
                            .cidr = "10.0.0.0/16",
                            .private_subnets = {"subnet-01234567"},
                            .public_subnets = {"subnet-12345678"}});
  Cluster& cluster = Cluster::from_name(stack, "Cluster", "shop", vpc);
  FargateTaskDefinition& task = stack.add(FargateTaskDefinitionProps{
      .id = "Task",
      .containers = {{.name = "report", .image = ContainerImage::registry("nginx")}}});
  EcsTaskTargetProps plain = {.id = "Target", .cluster = cluster, .task_definition = task};
};

constexpr const char* changed_run =
    R"({"TaskDefinitionArn":{"Ref":"Task"},"CapacityProviderStrategy":)"
    R"([{"CapacityProvider":"FARGATE_SPOT","Base":1,"Weight":2}],"EnableExecuteCommand":true,)"
    R"("Group":"reports","NetworkConfiguration":{"AwsvpcConfiguration":{"AssignPublicIp":)"
    R"("ENABLED","SecurityGroups":["sg-01234567"],"Subnets":["subnet-12345678"]}},)"
    R"("PlatformVersion":"1.4.0","PropagateTags":"TASK_DEFINITION","TaskCount":3)";

TEST_F(EcsTaskTargetTest, a_rule_runs_a_private_task_by_a_role_for_that_task_and_cluster_alone) {
  stack.add(EventRuleProps{
      .id = "Rule", .pattern = {.source = {"shop"}}, .targets = {{.target = stack.add(plain)}}});
  EXPECT_EQ(properties("Rule"),
            R"({"EventPattern":{"source":["shop"]},"State":"ENABLED","Targets":[{"Arn":)"
            R"({"Fn::Sub":"arn:${AWS::Partition}:ecs:${AWS::Region}:${AWS::AccountId}:)"
            R"(cluster/shop"},"Id":"Target1","EcsParameters":{"TaskDefinitionArn":{"Ref":"Task"},)"
            R"("LaunchType":"FARGATE","NetworkConfiguration":{"AwsVpcConfiguration":)"
            R"({"AssignPublicIp":"DISABLED","SecurityGroups":[{"Fn::GetAtt":)"
            R"(["TargetSecurityGroup","GroupId"]}],"Subnets":["subnet-01234567"]}},)"
            R"("TaskCount":1},"RoleArn":{"Fn::GetAtt":["RuleRole","Arn"]}}]})");
  EXPECT_EQ(object_at(resource("RuleRoleDefaultPolicy"), "PolicyDocument"),
            R"({"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"ecs:RunTask",)"
            R"("Resource":{"Ref":"Task"},"Condition":{"ArnEquals":{"ecs:cluster":{"Fn::Sub":)"
            R"("arn:${AWS::Partition}:ecs:${AWS::Region}:${AWS::AccountId}:cluster/shop"}}}},)"
            R"({"Effect":"Allow","Action":"iam:PassRole",)"
            R"("Resource":{"Fn::GetAtt":["TaskExecutionRole","Arn"]},"Condition":{"StringEquals":)"
            R"({"iam:PassedToService":"ecs-tasks.amazonaws.com"}}},)"
            R"({"Effect":"Allow","Action":"iam:PassRole",)"
            R"("Resource":{"Fn::GetAtt":["TaskTaskRole","Arn"]},"Condition":{"StringEquals":)"
            R"({"iam:PassedToService":"ecs-tasks.amazonaws.com"}}}]})");
}

TEST_F(EcsTaskTargetTest, overrides_are_the_input_that_a_schedule_gives) {
  stack.add(ScheduleProps{.id = "Nightly", .schedule = "rate(1 day)", .target = changed_target()});
  EXPECT_EQ(object_at(properties("Nightly"), "EcsParameters"), std::string(changed_run) + "}");
  EXPECT_THAT(properties("Nightly"),
              HasSubstr(R"("Input":"{\"containerOverrides\":[{\"name\":\"report\",)"
                        R"(\"command\":[\"run\",\"--all\"],\"cpu\":128,\"environment\":)"
                        R"([{\"name\":\"MODE\",\"value\":\"fast\"}],\"memory\":256,)"
                        R"(\"memoryReservation\":128}]}")"));
}

TEST_F(EcsTaskTargetTest, a_pipe_has_overrides_among_its_parameters) {
  Queue& queue = stack.add(QueueProps{.id = "Queue"});
  stack.add(PipeProps{.id = "Pipe", .source = queue, .target = changed_target()});
  EXPECT_EQ(object_at(properties("Pipe"), "EcsTaskParameters"),
            std::string(changed_run) +
                R"(,"Overrides":{"ContainerOverrides":[{"Name":"report",)"
                R"("Command":["run","--all"],"Cpu":128,"Environment":)"
                R"([{"Name":"MODE","Value":"fast"}],"Memory":256,"MemoryReservation":128}]}})");
}

TEST_F(EcsTaskTargetTest, tags_are_given_by_a_run_alone) {
  stack.add(EventRuleProps{
      .id = "Rule", .schedule = "rate(1 day)", .targets = {{.target = changed_target()}}});
  EXPECT_THAT(resource("RuleRoleDefaultPolicy"),
              HasSubstr(R"("Action":"ecs:TagResource","Resource":{"Fn::Sub":)"
                        R"("arn:${AWS::Partition}:ecs:${AWS::Region}:${AWS::AccountId}:)"
                        R"(task/shop/*"},"Condition":{"StringEquals":)"
                        R"({"ecs:CreateAction":"RunTask"}})"));
}

class OverriddenTaskTest : public EcsTaskTargetTest {
 protected:
  OverriddenTaskTest() {
    plain.cpu = 512;
    plain.execution_role = Role::from_arn(stack, "Starter", "arn:aws:iam::123456789012:role/s");
    plain.memory = 1024;
    plain.tags = {{"Team", "shop"}};
    plain.task_role = Role::from_arn(stack, "Worker", "arn:aws:iam::123456789012:role/w");
  }
};

TEST_F(OverriddenTaskTest, a_rule_gives_sizes_and_roles_as_input_and_may_pass_the_roles) {
  stack.add(EventRuleProps{.id = "Rule", .schedule = "rate(1 day)", .targets = stack.add(plain)});
  EXPECT_THAT(properties("Rule"), HasSubstr(R"("TagList":[{"Key":"Team","Value":"shop"}])"));
  EXPECT_THAT(properties("Rule"),
              HasSubstr(R"("Input":"{\"cpu\":\"512\",\"executionRoleArn\":)"
                        R"(\"arn:aws:iam::123456789012:role/s\",\"memory\":\"1024\",)"
                        R"(\"taskRoleArn\":\"arn:aws:iam::123456789012:role/w\"}")"));
  const std::string policy = resource("RuleRoleDefaultPolicy");
  for (const char* role : {"s", "w"}) {
    EXPECT_THAT(policy, HasSubstr(std::string(R"("Action":"iam:PassRole","Resource":)") +
                                  R"("arn:aws:iam::123456789012:role/)" + role + "\""));
  }
  EXPECT_THAT(policy, HasSubstr(R"("Action":"ecs:TagResource")"));
}

TEST_F(OverriddenTaskTest, a_pipe_has_sizes_and_roles_among_its_overrides) {
  Queue& queue = stack.add(QueueProps{.id = "Queue"});
  stack.add(PipeProps{.id = "Pipe", .source = queue, .target = stack.add(plain)});
  EXPECT_THAT(properties("Pipe"),
              HasSubstr(R"("Tags":[{"Key":"Team","Value":"shop"}],"TaskCount":1,"Overrides":)"
                        R"({"Cpu":"512","ExecutionRoleArn":"arn:aws:iam::123456789012:role/s",)"
                        R"("Memory":"1024","TaskRoleArn":"arn:aws:iam::123456789012:role/w"})"));
}

TEST_F(EcsTaskTargetTest, what_lets_tasks_in_names_their_security_group) {
  EcsTaskTarget& target = stack.add(plain);
  SecurityGroup& database = stack.add(SecurityGroupProps{.id = "Database", .vpc = vpc});
  database.connections().allow_from(target, Port::tcp(5432));
  EXPECT_THAT(compact_template(app), HasSubstr(R"("SourceSecurityGroupId":{"Fn::GetAtt":)"
                                               R"(["TargetSecurityGroup","GroupId"]})"));
}

TEST_F(EcsTaskTargetTest, what_cannot_be_is_an_error) {
  const int many = 11;
  EcsTaskTarget& target = stack.add(EcsTaskTargetProps{
      .id = "Target",
      .cluster = cluster,
      .task_definition = task,
      .container_overrides = {{.container = "web", .command = {"run"}}},
      .count = many,
  });
  stack.add(EventRuleProps{.id = "Rule",
                           .schedule = "rate(1 day)",
                           .targets = {{.target = target, .input = TargetInput::path("$.x")}}});
  stack.add(ScheduleProps{.id = "Schedule",
                          .schedule = "rate(1 day)",
                          .target = target,
                          .input = Json::object({{"a", 1}})});
  stack.add(EcsTaskTargetProps{.id = "Nowhere",
                               .cluster = Cluster::from_name(stack, "Other", "other"),
                               .task_definition = task,
                               .subnets = vpc.public_subnets()});
  EXPECT_EQ(codes_of(app), "OT3415 OT3427 OT3129 OT3129 OT3420");
}

}  // namespace
}  // namespace omnitrack
