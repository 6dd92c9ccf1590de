#pragma once

#include <omnitrack/checked_number.hpp>
#include <omnitrack/cloudwatch/metric.hpp>
#include <omnitrack/ec2/security_group.hpp>
#include <omnitrack/kms/key_link.hpp>
#include <omnitrack/known_number.hpp>
#include <omnitrack/resource.hpp>

namespace omnitrack::cfn::ec2 {
enum class SubnetId : char;
}  // namespace omnitrack::cfn::ec2
namespace omnitrack::cfn::redshift {
class Cluster;  // defined in <omnitrack/cfn/redshift.hpp>
}  // namespace omnitrack::cfn::redshift

namespace omnitrack {

class Role;

namespace detail {
inline void a_redshift_cluster_has_1_to_128_nodes() {}
inline void a_redshift_cluster_keeps_snapshots_for_0_to_35_days() {}
}  // namespace detail

class RedshiftCluster;

/// Properties of a cluster of Redshift.
struct RedshiftClusterProps {
  using Makes = RedshiftCluster;
  Id id;
  /// The VPC that it is in.
  Required<Link<const Vpc>, struct required_vpc> vpc;
  /// The name of the first database.
  Value<std::string> database_name = "main";
  /// Whether copies between it and S3 go through the VPC.
  Bool enhanced_vpc_routing = true;
  /// The key that it is encrypted with; one of AWS's where it is left out.
  KeyLink kms_key = {};
  /// Whether connections, users and queries are logged, into log groups of Redshift's.
  Bool logs = true;
  /// The type of its nodes.
  Value<std::string> node_type = "ra3.large";
  /// How many nodes there are, 1 to 128.
  CheckedNumber<detail::Between<1, 128, detail::a_redshift_cluster_has_1_to_128_nodes>> nodes = 2;
  /// More parameters of the engine, e.g. `{{"datestyle", "ISO, DMY"}}`.
  Map<std::string> parameters = {};
  /// The port.
  KnownNumber port = 5439;
  /// When it is worked on, in UTC, e.g. `sun:03:00-sun:04:00`.
  Value<std::string> preferred_maintenance_window = {};
  /// What happens to the data when the cluster leaves the stack.
  RemovalPolicy removal_policy = RemovalPolicy::snapshot;
  /// The roles that it takes to copy data.
  Items<Link<const Role>> roles = {};
  /// Its security groups; one of its own, which lets nothing in yet, where they are left out.
  Items<Link<SecurityGroup>> security_groups = {};
  /// For how many days snapshots are kept, 0 to 35.
  CheckedNumber<detail::TimeBetween<
      0, 35, detail::a_redshift_cluster_keeps_snapshots_for_0_to_35_days, 86400>>
      snapshot_retention = 7;
  /// The subnets; the VPC's inner ones where they are left out.
  List<cfn::ec2::SubnetId> subnets = {};
  /// The name of the first user, whose password is made and kept by Secrets Manager.
  Value<std::string> username = "administrator";
};

/// What is known of a cluster of Redshift that is made elsewhere.
struct RedshiftClusterAttributes {
  /// The name.
  Required<Value<std::string>, struct required_cluster_name> cluster_name;
  /// The host.
  Value<std::string> endpoint = {};
  /// The port.
  KnownNumber port = 5439;
  /// The ARN of the secret with the first user's password.
  Value<std::string> secret_arn = {};
  /// Its security groups.
  Items<Link<SecurityGroup>> security_groups = {};
};

/// A data warehouse: AWS::Redshift::Cluster, AWS::Redshift::ClusterSubnetGroup,
/// AWS::Redshift::ClusterParameterGroup and, where none is given, AWS::EC2::SecurityGroup.
/// https://docs.aws.amazon.com/redshift/latest/mgmt/working-with-clusters.html
class RedshiftCluster final : public Construct, public Connectable, public Measured {
 public:
  RedshiftCluster(Attach at, const RedshiftClusterProps& props);
  RedshiftCluster(Attach at, const struct ImportedRedshiftClusterProps& props);

  /// A cluster that is made elsewhere.
  static RedshiftCluster& from_attributes(Construct& scope, const Id& id,
                                          const RedshiftClusterAttributes& attributes);

  /// Its security groups and its port.
  [[nodiscard]] Connections connections() override;

  /// One of Redshift's metrics of the cluster, by the average where it says no other statistic.
  /// https://docs.aws.amazon.com/redshift/latest/mgmt/metrics-listing.html
  [[nodiscard]] Metric metric(std::string_view name) const override;
  /// How much of the processors is in use, in percent.
  [[nodiscard]] Metric metric_cpu_utilization() const { return metric("CPUUtilization"); }
  /// How much of the disk is in use, in percent.
  [[nodiscard]] Metric metric_disk_usage() const { return metric("PercentageDiskSpaceUsed"); }
  /// Whether it can be used, 1 or 0.
  [[nodiscard]] Metric metric_health() const { return metric("HealthStatus").minimum(); }

  /// The name.
  [[nodiscard]] const Value<std::string>& name() const { return name_; }
  /// The host; an error where it is not known.
  [[nodiscard]] Value<std::string> endpoint() const;
  /// The ARN of the secret with the first user's password; an error where it is not known.
  [[nodiscard]] Value<std::string> secret_arn() const;
  /// The cluster's own resource; an error where the cluster is made elsewhere.
  [[nodiscard]] cfn::redshift::Cluster& resource();

 private:
  Items<Link<SecurityGroup>> security_groups_;
  std::int64_t port_;
  cfn::redshift::Cluster* resource_ = nullptr;  // null where the cluster is made elsewhere
  Value<std::string> name_;
  Value<std::string> endpoint_;
  Value<std::string> secret_arn_;
};

}  // namespace omnitrack
