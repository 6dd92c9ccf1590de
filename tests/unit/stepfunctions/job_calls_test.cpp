#include "omnitrack/stepfunctions/job_calls.hpp"

#include <gmock/gmock.h>

#include "task_test.hpp"
#include <omnitrack/athena/athena_workgroup.hpp>
#include <omnitrack/batch/batch_jobs.hpp>
#include <omnitrack/codebuild/build_project.hpp>
#include <omnitrack/glue/glue_job.hpp>

namespace omnitrack {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;
using testing_support::integration;

class JobCallsTest : public testing_support::TaskTest {};

TEST_F(JobCallsTest, a_job_of_batch_is_waited_for) {
  auto& queue = BatchJobQueue::from_name(stack, "Queue", "jobs");
  auto& job = stack.add(BatchJobDefinitionProps{.id = "Job", .image = "busybox"});
  machine().add(TaskStateProps{.id = "T",
                               .call = BatchSubmitJob{.definition = job,
                                                      .name = "sum",
                                                      .queue = queue,
                                                      .array_size = 4,
                                                      .command = {"sum"},
                                                      .environment = {{"DAY", "1"}}},
                               .integration_pattern = IntegrationPattern::run_job});
  EXPECT_THAT(state("T"), AllOf(HasSubstr(integration("batch:submitJob.sync")),
                                HasSubstr(R"("ArrayProperties":{"Size":4})"),
                                HasSubstr(R"("ContainerOverrides":{"Command":["sum"],)"
                                          R"("Environment":[{"Name":"DAY","Value":"1"}]})")));
  EXPECT_THAT(statements(), AllOf(HasSubstr(R"("Action":"batch:SubmitJob")"),
                                  HasSubstr("job-queue/jobs"), HasSubstr("batch:TerminateJob"),
                                  HasSubstr("rule/StepFunctionsGetEventsForBatchJobsRule")));
}

TEST_F(JobCallsTest, a_job_that_is_not_waited_for_needs_less) {
  auto& job = GlueJob::from_name(stack, "Job", "sum");
  machine().add(TaskStateProps{.id = "T",
                               .call = GlueStartJobRun{.job = job, .arguments = {{"--day", "1"}}}});
  EXPECT_EQ(state("T"), R"({"Type":"Task",)" + integration("glue:startJobRun") +
                            R"("Parameters":{"JobName":"sum","Arguments":{"--day":"1"}},)"
                            R"("End":true})");
  EXPECT_THAT(statements(), AllOf(HasSubstr("glue:StartJobRun"), Not(HasSubstr("glue:GetJobRun"))));
}

TEST_F(JobCallsTest, a_build_gets_variables) {
  auto& project = BuildProject::from_name(stack, "Project", "site");
  machine().add(TaskStateProps{
      .id = "T",
      .call = CodeBuildStartBuild{.project = project, .environment = {{"STAGE", "prod"}}},
      .integration_pattern = IntegrationPattern::run_job});
  EXPECT_THAT(state("T"), AllOf(HasSubstr(integration("codebuild:startBuild.sync")),
                                HasSubstr(R"("EnvironmentVariablesOverride":[{"Name":"STAGE",)"
                                          R"("Value":"prod"}])")));
  EXPECT_THAT(statements(),
              AllOf(HasSubstr("codebuild:StopBuild"),
                    HasSubstr("rule/StepFunctionsGetEventForCodeBuildStartBuildRule")));
}

TEST_F(JobCallsTest, a_query_runs_in_its_workgroup) {
  auto& workgroup = stack.add(AthenaWorkgroupProps{.id = "Analysts", .workgroup_name = "analysts"});
  machine().add(TaskStateProps{
      .id = "T",
      .call =
          AthenaStartQuery{
              .query = "SELECT ?", .workgroup = workgroup, .database = "shop", .parameters = {"1"}},
      .integration_pattern = IntegrationPattern::run_job});
  EXPECT_THAT(state("T"), AllOf(HasSubstr(integration("athena:startQueryExecution.sync")),
                                HasSubstr(R"("QueryExecutionContext":{"Database":"shop"})"),
                                HasSubstr(R"("ExecutionParameters":["1"])")));
  EXPECT_THAT(statements(), HasSubstr("athena:StopQueryExecution"));
}

}  // namespace
}  // namespace omnitrack
