#include "omnitrack/logs/log_group.hpp"

#include <string>

#include "../events/sender_id.hpp"
#include "../imported.hpp"
#include "made_props.hpp"
#include <omnitrack/codes.hpp>
#include <omnitrack/fn.hpp>

namespace omnitrack {

namespace {

// Without the property, CloudWatch keeps events for ever.
Value<std::int64_t> days_of(const Retention& retention) {
  const bool is_for_ever = retention.is_known() && retention.number() == 0;
  return is_for_ever ? Value<std::int64_t>() : retention.value();
}

// The key's policy cannot name a log group that needs the key, so one without a name stands for
// all. https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html
void let_logs_use(const KeyLink& key, const Stack& stack, const Value<std::string>& name) {
  if (!key.is_set()) return;
  const Value<std::string> groups =
      stack.arn("logs", concat("log-group:", name.is_set() ? name : Value<std::string>("*")));
  key.allow_service(
      concat("logs.", stack.region(), ".", stack.url_suffix()),
      {"kms:Decrypt*", "kms:Describe*", "kms:Encrypt*", "kms:GenerateDataKey*", "kms:ReEncrypt*"},
      {{"ArnLike", Json::object({{"kms:EncryptionContext:aws:logs:arn", groups}})}});
}

std::string offered_days() {
  std::string text;
  for (const RetentionDays each : detail::all_retentions) {
    if (each == RetentionDays::never) continue;
    if (!text.empty()) text += ", ";
    text += std::to_string(static_cast<int>(each));
  }
  return text;
}

}  // namespace

/// What a log group that is made elsewhere is made of.
struct ImportedLogGroupProps {
  using Makes = LogGroup;
  Id id;
  Value<cfn::logs::LogGroupArn> arn;
  Value<cfn::logs::LogGroupName> name;
};

namespace {

// arn:PARTITION:logs:REGION:ACCOUNT:log-group:NAME, perhaps with `:*` behind it
constexpr std::int64_t place_of_group_name = 6;

Value<cfn::logs::LogGroupName> group_name_of(const Value<cfn::logs::LogGroupArn>& arn) {
  constexpr std::string_view marker = ":log-group:";
  const std::string_view text = arn.literal_text();
  const std::size_t found = text.find(marker);
  if (found == std::string_view::npos) {
    return as<cfn::logs::LogGroupName>(fn::select(place_of_group_name, fn::split(":", arn)));
  }
  const std::string_view rest = text.substr(found + marker.size());
  return rest.substr(0, rest.find(':'));
}

// Other services give the ARN without its streams.
Value<cfn::logs::LogGroupArn> with_streams(const Value<cfn::logs::LogGroupArn>& arn) {
  const bool is_bare = arn.is_literal_text() && !arn.literal_text().ends_with(":*");
  return is_bare ? as<cfn::logs::LogGroupArn>(concat(arn, ":*")) : arn;
}

}  // namespace

LogGroup::LogGroup(Attach at, const LogGroupProps& props)
    : Construct(std::move(at)),
      resource_(&add(cfn::logs::LogGroupProps{
          .id = primary(),
          .deletion_protection_enabled = props.deletion_protection,
          .kms_key_id = props.kms_key.arn(),
          .log_group_class = props.log_group_class,
          .log_group_name = props.name.value(),
          .retention_in_days = days_of(props.retention),
      })),
      arn_(resource_->attr_arn()),
      name_(resource_->ref()) {
  resource_->set_removal_policy(props.removal_policy);
  if (props.data_protection) {
    resource_->props.data_protection_policy =
        data_protection_policy(stack(), *props.data_protection);
  }
  let_logs_use(props.kms_key, stack(), props.name.value());
  if (props.name.is_broken()) {
    error(codes::OT2211, "'" + std::string(props.name.text()) + "' is not a name for a log group",
          "use 1 to 512 letters, digits, '_', '-', '/', '.' and '#', not beginning with 'aws/'");
  }
  if (props.retention.is_broken()) {
    error(codes::OT2212,
          "CloudWatch offers no retention of " + std::to_string(props.retention.number()) + " days",
          "choose one of " + offered_days() + ", or 0 for ever");
  }
}

LogGroup::LogGroup(Attach at, const ImportedLogGroupProps& props)
    : Construct(std::move(at)), arn_(props.arn), name_(props.name) {
  check_imported(*this, props.name, detail::LogGroupNameRule::fits(props.name.literal_text()),
                 "the name of a log group", "give the bare name, e.g. \"/aws/lambda/orders\"");
}

LogGroup& LogGroup::from_name(Construct& scope, const Id& id,
                              const Value<cfn::logs::LogGroupName>& name) {
  const Value<std::string> arn = scope.stack().arn("logs", concat("log-group:", name, ":*"));
  return scope.add(
      ImportedLogGroupProps{.id = id, .arn = as<cfn::logs::LogGroupArn>(arn), .name = name});
}

LogGroup& LogGroup::from_arn(Construct& scope, const Id& id,
                             const Value<cfn::logs::LogGroupArn>& arn) {
  return scope.add(
      ImportedLogGroupProps{.id = id, .arn = with_streams(arn), .name = group_name_of(arn)});
}

MetricFilter& LogGroup::add_metric_filter(const MetricFilterProps& props) {
  return add(MadeMetricFilterProps{.id = props.id, .log_group = *this, .props = props});
}

SubscriptionFilter& LogGroup::add_subscription(const SubscriptionFilterProps& props) {
  return add(MadeSubscriptionFilterProps{.id = props.id, .log_group = *this, .props = props});
}

Metric LogGroup::metric(std::string_view metric_name) const {
  return MetricProps{.name_space = "AWS/Logs",
                     .metric_name = metric_name,
                     .dimensions = {{"LogGroupName", name()}},
                     .statistic = "Sum"};
}

void LogGroup::grant(Grantee& grantee, const List<std::string>& actions) const {
  grantee.add_to_policy({.actions = actions, .resources = {arn()}});
}

void LogGroup::grant_read(Grantee& grantee) const {
  grant(grantee, {"logs:DescribeLogStreams", "logs:FilterLogEvents", "logs:GetLogEvents"});
}

void LogGroup::grant_write(Grantee& grantee) const {
  grant(grantee, {"logs:CreateLogStream", "logs:PutLogEvents"});
}

// One policy for all rules: a region has room for ten of an account's.
// https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-use-resource-based.html#eb-cloudwatchlogs-permissions
bool LogGroup::permit_delivery(std::string_view /*id*/, std::string_view service,
                               const Value<std::string>& /*source_arn*/) {
  if (service != "events.amazonaws.com") return false;
  if (permits_events_) return true;
  permits_events_ = true;
  const PolicyDocument document{{
      .actions = {"logs:CreateLogStream", "logs:PutLogEvents"},
      .principals = {PolicyPrincipal::service(service),
                     PolicyPrincipal::service("delivery.logs.amazonaws.com")},
      .resources = {arn()},
  }};
  add(cfn::logs::ResourcePolicyProps{
      .id = child("EventsPolicy"),
      .policy_document = document.json(),
      .policy_name = concat(stack().stack_name(), "-", events::sender_id(*this, this)),
  });
  return true;
}

Value<std::string> LogGroup::arn_without_streams() const {
  const std::string_view text = arn_.literal_text();
  if (text.ends_with(":*")) return text.substr(0, text.size() - 2);
  return stack().arn("logs", concat("log-group:", name()));
}

cfn::logs::LogGroup& LogGroup::resource() {
  if (resource_ == nullptr) {
    refuse_of_imported(*this, "resource()");
    resource_ = &add(cfn::logs::LogGroupProps{.id = primary()});
  }
  return *resource_;
}

}  // namespace omnitrack
