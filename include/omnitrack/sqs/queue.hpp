#pragma once

#include <omnitrack/checked_number.hpp>
#include <omnitrack/checked_text.hpp>
#include <omnitrack/cloudwatch/metric.hpp>
#include <omnitrack/events/event_target.hpp>
#include <omnitrack/kms/key_link.hpp>
#include <omnitrack/optional.hpp>
#include <omnitrack/resource.hpp>

namespace omnitrack::cfn::sqs {
class Queue;        // defined in <omnitrack/cfn/sqs.hpp>
class QueuePolicy;  // defined in <omnitrack/cfn/sqs.hpp>
enum class QueueArn : char;
enum class QueueUrl : char;
}  // namespace omnitrack::cfn::sqs

namespace omnitrack {

namespace detail {

inline void a_queue_name_has_1_to_80_letters_digits_hyphens_or_underscores_with_dot_fifo() {}
inline void a_queue_delays_messages_by_0_to_900_seconds() {}
inline void a_queue_reuses_a_data_key_for_60_to_86400_seconds() {}
inline void a_queue_takes_messages_of_1024_to_1048576_bytes() {}
inline void a_queue_keeps_messages_for_60_to_1209600_seconds() {}
inline void a_queue_lets_a_receiver_wait_0_to_20_seconds() {}
inline void the_visibility_timeout_of_a_queue_is_0_to_43200_seconds() {}
inline void a_message_is_received_1_to_1000_times_before_it_is_dead() {}

struct QueueNameRule {
  static constexpr bool fits(std::string_view name) {
    if (name.size() > 80) return false;
    if (name.ends_with(".fifo")) name.remove_suffix(5);
    return !name.empty() && has_only_letters_digits_and("_-", name);
  }
  static constexpr void demand(bool fits) {
    if (!fits) a_queue_name_has_1_to_80_letters_digits_hyphens_or_underscores_with_dot_fifo();
  }
};

}  // namespace detail

/// The name of a queue: 1 to 80 letters, digits, `-` and `_`, and at the end of a FIFO queue's
/// `.fifo`.
/// https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/quotas-queues.html
using QueueName = CheckedText<detail::QueueNameRule>;
/// How long a message stays hidden when it has been sent, in seconds.
using QueueDelay = CheckedNumber<
    detail::TimeBetween<0, 900, detail::a_queue_delays_messages_by_0_to_900_seconds, 1>>;
/// How long a data key is used again before SQS asks KMS for another, in seconds.
using QueueDataKeyReuse = CheckedNumber<
    detail::TimeBetween<60, 86400, detail::a_queue_reuses_a_data_key_for_60_to_86400_seconds, 1>>;
/// How large a message may be, in bytes.
using QueueMessageSize = CheckedNumber<
    detail::Between<1024, 1048576, detail::a_queue_takes_messages_of_1024_to_1048576_bytes>>;
/// How long a message is kept, in seconds.
using QueueRetention = CheckedNumber<
    detail::TimeBetween<60, 1209600, detail::a_queue_keeps_messages_for_60_to_1209600_seconds, 1>>;
/// How long a receiver waits for a message, in seconds.
using QueueReceiveWait = CheckedNumber<
    detail::TimeBetween<0, 20, detail::a_queue_lets_a_receiver_wait_0_to_20_seconds, 1>>;
/// How long a received message is hidden from other receivers, in seconds.
using QueueVisibility = CheckedNumber<detail::TimeBetween<
    0, 43200, detail::the_visibility_timeout_of_a_queue_is_0_to_43200_seconds, 1>>;
/// How often a message is received before it is dead.
using QueueMaxReceives = CheckedNumber<
    detail::Between<1, 1000, detail::a_message_is_received_1_to_1000_times_before_it_is_dead>>;

class Queue;

/// Where the messages of a queue go that nobody could process.
struct DeadLetterQueue {
  /// The queue that takes them, FIFO where the other one is.
  Required<Link<const Queue>, struct required_queue> queue;
  /// How often a message is received before it goes there, 1 to 1,000.
  QueueMaxReceives max_receive_count = 3;
};

/// Which queues may use a queue for their dead letters: all of the account by default.
class RedriveSources {
 public:
  /// All of the same account and region.
  static RedriveSources all() { return RedriveSources("allowAll", {}); }
  /// None.
  static RedriveSources none() { return RedriveSources("denyAll", {}); }
  /// These alone, 10 at most. A queue of the app that names this one for its dead letters cannot be
  /// named here in turn, but by an ARN made of its name.
  static RedriveSources by_queues(const List<cfn::sqs::QueueArn>& queues) {
    return RedriveSources("byQueue", queues);
  }

