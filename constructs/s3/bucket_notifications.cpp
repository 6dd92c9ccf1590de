#include <algorithm>

#include "../iam/same_value.hpp"
#include "bucket_state.hpp"
#include <omnitrack/cfn/lambda.hpp>
#include <omnitrack/cfn/sns.hpp>
#include <omnitrack/cfn/sqs.hpp>
#include <omnitrack/codes.hpp>
#include <omnitrack/sns/topic.hpp>
#include <omnitrack/sqs/queue.hpp>
#include <omnitrack/stack.hpp>

namespace omnitrack {

namespace l1 = cfn::s3::bucket;

namespace {

std::string_view event_name(ObjectEvent event) {
  switch (event) {
    case ObjectEvent::created:
      return "s3:ObjectCreated:*";
    case ObjectEvent::created_by_put:
      return "s3:ObjectCreated:Put";
    case ObjectEvent::created_by_post:
      return "s3:ObjectCreated:Post";
    case ObjectEvent::created_by_copy:
      return "s3:ObjectCreated:Copy";
    case ObjectEvent::created_by_upload_in_parts:
      return "s3:ObjectCreated:CompleteMultipartUpload";
    case ObjectEvent::removed:
      return "s3:ObjectRemoved:*";
    case ObjectEvent::removed_for_good:
      return "s3:ObjectRemoved:Delete";
    case ObjectEvent::removed_by_marker:
      return "s3:ObjectRemoved:DeleteMarkerCreated";
    case ObjectEvent::restored:
      return "s3:ObjectRestore:*";
    case ObjectEvent::restore_begun:
      return "s3:ObjectRestore:Post";
    case ObjectEvent::restore_ended:
      return "s3:ObjectRestore:Completed";
    case ObjectEvent::restored_copy_expired:
      return "s3:ObjectRestore:Delete";
    case ObjectEvent::lost:
      return "s3:ReducedRedundancyLostObject";
    case ObjectEvent::replication:
      return "s3:Replication:*";
    case ObjectEvent::replication_failed:
      return "s3:Replication:OperationFailedReplication";
    case ObjectEvent::replication_missed_threshold:
      return "s3:Replication:OperationMissedThreshold";
    case ObjectEvent::replication_after_threshold:
      return "s3:Replication:OperationReplicatedAfterThreshold";
    case ObjectEvent::replication_not_tracked:
      return "s3:Replication:OperationNotTracked";
    case ObjectEvent::expired:
      return "s3:LifecycleExpiration:*";
    case ObjectEvent::expired_for_good:
      return "s3:LifecycleExpiration:Delete";
    case ObjectEvent::expired_by_marker:
      return "s3:LifecycleExpiration:DeleteMarkerCreated";
    case ObjectEvent::transitioned:
      return "s3:LifecycleTransition";
    case ObjectEvent::tiered:
      return "s3:IntelligentTiering";
    case ObjectEvent::tagged:
      return "s3:ObjectTagging:*";
    case ObjectEvent::tags_put:
      return "s3:ObjectTagging:Put";
    case ObjectEvent::tags_deleted:
      return "s3:ObjectTagging:Delete";
    case ObjectEvent::acl_put:
      break;
  }
  return "s3:ObjectAcl:Put";
}

Value<l1::NotificationFilter> filter_of(const BucketNotification& notification) {
  List<l1::FilterRule> rules;
  if (!notification.prefix.empty()) {
    rules.add(l1::FilterRule{.name = "prefix", .value = notification.prefix});
  }
  if (!notification.suffix.empty()) {
    rules.add(l1::FilterRule{.name = "suffix", .value = notification.suffix});
  }
  if (!rules.is_set()) return {};
  return l1::NotificationFilter{.s3_key = l1::S3KeyFilter{.rules = rules}};
}

// Whether an event is among those of a name that ends with an asterisk.
bool includes(std::string_view all, std::string_view one) {
  return all == one || (all.ends_with('*') && one.starts_with(all.substr(0, all.size() - 1)));
}

bool either_starts(std::string_view a, std::string_view b) {
  return a.starts_with(b) || b.starts_with(a);
}

bool either_ends(std::string_view a, std::string_view b) {
  return a.ends_with(b) || b.ends_with(a);
}

// Whether a destination is not permitted yet; it counts as permitted from then on.
bool is_first(std::vector<Node>& permitted, const Node& destination) {
  const bool is_known = std::any_of(permitted.begin(), permitted.end(), [&](const Node& each) {
    return iam::same_value(each, destination);
  });
  if (!is_known) permitted.push_back(destination);
  return !is_known;
}

// The name of the next permission's or policy's construct.
std::string numbered(std::string_view name, const std::vector<Node>& permitted) {
  return permitted.size() == 1 ? std::string(name)
                               : std::string(name) + std::to_string(permitted.size());
}

}  // namespace

// S3 refuses two notifications that one event could cause.
// https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-how-to-filtering.html
void Bucket::add_notification(const BucketNotification& notification) {
  const std::string_view event = event_name(notification.event);
  const bool overlaps = std::any_of(
      state_->notified.begin(), state_->notified.end(), [&](const State::Notified& each) {
        return (includes(each.event, event) || includes(event, each.event)) &&
               either_starts(each.prefix, notification.prefix) &&
               either_ends(each.suffix, notification.suffix);
      });
  if (overlaps) {
    error(codes::OT2418, "two notifications of " + std::string(event) + " overlap",
          "tell their prefixes or suffixes apart, or tell a topic and let both subscribe to it");
  }
  state_->notified.push_back(
      {event, std::string(notification.prefix), std::string(notification.suffix)});
  resource_->props.notification_configuration = state_->notifications;
}

Map<Json> Bucket::sent_by_account() const {
  return {{"StringEquals", Json::object({{"aws:SourceAccount", stack().account()}})}};
}

// The bucket's name must be known for its ARN to be checked: the bucket itself is made after those
// that it may tell.
Map<Json> Bucket::sent_by_this() const {
  Map<Json> conditions;
  if (state_->name.is_set()) {
    conditions.set("ArnLike", Json::object({{"aws:SourceArn", known_arn()}}));
  }
  conditions.set("StringEquals", Json::object({{"aws:SourceAccount", stack().account()}}));
  return conditions;
}

void Bucket::notify_function(const FunctionLink& function, const BucketNotification& notification) {
  if (refuses("a notification")) return;
  state_->notifies_functions = true;
  state_->notifications.lambda_configurations.add(
      l1::LambdaConfiguration{.event = event_name(notification.event),
                              .function = function.arn(),
                              .filter = filter_of(notification)});
  add_notification(notification);
  if (!is_first(state_->permitted, function.arn().node())) return;
  auto& permission = add(cfn::lambda::PermissionProps{
      .id = child(numbered("NotificationPermission", state_->permitted)),
      .action = "lambda:InvokeFunction",
      .function_name = function.arn(),
      .principal = "s3.amazonaws.com",
      .source_account = stack().account(),
      .source_arn = state_->name.is_set() ? Value<std::string>(known_arn()) : Value<std::string>(),
  });
  resource_->depends_on(permission, state_->name.is_set()
                                        ? std::string()
                                        : "give the bucket '" + path() +
                                              "' a `bucket_name`, which grants name it by then");
}

void Bucket::notify_queue(const Value<cfn::sqs::QueueArn>& queue,
                          const BucketNotification& notification) {
  if (refuses("a notification")) return;
  state_->notifications.queue_configurations.add(l1::QueueConfiguration{
      .event = event_name(notification.event), .queue = queue, .filter = filter_of(notification)});
  add_notification(notification);
}

void Bucket::notify_queue(const cfn::sqs::Queue& queue, const BucketNotification& notification) {
  notify_queue(queue.attr_arn(), notification);
  if (is_imported() || !is_first(state_->permitted, queue.ref().node())) return;
  PolicyDocument document{{.actions = {"sqs:SendMessage"},
                           .conditions = sent_by_this(),
                           .principals = PolicyPrincipal::service("s3.amazonaws.com"),
                           .resources = {queue.attr_arn()}}};
  auto& policy = add(cfn::sqs::QueuePolicyProps{
      .id = child(numbered("NotificationPolicy", state_->permitted)),
      .policy_document = document.json(),
      .queues = List<std::string>{queue.ref()},
  });
  resource_->depends_on(policy);
}

// The key's policy names the account alone: the bucket may be encrypted with the same key.
void Bucket::notify_queue(Queue& queue, const BucketNotification& notification) {
  notify_queue(queue.arn(), notification);
  if (is_imported() || queue.is_imported()) return;
  if (!is_first(state_->permitted, queue.arn().node())) return;
  queue.allow_service("s3.amazonaws.com", sent_by_this(), sent_by_account());
  resource_->depends_on(*queue.policy_resource());
}

void Bucket::notify_topic(const Value<cfn::sns::TopicArn>& topic,
                          const BucketNotification& notification) {
  if (refuses("a notification")) return;
  state_->notifications.topic_configurations.add(l1::TopicConfiguration{
      .event = event_name(notification.event), .topic = topic, .filter = filter_of(notification)});
  add_notification(notification);
}

void Bucket::notify_topic(const cfn::sns::Topic& topic, const BucketNotification& notification) {
  notify_topic(topic.ref(), notification);
  if (is_imported() || !is_first(state_->permitted, topic.ref().node())) return;
  PolicyDocument document{{.actions = {"sns:Publish"},
                           .conditions = sent_by_this(),
                           .principals = PolicyPrincipal::service("s3.amazonaws.com"),
                           .resources = {topic.ref()}}};
  auto& policy = add(cfn::sns::TopicPolicyProps{
      .id = child(numbered("NotificationPolicy", state_->permitted)),
      .policy_document = document.json(),
      .topics = List<std::string>{topic.ref()},
  });
  resource_->depends_on(policy);
}

void Bucket::notify_topic(Topic& topic, const BucketNotification& notification) {
  notify_topic(topic.arn(), notification);
  if (is_imported() || topic.is_imported()) return;
  if (!is_first(state_->permitted, topic.arn().node())) return;
  topic.allow_service("s3.amazonaws.com", sent_by_this(), sent_by_account());
  resource_->depends_on(*topic.policy_resource());
}

}  // namespace omnitrack
