#pragma once

#include <omnitrack/checked_number.hpp>
#include <omnitrack/checked_text.hpp>
#include <omnitrack/cloudwatch/metric.hpp>
#include <omnitrack/events/event_target.hpp>
#include <omnitrack/kms/key_link.hpp>
#include <omnitrack/resource.hpp>

namespace omnitrack::cfn::kinesis {
class ResourcePolicy;  // defined in <omnitrack/cfn/kinesis.hpp>
class Stream;          // defined in <omnitrack/cfn/kinesis.hpp>
class StreamConsumer;  // defined in <omnitrack/cfn/kinesis.hpp>
enum class StreamArn : char;
}  // namespace omnitrack::cfn::kinesis

namespace omnitrack {

namespace detail {

inline void a_stream_name_has_1_to_128_letters_digits_dots_hyphens_or_underscores() {}
inline void a_stream_takes_records_of_1024_to_10240_kibibytes() {}
inline void a_stream_keeps_records_for_24_to_8760_hours() {}
inline void a_stream_has_1_to_100000_shards() {}

struct DataStreamNameRule {
  static constexpr bool fits(std::string_view name) {
    return !name.empty() && name.size() <= 128 && has_only_letters_digits_and("._-", name);
  }
  static constexpr void demand(bool fits) {
    if (!fits) a_stream_name_has_1_to_128_letters_digits_dots_hyphens_or_underscores();
  }
};

}  // namespace detail

/// The name of a stream: 1 to 128 letters, digits, `.`, `-` and `_`.
/// https://docs.aws.amazon.com/kinesis/latest/APIReference/API_CreateStream.html
using DataStreamName = CheckedText<detail::DataStreamNameRule>;
/// How large a record may be, in KiB.
using StreamRecordSize = CheckedNumber<
    detail::Between<1024, 10240, detail::a_stream_takes_records_of_1024_to_10240_kibibytes>>;
/// How long a record is kept, in hours.
using StreamRetention = CheckedNumber<
    detail::TimeBetween<24, 8760, detail::a_stream_keeps_records_for_24_to_8760_hours, 3600>>;
/// The number of shards.
using ShardCount =
    CheckedNumber<detail::Between<1, 100000, detail::a_stream_has_1_to_100000_shards>>;

class DataStream;

/// Properties of a stream.
struct DataStreamProps {
  using Makes = DataStream;
  Id id;
  /// Whether records are encrypted at rest, by AWS's key `aws/kinesis` where there is no `kms_key`.
  Bool encrypted = true;
  /// The key that records are encrypted with; AWS's own where it is left out.
  KeyLink kms_key = {};
  /// How large a record may be, in KiB, 1,024 to 10,240; 1,024 where it is left out.
  StreamRecordSize max_record_size = {};
  /// What happens to the records when the stream leaves the stack.
  RemovalPolicy removal_policy = RemovalPolicy::retain;
  /// How long a record is kept, in hours, 24 to 8,760; 24 where it is left out.
  StreamRetention retention = {};
  /// Which metrics each shard has, e.g. `IncomingBytes`, or `ALL`; they are charged.
  List<std::string> shard_metrics = {};
  /// The number of shards; as many as needed, on demand, where it is left out.
  ShardCount shards = {};
  /// The name; made up by CloudFormation where it is left out.
  DataStreamName stream_name = {};
  /// The throughput that an on-demand stream is ready for, in MiB a second.
  Value<std::int64_t> warm_throughput = {};
};

/// What is known of a stream that is made elsewhere, beside its ARN.
struct ImportedDataStream {
  /// The key that it is encrypted with, for grants.
  KeyLink kms_key = {};
};

/// A stream of records: AWS::Kinesis::Stream and, as needed, AWS::Kinesis::StreamConsumer and
/// AWS::Kinesis::ResourcePolicy.
/// https://docs.aws.amazon.com/streams/latest/dev/introduction.html
class DataStream final : public Construct, public EventTarget, public Measured {
 public:
  DataStream(Attach at, const DataStreamProps& props);
  DataStream(Attach at, const struct ImportedDataStreamProps& props);

  /// A stream that is made elsewhere.
  static DataStream& from_arn(Construct& scope, const Id& id,
                              const Value<cfn::kinesis::StreamArn>& arn,
                              const ImportedDataStream& known = {});

  /// Registers a consumer with a throughput of its own; `id` names it among those of the stream,
  /// and is its name where none is given.
  cfn::kinesis::StreamConsumer& add_consumer(std::string_view id,
                                             const Value<std::string>& consumer_name = {});
  /// Adds a statement to the stream's policy; one without resources is about this stream. A stream
  /// that is made elsewhere keeps its own.
  void add_to_resource_policy(PolicyStatement statement);

  /// Allows actions on the stream.
  void grant(Grantee& grantee, const List<std::string>& actions) const;
  /// Allows to read records.
  void grant_read(Grantee& grantee) const;
  /// Allows to put records.
  void grant_write(Grantee& grantee) const;
  /// Allows all that `grant_read` and `grant_write` do.
  void grant_read_write(Grantee& grantee) const;

  [[nodiscard]] Value<std::string> event_target_arn() const override { return arn(); }
  void grant_delivery(Grantee& sender) const override;

  /// One of Kinesis's metrics of the stream, by the average where it says no other statistic.
  /// https://docs.aws.amazon.com/streams/latest/dev/monitoring-with-cloudwatch.html
  [[nodiscard]] Metric metric(std::string_view name) const override;
  /// How far behind the slowest reader is, in milliseconds.
  [[nodiscard]] Metric metric_iterator_age() const {
    return metric("GetRecords.IteratorAgeMilliseconds").maximum();
  }
  /// How many bytes were put.
  [[nodiscard]] Metric metric_incoming_bytes() const { return metric("IncomingBytes").sum(); }
  /// How many records were put.
  [[nodiscard]] Metric metric_incoming_records() const { return metric("IncomingRecords").sum(); }
  /// How many bytes were read.
  [[nodiscard]] Metric metric_get_records_bytes() const { return metric("GetRecords.Bytes").sum(); }
  /// How many records were read.
  [[nodiscard]] Metric metric_get_records() const { return metric("GetRecords.Records").sum(); }
  /// How many reads were refused since they were too many.
  [[nodiscard]] Metric metric_read_throughput_exceeded() const {
    return metric("ReadProvisionedThroughputExceeded").sum();
  }
  /// How many records were refused since they were too many.
  [[nodiscard]] Metric metric_write_throughput_exceeded() const {
    return metric("WriteProvisionedThroughputExceeded").sum();
  }

  /// The ARN.
  [[nodiscard]] const Value<cfn::kinesis::StreamArn>& arn() const { return arn_; }
  /// The name.
  [[nodiscard]] const Value<std::string>& name() const { return name_; }
  /// The key that records are encrypted with; none where it is AWS's own.
  [[nodiscard]] const KeyLink& kms_key() const { return kms_key_; }
  /// The stream's own resource; an error where the stream is made elsewhere.
  [[nodiscard]] cfn::kinesis::Stream& resource();

 private:
  void check(const DataStreamProps& props) const;

  PolicyDocument policy_;
  cfn::kinesis::ResourcePolicy* policy_resource_ = nullptr;
  KeyLink kms_key_;
  cfn::kinesis::Stream* resource_ = nullptr;  // null where the stream is made elsewhere
  Value<cfn::kinesis::StreamArn> arn_;
  Value<std::string> name_;
};

}  // namespace omnitrack
