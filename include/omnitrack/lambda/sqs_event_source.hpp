#pragma once

#include <omnitrack/construct.hpp>
#include <omnitrack/events/match.hpp>
#include <omnitrack/kms/key_link.hpp>
#include <omnitrack/lambda/event_source_rules.hpp>
#include <omnitrack/optional.hpp>

namespace omnitrack::cfn::lambda {
class EventSourceMapping;  // defined in <omnitrack/cfn/lambda.hpp>
}

namespace omnitrack {

class AnyFunction;
class Queue;

/// A queue whose messages a function works on, by an AWS::Lambda::EventSourceMapping:
/// `function.add_event_source(SqsEventSource{.queue = queue})`.
/// https://docs.aws.amazon.com/lambda/latest/dg/with-sqs.html
struct SqsEventSource {
  /// The queue, whose visibility timeout is at least the function's timeout; AWS advises six times
  /// that.
  Required<Link<Queue>, struct required_queue> queue;
  /// How many messages a batch has at most, 1 to 10,000, or 10 of a FIFO queue; 10 where it is left
  /// out. More than 10 need a `batch_window`.
  BatchSize batch_size = {};
  /// How long messages are waited for until there are enough, in seconds, 0 to 300; not of a FIFO
  /// queue.
  BatchWindow batch_window = {};
  /// Whether CloudWatch counts the events in each of their states.
  Bool count_events = false;
  /// Whether the queue is worked on.
  Bool enabled = true;
  /// The key that the filters are encrypted with; AWS's own where it is left out.
  KeyLink filter_key = {};
  /// Which messages are worked on: those that one of the filters, 5 at most, fits. All others are
  /// deleted.
  Items<MatchFields> filters = {};
  /// How many invocations work on the queue at once, 2 to 1,000; as many as the function may have
  /// where it is left out.
  QueueConcurrency max_concurrency = {};
  /// Pollers that are kept ready, 2 at least; instead of `max_concurrency`.
  Optional<ProvisionedPollers> provisioned_pollers = {};
  /// Whether the function returns which messages failed, in `batchItemFailures`, and the others
  /// count as done; a batch fails as a whole where the function does not know of that.
  Bool report_failures = false;

  /// Has a function work on the queue, and lets it; the mapping is named by the queue's path.
  cfn::lambda::EventSourceMapping& connect(AnyFunction& function, Source at) const;
};

}  // namespace omnitrack
