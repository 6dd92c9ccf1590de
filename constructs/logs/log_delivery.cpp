#include "omnitrack/logs/log_delivery.hpp"

#include <string>

#include "../unique_name.hpp"
#include <omnitrack/cfn/kinesisfirehose.hpp>
#include <omnitrack/cfn/logs.hpp>
#include <omnitrack/cloudfront/distribution.hpp>
#include <omnitrack/codes.hpp>
#include <omnitrack/fn.hpp>
#include <omnitrack/kinesisfirehose/delivery_stream.hpp>
#include <omnitrack/logs/log_group.hpp>
#include <omnitrack/s3/bucket.hpp>

namespace omnitrack {

namespace {

constexpr std::size_t longest_delivery_name = 60;

std::string_view delivery_format(LogDeliveryFormat format) {
  constexpr std::string_view names[] = {"json", "plain", "w3c", "raw", "parquet"};
  return names[static_cast<std::size_t>(format)];
}

Json source_of_deliveries(const Stack& stack) {
  return Json::object({{"aws:SourceArn", stack.arn("logs", "delivery-source:*")}});
}

}  // namespace

LogDeliverySource::LogDeliverySource(const Distribution& distribution)
    : arn_(distribution.arn()), log_type_("ACCESS_LOGS"), is_global_(true) {}

LogDelivery::LogDelivery(Attach at, const LogDeliveryProps& props)
    : Construct(std::move(at)),
      source_(&add(cfn::logs::DeliverySourceProps{
          .id = child("Source"),
          .name = unique_name(*this, longest_delivery_name),
          .log_type = props.source.log_type(),
          .resource_arn = props.source.arn(),
      })) {
  destination_ = &add(cfn::logs::DeliveryDestinationProps{
      .id = child("Destination"),
      .name = unique_name(*this, longest_delivery_name),
      .destination_resource_arn = let_in(props.destination),
      .output_format = delivery_format(props.format),
  });
  resource_ = &add(cfn::logs::DeliveryProps{
      .id = primary(),
      .delivery_destination_arn = destination_->attr_arn(),
      .delivery_source_name = source_->ref(),
      .record_fields = props.fields,
      .s3_suffix_path = props.suffix_path,
  });
  if (props.hive_compatible) resource_->props.s3_enable_hive_compatible_path = true;
  if (props.destination.bucket() != nullptr) resource_->depends_on(*props.destination.bucket());
  if (policy_ != nullptr) resource_->depends_on(*policy_);
  check(props);
}

void LogDelivery::check(const LogDeliveryProps& props) const {
  const std::string_view region = stack().fixed_region();
  if (props.source.is_global() && !region.empty() && region != "us-east-1") {
    error(codes::OT2242, "logs of a distribution are delivered in " + std::string(region),
          "deliver them in a stack of us-east-1");
  }
  if (props.destination.bucket() != nullptr) return;
  const bool has_paths = props.hive_compatible || props.suffix_path.is_set();
  if (!has_paths && props.format != LogDeliveryFormat::parquet) return;
  error(codes::OT2242, "the delivery says how keys in a bucket are, but goes elsewhere",
        "give it a bucket, or leave `hive_compatible`, `suffix_path` and parquet out");
}

// https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/AWS-logs-infrastructure-V2.html
Value<std::string> LogDelivery::let_in(const LogDeliveryDestination& destination) {
  if (LogGroup* log_group = destination.log_group()) {
    const PolicyDocument policy{{
        .actions = {"logs:CreateLogStream", "logs:PutLogEvents"},
        .conditions = {{"StringEquals", Json::object({{"aws:SourceAccount", stack().account()}})},
                       {"ArnLike", source_of_deliveries(stack())}},
        .principals = PolicyPrincipal::service("delivery.logs.amazonaws.com"),
        .resources = {log_group->arn()},
    }};
    policy_ = &add(cfn::logs::ResourcePolicyProps{
        .id = child("Policy"),
        .policy_document = policy.json(),
        .policy_name = unique_name(*this, longest_delivery_name),
    });
    return log_group->arn_without_streams();
  }
  if (DeliveryStream* stream = destination.stream()) {
    // A service-linked role writes to what has this tag.
    stream->add_tag("LogDeliveryEnabled", "true");
    return Value<std::string>(stream->arn());
  }
  Bucket& bucket = *destination.bucket();
  bucket.add_to_resource_policy({
      .actions = {"s3:PutObject"},
      .conditions = {{"StringEquals",
                      Json::object({{"aws:SourceAccount", stack().account()},
                                    {"s3:x-amz-acl", "bucket-owner-full-control"}})},
                     {"ArnLike", source_of_deliveries(stack())}},
      .principals = PolicyPrincipal::service("delivery.logs.amazonaws.com"),
      .resources = {concat(bucket.arn(), "/AWSLogs/", stack().account(), "/*")},
  });
  return Value<std::string>(bucket.arn());
}

}  // namespace omnitrack
