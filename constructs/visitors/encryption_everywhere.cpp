#include "omnitrack/visitors/encryption_everywhere.hpp"

#include <string>

#include "report.hpp"
#include <omnitrack/codes.hpp>

namespace omnitrack {

namespace {

/// A property that encrypts: it is true, or, where it takes no truth, it is given. A dot leads into
/// what a property holds.
struct Switch {
  std::string_view type;
  std::string_view property;
  bool is_truth = true;
};

// Each is off, or absent, where nobody sets it, by the type's page in CloudFormation's reference.
constexpr Switch switches[] = {
    {"AWS::DAX::Cluster", "SSESpecification.SSEEnabled"},
    {"AWS::DocDB::DBCluster", "StorageEncrypted"},
    {"AWS::EC2::Volume", "Encrypted"},
    {"AWS::EFS::FileSystem", "Encrypted"},
    {"AWS::ElastiCache::ReplicationGroup", "AtRestEncryptionEnabled"},
    {"AWS::ElastiCache::ReplicationGroup", "TransitEncryptionEnabled"},
    {"AWS::Kinesis::Stream", "StreamEncryption", false},
    {"AWS::Neptune::DBCluster", "StorageEncrypted"},
    {"AWS::OpenSearchService::Domain", "EncryptionAtRestOptions.Enabled"},
    {"AWS::OpenSearchService::Domain", "NodeToNodeEncryptionOptions.Enabled"},
    {"AWS::RDS::DBCluster", "StorageEncrypted"},
    {"AWS::RDS::DBInstance", "StorageEncrypted"},
    {"AWS::Redshift::Cluster", "Encrypted"},
    {"AWS::SNS::Topic", "KmsMasterKeyId", false},
};

Node member_of(const Node& node, std::string_view name) {
  for (std::uint32_t i = 0; node.kind == NodeKind::object && i < node.size; ++i) {
    if (node.fields[i].key == name) return node.fields[i].value;
  }
  return {};
}

// What a way of names leads to; what is known at the deployment only, as far as it goes.
Node at_way(const Resource& resource, std::string_view way) {
  std::size_t dot = way.find('.');
  Node node = resource.property(way.substr(0, dot)).node();
  while (dot != std::string_view::npos && node.kind == NodeKind::object) {
    way.remove_prefix(dot + 1);
    dot = way.find('.');
    node = member_of(node, way.substr(0, dot));
  }
  return node;
}

bool is_off(const Node& node, bool is_truth) {
  if (!node.is_set()) return true;
  return is_truth && node.kind == NodeKind::boolean && !node.boolean;
}

// What belongs to a cluster, or is made of a snapshot, is encrypted as that is.
bool follows_another(const Resource& resource) {
  constexpr std::string_view sources[] = {"DBClusterIdentifier", "DBSnapshotIdentifier",
                                          "SnapshotIdentifier", "SourceDBInstanceIdentifier",
                                          "SnapshotId"};
  for (const std::string_view each : sources) {
    if (resource.property(each).is_set()) return true;
  }
  return false;
}

}  // namespace

void EncryptionEverywhere::operator()(Resource& resource) const {
  for (const Switch& each : switches) {
    if (each.type != resource.type_info().name) continue;
    if (follows_another(resource) || !is_off(at_way(resource, each.property), each.is_truth)) {
      continue;
    }
    visitors::report(resource, only_warns, codes::OT3804,
                     "it is not encrypted: " + std::string(each.property) +
                         (each.is_truth ? " is not true" : " is not set"),
                     "set it; a change may replace what is deployed, as diff tells");
  }
}

}  // namespace omnitrack
