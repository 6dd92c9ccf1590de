#include <gtest/gtest.h>

#include "../resource_text.hpp"
#include <omnitrack/batch/batch_jobs.hpp>
#include <omnitrack/cfn/batch.hpp>
#include <omnitrack/ec2/connections.hpp>
#include <omnitrack/ec2/vpc.hpp>
#include <omnitrack/iam/role.hpp>

namespace omnitrack {
namespace {

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
  EXPECT_NE(resource("ReportRoleDefaultPolicy"), "");
  EXPECT_NE(properties("RoleDefaultPolicy").find(R"("Action":"batch:SubmitJob")"),
            std::string::npos);
}

}  // namespace
}  // namespace omnitrack
