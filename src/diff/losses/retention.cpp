#include <algorithm>
#include <array>
#include <cstdint>
#include <limits>
#include <optional>

#include "diff/losses/loss_check.hpp"
#include "meaning/known.hpp"
#include "support/type_rows.hpp"

namespace omnitrack::diff {

using meaning::Case;
using meaning::for_each_pair;
using meaning::property_path;
using meaning::same_case;

namespace {

constexpr std::int64_t forever = std::numeric_limits<std::int64_t>::max();
constexpr std::int64_t unknown = -2;

/// A property that says how long something is kept.
struct Retention {
  std::string_view type;
  std::string_view way;
  std::string_view data;  ///< what is kept
  std::string_view unit;
  std::int64_t without = unknown;  ///< what holds where it is left out
  bool is_zero_forever = false;
};

constexpr std::string_view days = "days";
constexpr std::string_view backups = "the automated backups";
constexpr std::string_view snapshots = "the automatic snapshots";

// Sorted by type. Each is told on the type's page,
// https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-SERVICE-TYPE.html;
// what holds without it, on the page of the service's own call.
constexpr auto retentions = std::to_array<Retention>({
    {"AWS::APS::Workspace", "WorkspaceConfiguration/RetentionPeriodInDays", "the metrics", days},
    {"AWS::BedrockAgentCore::Memory", "EventExpiryDuration", "the events", days},
    {"AWS::Cassandra::Table", "DefaultTimeToLive", "new rows", "seconds", forever, true},
    {"AWS::CloudHSM::Cluster", "BackupRetentionPolicy/Value", backups, days, 90},
    {"AWS::CloudTrail::EventDataStore", "RetentionPeriod", "the events", days},
    {"AWS::CustomerProfiles::Domain", "DefaultExpirationDays", "the profiles", days},
    {"AWS::CustomerProfiles::ObjectType", "ExpirationDays", "the objects", days},
    {"AWS::DocDB::DBCluster", "BackupRetentionPeriod", backups, days, 1},
    {"AWS::DocDBElastic::Cluster", "BackupRetentionPeriod", backups, days, 1},
    {"AWS::DynamoDB::Table", "PointInTimeRecoverySpecification/RecoveryPeriodInDays",
     "the points that the table can be recovered to", days, 35},
    {"AWS::ElastiCache::CacheCluster", "SnapshotRetentionLimit", snapshots, days, 0},
    {"AWS::ElastiCache::ReplicationGroup", "SnapshotRetentionLimit", snapshots, days, 0},
    {"AWS::ElastiCache::ServerlessCache", "SnapshotRetentionLimit", snapshots, days, 0},
    {"AWS::Events::Archive", "RetentionDays", "the archived events", days, forever, true},
    {"AWS::FSx::FileSystem", "LustreConfiguration/AutomaticBackupRetentionDays", backups, days, 0},
    {"AWS::FSx::FileSystem", "OntapConfiguration/AutomaticBackupRetentionDays", backups, days, 30},
    {"AWS::FSx::FileSystem", "OpenZFSConfiguration/AutomaticBackupRetentionDays", backups, days,
     30},
    {"AWS::FSx::FileSystem", "WindowsConfiguration/AutomaticBackupRetentionDays", backups, days,
     30},
    {"AWS::IoTAnalytics::Channel", "RetentionPeriod/NumberOfDays", "the messages", days, forever},
    {"AWS::IoTAnalytics::Dataset", "RetentionPeriod/NumberOfDays", "the contents", days, forever},
    {"AWS::IoTAnalytics::Datastore", "RetentionPeriod/NumberOfDays", "the messages", days, forever},
    {"AWS::KMS::Key", "PendingWindowInDays", "the chance to stop a deletion of the key", days, 30},
    {"AWS::Kinesis::Stream", "RetentionPeriodHours", "the records", "hours", 24},
    {"AWS::KinesisVideo::Stream", "DataRetentionInHours", "the recordings", "hours", 0},
    {"AWS::Logs::LogGroup", "RetentionInDays", "the log events", days, forever},
    {"AWS::MemoryDB::Cluster", "SnapshotRetentionLimit", snapshots, days, 0},
    {"AWS::Neptune::DBCluster", "BackupRetentionPeriod", backups, days, 1},
    {"AWS::RDS::DBCluster", "BackupRetentionPeriod", backups, days, 1},
    {"AWS::RDS::DBInstance", "AutomaticBackupReplicationRetentionPeriod",
     "the backups in the other region", days},
    {"AWS::RDS::DBInstance", "BackupRetentionPeriod", backups, days, 1},
    {"AWS::RDS::DBInstance", "PerformanceInsightsRetentionPeriod", "the performance data", days, 7},
    {"AWS::Rbin::Rule", "RetentionPeriod/RetentionPeriodValue", "what is in the recycle bin", days},
    {"AWS::Redshift::Cluster", "AutomatedSnapshotRetentionPeriod", snapshots, days, 1},
    {"AWS::Redshift::Cluster", "SnapshotCopyRetentionPeriod", "the copied snapshots", days, 7},
    {"AWS::S3::Bucket", "ObjectLockConfiguration/Rule/DefaultRetention/Days",
     "the lock of new objects", days},
    {"AWS::S3::Bucket", "ObjectLockConfiguration/Rule/DefaultRetention/Years",
     "the lock of new objects", "years"},
    {"AWS::SNS::Topic", "ArchivePolicy/MessageRetentionPeriod", "the archived messages", days, 0},
    {"AWS::SQS::Queue", "MessageRetentionPeriod", "the messages", "seconds", 345600},
    {"AWS::SecurityLake::DataLake", "LifecycleConfiguration/Expiration/Days", "the objects", days,
     forever},
    {"AWS::Synthetics::Canary", "FailureRetentionPeriod", "the results of failed runs", days, 31},
    {"AWS::Synthetics::Canary", "SuccessRetentionPeriod", "the results of runs", days, 31},
    {"AWS::Timestream::Table", "RetentionProperties/MagneticStoreRetentionPeriodInDays",
     "the records", days, 73000},
});
static_assert(std::ranges::is_sorted(retentions, {}, &Retention::type));

std::optional<std::int64_t> time_of(const Retention& retention, const Case& one) {
  if (!one.is_seen) return std::nullopt;
  if (one.value == nullptr) {
    return retention.without == unknown ? std::nullopt : std::optional(retention.without);
  }
  const auto time = meaning::known_integer(one.value);
  return time == 0 && retention.is_zero_forever ? std::optional(forever) : time;
}

std::string in_words(const Retention& retention, std::int64_t time) {
  return time == forever ? "for ever"
                         : "for " + std::to_string(time) + " " + std::string(retention.unit);
}

/// How a retention changes in one case of the conditions around it.
struct Shrinking {
  std::optional<std::int64_t> before;
  std::optional<std::int64_t> after;
  bool is_certain = false;
};

std::string what_is_lost(const Retention& retention, const Shrinking& shrinking) {
  const std::string data(retention.data);
  if (shrinking.before && shrinking.after) {
    const std::string kept = ", kept " + in_words(retention, *shrinking.before) + " until now";
    if (*shrinking.after == 0) return "all of " + data + kept;
    return data + " after " + std::to_string(*shrinking.after) + " " + std::string(retention.unit) +
           kept;
  }
  if (shrinking.before) {
    return data + " sooner than by now, " + in_words(retention, *shrinking.before) +
           ", if the value at deployment is less";
  }
  return data +
         (shrinking.after ? ", from then on kept " + in_words(retention, *shrinking.after)
                          : std::string()) +
         ", if that is less than what is deployed";
}

std::string how_to_keep(const Retention& retention, const Shrinking& shrinking) {
  const std::string name = "'" + std::string(retention.way) + "'";
  if (shrinking.before == forever) return "leave " + name + " out";
  if (shrinking.before) return "keep " + name + " at " + std::to_string(*shrinking.before);
  return "leave " + name + " as it is deployed";
}

void check_retention(const LossCheck& check, const Retention& retention) {
  std::optional<Shrinking> worst;
  for_each_pair(check.before(retention.way), check.after(retention.way),
                [&](const Case& old_case, const Case& new_case, bool is_always) {
                  const auto before = time_of(retention, old_case);
                  const auto after = time_of(retention, new_case);
                  if (after == forever || same_case(old_case, new_case)) return;
                  if (before && after && *after >= *before) return;
                  // Whether a service goes back to its default when a property is left out is not
                  // documented.
                  const bool is_certain = is_always && before && after && new_case.value != nullptr;
                  if (worst && (worst->is_certain || !is_certain)) return;
                  worst = {.before = before, .after = after, .is_certain = is_certain};
                });
  if (!worst) return;
  check.report(property_path(retention.way), what_is_lost(retention, *worst),
               how_to_keep(retention, *worst), worst->is_certain);
}

}  // namespace

void find_shorter_retention(const LossCheck& check) {
  for (const Retention& each : support::rows_of_type(retentions, check.change.type_name)) {
    check_retention(check, each);
  }
}

}  // namespace omnitrack::diff
