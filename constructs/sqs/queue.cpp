#include "omnitrack/sqs/queue.hpp"

#include <string>

#include "../check_number.hpp"
#include "../events/key_conditions.hpp"
#include "../iam/let_in.hpp"
#include "../sent_by.hpp"
#include <omnitrack/cfn/sqs.hpp>
#include <omnitrack/codes.hpp>
#include <omnitrack/fn.hpp>

namespace omnitrack {

namespace {

bool is_fifo_queue(const QueueProps& props) {
  return props.fifo || props.queue_name.text().ends_with(".fifo");
}

// https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/FIFO-queues-understanding-logic.html
Value<std::string> full_queue_name(const QueueProps& props) {
  const bool lacks_suffix =
      props.fifo && props.queue_name.is_text() && !props.queue_name.text().ends_with(".fifo");
  if (!lacks_suffix) return props.queue_name.value();
  return std::string(props.queue_name.text()) + ".fifo";
}

cfn::sqs::QueueProps queue_resource_props(const Id& id, const QueueProps& props) {
  return {
      .id = id,
      .delay_seconds = props.delay.value(),
      .maximum_message_size = props.max_message_size.value(),
      .message_retention_period = props.retention.value(),
      .queue_name = full_queue_name(props),
      .receive_message_wait_time_seconds = props.receive_wait.value(),
      .visibility_timeout = props.visibility_timeout.value(),
  };
}

}  // namespace

Queue::Queue(Attach at, const QueueProps& props)
    : Construct(std::move(at)),
      kms_key_(props.kms_key),
      is_fifo_(is_fifo_queue(props)),
      resource_(&add(queue_resource_props(primary(), props))),
      arn_(resource_->attr_arn()),
      name_(resource_->attr_queue_name()),
      url_(resource_->ref()) {
  resource_->set_removal_policy(props.removal_policy);
  set_encryption(props);
  set_fifo(props);
  set_dead_letters(props);
  if (props.enforce_tls) {
    add_to_resource_policy({
        .actions = {"sqs:*"},
        .conditions = {{"Bool", Json::object({{"aws:SecureTransport", "false"}})}},
        .effect = Effect::deny,
        .principals = PolicyPrincipal::anyone(),
    });
  }
  check(props);
}

void Queue::set_encryption(const QueueProps& props) {
  if (!props.kms_key.is_set()) {
    if (props.encrypted) {
      resource_->props.sqs_managed_sse_enabled = static_cast<bool>(*props.encrypted);
    }
    return;
  }
  resource_->props.kms_master_key_id = props.kms_key.arn();
  resource_->props.kms_data_key_reuse_period_seconds = props.data_key_reuse.value();
}

void Queue::set_fifo(const QueueProps& props) {
  if (is_fifo_) resource_->props.fifo_queue = true;
  if (props.content_based_deduplication) resource_->props.content_based_deduplication = true;
  if (props.deduplication_scope) {
    resource_->props.deduplication_scope =
        *props.deduplication_scope == DeduplicationScope::queue ? "queue" : "messageGroup";
  }
  if (props.fifo_throughput_limit) {
    resource_->props.fifo_throughput_limit =
        *props.fifo_throughput_limit == FifoThroughputLimit::per_queue ? "perQueue"
                                                                       : "perMessageGroupId";
  }
}

void Queue::set_dead_letters(const QueueProps& props) {
  if (props.dead_letter_queue) {
    const DeadLetterQueue& dead = *props.dead_letter_queue;
    resource_->props.redrive_policy = {{"deadLetterTargetArn", dead.queue->arn()},
                                       {"maxReceiveCount", dead.max_receive_count.value()}};
  }
  if (!props.redrive_sources) return;
  Json policy = Json::object({{"redrivePermission", props.redrive_sources->permission()}});
  if (props.redrive_sources->queues().is_set()) {
    policy.set("sourceQueueArns", props.redrive_sources->queues());
  }
  resource_->props.redrive_allow_policy = policy;
}

void Queue::check(const QueueProps& props) const {
  if (props.queue_name.is_broken() || full_queue_name(props).literal_text().size() > 80) {
    error(codes::OT3101, "'" + std::string(props.queue_name.text()) + "' is not a name for a queue",
          "use 1 to 80 letters, digits, '-' and '_', with '.fifo' at the end of a FIFO queue's");
  }
  const auto check_number = [this](const auto& number, const char* what, const char* bounds) {
    omnitrack::check_number(*this, codes::OT3102, number, what, bounds);
  };
  check_number(props.data_key_reuse, "data_key_reuse", "60 to 86400 seconds");
  check_number(props.delay, "delay", "0 to 900 seconds");
  check_number(props.max_message_size, "max_message_size", "1024 to 1048576 bytes");
  check_number(props.receive_wait, "receive_wait", "0 to 20 seconds");
  check_number(props.retention, "retention", "60 to 1209600 seconds");
  check_number(props.visibility_timeout, "visibility_timeout", "0 to 43200 seconds");
  if (props.dead_letter_queue) {
    check_number(props.dead_letter_queue->max_receive_count, "max_receive_count", "1 to 1000");
    if (props.dead_letter_queue->queue->is_fifo() != is_fifo_) {
      error(codes::OT3104, "a queue and the one of its dead letters are not both FIFO",
            "set `fifo` of both, or of none");
    }
  }
  const bool has_fifo_props =
      props.content_based_deduplication || props.deduplication_scope || props.fifo_throughput_limit;
  if (!is_fifo_ && has_fifo_props) {
    error(codes::OT3103, "a queue that is not FIFO has properties of a FIFO queue",
          "set `fifo`, or leave `content_based_deduplication`, `deduplication_scope` and "
          "`fifo_throughput_limit` out");
  }
  // https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/high-throughput-fifo.html
  if (props.fifo_throughput_limit == FifoThroughputLimit::per_message_group &&
      props.deduplication_scope != DeduplicationScope::message_group) {
    error(codes::OT3105,
          "throughput is limited per message group, but duplicates are looked for "
          "in the whole queue",
          "set `deduplication_scope` to DeduplicationScope::message_group");
  }
  if (props.kms_key.is_set() && props.encrypted == false) {
    error(codes::OT3107, "a queue that is not encrypted has a key", "leave `encrypted` out");
  }
  if (!props.redrive_sources) return;
  const Node& sources = props.redrive_sources->queues().node();
  if (sources.kind == NodeKind::list && sources.size > 10) {
    error(codes::OT3108,
          std::to_string(sources.size) + " queues may use this one for their dead letters",
          "name 10 at most, or use RedriveSources::all()");
  }
}

void Queue::add_to_resource_policy(PolicyStatement statement) {
  if (is_imported()) return;
  if (!statement.resources.is_set()) statement.resources = {arn()};
  policy_.add(statement);
  if (policy_resource_ == nullptr) {
    policy_resource_ = &add(cfn::sqs::QueuePolicyProps{
        .id = child("Policy"), .policy_document = policy_.json(), .queues = {url()}});
  }
  policy_resource_->props.policy_document = policy_.json();
}

// https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-key-management.html
void Queue::allow_service(std::string_view service, const Map<Json>& conditions,
                          const Map<Json>& key_conditions) {
  add_to_resource_policy({
      .actions = {"sqs:SendMessage"},
      .conditions = conditions,
      .principals = PolicyPrincipal::service(service),
  });
  kms_key_.allow_service(service, {"kms:Decrypt", "kms:GenerateDataKey*"}, key_conditions);
}

void Queue::grant(Grantee& grantee, const List<std::string>& actions) const {
  iam::let_in(*this, grantee, {.actions = actions, .resources = {arn()}});
}

void Queue::grant_consume_messages(Grantee& grantee) const {
  grant(grantee, {"sqs:ChangeMessageVisibility", "sqs:DeleteMessage", "sqs:GetQueueAttributes",
                  "sqs:GetQueueUrl", "sqs:ReceiveMessage"});
  kms_key_.grant(grantee, {"kms:Decrypt"});
}

void Queue::grant_purge(Grantee& grantee) const {
  grant(grantee, {"sqs:GetQueueAttributes", "sqs:GetQueueUrl", "sqs:PurgeQueue"});
}

void Queue::grant_send_messages(Grantee& grantee) const {
  grant(grantee, {"sqs:GetQueueAttributes", "sqs:GetQueueUrl", "sqs:SendMessage"});
  kms_key_.grant(grantee, {"kms:Decrypt", "kms:GenerateDataKey*"});
}

void Queue::grant_delivery(Grantee& sender) const {
  grant(sender, {"sqs:SendMessage"});
  kms_key_.grant(sender, {"kms:Decrypt", "kms:GenerateDataKey*"});
}

bool Queue::permit_delivery(std::string_view /*id*/, std::string_view service,
                            const Value<std::string>& source_arn) {
  if (is_imported()) return false;
  allow_service(service, sent_by(*this, service, source_arn),
                events::key_conditions(service, stack()));
  return true;
}

Metric Queue::metric(std::string_view metric_name) const {
  return MetricProps{
      .name_space = "AWS/SQS", .metric_name = metric_name, .dimensions = {{"QueueName", name()}}};
}

}  // namespace omnitrack
