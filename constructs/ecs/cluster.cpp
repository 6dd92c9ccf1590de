#include "omnitrack/ecs/cluster.hpp"

#include <string>

#include "../imported.hpp"
#include <omnitrack/cfn/ec2.hpp>
#include <omnitrack/cfn/ecs.hpp>
#include <omnitrack/cfn/kms.hpp>
#include <omnitrack/cfn/servicediscovery.hpp>
#include <omnitrack/codes.hpp>
#include <omnitrack/ec2/vpc.hpp>
#include <omnitrack/fn.hpp>
#include <omnitrack/logs/log_group.hpp>
#include <omnitrack/s3/bucket.hpp>

namespace omnitrack {

/// What a cluster that is made elsewhere is made of.
struct ImportedClusterProps {
  using Makes = Cluster;
  Id id;
  Value<cfn::ecs::ClusterName> name;
  Link<const Vpc> vpc;
};

namespace {

namespace cluster = cfn::ecs::cluster;

std::string_view insights_name(ContainerInsights insights) {
  switch (insights) {
    case ContainerInsights::enhanced:
      return "enhanced";
    case ContainerInsights::disabled:
      return "disabled";
    case ContainerInsights::enabled:
      break;
  }
  return "enabled";
}

List<cluster::CapacityProviderStrategyItem> strategy_of(
    const Items<CapacityProviderShare>& shares) {
  List<cluster::CapacityProviderStrategyItem> items;
  for (const CapacityProviderShare& share : shares) {
    items.add(cluster::CapacityProviderStrategyItem{
        .base = share.base, .capacity_provider = share.provider, .weight = share.weight});
  }
  return items;
}

cluster::ExecuteCommandConfiguration execute_command(const ExecuteCommandLogging& logging) {
  using Made = cluster::ExecuteCommandConfiguration;
  Made made{.kms_key_id = logging.kms_key.arn(), .logging = Made::Logging::default_};
  if (!logging.bucket.is_set() && !logging.log_group.is_set()) return made;
  cluster::ExecuteCommandLogConfiguration log;
  if (logging.bucket.is_set()) {
    log.s3_bucket_name = logging.bucket->name();
    log.s3_encryption_enabled = true;
    if (!logging.bucket_prefix.empty()) log.s3_key_prefix = logging.bucket_prefix.text();
  }
  if (logging.log_group.is_set()) {
    log.cloud_watch_log_group_name = logging.log_group->name();
  }
  made.logging = Made::Logging::override;
  made.log_configuration = log;
  return made;
}

}  // namespace

Cluster::Cluster(Attach at, const ClusterProps& props)
    : Construct(std::move(at)),
      logging_(props.execute_command_logging),
      vpc_(props.vpc.get()),
      resource_(&add(cfn::ecs::ClusterProps{
          .id = primary(),
          .cluster_name = props.cluster_name.value(),
          .default_capacity_provider_strategy =
              strategy_of(props.default_capacity_provider_strategy),
      })),
      arn_(resource_->attr_arn()),
      name_(resource_->ref()) {
  cfn::ecs::ClusterProps& made = resource_->props;
  if (props.container_insights) {
    made.cluster_settings = {cluster::ClusterSettings{
        .name = "containerInsights", .value = insights_name(*props.container_insights)}};
  }
  if (props.fargate_capacity_providers) made.capacity_providers = {"FARGATE", "FARGATE_SPOT"};
  cluster::ClusterConfiguration configuration;
  if (logging_) configuration.execute_command_configuration = execute_command(*logging_);
  if (props.fargate_storage_key.is_set()) {
    configuration.managed_storage_configuration = cluster::ManagedStorageConfiguration{
        .fargate_ephemeral_storage_kms_key_id = props.fargate_storage_key.arn()};
    let_fargate_use(props.fargate_storage_key, props.cluster_name);
  }
  if (logging_ || props.fargate_storage_key.is_set()) made.configuration = configuration;
  if (props.service_namespace) make_namespace(*props.service_namespace);
  if (props.cluster_name.is_broken()) {
    error(codes::OT3411,
          "'" + std::string(props.cluster_name.text()) + "' is not a name for a cluster",
          "use 1 to 255 letters, digits, '-' and '_'");
  }
}

Cluster::Cluster(Attach at, const ImportedClusterProps& props)
    : Construct(std::move(at)),
      vpc_(props.vpc.get()),
      arn_(as<cfn::ecs::ClusterArn>(stack().arn("ecs", concat("cluster/", props.name)))),
      name_(props.name) {}

Cluster& Cluster::from_name(Construct& scope, const Id& id,
                            const Value<cfn::ecs::ClusterName>& name, const Link<const Vpc>& vpc) {
  return scope.add(ImportedClusterProps{.id = id, .name = name, .vpc = vpc});
}

void Cluster::make_namespace(const ServiceNamespace& names) {
  has_dns_namespace_ = names.vpc.is_set();
  if (names.vpc.is_set()) {
    namespace_arn_ = add(cfn::servicediscovery::PrivateDnsNamespaceProps{
                             .id = child("Namespace"),
                             .name = names.name.text(),
                             .vpc = names.vpc->id(),
                         })
                         .attr_arn();
  } else {
    namespace_arn_ = add(cfn::servicediscovery::HttpNamespaceProps{
                             .id = child("Namespace"),
                             .name = names.name.text(),
                         })
                         .attr_arn();
  }
  has_service_connect_ = names.for_service_connect;
  if (!has_service_connect_) return;
  resource_->props.service_connect_defaults =
      cluster::ServiceConnectDefaults{.namespace_ = namespace_arn_};
}

// The cluster needs the key, so the key's policy cannot refer to the cluster, but it can name it.
// https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-storage-encryption.html
void Cluster::let_fargate_use(const KeyLink& key, const ClusterName& name) const {
  Json context =
      Json::object({{"kms:EncryptionContext:aws:ecs:clusterAccount", stack().account()}});
  if (name.is_set()) context.set("kms:EncryptionContext:aws:ecs:clusterName", name.value());
  const std::string_view fargate = "fargate.amazonaws.com";
  key.allow_service(fargate, {"kms:GenerateDataKeyWithoutPlaintext"}, {{"StringEquals", context}});
  key.allow_service(fargate, {"kms:CreateGrant"},
                    {{"StringEquals", context},
                     {"ForAllValues:StringEquals",
                      Json::object({{"kms:GrantOperations", Json::array({"Decrypt"})}})}});
}

// https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-exec.html
void Cluster::grant_execute_command(Grantee& task_role) const {
  // The actions on channels know no resources, nor does the list of all log groups.
  task_role.add_to_policy({
      .actions = {"ssmmessages:CreateControlChannel", "ssmmessages:CreateDataChannel",
                  "ssmmessages:OpenControlChannel", "ssmmessages:OpenDataChannel"},
      .resources = {"*"},
  });
  if (!logging_) return;
  logging_->kms_key.grant(task_role, {"kms:Decrypt"});
  if (logging_->log_group.is_set()) {
    task_role.add_to_policy({.actions = {"logs:DescribeLogGroups"}, .resources = {"*"}});
    logging_->log_group->grant(
        task_role, {"logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"});
  }
  if (!logging_->bucket.is_set()) return;
  const Bucket& bucket = *logging_->bucket;
  task_role.add_to_policy(
      {.actions = {"s3:GetEncryptionConfiguration"}, .resources = {bucket.arn()}});
  task_role.add_to_policy({.actions = {"s3:PutObject"},
                           .resources = {concat(bucket.arn(), "/", logging_->bucket_prefix, "*")}});
}

Metric Cluster::metric(std::string_view metric_name) const {
  return MetricProps{
      .name_space = "AWS/ECS", .metric_name = metric_name, .dimensions = {{"ClusterName", name()}}};
}

cfn::ecs::Cluster& Cluster::resource() {
  if (resource_ == nullptr) {
    refuse_of_imported(*this, "resource()");
    resource_ = &add(cfn::ecs::ClusterProps{.id = primary()});
  }
  return *resource_;
}

}  // namespace omnitrack
