#pragma once

#include <omnitrack/checked_number.hpp>

namespace omnitrack {

namespace detail {
inline void a_batch_has_1_to_10000_records() {}
inline void a_batch_is_waited_for_0_to_300_seconds() {}
inline void a_record_of_a_stream_is_tried_0_to_10000_times_again() {}
inline void a_record_of_a_stream_is_60_to_604800_seconds_old() {}
inline void a_shard_is_worked_on_by_1_to_10_invocations_at_once() {}
inline void a_tumbling_window_lasts_1_to_900_seconds() {}
inline void a_queue_is_worked_on_by_2_to_1000_invocations_at_once() {}
inline void an_event_source_has_1_to_200_pollers_at_least() {}
inline void an_event_source_has_1_to_10000_pollers_at_most() {}
}  // namespace detail

// https://docs.aws.amazon.com/lambda/latest/api/API_CreateEventSourceMapping.html

/// How many records a function gets at once.
using BatchSize = CheckedNumber<detail::Between<1, 10000, detail::a_batch_has_1_to_10000_records>>;
/// How long records are waited for until there are enough, in seconds.
using BatchWindow =
    CheckedNumber<detail::TimeBetween<0, 300, detail::a_batch_is_waited_for_0_to_300_seconds, 1>>;
/// How often a batch that failed is tried again.
using RecordRetries = CheckedNumber<
    detail::Between<0, 10000, detail::a_record_of_a_stream_is_tried_0_to_10000_times_again>>;
/// How old a record may be, in seconds.
using RecordAge = CheckedNumber<
    detail::TimeBetween<60, 604800, detail::a_record_of_a_stream_is_60_to_604800_seconds_old, 1>>;
/// How many batches of a shard are worked on at once.
using Parallelization = CheckedNumber<
    detail::Between<1, 10, detail::a_shard_is_worked_on_by_1_to_10_invocations_at_once>>;
/// Over how long a function adds up, in seconds.
using TumblingWindow =
    CheckedNumber<detail::TimeBetween<1, 900, detail::a_tumbling_window_lasts_1_to_900_seconds, 1>>;
/// How many invocations work on a queue at once.
using QueueConcurrency = CheckedNumber<
    detail::Between<2, 1000, detail::a_queue_is_worked_on_by_2_to_1000_invocations_at_once>>;

/// Pollers that are kept ready for an event source, within these bounds; each bound is Lambda's own
/// where it is left out.
/// https://docs.aws.amazon.com/lambda/latest/dg/invocation-eventsourcemapping.html
struct ProvisionedPollers {
  /// How many there are at most, 1 to 10,000.
  CheckedNumber<detail::Between<1, 10000, detail::an_event_source_has_1_to_10000_pollers_at_most>>
      max = {};
  /// How many there are at least, 1 to 200.
  CheckedNumber<detail::Between<1, 200, detail::an_event_source_has_1_to_200_pollers_at_least>>
      min = {};
};

/// Where a stream is read from at first.
class StartingPosition {
 public:
  /// From the oldest record that is there, so that none is missed.
  static StartingPosition trim_horizon() { return StartingPosition("TRIM_HORIZON", {}); }
  /// From what comes once Lambda reads; what comes until then may be missed.
  static StartingPosition latest() { return StartingPosition("LATEST", {}); }
  /// From a second of the epoch; not of a table's stream.
  static StartingPosition at_timestamp(const Value<double>& second) {
    return StartingPosition("AT_TIMESTAMP", second);
  }

  /// What Lambda calls it.
  [[nodiscard]] std::string_view name() const { return name_; }
  /// The second of the epoch; not set of the others.
  [[nodiscard]] const Value<double>& timestamp() const { return timestamp_; }

 private:
  StartingPosition(std::string_view name, const Value<double>& timestamp)
      : name_(name), timestamp_(timestamp) {}
  std::string_view name_;
  Value<double> timestamp_;
};

}  // namespace omnitrack
