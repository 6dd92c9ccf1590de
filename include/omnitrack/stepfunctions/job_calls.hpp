#pragma once

#include <omnitrack/link.hpp>
#include <omnitrack/stepfunctions/task_state.hpp>

namespace omnitrack {

class AthenaWorkgroup;
class BatchJobDefinition;
class BatchJobQueue;
class BuildProject;
class GlueJob;

/// A query of Athena, which is waited for with `run_job`. The data needs grants of its own, such as
/// `GlueTable::grant_read`.
/// https://docs.aws.amazon.com/step-functions/latest/dg/connect-athena.html
struct AthenaStartQuery {
  /// The query, in SQL.
  Required<Value<std::string>, struct required_query> query;
  /// Where it is run, and its results are kept.
  Required<Link<AthenaWorkgroup>, struct required_workgroup> workgroup;
  /// The database of tables that are named without one.
  Value<std::string> database = {};
  /// What the question marks of the query stand for.
  List<std::string> parameters = {};

  void write(TaskCallWriter& writer) const;
};

/// A job of Batch, which is waited for with `run_job`.
/// https://docs.aws.amazon.com/step-functions/latest/dg/connect-batch.html
struct BatchSubmitJob {
  /// What is run.
  Required<Link<const BatchJobDefinition>, struct required_definition> definition;
  /// The name of the job: 1 to 128 letters, digits, `-` and `_`.
  Required<Value<std::string>, struct required_name> name;
  /// Where it waits.
  Required<Link<const BatchJobQueue>, struct required_queue> queue;
  /// How many copies are run, 2 to 10,000; one where it is left out.
  Value<std::int64_t> array_size = {};
  /// What is run of the image, in place of the definition's.
  List<std::string> command = {};
  /// More environment variables.
  Map<std::string> environment = {};

  void write(TaskCallWriter& writer) const;
};

/// A build, which is waited for with `run_job`.
/// https://docs.aws.amazon.com/step-functions/latest/dg/connect-codebuild.html
struct CodeBuildStartBuild {
  /// The project.
  Required<Link<const BuildProject>, struct required_project> project;
  /// More environment variables.
  Map<std::string> environment = {};

  void write(TaskCallWriter& writer) const;
};

/// A run of a job of Glue, which is waited for with `run_job`.
/// https://docs.aws.amazon.com/step-functions/latest/dg/connect-glue.html
struct GlueStartJobRun {
  /// The job.
  Required<Link<const GlueJob>, struct required_job> job;
  /// Its arguments, with names as `--day`.
  Map<std::string> arguments = {};

  void write(TaskCallWriter& writer) const;
};

}  // namespace omnitrack
