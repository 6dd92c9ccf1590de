#include "omnitrack/docdb/document_cluster.hpp"

#include <string>

#include "../imported.hpp"
#include "../security_groups.hpp"
#include <omnitrack/cfn/docdb.hpp>
#include <omnitrack/codes.hpp>
#include <omnitrack/ec2/connections.hpp>
#include <omnitrack/ec2/vpc.hpp>
#include <omnitrack/secretsmanager/secret.hpp>

namespace omnitrack {

/// What a cluster of DocumentDB that is made elsewhere is made of.
struct ImportedDocumentClusterProps {
  using Makes = DocumentCluster;
  Id id;
  DocumentClusterAttributes known;
};

namespace {

// The family of `5.0.0` is `docdb5.0`.
std::string docdb_family(std::string_view version) {
  const std::size_t first = version.find('.');
  const std::size_t second = first == version.npos ? first : version.find('.', first + 1);
  return "docdb" + std::string(version.substr(0, second));
}

}  // namespace

DocumentCluster::DocumentCluster(Attach at, const DocumentClusterProps& props)
    : Construct(std::move(at)),
      security_groups_(groups_or_own(*this, props.security_groups,
                                     {.id = child("SecurityGroup"),
                                      .vpc = props.vpc,
                                      .description = "Document cluster " + path()})),
      port_(props.port) {
  auto& subnet_group = add(cfn::docdb::DBSubnetGroupProps{
      .id = child("SubnetGroup"),
      .db_subnet_group_description = "Subnets of " + path(),
      .subnet_ids = props.subnets.is_set() ? props.subnets : props.vpc->inner_subnets(),
  });
  // https://docs.aws.amazon.com/documentdb/latest/developerguide/event-auditing.html
  Map<Json> parameters{{"tls", "enabled"}};
  if (props.logs) {
    parameters.set("audit_logs", Json("enabled"));
    parameters.set("profiler", Json("enabled"));
  }
  parameters.set_all(props.parameters);
  auto& parameter_group = add(cfn::docdb::DBClusterParameterGroupProps{
      .id = child("Parameters"),
      .description = "Parameters of " + path(),
      .family = docdb_family(props.engine_version),
      .parameters = Value<Json>(Json(parameters)),
  });
  resource_ = &add(cfn::docdb::DBClusterProps{
      .id = primary(),
      .backup_retention_period = props.backup_retention.value(),
      .copy_tags_to_snapshot = true,
      .db_cluster_parameter_group_name = parameter_group.ref(),
      .db_subnet_group_name = subnet_group.ref(),
      .deletion_protection = static_cast<bool>(props.deletion_protection),
      .engine_version = props.engine_version,
      .kms_key_id = props.kms_key.arn(),
      .master_username = props.username,
      .port = port_,
      .preferred_backup_window = props.preferred_backup_window,
      .preferred_maintenance_window = props.preferred_maintenance_window,
      .storage_encrypted = true,
      .vpc_security_group_ids = ids_of(security_groups_),
  });
  take_credentials(props);
  name_ = resource_->ref();
  endpoint_ = resource_->attr_endpoint();
  read_endpoint_ = resource_->attr_read_endpoint();
  if (props.logs) resource_->props.enable_cloudwatch_logs_exports = {"audit", "profiler"};
  resource_->set_removal_policy(props.removal_policy);
  const std::int64_t count = props.instances.is_broken() ? 1 : props.instances.number();
  for (std::int64_t i = 1; i <= count; ++i) {
    add(cfn::docdb::DBInstanceProps{
        .id = child("Instance" + std::to_string(i)),
        .db_cluster_identifier = resource_->ref(),
        .db_instance_class = props.instance_type,
        .auto_minor_version_upgrade = true,
    });
  }
  if (props.backup_retention.is_broken() || props.instances.is_broken()) {
    error(codes::OT2116,
          "there are " + std::to_string(props.instances.number()) + " instances, and backups for " +
              std::to_string(props.backup_retention.number()) + " days",
          "there are 1 to 16 instances, and backups for 1 to 35 days");
  }
}

void DocumentCluster::take_credentials(const DocumentClusterProps& props) {
  if (!props.secret.is_set()) {
    resource_->props.manage_master_user_password = true;
    return;
  }
  resource_->props.master_username = props.secret->field("username");
  resource_->props.master_user_password = props.secret->field("password");
  props.secret->attach(resource_->ref(), SecretTarget::docdb_db_cluster);
}

DocumentCluster::DocumentCluster(Attach at, const ImportedDocumentClusterProps& props)
    : Construct(std::move(at)),
      security_groups_(props.known.security_groups),
      port_(props.known.port),
      name_(props.known.cluster_name),
      endpoint_(props.known.endpoint),
      read_endpoint_(props.known.read_endpoint) {}

DocumentCluster& DocumentCluster::from_attributes(Construct& scope, const Id& id,
                                                  const DocumentClusterAttributes& attributes) {
  return scope.add(ImportedDocumentClusterProps{.id = id, .known = attributes});
}

Connections DocumentCluster::connections() { return {*this, security_groups_, Port::tcp(port_)}; }

Metric DocumentCluster::metric(std::string_view metric_name) const {
  return MetricProps{.name_space = "AWS/DocDB",
                     .metric_name = metric_name,
                     .dimensions = {{"DBClusterIdentifier", name()}}};
}

Value<std::string> DocumentCluster::endpoint() const {
  if (!endpoint_.is_set()) refuse_of_imported(*this, "endpoint() without `endpoint`");
  return endpoint_;
}

Value<std::string> DocumentCluster::read_endpoint() const {
  if (!read_endpoint_.is_set()) {
    refuse_of_imported(*this, "read_endpoint() without `read_endpoint`");
  }
  return read_endpoint_;
}

cfn::docdb::DBCluster& DocumentCluster::resource() {
  if (resource_ == nullptr) {
    refuse_of_imported(*this, "resource()");
    resource_ = &add(cfn::docdb::DBClusterProps{.id = primary()});
  }
  return *resource_;
}

}  // namespace omnitrack
