#include "omnitrack/glue/glue_job.hpp"

#include <string>

#include "../check_number.hpp"
#include "glue_role.hpp"
#include <omnitrack/cfn/glue.hpp>
#include <omnitrack/codes.hpp>
#include <omnitrack/fn.hpp>
#include <omnitrack/s3/bucket.hpp>

namespace omnitrack {

namespace {

using WorkerType = cfn::glue::JobProps::WorkerType;

WorkerType worker_type(GlueWorker worker) {
  static constexpr WorkerType types[] = {
      WorkerType::g_025_x, WorkerType::g_1_x,  WorkerType::g_2_x,  WorkerType::g_4_x,
      WorkerType::g_8_x,   WorkerType::g_12_x, WorkerType::g_16_x, WorkerType::r_1_x,
      WorkerType::r_2_x,   WorkerType::r_4_x,  WorkerType::r_8_x,
  };
  return types[static_cast<std::size_t>(worker)];
}

cfn::glue::job::JobCommand command_of(const GlueJobProps& props) {
  static constexpr std::string_view names[] = {"glueetl", "gluestreaming", "pythonshell"};
  cfn::glue::job::JobCommand made{
      .name = names[static_cast<std::size_t>(props.kind)],
      .script_location = concat("s3://", props.script_bucket->name(), "/", props.script_key),
  };
  if (!props.python_version.empty()) {
    made.python_version = props.python_version.text();
  } else if (props.language == GlueLanguage::python) {
    made.python_version = props.kind == GlueJobKind::python_shell ? "3.9" : "3";
  }
  return made;
}

bool is_shell(const GlueJobProps& props) { return props.kind == GlueJobKind::python_shell; }

}  // namespace

GlueJob::GlueJob(Attach at, const GlueJobProps& props)
    : Construct(std::move(at)),
      role_(props.role.is_set() ? &props.role->used_by(*this, child("Role"))
                                : &add(glue::role_props(child("Role"), stack()))),
      resource_(&add(cfn::glue::JobProps{
          .id = primary(),
          .command = command_of(props),
          .role = role_->arn(),
          .default_arguments = arguments_of(props),
          .description = props.description,
          .job_run_queuing_enabled = props.queue_runs,
          .maintenance_window = props.maintenance_window,
          .max_capacity = props.max_capacity,
          .max_retries = props.retries.value(),
          .name = props.job_name.value(),
          .security_configuration = props.security_configuration,
          .timeout = props.timeout.value(),
      })),
      name_(resource_->ref()) {
  cfn::glue::JobProps& made = resource_->props;
  if (props.connections.is_set()) {
    made.connections = cfn::glue::job::ConnectionsList{.connections = props.connections};
  }
  if (props.flexible) made.execution_class = cfn::glue::JobProps::ExecutionClass::flex;
  if (props.max_concurrent_runs.is_set()) {
    made.execution_property =
        cfn::glue::job::ExecutionProperty{.max_concurrent_runs = props.max_concurrent_runs.value()};
  }
  if (props.non_overridable_arguments.is_set()) {
    made.non_overridable_arguments = Json(props.non_overridable_arguments);
  }
  if (props.notify_after.is_set()) {
    made.notification_property =
        cfn::glue::job::NotificationProperty{.notify_delay_after = props.notify_after};
  }
  if (is_shell(props)) {
    if (!props.max_capacity.is_set()) made.max_capacity = 0.0625;
  } else {
    made.glue_version = props.glue_version.text();
    made.worker_type = worker_type(props.worker);
    made.number_of_workers =
        props.workers.is_set() ? props.workers.value() : Value<std::int64_t>(10);
  }
  give_permissions(props);
  check(props);
}

// https://docs.aws.amazon.com/glue/latest/dg/aws-glue-programming-etl-glue-arguments.html
Json GlueJob::arguments_of(const GlueJobProps& props) {
  Json made = Json::object({});
  if (!is_shell(props)) {
    static constexpr std::string_view bookmarks[] = {"job-bookmark-disable", "job-bookmark-enable",
                                                     "job-bookmark-pause"};
    made.set("--job-language", props.language == GlueLanguage::python ? "python" : "scala");
    made.set("--job-bookmark-option", bookmarks[static_cast<std::size_t>(props.bookmark)]);
    if (props.metrics) made.set("--enable-metrics", "true");
    if (props.spark_history) {
      made.set("--enable-spark-ui", "true");
      made.set("--spark-event-logs-path",
               concat("s3://", props.script_bucket->name(), "/spark-history/"));
    }
  }
  if (props.scala_class.is_set()) made.set("--class", props.scala_class);
  if (props.extra_files.is_set()) made.set("--extra-files", props.extra_files);
  if (props.extra_python_files.is_set()) made.set("--extra-py-files", props.extra_python_files);
  if (props.logging && !is_shell(props)) {
    const LogGroup& logs =
        props.log_group.is_set()
            ? *props.log_group
            : add(LogGroupProps{.id = child("LogGroup"), .retention = props.log_retention});
    made.set("--enable-continuous-cloudwatch-log", "true");
    made.set("--continuous-log-logGroup", logs.name());
    role_->add_inline_statement(
        {.actions = {"logs:CreateLogStream", "logs:PutLogEvents"}, .resources = {logs.arn()}});
  }
  made.set_all(props.arguments);
  return made;
}

// https://docs.aws.amazon.com/glue/latest/dg/create-service-policy.html
void GlueJob::give_permissions(const GlueJobProps& props) {
  props.script_bucket->grant_read(*role_, props.script_key.literal_text());
  if (props.spark_history) props.script_bucket->grant_put(*role_, "spark-history/");
  // What a job prints goes to groups of AWS Glue's own names.
  role_->add_inline_statement({
      .actions = {"logs:CreateLogGroup", "logs:CreateLogStream", "logs:PutLogEvents"},
      .resources = {stack().arn("logs", "log-group:/aws-glue/*")},
  });
  role_->add_inline_statement({
      .actions = {"cloudwatch:PutMetricData"},
      .conditions = {{"StringEquals", Json::object({{"cloudwatch:namespace", "Glue"}})}},
      .resources = {"*"},
  });
  if (props.connections.is_set()) {
    List<std::string> resources{stack().arn("glue", "catalog")};
    const Node& names = props.connections.node();
    if (names.kind == NodeKind::list) {
      for (std::uint32_t i = 0; i < names.size; ++i) {
        resources.add(stack().arn(
            "glue", concat("connection/", Value<std::string>::from_node(names.items[i]))));
      }
    } else {
      resources.add(stack().arn("glue", "connection/*"));
    }
    role_->add_inline_statement({.actions = {"glue:GetConnection"}, .resources = resources});
  }
  if (props.security_configuration.is_set()) {
    role_->add_inline_statement({.actions = {"glue:GetSecurityConfiguration"}, .resources = {"*"}});
  }
}

void GlueJob::check(const GlueJobProps& props) const {
  if (props.job_name.is_broken()) {
    error(codes::OT3727, "'" + std::string(props.job_name.text()) + "' is not a name for a job",
          "use 1 to 255 characters");
  }
  const auto check_number = [this](const auto& number, const char* what, const char* bounds) {
    omnitrack::check_number(*this, codes::OT3728, number, what, bounds);
  };
  check_number(props.max_concurrent_runs, "max_concurrent_runs", "1 at least");
  check_number(props.retries, "retries", "0 to 10");
  check_number(props.timeout, "timeout", "1 to 10080 minutes");
  check_number(props.workers, "workers", "2 at least");
  const bool has_spark = props.workers.is_set() || props.spark_history || props.flexible ||
                         props.bookmark != JobBookmark::disabled ||
                         props.language == GlueLanguage::scala;
  if (is_shell(props) && has_spark) {
    error(codes::OT3729, "a job of the Python shell has settings of Spark",
          "leave workers, bookmarks, `flexible`, `spark_history` and Scala out");
  }
  if (!is_shell(props) && props.max_capacity.is_set()) {
    error(codes::OT3729, "a job of Spark has the capacity of the Python shell",
          "set `worker` and `workers`, or `kind` to GlueJobKind::python_shell");
  }
}

EventRule& GlueJob::on_state_change(std::string_view id, const Items<EventRuleTarget>& targets,
                                    const Items<Match>& states) {
  MatchFields detail{{"jobName", name()}};
  if (!states.empty()) detail.add("state", states);
  return add(EventRuleProps{.id = child(id),
                            .pattern = {.detail = detail,
                                        .detail_type = {"Glue Job State Change"},
                                        .source = {"aws.glue"}},
                            .targets = targets});
}

void GlueJob::grant(Grantee& grantee, const List<std::string>& actions) const {
  grantee.add_to_policy({.actions = actions, .resources = {arn()}});
}

void GlueJob::grant_run(Grantee& grantee) const {
  grant(grantee, {"glue:BatchStopJobRun", "glue:GetJobRun", "glue:GetJobRuns", "glue:StartJobRun"});
}

Metric GlueJob::metric(std::string_view metric_name) const {
  return MetricProps{.name_space = "Glue",
                     .metric_name = metric_name,
                     .dimensions = {{"JobName", name()}, {"JobRunId", "ALL"}, {"Type", "count"}}};
}

Value<std::string> GlueJob::arn() const { return stack().arn("glue", concat("job/", name())); }

}  // namespace omnitrack
