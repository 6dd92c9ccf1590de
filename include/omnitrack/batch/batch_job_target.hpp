#pragma once

#include <omnitrack/batch/batch_jobs.hpp>
#include <omnitrack/events/event_target.hpp>

namespace omnitrack {

class BatchJobTarget;

/// Properties of a job that an event submits.
struct BatchJobTargetProps {
  using Makes = BatchJobTarget;
  Id id;
  /// What the job runs.
  Required<Link<const BatchJobDefinition>, struct required_job_definition> job_definition;
  /// Where it waits.
  Required<Link<const BatchJobQueue>, struct required_queue> queue;
  /// How many jobs run beside each other, each with a number of its own, 2 to 10,000; one alone
  /// where it is left out.
  Value<std::int64_t> array_size = {};
  /// How often it is begun; as the definition says where it is left out.
  Value<std::int64_t> attempts = {};
  /// The name of the job; the id where it is left out.
  Value<std::string> job_name = {};
};

/// A job of Batch that an event, a schedule or a pipe submits, by a `Role` of the sender's that may
/// submit jobs of that definition to that queue alone.
/// https://docs.aws.amazon.com/batch/latest/userguide/batch-cwe-target.html
class BatchJobTarget final : public Construct, public EventTarget {
 public:
  BatchJobTarget(Attach at, const BatchJobTargetProps& props);

  [[nodiscard]] Value<std::string> event_target_arn() const override;
  void grant_delivery(Grantee& sender) const override;
  [[nodiscard]] TargetParameters target_parameters(EventSender sender) const override;

 private:
  BatchJobTargetProps props_;
};

}  // namespace omnitrack
