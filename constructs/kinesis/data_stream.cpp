#include "omnitrack/kinesis/data_stream.hpp"

#include <string>

#include "../check_number.hpp"
#include "../iam/let_in.hpp"
#include <omnitrack/cfn/kinesis.hpp>
#include <omnitrack/codes.hpp>

namespace omnitrack {

namespace {

namespace stream = cfn::kinesis::stream;

// https://docs.aws.amazon.com/streams/latest/dev/how-do-i-size-a-stream.html
Value<stream::StreamModeDetails> stream_mode(const ShardCount& shards) {
  using Mode = stream::StreamModeDetails::StreamMode;
  return stream::StreamModeDetails{.stream_mode =
                                       shards.is_set() ? Mode::provisioned : Mode::on_demand};
}

Value<stream::StreamEncryption> stream_encryption(const DataStreamProps& props) {
  if (!props.encrypted) return {};
  stream::StreamEncryption made{
      .encryption_type = stream::StreamEncryption::EncryptionType::kms,
      .key_id = "alias/aws/kinesis",
  };
  if (props.kms_key.is_set()) made.key_id = props.kms_key.arn();
  return made;
}

}  // namespace

DataStream::DataStream(Attach at, const DataStreamProps& props)
    : Construct(std::move(at)),
      kms_key_(props.kms_key),
      resource_(&add(cfn::kinesis::StreamProps{
          .id = primary(),
          .desired_shard_level_metrics =
              as<cfn::kinesis::StreamProps::DesiredShardLevelMetrics>(props.shard_metrics),
          .max_record_size_in_ki_b = props.max_record_size.value(),
          .name = props.stream_name.value(),
          .retention_period_hours = props.retention.value(),
          .shard_count = props.shards.value(),
          .stream_encryption = stream_encryption(props),
          .stream_mode_details = stream_mode(props.shards),
          .warm_throughput_mi_bps = props.warm_throughput,
      })),
      arn_(resource_->attr_arn()),
      name_(resource_->ref()) {
  resource_->set_removal_policy(props.removal_policy);
  check(props);
}

void DataStream::check(const DataStreamProps& props) const {
  if (props.stream_name.is_broken()) {
    error(codes::OT3151,
          "'" + std::string(props.stream_name.text()) + "' is not a name for a stream",
          "use 1 to 128 letters, digits, '.', '-' and '_'");
  }
  const auto check_number = [this](const auto& number, const char* what, const char* bounds) {
    omnitrack::check_number(*this, codes::OT3152, number, what, bounds);
  };
  check_number(props.max_record_size, "max_record_size", "1024 to 10240 KiB");
  check_number(props.retention, "retention", "24 to 8760 hours");
  check_number(props.shards, "shards", "1 to 100000");
  if (props.kms_key.is_set() && !props.encrypted) {
    error(codes::OT3153, "a stream that is not encrypted has a key", "leave `encrypted` out");
  }
}

cfn::kinesis::StreamConsumer& DataStream::add_consumer(std::string_view consumer_id,
                                                       const Value<std::string>& consumer_name) {
  return add(cfn::kinesis::StreamConsumerProps{
      .id = child(consumer_id),
      .consumer_name = consumer_name.is_set() ? consumer_name : Value<std::string>(consumer_id),
      .stream_arn = arn(),
  });
}

void DataStream::add_to_resource_policy(PolicyStatement statement) {
  if (resource_ == nullptr) return;
  if (!statement.resources.is_set()) statement.resources = {arn()};
  policy_.add(statement);
  if (policy_resource_ == nullptr) {
    policy_resource_ = &add(cfn::kinesis::ResourcePolicyProps{
        .id = child("Policy"), .resource_arn = arn(), .resource_policy = policy_.json()});
  }
  policy_resource_->props.resource_policy = policy_.json();
}

void DataStream::grant(Grantee& grantee, const List<std::string>& actions) const {
  iam::let_in(*this, grantee, {.actions = actions, .resources = {arn()}});
}

// https://docs.aws.amazon.com/streams/latest/dev/controlling-access.html
void DataStream::grant_read(Grantee& grantee) const {
  grant(grantee, {"kinesis:DescribeStream", "kinesis:DescribeStreamSummary", "kinesis:GetRecords",
                  "kinesis:GetShardIterator", "kinesis:ListShards", "kinesis:SubscribeToShard"});
  kms_key_.grant(grantee, {"kms:Decrypt"});
}

void DataStream::grant_write(Grantee& grantee) const {
  grant(grantee, {"kinesis:DescribeStreamSummary", "kinesis:ListShards", "kinesis:PutRecord",
                  "kinesis:PutRecords"});
  kms_key_.grant(grantee, {"kms:GenerateDataKey"});
}

void DataStream::grant_read_write(Grantee& grantee) const {
  grant_read(grantee);
  grant_write(grantee);
}

void DataStream::grant_delivery(Grantee& sender) const {
  grant(sender, {"kinesis:PutRecord", "kinesis:PutRecords"});
  kms_key_.grant(sender, {"kms:GenerateDataKey"});
}

Metric DataStream::metric(std::string_view metric_name) const {
  return MetricProps{.name_space = "AWS/Kinesis",
                     .metric_name = metric_name,
                     .dimensions = {{"StreamName", name()}}};
}

}  // namespace omnitrack
