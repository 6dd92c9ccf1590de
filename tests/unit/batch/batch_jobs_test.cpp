#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "../resource_text.hpp"
#include <omnitrack/batch/batch_jobs.hpp>
#include <omnitrack/cfn/batch.hpp>
#include <omnitrack/ec2/connections.hpp>
#include <omnitrack/ec2/launch_template.hpp>
#include <omnitrack/ec2/vpc.hpp>
#include <omnitrack/iam/role.hpp>
#include <omnitrack/testing.hpp>

namespace omnitrack {
namespace {

using assertions::has_resource;

class BatchJobsTest : public testing_support::OneStackTest {};

TEST_F(BatchJobsTest, jobs_run_on_fargate_in_the_inner_subnets) {
  Vpc& vpc = stack.add(VpcProps{.id = "Vpc"});
  auto& environment = stack.add(BatchComputeEnvironmentProps{.id = "Fargate", .vpc = vpc});
  BatchJobQueue& queue =
      stack.add(BatchJobQueueProps{.id = "Queue", .environments = {environment}});
  BatchJobDefinition& report = stack.add(BatchJobDefinitionProps{
      .id = "Report", .image = "busybox", .command = {"true"}, .timeout = 60});
  Role& role = stack.add(
      RoleProps{.id = "Role", .assumed_by = PolicyPrincipal::service("ec2.amazonaws.com")});
  queue.grant_submit(role, report);
  report.add_to_policy({.actions = {"s3:GetObject"}, .resources = {"arn:aws:s3:::reports/*"}});
  EXPECT_NE(properties("Fargate").find(R"("Type":"FARGATE")"), std::string::npos);
  EXPECT_EQ(properties("Queue"),
            R"({"Priority":1,"ComputeEnvironmentOrder":[{"ComputeEnvironment":{"Ref":"Fargate"},)"
            R"("Order":1}]})");
  EXPECT_NE(properties("Report").find(R"("ResourceRequirements":[{"Type":"VCPU","Value":"1"},)"
                                      R"({"Type":"MEMORY","Value":"2048"}])"),
            std::string::npos);
  EXPECT_THAT(written(), has_resource("ReportRoleDefaultPolicy"));
  EXPECT_NE(properties("RoleDefaultPolicy").find(R"("Action":"batch:SubmitJob")"),
            std::string::npos);
}

TEST_F(BatchJobsTest, queues_and_environments_that_are_made_elsewhere_take_jobs) {
  BatchJobQueue& queue = BatchJobQueue::from_name(stack, "Theirs", "theirs");
  BatchComputeEnvironment& environment = BatchComputeEnvironment::from_name(stack, "Spot", "spot");
  BatchJobDefinition& report =
      stack.add(BatchJobDefinitionProps{.id = "Report", .image = "busybox"});
  stack.add(BatchJobQueueProps{.id = "Ours", .environments = environment});
  queue.grant_submit(report, report);
  EXPECT_NE(resource("ReportRoleDefaultPolicy")
                .find("batch:${AWS::Region}:${AWS::AccountId}:job-queue/theirs"),
            std::string::npos);
  EXPECT_NE(properties("Ours").find("compute-environment/spot"), std::string::npos);
  EXPECT_EQ(resource("Theirs") + resource("Spot"), "");
}

TEST_F(BatchJobsTest, jobs_have_a_size_that_fargate_offers) {
  const auto add = [this](std::string_view id, std::string_view vcpus, std::string_view memory) {
    stack.add(
        BatchJobDefinitionProps{.id = id, .image = "busybox", .memory = memory, .vcpus = vcpus});
  };
  add("A", "0.25", "512");
  add("B", "16", "122880");
  add("C", "3", "4096");
  add("D", "1", "512");
  add("E", "1", "2GB");
  stack.add(BatchJobDefinitionProps{.id = "F", .image = "busybox", .memory = stack.region()});
  (void)BatchJobQueue::from_name(stack, "Theirs", "theirs").resource();
  (void)BatchComputeEnvironment::from_name(stack, "Spot", "spot").resource();
  EXPECT_EQ(testing_support::codes_of(app), "OT3470 OT3470 OT3470 OT2901 OT2901");
}

TEST_F(BatchJobsTest, jobs_run_on_instances_that_batch_starts_and_ends) {
  Vpc& vpc = stack.add(VpcProps{.id = "Vpc"});
  auto& machine = stack.add(LaunchTemplateProps{.id = "Machine"});
  auto& environment = stack.add(BatchComputeEnvironmentProps{
      .id = "Machines",
      .vpc = vpc,
      .instances = BatchInstances{.instance_types = {"g5"}, .launch_template = machine},
      .spot = true,
  });
  stack.add(BatchJobDefinitionProps{
      .id = "Train",
      .image = "busybox",
      .environment = {{"STAGE", "prod"}},
      .gpus = 1,
      .memory = "5000",
      .on_instances = true,
      .secrets = {{"KEY", ContainerSecret::secrets_manager(
                              "arn:aws:secretsmanager:eu-central-1:123456789012:secret:key-1")}},
      .vcpus = "3",
  });
  EXPECT_TRUE(environment.is_on_instances());
  EXPECT_THAT(
      properties("Machines"),
      testing::AllOf(
          testing::HasSubstr(R"("Type":"SPOT")"),
          testing::HasSubstr(R"("AllocationStrategy":"SPOT_PRICE_CAPACITY_OPTIMIZED")"),
          testing::HasSubstr(R"("InstanceTypes":["g5"])"),
          testing::HasSubstr(R"("LaunchTemplateId":{"Ref":"Machine"})"),
          testing::HasSubstr(R"("InstanceRole":{"Fn::GetAtt":["MachinesInstanceProfile","Arn"]})"),
          testing::HasSubstr(R"("ReplaceComputeEnvironment":false)"),
          testing::Not(testing::HasSubstr("Ec2Configuration"))));
  EXPECT_THAT(
      properties("Train"),
      testing::AllOf(testing::HasSubstr(R"("PlatformCapabilities":["EC2"])"),
                     testing::HasSubstr(R"({"Type":"GPU","Value":"1"})"),
                     testing::HasSubstr(R"("Environment":[{"Name":"STAGE","Value":"prod"}])"),
                     testing::HasSubstr(R"("Secrets":[{"Name":"KEY","ValueFrom":)")));
  EXPECT_THAT(properties("TrainExecutionRoleDefaultPolicy"),
              testing::HasSubstr("secretsmanager:GetSecretValue"));
}

TEST_F(BatchJobsTest, a_queue_mixes_no_kinds_of_environments) {
  Vpc& vpc = stack.add(VpcProps{.id = "Vpc"});
  auto& fargate = stack.add(BatchComputeEnvironmentProps{.id = "Fargate", .vpc = vpc});
  auto& machines = stack.add(
      BatchComputeEnvironmentProps{.id = "Machines", .vpc = vpc, .instances = BatchInstances{}});
  stack.add(BatchJobQueueProps{.id = "Queue", .environments = {fargate, machines}});
  EXPECT_EQ(testing_support::codes_of(app), "OT3475");
}

TEST_F(BatchJobsTest, fargate_has_no_graphics_processors) {
  stack.add(BatchJobDefinitionProps{.id = "Train", .image = "busybox", .gpus = 1});
  EXPECT_EQ(testing_support::codes_of(app), "OT3470");
}

}  // namespace
}  // namespace omnitrack