  /// What SQS calls it.
  [[nodiscard]] std::string_view permission() const { return permission_; }
  /// The queues.
  [[nodiscard]] const List<cfn::sqs::QueueArn>& queues() const { return queues_; }

 private:
  RedriveSources(std::string_view permission, const List<cfn::sqs::QueueArn>& queues)
      : permission_(permission), queues_(queues) {}
  std::string_view permission_;
  List<cfn::sqs::QueueArn> queues_;
};

/// Whether a FIFO queue looks for duplicates among all messages or within a message group.
enum class DeduplicationScope : std::uint8_t { queue, message_group };

/// Whether the limit of a FIFO queue's throughput is for all messages or for each message group.
enum class FifoThroughputLimit : std::uint8_t { per_queue, per_message_group };

/// Properties of a queue.
struct QueueProps {
  using Makes = Queue;
  Id id;
  /// Whether a FIFO queue tells duplicates by the content of the messages.
  Bool content_based_deduplication = false;
  /// How long KMS's data keys are used again, in seconds, 60 to 86,400; 300 where it is left out.
  QueueDataKeyReuse data_key_reuse = {};
  /// Where messages go that nobody could process; they are tried until they expire where it is left
  /// out.
  Optional<DeadLetterQueue> dead_letter_queue = {};
  /// Where a FIFO queue looks for duplicates.
  Optional<DeduplicationScope> deduplication_scope = {};
  /// How long a message stays hidden when it has been sent, in seconds, 0 to 900; 0 where it is
  /// left out.
  QueueDelay delay = {};
  /// Whether messages are encrypted at rest, by SQS's own keys where there is no `kms_key`; as SQS
  /// has it for a new queue where `{}` is given.
  Optional<Bool> encrypted = true;
  /// Whether requests without TLS are denied.
  Bool enforce_tls = true;
  /// Whether messages keep their order and are delivered once; the name then ends in `.fifo`, which
  /// is added where it is missing.
  Bool fifo = false;
  /// What a FIFO queue's throughput is limited by.
  Optional<FifoThroughputLimit> fifo_throughput_limit = {};
  /// The key that messages are encrypted with; SQS's own where it is left out.
  KeyLink kms_key = {};
  /// How large a message may be, in bytes, 1,024 to 1,048,576; SQS's greatest where it is left out.
  QueueMessageSize max_message_size = {};
  /// The name; made up by CloudFormation where it is left out.
  QueueName queue_name = {};
  /// How long a receiver waits for a message, in seconds, 0 to 20; 0 where it is left out.
  QueueReceiveWait receive_wait = {};
  /// Which queues may use this one for their dead letters.
  Optional<RedriveSources> redrive_sources = {};
  /// What happens to the messages when the queue leaves the stack.
  RemovalPolicy removal_policy = RemovalPolicy::destroy;
  /// How long a message is kept, in seconds, 60 to 1,209,600; 4 days where it is left out.
  QueueRetention retention = {};
  /// How long a received message is hidden from other receivers, in seconds, 0 to 43,200; 30 where
  /// it is left out.
  QueueVisibility visibility_timeout = {};
};

/// What is known of a queue that is made elsewhere, beside its ARN.
struct ImportedQueue {
  /// The key that it is encrypted with, for grants.
  KeyLink kms_key = {};
};

/// A queue for messages: AWS::SQS::Queue and, for what its policy says, AWS::SQS::QueuePolicy.
/// https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/welcome.html
class Queue final : public Construct, public EventTarget, public Measured {
 public:
  Queue(Attach at, const QueueProps& props);
  Queue(Attach at, const struct ImportedQueueProps& props);

  /// A queue that is made elsewhere; its policy is its owner's.
  static Queue& from_arn(Construct& scope, const Id& id, const Value<cfn::sqs::QueueArn>& arn,
                         const ImportedQueue& known = {});

  /// The queue as the place of another one's dead letters: `.dead_letter_queue = failed`.
  operator DeadLetterQueue() const { return {.queue = *this}; }

