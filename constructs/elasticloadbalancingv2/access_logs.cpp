#include "access_logs.hpp"

#include <omnitrack/fn.hpp>

namespace omnitrack::elb {

namespace {

// The keys begin with the prefix, then `AWSLogs` and the account.
Value<std::string> log_objects(const Bucket& bucket, std::string_view prefix, const Stack& stack) {
  return concat(bucket.arn(), "/", prefix, prefix.empty() ? "" : "/", "AWSLogs/", stack.account(),
                "/*");
}

}  // namespace

void allow_application_logs(Bucket& bucket, std::string_view prefix, const Stack& stack) {
  bucket.add_to_resource_policy({
      .actions = {"s3:PutObject"},
      .conditions = {{"ArnLike", Json::object({{"aws:SourceArn", stack.arn("elasticloadbalancing",
                                                                           "loadbalancer/*")}})}},
      .principals = PolicyPrincipal::service("logdelivery.elasticloadbalancing.amazonaws.com"),
      .resources = {log_objects(bucket, prefix, stack)},
  });
}

void allow_network_logs(Bucket& bucket, std::string_view prefix, const Stack& stack) {
  const Value<std::string> source = stack.arn("logs", "*");
  bucket.add_to_resource_policy({
      .actions = {"s3:PutObject"},
      .conditions = {{"ArnLike", Json::object({{"aws:SourceArn", source}})},
                     {"StringEquals",
                      Json::object({{"aws:SourceAccount", stack.account()},
                                    {"s3:x-amz-acl", "bucket-owner-full-control"}})}},
      .principals = PolicyPrincipal::service("delivery.logs.amazonaws.com"),
      .resources = {log_objects(bucket, prefix, stack)},
  });
  bucket.add_to_resource_policy({
      .actions = {"s3:GetBucketAcl"},
      .conditions = {{"ArnLike", Json::object({{"aws:SourceArn", source}})},
                     {"StringEquals", Json::object({{"aws:SourceAccount", stack.account()}})}},
      .principals = PolicyPrincipal::service("delivery.logs.amazonaws.com"),
      .resources = {bucket.arn()},
  });
}

}  // namespace omnitrack::elb
