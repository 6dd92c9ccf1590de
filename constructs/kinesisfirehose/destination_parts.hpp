#pragma once

#include <omnitrack/cfn/kinesisfirehose.hpp>
#include <omnitrack/kinesisfirehose/delivery_stream.hpp>

namespace omnitrack::kinesisfirehose {

namespace firehose = cfn::kinesisfirehose::delivery_stream;

/// The name of a compression in templates.
[[nodiscard]] std::string_view compression_name(DeliveryCompression compression);

/// Allows to put objects into a bucket, and to use its key.
void allow_delivery(Grantee& role, const Bucket& bucket);

/// What has a function change the records.
[[nodiscard]] firehose::Processor transforming(const DeliveryTransformation& by, const Role& role);

/// What has a query give the keys of objects.
[[nodiscard]] firehose::Processor querying(const Value<std::string>& query);

/// What has records in JSON become rows of a table, read by a role.
[[nodiscard]] firehose::DataFormatConversionConfiguration conversion_to(const GlueTable& table,
                                                                        const Role& role);

/// What objects are encrypted with; not set where the bucket says so.
[[nodiscard]] Value<firehose::EncryptionConfiguration> object_encryption(
    const DeliveryStreamProps& props);

/// The ids of what errors are logged into.
struct LoggingIds {
  Id group;
  Id stream;
};

/// Where errors are logged, with what is made for that below the stream; not set where they are
/// not.
[[nodiscard]] Value<firehose::CloudWatchLoggingOptions> logging_options(
    const LoggingIds& ids, DeliveryStream& stream, Role& role, const DeliveryStreamProps& props);

}  // namespace omnitrack::kinesisfirehose