  /// Adds a statement to the queue's policy; one without resources is about this queue. A queue
  /// that is made elsewhere keeps its own.
  void add_to_resource_policy(PolicyStatement statement);
  /// Lets a service send messages under conditions, by the policies of the queue and of its key.
  void allow_service(std::string_view service, const Map<Json>& conditions,
                     const Map<Json>& key_conditions);

  /// Allows actions on the queue.
  void grant(Grantee& grantee, const List<std::string>& actions) const;
  /// Allows to receive and delete messages.
  void grant_consume_messages(Grantee& grantee) const;
  /// Allows to delete all messages at once.
  void grant_purge(Grantee& grantee) const;
  /// Allows to send messages.
  void grant_send_messages(Grantee& grantee) const;

  [[nodiscard]] Value<std::string> event_target_arn() const override { return arn(); }
  void grant_delivery(Grantee& sender) const override;
  bool permit_delivery(std::string_view id, std::string_view service,
                       const Value<std::string>& source_arn) override;

  /// One of SQS's metrics of the queue, by the average where it says no other statistic.
  /// https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-available-cloudwatch-metrics.html
  [[nodiscard]] Metric metric(std::string_view name) const override;
  /// How old the oldest message is, in seconds.
  [[nodiscard]] Metric metric_age_of_oldest_message() const {
    return metric("ApproximateAgeOfOldestMessage").maximum();
  }
  /// How many messages are delayed.
  [[nodiscard]] Metric metric_messages_delayed() const {
    return metric("ApproximateNumberOfMessagesDelayed").maximum();
  }
  /// How many messages are received and not yet deleted.
  [[nodiscard]] Metric metric_messages_not_visible() const {
    return metric("ApproximateNumberOfMessagesNotVisible").maximum();
  }
  /// How many messages can be received.
  [[nodiscard]] Metric metric_messages_visible() const {
    return metric("ApproximateNumberOfMessagesVisible").maximum();
  }
  /// How often a receiver got no message.
  [[nodiscard]] Metric metric_empty_receives() const {
    return metric("NumberOfEmptyReceives").sum();
  }
  /// How many messages were deleted.
  [[nodiscard]] Metric metric_messages_deleted() const {
    return metric("NumberOfMessagesDeleted").sum();
  }
  /// How many messages were received.
  [[nodiscard]] Metric metric_messages_received() const {
    return metric("NumberOfMessagesReceived").sum();
  }
  /// How many messages were sent.
  [[nodiscard]] Metric metric_messages_sent() const { return metric("NumberOfMessagesSent").sum(); }
  /// How large the messages are that were sent, in bytes.
  [[nodiscard]] Metric metric_sent_message_size() const { return metric("SentMessageSize"); }

  /// The ARN.
  [[nodiscard]] const Value<cfn::sqs::QueueArn>& arn() const { return arn_; }
  /// The name.
  [[nodiscard]] const Value<std::string>& name() const { return name_; }
  /// The URL, which requests go to.
  [[nodiscard]] const Value<cfn::sqs::QueueUrl>& url() const { return url_; }
  /// Whether it keeps the order of messages; of a queue that is made elsewhere, as its ARN says.
  [[nodiscard]] bool is_fifo() const { return is_fifo_; }
  /// The key that messages are encrypted with; none where it is SQS's own.
  [[nodiscard]] const KeyLink& kms_key() const { return kms_key_; }
  /// Whether its policy is another app's.
  [[nodiscard]] bool is_imported() const { return resource_ == nullptr; }
  /// The resource of its policy, for what must wait for that; null where there is none.
  [[nodiscard]] cfn::sqs::QueuePolicy* policy_resource() const { return policy_resource_; }
  /// The queue's own resource; an error where the queue is made elsewhere.
  [[nodiscard]] cfn::sqs::Queue& resource();

 private:
  void check(const QueueProps& props) const;
  void set_dead_letters(const QueueProps& props);
  void set_encryption(const QueueProps& props);
  void set_fifo(const QueueProps& props);

  PolicyDocument policy_;
  cfn::sqs::QueuePolicy* policy_resource_ = nullptr;
  KeyLink kms_key_;
  bool is_fifo_;
  cfn::sqs::Queue* resource_ = nullptr;  // null where the queue is made elsewhere
  Value<cfn::sqs::QueueArn> arn_;
  Value<std::string> name_;
  Value<cfn::sqs::QueueUrl> url_;
};

}  // namespace omnitrack
