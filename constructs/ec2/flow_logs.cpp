#include "omnitrack/ec2/flow_logs.hpp"

#include <string>

#include <omnitrack/cfn/ec2.hpp>
#include <omnitrack/codes.hpp>
#include <omnitrack/ec2/vpc.hpp>
#include <omnitrack/fn.hpp>
#include <omnitrack/iam/role.hpp>
#include <omnitrack/s3/bucket.hpp>

namespace omnitrack {

namespace {

using FlowLog = cfn::ec2::FlowLogProps;

FlowLog::TrafficType traffic_type(FlowTraffic traffic) {
  switch (traffic) {
    case FlowTraffic::all:
      break;
    case FlowTraffic::accepted:
      return FlowLog::TrafficType::accept;
    case FlowTraffic::rejected:
      return FlowLog::TrafficType::reject;
  }
  return FlowLog::TrafficType::all;
}

// Only these accounts' and regions' own flow logs, so that nobody else's can use the permission.
Map<Json> source_conditions(const Stack& stack, std::string_view service,
                            std::string_view resource) {
  return {
      {"StringEquals", Json::object({{"aws:SourceAccount", stack.account()}})},
      {"ArnLike", Json::object({{"aws:SourceArn", stack.arn(service, resource)}})},
  };
}

// https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs-iam-role.html, but for the making of
// log groups, since this one is there, and on this group alone; only the list of all groups cannot
// be narrowed to one.
PolicyDocument write_policy(const Stack& stack, const LogGroup& log_group) {
  return {
      {.actions = {"logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"},
       .resources = {log_group.arn()}},
      {.actions = {"logs:DescribeLogGroups"}, .resources = {stack.arn("logs", "log-group:*")}},
  };
}

}  // namespace

PolicyDocument flow_logs_delivery(const Stack& stack, const Bucket& bucket) {
  const PolicyPrincipal delivery = PolicyPrincipal::service("delivery.logs.amazonaws.com");
  Map<Json> write_conditions = source_conditions(stack, "logs", "*");
  write_conditions.set("StringEquals",
                       Json::object({{"aws:SourceAccount", stack.account()},
                                     {"s3:x-amz-acl", "bucket-owner-full-control"}}));
  return {
      {.actions = {"s3:PutObject"},
       .conditions = write_conditions,
       .principals = {delivery},
       .resources = {bucket.arn_for_objects()}},
      {.actions = {"s3:GetBucketAcl", "s3:ListBucket"},
       .conditions = source_conditions(stack, "logs", "*"),
       .principals = {delivery},
       .resources = {bucket.arn()}},
  };
}

FlowLogs::FlowLogs(Attach at, const FlowLogsProps& props)
    : Construct(std::move(at)),
      resource_(add(FlowLog{
          .id = primary(),
          .resource_id = props.vpc->id(),
          .resource_type = FlowLog::ResourceType::vpc,
          .log_format = props.format,
          .max_aggregation_interval = props.interval_seconds
                                          ? Value<std::int64_t>(*props.interval_seconds)
                                          : Value<std::int64_t>(),
          .traffic_type = traffic_type(props.traffic),
      })) {
  const std::int64_t interval = props.interval_seconds.value_or(600);
  if (interval != 60 && interval != 600) {
    error(codes::OT2040, "flows cannot be counted over " + std::to_string(interval) + " seconds",
          "interval_seconds is 60 or 600");
  }
  if (!props.bucket) {
    write_to_log_group(props);
    return;
  }
  if (props.log_group.is_set()) {
    error(codes::OT2041, "flow logs are kept in a log group or in a bucket, not in both",
          "leave log_group or bucket out, and make a second FlowLogs for it");
  }
  write_to_bucket(*props.bucket);
}

void FlowLogs::write_to_log_group(const FlowLogsProps& props) {
  log_group_ = props.log_group.get();
  if (log_group_ == nullptr) {
    log_group_ = &add(LogGroupProps{
        .id = child("LogGroup"),
        .removal_policy = props.removal_policy,
        .retention = props.retention,
    });
  }
  role_ = &add(RoleProps{
      .id = child("Role"),
      .assumed_by = PolicyPrincipal::service("vpc-flow-logs.amazonaws.com"),
      .assume_conditions = source_conditions(stack(), "ec2", "vpc-flow-log/*"),
      .inline_policies = {{"WriteFlowLogs", write_policy(stack(), *log_group_).json()}},
  });
  resource_.props.deliver_logs_permission_arn = role_->arn();
  resource_.props.log_destination_type = FlowLog::LogDestinationType::cloud_watch_logs;
  resource_.props.log_group_name = log_group_->name();
}

void FlowLogs::write_to_bucket(const FlowLogsBucket& bucket) {
  using Options = cfn::ec2::flow_log::DestinationOptions;
  resource_.props.log_destination = bucket.folder.empty()
                                        ? bucket.bucket->arn()
                                        : concat(bucket.bucket->arn(), "/", bucket.folder);
  resource_.props.log_destination_type = FlowLog::LogDestinationType::s3;
  resource_.props.destination_options = Options{
      .file_format =
          bucket.parquet ? Options::FileFormat::parquet : Options::FileFormat::plain_text,
      .hive_compatible_partitions = bucket.hive_partitions,
      .per_hour_partition = bucket.per_hour,
  };
}

}  // namespace omnitrack
