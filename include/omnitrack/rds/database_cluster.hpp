#pragma once

#include <vector>

#include <omnitrack/cloudwatch/metric.hpp>
#include <omnitrack/ec2/security_group.hpp>
#include <omnitrack/logs/log_group.hpp>
#include <omnitrack/optional.hpp>
#include <omnitrack/rds/credentials.hpp>
#include <omnitrack/rds/database_options.hpp>
#include <omnitrack/rds/engine.hpp>

namespace omnitrack::cfn::rds {
class DBCluster;   // defined in <omnitrack/cfn/rds.hpp>
class DBInstance;  // defined in <omnitrack/cfn/rds.hpp>
}  // namespace omnitrack::cfn::rds

namespace omnitrack {

class DatabaseProxy;

namespace detail {

inline void an_aurora_cluster_is_paused_after_300_to_86400_seconds() {}
inline void an_aurora_cluster_is_wound_back_0_to_259200_seconds() {}
inline void the_promotion_tier_of_an_instance_is_0_to_15() {}

}  // namespace detail

/// After how many idle seconds a serverless cluster is paused, 300 to 86,400.
using AutoPause = CheckedNumber<detail::TimeBetween<
    300, 86400, detail::an_aurora_cluster_is_paused_after_300_to_86400_seconds, 1>>;
/// How far a cluster of Aurora MySQL can be wound back, in seconds, 0 to 259,200.
using BacktrackWindow = CheckedNumber<
    detail::TimeBetween<0, 259200, detail::an_aurora_cluster_is_wound_back_0_to_259200_seconds, 1>>;
/// Which reader takes over first, 0 to 15.
using PromotionTier =
    CheckedNumber<detail::Between<0, 15, detail::the_promotion_tier_of_an_instance_is_0_to_15>>;

/// Between how many capacity units (2 GB of memory each) serverless instances follow the load.
/// https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/aurora-serverless-v2.setting-capacity.html
struct ServerlessCapacity {
  /// After how many idle seconds the cluster is paused, where `min` is 0; 300 where it is left out.
  AutoPause auto_pause = {};
  /// The most units, 1 to 256 in steps of a half.
  Value<double> max = 2.0;
  /// The fewest units, 0 to 256 in steps of a half; 0 pauses an idle cluster.
  Value<double> min = 0.5;
};

/// How the storage of Aurora is paid for.
/// https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/Concepts.Aurora_Fea_Regions_DB-eng.Feature.storage-type.html
enum class AuroraStorage : std::uint8_t {
  standard,      ///< by each I/O operation
  io_optimized,  ///< by size alone, at a higher price
};

/// One instance of a cluster.
struct ClusterInstance {
  /// The name among those of the cluster, e.g. `Reader1`.
  Required<Text, struct required_name> name;
  /// The availability zone; chosen by AWS where it is left out.
  Value<std::string> availability_zone = {};
  /// The authority of its certificate.
  Value<std::string> ca_certificate = {};
  /// What it runs on, such as `db.r8g.large`; what follows the load by default.
  DatabaseClass instance_class = "db.serverless";
  /// Its identifier; made up by CloudFormation where it is left out.
  DatabaseIdentifier instance_identifier = {};
  /// How its queries are measured; not at all by default.
  Optional<PerformanceInsights> performance_insights = {};
  /// Which reader takes over first, 0 to 15; 1 where it is left out.
  PromotionTier promotion_tier = {};
  /// Whether the internet can reach it where its security groups let it.
  Bool publicly_accessible = false;
};

/// What is known of a cluster that is made elsewhere.
struct DatabaseClusterAttributes {
  /// The identifier.
  Required<Value<std::string>, struct required_cluster_identifier> cluster_identifier;
  /// The host name to connect to.
  Required<Value<std::string>, struct required_endpoint_address> endpoint_address;
  /// What kind of database it is; a proxy and rotations need it.
  Optional<DatabaseEngine> engine = {};
  /// The port, 1,150 to 65,535; the engine's usual one where it is left out.
  DatabasePort port = {};
  /// The host name that spreads reads over the readers.
  Value<std::string> reader_endpoint_address = {};
  /// The id that IAM authentication names it by, e.g. `cluster-ABCDEFGHIJKL01234`.
  Value<std::string> resource_id = {};
  /// The secret of its administrator.
  Link<Secret> secret = {};
  /// Its security groups.
  Items<Link<SecurityGroup>> security_groups = {};
};

class DatabaseCluster;

/// Properties of a cluster.
struct DatabaseClusterProps {
  using Makes = DatabaseCluster;
  Id id;
  /// What kind of database it is, e.g. `DatabaseEngine::aurora_postgres("16.4")`.
  Required<DatabaseEngine, struct required_engine> engine;
  /// The VPC that it is in.
  Required<Link<const Vpc>, struct required_vpc> vpc;
  /// Whether minor versions are installed as they appear.
  Bool auto_minor_version_upgrade = true;
  /// How far a cluster of Aurora MySQL can be wound back, in seconds, 0 to 259,200.
  BacktrackWindow backtrack_window = {};
  /// For how many days automatic backups are kept, 1 to 35.
  DatabaseBackupDays backup_retention = 7;
  /// When a day's backup is made; chosen by AWS where it is left out.
  DatabaseBackupWindow backup_window = {};
  /// The logs that are sent to CloudWatch, e.g. `postgresql` or `error`. Where `cluster_identifier`
  /// is given too, their log groups are the app's.
  Items<Text> cloudwatch_logs_exports = {};
  /// Its name; made up by CloudFormation where it is left out.
  DatabaseIdentifier cluster_identifier = {};
  /// Whether snapshots take over its tags.
  Bool copy_tags_to_snapshot = true;
  /// Who administers it.
  DatabaseCredentials credentials = DatabaseCredentials::generated();
  /// Whether it can be asked by HTTPS: see `grant_data_api_access`, which turns it on.
  Bool data_api = false;
  /// The name of a first database; none where it is left out.
  Value<std::string> database_name = {};
  /// Whether it refuses to be deleted; yes where it is left out, unless `removal_policy` is
  /// `destroy`.
  Optional<Bool> deletion_protection = {};
  /// Whether users can be authenticated by IAM; `grant_connect` turns it on.
  Bool iam_authentication = false;
  /// Settings of its instances by their names, e.g. of memory; those of the engine where they are
  /// left out.
  Map<std::string> instance_parameters = {};
  /// The key of its storage; AWS's own where it is left out.
  KeyLink kms_key = {};
  /// Whether readers pass writes on to the writer.
  Bool local_write_forwarding = false;
  /// How long the log groups of `cloudwatch_logs_exports` keep events; needs a
  /// `cluster_identifier`. Two years where it is left out.
  Retention log_retention = {};
  /// When a week's maintenance is done; chosen by AWS where it is left out.
  DatabaseMaintenanceWindow maintenance_window = {};
  /// Every how many seconds the operating system is measured; never by default.
  MonitoringInterval monitoring_interval = 0;
  /// What writes these measurements; a role of its own where it is left out.
  Link<Role> monitoring_role = {};
  /// `IPV4` or `DUAL`.
  Value<std::string> network_type = {};
  /// The family of its parameter group; that of the engine's version where it is left out.
  Text parameter_family = {};
  /// Settings of the engine by their names.
  Map<std::string> parameters = {};
  /// The port, 1,150 to 65,535; the engine's usual one where it is left out.
  DatabasePort port = {};
  /// The instances that only read.
  Items<ClusterInstance> readers = {};
  /// What happens to the data when it leaves the stack.
  RemovalPolicy removal_policy = RemovalPolicy::snapshot;
  /// Whether clients must speak TLS.
  Bool require_tls = true;
  /// What its features act as.
  Items<DatabaseRole> roles = {};
  /// Its security groups; one of its own, which lets nothing in yet, where they are left out.
  Items<Link<SecurityGroup>> security_groups = {};
  /// Between which capacities instances of the class `db.serverless` follow the load.
  ServerlessCapacity serverless_capacity = {};
  /// The ARN or name of the snapshot that it begins with.
  Value<std::string> snapshot = {};
  /// How its storage is paid for.
  AuroraStorage storage = AuroraStorage::standard;
  /// Whether its storage is encrypted.
  Bool storage_encrypted = true;
  /// The subnets that it can be in; the VPC's private subnets where they are left out, or its
  /// isolated ones where it has no private ones.
  List<cfn::ec2::SubnetId> subnets = {};
  /// The instance that writes.
  ClusterInstance writer = {.name = "Writer"};
};

/// An Aurora database of several servers on one storage: AWS::RDS::DBCluster and
/// AWS::RDS::DBInstance with AWS::RDS::DBSubnetGroup, AWS::EC2::SecurityGroup and
/// AWS::RDS::DBClusterParameterGroup and, as needed, AWS::RDS::DBParameterGroup,
/// AWS::SecretsManager::Secret, AWS::Logs::LogGroup and AWS::IAM::Role.
/// https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/CHAP_AuroraOverview.html
class DatabaseCluster final : public Construct, public Connectable, public Measured {
 public:
  DatabaseCluster(Attach at, const DatabaseClusterProps& props);
  DatabaseCluster(Attach at, const struct ImportedDatabaseClusterProps& props);

