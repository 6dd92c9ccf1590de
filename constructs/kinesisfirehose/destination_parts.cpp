#include "destination_parts.hpp"

#include <string>

#include <omnitrack/glue/glue_table.hpp>
#include <omnitrack/iam/role.hpp>
#include <omnitrack/lambda/function.hpp>
#include <omnitrack/s3/bucket.hpp>

namespace omnitrack::kinesisfirehose {

namespace {

using Parameter = firehose::ProcessorParameter::ParameterName;

constexpr std::string_view log_stream_name = "Delivery";

firehose::ProcessorParameter parameter(Parameter name, const Value<std::string>& value) {
  return {.parameter_name = name, .parameter_value = value};
}

// The type takes numbers as texts.
template <class Number>
void add_number(List<firehose::ProcessorParameter>& parameters, Parameter name,
                const Number& number) {
  if (!number.is_set()) return;
  const Node node = Json(number).node();
  parameters.add(parameter(name, node.kind == NodeKind::integer
                                     ? Value<std::string>(std::to_string(node.integer))
                                     : Value<std::string>::from_node(node)));
}

}  // namespace

std::string_view compression_name(DeliveryCompression compression) {
  static constexpr std::string_view names[] = {"UNCOMPRESSED", "GZIP", "HADOOP_SNAPPY", "Snappy",
                                               "ZIP"};
  return names[static_cast<std::size_t>(compression)];
}

// https://docs.aws.amazon.com/firehose/latest/dev/controlling-access.html#using-iam-s3
void allow_delivery(Grantee& role, const Bucket& bucket) {
  role.add_to_policy({
      .actions = {"s3:AbortMultipartUpload", "s3:GetBucketLocation", "s3:GetObject",
                  "s3:ListBucket", "s3:ListBucketMultipartUploads", "s3:PutObject"},
      .resources = {bucket.arn(), bucket.arn_for_objects()},
  });
  bucket.kms_key().grant(role, {"kms:Decrypt", "kms:GenerateDataKey"});
}

firehose::Processor transforming(const DeliveryTransformation& by, const Role& role) {
  List<firehose::ProcessorParameter> parameters{
      parameter(Parameter::lambda_arn, by.function->arn()),
      parameter(Parameter::role_arn, role.arn()),
  };
  add_number(parameters, Parameter::number_of_retries, by.retries);
  add_number(parameters, Parameter::buffer_size_in_mbs, by.buffer_size.value());
  add_number(parameters, Parameter::buffer_interval_in_seconds, by.buffer_interval.value());
  return {.type = firehose::Processor::Type::lambda, .parameters = parameters};
}

firehose::Processor querying(const Value<std::string>& query) {
  return {.type = firehose::Processor::Type::metadata_extraction,
          .parameters = {parameter(Parameter::metadata_extraction_query, query),
                         parameter(Parameter::json_parsing_engine, "JQ-1.6")}};
}

// https://docs.aws.amazon.com/firehose/latest/dev/record-format-conversion.html
firehose::DataFormatConversionConfiguration conversion_to(const GlueTable& table,
                                                          const Role& role) {
  firehose::Serializer serializer;
  if (table.format() == TableFormat::orc) {
    serializer.orc_ser_de =
        firehose::OrcSerDe{.compression = firehose::OrcSerDe::Compression::snappy};
  } else {
    serializer.parquet_ser_de =
        firehose::ParquetSerDe{.compression = firehose::ParquetSerDe::Compression::snappy};
  }
  // The newest version of the table, as its columns change.
  return {
      .enabled = true,
      .input_format_configuration =
          firehose::InputFormatConfiguration{
              .deserializer =
                  firehose::Deserializer{.open_x_json_ser_de =
                                             firehose::OpenXJsonSerDe{.case_insensitive = true}}},
      .output_format_configuration = firehose::OutputFormatConfiguration{.serializer = serializer},
      .schema_configuration =
          firehose::SchemaConfiguration{.catalog_id = table.database().catalog_id(),
                                        .database_name = table.database().name(),
                                        .role_arn = role.arn(),
                                        .table_name = table.name(),
                                        .version_id = "LATEST"},
  };
}

Value<firehose::EncryptionConfiguration> object_encryption(const DeliveryStreamProps& props) {
  if (!props.object_kms_key.is_set()) return {};
  return firehose::EncryptionConfiguration{.kms_encryption_config = firehose::KMSEncryptionConfig{
                                               .awskms_key_arn = props.object_kms_key.arn()}};
}

Value<firehose::CloudWatchLoggingOptions> logging_options(const LoggingIds& ids,
                                                          DeliveryStream& stream, Role& role,
                                                          const DeliveryStreamProps& props) {
  if (!props.logging) return {};
  const LogGroup& logs =
      props.log_group.is_set()
          ? *props.log_group
          : stream.add(LogGroupProps{.id = ids.group, .retention = props.log_retention});
  const auto& log_stream = stream.add(cfn::logs::LogStreamProps{
      .id = ids.stream,
      .log_group_name = logs.name(),
      .log_stream_name =
          props.log_group.is_set() ? Value<std::string>() : Value<std::string>(log_stream_name),
  });
  role.add_inline_statement({.actions = {"logs:PutLogEvents"}, .resources = {logs.arn()}});
  return firehose::CloudWatchLoggingOptions{
      .enabled = true, .log_group_name = logs.name(), .log_stream_name = log_stream.ref()};
}

}  // namespace omnitrack::kinesisfirehose
