#include <algorithm>
#include <array>

#include "diff/refusals/refusal_check.hpp"
#include "meaning/known.hpp"
#include "omnitrack/codes.hpp"
#include "support/type_rows.hpp"

namespace omnitrack::diff {

using meaning::Case;
using meaning::only_value;
using meaning::property_path;

namespace {

/// A value that cannot be taken back.
struct OneWay {
  std::string_view type;
  std::string_view way;
  std::string_view from;
  std::string_view to;  ///< what it cannot become again; also what holds where it is left out
};

// Sorted by type.
constexpr auto one_ways = std::to_array<OneWay>({
    // https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ec2-networkinterface.html
    {"AWS::EC2::NetworkInterface", "EnablePrimaryIpv6", "true", "false"},
    // https://docs.aws.amazon.com/eks/latest/userguide/setting-up-access-entries.html
    {"AWS::EKS::Cluster", "AccessConfig/AuthenticationMode", "API", "API_AND_CONFIG_MAP"},
    {"AWS::EKS::Cluster", "AccessConfig/AuthenticationMode", "API", "CONFIG_MAP"},
    {"AWS::EKS::Cluster", "AccessConfig/AuthenticationMode", "API_AND_CONFIG_MAP", "CONFIG_MAP"},
    // https://docs.aws.amazon.com/opensearch-service/latest/developerguide/fgac.html
    {"AWS::Elasticsearch::Domain", "AdvancedSecurityOptions/Enabled", "true", "false"},
    // https://docs.aws.amazon.com/firehose/latest/APIReference/API_ExtendedS3DestinationConfiguration.html
    {"AWS::KinesisFirehose::DeliveryStream", "ExtendedS3DestinationConfiguration/S3BackupMode",
     "Enabled", "Disabled"},
    {"AWS::KinesisFirehose::DeliveryStream", "RedshiftDestinationConfiguration/S3BackupMode",
     "Enabled", "Disabled"},
    {"AWS::KinesisFirehose::DeliveryStream", "SplunkDestinationConfiguration/S3BackupMode",
     "AllEvents", "FailedEventsOnly"},
    // https://docs.aws.amazon.com/opensearch-service/latest/developerguide/fgac.html
    // https://docs.aws.amazon.com/opensearch-service/latest/developerguide/ntn.html
    // https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-opensearchservice-domain.html
    {"AWS::OpenSearchService::Domain", "AdvancedSecurityOptions/Enabled", "true", "false"},
    {"AWS::OpenSearchService::Domain", "IPAddressType", "dualstack", "ipv4"},
    {"AWS::OpenSearchService::Domain", "NodeToNodeEncryptionOptions/Enabled", "true", "false"},
    // https://docs.aws.amazon.com/systems-manager/latest/userguide/parameter-store-advanced-parameters.html
    {"AWS::SSM::Parameter", "Tier", "Advanced", "Standard"},
});
static_assert(std::ranges::is_sorted(one_ways, {}, &OneWay::type));

void check_one_way(const RefusalCheck& check, const OneWay& one_way) {
  for_each_difference(
      check, one_way.way, [&](const Case& before, const Case& after, bool is_always) {
        if (meaning::known_text(before.value) != one_way.from) return;
        const auto text = meaning::known_text(after.value);
        const bool is_left_out = after.value == nullptr && after.is_seen;
        if (!is_left_out && text != one_way.to) return;
        check.report(codes::OT5120, {.path = property_path(one_way.way),
                                     .what = "'" + std::string(one_way.way) + "' is '" +
                                             std::string(one_way.from) + "' and cannot become '" +
                                             std::string(one_way.to) + "' again",
                                     .hint = "leave it at '" + std::string(one_way.from) + "'",
                                     .is_certain = is_always && !is_left_out});
      });
}

// https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-lock-managing.html
void check_locked_bucket(const RefusalCheck& check) {
  if (!check.is_type("AWS::S3::Bucket")) return;
  const tmpl::Node* locked =
      only_value(*check.diff.before, *check.change.before, "ObjectLockEnabled");
  if (meaning::known_boolean(locked) != true) return;
  for_each_difference(check, "VersioningConfiguration/Status",
                      [&check](const Case&, const Case& after, bool is_always) {
                        if (meaning::known_text(after.value) != "Suspended") return;
                        check.report(
                            codes::OT5120,
                            {.path = property_path("VersioningConfiguration/Status"),
                             .what = "a bucket with object lock cannot suspend its versioning",
                             .hint = "leave it 'Enabled'",
                             .is_certain = is_always});
                      });
}

}  // namespace

void refuse_switching_off(const RefusalCheck& check) {
  for (const OneWay& each : support::rows_of_type(one_ways, check.change.type_name)) {
    check_one_way(check, each);
  }
  check_locked_bucket(check);
}

}  // namespace omnitrack::diff
