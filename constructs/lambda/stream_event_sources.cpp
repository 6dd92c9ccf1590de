#include "omnitrack/lambda/stream_event_sources.hpp"

#include <string>

#include "../events/sender_id.hpp"
#include "mapping.hpp"
#include <omnitrack/dynamodb/table.hpp>
#include <omnitrack/kinesis/data_stream.hpp>

namespace omnitrack {

namespace {

// What streams of tables and data streams have in common.
template <class StreamSource>
cfn::lambda::EventSourceMapping& add_stream_mapping(const StreamSource& source,
                                                    const Construct& stream,
                                                    const Value<std::string>& arn,
                                                    AnyFunction& function, Source at) {
  const std::string name = events::sender_id(stream, &function) + "Mapping";
  auto& mapping = lambda::add_mapping(function, Id(Text(name), at), arn);
  lambda::set_batch(mapping, source.batch_size, source.batch_window);
  lambda::set_filters(mapping, source.filters, source.filter_key);
  lambda::set_failures(mapping, function, source.on_failure);
  lambda::set_start(mapping, source.starting_position);
  lambda::set_switches(mapping, {.count_events = source.count_events,
                                 .enabled = source.enabled,
                                 .report_failures = source.report_failures});
  cfn::lambda::EventSourceMappingProps& made = mapping.props;
  if (source.bisect_on_error) made.bisect_batch_on_function_error = true;
  made.maximum_record_age_in_seconds = source.max_record_age.value();
  made.maximum_retry_attempts = source.retry_attempts.value();
  made.parallelization_factor = source.parallelization.value();
  made.tumbling_window_in_seconds = source.tumbling_window.value();
  const auto check = [&](const auto& number, std::string_view what, std::string_view bounds) {
    lambda::check_number(mapping, number.is_broken(), number.number(), what, bounds);
  };
  check(source.max_record_age, "max_record_age", "60 to 604800 seconds");
  check(source.retry_attempts, "retry_attempts", "0 to 10000");
  check(source.parallelization, "parallelization", "1 to 10");
  check(source.tumbling_window, "tumbling_window", "1 to 900 seconds");
  return mapping;
}

}  // namespace

cfn::lambda::EventSourceMapping& DynamoEventSource::connect(AnyFunction& function,
                                                            Source at) const {
  table->grant_stream_read(function);
  return add_stream_mapping(*this, *table, table->stream_arn(), function, at);
}

cfn::lambda::EventSourceMapping& KinesisEventSource::connect(AnyFunction& function,
                                                             Source at) const {
  stream->grant_read(function);
  return add_stream_mapping(*this, *stream, stream->arn(), function, at);
}

}  // namespace omnitrack
