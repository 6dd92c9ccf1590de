#pragma once

#include <omnitrack/checked_number.hpp>
#include <omnitrack/checked_text.hpp>
#include <omnitrack/cloudwatch/alarm_action.hpp>
#include <omnitrack/cloudwatch/metric.hpp>
#include <omnitrack/events/event_target.hpp>
#include <omnitrack/kms/key_link.hpp>
#include <omnitrack/optional.hpp>
#include <omnitrack/resource.hpp>
#include <omnitrack/sns/subscription.hpp>

namespace omnitrack::cfn::sns {
class Subscription;  // defined in <omnitrack/cfn/sns.hpp>
class Topic;         // defined in <omnitrack/cfn/sns.hpp>
class TopicPolicy;   // defined in <omnitrack/cfn/sns.hpp>
enum class TopicArn : char;
enum class TopicName : char;
}  // namespace omnitrack::cfn::sns

namespace omnitrack {

class Role;

namespace detail {

inline void a_topic_name_has_1_to_256_letters_digits_hyphens_or_underscores_with_dot_fifo() {}
inline void a_topic_archives_messages_for_1_to_365_days() {}
inline void a_sample_of_deliveries_is_0_to_100_percent() {}

struct TopicNameRule {
  static constexpr bool fits(std::string_view name) {
    if (name.size() > 256) return false;
    if (name.ends_with(".fifo")) name.remove_suffix(5);
    return !name.empty() && has_only_letters_digits_and("_-", name);
  }
  static constexpr void demand(bool fits) {
    if (!fits) a_topic_name_has_1_to_256_letters_digits_hyphens_or_underscores_with_dot_fifo();
  }
};

}  // namespace detail

/// The name of a topic: 1 to 256 letters, digits, `-` and `_`, and at the end of a FIFO topic's
/// `.fifo`.
/// https://docs.aws.amazon.com/sns/latest/api/API_CreateTopic.html
using TopicName = CheckedText<detail::TopicNameRule>;
/// How long a FIFO topic keeps messages to deliver them again, in days.
using TopicArchiveDays = CheckedNumber<
    detail::TimeBetween<1, 365, detail::a_topic_archives_messages_for_1_to_365_days, 86400>>;
/// How many of a hundred successful deliveries are logged.
using DeliverySample =
    CheckedNumber<detail::Between<0, 100, detail::a_sample_of_deliveries_is_0_to_100_percent>>;

/// What the deliveries go to whose status is logged.
enum class DeliveryLogProtocol : std::uint8_t { application, firehose, http, lambda, sqs };

/// How the status of deliveries is logged; failures always are.
/// https://docs.aws.amazon.com/sns/latest/dg/sns-topic-attributes.html
struct DeliveryLog {
  /// What the deliveries go to.
  DeliveryLogProtocol protocol = DeliveryLogProtocol::sqs;
  /// The role by which SNS writes logs; made, one for all, where it is left out.
  Link<Role> role = {};
  /// How many of a hundred successful deliveries are logged, 0 to 100.
  DeliverySample success_sample = {};
};

/// Whether a FIFO topic's limit of throughput, and its search for duplicates, are for all messages
/// or for each message group.
enum class FifoTopicScope : std::uint8_t { topic, message_group };

class Topic;

/// Properties of a topic.
struct TopicProps {
  using Makes = Topic;
  Id id;
  /// How long a FIFO topic keeps messages to deliver them again, in days, 1 to 365.
  TopicArchiveDays archive_days = {};
  /// Whether a FIFO topic tells duplicates by the content of the messages.
  Bool content_based_deduplication = false;
  /// What is done about sensitive data in messages, as JSON: see
  /// https://docs.aws.amazon.com/sns/latest/dg/message-data-protection.html.
  Value<Json> data_protection_policy = {};
  /// Which deliveries are logged.
  Items<DeliveryLog> delivery_logs = {};
  /// Who e-mails and text messages are from, 100 characters at most.
  Value<std::string> display_name = {};
  /// Whether requests to publish without TLS are denied.
  Bool enforce_tls = true;
  /// Whether messages keep their order and are delivered once; the name then ends in `.fifo`, which
  /// is added where it is missing.
  Bool fifo = false;
  /// What a FIFO topic's limit of throughput is for.
  Optional<FifoTopicScope> fifo_throughput_scope = {};
  /// The key that messages are encrypted with: a `Key`, or `alias/aws/sns` for AWS's own, which no
  /// other service can publish with; none where it is left out.
  KeyLink kms_key = {};
  /// How large a message may be, in bytes; SNS's own limit where it is left out.
  Value<std::int64_t> max_message_size = {};
  /// What happens to the topic when it leaves the stack.
  RemovalPolicy removal_policy = RemovalPolicy::destroy;
  /// The version of the signatures of messages to URLs: `1` for SHA-1, `2` for SHA-256.
  Value<std::string> signature_version = "2";
  /// The name; made up by CloudFormation where it is left out.
  TopicName topic_name = {};
  /// Whether requests are traced by X-Ray.
  Bool tracing = false;
};

/// What is known of a topic that is made elsewhere, beside its ARN.
struct ImportedTopic {
  /// The key that it is encrypted with, for grants.
  KeyLink kms_key = {};
};

/// A topic and who subscribes to it: AWS::SNS::Topic, AWS::SNS::Subscription and, for what its
/// policy says, AWS::SNS::TopicPolicy; for delivery streams and logs of deliveries also the roles
/// (AWS::IAM::Role).
/// https://docs.aws.amazon.com/sns/latest/dg/welcome.html
class Topic final : public Construct, public EventTarget, public AlarmAction, public Measured {
 public:
  Topic(Attach at, const TopicProps& props);
  Topic(Attach at, const struct ImportedTopicProps& props);

