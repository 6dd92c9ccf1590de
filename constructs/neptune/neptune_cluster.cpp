#include "omnitrack/neptune/neptune_cluster.hpp"

#include <string>

#include "../imported.hpp"
#include "../security_groups.hpp"
#include <omnitrack/cfn/neptune.hpp>
#include <omnitrack/codes.hpp>
#include <omnitrack/ec2/connections.hpp>
#include <omnitrack/ec2/vpc.hpp>
#include <omnitrack/fn.hpp>

namespace omnitrack {

/// What a cluster of Neptune that is made elsewhere is made of.
struct ImportedNeptuneClusterProps {
  using Makes = NeptuneCluster;
  Id id;
  NeptuneClusterAttributes known;
};

namespace {

// The family of `1.4.5.1` is `neptune1.4`.
std::string neptune_family(std::string_view version) {
  const std::size_t first = version.find('.');
  const std::size_t second = first == version.npos ? first : version.find('.', first + 1);
  return "neptune" + std::string(version.substr(0, second));
}

}  // namespace

NeptuneCluster::NeptuneCluster(Attach at, const NeptuneClusterProps& props)
    : Construct(std::move(at)),
      security_groups_(groups_or_own(*this, props.security_groups,
                                     {.id = child("SecurityGroup"),
                                      .vpc = props.vpc,
                                      .description = "Neptune cluster " + path()})),
      port_(props.port) {
  auto& subnet_group = add(cfn::neptune::DBSubnetGroupProps{
      .id = child("SubnetGroup"),
      .db_subnet_group_description = "Subnets of " + path(),
      .subnet_ids = props.subnets.is_set() ? props.subnets : props.vpc->inner_subnets(),
  });
  // https://docs.aws.amazon.com/neptune/latest/userguide/parameters.html
  Map<Json> parameters{{"neptune_enable_audit_log", props.logs ? "1" : "0"}};
  if (props.logs) parameters.set("neptune_enable_slow_query_log", Json("info"));
  parameters.set_all(props.parameters);
  auto& parameter_group = add(cfn::neptune::DBClusterParameterGroupProps{
      .id = child("Parameters"),
      .description = "Parameters of " + path(),
      .family = neptune_family(props.engine_version),
      .parameters = Value<Json>(Json(parameters)),
  });
  resource_ = &add(cfn::neptune::DBClusterProps{
      .id = primary(),
      .backup_retention_period = props.backup_retention.value(),
      .copy_tags_to_snapshot = true,
      .db_cluster_parameter_group_name = parameter_group.ref(),
      .db_port = port_,
      .db_subnet_group_name = subnet_group.ref(),
      .deletion_protection = static_cast<bool>(props.deletion_protection),
      .engine_version = props.engine_version,
      .iam_auth_enabled = static_cast<bool>(props.iam_authentication),
      .kms_key_id = props.kms_key.arn(),
      .preferred_backup_window = props.preferred_backup_window,
      .preferred_maintenance_window = props.preferred_maintenance_window,
      .storage_encrypted = true,
      .vpc_security_group_ids = ids_of(security_groups_),
  });
  name_ = resource_->ref();
  endpoint_ = resource_->attr_endpoint();
  read_endpoint_ = resource_->attr_read_endpoint();
  resource_id_ = resource_->attr_cluster_resource_id();
  if (props.logs) resource_->props.enable_cloudwatch_logs_exports = {"audit", "slowquery"};
  resource_->set_removal_policy(props.removal_policy);
  const std::int64_t count = props.instances.is_broken() ? 1 : props.instances.number();
  for (std::int64_t i = 1; i <= count; ++i) {
    add(cfn::neptune::DBInstanceProps{
        .id = child("Instance" + std::to_string(i)),
        .db_instance_class = props.instance_type,
        .auto_minor_version_upgrade = true,
        .db_cluster_identifier = resource_->ref(),
    });
  }
  if (props.backup_retention.is_broken() || props.instances.is_broken()) {
    error(codes::OT2117,
          "there are " + std::to_string(props.instances.number()) + " instances, and backups for " +
              std::to_string(props.backup_retention.number()) + " days",
          "there are 1 to 16 instances, and backups for 1 to 35 days");
  }
}

NeptuneCluster::NeptuneCluster(Attach at, const ImportedNeptuneClusterProps& props)
    : Construct(std::move(at)),
      security_groups_(props.known.security_groups),
      port_(props.known.port),
      name_(props.known.cluster_name),
      endpoint_(props.known.endpoint),
      read_endpoint_(props.known.read_endpoint),
      resource_id_(props.known.resource_id) {}

NeptuneCluster& NeptuneCluster::from_attributes(Construct& scope, const Id& id,
                                                const NeptuneClusterAttributes& attributes) {
  return scope.add(ImportedNeptuneClusterProps{.id = id, .known = attributes});
}

Connections NeptuneCluster::connections() { return {*this, security_groups_, Port::tcp(port_)}; }

Metric NeptuneCluster::metric(std::string_view metric_name) const {
  return MetricProps{.name_space = "AWS/Neptune",
                     .metric_name = metric_name,
                     .dimensions = {{"DBClusterIdentifier", name()}}};
}

// https://docs.aws.amazon.com/neptune/latest/userguide/iam-dp-actions.html
void NeptuneCluster::grant(Grantee& grantee, const List<std::string>& actions) const {
  if (!resource_id_.is_set()) {
    refuse_of_imported(*this, "a grant without `resource_id`");
    return;
  }
  grantee.add_to_policy(
      {.actions = actions, .resources = {stack().arn("neptune-db", concat(resource_id_, "/*"))}});
}

void NeptuneCluster::grant_read(Grantee& grantee) const {
  grant(grantee, {"neptune-db:ReadDataViaQuery"});
}

void NeptuneCluster::grant_read_write(Grantee& grantee) const {
  grant(grantee, {"neptune-db:ReadDataViaQuery", "neptune-db:WriteDataViaQuery",
                  "neptune-db:DeleteDataViaQuery"});
}

Value<std::string> NeptuneCluster::endpoint() const {
  if (!endpoint_.is_set()) refuse_of_imported(*this, "endpoint() without `endpoint`");
  return endpoint_;
}

Value<std::string> NeptuneCluster::read_endpoint() const {
  if (!read_endpoint_.is_set()) {
    refuse_of_imported(*this, "read_endpoint() without `read_endpoint`");
  }
  return read_endpoint_;
}

cfn::neptune::DBCluster& NeptuneCluster::resource() {
  if (resource_ == nullptr) {
    refuse_of_imported(*this, "resource()");
    resource_ = &add(cfn::neptune::DBClusterProps{.id = primary()});
  }
  return *resource_;
}

}  // namespace omnitrack
