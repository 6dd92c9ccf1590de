#include "../events/arn_parts.hpp"
#include "../imported.hpp"
#include <omnitrack/cfn/sqs.hpp>
#include <omnitrack/fn.hpp>
#include <omnitrack/sqs/queue.hpp>

namespace omnitrack {

/// What a queue that is made elsewhere is made of.
struct ImportedQueueProps {
  using Makes = Queue;
  Id id;
  Value<cfn::sqs::QueueArn> arn;
  ImportedQueue known = {};
};

// arn:PARTITION:sqs:REGION:ACCOUNT:NAME
Queue::Queue(Attach at, const ImportedQueueProps& props)
    : Construct(std::move(at)),
      kms_key_(props.known.kms_key),
      is_fifo_(props.arn.literal_text().ends_with(".fifo")),
      arn_(props.arn),
      name_(events::arn_part(props.arn, 5)),
      url_(as<cfn::sqs::QueueUrl>(concat("https://sqs.", events::arn_part(props.arn, 3), ".",
                                         stack().url_suffix(), "/", events::arn_part(props.arn, 4),
                                         "/", name_))) {
  check_imported(*this, arn_, events::is_arn(arn_, "sqs"), "the ARN of a queue",
                 "give e.g. \"arn:aws:sqs:eu-central-1:123456789012:name\"");
}

Queue& Queue::from_arn(Construct& scope, const Id& id, const Value<cfn::sqs::QueueArn>& arn,
                       const ImportedQueue& known) {
  return scope.add(ImportedQueueProps{.id = id, .arn = arn, .known = known});
}

cfn::sqs::Queue& Queue::resource() {
  if (resource_ == nullptr) {
    refuse_of_imported(*this, "resource()");
    resource_ = &add(cfn::sqs::QueueProps{.id = primary()});
  }
  return *resource_;
}

}  // namespace omnitrack
