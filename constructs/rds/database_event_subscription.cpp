#include "omnitrack/rds/database_event_subscription.hpp"

#include <omnitrack/cfn/rds.hpp>
#include <omnitrack/cfn/sns.hpp>
#include <omnitrack/codes.hpp>
#include <omnitrack/fn.hpp>
#include <omnitrack/sns/topic.hpp>

namespace omnitrack {

namespace {

std::string_view event_source_name(DatabaseEventSource source) {
  switch (source) {
    case DatabaseEventSource::blue_green_deployment:
      return "blue-green-deployment";
    case DatabaseEventSource::cluster:
      return "db-cluster";
    case DatabaseEventSource::cluster_snapshot:
      return "db-cluster-snapshot";
    case DatabaseEventSource::custom_engine_version:
      return "custom-engine-version";
    case DatabaseEventSource::parameter_group:
      return "db-parameter-group";
    case DatabaseEventSource::proxy:
      return "db-proxy";
    case DatabaseEventSource::security_group:
      return "db-security-group";
    case DatabaseEventSource::snapshot:
      return "db-snapshot";
    case DatabaseEventSource::instance:
      break;
  }
  return "db-instance";
}

}  // namespace

DatabaseEventSubscription::DatabaseEventSubscription(Attach at,
                                                     const DatabaseEventSubscriptionProps& props)
    : Construct(std::move(at)),
      resource_(&add(cfn::rds::EventSubscriptionProps{
          .id = primary(),
          .sns_topic_arn = props.topic->arn(),
          .enabled = props.enabled,
          .event_categories = props.event_categories,
          .source_ids = props.source_ids,
          .subscription_name = props.subscription_name,
      })) {
  if (props.source_type) resource_->props.source_type = event_source_name(*props.source_type);
  // https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_Events.GrantingPermissions.html
  const Map<Json> from_rds = {
      {"ArnLike", Json::object({{"aws:SourceArn", stack().arn("rds", "*")}})},
      {"StringEquals", Json::object({{"aws:SourceAccount", stack().account()}})}};
  props.topic->allow_service("events.rds.amazonaws.com", from_rds, from_rds);
  // RDS looks whether it may publish when the subscription is made.
  if (props.topic->policy_resource() != nullptr) {
    resource_->depends_on(*props.topic->policy_resource());
  }
  check();
}

void DatabaseEventSubscription::check() const {
  if (!resource_->props.source_ids.is_set() || resource_->props.source_type.is_set()) return;
  error(codes::OT3940, "the subscription names sources, and not what they are",
        "set `source_type`");
}

void DatabaseEventSubscription::add_source(const Value<std::string>& source_id) {
  const bool is_first = !resource_->props.source_ids.is_set();
  resource_->props.source_ids.add(source_id);
  if (is_first) check();
}

}  // namespace omnitrack
