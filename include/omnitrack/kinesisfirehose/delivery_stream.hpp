#pragma once

#include <omnitrack/checked_number.hpp>
#include <omnitrack/checked_text.hpp>
#include <omnitrack/cloudwatch/metric.hpp>
#include <omnitrack/ec2/security_group.hpp>
#include <omnitrack/events/event_target.hpp>
#include <omnitrack/kms/key_link.hpp>
#include <omnitrack/logs/log_group.hpp>
#include <omnitrack/optional.hpp>
#include <omnitrack/secretsmanager/secret_link.hpp>

namespace omnitrack::cfn::ec2 {
enum class SubnetId : char;
}
namespace omnitrack::cfn::kinesisfirehose {
class DeliveryStream;  // defined in <omnitrack/cfn/kinesisfirehose.hpp>
enum class DeliveryStreamArn : char;
enum class DeliveryStreamName : char;
}  // namespace omnitrack::cfn::kinesisfirehose

namespace omnitrack {

class Bucket;
class DataStream;
class Domain;
class Function;
class GlueDatabase;
class GlueTable;
class Role;

namespace detail {

inline void a_delivery_stream_name_has_1_to_64_letters_digits_dots_hyphens_or_underscores() {}
inline void a_delivery_stream_buffers_for_0_to_900_seconds() {}
inline void a_delivery_stream_buffers_1_to_128_megabytes() {}
inline void a_delivery_stream_retries_for_0_to_7200_seconds() {}

struct DeliveryStreamNameRule {
  static constexpr bool fits(std::string_view name) {
    return !name.empty() && name.size() <= 64 && has_only_letters_digits_and("._-", name);
  }
  static constexpr void demand(bool fits) {
    if (!fits) a_delivery_stream_name_has_1_to_64_letters_digits_dots_hyphens_or_underscores();
  }
};

}  // namespace detail

/// The name of a delivery stream: 1 to 64 letters, digits, `.`, `-` and `_`.
/// https://docs.aws.amazon.com/firehose/latest/APIReference/API_CreateDeliveryStream.html
using DeliveryStreamName = CheckedText<detail::DeliveryStreamNameRule>;
/// How long records are collected before they are delivered, in seconds.
using BufferInterval = CheckedNumber<
    detail::TimeBetween<0, 900, detail::a_delivery_stream_buffers_for_0_to_900_seconds, 1>>;
/// How many records are collected before they are delivered, in MB.
using BufferSize =
    CheckedNumber<detail::Between<1, 128, detail::a_delivery_stream_buffers_1_to_128_megabytes>>;
/// How long a delivery is tried again, in seconds.
using DeliveryRetryTime = CheckedNumber<
    detail::TimeBetween<0, 7200, detail::a_delivery_stream_retries_for_0_to_7200_seconds, 1>>;

/// How the objects of a delivery stream are compressed.
enum class DeliveryCompression : std::uint8_t { none, gzip, hadoop_snappy, snappy, zip };

/// A function that changes records before they are delivered.
/// https://docs.aws.amazon.com/firehose/latest/dev/data-transformation.html
struct DeliveryTransformation {
  /// The function.
  Required<Link<Function>, struct required_function> function;
  /// How long records are collected for it, in seconds, 0 to 900; 60 where it is left out.
  BufferInterval buffer_interval = {};
  /// How many records are collected for it, in MB; 1 where it is left out.
  BufferSize buffer_size = {};
  /// How often a failed invocation is tried again; 3 times where it is left out.
  Value<std::int64_t> retries = {};
};

/// By which parts of the records the objects are parted.
/// https://docs.aws.amazon.com/firehose/latest/dev/dynamic-partitioning.html
struct DeliveryPartitioning {
  /// A query of jq's that gives the keys, e.g. `{customer: .customer_id}`; `prefix` then names them
  /// as `!{partitionKeyFromQuery:customer}`. A transformation gives them where it is left out.
  Value<std::string> query = {};
  /// How long the delivery is tried again, in seconds, 0 to 7,200; 300 where it is left out.
  DeliveryRetryTime retry_time = {};
};

/// What the bucket gets of a stream that delivers elsewhere.
enum class DeliveryBackup : std::uint8_t {
  failed,  ///< what could not be delivered
  all,     ///< everything
};

/// A web server that records are delivered to, of one's own or of a vendor's.
/// https://docs.aws.amazon.com/firehose/latest/dev/create-destination.html#create-destination-http
struct HttpDelivery {
  /// The address, which begins with `https://`.
  Required<Value<std::string>, struct required_url> url;
  /// The secret with the key that the server asks for, as `{"api_key": "…"}`.
  SecretLink access_key = {};
  /// What each request says beside its records, by name.
  Map<std::string> attributes = {};
  /// What the bucket gets.
  DeliveryBackup backup = DeliveryBackup::failed;
  /// Whether requests are compressed.
  Bool gzip = true;
  /// The name of the server in the console.
  Value<std::string> name = {};
  /// How long a delivery is tried again, in seconds, 0 to 7,200; 300 where it is left out.
  DeliveryRetryTime retry_time = {};
};

/// How often an index of OpenSearch is followed by another one, with the time behind its name.
enum class IndexRotation : std::uint8_t { none, hour, day, week, month };

/// A domain of OpenSearch that records are delivered to.
/// https://docs.aws.amazon.com/firehose/latest/dev/create-destination.html#create-destination-opensearch
struct SearchDelivery {
  /// The domain.
  Required<Link<Domain>, struct required_domain> domain;
  /// The index.
  Required<Text, struct required_index> index;
  /// What the bucket gets.
  DeliveryBackup backup = DeliveryBackup::failed;
  /// How long a delivery is tried again, in seconds, 0 to 7,200; 300 where it is left out.
  DeliveryRetryTime retry_time = {};
  /// How often the index is followed by another one.
  IndexRotation rotation = IndexRotation::none;
  /// The security groups of the way to a domain in a VPC, which then lets them in.
  Items<Link<SecurityGroup>> security_groups = {};
  /// The subnets of the way to a domain in a VPC.
  List<cfn::ec2::SubnetId> subnets = {};
};

/// A table of Apache Iceberg that records are delivered to.
struct IcebergTable {
  /// The database of the catalog that it is in.
  Required<Link<const GlueDatabase>, struct required_database> database;
  /// The name of the table.
  Required<Value<std::string>, struct required_name> name;
  /// The bucket that its data are in; the stream's `bucket` where it is left out.
  Link<Bucket> bucket = {};
  /// The columns by which a record replaces another one, or deletes it.
  List<std::string> unique_keys = {};
};

/// Tables of Apache Iceberg that records, in JSON, are delivered to. With more than one, a
/// `transformation` says of each record where it goes.
/// https://docs.aws.amazon.com/firehose/latest/dev/apache-iceberg-destination.html
struct IcebergDelivery {
  /// The tables.
  Required<Items<IcebergTable>, struct required_tables> tables;
  /// Whether records are added alone, and never replace or delete others.
  Bool append_only = false;
  /// What the bucket gets.
  DeliveryBackup backup = DeliveryBackup::failed;
  /// How long a delivery is tried again, in seconds, 0 to 7,200; 300 where it is left out.
  DeliveryRetryTime retry_time = {};
};

class DeliveryStream;

/// Properties of a delivery stream.
struct DeliveryStreamProps {
  using Makes = DeliveryStream;
  Id id;
  /// The bucket that the records are delivered to; of a stream that delivers elsewhere, what it
  /// could not deliver.
  Required<Link<Bucket>, struct required_bucket> bucket;
  /// A bucket for the records as they came, before a transformation.
  Link<Bucket> backup_bucket = {};
  /// What the names of the objects in `backup_bucket` begin with.
  Value<std::string> backup_prefix = {};
  /// How long records are collected, in seconds, 0 to 900; 300 where it is left out.
  BufferInterval buffer_interval = {};
  /// How many records are collected, in MB, 1 to 128; 5 where it is left out.
  BufferSize buffer_size = {};
  /// How the objects are compressed.
  DeliveryCompression compression = DeliveryCompression::none;
  /// Whether records that wait are encrypted, by AWS's own key where there is no `kms_key`; those
  /// of a `source` are as the source has them.
  Bool encrypted = true;
  /// What the names of the objects begin with that hold what failed.
  Value<std::string> error_prefix = {};
  /// What the names of the objects end with, e.g. `.json`.
  Value<std::string> file_extension = {};
  /// A web server that the records are delivered to.
  Optional<HttpDelivery> http_endpoint = {};
  /// Tables of Apache Iceberg that the records are delivered to.
  Optional<IcebergDelivery> iceberg = {};
  /// The key that records that wait are encrypted with.
  KeyLink kms_key = {};
  /// The log group for errors; the delivery stream makes one of its own where it is left out.
  Link<const LogGroup> log_group = {};
  /// How long the delivery stream's own log group keeps events.
  Retention log_retention = RetentionDays::two_years;
  /// Whether errors are logged.
  Bool logging = true;
  /// The key that the objects are encrypted with; the bucket's where it is left out.
  KeyLink object_kms_key = {};
  /// A domain of OpenSearch that the records are delivered to.
  Optional<SearchDelivery> open_search = {};
  /// Whether, and by what, the objects are parted; only when the stream is made.
  Optional<DeliveryPartitioning> partitioning = {};
  /// What the names of the objects begin with; that of the `table` where it is left out. The time
  /// in UTC follows.
  Value<std::string> prefix = {};
  /// The role by which records are read and delivered, which gets what it needs; the delivery
  /// stream makes one of its own where it is left out.
  Link<Role> role = {};
  /// The stream that records come from; whoever may puts them where it is left out.
  Link<const DataStream> source = {};
  /// The name; made up by CloudFormation where it is left out.
  DeliveryStreamName stream_name = {};
  /// The table whose columns the objects get: records in JSON become Parquet, or ORC, as the table
  /// is written.
  Link<GlueTable> table = {};
  /// The time zone of the times in the names, e.g. `Europe/Berlin`; UTC where it is left out.
  Value<std::string> time_zone = {};
  /// A function that changes the records.
  Optional<DeliveryTransformation> transformation = {};
};

/// A delivery stream to a bucket, a web server, OpenSearch or tables of Iceberg:
/// AWS::KinesisFirehose::DeliveryStream and, as needed, the role (AWS::IAM::Role) and the log group
/// with its stream (AWS::Logs::LogGroup, AWS::Logs::LogStream).
/// https://docs.aws.amazon.com/firehose/latest/dev/what-is-this-service.html
class DeliveryStream final : public Construct, public EventTarget, public Measured {
 public:
  DeliveryStream(Attach at, const DeliveryStreamProps& props);
  DeliveryStream(Attach at, const struct ImportedDeliveryStreamProps& props);

