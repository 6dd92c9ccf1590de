#pragma once

#include <omnitrack/checked_number.hpp>
#include <omnitrack/cloudwatch/metric.hpp>
#include <omnitrack/events/event_rule.hpp>
#include <omnitrack/glue/glue_names.hpp>
#include <omnitrack/logs/log_group.hpp>

namespace omnitrack::cfn::glue {
class Job;  // defined in <omnitrack/cfn/glue.hpp>
enum class JobName : char;
}  // namespace omnitrack::cfn::glue

namespace omnitrack {

class Bucket;

namespace detail {

inline void a_job_has_2_workers_at_least() {}
inline void a_job_runs_for_1_to_10080_minutes() {}
inline void a_job_is_tried_again_0_to_10_times() {}
inline void a_job_runs_once_at_least_at_the_same_time() {}

}  // namespace detail

/// How many workers a job has.
using JobWorkers =
    CheckedNumber<detail::Between<2, 1'000'000, detail::a_job_has_2_workers_at_least>>;
/// How long a job may run, in minutes.
using JobTimeout =
    CheckedNumber<detail::TimeBetween<1, 10'080, detail::a_job_runs_for_1_to_10080_minutes, 60>>;
/// How often a failed job is tried again.
using JobRetries =
    CheckedNumber<detail::Between<0, 10, detail::a_job_is_tried_again_0_to_10_times>>;
/// How many runs of a job there may be at once.
using JobRuns =
    CheckedNumber<detail::Between<1, 1'000'000, detail::a_job_runs_once_at_least_at_the_same_time>>;

/// What a job runs on.
enum class GlueJobKind : std::uint8_t { spark, streaming, python_shell };

/// The machines of a job.
/// https://docs.aws.amazon.com/glue/latest/dg/worker-types.html
enum class GlueWorker : std::uint8_t {
  g_025x,
  g_1x,
  g_2x,
  g_4x,
  g_8x,
  g_12x,
  g_16x,
  r_1x,
  r_2x,
  r_4x,
  r_8x,
};

/// The language of a job's script.
enum class GlueLanguage : std::uint8_t { python, scala };

/// Whether a job remembers which data it processed.
/// https://docs.aws.amazon.com/glue/latest/dg/monitor-continuations.html
enum class JobBookmark : std::uint8_t { disabled, enabled, paused };

class GlueJob;

/// Properties of a job.
struct GlueJobProps {
  using Makes = GlueJob;
  Id id;
  /// The bucket with the script, which the role may then read.
  Required<Link<Bucket>, struct required_script_bucket> script_bucket;
  /// The key of the script.
  Required<Value<std::string>, struct required_script_key> script_key;
  /// Arguments of the script and of AWS Glue, e.g. `--TempDir`.
  Map<std::string> arguments = {};
  /// Whether the job remembers which data it processed.
  JobBookmark bookmark = JobBookmark::disabled;
  /// The names of the connections of AWS Glue that it uses.
  List<std::string> connections = {};
  /// What it is for, 2,048 characters at most.
  Value<std::string> description = {};
  /// Further files of the script, as `s3://…` separated by commas.
  Value<std::string> extra_files = {};
  /// Further Python modules, as `s3://…` separated by commas.
  Value<std::string> extra_python_files = {};
  /// Whether it may wait for machines that are cheaper.
  Bool flexible = false;
  /// The version of AWS Glue.
  Text glue_version = "5.0";
  /// The name; made up by CloudFormation where it is left out.
  GlueName job_name = {};
  /// What it runs on.
  GlueJobKind kind = GlueJobKind::spark;
  /// The language of the script.
  GlueLanguage language = GlueLanguage::python;
  /// The log group to write to; the job makes one of its own where it is left out.
  Link<const LogGroup> log_group = {};
  /// How long the job's own log group keeps events.
  Retention log_retention = RetentionDays::two_years;
  /// Whether the job is logged while it runs.
  Bool logging = true;
  /// When AWS Glue may restart a streaming job, e.g. `Sun:2`.
  Value<std::string> maintenance_window = {};
  /// How much of a machine a job of the Python shell has, in units: 0.0625 or 1.
  Value<double> max_capacity = {};
  /// How many runs there may be at once; 1 where it is left out.
  JobRuns max_concurrent_runs = {};
  /// Whether CloudWatch gets metrics of the run.
  Bool metrics = true;
  /// Arguments that a run cannot change.
  Map<std::string> non_overridable_arguments = {};
  /// After how many minutes a run that is not over is told of.
  Value<std::int64_t> notify_after = {};
  /// The version of Python, `3` for Spark, `3.9` for the Python shell.
  Text python_version = {};
  /// Whether runs wait where there are too many.
  Value<bool> queue_runs = {};
  /// How often a failed run is tried again, 0 to 10; never where it is left out.
  JobRetries retries = {};
  /// The role by which it runs, which gets what it needs; the job makes one of its own where it is
  /// left out.
  Link<Role> role = {};
  /// The class of a Scala script.
  Value<std::string> scala_class = {};
  /// The name of the security configuration, by which data, logs and bookmarks are encrypted.
  Value<std::string> security_configuration = {};
  /// Whether the history of Spark's is kept for its web page, in the script's bucket below
  /// `spark-history/`.
  Bool spark_history = false;
  /// How long a run may take, in minutes, 1 to 10,080; 480 where it is left out, for ever when it
  /// is streaming.
  JobTimeout timeout = {};
  /// The machines.
  GlueWorker worker = GlueWorker::g_1x;
  /// How many machines there are, 2 at least; 10 where it is left out.
  JobWorkers workers = {};
};

/// A job of Spark or of the Python shell: AWS::Glue::Job and, as needed, a role
/// (AWS::IAM::Role), a log group (AWS::Logs::LogGroup) and rules (AWS::Events::Rule).
/// https://docs.aws.amazon.com/glue/latest/dg/author-job-glue.html
class GlueJob final : public Construct, public Grantee, public Measured {
 public:
  GlueJob(Attach at, const GlueJobProps& props);
  GlueJob(Attach at, const struct ImportedGlueJobProps& props);

