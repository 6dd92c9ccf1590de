#pragma once

#include <omnitrack/cloudwatch/metric.hpp>
#include <omnitrack/ec2/security_group.hpp>
#include <omnitrack/logs/log_group.hpp>
#include <omnitrack/optional.hpp>
#include <omnitrack/rds/credentials.hpp>
#include <omnitrack/rds/database_options.hpp>
#include <omnitrack/rds/engine.hpp>

namespace omnitrack::cfn::rds {
class DBInstance;  // defined in <omnitrack/cfn/rds.hpp>
}  // namespace omnitrack::cfn::rds

namespace omnitrack {

class DatabaseProxy;

namespace detail {

inline void the_storage_of_a_database_is_5_to_65536_gibibytes() {}

}  // namespace detail

/// The storage of an instance in GiB.
using DatabaseStorage = CheckedNumber<
    detail::Between<5, 65536, detail::the_storage_of_a_database_is_5_to_65536_gibibytes>>;

/// What an instance keeps its data on.
/// https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/CHAP_Storage.html
enum class DatabaseStorageType : std::uint8_t { gp2, gp3, io1, io2, standard };

/// An option of an engine, such as Oracle's `Timezone`.
struct DatabaseOption {
  /// Its name.
  Required<Text, struct required_name> name;
  /// The port that it listens on, where it does.
  Optional<KnownNumber> port = {};
  /// Its settings by their names.
  Map<std::string> settings = {};
  /// Its version.
  Value<std::string> version = {};
};

/// What is known of an instance that is made elsewhere.
struct DatabaseInstanceAttributes {
  /// The host name to connect to.
  Required<Value<std::string>, struct required_endpoint_address> endpoint_address;
  /// The identifier.
  Required<Value<std::string>, struct required_instance_identifier> instance_identifier;
  /// What kind of database it is; a proxy and rotations need it.
  Optional<DatabaseEngine> engine = {};
  /// The port, 1,150 to 65,535; the engine's usual one where it is left out.
  DatabasePort port = {};
  /// The id that IAM authentication names it by, e.g. `db-ABCDEFGHIJKL01234`.
  Value<std::string> resource_id = {};
  /// The secret of its administrator.
  Link<Secret> secret = {};
  /// Its security groups.
  Items<Link<SecurityGroup>> security_groups = {};
};

class DatabaseInstance;

/// Properties of an instance.
struct DatabaseInstanceProps {
  using Makes = DatabaseInstance;
  Id id;
  /// What kind of database it is, e.g. `DatabaseEngine::postgres("16.4")`.
  Required<DatabaseEngine, struct required_engine> engine;
  /// The VPC that it is in.
  Required<Link<const Vpc>, struct required_vpc> vpc;
  /// The storage in GiB to begin with, 5 to 65,536.
  DatabaseStorage allocated_storage = 20;
  /// Whether `engine` may be a newer major version than the one that runs.
  Bool allow_major_version_upgrade = false;
  /// Whether changes are made at once instead of in the maintenance window.
  Value<bool> apply_immediately = {};
  /// Whether minor versions are installed as they appear.
  Bool auto_minor_version_upgrade = true;
  /// The availability zone, of an instance that is in one alone.
  Value<std::string> availability_zone = {};
  /// For how many days automatic backups are kept, 0 to 35; 0 makes none.
  DatabaseBackupDays backup_retention = 7;
  /// When a day's backup is made; chosen by AWS where it is left out.
  DatabaseBackupWindow backup_window = {};
  /// The authority of its certificate, e.g. `rds-ca-rsa2048-g1`.
  Value<std::string> ca_certificate = {};
  /// The character set of Oracle or SQL Server.
  Value<std::string> character_set_name = {};
  /// The logs that are sent to CloudWatch, e.g. `postgresql` or `error`. Where
  /// `instance_identifier` is given too, their log groups are the app's.
  Items<Text> cloudwatch_logs_exports = {};
  /// Whether snapshots take over its tags.
  Bool copy_tags_to_snapshot = true;
  /// Who administers it.
  DatabaseCredentials credentials = DatabaseCredentials::generated();
  /// The name of a first database; none, or the engine's usual one, where it is left out.
  Value<std::string> database_name = {};
  /// Whether automatic backups go with the instance; AWS's default, yes, where it is left out.
  Value<bool> delete_automated_backups = {};
  /// Whether it refuses to be deleted; yes where it is left out, unless `removal_policy` is
  /// `destroy`.
  Optional<Bool> deletion_protection = {};
  /// The Active Directory that it joins.
  Value<std::string> domain = {};
  /// What it acts as towards the directory.
  Link<Role> domain_role = {};
  /// Whether users can be authenticated by IAM; `grant_connect` turns it on.
  Bool iam_authentication = false;
  /// What it runs on, such as `db.t4g.medium`.
  DatabaseClass instance_class = "db.t4g.medium";
  /// Its name; made up by CloudFormation where it is left out.
  DatabaseIdentifier instance_identifier = {};
  /// I/O operations per second, for `gp3`, `io1` and `io2`.
  Value<std::int64_t> iops = {};
  /// The key of its storage; AWS's own where it is left out.
  KeyLink kms_key = {};
  /// The license, e.g. `bring-your-own-license`.
  Value<std::string> license_model = {};
  /// How long the log groups of `cloudwatch_logs_exports` keep events; needs an
  /// `instance_identifier`. Two years where it is left out.
  Retention log_retention = {};
  /// When a week's maintenance is done; chosen by AWS where it is left out.
  DatabaseMaintenanceWindow maintenance_window = {};
  /// How far the storage may grow by itself, in GiB; not at all where it is left out.
  DatabaseStorage max_allocated_storage = {};
  /// Every how many seconds the operating system is measured; never by default.
  MonitoringInterval monitoring_interval = 0;
  /// What writes these measurements; a role of its own where it is left out.
  Link<Role> monitoring_role = {};
  /// Whether a copy in another zone takes over where this one fails.
  Bool multi_az = false;
  /// `IPV4` or `DUAL`.
  Value<std::string> network_type = {};
  /// Options of the engine.
  Items<DatabaseOption> options = {};
  /// The family of its parameter group; that of the engine's version where it is left out.
  Text parameter_family = {};
  /// Settings of the engine by their names.
  Map<std::string> parameters = {};
  /// How its queries are measured; not at all by default.
  Optional<PerformanceInsights> performance_insights = {};
  /// The port, 1,150 to 65,535; the engine's usual one where it is left out.
  DatabasePort port = {};
  /// Whether the internet can reach it where its security groups let it.
  Bool publicly_accessible = false;
  /// What happens to the data when it leaves the stack.
  RemovalPolicy removal_policy = RemovalPolicy::snapshot;
  /// Whether clients must speak TLS, where the engine has a parameter for it.
  Bool require_tls = true;
  /// What its features act as.
  Items<DatabaseRole> roles = {};
  /// Its security groups; one of its own, which lets nothing in yet, where they are left out.
  Items<Link<SecurityGroup>> security_groups = {};
  /// The ARN or name of the snapshot that it begins with.
  Value<std::string> snapshot = {};
  /// Whether its storage is encrypted.
  Bool storage_encrypted = true;
  /// The throughput of `gp3` in MiB per second.
  Value<std::int64_t> storage_throughput = {};
  /// What it keeps its data on.
  DatabaseStorageType storage_type = DatabaseStorageType::gp3;
  /// The subnets that it can be in; the VPC's private subnets where they are left out, or its
  /// isolated ones where it has no private ones.
  List<cfn::ec2::SubnetId> subnets = {};
  /// The time zone of SQL Server.
  Value<std::string> timezone = {};
};

/// A copy of an instance for reading; what is left out is as with the instance.
/// https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_ReadRepl.html
struct ReadReplica {
  /// The name among the constructs beside the instance.
  Id id;
  /// The availability zone.
  Value<std::string> availability_zone = {};
  /// What it runs on.
  DatabaseClass instance_class = {};
  /// Its name; made up by CloudFormation where it is left out.
  DatabaseIdentifier instance_identifier = {};
  /// Whether a copy in another zone takes over where this one fails.
  Bool multi_az = false;
  /// What happens to it when it leaves the stack: its data is the instance's.
  RemovalPolicy removal_policy = RemovalPolicy::destroy;
  /// Its security groups; those of the instance where they are left out.
  Items<Link<SecurityGroup>> security_groups = {};
  /// Subnets of its own, of which it makes a subnet group; it is in that of the instance where they
  /// are left out.
  List<cfn::ec2::SubnetId> subnets = {};
};

/// A relational database on one server: AWS::RDS::DBInstance with AWS::RDS::DBSubnetGroup,
/// AWS::EC2::SecurityGroup and AWS::RDS::DBParameterGroup and, as needed, AWS::RDS::OptionGroup,
/// AWS::SecretsManager::Secret, AWS::Logs::LogGroup and AWS::IAM::Role.
/// https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Welcome.html
class DatabaseInstance final : public Construct, public Connectable, public Measured {
 public:
  DatabaseInstance(Attach at, const DatabaseInstanceProps& props);
  DatabaseInstance(Attach at, const struct DatabaseReplicaProps& props);
  DatabaseInstance(Attach at, const struct ImportedDatabaseInstanceProps& props);

