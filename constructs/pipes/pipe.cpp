#include "omnitrack/pipes/pipe.hpp"

#include <string>

#include "../check_number.hpp"
#include "pipe_parameters.hpp"
#include <omnitrack/codes.hpp>
#include <omnitrack/dynamodb/table.hpp>
#include <omnitrack/iam/role.hpp>
#include <omnitrack/kinesis/data_stream.hpp>
#include <omnitrack/sqs/queue.hpp>
#include <omnitrack/stack.hpp>

namespace omnitrack {

namespace {

using cfn::pipes::pipe::CloudwatchLogsLogDestination;
using cfn::pipes::pipe::PipeLogConfiguration;

std::string_view pipe_log_level_name(PipeLogLevel level) {
  static constexpr std::string_view names[] = {"OFF", "ERROR", "INFO", "TRACE"};
  return names[static_cast<std::size_t>(level)];
}

}  // namespace

Pipe::Pipe(Attach at, const PipeProps& props)
    : Construct(std::move(at)),
      role_(props.role.is_set() ? props.role->used_by(*this, child("Role")) : make_role()),
      resource_(add(cfn::pipes::PipeProps{
          .id = primary(),
          .role_arn = role_.arn(),
          .source = pipes::source_arn(props.source),
          .target = props.target->event_target_arn(),
          .description = props.description,
          .kms_key_identifier = props.kms_key.arn(),
          .name = props.pipe_name.value(),
          .source_parameters = pipes::source_parameters(props),
          .target_parameters = pipes::target_parameters(props),
      })) {
  if (!props.enabled) {
    resource_.props.desired_state = cfn::pipes::PipeProps::DesiredState::stopped;
  }
  if (props.enrichment) {
    resource_.props.enrichment = props.enrichment->by->event_target_arn();
    resource_.props.enrichment_parameters = pipes::enrichment_parameters(*props.enrichment);
  }
  set_logs(props);
  give_permissions(props);
  // A pipe tries its source when it is made.
  resource_.depends_on(role_);
  check(props);
}

// https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-pipes-permissions.html
Role& Pipe::make_role() {
  return add(RoleProps{
      .id = child("Role"),
      .assumed_by = PolicyPrincipal::service("pipes.amazonaws.com"),
      .assume_conditions = {{"StringEquals",
                             Json::object({{"aws:SourceAccount", stack().account()}})}},
  });
}

void Pipe::set_logs(const PipeProps& props) {
  if (props.log_level == PipeLogLevel::off) return;
  const LogGroup& logs =
      props.log_group.is_set()
          ? *props.log_group
          : add(LogGroupProps{.id = child("LogGroup"), .retention = props.log_retention});
  PipeLogConfiguration made{
      .cloudwatch_logs_log_destination =
          CloudwatchLogsLogDestination{.log_group_arn = logs.arn_without_streams()},
      .level = as<PipeLogConfiguration::Level>(pipe_log_level_name(props.log_level)),
  };
  if (props.log_events) {
    made.include_execution_data = {PipeLogConfiguration::IncludeExecutionData::all};
  }
  resource_.props.log_configuration = made;
}

void Pipe::give_permissions(const PipeProps& props) {
  const PipeSource& source = props.source;
  if (source.queue() != nullptr) source.queue()->grant_consume_messages(role_);
  if (source.stream() != nullptr) source.stream()->grant_read(role_);
  if (source.table() != nullptr) source.table()->grant_stream_read(role_);
  if (source.stream_reading().dead_letter_queue.is_set()) {
    source.stream_reading().dead_letter_queue->grant_delivery(role_);
  }
  props.target->grant_delivery(role_);
  props.kms_key.grant(role_, {"kms:Decrypt", "kms:GenerateDataKey"});
  if (!props.enrichment) return;
  const EventTarget& enrichment = *props.enrichment->by;
  enrichment.grant_delivery(role_);
  if (!props.enrichment->actions.is_set()) return;
  role_.add_to_policy(
      {.actions = props.enrichment->actions, .resources = {enrichment.event_target_arn()}});
}

void Pipe::check(const PipeProps& props) const {
  if (props.pipe_name.is_broken()) {
    error(codes::OT3141, "'" + std::string(props.pipe_name.text()) + "' is not a name for a pipe",
          "use 1 to 64 letters, digits, '.', '-' and '_'");
  }
  const auto check_number = [this](const auto& number, const char* what, const char* bounds) {
    omnitrack::check_number(*this, codes::OT3142, number, what, bounds);
  };
  const PipeSource& source = props.source;
  const StreamReading& reading = source.stream_reading();
  check_number(source.queue_reading().batch_size, "batch_size", "1 to 10000");
  check_number(source.queue_reading().batch_window, "batch_window", "0 to 300 seconds");
  check_number(reading.batch_size, "batch_size", "1 to 10000");
  check_number(reading.batch_window, "batch_window", "0 to 300 seconds");
  check_number(reading.parallelization, "parallelization", "1 to 10");
  const bool is_by_time = reading.start == StreamStart::time;
  if (is_by_time != reading.start_time.is_set() || (is_by_time && source.table() != nullptr)) {
    error(codes::OT3143, "a stream is read from a time on, which does not fit",
          "set `start` to StreamStart::time with a `start_time`, of Kinesis streams alone");
  }
  if (props.filters.size() > 5) {
    error(codes::OT3144, "a pipe has " + std::to_string(props.filters.size()) + " filters",
          "use 5 at most, or MatchFields::any_of");
  }
}

Metric Pipe::metric(std::string_view metric_name) const {
  return MetricProps{.name_space = "AWS/EventBridge/Pipes",
                     .metric_name = metric_name,
                     .dimensions = {{"PipeName", name()}}};
}

Value<std::string> Pipe::arn() const { return resource_.attr_arn(); }

Value<std::string> Pipe::name() const { return resource_.ref(); }

}  // namespace omnitrack