  /// A job of this stack's region and account that is made elsewhere; its permissions are its
  /// owner's.
  static GlueJob& from_name(Construct& scope, const Id& id, const Value<cfn::glue::JobName>& name);

  void add_to_policy(const PolicyStatement& statement) override;
  [[nodiscard]] Value<std::string> grantee_arn() const override;

  /// Sends changes of the state of runs to targets: all changes, or those to these states, e.g.
  /// `FAILED`; `id` names the rule among those of the job.
  EventRule& on_state_change(std::string_view id, const Items<EventRuleTarget>& targets,
                             const Items<Match>& states = {});

  /// Allows actions on the job.
  void grant(Grantee& grantee, const List<std::string>& actions) const;
  /// Allows to start and stop runs, and to see how they go.
  void grant_run(Grantee& grantee) const;

  /// One of AWS Glue's metrics of all runs, by the average where it says no other statistic, e.g.
  /// `glue.driver.aggregate.elapsedTime`.
  /// https://docs.aws.amazon.com/glue/latest/dg/monitoring-awsglue-with-cloudwatch-metrics.html
  [[nodiscard]] Metric metric(std::string_view name) const override;
  /// How long runs took, in milliseconds.
  [[nodiscard]] Metric metric_elapsed_time() const {
    return metric("glue.driver.aggregate.elapsedTime").sum();
  }
  /// How many tasks of runs failed.
  [[nodiscard]] Metric metric_failed_tasks() const {
    return metric("glue.driver.aggregate.numFailedTasks").sum();
  }
  /// How many bytes runs read.
  [[nodiscard]] Metric metric_bytes_read() const {
    return metric("glue.driver.aggregate.bytesRead").sum();
  }

  /// The ARN.
  [[nodiscard]] Value<std::string> arn() const;
  /// The name.
  [[nodiscard]] const Value<cfn::glue::JobName>& name() const { return name_; }
  /// The role by which it runs; an error where the job is made elsewhere.
  [[nodiscard]] Role& role();
  /// The job's own resource; an error where the job is made elsewhere.
  [[nodiscard]] cfn::glue::Job& resource();

 private:
  void check(const GlueJobProps& props) const;
  void give_permissions(const GlueJobProps& props);
  [[nodiscard]] Json arguments_of(const GlueJobProps& props);

  Role* role_ = nullptr;
  cfn::glue::Job* resource_ = nullptr;  // null where the job is made elsewhere
  Value<cfn::glue::JobName> name_;
};

}  // namespace omnitrack
