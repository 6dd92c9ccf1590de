#include "omnitrack/cloudtrail/trail.hpp"

#include <string>

#include <omnitrack/cfn/cloudtrail.hpp>
#include <omnitrack/codes.hpp>
#include <omnitrack/fn.hpp>
#include <omnitrack/iam/role.hpp>
#include <omnitrack/lambda/function.hpp>
#include <omnitrack/logs/log_group.hpp>
#include <omnitrack/s3/bucket.hpp>

namespace omnitrack {

namespace {

namespace l1 = cfn::cloudtrail::trail;

constexpr std::string_view service = "cloudtrail.amazonaws.com";

l1::AdvancedFieldSelector equals(std::string_view field, const List<std::string>& values) {
  return {.field = field, .equals = values};
}

std::string folder_of(std::string_view prefix) {
  return prefix.empty() ? std::string() : std::string(prefix) + "/";
}

}  // namespace

Trail::Trail(Attach at, const TrailProps& props)
    : Construct(std::move(at)),
      management_events_(props.management_events),
      bucket_(props.bucket.is_set() ? props.bucket.get()
                                    : &add(BucketProps{.id = child("Bucket"),
                                                       .removal_policy = props.removal_policy})),
      resource_(add(cfn::cloudtrail::TrailProps{
          .id = primary(),
          .is_logging = true,
          .s3_bucket_name = bucket_->name(),
          .enable_log_file_validation = props.log_file_validation,
          .include_global_service_events = props.global_service_events,
          .is_multi_region_trail = props.multi_region,
          .kms_key_id = props.kms_key.arn(),
          .trail_name = props.trail_name.value(),
      })) {
  if (props.trail_name.is_broken()) {
    error(codes::OT3611, "'" + std::string(props.trail_name.text()) + "' is not a name for a trail",
          "use 3 to 128 letters, digits, '.', '_' and '-', with a letter or digit at both ends");
  }
  cfn::cloudtrail::TrailProps& made = resource_.props;
  if (!props.key_prefix.empty()) made.s3_key_prefix = Value<std::string>(props.key_prefix);
  if (!props.organization_id.empty()) made.is_organization_trail = true;
  let_write_to_bucket(props);
  if (props.log_group.is_set()) let_write_to_logs(*props.log_group);
  let_use_key(props);
  if (props.topic.is_set()) {
    props.topic->permit_delivery(path() + "Delivery", service, known_arn(props));
    made.sns_topic_name = as<cfn::sns::TopicName>(props.topic->event_target_arn());
  }
  for (const TrailInsight insight : props.insights) {
    using Type = l1::InsightSelector::InsightType;
    made.insight_selectors.add(l1::InsightSelector{
        .insight_type = insight == TrailInsight::api_call_rate ? Type::api_call_rate_insight
                                                               : Type::api_error_rate_insight});
  }
  // Without selectors, all management events are recorded.
  if (management_events_ != TrailEvents::all && management_events_ != TrailEvents::none) {
    add_selector("Management", management_events_, nullptr);
  }
  for (const TrailDataEvents& events : props.data_events) add_data_events(events);
  if (management_events_ == TrailEvents::none && props.data_events.empty()) {
    error(codes::OT3612, "the trail records no events",
          "choose other management_events, or add data_events");
  }
}

Value<std::string> Trail::known_arn(const TrailProps& props) const {
  const Value<std::string> name =
      props.trail_name.is_set() ? props.trail_name.value() : Value<std::string>("*");
  return stack().arn("cloudtrail", concat("trail/", name));
}

// https://docs.aws.amazon.com/awscloudtrail/latest/userguide/create-s3-bucket-policy-for-cloudtrail.html
void Trail::let_write_to_bucket(const TrailProps& props) {
  const PolicyPrincipal cloudtrail = PolicyPrincipal::service(service);
  const Map<Json>::Entry of_this = {"ArnLike", Json::object({{"aws:SourceArn", known_arn(props)}})};
  bucket_->add_to_resource_policy({.actions = {"s3:GetBucketAcl"},
                                   .conditions = {of_this},
                                   .principals = cloudtrail,
                                   .resources = {bucket_->arn()}});
  const std::string logs = folder_of(props.key_prefix) + "AWSLogs/";
  List<std::string> objects = {concat(bucket_->arn(), "/", logs, stack().account(), "/*")};
  if (!props.organization_id.empty()) {
    objects.add(bucket_->arn_for_objects(logs + std::string(props.organization_id.text()) + "/*"));
  }
  bucket_->add_to_resource_policy(
      {.actions = {"s3:PutObject"},
       .conditions = {of_this,
                      {"StringEquals",
                       Json::object({{"s3:x-amz-acl", "bucket-owner-full-control"}})}},
       .principals = cloudtrail,
       .resources = objects});
  resource_.depends_on(*bucket_);
}

// https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-required-policy-for-cloudwatch-logs.html
void Trail::let_write_to_logs(const LogGroup& log_group) {
  Role& role = add(RoleProps{
      .id = child("LogsRole"),
      .assumed_by = PolicyPrincipal::service(service),
  });
  log_group.grant_write(role);
  resource_.props.cloud_watch_logs_log_group_arn = log_group.arn();
  resource_.props.cloud_watch_logs_role_arn = role.arn();
  resource_.depends_on(role);
}

// https://docs.aws.amazon.com/awscloudtrail/latest/userguide/create-kms-key-policy-for-cloudtrail.html
void Trail::let_use_key(const TrailProps& props) {
  const Value<std::string> arn = known_arn(props);
  props.kms_key.allow_service(
      service, {"kms:GenerateDataKey*"},
      {{"ArnLike", Json::object({{"aws:SourceArn", arn},
                                 {"kms:EncryptionContext:aws:cloudtrail:arn",
                                  concat("arn:", stack().partition(),
                                         ":cloudtrail:*:", stack().account(), ":trail/*")}})}});
  props.kms_key.allow_service(service, {"kms:DescribeKey"},
                              {{"ArnLike", Json::object({{"aws:SourceArn", arn}})}});
}

void Trail::add_selector(std::string_view category, TrailEvents events,
                         const TrailDataEvents* data) {
  List<l1::AdvancedFieldSelector> fields = {equals("eventCategory", {category})};
  if (events == TrailEvents::read_only) fields.add(equals("readOnly", {"true"}));
  if (events == TrailEvents::write_only) fields.add(equals("readOnly", {"false"}));
  Value<std::string> name;
  if (data != nullptr) {
    if (!data->name.empty()) name = Value<std::string>(data->name);
    fields.add(equals("resources.type", {Value<std::string>(data->resource_type)}));
    if (data->arns_starting_with.is_set()) {
      fields.add(l1::AdvancedFieldSelector{.field = "resources.ARN",
                                           .starts_with = data->arns_starting_with});
    }
    for (const TrailField& field : data->fields) {
      fields.add(l1::AdvancedFieldSelector{.field = Value<std::string>(field.field),
                                           .ends_with = field.ends_with,
                                           .equals = field.equals,
                                           .not_ends_with = field.not_ends_with,
                                           .not_equals = field.not_equals,
                                           .not_starts_with = field.not_starts_with,
                                           .starts_with = field.starts_with});
    }
  }
  resource_.props.advanced_event_selectors.add(
      l1::AdvancedEventSelector{.field_selectors = fields, .name = name});
}

void Trail::add_data_events(const TrailDataEvents& events) {
  if (events.events == TrailEvents::none) {
    error(codes::OT3612, "data events are selected, but none are to be recorded",
          "choose which events are, or leave the selection out");
  }
  // Selectors of data alone would end the record of management events.
  if (!resource_.props.advanced_event_selectors.is_set() &&
      management_events_ == TrailEvents::all) {
    add_selector("Management", TrailEvents::all, nullptr);
  }
  add_selector("Data", events.events, &events);
}

void Trail::add_s3_events(const Bucket& bucket, std::string_view prefix, TrailEvents events) {
  add_data_events({.resource_type = "AWS::S3::Object",
                   .arns_starting_with = {concat(bucket.arn(), "/", prefix)},
                   .events = events});
}

void Trail::add_lambda_events(const Function& function) {
  add_data_events({.resource_type = "AWS::Lambda::Function",
                   .fields = {{.field = "resources.ARN", .equals = {function.arn()}}}});
}

Value<std::string> Trail::arn() const { return resource_.attr_arn(); }

}  // namespace omnitrack
