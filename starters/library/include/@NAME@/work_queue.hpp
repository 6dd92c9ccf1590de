#pragma once

#include <omnitrack/omnitrack.hpp>

class WorkQueue;

/// Properties of a work queue.
struct WorkQueueProps {
  using Makes = WorkQueue;
  omnitrack::Id id;
  /// How often a message is tried before it is kept apart.
  omnitrack::QueueMaxReceives attempts = 5;
};

/// A queue, and another one for the messages that nobody could work on: two AWS::SQS::Queue.
class WorkQueue final : public omnitrack::Construct {
 public:
  WorkQueue(omnitrack::Attach at, const WorkQueueProps& props);

  /// Where messages are sent to.
  [[nodiscard]] omnitrack::Queue& jobs() { return *jobs_; }
  /// The messages that nobody could work on.
  [[nodiscard]] omnitrack::Queue& failed() { return *failed_; }

 private:
  omnitrack::Queue* failed_;
  omnitrack::Queue* jobs_;
};