  /// A delivery stream that is made elsewhere.
  static DeliveryStream& from_arn(Construct& scope, const Id& id,
                                  const Value<cfn::kinesisfirehose::DeliveryStreamArn>& arn);

  /// Allows actions on the delivery stream.
  void grant(Grantee& grantee, const List<std::string>& actions) const;
  /// Allows to put records.
  void grant_put_records(Grantee& grantee) const;

  [[nodiscard]] Value<std::string> event_target_arn() const override { return arn(); }
  void grant_delivery(Grantee& sender) const override { grant_put_records(sender); }

  /// One of Firehose's metrics of the stream, by the average where it says no other statistic.
  /// https://docs.aws.amazon.com/firehose/latest/dev/cloudwatch-metrics.html
  [[nodiscard]] Metric metric(std::string_view name) const override;
  /// How old the oldest record is that is not yet delivered, in seconds.
  [[nodiscard]] Metric metric_data_freshness() const {
    return delivery_metric("DataFreshness").maximum();
  }
  /// How many records were delivered.
  [[nodiscard]] Metric metric_delivered_records() const { return delivery_metric("Records").sum(); }
  /// How many of the deliveries succeeded, from 0 to 1.
  [[nodiscard]] Metric metric_delivery_success() const { return delivery_metric("Success"); }
  /// How many bytes were put.
  [[nodiscard]] Metric metric_incoming_bytes() const { return metric("IncomingBytes").sum(); }
  /// How many records were put.
  [[nodiscard]] Metric metric_incoming_records() const { return metric("IncomingRecords").sum(); }
  /// How many records were refused since they were too many.
  [[nodiscard]] Metric metric_throttled_records() const { return metric("ThrottledRecords").sum(); }

