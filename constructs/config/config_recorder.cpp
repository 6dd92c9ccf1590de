#include "omnitrack/config/config_recorder.hpp"

#include <string>

#include "config_frequency.hpp"
#include <omnitrack/cfn/config.hpp>
#include <omnitrack/codes.hpp>
#include <omnitrack/fn.hpp>
#include <omnitrack/iam/role.hpp>
#include <omnitrack/s3/bucket.hpp>

namespace omnitrack {

namespace {

namespace recorder = cfn::config::configuration_recorder;
namespace channel = cfn::config::delivery_channel;

}  // namespace

ConfigRecorder::ConfigRecorder(Attach at, const ConfigRecorderProps& props)
    : Construct(std::move(at)),
      bucket_(props.bucket.is_set() ? props.bucket.get()
                                    : &add(BucketProps{.id = child("Bucket"),
                                                       .removal_policy = props.removal_policy})),
      role_(add(RoleProps{
          .id = child("Role"),
          .assumed_by = PolicyPrincipal::service("config.amazonaws.com"),
          .managed_policies = {aws_managed_policy("service-role/AWS_ConfigRole")},
      })),
      resource_(add(cfn::config::ConfigurationRecorderProps{
          .id = primary(),
          .role_arn = role_.arn(),
      })),
      delivery_channel_(add(cfn::config::DeliveryChannelProps{
          .id = child("DeliveryChannel"),
          .s3_bucket_name = bucket_->name(),
          .s3_kms_key_arn = props.kms_key.arn(),
      })) {
  choose_types(props);
  if (props.daily) {
    resource_.props.recording_mode = recorder::RecordingMode{.recording_frequency = "DAILY"};
  }
  cfn::config::DeliveryChannelProps& delivery = delivery_channel_.props;
  if (!props.key_prefix.empty()) delivery.s3_key_prefix = Value<std::string>(props.key_prefix);
  if (props.snapshots) {
    using Delivery = channel::ConfigSnapshotDeliveryProperties;
    delivery.config_snapshot_delivery_properties =
        Delivery{.delivery_frequency =
                     as<Delivery::DeliveryFrequency>(config::frequency_name(*props.snapshots))};
  }
  if (props.topic.is_set()) {
    delivery.sns_topic_arn = as<cfn::sns::TopicArn>(props.topic->event_target_arn());
  }
  grant_delivery(props);
  // The recorder starts as soon as there is a channel, and a channel needs a recorder: neither can
  // wait for the other, and both try the role.
  resource_.depends_on(role_);
  delivery_channel_.depends_on(role_);
}

// https://docs.aws.amazon.com/config/latest/APIReference/API_RecordingGroup.html
void ConfigRecorder::choose_types(const ConfigRecorderProps& props) {
  if (props.types.is_set() && props.excluded_types.is_set()) {
    error(codes::OT3633, "the recorder has both types and excluded_types", "set one of them");
  }
  recorder::RecordingGroup group;
  if (props.types.is_set()) {
    group.all_supported = false;
    group.resource_types = props.types;
  } else if (props.excluded_types.is_set()) {
    group.all_supported = false;
    group.exclusion_by_resource_types =
        recorder::ExclusionByResourceTypes{.resource_types = props.excluded_types};
    group.recording_strategy =
        recorder::RecordingStrategy{.use_only = "EXCLUSION_BY_RESOURCE_TYPES"};
  } else {
    group.all_supported = true;
    group.include_global_resource_types = true;
  }
  resource_.props.recording_group = group;
}

// https://docs.aws.amazon.com/config/latest/developerguide/iamrole-permissions.html
void ConfigRecorder::grant_delivery(const ConfigRecorderProps& props) {
  const std::string folder =
      props.key_prefix.empty() ? "" : std::string(props.key_prefix.text()) + "/";
  role_.add_to_policy({
      .actions = {"s3:PutObject"},
      .conditions = {{"StringLike", Json::object({{"s3:x-amz-acl", "bucket-owner-full-control"}})}},
      .resources = {concat(bucket_->arn(), "/", folder, "AWSLogs/", stack().account(), "/*")},
  });
  role_.add_to_policy({.actions = {"s3:GetBucketAcl"}, .resources = {bucket_->arn()}});
  props.kms_key.grant(role_, {"kms:Decrypt", "kms:GenerateDataKey"});
  if (props.topic.is_set()) props.topic->grant_delivery(role_);
}

}  // namespace omnitrack
