#pragma once

#include <omnitrack/checked_number.hpp>
#include <omnitrack/link.hpp>
#include <omnitrack/text.hpp>

namespace omnitrack {

class DataStream;
class Queue;
class Table;

namespace detail {

inline void a_pipe_reads_1_to_10000_records_at_once() {}
inline void a_pipe_waits_0_to_300_seconds_for_records() {}
inline void a_pipe_reads_each_shard_1_to_10_times_at_once() {}

}  // namespace detail

/// How many records a pipe takes at once.
using PipeBatchSize =
    CheckedNumber<detail::Between<1, 10000, detail::a_pipe_reads_1_to_10000_records_at_once>>;
/// How long a pipe waits for more records, in seconds.
using PipeBatchWindow = CheckedNumber<
    detail::TimeBetween<0, 300, detail::a_pipe_waits_0_to_300_seconds_for_records, 1>>;
/// How many batches of each shard are processed at once.
using PipeParallelization =
    CheckedNumber<detail::Between<1, 10, detail::a_pipe_reads_each_shard_1_to_10_times_at_once>>;

/// How a pipe takes messages from a queue.
/// https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-pipes-sqs.html
struct QueueReading {
  /// How many messages it takes at once, 1 to 10,000; 10 where it is left out.
  PipeBatchSize batch_size = {};
  /// How long it waits for more, in seconds, 0 to 300; 0 where it is left out.
  PipeBatchWindow batch_window = {};
};

/// From where on a stream is read.
enum class StreamStart : std::uint8_t { oldest, newest, time };

/// How a pipe reads a stream.
/// https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-pipes-kinesis.html
struct StreamReading {
  /// How many records it takes at once, 1 to 10,000; 100 where it is left out.
  PipeBatchSize batch_size = {};
  /// How long it waits for more, in seconds, 0 to 300; 0 where it is left out.
  PipeBatchWindow batch_window = {};
  /// Whether a batch that failed is tried again in halves.
  Bool bisect = false;
  /// A queue for the records that failed for good.
  Link<Queue> dead_letter_queue = {};
  /// How old records may be, in seconds, up to 604,800; any age where it is left out.
  Value<std::int64_t> max_record_age = {};
  /// How many batches of each shard are processed at once, 1 to 10; 1 where it is left out.
  PipeParallelization parallelization = {};
  /// How often a batch that failed is tried again, up to 10,000; until it expires where it is left
  /// out.
  Value<std::int64_t> retry_attempts = {};
  /// From where on it is read.
  StreamStart start = StreamStart::newest;
  /// With `StreamStart::time`, from when on, e.g. `2030-01-31T08:00:00Z`; of Kinesis streams alone.
  Value<std::string> start_time = {};
};

/// Where a pipe takes its events from.
class PipeSource {
 public:
  /// A queue.
  PipeSource(Queue& queue, const QueueReading& reading = {})
      : queue_(&queue), queue_reading_(reading) {}
  /// A Kinesis stream.
  PipeSource(DataStream& stream, const StreamReading& reading = {})
      : stream_(&stream), stream_reading_(reading) {}
  /// The stream of a table, which must have one.
  PipeSource(Table& table, const StreamReading& reading = {})
      : table_(&table), stream_reading_(reading) {}

  /// The queue; null where it is none.
  [[nodiscard]] Queue* queue() const { return queue_; }
  /// The Kinesis stream; null where it is none.
  [[nodiscard]] DataStream* stream() const { return stream_; }
  /// The table; null where it is none.
  [[nodiscard]] Table* table() const { return table_; }
  /// How a queue is read.
  [[nodiscard]] const QueueReading& queue_reading() const { return queue_reading_; }
  /// How a stream is read.
  [[nodiscard]] const StreamReading& stream_reading() const { return stream_reading_; }

 private:
  Queue* queue_ = nullptr;
  DataStream* stream_ = nullptr;
  Table* table_ = nullptr;
  QueueReading queue_reading_ = {};
  StreamReading stream_reading_ = {};
};

}  // namespace omnitrack
