#include "omnitrack/batch/batch_job_target.hpp"

#include <omnitrack/fn.hpp>
#include <omnitrack/stack.hpp>

namespace omnitrack {

BatchJobTarget::BatchJobTarget(Attach at, const BatchJobTargetProps& props)
    : Construct(std::move(at)), props_(props) {
  if (!props_.job_name.is_set()) props_.job_name = id();
}

Value<std::string> BatchJobTarget::event_target_arn() const { return props_.queue->arn(); }

void BatchJobTarget::grant_delivery(Grantee& sender) const {
  props_.queue->grant_submit(sender, *props_.job_definition);
}

TargetParameters BatchJobTarget::target_parameters(EventSender sender) const {
  Json job =
      Json::object({{"JobDefinition", props_.job_definition->arn()}, {"JobName", props_.job_name}});
  if (props_.array_size.is_set()) {
    job.set("ArrayProperties", Json::object({{"Size", props_.array_size}}));
  }
  if (props_.attempts.is_set()) {
    job.set("RetryStrategy", Json::object({{"Attempts", props_.attempts}}));
  }
  TargetParameters made;
  if (sender == EventSender::schedule) {
    // The scheduler knows no jobs by themselves, but calls any API.
    // https://docs.aws.amazon.com/scheduler/latest/UserGuide/managing-targets-universal.html
    made.arn = concat("arn:", stack().partition(), ":scheduler:::aws-sdk:batch:submitJob");
    job.set("JobQueue", props_.queue->arn());
    made.input = job;
  } else {
    made.batch_job = job;
  }
  return made;
}

}  // namespace omnitrack
