#include "omnitrack/kinesisfirehose/delivery_stream.hpp"

#include <string>

#include "../check_number.hpp"
#include "../iam/inline_grantee.hpp"
#include "destination_parts.hpp"
#include <omnitrack/cfn/kinesisfirehose.hpp>
#include <omnitrack/codes.hpp>
#include <omnitrack/fn.hpp>
#include <omnitrack/glue/glue_table.hpp>
#include <omnitrack/kinesis/data_stream.hpp>
#include <omnitrack/lambda/function.hpp>
#include <omnitrack/s3/bucket.hpp>

namespace omnitrack {

namespace {

namespace firehose = cfn::kinesisfirehose::delivery_stream;
using KeyType = firehose::DeliveryStreamEncryptionConfigurationInput::KeyType;

// https://docs.aws.amazon.com/firehose/latest/dev/controlling-access.html
RoleProps delivery_role_props(const Id& id, const Stack& stack) {
  return {
      .id = id,
      .assumed_by = PolicyPrincipal::service("firehose.amazonaws.com"),
      .assume_conditions = {{"StringEquals", Json::object({{"sts:ExternalId", stack.account()}})}},
  };
}

// Rows are collected by so many MB at least.
// https://docs.aws.amazon.com/firehose/latest/dev/buffering-hints.html
constexpr std::int64_t least_buffer_of_rows = 64;

}  // namespace

DeliveryStream::DeliveryStream(Attach at, const DeliveryStreamProps& props)
    : Construct(std::move(at)),
      role_(props.role.is_set() ? &props.role->used_by(*this, child("Role"))
                                : &add(delivery_role_props(child("Role"), stack()))),
      resource_(&add(cfn::kinesisfirehose::DeliveryStreamProps{
          .id = primary(),
          .delivery_stream_name = props.stream_name.value(),
      })),
      arn_(resource_->attr_arn()),
      name_(resource_->ref()) {
  give_permissions(props);
  set_source(props);
  if (props.http_endpoint || props.iceberg || props.open_search) {
    set_other_destination(props);
    check_other_destination(props);
  } else {
    set_destination(props);
  }
  check(props);
  check_table(props);
}

void DeliveryStream::give_permissions(const DeliveryStreamProps& props) {
  InlineGrantee itself(*role_);
  kinesisfirehose::allow_delivery(itself, *props.bucket);
  if (props.backup_bucket.is_set()) kinesisfirehose::allow_delivery(itself, *props.backup_bucket);
  props.object_kms_key.grant(itself, {"kms:Decrypt", "kms:GenerateDataKey"});
  if (props.source.is_set()) props.source->grant_read(itself);
  if (props.table.is_set()) {
    // https://docs.aws.amazon.com/firehose/latest/dev/controlling-access.html#using-iam-glue
    props.table->grant(itself, {"glue:GetTable", "glue:GetTableVersion", "glue:GetTableVersions"});
  }
  if (props.transformation) {
    const Function& function = *props.transformation->function;
    itself.add_to_policy({
        .actions = {"lambda:GetFunctionConfiguration", "lambda:InvokeFunction"},
        .resources = {function.arn(), concat(function.arn(), ":*")},
    });
  }
}

void DeliveryStream::set_source(const DeliveryStreamProps& props) {
  using Type = cfn::kinesisfirehose::DeliveryStreamProps::DeliveryStreamType;
  cfn::kinesisfirehose::DeliveryStreamProps& made = resource_->props;
  if (props.source.is_set()) {
    made.delivery_stream_type = Type::kinesis_stream_as_source;
    made.kinesis_stream_source_configuration = firehose::KinesisStreamSourceConfiguration{
        .kinesis_stream_arn = props.source->arn(), .role_arn = role_->arn()};
    return;
  }
  made.delivery_stream_type = Type::direct_put;
  if (!props.encrypted) return;
  firehose::DeliveryStreamEncryptionConfigurationInput encryption{.key_type =
                                                                      KeyType::aws_owned_cmk};
  if (props.kms_key.is_set()) {
    encryption.key_type = KeyType::customer_managed_cmk;
    encryption.key_arn = props.kms_key.arn();
  }
  made.delivery_stream_encryption_configuration_input = encryption;
}

void DeliveryStream::set_destination(const DeliveryStreamProps& props) {
  firehose::ExtendedS3DestinationConfiguration made{
      .bucket_arn = props.bucket->arn(),
      .role_arn = role_->arn(),
      .compression_format = as<firehose::ExtendedS3DestinationConfiguration::CompressionFormat>(
          kinesisfirehose::compression_name(props.compression)),
      .custom_time_zone = props.time_zone,
      .error_output_prefix = props.error_prefix,
      .file_extension = props.file_extension,
      .prefix = props.prefix,
  };
  Value<std::int64_t> buffer_size = props.buffer_size.value();
  if (props.table.is_set()) {
    made.data_format_conversion_configuration =
        kinesisfirehose::conversion_to(*props.table, *role_);
    if (!props.prefix.is_set() && !props.table->prefix().empty()) {
      made.prefix = props.table->prefix();
    }
    if (!buffer_size.is_set()) buffer_size = least_buffer_of_rows;
  }
  if (props.buffer_interval.is_set() || buffer_size.is_set()) {
    made.buffering_hints = firehose::BufferingHints{
        .interval_in_seconds = props.buffer_interval.value(), .size_in_mbs = buffer_size};
  }
  made.encryption_configuration = kinesisfirehose::object_encryption(props);
  List<firehose::Processor> processors;
  if (props.transformation) {
    processors.add(kinesisfirehose::transforming(*props.transformation, *role_));
  }
  if (props.partitioning) {
    made.dynamic_partitioning_configuration =
        firehose::DynamicPartitioningConfiguration{.enabled = true};
    if (props.partitioning->retry_time.is_set()) {
      made.dynamic_partitioning_configuration = firehose::DynamicPartitioningConfiguration{
          .enabled = true,
          .retry_options = firehose::RetryOptions{.duration_in_seconds =
                                                      props.partitioning->retry_time.value()}};
    }
    if (props.partitioning->query.is_set()) {
      processors.add(kinesisfirehose::querying(props.partitioning->query));
    }
  }
  if (processors.is_set()) {
    made.processing_configuration =
        firehose::ProcessingConfiguration{.enabled = true, .processors = processors};
  }
  made.cloud_watch_logging_options = kinesisfirehose::logging_options(
      {child("LogGroup"), child("LogStream")}, *this, *role_, props);
  if (props.backup_bucket.is_set()) {
    made.s3_backup_mode = firehose::ExtendedS3DestinationConfiguration::S3BackupMode::enabled;
    made.s3_backup_configuration = firehose::S3DestinationConfiguration{
        .bucket_arn = props.backup_bucket->arn(),
        .role_arn = role_->arn(),
        .cloud_watch_logging_options = made.cloud_watch_logging_options,
        .prefix = props.backup_prefix,
    };
  }
  resource_->props.extended_s3_destination_configuration = made;
}

void DeliveryStream::check(const DeliveryStreamProps& props) const {
  if (props.stream_name.is_broken()) {
    error(codes::OT3151,
          "'" + std::string(props.stream_name.text()) + "' is not a name for a delivery stream",
          "use 1 to 64 letters, digits, '.', '-' and '_'");
  }
  const auto check_number = [this](const auto& number, const char* what, const char* bounds) {
    omnitrack::check_number(*this, codes::OT3161, number, what, bounds);
  };
  check_number(props.buffer_interval, "buffer_interval", "0 to 900 seconds");
  check_number(props.buffer_size, "buffer_size", "1 to 128 MB");
  if (props.transformation) {
    check_number(props.transformation->buffer_interval, "buffer_interval", "0 to 900 seconds");
    check_number(props.transformation->buffer_size, "buffer_size", "1 to 128 MB");
  }
  if (props.partitioning) {
    check_number(props.partitioning->retry_time, "retry_time", "0 to 7200 seconds");
    if (!props.partitioning->query.is_set() && !props.transformation) {
      error(codes::OT3163, "objects are parted, but nothing gives the keys",
            "set `query` of `partitioning`, or a `transformation` that gives them");
    }
  }
  if (props.kms_key.is_set() && (props.source.is_set() || !props.encrypted)) {
    error(codes::OT3162, "a delivery stream has a key that it does not use",
          "give the key to the source where there is one, and leave `encrypted` out");
  }
}

void DeliveryStream::check_table(const DeliveryStreamProps& props) const {
  if (!props.table.is_set()) return;
  const TableFormat format = props.table->format();
  if (format != TableFormat::parquet && format != TableFormat::orc) {
    error(codes::OT3165, "records become rows of a table that is neither of Parquet nor of ORC",
          "give the table TableFormat::parquet, or leave `table` out");
  }
  if (props.compression != DeliveryCompression::none) {
    error(codes::OT3165, "rows of a table are compressed once more",
          "leave `compression` out: Parquet and ORC compress by themselves");
  }
  if (props.buffer_size.is_known() && props.buffer_size.number() < least_buffer_of_rows) {
    error(codes::OT3165, "rows of a table are collected by 64 MB at least",
          "set `buffer_size` to 64 to 128, or leave it out");
  }
}

void DeliveryStream::grant(Grantee& grantee, const List<std::string>& actions) const {
  grantee.add_to_policy({.actions = actions, .resources = {arn()}});
}

void DeliveryStream::grant_put_records(Grantee& grantee) const {
  grant(grantee, {"firehose:PutRecord", "firehose:PutRecordBatch"});
}

Metric DeliveryStream::delivery_metric(std::string_view metric_name) const {
  return metric(std::string(destination_) + "." + std::string(metric_name));
}

Metric DeliveryStream::metric(std::string_view metric_name) const {
  return MetricProps{.name_space = "AWS/Firehose",
                     .metric_name = metric_name,
                     .dimensions = {{"DeliveryStreamName", name()}}};
}

}  // namespace omnitrack
