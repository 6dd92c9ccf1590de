#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "../resource_text.hpp"
#include <omnitrack/batch/batch_jobs.hpp>
#include <omnitrack/cfn/batch.hpp>
#include <omnitrack/ec2/connections.hpp>
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

}  // namespace
}  // namespace omnitrack
