#include "omnitrack/rds/database_instance.hpp"

#include <string>

#include "../imported.hpp"
#include "../security_groups.hpp"
#include "parts.hpp"
#include <omnitrack/codes.hpp>
#include <omnitrack/ec2/connections.hpp>
#include <omnitrack/fn.hpp>
#include <omnitrack/iam/role.hpp>
#include <omnitrack/rds/database_proxy.hpp>

namespace omnitrack {

namespace {

constexpr std::string_view storage_types[] = {"gp2", "gp3", "io1", "io2", "standard"};

List<std::string> texts_of(const Items<Text>& items) {
  List<std::string> texts;
  for (const Text& each : items) texts.add(each.text());
  return texts;
}

}  // namespace

DatabaseInstance::DatabaseInstance(Attach at, const DatabaseInstanceProps& props)
    : Construct(std::move(at)),
      engine_(props.engine),
      vpc_(props.vpc),
      subnets_(rds::subnets(*this, props.subnets, *props.vpc)),
      security_groups_(rds::security_groups(*this, props.security_groups, props.vpc)),
      port_(rds::port(*this, props.port, props.engine.port())) {
  const bool is_restored = props.snapshot.is_set();
  const rds::Login login = rds::login(*this, props.credentials, props.engine, props.removal_policy);
  resource_ = &add(cfn::rds::DBInstanceProps{
      .id = primary(),
      .apply_immediately = props.apply_immediately,
      .auto_minor_version_upgrade = props.auto_minor_version_upgrade,
      .availability_zone = props.availability_zone,
      .backup_retention_period = props.backup_retention.value(),
      .ca_certificate_identifier = props.ca_certificate,
      .character_set_name = props.character_set_name,
      .copy_tags_to_snapshot = props.copy_tags_to_snapshot,
      .db_instance_class = props.instance_class.value(),
      .db_instance_identifier = props.instance_identifier.value(),
      .db_name = props.database_name,
      .db_snapshot_identifier = props.snapshot,
      .db_subnet_group_name = rds::subnet_group(*this, subnets_).ref(),
      .delete_automated_backups = props.delete_automated_backups,
      .deletion_protection =
          rds::deletion_protection(props.deletion_protection, props.removal_policy),
      .domain = props.domain,
      .enable_cloudwatch_logs_exports = texts_of(props.cloudwatch_logs_exports),
      .engine = props.engine.name(),
      .engine_version = props.engine.version().value(),
      .iops = props.iops,
      .kms_key_id = props.kms_key.arn(),
      .license_model = props.license_model,
      .master_user_password = login.password,
      .max_allocated_storage = props.max_allocated_storage.value(),
      .monitoring_role_arn =
          rds::monitoring_role(*this, props.monitoring_interval, props.monitoring_role),
      .multi_az = props.multi_az,
      .network_type = props.network_type,
      .port = std::to_string(port_),
      .preferred_backup_window = props.backup_window.value(),
      .preferred_maintenance_window = props.maintenance_window.value(),
      .publicly_accessible = props.publicly_accessible,
      .storage_throughput = props.storage_throughput,
      .storage_type = storage_types[static_cast<std::size_t>(props.storage_type)],
      .timezone = props.timezone,
      .vpc_security_groups = ids_of(security_groups_),
  });
  cfn::rds::DBInstanceProps& made = resource_->props;
  username_ = login.username;
  secret_ = login.secret;
  is_managed_ = login.is_managed;
  // A snapshot knows the administrator's name and whether it is encrypted.
  if (!is_restored) {
    made.allocated_storage = std::to_string(props.allocated_storage.number());
    if (!props.allocated_storage.is_known()) {
      made.allocated_storage = as<std::string>(props.allocated_storage.value());
    }
    made.master_username = login.username;
    made.storage_encrypted = props.storage_encrypted;
  }
  if (made.monitoring_role_arn.is_set()) {
    made.monitoring_interval = props.monitoring_interval.value();
  }
  if (login.is_managed) {
    made.manage_master_user_password = true;
    const KeyLink& key = props.credentials.options().kms_key;
    if (key.is_set())
      made.master_user_secret = cfn::rds::db_instance::MasterUserSecret{.kms_key_id = key.arn()};
  }
  if (props.allow_major_version_upgrade) made.allow_major_version_upgrade = true;
  if (props.domain_role.is_set()) made.domain_iam_role_name = props.domain_role->name();
  if (props.iam_authentication) made.enable_iam_database_authentication = true;
  if (props.performance_insights) {
    made.enable_performance_insights = true;
    made.performance_insights_kms_key_id =
        as<cfn::kms::KeyArn>(props.performance_insights->kms_key.arn());
    made.performance_insights_retention_period = props.performance_insights->retention.value();
  }
  for (const DatabaseRole& each : props.roles) {
    made.associated_roles.add(cfn::rds::db_instance::DBInstanceRole{.feature_name = each.feature,
                                                                    .role_arn = each.role->arn()});
  }
  set_parameters(props);
  set_options(props);
  rds::make_log_groups(*this, *resource_, "instance", props.instance_identifier,
                       props.cloudwatch_logs_exports, props.log_retention);
  resource_->set_removal_policy(props.removal_policy);
  take_attributes();
  if (login.is_managed) {
    secret_ = Secret::from_arn(*this, child("MasterSecret"),
                               resource_->attr_master_user_secret_secret_arn(),
                               props.credentials.options().kms_key);
  } else if (secret_.is_set() && !secret_->is_imported()) {
    secret_->attach(resource_->ref(), SecretTarget::rds_db_instance);
  }
  check(props);
}

void DatabaseInstance::check(const DatabaseInstanceProps& props) const {
  rds::check_version(*this, props.engine);
  rds::check_class(*this, props.instance_class);
  rds::check_identifier(*this, props.instance_identifier);
  rds::check_windows(*this, props.backup_window, props.maintenance_window);
  constexpr std::string_view storage = "it is 5 to 65536 GiB";
  rds::check_number(*this, "allocated_storage", props.allocated_storage, storage);
  rds::check_number(*this, "max_allocated_storage", props.max_allocated_storage, storage);
  rds::check_number(*this, "backup_retention", props.backup_retention, "it is 0 to 35 days");
  if (props.performance_insights) {
    rds::check_number(*this, "retention", props.performance_insights->retention,
                      "it is 7, 731, or a multiple of 31 days up to 713");
  }
  if (props.engine.is_aurora()) {
    error(codes::OT3529, "an instance of its own has an engine of Aurora",
          "make a DatabaseCluster, or take another engine");
  }
  if (props.max_allocated_storage.is_known() && props.allocated_storage.is_known() &&
      props.max_allocated_storage.number() < props.allocated_storage.number()) {
    error(codes::OT3528, "max_allocated_storage is less than allocated_storage",
          "the storage grows and never shrinks");
  }
  if (props.kms_key.is_set() && !props.storage_encrypted) {
    error(codes::OT3530, "a KMS key is given, but the storage is not encrypted",
          "leave storage_encrypted on, or the key out");
  }
}

void DatabaseInstance::set_parameters(const DatabaseInstanceProps& props) {
  const Map<std::string> parameters =
      rds::parameters(props.engine, props.parameters, props.require_tls);
  const Text family =
      props.parameter_family.empty() ? props.engine.parameter_family() : props.parameter_family;
  if (!parameters.is_set()) return;
  if (family.empty()) {
    error(codes::OT3532, "the family of the parameter group is not known",
          "give the engine a version, or the database a parameter_family; without parameters and "
          "with require_tls off, it needs none");
    return;
  }
  resource_->props.db_parameter_group_name = add(cfn::rds::DBParameterGroupProps{
                                                     .id = child("ParameterGroup"),
                                                     .description = "Parameters of " + path(),
                                                     .family = family,
                                                     .parameters = Json(parameters),
                                                 })
                                                 .ref();
}

void DatabaseInstance::set_options(const DatabaseInstanceProps& props) {
  if (props.options.empty()) return;
  List<cfn::rds::option_group::OptionConfiguration> options;
  for (const DatabaseOption& option : props.options) {
    List<cfn::rds::option_group::OptionSetting> settings;
    const Node& node = option.settings.node();
    for (std::uint32_t i = 0; node.kind == NodeKind::object && i < node.size; ++i) {
      settings.add(cfn::rds::option_group::OptionSetting{
          .name = node.fields[i].key,
          .value = Value<std::string>::from_node(node.fields[i].value)});
    }
    cfn::rds::option_group::OptionConfiguration made{
        .option_name = option.name, .option_settings = settings, .option_version = option.version};
    if (option.port) made.port = *option.port;
    options.add(made);
  }
  if (props.engine.major_version().empty()) {
    error(codes::OT3532, "the version of the option group is not known",
          "give the engine a version");
  }
  resource_->props.option_group_name = add(cfn::rds::OptionGroupProps{
                                               .id = child("OptionGroup"),
                                               .engine_name = props.engine.name(),
                                               .major_engine_version = props.engine.major_version(),
                                               .option_group_description = "Options of " + path(),
                                               .option_configurations = options,
                                           })
                                           .ref();
}

void DatabaseInstance::take_attributes() {
  resource_id_ = resource_->attr_dbi_resource_id();
  address_ = resource_->attr_endpoint_address();
  endpoint_port_ = resource_->attr_endpoint_port();
  identifier_ = resource_->ref();
}

DatabaseProxy& DatabaseInstance::add_proxy(const Id& id) {
  return add(
      DatabaseProxyProps{.id = id, .secrets = {Link<const Secret>(secret())}, .target = *this});
}

void DatabaseInstance::add_rotation(const DatabaseRotation& rotation) {
  rds::rotate(*this, secret(), {engine_, vpc_, subnets_, *this, is_managed_}, rotation, {},
              "Rotation");
}

void DatabaseInstance::add_user_rotation(Secret& user, const DatabaseRotation& rotation) {
  user.attach(identifier_, SecretTarget::rds_db_instance);
  rds::rotate(*this, user, {engine_, vpc_, subnets_, *this, is_managed_}, rotation,
              Link<const Secret>(secret()), std::string(user.id()) + "Rotation");
}

void DatabaseInstance::grant_connect(Grantee& grantee, const Value<std::string>& user) {
  if (resource_ != nullptr) resource_->props.enable_iam_database_authentication = true;
  rds::allow_connecting(*this, grantee, resource_id_, user.is_set() ? user : username_);
}

Connections DatabaseInstance::connections() { return {*this, security_groups_, Port::tcp(port_)}; }

Metric DatabaseInstance::metric(std::string_view metric_name) const {
  return MetricProps{.name_space = "AWS/RDS",
                     .metric_name = metric_name,
                     .dimensions = {{"DBInstanceIdentifier", identifier_}}};
}

Value<std::string> DatabaseInstance::arn() const {
  return stack().arn("rds", concat("db:", identifier_));
}

Secret& DatabaseInstance::secret() {
  if (!secret_.is_set()) {
    error(codes::OT3537, "the secret of a database is used that has none",
          "leave `credentials` to the database, or give the import its secret");
    secret_ = Secret::from_name(*this, child("NoSecret"), "none");
  }
  return *secret_;
}

cfn::rds::DBInstance& DatabaseInstance::resource() {
  if (resource_ == nullptr) {
    refuse_of_imported(*this, "resource()");
    resource_ = &add(cfn::rds::DBInstanceProps{.id = primary()});
  }
  return *resource_;
}

}  // namespace omnitrack
