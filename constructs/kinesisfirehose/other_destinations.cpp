// Streams that deliver elsewhere than to a bucket, which then gets what could not be delivered.

#include <string>

#include "../check_number.hpp"
#include "../iam/inline_grantee.hpp"
#include "destination_parts.hpp"
#include <omnitrack/codes.hpp>
#include <omnitrack/ec2/connections.hpp>
#include <omnitrack/fn.hpp>
#include <omnitrack/glue/glue_database.hpp>
#include <omnitrack/iam/role.hpp>
#include <omnitrack/opensearchservice/domain.hpp>
#include <omnitrack/s3/bucket.hpp>

namespace omnitrack {

namespace {

namespace firehose = cfn::kinesisfirehose::delivery_stream;

firehose::S3DestinationConfiguration backup_in(
    const DeliveryStreamProps& props, const Role& role,
    const Value<firehose::CloudWatchLoggingOptions>& logging) {
  using Made = firehose::S3DestinationConfiguration;
  return {
      .bucket_arn = props.bucket->arn(),
      .role_arn = role.arn(),
      .cloud_watch_logging_options = logging,
      .compression_format =
          as<Made::CompressionFormat>(kinesisfirehose::compression_name(props.compression)),
      .encryption_configuration = kinesisfirehose::object_encryption(props),
      .error_output_prefix = props.error_prefix,
      .prefix = props.prefix,
  };
}

Value<firehose::ProcessingConfiguration> processing_of(const DeliveryStreamProps& props,
                                                       const Role& role) {
  if (!props.transformation) return {};
  return firehose::ProcessingConfiguration{
      .enabled = true, .processors = {kinesisfirehose::transforming(*props.transformation, role)}};
}

template <class Hints>
Value<Hints> hints_of(const DeliveryStreamProps& props) {
  if (!props.buffer_interval.is_set() && !props.buffer_size.is_set()) return {};
  return Hints{.interval_in_seconds = props.buffer_interval.value(),
               .size_in_mbs = props.buffer_size.value()};
}

template <class Options>
Value<Options> retry_of(const DeliveryRetryTime& time) {
  if (!time.is_set()) return {};
  return Options{.duration_in_seconds = time.value()};
}

firehose::HttpEndpointDestinationConfiguration http_destination(const DeliveryStreamProps& props,
                                                                const Role& role) {
  using Made = firehose::HttpEndpointDestinationConfiguration;
  using Request = firehose::HttpEndpointRequestConfiguration;
  const HttpDelivery& http = *props.http_endpoint;
  Request request{.content_encoding =
                      http.gzip ? Request::ContentEncoding::gzip : Request::ContentEncoding::none};
  const Node& attributes = http.attributes.node();
  for (std::uint32_t i = 0; attributes.kind == NodeKind::object && i < attributes.size; ++i) {
    request.common_attributes.add(firehose::HttpEndpointCommonAttribute{
        .attribute_name = attributes.fields[i].key,
        .attribute_value = Value<std::string>::from_node(attributes.fields[i].value)});
  }
  Made made{
      .endpoint_configuration =
          firehose::HttpEndpointConfiguration{.url = http.url, .name = http.name},
      .s3_configuration = firehose::S3DestinationConfiguration{.bucket_arn = props.bucket->arn(),
                                                               .role_arn = role.arn()},
      .buffering_hints = hints_of<firehose::BufferingHints>(props),
      .processing_configuration = processing_of(props, role),
      .request_configuration = request,
      .retry_options = retry_of<firehose::RetryOptions>(http.retry_time),
      .role_arn = role.arn(),
      .s3_backup_mode = http.backup == DeliveryBackup::all ? Made::S3BackupMode::all_data
                                                           : Made::S3BackupMode::failed_data_only,
  };
  if (http.access_key.is_set()) {
    made.secrets_manager_configuration = firehose::SecretsManagerConfiguration{
        .enabled = true, .role_arn = role.arn(), .secret_arn = http.access_key.arn()};
  }
  return made;
}

firehose::AmazonopensearchserviceDestinationConfiguration search_destination(
    const DeliveryStreamProps& props, const Role& role) {
  using Made = firehose::AmazonopensearchserviceDestinationConfiguration;
  constexpr Made::IndexRotationPeriod periods[] = {
      Made::IndexRotationPeriod::no_rotation, Made::IndexRotationPeriod::one_hour,
      Made::IndexRotationPeriod::one_day, Made::IndexRotationPeriod::one_week,
      Made::IndexRotationPeriod::one_month};
  const SearchDelivery& search = *props.open_search;
  Made made{
      .index_name = search.index.text(),
      .role_arn = role.arn(),
      .s3_configuration = firehose::S3DestinationConfiguration{.bucket_arn = props.bucket->arn(),
                                                               .role_arn = role.arn()},
      .buffering_hints = hints_of<firehose::AmazonopensearchserviceBufferingHints>(props),
      .domain_arn = as<cfn::opensearchservice::DomainArn>(search.domain->arn()),
      .index_rotation_period = periods[static_cast<std::size_t>(search.rotation)],
      .processing_configuration = processing_of(props, role),
      .retry_options = retry_of<firehose::AmazonopensearchserviceRetryOptions>(search.retry_time),
      .s3_backup_mode = search.backup == DeliveryBackup::all
                            ? Made::S3BackupMode::all_documents
                            : Made::S3BackupMode::failed_documents_only,
  };
  if (search.subnets.is_set()) {
    List<cfn::ec2::SecurityGroupId> groups;
    for (const Link<SecurityGroup>& group : search.security_groups) groups.add(group->id());
    made.vpc_configuration = firehose::VpcConfiguration{
        .role_arn = role.arn(), .security_group_ids = groups, .subnet_ids = search.subnets};
  }
  return made;
}

firehose::IcebergDestinationConfiguration iceberg_destination(const DeliveryStreamProps& props,
                                                              const Stack& stack,
                                                              const Role& role) {
  using Made = firehose::IcebergDestinationConfiguration;
  const IcebergDelivery& iceberg = *props.iceberg;
  Made made{
      .catalog_configuration =
          firehose::CatalogConfiguration{.catalog_arn = stack.arn("glue", "catalog")},
      .role_arn = role.arn(),
      .s3_configuration = firehose::S3DestinationConfiguration{.bucket_arn = props.bucket->arn(),
                                                               .role_arn = role.arn()},
      .buffering_hints = hints_of<firehose::BufferingHints>(props),
      .processing_configuration = processing_of(props, role),
      .retry_options = retry_of<firehose::RetryOptions>(iceberg.retry_time),
      .s3_backup_mode = iceberg.backup == DeliveryBackup::all
                            ? Made::S3BackupMode::all_data
                            : Made::S3BackupMode::failed_data_only,
  };
  if (iceberg.append_only) made.append_only = true;
  for (const IcebergTable& table : iceberg.tables) {
    made.destination_table_configuration_list.add(firehose::DestinationTableConfiguration{
        .destination_database_name = table.database->name(),
        .destination_table_name = table.name,
        .unique_keys = table.unique_keys,
    });
  }
  return made;
}

}  // namespace

void DeliveryStream::set_other_destination(const DeliveryStreamProps& props) {
  const Value<firehose::CloudWatchLoggingOptions> logging = kinesisfirehose::logging_options(
      {child("LogGroup"), child("LogStream")}, *this, *role_, props);
  if (props.http_endpoint) {
    destination_ = "DeliveryToHttpEndpoint";
    InlineGrantee itself(*role_);
    props.http_endpoint->access_key.grant_value(itself);
    auto made = http_destination(props, *role_);
    made.cloud_watch_logging_options = logging;
    made.s3_configuration = backup_in(props, *role_, logging);
    resource_->props.http_endpoint_destination_configuration = made;
    return;
  }
  if (props.iceberg) {
    destination_ = "DeliveryToIceberg";
    allow_iceberg(props);
    auto made = iceberg_destination(props, stack(), *role_);
    made.cloud_watch_logging_options = logging;
    made.s3_configuration = backup_in(props, *role_, logging);
    resource_->props.iceberg_destination_configuration = made;
    return;
  }
  destination_ = "DeliveryToAmazonOpenSearchService";
  allow_search(*props.open_search);
  auto made = search_destination(props, *role_);
  made.cloud_watch_logging_options = logging;
  made.s3_configuration = backup_in(props, *role_, logging);
  resource_->props.amazonopensearchservice_destination_configuration = made;
}

// https://docs.aws.amazon.com/firehose/latest/dev/controlling-access.html#using-iam-es
void DeliveryStream::allow_search(const SearchDelivery& search) {
  InlineGrantee itself(*role_);
  const Value<std::string>& domain = search.domain->arn();
  const std::string index(search.index);
  itself.add_to_policy({
      .actions = {"es:DescribeDomain", "es:DescribeDomainConfig", "es:DescribeDomains",
                  "es:ESHttpPost", "es:ESHttpPut"},
      .resources = {domain, concat(domain, "/*")},
  });
  itself.add_to_policy({
      .actions = {"es:ESHttpGet"},
      .resources = {concat(domain, "/_all/_settings"), concat(domain, "/_cluster/stats"),
                    concat(domain, "/" + index + "*/_mapping/*"),
                    concat(domain, "/" + index + "*/_stats"), concat(domain, "/_nodes"),
                    concat(domain, "/_nodes/*"), concat(domain, "/_stats")},
  });
  if (!search.subnets.is_set()) return;
  // These know no resources, or make new ones.
  itself.add_to_policy({
      .actions = {"ec2:CreateNetworkInterface", "ec2:CreateNetworkInterfacePermission",
                  "ec2:DeleteNetworkInterface", "ec2:DescribeNetworkInterfaces",
                  "ec2:DescribeSecurityGroups", "ec2:DescribeSubnets", "ec2:DescribeVpcAttribute",
                  "ec2:DescribeVpcs"},
      .resources = {"*"},
  });
  for (const Link<SecurityGroup>& group : search.security_groups) {
    search.domain->connections().allow_from(*group, Port::tcp(443));
  }
}

// https://docs.aws.amazon.com/firehose/latest/dev/controlling-access.html#using-iam-iceberg
void DeliveryStream::allow_iceberg(const DeliveryStreamProps& props) {
  InlineGrantee itself(*role_);
  for (const IcebergTable& table : props.iceberg->tables) {
    itself.add_to_policy({
        .actions = {"glue:GetDatabase", "glue:GetTable", "glue:UpdateTable"},
        .resources = {table.database->catalog_arn(), table.database->arn(),
                      table.database->table_arn(table.name)},
    });
    const Bucket& bucket = table.bucket.is_set() ? *table.bucket : *props.bucket;
    kinesisfirehose::allow_delivery(itself, bucket);
    itself.add_to_policy({.actions = {"s3:DeleteObject"}, .resources = {bucket.arn_for_objects()}});
  }
}

void DeliveryStream::check_other_destination(const DeliveryStreamProps& props) const {
  if (props.http_endpoint.has_value() + props.iceberg.has_value() + props.open_search.has_value() >
      1) {
    error(codes::OT3164, "a delivery stream delivers to several places",
          "make a stream of each, e.g. with one `source`");
  }
  if (props.backup_bucket.is_set() || props.partitioning || props.file_extension.is_set() ||
      props.time_zone.is_set() || props.table.is_set()) {
    error(codes::OT3164, "a delivery stream to elsewhere has what only one to a bucket has",
          "leave `backup_bucket`, `partitioning`, `file_extension`, `table` and `time_zone` out; "
          "`backup` of the destination says what `bucket` gets");
  }
  if (props.iceberg && props.iceberg->tables.empty()) {
    error(codes::OT3164, "records are delivered to tables of Iceberg, but there is none",
          "name one in `tables`");
  }
  if (props.http_endpoint) {
    const std::string_view url = props.http_endpoint->url.literal_text();
    if (props.http_endpoint->url.is_literal_text() && !url.starts_with("https://")) {
      error(codes::OT3164, "records cannot be delivered to '" + std::string(url) + "'",
            "begin the address with https://");
    }
  }
  if (props.open_search &&
      props.open_search->subnets.is_set() == props.open_search->security_groups.empty()) {
    error(codes::OT3164, "the way to a domain in a VPC has subnets or security groups alone",
          "set both, or neither where the domain is in no VPC");
  }
  const DeliveryRetryTime& time = props.http_endpoint ? props.http_endpoint->retry_time
                                  : props.iceberg     ? props.iceberg->retry_time
                                                      : props.open_search->retry_time;
  omnitrack::check_number(*this, codes::OT3161, time, "retry_time", "0 to 7200 seconds");
}

}  // namespace omnitrack
