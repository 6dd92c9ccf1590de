#include "diff/effects/protections.hpp"

#include <algorithm>
#include <array>

#include "meaning/known.hpp"
#include "support/letters.hpp"
#include "support/type_rows.hpp"

namespace omnitrack::diff {

namespace {

using meaning::Case;
using meaning::Cases;
using meaning::cases_at;
using meaning::only_value;
using tmpl::Node;
using Kind = Protection::Kind;

constexpr std::string_view yes = "true";
constexpr std::string_view backups = "the automated backups that are kept after a deletion";

// Sorted by type. What each does, and what holds without it, is told on the type's page,
// https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-SERVICE-TYPE.html.
constexpr auto all_protections = std::to_array<Protection>({
    {"AWS::Cassandra::Table", "PointInTimeRecoveryEnabled", yes, false, Kind::recovery,
     "the recovery of the table to any point in time"},
    {"AWS::CloudTrail::EventDataStore", "TerminationProtectionEnabled", yes, true},
    {"AWS::Cognito::UserPool", "DeletionProtection", "ACTIVE"},
    {"AWS::DLM::LifecyclePolicy", "State", "ENABLED", false, Kind::recovery,
     "the snapshots that the policy would make"},
    {"AWS::DSQL::Cluster", "DeletionProtectionEnabled", yes},
    {"AWS::DocDB::DBCluster", "DeletionProtection", yes},
    {"AWS::DocDB::GlobalCluster", "DeletionProtection", yes},
    {"AWS::DynamoDB::Table", "DeletionProtectionEnabled", yes},
    {"AWS::DynamoDB::Table", "PointInTimeRecoverySpecification/PointInTimeRecoveryEnabled", yes,
     false, Kind::recovery, "the recovery of the table to any point in time"},
    {"AWS::EC2::Instance", "DisableApiTermination", yes},
    {"AWS::ECR::Repository", "EmptyOnDelete", "false", true, Kind::recovery,
     "the refusal to delete the repository while it holds images"},
    {"AWS::EFS::FileSystem", "BackupPolicy/Status", "ENABLED", false, Kind::recovery,
     "the daily backups of the file system"},
    {"AWS::EFS::FileSystem", "FileSystemProtection/ReplicationOverwriteProtection", "ENABLED", true,
     Kind::recovery, "the protection of the files from being overwritten by a replication"},
    {"AWS::EKS::Cluster", "DeletionProtection", yes},
    {"AWS::EMR::Cluster", "Instances/TerminationProtected", yes},
    {"AWS::Lightsail::Bucket", "ObjectVersioning", yes, false, Kind::recovery,
     "the old versions of what is overwritten or deleted from now on"},
    {"AWS::Lightsail::Database", "BackupRetention", yes, false, Kind::recovery,
     "the automated backups"},
    {"AWS::Logs::LogGroup", "DeletionProtectionEnabled", yes},
    {"AWS::Neptune::DBCluster", "DeletionProtection", yes},
    {"AWS::Neptune::GlobalCluster", "DeletionProtection", yes},
    {"AWS::NeptuneGraph::Graph", "DeletionProtection", yes, true},
    {"AWS::OpenSearchServerless::Collection", "DeletionProtection", "ENABLED"},
    {"AWS::QLDB::Ledger", "DeletionProtection", yes, true},
    {"AWS::RDS::DBCluster", "DeleteAutomatedBackups", "false", false, Kind::recovery, backups},
    {"AWS::RDS::DBCluster", "DeletionProtection", yes},
    {"AWS::RDS::DBInstance", "AutomaticBackupReplicationRegion", "", false, Kind::recovery,
     "the backups in the other region"},
    {"AWS::RDS::DBInstance", "DeleteAutomatedBackups", "false", false, Kind::recovery, backups},
    {"AWS::RDS::DBInstance", "DeletionProtection", yes},
    {"AWS::RDS::GlobalCluster", "DeletionProtection", yes},
    {"AWS::S3::Bucket", "ObjectLockConfiguration/Rule/DefaultRetention/Mode", "", false,
     Kind::recovery, "the lock that keeps new objects from being deleted"},
    {"AWS::S3::Bucket", "VersioningConfiguration/Status", "Enabled", false, Kind::recovery,
     "the old versions of what is overwritten or deleted from now on"},
    {"AWS::VerifiedPermissions::PolicyStore", "DeletionProtection/Mode", "ENABLED"},
});
static_assert(std::ranges::is_sorted(all_protections, {}, &Protection::type));

/// Load balancers have it among their attributes.
/// https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-elasticloadbalancingv2-loadbalancer-loadbalancerattribute.html
bool is_protected_load_balancer(const tmpl::Index& index, const tmpl::ResourceEntry& resource) {
  const Node* attributes = only_value(index, resource, "LoadBalancerAttributes");
  if (attributes == nullptr) return false;
  return std::ranges::any_of(attributes->items(), [](const Node& each) {
    return meaning::known_text(each.find("Key")) == "deletion_protection.enabled" &&
           meaning::known_boolean(each.find("Value")) == true;
  });
}

}  // namespace

std::span<const Protection> protections_of(std::string_view type) {
  return support::rows_of_type(all_protections, type);
}

std::optional<bool> protects(const Protection& protection, const Case& value) {
  if (!value.is_seen) return std::nullopt;
  if (value.value == nullptr) return protection.is_on_without;
  if (protection.on.empty()) return true;
  const auto text = meaning::known_text(value.value);
  if (!text) return std::nullopt;
  return support::same_but_for_case(*text, protection.on);
}

std::string_view deletion_protection_of(const tmpl::Index& index,
                                        const tmpl::ResourceEntry& resource) {
  for (const Protection& each : protections_of(resource.type_name)) {
    if (each.kind != Kind::deletion) continue;
    const Cases cases = cases_at(index, resource, each.way);
    const bool is_protected = std::ranges::all_of(
        cases, [&each](const Case& one) { return protects(each, one) == true; });
    if (is_protected) return each.way;
  }
  const bool is_balancer = resource.type_name == "AWS::ElasticLoadBalancingV2::LoadBalancer";
  return is_balancer && is_protected_load_balancer(index, resource) ? "LoadBalancerAttributes"
                                                                    : std::string_view();
}

}  // namespace omnitrack::diff
