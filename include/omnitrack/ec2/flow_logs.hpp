#pragma once

#include <omnitrack/known_number.hpp>
#include <omnitrack/logs/log_group.hpp>
#include <omnitrack/optional.hpp>

namespace omnitrack::cfn::ec2 {
class FlowLog;  // defined in <omnitrack/cfn/ec2.hpp>
}  // namespace omnitrack::cfn::ec2

namespace omnitrack {

class Bucket;
class Role;
class Vpc;

/// Which traffic is recorded.
enum class FlowTraffic : std::uint8_t {
  all,       ///< everything
  accepted,  ///< what security groups and network ACLs let pass
  rejected,  ///< what they do not
};

/// How flow logs are kept in S3.
/// https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs-s3.html
struct FlowLogsBucket {
  /// The bucket, whose policy must have the statements of `flow_logs_delivery` before the flow logs
  /// are made.
  Required<Link<const Bucket>, struct required_bucket> bucket;
  /// The folder in the bucket, e.g. `flows/`.
  Text folder = {};
  /// Whether folders are named as Hive reads them.
  Bool hive_partitions = false;
  /// Whether files are Apache Parquet instead of text.
  Bool parquet = false;
  /// Whether there is a folder for each hour instead of each day.
  Bool per_hour = false;
};

/// What a bucket's policy must allow for flow logs of this stack's account and region to be
/// delivered.
/// https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs-s3-permissions.html
PolicyDocument flow_logs_delivery(const Stack& stack, const Bucket& bucket);

class FlowLogs;

/// Properties of the flow logs of a VPC.
struct FlowLogsProps {
  using Makes = FlowLogs;
  Id id;
  /// The VPC.
  Required<Link<const Vpc>, struct required_vpc> vpc;
  /// Keeps them in S3 instead of CloudWatch Logs.
  Optional<FlowLogsBucket> bucket = {};
  /// The fields of a record, e.g. `${srcaddr} ${dstaddr}`; AWS's default where it is left out.
  Value<std::string> format = {};
  /// Over how many seconds the packets of a flow are counted together: 60 or 600; `{}` writes
  /// nothing, which is AWS's default of 600. A change replaces the flow logs.
  Optional<KnownNumber> interval_seconds = 600;
  /// Their log group; one of their own where it is left out.
  Link<const LogGroup> log_group = {};
  /// What happens to a log group of their own when it leaves the stack.
  RemovalPolicy removal_policy = RemovalPolicy::retain;
  /// How long a log group of their own keeps them.
  Retention retention = RetentionDays::one_month;
  /// Which traffic is recorded.
  FlowTraffic traffic = FlowTraffic::all;
};

/// Records of the traffic in a VPC: AWS::EC2::FlowLog and, for CloudWatch Logs, AWS::IAM::Role and,
/// where none is given, AWS::Logs::LogGroup.
/// https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs.html
class FlowLogs final : public Construct {
 public:
  FlowLogs(Attach at, const FlowLogsProps& props);

  /// Their log group; null where they are kept in S3.
  [[nodiscard]] const LogGroup* log_group() const { return log_group_; }
  /// The role that writes them; null where they are kept in S3.
  [[nodiscard]] Role* role() { return role_; }
  /// Their own resource.
  [[nodiscard]] cfn::ec2::FlowLog& resource() { return resource_; }

 private:
  void write_to_log_group(const FlowLogsProps& props);
  void write_to_bucket(const FlowLogsBucket& bucket);

  const LogGroup* log_group_ = nullptr;
  Role* role_ = nullptr;
  cfn::ec2::FlowLog& resource_;
};

}  // namespace omnitrack
