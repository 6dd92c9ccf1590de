#include "pipe_parameters.hpp"

#include "../json_text.hpp"
#include <omnitrack/dynamodb/table.hpp>
#include <omnitrack/kinesis/data_stream.hpp>
#include <omnitrack/sqs/queue.hpp>

namespace omnitrack::pipes {

namespace {

namespace l1 = cfn::pipes::pipe;

std::string_view start_name(StreamStart start) {
  static constexpr std::string_view names[] = {"TRIM_HORIZON", "LATEST", "AT_TIMESTAMP"};
  return names[static_cast<std::size_t>(start)];
}

std::string_view invocation_name(PipeInvocation invocation) {
  return invocation == PipeInvocation::wait ? "REQUEST_RESPONSE" : "FIRE_AND_FORGET";
}

// What the parameters of both kinds of streams share.
template <class Parameters>
Parameters stream_parameters(const StreamReading& reading) {
  Parameters made{
      .starting_position = as<typename Parameters::StartingPosition>(start_name(reading.start)),
      .batch_size = reading.batch_size.value(),
      .maximum_batching_window_in_seconds = reading.batch_window.value(),
      .maximum_record_age_in_seconds = reading.max_record_age,
      .maximum_retry_attempts = reading.retry_attempts,
      .parallelization_factor = reading.parallelization.value(),
  };
  if (reading.dead_letter_queue.is_set()) {
    made.dead_letter_config = l1::DeadLetterConfig{.arn = reading.dead_letter_queue->arn()};
  }
  if (reading.bisect) {
    made.on_partial_batch_item_failure = Parameters::OnPartialBatchItemFailure::automatic_bisect;
  }
  return made;
}

// A structure without any members says nothing.
template <class T>
Value<T> unless_empty(const T& members) {
  const Value<T> value(members);
  return value.node().size == 0 ? Value<T>() : value;
}

Value<l1::FilterCriteria> filter_criteria(const Items<MatchFields>& filters) {
  if (filters.empty()) return {};
  List<l1::Filter> list;
  for (const MatchFields& each : filters) {
    list.add(l1::Filter{.pattern = json_text(Json(each.fields()))});
  }
  return l1::FilterCriteria{.filters = list};
}

}  // namespace

Value<std::string> source_arn(const PipeSource& source) {
  if (source.queue() != nullptr) return source.queue()->arn();
  if (source.stream() != nullptr) return source.stream()->arn();
  return source.table()->stream_arn();
}

Value<l1::PipeSourceParameters> source_parameters(const PipeProps& props) {
  const PipeSource& source = props.source;
  l1::PipeSourceParameters made{.filter_criteria = filter_criteria(props.filters)};
  if (source.queue() != nullptr) {
    made.sqs_queue_parameters = unless_empty(l1::PipeSourceSqsQueueParameters{
        .batch_size = source.queue_reading().batch_size.value(),
        .maximum_batching_window_in_seconds = source.queue_reading().batch_window.value()});
  } else if (source.stream() != nullptr) {
    auto parameters =
        stream_parameters<l1::PipeSourceKinesisStreamParameters>(source.stream_reading());
    parameters.starting_position_timestamp = source.stream_reading().start_time;
    made.kinesis_stream_parameters = parameters;
  } else {
    made.dynamo_db_stream_parameters =
        stream_parameters<l1::PipeSourceDynamoDBStreamParameters>(source.stream_reading());
  }
  return unless_empty(made);
}

Value<l1::PipeTargetParameters> target_parameters(const PipeProps& props) {
  l1::PipeTargetParameters made{
      .cloud_watch_logs_parameters = unless_empty(
          l1::PipeTargetCloudWatchLogsParameters{.log_stream_name = props.log_stream_name}),
      .event_bridge_event_bus_parameters = unless_empty(l1::PipeTargetEventBridgeEventBusParameters{
          .detail_type = props.event_detail_type, .source = props.event_source}),
      .http_parameters = unless_empty(
          l1::PipeTargetHttpParameters{.header_parameters = props.headers,
                                       .path_parameter_values = props.path_parameters,
                                       .query_string_parameters = props.query_parameters}),
      .input_template = props.input,
      .sqs_queue_parameters = unless_empty(l1::PipeTargetSqsQueueParameters{
          .message_deduplication_id = props.message_deduplication_id,
          .message_group_id = props.message_group_id}),
  };
  const TargetParameters asked = props.target->target_parameters(EventSender::pipe);
  made.batch_job_parameters = as<l1::PipeTargetBatchJobParameters>(asked.batch_job);
  made.ecs_task_parameters = as<l1::PipeTargetEcsTaskParameters>(asked.ecs_task);
  if (props.partition_key.is_set()) {
    made.kinesis_stream_parameters =
        l1::PipeTargetKinesisStreamParameters{.partition_key = props.partition_key};
  }
  if (props.function_invocation) {
    using Parameters = l1::PipeTargetLambdaFunctionParameters;
    made.lambda_function_parameters = Parameters{.invocation_type = as<Parameters::InvocationType>(
                                                     invocation_name(*props.function_invocation))};
  }
  if (props.state_machine_invocation) {
    using Parameters = l1::PipeTargetStateMachineParameters;
    made.step_function_state_machine_parameters =
        Parameters{.invocation_type = as<Parameters::InvocationType>(
                       invocation_name(*props.state_machine_invocation))};
  }
  return unless_empty(made);
}

Value<l1::PipeEnrichmentParameters> enrichment_parameters(const PipeEnrichment& enrichment) {
  return unless_empty(l1::PipeEnrichmentParameters{
      .http_parameters = unless_empty(
          l1::PipeEnrichmentHttpParameters{.header_parameters = enrichment.headers,
                                           .path_parameter_values = enrichment.path_parameters,
                                           .query_string_parameters = enrichment.query_parameters}),
      .input_template = enrichment.input,
  });
}

}  // namespace omnitrack::pipes