  /// A cluster that is made elsewhere.
  static DatabaseCluster& from_attributes(Construct& scope, const Id& id,
                                          const DatabaseClusterAttributes& attributes);

  /// Has another resource wait for the instances of the cluster.
  void add_dependent(Resource& resource) const;
  /// Puts a pool of connections before the cluster, which knows the administrator's secret.
  DatabaseProxy& add_proxy(const Id& id);
  /// Has the administrator's password exchanged regularly; RDS itself does so where it manages it.
  void add_rotation(const DatabaseRotation& rotation = {});
  /// Has the password of another user exchanged regularly by the administrator, who makes a second
  /// user to alternate with; adds how the cluster is reached to the secret.
  void add_user_rotation(Secret& user, const DatabaseRotation& rotation = {});
  /// Allows to connect as a user of the database by IAM; the administrator where none is given.
  void grant_connect(Grantee& grantee, const Value<std::string>& user = {});
  /// Allows to ask the cluster by HTTPS, with the administrator's secret.
  void grant_data_api_access(Grantee& grantee);

  /// Its security groups and its port.
  [[nodiscard]] Connections connections() override;

  /// One of RDS's metrics of the cluster, by the average where it says no other statistic.
  /// https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/Aurora.AuroraMonitoring.Metrics.html
  [[nodiscard]] Metric metric(std::string_view name) const override;
  /// How much of the processors is used, in percent.
  [[nodiscard]] Metric metric_cpu_utilization() const { return metric("CPUUtilization"); }
  /// How many clients are connected.
  [[nodiscard]] Metric metric_connections() const { return metric("DatabaseConnections"); }
  /// How many bytes of memory are left.
  [[nodiscard]] Metric metric_freeable_memory() const { return metric("FreeableMemory"); }
  /// How many capacity units serverless instances have.
  [[nodiscard]] Metric metric_serverless_capacity() const {
    return metric("ServerlessDatabaseCapacity");
  }
  /// How many bytes of storage are used.
  [[nodiscard]] Metric metric_volume_bytes_used() const { return metric("VolumeBytesUsed"); }

