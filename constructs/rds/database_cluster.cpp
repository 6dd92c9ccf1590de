#include "omnitrack/rds/database_cluster.hpp"

#include <cmath>
#include <string>

#include "../imported.hpp"
#include "../security_groups.hpp"
#include "parts.hpp"
#include <omnitrack/cfn/secretsmanager.hpp>
#include <omnitrack/codes.hpp>
#include <omnitrack/ec2/connections.hpp>
#include <omnitrack/fn.hpp>
#include <omnitrack/iam/role.hpp>
#include <omnitrack/rds/database_proxy.hpp>

namespace omnitrack {

/// What a cluster that is made elsewhere is made of.
struct ImportedDatabaseClusterProps {
  using Makes = DatabaseCluster;
  Id id;
  const DatabaseClusterAttributes& attributes;
};

namespace {

constexpr std::string_view serverless = "db.serverless";

bool is_serverless(const ClusterInstance& instance) {
  return instance.instance_class.text() == serverless;
}

// A number that is known now; -1 where it is none.
double known_number(const Value<double>& value) {
  if (value.node().kind == NodeKind::integer) return static_cast<double>(value.node().integer);
  return value.node().kind == NodeKind::number ? value.node().number : -1;
}

}  // namespace

DatabaseCluster::DatabaseCluster(Attach at, const DatabaseClusterProps& props)
    : Construct(std::move(at)),
      engine_(props.engine),
      vpc_(props.vpc),
      subnets_(rds::subnets(*this, props.subnets, *props.vpc)),
      security_groups_(rds::security_groups(*this, props.security_groups, props.vpc)),
      port_(rds::port(*this, props.port, props.engine.port())) {
  const rds::Login login = rds::login(*this, props.credentials, props.engine, props.removal_policy);
  username_ = login.username;
  secret_ = login.secret;
  is_managed_ = login.is_managed;
  List<std::string> logs;
  for (const Text& each : props.cloudwatch_logs_exports) logs.add(each.text());
  resource_ = &add(cfn::rds::DBClusterProps{
      .id = primary(),
      .backtrack_window = props.backtrack_window.value(),
      .backup_retention_period = props.backup_retention.value(),
      .copy_tags_to_snapshot = props.copy_tags_to_snapshot,
      .database_name = props.database_name,
      .db_cluster_identifier = props.cluster_identifier.value(),
      .db_subnet_group_name = rds::subnet_group(*this, subnets_).ref(),
      .deletion_protection =
          rds::deletion_protection(props.deletion_protection, props.removal_policy),
      .enable_cloudwatch_logs_exports = logs,
      .engine = props.engine.name(),
      .engine_version = props.engine.version().value(),
      .kms_key_id = props.kms_key.arn(),
      .master_user_password = login.password,
      .network_type = props.network_type,
      .port = static_cast<std::int64_t>(port_),
      .preferred_backup_window = props.backup_window.value(),
      .preferred_maintenance_window = props.maintenance_window.value(),
      .snapshot_identifier = props.snapshot,
      .vpc_security_group_ids = ids_of(security_groups_),
  });
  cfn::rds::DBClusterProps& made = resource_->props;
  // A snapshot knows the administrator's name and whether it is encrypted.
  if (!props.snapshot.is_set()) {
    made.master_username = login.username;
    made.storage_encrypted = props.storage_encrypted;
  }
  if (login.is_managed) {
    made.manage_master_user_password = true;
    const KeyLink& key = props.credentials.options().kms_key;
    if (key.is_set()) {
      made.master_user_secret = cfn::rds::db_cluster::MasterUserSecret{.kms_key_id = key.arn()};
    }
  }
  if (props.data_api) made.enable_http_endpoint = true;
  if (props.iam_authentication) made.enable_iam_database_authentication = true;
  if (props.local_write_forwarding) made.enable_local_write_forwarding = true;
  if (props.storage == AuroraStorage::io_optimized) made.storage_type = "aurora-iopt1";
  bool has_serverless = is_serverless(props.writer);
  for (const ClusterInstance& reader : props.readers) {
    has_serverless = has_serverless || is_serverless(reader);
  }
  if (has_serverless) {
    made.serverless_v2_scaling_configuration =
        cfn::rds::db_cluster::ServerlessV2ScalingConfiguration{
            .max_capacity = props.serverless_capacity.max,
            .min_capacity = props.serverless_capacity.min,
            .seconds_until_auto_pause = props.serverless_capacity.auto_pause.value()};
  }
  for (const DatabaseRole& each : props.roles) {
    made.associated_roles.add(cfn::rds::db_cluster::DBClusterRole{.role_arn = each.role->arn(),
                                                                  .feature_name = each.feature});
  }
  set_parameters(props);
  rds::make_log_groups(*this, *resource_, "cluster", props.cluster_identifier,
                       props.cloudwatch_logs_exports, props.log_retention);
  resource_->set_removal_policy(props.removal_policy);
  resource_id_ = resource_->attr_db_cluster_resource_id();
  address_ = resource_->attr_endpoint_address();
  reader_ = resource_->attr_read_endpoint_address();
  endpoint_port_ = resource_->attr_endpoint_port();
  identifier_ = resource_->ref();
  cfn::secretsmanager::SecretTargetAttachment* attachment = nullptr;
  if (login.is_managed) {
    secret_ = Secret::from_arn(*this, child("MasterSecret"),
                               resource_->attr_master_user_secret_secret_arn(),
                               props.credentials.options().kms_key);
  } else if (secret_.is_set() && !secret_->is_imported()) {
    attachment = &secret_->attach(resource_->ref(), SecretTarget::rds_db_cluster);
  }
  const Value<cfn::iam::RoleArn> monitoring =
      rds::monitoring_role(*this, props.monitoring_interval, props.monitoring_role);
  make_instance(props, props.writer);
  for (const ClusterInstance& reader : props.readers) {
    make_instance(props, reader);
    // The instance that is made first is the one that writes.
    instances_.back()->depends_on(*instances_.front());
  }
  // Nobody gets through to a cluster before it has an instance.
  if (attachment != nullptr) attachment->depends_on(*instances_.front());
  for (cfn::rds::DBInstance* instance : instances_) {
    if (!monitoring.is_set()) break;
    instance->props.monitoring_interval = props.monitoring_interval.value();
    instance->props.monitoring_role_arn = monitoring;
  }
  check(props);
}

DatabaseCluster::DatabaseCluster(Attach at, const ImportedDatabaseClusterProps& props)
    : Construct(std::move(at)),
      engine_(props.attributes.engine),
      security_groups_(props.attributes.security_groups),
      secret_(props.attributes.secret),
      resource_id_(props.attributes.resource_id),
      address_(props.attributes.endpoint_address),
      reader_(props.attributes.reader_endpoint_address),
      identifier_(props.attributes.cluster_identifier) {
  const std::uint16_t usual = engine_ ? engine_->port() : std::uint16_t{0};
  port_ = rds::port(*this, props.attributes.port, usual);
  if (port_ == 0) rds::out_of_bounds(*this, "port", 0, "give a port, or the engine");
  endpoint_port_ = std::to_string(port_);
}

DatabaseCluster& DatabaseCluster::from_attributes(Construct& scope, const Id& id,
                                                  const DatabaseClusterAttributes& attributes) {
  return scope.add(ImportedDatabaseClusterProps{.id = id, .attributes = attributes});
}

void DatabaseCluster::make_instance(const DatabaseClusterProps& props,
                                    const ClusterInstance& instance) {
  rds::check_class(*this, instance.instance_class);
  rds::check_identifier(*this, instance.instance_identifier);
  rds::check_number(*this, "promotion_tier", instance.promotion_tier, "it is 0 to 15");
  auto& made = add(cfn::rds::DBInstanceProps{
      .id = child(instance.name),
      .auto_minor_version_upgrade = props.auto_minor_version_upgrade,
      .availability_zone = instance.availability_zone,
      .ca_certificate_identifier = instance.ca_certificate,
      .db_cluster_identifier = resource_->ref(),
      .db_instance_class = instance.instance_class.value(),
      .db_instance_identifier = instance.instance_identifier.value(),
      .db_parameter_group_name = as<cfn::rds::DBParameterGroupName>(instance_parameters_),
      .engine = props.engine.name(),
      .promotion_tier = instance.promotion_tier.value(),
      .publicly_accessible = instance.publicly_accessible,
  });
  if (instance.performance_insights) {
    rds::check_number(*this, "retention", instance.performance_insights->retention,
                      "it is 7, 731, or a multiple of 31 days up to 713");
    made.props.enable_performance_insights = true;
    made.props.performance_insights_kms_key_id =
        as<cfn::kms::KeyArn>(instance.performance_insights->kms_key.arn());
    made.props.performance_insights_retention_period =
        instance.performance_insights->retention.value();
  }
  // The data is the cluster's.
  made.set_removal_policy(props.removal_policy == RemovalPolicy::retain ? RemovalPolicy::retain
                                                                        : RemovalPolicy::destroy);
  instances_.push_back(&made);
}

void DatabaseCluster::set_parameters(const DatabaseClusterProps& props) {
  const Map<std::string> parameters =
      rds::parameters(props.engine, props.parameters, props.require_tls);
  const Text family =
      props.parameter_family.empty() ? props.engine.parameter_family() : props.parameter_family;
  if (!parameters.is_set() && !props.instance_parameters.is_set()) return;
  if (family.empty()) {
    error(codes::OT3532, "the family of the parameter group is not known",
          "give the engine a version, or the database a parameter_family; without parameters and "
          "with require_tls off, it needs none");
    return;
  }
  if (props.instance_parameters.is_set()) {
    instance_parameters_ = add(cfn::rds::DBParameterGroupProps{
                                   .id = child("InstanceParameterGroup"),
                                   .description = "Parameters of the instances of " + path(),
                                   .family = family,
                                   .parameters = Json(props.instance_parameters),
                               })
                               .ref();
  }
  if (!parameters.is_set()) return;
  resource_->props.db_cluster_parameter_group_name =
      add(cfn::rds::DBClusterParameterGroupProps{
              .id = child("ParameterGroup"),
              .description = "Parameters of " + path(),
              .family = family,
              .parameters = Json(parameters),
          })
          .ref();
}

void DatabaseCluster::check(const DatabaseClusterProps& props) const {
  rds::check_version(*this, props.engine);
  rds::check_identifier(*this, props.cluster_identifier);
  rds::check_windows(*this, props.backup_window, props.maintenance_window);
  rds::check_number(*this, "backup_retention", props.backup_retention, "it is 1 to 35 days");
  if (props.backup_retention.is_known() && props.backup_retention.number() == 0) {
    rds::out_of_bounds(*this, "backup_retention", 0, "it is 1 to 35 days in a cluster");
  }
  rds::check_number(*this, "backtrack_window", props.backtrack_window, "it is 0 to 259200 seconds");
  check_capacity(props.serverless_capacity);
  if (!props.engine.is_aurora()) {
    error(codes::OT3529, "a cluster has an engine that is not Aurora's",
          "make a DatabaseInstance, or take DatabaseEngine::aurora_mysql or aurora_postgres");
  }
  if (props.kms_key.is_set() && !props.storage_encrypted) {
    error(codes::OT3530, "a KMS key is given, but the storage is not encrypted",
          "leave storage_encrypted on, or the key out");
  }
}

// https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_ServerlessV2ScalingConfiguration.html
void DatabaseCluster::check_capacity(const ServerlessCapacity& capacity) const {
  const double least = known_number(capacity.min);
  const double most = known_number(capacity.max);
  const auto is_in_halves = [](double units) { return std::fmod(units * 2, 1.0) == 0; };
  rds::check_number(*this, "auto_pause", capacity.auto_pause, "it is 300 to 86400 seconds");
  const bool is_least_wrong = least != -1 && (least < 0 || least > 256 || !is_in_halves(least));
  const bool is_most_wrong = most != -1 && (most < 1 || most > 256 || !is_in_halves(most));
  if (is_least_wrong || is_most_wrong || (most != -1 && least > most)) {
    error(codes::OT3540, "the serverless capacity of the cluster is out of bounds",
          "min is 0 to 256 and max 1 to 256, in steps of a half, and min is not above max");
  }
  if (capacity.auto_pause.is_set() && least > 0) {
    error(codes::OT3540, "the cluster is to be paused, but its min is not 0",
          "leave auto_pause out, or set min to 0");
  }
}

void DatabaseCluster::add_dependent(Resource& resource) const {
  for (const cfn::rds::DBInstance* instance : instances_) resource.depends_on(*instance);
}

DatabaseProxy& DatabaseCluster::add_proxy(const Id& id) {
  return add(
      DatabaseProxyProps{.id = id, .secrets = {Link<const Secret>(secret())}, .target = *this});
}

void DatabaseCluster::add_rotation(const DatabaseRotation& rotation) {
  rds::rotate(*this, secret(), {engine_, vpc_, subnets_, *this, is_managed_}, rotation, {},
              "Rotation");
}

void DatabaseCluster::add_user_rotation(Secret& user, const DatabaseRotation& rotation) {
  add_dependent(user.attach(identifier_, SecretTarget::rds_db_cluster));
  rds::rotate(*this, user, {engine_, vpc_, subnets_, *this, is_managed_}, rotation,
              Link<const Secret>(secret()), std::string(user.id()) + "Rotation");
}

void DatabaseCluster::grant_connect(Grantee& grantee, const Value<std::string>& user) {
  if (resource_ != nullptr) resource_->props.enable_iam_database_authentication = true;
  rds::allow_connecting(*this, grantee, resource_id_, user.is_set() ? user : username_);
}

// https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/data-api.access.html
void DatabaseCluster::grant_data_api_access(Grantee& grantee) {
  if (resource_ != nullptr) resource_->props.enable_http_endpoint = true;
  grantee.add_to_policy({
      .actions = {"rds-data:BatchExecuteStatement", "rds-data:BeginTransaction",
                  "rds-data:CommitTransaction", "rds-data:ExecuteStatement",
                  "rds-data:RollbackTransaction"},
      .resources = {arn()},
  });
  secret().grant_read(grantee);
}

Connections DatabaseCluster::connections() { return {*this, security_groups_, Port::tcp(port_)}; }

Metric DatabaseCluster::metric(std::string_view metric_name) const {
  return MetricProps{.name_space = "AWS/RDS",
                     .metric_name = metric_name,
                     .dimensions = {{"DBClusterIdentifier", identifier_}}};
}

Value<std::string> DatabaseCluster::arn() const {
  return stack().arn("rds", concat("cluster:", identifier_));
}

Secret& DatabaseCluster::secret() {
  if (!secret_.is_set()) {
    error(codes::OT3537, "the secret of a database is used that has none",
          "leave `credentials` to the database, or give the import its secret");
    secret_ = Secret::from_name(*this, child("NoSecret"), "none");
  }
  return *secret_;
}

cfn::rds::DBCluster& DatabaseCluster::resource() {
  if (resource_ == nullptr) {
    refuse_of_imported(*this, "resource()");
    resource_ = &add(cfn::rds::DBClusterProps{.id = primary()});
  }
  return *resource_;
}

}  // namespace omnitrack