  /// The ARN.
  [[nodiscard]] const Value<cfn::kinesisfirehose::DeliveryStreamArn>& arn() const { return arn_; }
  /// The name.
  [[nodiscard]] const Value<cfn::kinesisfirehose::DeliveryStreamName>& name() const {
    return name_;
  }
  /// The role by which records are delivered; an error where the stream is made elsewhere.
  [[nodiscard]] Role& role();
  /// The delivery stream's own resource; an error where the stream is made elsewhere.
  [[nodiscard]] cfn::kinesisfirehose::DeliveryStream& resource();

 private:
  void check(const DeliveryStreamProps& props) const;
  void give_permissions(const DeliveryStreamProps& props);
  void set_destination(const DeliveryStreamProps& props);
  void set_other_destination(const DeliveryStreamProps& props);
  void set_source(const DeliveryStreamProps& props);
  void allow_search(const SearchDelivery& search);
  void allow_iceberg(const DeliveryStreamProps& props);
  void check_table(const DeliveryStreamProps& props) const;
  void check_other_destination(const DeliveryStreamProps& props) const;
  // One of the metrics of the destination.
  [[nodiscard]] Metric delivery_metric(std::string_view name) const;

  std::string_view destination_ = "DeliveryToS3";  // how its metrics begin
  Role* role_ = nullptr;
  cfn::kinesisfirehose::DeliveryStream* resource_ = nullptr;  // null where it is made elsewhere
  Value<cfn::kinesisfirehose::DeliveryStreamArn> arn_;
  Value<cfn::kinesisfirehose::DeliveryStreamName> name_;
};

}  // namespace omnitrack