  /// The ARN.
  [[nodiscard]] Value<std::string> arn() const;
  /// The host name of the writer.
  [[nodiscard]] const Value<std::string>& endpoint_address() const { return address_; }
  /// The port to connect to.
  [[nodiscard]] const Value<std::string>& endpoint_port() const { return endpoint_port_; }
  /// The host name that spreads reads over the readers.
  [[nodiscard]] const Value<std::string>& reader_endpoint_address() const { return reader_; }
  /// The identifier.
  [[nodiscard]] const Value<std::string>& identifier() const { return identifier_; }
  /// What kind of database it is; none where it is imported without.
  [[nodiscard]] const Optional<DatabaseEngine>& engine() const { return engine_; }
  /// The administrator's secret; an error where it has none.
  [[nodiscard]] Secret& secret();
  /// The subnets that it can be in; not set where it is made elsewhere.
  [[nodiscard]] const List<cfn::ec2::SubnetId>& subnets() const { return subnets_; }
  /// The VPC; none where it is made elsewhere.
  [[nodiscard]] const Link<const Vpc>& vpc() const { return vpc_; }
  /// The resources of its instances, the writer first.
  [[nodiscard]] const std::vector<cfn::rds::DBInstance*>& instances() const { return instances_; }
  /// The cluster's own resource; an error where it is made elsewhere.
  [[nodiscard]] cfn::rds::DBCluster& resource();

 private:
  void check(const DatabaseClusterProps& props) const;
  void check_capacity(const ServerlessCapacity& capacity) const;
  void set_parameters(const DatabaseClusterProps& props);
  void make_instance(const DatabaseClusterProps& props, const ClusterInstance& instance);

  cfn::rds::DBCluster* resource_ = nullptr;  // null where the cluster is made elsewhere
  std::vector<cfn::rds::DBInstance*> instances_;
  Optional<DatabaseEngine> engine_;
  Link<const Vpc> vpc_;
  List<cfn::ec2::SubnetId> subnets_;
  Items<Link<SecurityGroup>> security_groups_;
  std::uint16_t port_ = 0;
  bool is_managed_ = false;  // whether RDS makes and rotates the password
  Link<Secret> secret_;
  Value<std::string> instance_parameters_;  // the name of the instances' parameter group
  Value<std::string> username_;
  Value<std::string> resource_id_;
  Value<std::string> address_;
  Value<std::string> reader_;
  Value<std::string> endpoint_port_;
  Value<std::string> identifier_;
};

}  // namespace omnitrack
