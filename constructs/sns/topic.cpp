#include "omnitrack/sns/topic.hpp"

#include <string>

#include "../check_number.hpp"
#include "../events/key_conditions.hpp"
#include "../iam/let_in.hpp"
#include "../sent_by.hpp"
#include <omnitrack/cfn/sns.hpp>
#include <omnitrack/codes.hpp>
#include <omnitrack/fn.hpp>
#include <omnitrack/iam/role.hpp>

namespace omnitrack {

namespace {

using cfn::sns::topic::LoggingConfig;

bool is_fifo_topic(const TopicProps& props) {
  return props.fifo || props.topic_name.text().ends_with(".fifo");
}

// https://docs.aws.amazon.com/sns/latest/dg/fifo-topic-code-examples.html
Value<std::string> full_topic_name(const TopicProps& props) {
  const bool lacks_suffix =
      props.fifo && props.topic_name.is_text() && !props.topic_name.text().ends_with(".fifo");
  if (!lacks_suffix) return props.topic_name.value();
  return std::string(props.topic_name.text()) + ".fifo";
}

cfn::sns::TopicProps topic_resource_props(const Id& id, const TopicProps& props) {
  cfn::sns::TopicProps made{
      .id = id,
      .data_protection_policy = props.data_protection_policy,
      .display_name = props.display_name,
      .kms_master_key_id = props.kms_key.arn(),
      .maximum_message_size = props.max_message_size,
      .signature_version = props.signature_version,
      .topic_name = full_topic_name(props),
  };
  if (is_fifo_topic(props)) made.fifo_topic = true;
  if (props.content_based_deduplication) made.content_based_deduplication = true;
  if (props.archive_days.is_set()) {
    made.archive_policy = {{"MessageRetentionPeriod", props.archive_days.value()}};
  }
  if (props.fifo_throughput_scope) {
    made.fifo_throughput_scope =
        *props.fifo_throughput_scope == FifoTopicScope::topic ? "Topic" : "MessageGroup";
  }
  if (props.tracing) made.tracing_config = "Active";
  return made;
}

std::string_view log_protocol_name(DeliveryLogProtocol protocol) {
  static constexpr std::string_view names[] = {"application", "firehose", "http/s", "lambda",
                                               "sqs"};
  return names[static_cast<std::size_t>(protocol)];
}

// The type wants the percentage as a text.
Value<std::string> sample_text(const DeliverySample& sample) {
  if (sample.is_known()) return std::to_string(sample.number());
  return as<std::string>(sample.value());
}

}  // namespace

Topic::Topic(Attach at, const TopicProps& props)
    : Construct(std::move(at)),
      kms_key_(props.kms_key),
      is_fifo_(is_fifo_topic(props)),
      resource_(&add(topic_resource_props(primary(), props))),
      arn_(resource_->ref()),
      name_(resource_->attr_topic_name()) {
  resource_->set_removal_policy(props.removal_policy);
  log_deliveries(props.delivery_logs);
  if (props.enforce_tls) {
    add_to_resource_policy({
        .actions = {"sns:Publish"},
        .conditions = {{"Bool", Json::object({{"aws:SecureTransport", "false"}})}},
        .effect = Effect::deny,
        .principals = PolicyPrincipal::anyone(),
    });
  }
  check(props);
}

// https://docs.aws.amazon.com/sns/latest/dg/topics-attrib.html
void Topic::log_deliveries(const Items<DeliveryLog>& logs) {
  const Role* shared = nullptr;
  for (const DeliveryLog& log : logs) {
    if (!log.role.is_set() && shared == nullptr) {
      Role& made = add(RoleProps{.id = child("LogRole"),
                                 .assumed_by = PolicyPrincipal::service("sns.amazonaws.com")});
      made.add_inline_statement({
          .actions = {"logs:CreateLogGroup", "logs:CreateLogStream", "logs:PutLogEvents",
                      "logs:PutMetricFilter", "logs:PutRetentionPolicy"},
          .resources = {stack().arn(
              "logs", concat("log-group:sns/", stack().region(), "/", stack().account(), "/*"))},
      });
      shared = &made;
    }
    const Role& role = log.role.is_set() ? *log.role : *shared;
    LoggingConfig made{
        .protocol = as<LoggingConfig::Protocol>(log_protocol_name(log.protocol)),
        .failure_feedback_role_arn = role.arn(),
    };
    if (log.success_sample.is_set()) {
      made.success_feedback_role_arn = role.arn();
      made.success_feedback_sample_rate = sample_text(log.success_sample);
    }
    resource_->props.delivery_status_logging.add(made);
    omnitrack::check_number(*this, codes::OT3112, log.success_sample, "success_sample",
                            "0 to 100 percent");
  }
}

void Topic::check(const TopicProps& props) const {
  if (props.topic_name.is_broken() || full_topic_name(props).literal_text().size() > 256) {
    error(codes::OT3111, "'" + std::string(props.topic_name.text()) + "' is not a name for a topic",
          "use 1 to 256 letters, digits, '-' and '_', with '.fifo' at the end of a FIFO topic's");
  }
  omnitrack::check_number(*this, codes::OT3112, props.archive_days, "archive_days",
                          "1 to 365 days");
  const bool has_fifo_props = props.content_based_deduplication || props.archive_days.is_set() ||
                              props.fifo_throughput_scope;
  if (!is_fifo_ && has_fifo_props) {
    error(codes::OT3113, "a topic that is not FIFO has properties of a FIFO topic",
          "set `fifo`, or leave `archive_days`, `content_based_deduplication` and "
          "`fifo_throughput_scope` out");
  }
}

void Topic::add_to_resource_policy(PolicyStatement statement) {
  if (is_imported()) return;
  if (!statement.resources.is_set()) statement.resources = {arn()};
  policy_.add(statement);
  if (policy_resource_ == nullptr) {
    policy_resource_ = &add(cfn::sns::TopicPolicyProps{
        .id = child("Policy"), .policy_document = policy_.json(), .topics = {arn()}});
  }
  policy_resource_->props.policy_document = policy_.json();
}

// https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html
void Topic::allow_service(std::string_view service, const Map<Json>& conditions,
                          const Map<Json>& key_conditions) {
  add_to_resource_policy({
      .actions = {"sns:Publish"},
      .conditions = conditions,
      .principals = PolicyPrincipal::service(service),
  });
  kms_key_.allow_service(service, {"kms:Decrypt", "kms:GenerateDataKey*"}, key_conditions);
}

void Topic::grant(Grantee& grantee, const List<std::string>& actions) const {
  iam::let_in(*this, grantee, {.actions = actions, .resources = {arn()}});
}

void Topic::grant_publish(Grantee& grantee) const {
  grant(grantee, {"sns:Publish"});
  kms_key_.grant(grantee, {"kms:Decrypt", "kms:GenerateDataKey*"});
}

void Topic::grant_subscribe(Grantee& grantee) const { grant(grantee, {"sns:Subscribe"}); }

bool Topic::permit_delivery(std::string_view /*id*/, std::string_view service,
                            const Value<std::string>& source_arn) {
  if (is_imported()) return false;
  allow_service(service, sent_by(*this, service, source_arn),
                events::key_conditions(service, stack()));
  return true;
}

// All alarms of the account, since a topic's policy has room for a hundred statements.
// https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Notify_Users_Alarm_Changes.html
Value<std::string> Topic::alarm_action_arn(std::string_view /*id*/,
                                           const Value<std::string>& /*alarm_arn*/) {
  const Map<Json> from_alarms{
      {"ArnLike", Json::object({{"aws:SourceArn", stack().arn("cloudwatch", "alarm:*")}})},
      {"StringEquals", Json::object({{"aws:SourceAccount", stack().account()}})}};
  allow_service("cloudwatch.amazonaws.com", from_alarms, from_alarms);
  return arn();
}

Metric Topic::metric(std::string_view metric_name) const {
  return MetricProps{
      .name_space = "AWS/SNS", .metric_name = metric_name, .dimensions = {{"TopicName", name()}}};
}

}  // namespace omnitrack
