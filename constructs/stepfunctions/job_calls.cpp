#include "omnitrack/stepfunctions/job_calls.hpp"

#include <omnitrack/athena/athena_workgroup.hpp>
#include <omnitrack/batch/batch_jobs.hpp>
#include <omnitrack/codebuild/build_project.hpp>
#include <omnitrack/glue/glue_job.hpp>

namespace omnitrack {

namespace {

// Variables as lists of names and values, by the keys that a service has for them.
Value<Json> variable_list(const Map<std::string>& variables, std::string_view value_key) {
  if (!variables.is_set()) return {};
  List<Json> made;
  const Node& node = variables.node();
  for (std::uint32_t i = 0; i < node.size; ++i) {
    made.add(Json::object(
        {{"Name", node.fields[i].key}, {value_key, Json::from_node(node.fields[i].value)}}));
  }
  return Json(made);
}

}  // namespace

void AthenaStartQuery::write(TaskCallWriter& writer) const {
  writer.integration("athena:startQueryExecution", true, false);
  writer.argument("QueryString", query);
  writer.argument("WorkGroup", workgroup->name());
  if (database.is_set()) {
    writer.argument("QueryExecutionContext", Json::object({{"Database", database}}));
  }
  writer.argument("ExecutionParameters", parameters);
  workgroup->grant_run_queries(writer.grantee());
}

// https://docs.aws.amazon.com/step-functions/latest/dg/batch-iam.html
void BatchSubmitJob::write(TaskCallWriter& writer) const {
  writer.integration("batch:submitJob", true, false);
  writer.argument("JobName", name);
  writer.argument("JobDefinition", definition->arn());
  writer.argument("JobQueue", queue->arn());
  if (array_size.is_set()) {
    writer.argument("ArrayProperties", Json::object({{"Size", array_size}}));
  }
  Json overrides = Json::object({});
  overrides.set("Command", command);
  overrides.set("Environment", variable_list(environment, "Value"));
  if (command.is_set() || environment.is_set()) writer.argument("ContainerOverrides", overrides);
  queue->grant_submit(writer.grantee(), *definition);
  if (writer.pattern() != IntegrationPattern::run_job) return;
  // A job has no ARN before it is submitted.
  writer.allow({"batch:DescribeJobs", "batch:TerminateJob"}, {"*"});
  writer.allow_managed_rule("StepFunctionsGetEventsForBatchJobsRule");
}

// https://docs.aws.amazon.com/step-functions/latest/dg/codebuild-iam.html
void CodeBuildStartBuild::write(TaskCallWriter& writer) const {
  writer.integration("codebuild:startBuild", true, false);
  writer.argument("ProjectName", project->name());
  writer.argument("EnvironmentVariablesOverride", variable_list(environment, "Value"));
  if (writer.pattern() != IntegrationPattern::run_job) {
    project->grant(writer.grantee(), {"codebuild:StartBuild"});
    return;
  }
  project->grant_build(writer.grantee());
  writer.allow_managed_rule("StepFunctionsGetEventForCodeBuildStartBuildRule");
}

// https://docs.aws.amazon.com/step-functions/latest/dg/glue-iam.html
void GlueStartJobRun::write(TaskCallWriter& writer) const {
  writer.integration("glue:startJobRun", true, false);
  writer.argument("JobName", job->name());
  writer.argument("Arguments", arguments);
  if (writer.pattern() == IntegrationPattern::run_job) {
    job->grant_run(writer.grantee());
  } else {
    job->grant(writer.grantee(), {"glue:StartJobRun"});
  }
}

}  // namespace omnitrack
