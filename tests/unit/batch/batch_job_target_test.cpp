#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "../resource_text.hpp"
#include <omnitrack/batch/batch_job_target.hpp>
#include <omnitrack/cfn/batch.hpp>
#include <omnitrack/ec2/vpc.hpp>
#include <omnitrack/events/event_rule.hpp>
#include <omnitrack/iam/role.hpp>
#include <omnitrack/pipes/pipe.hpp>
#include <omnitrack/scheduler/schedule.hpp>
#include <omnitrack/sqs/queue.hpp>
#include <omnitrack/testing.hpp>

namespace omnitrack {
namespace {

using testing::HasSubstr;

class BatchJobTargetTest : public testing_support::OneStackTest {
 protected:
  BatchJobQueue& queue = BatchJobQueue::from_name(stack, "Queue", "jobs");
  BatchJobDefinition& report =
      stack.add(BatchJobDefinitionProps{.id = "Report", .image = "busybox"});
  BatchJobTarget& target = stack.add(BatchJobTargetProps{
      .id = "Nightly", .job_definition = report, .queue = queue, .array_size = 3, .attempts = 2});
};

TEST_F(BatchJobTargetTest, a_rule_submits_a_job_by_a_role_for_it_alone) {
  stack.add(EventRuleProps{.id = "Rule", .schedule = "rate(1 day)", .targets = target});
  EXPECT_THAT(properties("Rule"),
              HasSubstr(R"("BatchParameters":{"JobDefinition":{"Ref":"Report"},)"
                        R"("JobName":"Nightly","ArrayProperties":{"Size":3},)"
                        R"("RetryStrategy":{"Attempts":2}})"));
  EXPECT_THAT(properties("Rule"), HasSubstr(":job-queue/jobs"));
  EXPECT_THAT(properties("RuleRoleDefaultPolicy"), HasSubstr(R"("Action":"batch:SubmitJob")"));
}

TEST_F(BatchJobTargetTest, a_schedule_calls_the_api) {
  stack.add(ScheduleProps{.id = "Schedule", .schedule = "rate(1 day)", .target = target});
  const std::string made = properties("Schedule");
  EXPECT_THAT(made, HasSubstr(":scheduler:::aws-sdk:batch:submitJob"));
  EXPECT_THAT(made, HasSubstr(R"(\"JobQueue\":\")"));
  EXPECT_THAT(properties("ScheduleRoleDefaultPolicy"), HasSubstr(R"("Action":"batch:SubmitJob")"));
}

TEST_F(BatchJobTargetTest, a_pipe_submits_a_job_for_each_message) {
  auto& source = stack.add(QueueProps{.id = "Source"});
  stack.add(PipeProps{.id = "Pipe", .source = source, .target = target});
  EXPECT_THAT(properties("Pipe"),
              HasSubstr(R"("TargetParameters":{"BatchJobParameters":{"JobDefinition":)"
                        R"({"Ref":"Report"},"JobName":"Nightly")"));
}

}  // namespace
}  // namespace omnitrack
