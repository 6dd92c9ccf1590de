#include "omnitrack/redshift/redshift_cluster.hpp"

#include <string>

#include "../imported.hpp"
#include "../security_groups.hpp"
#include <omnitrack/cfn/redshift.hpp>
#include <omnitrack/codes.hpp>
#include <omnitrack/ec2/connections.hpp>
#include <omnitrack/ec2/vpc.hpp>
#include <omnitrack/iam/role.hpp>

namespace omnitrack {

/// What a cluster of Redshift that is made elsewhere is made of.
struct ImportedRedshiftClusterProps {
  using Makes = RedshiftCluster;
  Id id;
  RedshiftClusterAttributes known;
};

namespace {

using RedshiftParameter = cfn::redshift::cluster_parameter_group::Parameter;

// https://docs.aws.amazon.com/redshift/latest/mgmt/connecting-ssl-support.html
List<RedshiftParameter> redshift_parameters(const RedshiftClusterProps& props) {
  Map<std::string> all{{"require_ssl", "true"}};
  if (props.logs) all.set("enable_user_activity_logging", "true");
  all.set_all(props.parameters);
  List<RedshiftParameter> list;
  const Node& node = all.node();
  for (std::uint32_t i = 0; i < node.size; ++i) {
    list.add(
        RedshiftParameter{.parameter_name = node.fields[i].key,
                          .parameter_value = Value<std::string>::from_node(node.fields[i].value)});
  }
  return list;
}

}  // namespace

RedshiftCluster::RedshiftCluster(Attach at, const RedshiftClusterProps& props)
    : Construct(std::move(at)),
      security_groups_(groups_or_own(*this, props.security_groups,
                                     {.id = child("SecurityGroup"),
                                      .vpc = props.vpc,
                                      .description = "Data warehouse " + path()})),
      port_(props.port) {
  auto& subnet_group = add(cfn::redshift::ClusterSubnetGroupProps{
      .id = child("SubnetGroup"),
      .description = "Subnets of " + path(),
      .subnet_ids = props.subnets.is_set() ? props.subnets : props.vpc->inner_subnets(),
  });
  auto& parameter_group = add(cfn::redshift::ClusterParameterGroupProps{
      .id = child("Parameters"),
      .description = "Parameters of " + path(),
      .parameter_group_family = "redshift-1.0",
      .parameters = redshift_parameters(props),
  });
  const bool is_single = props.nodes.is_known() && props.nodes.number() == 1;
  resource_ = &add(cfn::redshift::ClusterProps{
      .id = primary(),
      .cluster_type = is_single ? "single-node" : "multi-node",
      .db_name = props.database_name,
      .master_username = props.username,
      .node_type = props.node_type,
      .automated_snapshot_retention_period = props.snapshot_retention.value(),
      .cluster_parameter_group_name = parameter_group.ref(),
      .cluster_subnet_group_name = subnet_group.ref(),
      .encrypted = true,
      .enhanced_vpc_routing = static_cast<bool>(props.enhanced_vpc_routing),
      .kms_key_id = props.kms_key.arn(),
      .manage_master_password = true,
      .port = port_,
      .preferred_maintenance_window = props.preferred_maintenance_window,
      .publicly_accessible = false,
  });
  name_ = resource_->ref();
  endpoint_ = resource_->attr_endpoint_address();
  secret_arn_ = resource_->attr_master_password_secret_arn();
  cfn::redshift::ClusterProps& made = resource_->props;
  if (!is_single) made.number_of_nodes = props.nodes.value();
  made.vpc_security_group_ids = ids_of(security_groups_);
  for (const Link<const Role>& each : props.roles) made.iam_roles.add(each->arn());
  if (props.logs) {
    made.logging_properties = cfn::redshift::cluster::LoggingProperties{
        .log_destination_type = "cloudwatch",
        .log_exports = {"connectionlog", "userlog", "useractivitylog"},
    };
  }
  resource_->set_removal_policy(props.removal_policy);
  if (props.nodes.is_broken() || props.snapshot_retention.is_broken()) {
    error(codes::OT2118,
          "there are " + std::to_string(props.nodes.number()) + " nodes, and snapshots for " +
              std::to_string(props.snapshot_retention.number()) + " days",
          "there are 1 to 128 nodes, and snapshots for 0 to 35 days");
  }
}

RedshiftCluster::RedshiftCluster(Attach at, const ImportedRedshiftClusterProps& props)
    : Construct(std::move(at)),
      security_groups_(props.known.security_groups),
      port_(props.known.port),
      name_(props.known.cluster_name),
      endpoint_(props.known.endpoint),
      secret_arn_(props.known.secret_arn) {}

RedshiftCluster& RedshiftCluster::from_attributes(Construct& scope, const Id& id,
                                                  const RedshiftClusterAttributes& attributes) {
  return scope.add(ImportedRedshiftClusterProps{.id = id, .known = attributes});
}

Connections RedshiftCluster::connections() { return {*this, security_groups_, Port::tcp(port_)}; }

Metric RedshiftCluster::metric(std::string_view metric_name) const {
  return MetricProps{.name_space = "AWS/Redshift",
                     .metric_name = metric_name,
                     .dimensions = {{"ClusterIdentifier", name()}}};
}

Value<std::string> RedshiftCluster::endpoint() const {
  if (!endpoint_.is_set()) refuse_of_imported(*this, "endpoint() without `endpoint`");
  return endpoint_;
}

Value<std::string> RedshiftCluster::secret_arn() const {
  if (!secret_arn_.is_set()) refuse_of_imported(*this, "secret_arn() without `secret_arn`");
  return secret_arn_;
}

cfn::redshift::Cluster& RedshiftCluster::resource() {
  if (resource_ == nullptr) {
    refuse_of_imported(*this, "resource()");
    resource_ = &add(cfn::redshift::ClusterProps{.id = primary(),
                                                 .cluster_type = "multi-node",
                                                 .db_name = "unknown",
                                                 .master_username = "unknown",
                                                 .node_type = "unknown"});
  }
  return *resource_;
}

}  // namespace omnitrack
