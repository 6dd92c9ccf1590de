#include "omnitrack/logs/data_protection.hpp"

#include <omnitrack/fn.hpp>
#include <omnitrack/logs/log_group.hpp>
#include <omnitrack/s3/bucket.hpp>

namespace omnitrack {

// https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/cloudwatch-logs-data-protection-policies.html
Value<Json> data_protection_policy(const Stack& stack, const DataProtection& protection) {
  Json identifiers = Json::array({});
  for (const Text& each : protection.identifiers) {
    identifiers.add(concat("arn:", stack.partition(), ":dataprotection::aws:data-identifier/",
                           std::string_view(each)));
  }
  Json destinations = Json::object({});
  if (protection.audit_log_group.is_set()) {
    destinations.set("CloudWatchLogs",
                     Json::object({{"LogGroup", protection.audit_log_group->name()}}));
  }
  if (protection.audit_bucket.is_set()) {
    destinations.set("S3", Json::object({{"Bucket", protection.audit_bucket->name()}}));
  }
  const Json audit =
      Json::object({{"Audit", Json::object({{"FindingsDestination", destinations}})}});
  const Json mask =
      Json::object({{"Deidentify", Json::object({{"MaskConfig", Json::object({})}})}});
  return Json::object(
      {{"Name", "data-protection-policy"},
       {"Version", "2021-06-01"},
       {"Statement",
        Json::array(
            {Json::object(
                 {{"Sid", "audit"}, {"DataIdentifier", identifiers}, {"Operation", audit}}),
             Json::object(
                 {{"Sid", "redact"}, {"DataIdentifier", identifiers}, {"Operation", mask}})})}});
}

}  // namespace omnitrack