  /// An instance that is made elsewhere.
  static DatabaseInstance& from_attributes(Construct& scope, const Id& id,
                                           const DatabaseInstanceAttributes& attributes);

  /// Makes a copy for reading beside the instance.
  DatabaseInstance& add_read_replica(const ReadReplica& replica);
  /// Puts a pool of connections before the instance, which knows the administrator's secret.
  DatabaseProxy& add_proxy(const Id& id);
  /// Has the administrator's password exchanged regularly; RDS itself does so where it manages it.
  void add_rotation(const DatabaseRotation& rotation = {});
  /// Has the password of another user exchanged regularly by the administrator, who makes a second
  /// user to alternate with; adds how the instance is reached to the secret.
  void add_user_rotation(Secret& user, const DatabaseRotation& rotation = {});
  /// Allows to connect as a user of the database by IAM; the administrator where none is given.
  void grant_connect(Grantee& grantee, const Value<std::string>& user = {});

  /// Its security groups and its port.
  [[nodiscard]] Connections connections() override;

  /// One of RDS's metrics of the instance, by the average where it says no other statistic.
  /// https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/rds-metrics.html
  [[nodiscard]] Metric metric(std::string_view name) const override;
  /// How much of the processors is used, in percent.
  [[nodiscard]] Metric metric_cpu_utilization() const { return metric("CPUUtilization"); }
  /// How many clients are connected.
  [[nodiscard]] Metric metric_connections() const { return metric("DatabaseConnections"); }
  /// How many bytes of storage are left.
  [[nodiscard]] Metric metric_free_storage_space() const { return metric("FreeStorageSpace"); }
  /// How many bytes of memory are left.
  [[nodiscard]] Metric metric_freeable_memory() const { return metric("FreeableMemory"); }
  /// Reads per second.
  [[nodiscard]] Metric metric_read_iops() const { return metric("ReadIOPS"); }
  /// Writes per second.
  [[nodiscard]] Metric metric_write_iops() const { return metric("WriteIOPS"); }

