#include "omnitrack/sns/subscription.hpp"

#include <string>

#include "../events/arn_parts.hpp"
#include "../events/sender_id.hpp"
#include "../other_stack.hpp"
#include "../sent_by.hpp"
#include <omnitrack/cfn/sns.hpp>
#include <omnitrack/codes.hpp>
#include <omnitrack/iam/role.hpp>
#include <omnitrack/kinesisfirehose/delivery_stream.hpp>
#include <omnitrack/lambda/function.hpp>
#include <omnitrack/sns/topic.hpp>
#include <omnitrack/sqs/queue.hpp>
#include <omnitrack/stack.hpp>

namespace omnitrack {

namespace {

std::string_view protocol_name(Subscriber::Protocol protocol) {
  switch (protocol) {
    case Subscriber::Protocol::application:
      return "application";
    case Subscriber::Protocol::email:
      return "email";
    case Subscriber::Protocol::email_json:
      return "email-json";
    case Subscriber::Protocol::firehose:
      return "firehose";
    case Subscriber::Protocol::function:
      return "lambda";
    case Subscriber::Protocol::http:
      return "http";
    case Subscriber::Protocol::https:
      return "https";
    case Subscriber::Protocol::queue:
      return "sqs";
    case Subscriber::Protocol::sms:
      break;
  }
  return "sms";
}

Value<std::string> endpoint_of(const Subscriber& subscriber) {
  if (subscriber.queue() != nullptr) return subscriber.queue()->arn();
  if (subscriber.function() != nullptr) return subscriber.function()->arn();
  if (subscriber.delivery_stream() != nullptr) return subscriber.delivery_stream()->arn();
  return subscriber.endpoint();
}

Construct* construct_of(const Subscriber& subscriber) {
  if (subscriber.queue() != nullptr) return subscriber.queue();
  if (subscriber.function() != nullptr) return subscriber.function();
  return subscriber.delivery_stream();
}

// https://docs.aws.amazon.com/sns/latest/dg/sns-large-payload-raw-message-delivery.html
bool takes_raw_messages(Subscriber::Protocol protocol) {
  return protocol == Subscriber::Protocol::queue || protocol == Subscriber::Protocol::http ||
         protocol == Subscriber::Protocol::https || protocol == Subscriber::Protocol::firehose;
}

}  // namespace

Subscriber Subscriber::url(const Value<std::string>& url) {
  const bool is_insecure = url.literal_text().starts_with("http:");
  return {is_insecure ? Protocol::http : Protocol::https, url};
}

// The key's policy names all topics of the account, since one that is encrypted with the same key
// could not be named.
// https://docs.aws.amazon.com/sns/latest/dg/sns-enable-encryption-for-topic-sqs-queue-subscriptions.html
void Topic::let_in(Queue& queue) const {
  const Value<std::string> topics =
      is_imported() ? Value<std::string>(arn()) : stack().arn("sns", "*");
  queue.allow_service("sns.amazonaws.com", sent_by(queue, "sns.amazonaws.com", arn()),
                      {{"ArnLike", Json::object({{"aws:SourceArn", topics}})}});
}

// What subscribes in a later stack often sends to the topic too. So the topic must not need it.
Construct& Topic::home_of(const Subscriber& subscriber) {
  Construct* construct = construct_of(subscriber);
  const bool is_abroad = !is_imported() && construct != nullptr &&
                         construct->stack().fixed_account() == stack().fixed_account() &&
                         is_in_later_stack(*construct, *this);
  return is_abroad ? *construct : *this;
}

cfn::sns::Subscription& Topic::add_subscription(std::string_view id, const Subscriber& subscriber,
                                                const SubscriptionOptions& options) {
  Construct& home = home_of(subscriber);
  const bool is_abroad = &home != this;
  const std::string name =
      (is_abroad ? "From" + events::sender_id(*this, &home) : std::string()) + std::string(id);
  auto& made = home.add(cfn::sns::SubscriptionProps{
      .id = child(name),
      .protocol = protocol_name(subscriber.protocol()),
      .topic_arn = arn(),
      .delivery_policy = options.delivery_policy,
      .endpoint = endpoint_of(subscriber),
      .replay_policy = options.replay_policy,
  });
  if (!options.filter.is_empty()) {
    made.props.filter_policy = Json(options.filter.fields());
    if (options.filter_scope == FilterScope::message_body) {
      made.props.filter_policy_scope = "MessageBody";
    }
  }
  if (options.raw_message_delivery) made.props.raw_message_delivery = true;
  // A topic of another region is subscribed to from here.
  if (is_imported()) made.props.region = events::arn_part(arn(), 3);
  if (is_abroad && home.stack().fixed_region() != stack().fixed_region()) {
    made.props.region = stack().region();
  }
  if (options.dead_letter_queue.is_set()) {
    let_in(*options.dead_letter_queue);
    made.props.redrive_policy = {{"deadLetterTargetArn", options.dead_letter_queue->arn()}};
  }
  if (subscriber.queue() != nullptr) let_in(*subscriber.queue());
  if (subscriber.function() != nullptr) {
    AnyFunction& function = *subscriber.function();
    const std::string caller = "From" + events::sender_id(made, &function);
    if (is_abroad) {
      function.permit_subscription(caller, arn());
    } else {
      function.permit_delivery(caller, "sns.amazonaws.com", arn());
    }
  }
  if (subscriber.delivery_stream() != nullptr) {
    Role& role =
        options.role.is_set()
            ? *options.role
            : home.add(RoleProps{.id = child(name + "Role"),
                                 .assumed_by = PolicyPrincipal::service("sns.amazonaws.com")});
    // https://docs.aws.amazon.com/sns/latest/dg/prereqs-kinesis-data-firehose.html
    subscriber.delivery_stream()->grant(
        role,
        {"firehose:DescribeDeliveryStream", "firehose:ListDeliveryStreams",
         "firehose:ListTagsForDeliveryStream", "firehose:PutRecord", "firehose:PutRecordBatch"});
    made.props.subscription_role_arn = role.arn();
    made.depends_on(role);
  }
  check_subscription(subscriber, options);
  return made;
}

void Topic::check_subscription(const Subscriber& subscriber,
                               const SubscriptionOptions& options) const {
  const std::string protocol(protocol_name(subscriber.protocol()));
  if (is_fifo_ && subscriber.queue() == nullptr) {
    error(codes::OT3114, "a FIFO topic delivers to queues alone, not by '" + protocol + "'",
          "subscribe a queue, and let it feed the other");
  }
  if (!is_fifo_ && !is_imported() && subscriber.queue() != nullptr &&
      subscriber.queue()->is_fifo()) {
    error(codes::OT3114, "a topic that is not FIFO cannot deliver to a FIFO queue",
          "set `fifo` of the topic, or subscribe a queue that is not FIFO");
  }
  if (options.raw_message_delivery && !takes_raw_messages(subscriber.protocol())) {
    error(codes::OT3115, "messages by '" + protocol + "' cannot be raw",
          "leave `raw_message_delivery` out: queues, URLs and delivery streams get raw messages");
  }
  // https://docs.aws.amazon.com/sns/latest/dg/subscription-filter-policy-constraints.html
  const Node& fields = options.filter.fields().node();
  if (fields.kind == NodeKind::object && fields.size > 5) {
    error(codes::OT3116, "a filter has " + std::to_string(fields.size) + " fields",
          "use 5 at most");
  }
}

}  // namespace omnitrack