  /// A topic that is made elsewhere; its policy is its owner's.
  static Topic& from_arn(Construct& scope, const Id& id, const Value<cfn::sns::TopicArn>& arn,
                         const ImportedTopic& known = {});

  /// Has a queue, a function, an address … get the messages, and gives it what it needs for that;
  /// `id` names the subscription among those of the topic. It is the subscriber's where that is in
  /// a later stack.
  cfn::sns::Subscription& add_subscription(std::string_view id, const Subscriber& subscriber,
                                           const SubscriptionOptions& options = {});
  /// Adds a statement to the topic's policy; one without resources is about this topic. A topic
  /// that is made elsewhere keeps its own.
  void add_to_resource_policy(PolicyStatement statement);
  /// Lets a service publish under conditions, by the policies of the topic and of its key.
  void allow_service(std::string_view service, const Map<Json>& conditions,
                     const Map<Json>& key_conditions);

  /// Allows actions on the topic.
  void grant(Grantee& grantee, const List<std::string>& actions) const;
  /// Allows to publish.
  void grant_publish(Grantee& grantee) const;
  /// Allows to subscribe.
  void grant_subscribe(Grantee& grantee) const;

  [[nodiscard]] Value<std::string> event_target_arn() const override { return arn(); }
  void grant_delivery(Grantee& sender) const override { grant_publish(sender); }
  bool permit_delivery(std::string_view id, std::string_view service,
                       const Value<std::string>& source_arn) override;
  [[nodiscard]] Value<std::string> alarm_action_arn(std::string_view id,
                                                    const Value<std::string>& alarm_arn) override;

  /// One of SNS's metrics of the topic, by the average where it says no other statistic.
  /// https://docs.aws.amazon.com/sns/latest/dg/sns-monitoring-using-cloudwatch.html
  [[nodiscard]] Metric metric(std::string_view name) const override;
  /// How many messages were published.
  [[nodiscard]] Metric metric_messages_published() const {
    return metric("NumberOfMessagesPublished").sum();
  }
  /// How many messages were delivered.
  [[nodiscard]] Metric metric_notifications_delivered() const {
    return metric("NumberOfNotificationsDelivered").sum();
  }
  /// How many messages could not be delivered.
  [[nodiscard]] Metric metric_notifications_failed() const {
    return metric("NumberOfNotificationsFailed").sum();
  }
  /// How many messages no filter let through.
  [[nodiscard]] Metric metric_notifications_filtered_out() const {
    return metric("NumberOfNotificationsFilteredOut").sum();
  }
  /// How many messages that could not be delivered went to a queue.
  [[nodiscard]] Metric metric_notifications_redriven() const {
    return metric("NumberOfNotificationsRedrivenToDlq").sum();
  }
  /// How large the messages are that were published, in bytes.
  [[nodiscard]] Metric metric_publish_size() const { return metric("PublishSize"); }

  /// The ARN.
  [[nodiscard]] const Value<cfn::sns::TopicArn>& arn() const { return arn_; }
  /// The name.
  [[nodiscard]] const Value<cfn::sns::TopicName>& name() const { return name_; }
  /// Whether it keeps the order of messages; of a topic that is made elsewhere, as its ARN says.
  [[nodiscard]] bool is_fifo() const { return is_fifo_; }
  /// The key that messages are encrypted with; none where there is none.
  [[nodiscard]] const KeyLink& kms_key() const { return kms_key_; }
  /// Whether its policy is another app's.
  [[nodiscard]] bool is_imported() const { return resource_ == nullptr; }
  /// The resource of its policy, for what must wait for that; null where there is none.
  [[nodiscard]] cfn::sns::TopicPolicy* policy_resource() const { return policy_resource_; }
  /// The topic's own resource; an error where the topic is made elsewhere.
  [[nodiscard]] cfn::sns::Topic& resource();

 private:
  void check(const TopicProps& props) const;
  void check_subscription(const Subscriber& subscriber, const SubscriptionOptions& options) const;
  [[nodiscard]] Construct& home_of(const Subscriber& subscriber);
  void let_in(Queue& queue) const;
  void log_deliveries(const Items<DeliveryLog>& logs);

  PolicyDocument policy_;
  cfn::sns::TopicPolicy* policy_resource_ = nullptr;
  KeyLink kms_key_;
  bool is_fifo_;
  cfn::sns::Topic* resource_ = nullptr;  // null where the topic is made elsewhere
  Value<cfn::sns::TopicArn> arn_;
  Value<cfn::sns::TopicName> name_;
};

}  // namespace omnitrack
