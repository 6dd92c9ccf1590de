#pragma once

#include <omnitrack/checked_number.hpp>
#include <omnitrack/cloudwatch/metric.hpp>
#include <omnitrack/ec2/security_group.hpp>
#include <omnitrack/kms/key_link.hpp>
#include <omnitrack/known_number.hpp>
#include <omnitrack/resource.hpp>

namespace omnitrack::cfn::neptune {
class DBCluster;   // defined in <omnitrack/cfn/neptune.hpp>
class DBInstance;  // defined in <omnitrack/cfn/neptune.hpp>
}  // namespace omnitrack::cfn::neptune
namespace omnitrack::cfn::ec2 {
enum class SubnetId : char;
}  // namespace omnitrack::cfn::ec2

namespace omnitrack {

namespace detail {
inline void a_neptune_cluster_keeps_backups_for_1_to_35_days() {}
inline void a_neptune_cluster_has_1_to_16_instances() {}
}  // namespace detail

class NeptuneCluster;

/// Properties of a cluster of Neptune.
struct NeptuneClusterProps {
  using Makes = NeptuneCluster;
  Id id;
  /// The VPC that it is in.
  Required<Link<const Vpc>, struct required_vpc> vpc;
  /// For how many days backups are kept, 1 to 35.
  CheckedNumber<
      detail::TimeBetween<1, 35, detail::a_neptune_cluster_keeps_backups_for_1_to_35_days, 86400>>
      backup_retention = 7;
  /// Whether the cluster refuses to be deleted.
  Bool deletion_protection = true;
  /// The version of the engine.
  Text engine_version = "1.4.5.1";
  /// Whether callers must be let in by IAM; without it whoever reaches it may do everything.
  Bool iam_authentication = true;
  /// The type of its instances.
  Value<std::string> instance_type = "db.r6g.large";
  /// How many instances there are, 1 to 16, of which one writes.
  CheckedNumber<detail::Between<1, 16, detail::a_neptune_cluster_has_1_to_16_instances>> instances =
      2;
  /// The key that it is encrypted with; one of AWS's where it is left out.
  KeyLink kms_key = {};
  /// Whether audit events and slow queries are logged.
  Bool logs = true;
  /// More parameters of the engine, e.g. `{{"neptune_query_timeout", "60000"}}`.
  Map<Json> parameters = {};
  /// The port.
  KnownNumber port = 8182;
  /// When a day's backup is made, in UTC, e.g. `02:00-03:00`.
  Value<std::string> preferred_backup_window = {};
  /// When it is worked on, in UTC, e.g. `sun:03:00-sun:04:00`.
  Value<std::string> preferred_maintenance_window = {};
  /// What happens to the data when the cluster leaves the stack.
  RemovalPolicy removal_policy = RemovalPolicy::snapshot;
  /// Its security groups; one of its own, which lets nothing in yet, where they are left out.
  Items<Link<SecurityGroup>> security_groups = {};
  /// The subnets, in two zones at least; the VPC's inner ones where they are left out.
  List<cfn::ec2::SubnetId> subnets = {};
};

/// What is known of a cluster of Neptune that is made elsewhere.
struct NeptuneClusterAttributes {
  /// The name.
  Required<Value<std::string>, struct required_cluster_name> cluster_name;
  /// The host that writes.
  Value<std::string> endpoint = {};
  /// The port.
  KnownNumber port = 8182;
  /// The host that spreads reading.
  Value<std::string> read_endpoint = {};
  /// The id of the resource, e.g. `cluster-ABCD1234`, which grants name.
  Value<std::string> resource_id = {};
  /// Its security groups.
  Items<Link<SecurityGroup>> security_groups = {};
};

/// A database of graphs: AWS::Neptune::DBCluster, AWS::Neptune::DBInstance,
/// AWS::Neptune::DBSubnetGroup, AWS::Neptune::DBClusterParameterGroup and, where none is given,
/// AWS::EC2::SecurityGroup.
/// https://docs.aws.amazon.com/neptune/latest/userguide/intro.html
class NeptuneCluster final : public Construct, public Connectable, public Measured {
 public:
  NeptuneCluster(Attach at, const NeptuneClusterProps& props);
  NeptuneCluster(Attach at, const struct ImportedNeptuneClusterProps& props);

  /// A cluster that is made elsewhere.
  static NeptuneCluster& from_attributes(Construct& scope, const Id& id,
                                         const NeptuneClusterAttributes& attributes);

  /// Its security groups and its port.
  [[nodiscard]] Connections connections() override;

  /// One of Neptune's metrics of the cluster, by the average where it says no other statistic.
  /// https://docs.aws.amazon.com/neptune/latest/userguide/cw-metrics.html
  [[nodiscard]] Metric metric(std::string_view name) const override;
  /// How much of the processors is in use, in percent.
  [[nodiscard]] Metric metric_cpu_utilization() const { return metric("CPUUtilization"); }
  /// How many requests wait.
  [[nodiscard]] Metric metric_pending_requests() const {
    return metric("MainRequestQueuePendingRequests");
  }

  /// Allows to read data by queries.
  void grant_read(Grantee& grantee) const;
  /// Allows to read, write and delete data by queries.
  void grant_read_write(Grantee& grantee) const;

  /// The name.
  [[nodiscard]] const Value<std::string>& name() const { return name_; }
  /// The host that writes; an error where it is not known.
  [[nodiscard]] Value<std::string> endpoint() const;
  /// The host that spreads reading; an error where it is not known.
  [[nodiscard]] Value<std::string> read_endpoint() const;
  /// The cluster's own resource; an error where the cluster is made elsewhere.
  [[nodiscard]] cfn::neptune::DBCluster& resource();

 private:
  void grant(Grantee& grantee, const List<std::string>& actions) const;

  Items<Link<SecurityGroup>> security_groups_;
  std::int64_t port_;
  cfn::neptune::DBCluster* resource_ = nullptr;  // null where the cluster is made elsewhere
  Value<std::string> name_;
  Value<std::string> endpoint_;
  Value<std::string> read_endpoint_;
  Value<std::string> resource_id_;
};

}  // namespace omnitrack
