#pragma once

#include <omnitrack/construct.hpp>
#include <omnitrack/items.hpp>
#include <omnitrack/link.hpp>
#include <omnitrack/list.hpp>
#include <omnitrack/optional.hpp>
#include <omnitrack/required.hpp>

namespace omnitrack::cfn::logs {
class Delivery;             // defined in <omnitrack/cfn/logs.hpp>
class DeliveryDestination;  // defined in <omnitrack/cfn/logs.hpp>
class DeliverySource;       // defined in <omnitrack/cfn/logs.hpp>
class ResourcePolicy;       // defined in <omnitrack/cfn/logs.hpp>
}  // namespace omnitrack::cfn::logs

namespace omnitrack {

class Bucket;
class DeliveryStream;
class Distribution;
class LogDelivery;
class LogGroup;

/// What writes logs that CloudWatch Logs delivers.
/// https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/AWS-logs-and-resource-policy.html
class LogDeliverySource {
 public:
  /// The requests to a distribution, in a stack of us-east-1.
  LogDeliverySource(const Distribution& distribution);
  /// Something by its ARN, and which of its logs, e.g. `APPLICATION_LOGS`.
  static LogDeliverySource of(const Value<std::string>& arn, const Value<std::string>& log_type) {
    return {arn, log_type};
  }

  /// The ARN.
  [[nodiscard]] const Value<std::string>& arn() const { return arn_; }
  /// Which of its logs.
  [[nodiscard]] const Value<std::string>& log_type() const { return log_type_; }
  /// Whether it delivers in us-east-1 alone.
  [[nodiscard]] bool is_global() const { return is_global_; }

 private:
  LogDeliverySource(const Value<std::string>& arn, const Value<std::string>& log_type)
      : arn_(arn), log_type_(log_type) {}

  Value<std::string> arn_;
  Value<std::string> log_type_;
  bool is_global_ = false;
};

/// Where CloudWatch Logs delivers logs to; it is let in.
class LogDeliveryDestination {
 public:
  /// A log group.
  LogDeliveryDestination(LogGroup& log_group) : log_group_(&log_group) {}
  /// A bucket, below `AWSLogs/ACCOUNT/`.
  LogDeliveryDestination(Bucket& bucket) : bucket_(&bucket) {}
  /// A stream of Firehose.
  LogDeliveryDestination(DeliveryStream& stream) : stream_(&stream) {}

  /// The log group; null where it is another.
  [[nodiscard]] LogGroup* log_group() const { return log_group_; }
  /// The bucket; null where it is another.
  [[nodiscard]] Bucket* bucket() const { return bucket_; }
  /// The stream; null where it is another.
  [[nodiscard]] DeliveryStream* stream() const { return stream_; }

 private:
  LogGroup* log_group_ = nullptr;
  Bucket* bucket_ = nullptr;
  DeliveryStream* stream_ = nullptr;
};

/// How logs are written; `parquet` in buckets alone.
enum class LogDeliveryFormat : std::uint8_t { json, plain, w3c, raw, parquet };

/// Properties of a delivery of logs.
struct LogDeliveryProps {
  using Makes = LogDelivery;
  Id id;
  /// Where to: a log group, a bucket or a stream of Firehose.
  Required<LogDeliveryDestination, struct required_destination> destination;
  /// What writes the logs, e.g. a distribution.
  Required<LogDeliverySource, struct required_source> source;
  /// The fields of each record in order; the source's own where they are left out.
  List<std::string> fields = {};
  /// How they are written; JSON where it is left out.
  LogDeliveryFormat format = LogDeliveryFormat::json;
  /// Whether keys in a bucket are such as Hive reads.
  Bool hive_compatible = false;
  /// How the keys in a bucket go on, e.g. `{DistributionId}/{yyyy}/{MM}/{dd}`.
  Value<std::string> suffix_path = {};
};

/// Logs that CloudWatch Logs delivers, such as CloudFront's standard logs in their second
/// version: AWS::Logs::Delivery, AWS::Logs::DeliverySource and AWS::Logs::DeliveryDestination, and
/// for a log group AWS::Logs::ResourcePolicy.
/// https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/standard-logging.html
class LogDelivery final : public Construct {
 public:
  LogDelivery(Attach at, const LogDeliveryProps& props);

  /// The delivery's own resource.
  [[nodiscard]] cfn::logs::Delivery& resource() { return *resource_; }
  /// Where it is delivered to.
  [[nodiscard]] cfn::logs::DeliveryDestination& destination() { return *destination_; }
  /// What is delivered from.
  [[nodiscard]] cfn::logs::DeliverySource& delivery_source() { return *source_; }

 private:
  void check(const LogDeliveryProps& props) const;
  Value<std::string> let_in(const LogDeliveryDestination& destination);

  cfn::logs::DeliverySource* source_;
  cfn::logs::DeliveryDestination* destination_ = nullptr;
  cfn::logs::Delivery* resource_ = nullptr;
  cfn::logs::ResourcePolicy* policy_ = nullptr;  // null where no log group lets it in
};

}  // namespace omnitrack