  /// The ARN.
  [[nodiscard]] Value<std::string> arn() const;
  /// The host name to connect to.
  [[nodiscard]] const Value<std::string>& endpoint_address() const { return address_; }
  /// The port to connect to.
  [[nodiscard]] const Value<std::string>& endpoint_port() const { return endpoint_port_; }
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
  /// The instance's own resource; an error where it is made elsewhere.
  [[nodiscard]] cfn::rds::DBInstance& resource();

 private:
  void check(const DatabaseInstanceProps& props) const;
  void set_parameters(const DatabaseInstanceProps& props);
  void set_options(const DatabaseInstanceProps& props);
  void take_attributes();

  cfn::rds::DBInstance* resource_ = nullptr;  // null where the instance is made elsewhere
  Optional<DatabaseEngine> engine_;
  Link<const Vpc> vpc_;
  List<cfn::ec2::SubnetId> subnets_;
  Items<Link<SecurityGroup>> security_groups_;
  std::uint16_t port_ = 0;
  bool is_managed_ = false;  // whether RDS makes and rotates the password
  Link<Secret> secret_;
  Value<std::string> username_;
  Value<std::string> resource_id_;
  Value<std::string> address_;
  Value<std::string> endpoint_port_;
  Value<std::string> identifier_;
};

}  // namespace omnitrack
