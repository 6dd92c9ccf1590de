#pragma once

#include <omnitrack/events/match.hpp>
#include <omnitrack/link.hpp>
#include <omnitrack/value.hpp>

namespace omnitrack {

class AnyFunction;
class DeliveryStream;
class Queue;
class Role;

/// What of a message the filter of a subscription looks at.
enum class FilterScope : std::uint8_t { message_attributes, message_body };

namespace detail {
// The compiler's message shows the name.
struct give_the_construct_itself_or_Subscriber_email_sms_url_or_application;
}  // namespace detail

/// Who gets the messages of a topic.
/// https://docs.aws.amazon.com/sns/latest/dg/sns-event-destinations.html
class Subscriber {
 public:
  /// The ways of SNS.
  enum class Protocol : std::uint8_t {
    application,
    email,
    email_json,
    firehose,
    function,
    http,
    https,
    queue,
    sms,
  };

  /// A queue, whose policy lets the topic in.
  Subscriber(Queue& queue) : protocol_(Protocol::queue), queue_(&queue) {}
  /// A function or one of its aliases or versions, which gets a permission for the topic.
  Subscriber(AnyFunction& function) : protocol_(Protocol::function), function_(&function) {}
  /// A delivery stream, by a role.
  Subscriber(DeliveryStream& stream) : protocol_(Protocol::firehose), delivery_stream_(&stream) {}
  /// An ARN or an address alone; deleted, so that the compiler points at it.
  template <detail::TextLike S,
            class = detail::give_the_construct_itself_or_Subscriber_email_sms_url_or_application>
  Subscriber(const S& address) = delete;
  /// An ARN alone; deleted, so that the compiler points at it.
  template <class U,
            class = detail::give_the_construct_itself_or_Subscriber_email_sms_url_or_application>
  Subscriber(const Value<U>& arn) = delete;
  /// A platform application's endpoint, by its ARN.
  static Subscriber application(const Value<std::string>& endpoint_arn) {
    return {Protocol::application, endpoint_arn};
  }
  /// An e-mail address, whose owner must confirm.
  static Subscriber email(const Value<std::string>& address) { return {Protocol::email, address}; }
  /// An e-mail address that gets JSON; its owner must confirm.
  static Subscriber email_json(const Value<std::string>& address) {
    return {Protocol::email_json, address};
  }
  /// A telephone number with its country's code, e.g. `+4915112345678`.
  static Subscriber sms(const Value<std::string>& number) { return {Protocol::sms, number}; }
  /// A URL that begins with `https://` or `http://`, which must confirm.
  static Subscriber url(const Value<std::string>& url);

  /// The way.
  [[nodiscard]] Protocol protocol() const { return protocol_; }
  /// Where; not set where it is a construct.
  [[nodiscard]] const Value<std::string>& endpoint() const { return endpoint_; }
  /// The queue; null where it is none.
  [[nodiscard]] Queue* queue() const { return queue_; }
  /// The function; null where it is none.
  [[nodiscard]] AnyFunction* function() const { return function_; }
  /// The delivery stream; null where it is none.
  [[nodiscard]] DeliveryStream* delivery_stream() const { return delivery_stream_; }

 private:
  Subscriber(Protocol protocol, const Value<std::string>& endpoint)
      : protocol_(protocol), endpoint_(endpoint) {}
  Protocol protocol_;
  Value<std::string> endpoint_ = {};
  Queue* queue_ = nullptr;
  AnyFunction* function_ = nullptr;
  DeliveryStream* delivery_stream_ = nullptr;
};

/// Properties of a subscription to a topic.
/// https://docs.aws.amazon.com/sns/latest/dg/sns-subscription-filter-policies.html
struct SubscriptionOptions {
  /// A queue for the messages that could not be delivered.
  Link<Queue> dead_letter_queue = {};
  /// How failed deliveries to a URL are tried again, as JSON: see
  /// https://docs.aws.amazon.com/sns/latest/dg/sns-message-delivery-retries.html.
  Value<Json> delivery_policy = {};
  /// Which messages are delivered; all where it is left out.
  MatchFields filter = {};
  /// Whether the filter is about the attributes or the body of the message.
  FilterScope filter_scope = FilterScope::message_attributes;
  /// Whether a queue, a URL or a delivery stream gets the message as it was published, without
  /// SNS's envelope.
  Bool raw_message_delivery = false;
  /// From when on a FIFO topic's archive is delivered again, as JSON: see
  /// https://docs.aws.amazon.com/sns/latest/dg/message-archiving-and-replay-subscriber.html.
  Value<Json> replay_policy = {};
  /// The role by which SNS puts messages into a delivery stream; made where it is left out.
  Link<Role> role = {};
};

}  // namespace omnitrack
