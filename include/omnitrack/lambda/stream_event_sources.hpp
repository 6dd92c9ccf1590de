#pragma once

#include <omnitrack/construct.hpp>
#include <omnitrack/events/match.hpp>
#include <omnitrack/kms/key_link.hpp>
#include <omnitrack/lambda/event_destination.hpp>
#include <omnitrack/lambda/event_source_rules.hpp>

namespace omnitrack::cfn::lambda {
class EventSourceMapping;  // defined in <omnitrack/cfn/lambda.hpp>
}

namespace omnitrack {

class AnyFunction;
class DataStream;
class Table;

/// A table whose changes a function works on, by an AWS::Lambda::EventSourceMapping of its stream:
/// `function.add_event_source(DynamoEventSource{.table = table})`.
/// https://docs.aws.amazon.com/lambda/latest/dg/with-ddb.html
struct DynamoEventSource {
  /// The table, which has a `stream`.
  Required<Link<Table>, struct required_table> table;
  /// How many records a batch has at most, 1 to 10,000; 100 where it is left out.
  BatchSize batch_size = {};
  /// How long records are waited for until there are enough, in seconds, 0 to 300.
  BatchWindow batch_window = {};
  /// Whether a batch that failed is cut in two, and both are tried again.
  Bool bisect_on_error = false;
  /// Whether CloudWatch counts the events in each of their states.
  Bool count_events = false;
  /// Whether the stream is worked on.
  Bool enabled = true;
  /// The key that the filters are encrypted with; AWS's own where it is left out.
  KeyLink filter_key = {};
  /// Which records are worked on: those that one of the filters, 5 at most, fits.
  Items<MatchFields> filters = {};
  /// How old a record may be, in seconds, 60 to 604,800; as old as it gets where it is left out.
  RecordAge max_record_age = {};
  /// Where it is told which records could not be processed: a queue, a topic or a bucket.
  EventDestination on_failure = {};
  /// How many batches of a shard are worked on at once, 1 to 10; 1 where it is left out.
  Parallelization parallelization = {};
  /// Whether the function returns which records failed, in `batchItemFailures`, and a batch is
  /// tried again from the first of them on; from its begin where the function does not know of
  /// that.
  Bool report_failures = false;
  /// How often a batch that failed is tried again, 0 to 10,000; until its records expire where it
  /// is left out, and no other record of the shard is worked on meanwhile.
  RecordRetries retry_attempts = {};
  /// Where the stream is read from at first.
  StartingPosition starting_position = StartingPosition::trim_horizon();
  /// Over how long the function adds up, in seconds, 1 to 900; it does not where it is left out.
  TumblingWindow tumbling_window = {};

  /// Has a function work on the changes, and lets it; the mapping is named by the table's path.
  cfn::lambda::EventSourceMapping& connect(AnyFunction& function, Source at) const;
};

/// A data stream whose records a function works on, by an AWS::Lambda::EventSourceMapping:
/// `function.add_event_source(KinesisEventSource{.stream = stream})`.
/// https://docs.aws.amazon.com/lambda/latest/dg/with-kinesis.html
struct KinesisEventSource {
  /// The stream.
  Required<Link<DataStream>, struct required_stream> stream;
  /// How many records a batch has at most, 1 to 10,000; 100 where it is left out.
  BatchSize batch_size = {};
  /// How long records are waited for until there are enough, in seconds, 0 to 300.
  BatchWindow batch_window = {};
  /// Whether a batch that failed is cut in two, and both are tried again.
  Bool bisect_on_error = false;
  /// Whether CloudWatch counts the events in each of their states.
  Bool count_events = false;
  /// Whether the stream is worked on.
  Bool enabled = true;
  /// The key that the filters are encrypted with; AWS's own where it is left out.
  KeyLink filter_key = {};
  /// Which records are worked on: those that one of the filters, 5 at most, fits.
  Items<MatchFields> filters = {};
  /// How old a record may be, in seconds, 60 to 604,800; as old as it gets where it is left out.
  RecordAge max_record_age = {};
  /// Where it is told which records could not be processed: a queue, a topic or a bucket.
  EventDestination on_failure = {};
  /// How many batches of a shard are worked on at once, 1 to 10; 1 where it is left out.
  Parallelization parallelization = {};
  /// Whether the function returns which records failed, in `batchItemFailures`, and a batch is
  /// tried again from the first of them on; from its begin where the function does not know of
  /// that.
  Bool report_failures = false;
  /// How often a batch that failed is tried again, 0 to 10,000; until its records expire where it
  /// is left out, and no other record of the shard is worked on meanwhile.
  RecordRetries retry_attempts = {};
  /// Where the stream is read from at first.
  StartingPosition starting_position = StartingPosition::trim_horizon();
  /// Over how long the function adds up, in seconds, 1 to 900; it does not where it is left out.
  TumblingWindow tumbling_window = {};

  /// Has a function work on the stream, and lets it; the mapping is named by the stream's path.
  cfn::lambda::EventSourceMapping& connect(AnyFunction& function, Source at) const;
};

}  // namespace omnitrack
