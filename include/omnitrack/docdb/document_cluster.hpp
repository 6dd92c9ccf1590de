#pragma once

#include <omnitrack/checked_number.hpp>
#include <omnitrack/cloudwatch/metric.hpp>
#include <omnitrack/ec2/security_group.hpp>
#include <omnitrack/kms/key_link.hpp>
#include <omnitrack/known_number.hpp>
#include <omnitrack/resource.hpp>

namespace omnitrack::cfn::docdb {
class DBCluster;   // defined in <omnitrack/cfn/docdb.hpp>
class DBInstance;  // defined in <omnitrack/cfn/docdb.hpp>
}  // namespace omnitrack::cfn::docdb
namespace omnitrack::cfn::ec2 {
enum class SubnetId : char;
}  // namespace omnitrack::cfn::ec2

namespace omnitrack {

namespace detail {
inline void a_document_cluster_keeps_backups_for_1_to_35_days() {}
inline void a_document_cluster_has_1_to_16_instances() {}
}  // namespace detail

class DocumentCluster;
class Secret;

/// Properties of a cluster of DocumentDB.
struct DocumentClusterProps {
  using Makes = DocumentCluster;
  Id id;
  /// The VPC that it is in.
  Required<Link<const Vpc>, struct required_vpc> vpc;
  /// For how many days backups are kept, 1 to 35.
  CheckedNumber<
      detail::TimeBetween<1, 35, detail::a_document_cluster_keeps_backups_for_1_to_35_days, 86400>>
      backup_retention = 7;
  /// Whether the cluster refuses to be deleted.
  Bool deletion_protection = true;
  /// The version of the engine.
  Text engine_version = "5.0.0";
  /// The type of its instances.
  Value<std::string> instance_type = "db.r6g.large";
  /// How many instances there are, 1 to 16, of which one writes.
  CheckedNumber<detail::Between<1, 16, detail::a_document_cluster_has_1_to_16_instances>>
      instances = 2;
  /// The key that it is encrypted with; one of AWS's where it is left out.
  KeyLink kms_key = {};
  /// Whether audit events and slow operations are logged.
  Bool logs = true;
  /// More parameters of the engine, e.g. `{{"ttl_monitor", "disabled"}}`.
  Map<Json> parameters = {};
  /// The port.
  KnownNumber port = 27017;
  /// When a day's backup is made, in UTC, e.g. `02:00-03:00`.
  Value<std::string> preferred_backup_window = {};
  /// When it is worked on, in UTC, e.g. `sun:03:00-sun:04:00`.
  Value<std::string> preferred_maintenance_window = {};
  /// What happens to the data when the cluster leaves the stack.
  RemovalPolicy removal_policy = RemovalPolicy::snapshot;
  /// A secret with the keys `username` and `password`, which says who the first user is, as the CDK
  /// makes it; where it is left out, Secrets Manager keeps the password of `username`.
  Link<Secret> secret = {};
  /// Its security groups; one of its own, which lets nothing in yet, where they are left out.
  Items<Link<SecurityGroup>> security_groups = {};
  /// The subnets, in two zones at least; the VPC's inner ones where they are left out.
  List<cfn::ec2::SubnetId> subnets = {};
  /// The name of the first user, whose password is made and kept by Secrets Manager.
  Value<std::string> username = "administrator";
};

/// What is known of a cluster of DocumentDB that is made elsewhere.
struct DocumentClusterAttributes {
  /// The name.
  Required<Value<std::string>, struct required_cluster_name> cluster_name;
  /// The host that writes.
  Value<std::string> endpoint = {};
  /// The port.
  KnownNumber port = 27017;
  /// The host that spreads reading.
  Value<std::string> read_endpoint = {};
  /// Its security groups.
  Items<Link<SecurityGroup>> security_groups = {};
};

/// A database of documents that speaks as MongoDB does: AWS::DocDB::DBCluster,
/// AWS::DocDB::DBInstance, AWS::DocDB::DBSubnetGroup, AWS::DocDB::DBClusterParameterGroup and,
/// where none is given, AWS::EC2::SecurityGroup; with a secret, its
/// AWS::SecretsManager::SecretTargetAttachment.
/// https://docs.aws.amazon.com/documentdb/latest/developerguide/what-is.html
class DocumentCluster final : public Construct, public Connectable, public Measured {
 public:
  DocumentCluster(Attach at, const DocumentClusterProps& props);
  DocumentCluster(Attach at, const struct ImportedDocumentClusterProps& props);

  /// A cluster that is made elsewhere.
  static DocumentCluster& from_attributes(Construct& scope, const Id& id,
                                          const DocumentClusterAttributes& attributes);

  /// Its security groups and its port.
  [[nodiscard]] Connections connections() override;

  /// One of DocumentDB's metrics of the cluster, by the average where it says no other statistic.
  /// https://docs.aws.amazon.com/documentdb/latest/developerguide/cloud_watch.html
  [[nodiscard]] Metric metric(std::string_view name) const override;
  /// How much of the processors is in use, in percent.
  [[nodiscard]] Metric metric_cpu_utilization() const { return metric("CPUUtilization"); }
  /// How many connections there are.
  [[nodiscard]] Metric metric_connections() const { return metric("DatabaseConnections"); }

  /// The name.
  [[nodiscard]] const Value<std::string>& name() const { return name_; }
  /// The host that writes; an error where it is not known.
  [[nodiscard]] Value<std::string> endpoint() const;
  /// The host that spreads reading; an error where it is not known.
  [[nodiscard]] Value<std::string> read_endpoint() const;
  /// The cluster's own resource; an error where the cluster is made elsewhere.
  [[nodiscard]] cfn::docdb::DBCluster& resource();

 private:
  void take_credentials(const DocumentClusterProps& props);

  Items<Link<SecurityGroup>> security_groups_;
  std::int64_t port_;
  cfn::docdb::DBCluster* resource_ = nullptr;  // null where the cluster is made elsewhere
  Value<std::string> name_;
  Value<std::string> endpoint_;
  Value<std::string> read_endpoint_;
};

}  // namespace omnitrack
