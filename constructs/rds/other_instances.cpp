#include "../imported.hpp"
#include "../security_groups.hpp"
#include "parts.hpp"
#include <omnitrack/codes.hpp>
#include <omnitrack/rds/database_instance.hpp>

namespace omnitrack {

/// What a copy for reading is made of.
struct DatabaseReplicaProps {
  using Makes = DatabaseInstance;
  Id id;
  DatabaseInstance& source;
  const ReadReplica& replica;
  const Items<Link<SecurityGroup>>& security_groups;
  std::uint16_t port;
};

/// What an instance that is made elsewhere is made of.
struct ImportedDatabaseInstanceProps {
  using Makes = DatabaseInstance;
  Id id;
  const DatabaseInstanceAttributes& attributes;
};

DatabaseInstance::DatabaseInstance(Attach at, const DatabaseReplicaProps& props)
    : Construct(std::move(at)),
      engine_(props.source.engine_),
      vpc_(props.source.vpc_),
      subnets_(props.replica.subnets.is_set() ? props.replica.subnets : props.source.subnets_),
      security_groups_(props.replica.security_groups.empty() ? props.security_groups
                                                             : props.replica.security_groups),
      port_(props.port),
      secret_(props.source.secret_),
      username_(props.source.username_) {
  const ReadReplica& replica = props.replica;
  const cfn::rds::DBInstanceProps& source = props.source.resource_->props;
  resource_ = &add(cfn::rds::DBInstanceProps{
      .id = primary(),
      .auto_minor_version_upgrade = source.auto_minor_version_upgrade,
      .availability_zone = replica.availability_zone,
      .ca_certificate_identifier = source.ca_certificate_identifier,
      .copy_tags_to_snapshot = source.copy_tags_to_snapshot,
      .db_instance_class = replica.instance_class.is_set() ? replica.instance_class.value()
                                                           : source.db_instance_class,
      .db_instance_identifier = replica.instance_identifier.value(),
      .db_parameter_group_name = source.db_parameter_group_name,
      .deletion_protection = rds::deletion_protection({}, replica.removal_policy),
      .enable_cloudwatch_logs_exports = source.enable_cloudwatch_logs_exports,
      .enable_iam_database_authentication = source.enable_iam_database_authentication,
      .enable_performance_insights = source.enable_performance_insights,
      .monitoring_interval = source.monitoring_interval,
      .monitoring_role_arn = source.monitoring_role_arn,
      .multi_az = replica.multi_az,
      .performance_insights_kms_key_id = source.performance_insights_kms_key_id,
      .performance_insights_retention_period = source.performance_insights_retention_period,
      .port = source.port,
      .publicly_accessible = source.publicly_accessible,
      .source_db_instance_identifier = props.source.resource_->ref(),
      .storage_type = source.storage_type,
      .vpc_security_groups = ids_of(security_groups_),
  });
  if (replica.subnets.is_set()) {
    resource_->props.db_subnet_group_name = rds::subnet_group(*this, subnets_).ref();
  }
  resource_->set_removal_policy(replica.removal_policy);
  rds::check_class(*this, replica.instance_class);
  rds::check_identifier(*this, replica.instance_identifier);
  take_attributes();
}

DatabaseInstance& DatabaseInstance::add_read_replica(const ReadReplica& replica) {
  if (resource_ == nullptr) {
    refuse_of_imported(*this, "a read replica");
    return *this;
  }
  const Node& days = resource_->props.backup_retention_period.node();
  if (days.kind == NodeKind::integer && days.integer == 0) {
    error(codes::OT3538, "a database without backups has a read replica",
          "keep automatic backups for a day at least: replicas begin with one");
  }
  return parent()->add(DatabaseReplicaProps{.id = replica.id,
                                            .source = *this,
                                            .replica = replica,
                                            .security_groups = security_groups_,
                                            .port = port_});
}

DatabaseInstance::DatabaseInstance(Attach at, const ImportedDatabaseInstanceProps& props)
    : Construct(std::move(at)),
      engine_(props.attributes.engine),
      security_groups_(props.attributes.security_groups),
      secret_(props.attributes.secret),
      resource_id_(props.attributes.resource_id),
      address_(props.attributes.endpoint_address),
      identifier_(props.attributes.instance_identifier) {
  const std::uint16_t usual = engine_ ? engine_->port() : std::uint16_t{0};
  port_ = rds::port(*this, props.attributes.port, usual);
  if (port_ == 0) rds::out_of_bounds(*this, "port", 0, "give a port, or the engine");
  endpoint_port_ = std::to_string(port_);
}

DatabaseInstance& DatabaseInstance::from_attributes(Construct& scope, const Id& id,
                                                    const DatabaseInstanceAttributes& attributes) {
  return scope.add(ImportedDatabaseInstanceProps{.id = id, .attributes = attributes});
}

}  // namespace omnitrack
