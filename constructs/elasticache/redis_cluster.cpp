#include "omnitrack/elasticache/redis_cluster.hpp"

#include <algorithm>
#include <string>

#include "cache_access.hpp"
#include "redis_parameters.hpp"
#include <omnitrack/cfn/elasticache.hpp>
#include <omnitrack/codes.hpp>
#include <omnitrack/ec2/connections.hpp>
#include <omnitrack/ec2/vpc.hpp>
#include <omnitrack/elasticache/cache_user.hpp>
#include <omnitrack/fn.hpp>
#include <omnitrack/lambda/function.hpp>
#include <omnitrack/logs/log_group.hpp>

namespace omnitrack {

namespace {

constexpr std::string_view redis = "redis";

template <class Request>
Request log_delivery(typename Request::LogType type, const LogGroup& group) {
  using Details = typename decltype(Request::destination_details)::Kind;
  using CloudWatch = typename decltype(Details::cloud_watch_logs_details)::Kind;
  return {
      .destination_details =
          Details{.cloud_watch_logs_details = CloudWatch{.log_group = group.name()}},
      .destination_type = Request::DestinationType::cloudwatch_logs,
      .log_format = Request::LogFormat::json,
      .log_type = type,
  };
}

template <class Request>
List<Request> log_deliveries(const RedisClusterProps& props) {
  List<Request> deliveries;
  if (props.engine_log.is_set()) {
    deliveries.add(log_delivery<Request>(Request::LogType::engine_log, *props.engine_log));
  }
  if (props.slow_log.is_set()) {
    deliveries.add(log_delivery<Request>(Request::LogType::slow_log, *props.slow_log));
  }
  return deliveries;
}

// A hyphen and a number of so many digits.
std::string numbered(int number, std::size_t digits) {
  const std::string text = std::to_string(number);
  return '-' + std::string(digits - std::min(digits, text.size()), '0') + text;
}

Value<std::string> given_or(const Value<std::string>& given, const std::string& otherwise) {
  return given.is_set() ? given : Value<std::string>(otherwise);
}

}  // namespace

RedisCluster::RedisCluster(Attach at, const RedisClusterProps& props)
    : Construct(std::move(at)),
      port_(static_cast<std::uint16_t>(props.port.number())),
      requires_tls_(props.replication && props.replication->encryption_in_transit),
      has_shards_(props.replication && props.replication->shards),
      version_(props.version),
      security_group_(props.security_group.is_set()
                          ? props.security_group.get()
                          : &add(SecurityGroupProps{
                                .id = child("SecurityGroup"),
                                .vpc = props.vpc,
                                .description = given_or(props.security_group_description,
                                                        "Redis cache " + path()),
                            })),
      subnet_group_(add(cfn::elasticache::SubnetGroupProps{
          .id = child("SubnetGroup"),
          .description = given_or(props.subnet_group_description, "Subnets of " + path()),
          .subnet_ids = props.subnets.is_set() ? props.subnets : props.vpc->inner_subnets(),
          .cache_subnet_group_name = props.subnet_group_name,
      })),
      parameter_group_(add(cfn::elasticache::ParameterGroupProps{
          .id = child("ParameterGroup"),
          .cache_parameter_group_family = elasticache::parameter_family(props.version),
          .description = given_or(props.parameter_group_description, "Parameters of " + path()),
          .properties = elasticache::parameter_map(props.parameters, has_shards_),
      })) {
  check(props);
  if (props.replication) {
    make_replication_group(props, *props.replication);
  } else {
    make_cluster(props);
  }
}

void RedisCluster::make_cluster(const RedisClusterProps& props) {
  using Request = cfn::elasticache::cache_cluster::LogDeliveryConfigurationRequest;
  cluster_ = &add(cfn::elasticache::CacheClusterProps{
      .id = primary(),
      .cache_node_type = props.node_type.value(),
      .engine = redis,
      .num_cache_nodes = 1,
      .auto_minor_version_upgrade = props.auto_minor_version_upgrade,
      .cache_parameter_group_name = parameter_group_.ref(),
      .cache_subnet_group_name = subnet_group_.ref(),
      .cluster_name = props.cluster_name,
      .engine_version = elasticache::version_text(props.version),
      .log_delivery_configurations = log_deliveries<Request>(props),
      .notification_topic_arn = props.notification_topic_arn,
      .port = props.port.value(),
      .preferred_maintenance_window = props.maintenance_window.value(),
      .snapshot_retention_limit = props.snapshot_retention_days,
      .snapshot_window = props.snapshot_window.value(),
      .vpc_security_group_ids = {security_group_->id()},
  });
  cluster_->set_removal_policy(props.removal_policy);
}

void RedisCluster::make_replication_group(const RedisClusterProps& props,
                                          const RedisReplication& replication) {
  using Request = cfn::elasticache::replication_group::LogDeliveryConfigurationRequest;
  const bool is_over_zones = replication.multi_az && replication.replicas > 0;
  // Not the id of the one node: an update cannot change the type behind a logical id.
  replication_group_ = &add(cfn::elasticache::ReplicationGroupProps{
      .id = child("ReplicationGroup"),
      .replication_group_description = "Redis cache " + path(),
      .at_rest_encryption_enabled = replication.encryption_at_rest,
      .auth_token = replication.auth_token,
      .auto_minor_version_upgrade = props.auto_minor_version_upgrade,
      .automatic_failover_enabled = is_over_zones || has_shards_,
      .cache_node_type = props.node_type.value(),
      .cache_parameter_group_name = parameter_group_.ref(),
      .cache_subnet_group_name = subnet_group_.ref(),
      .engine = elasticache::is_valkey(props.version) ? "valkey" : redis,
      .engine_version = elasticache::version_text(props.version),
      .kms_key_id = replication.kms_key.arn(),
      .log_delivery_configurations = log_deliveries<Request>(props),
      .multi_az_enabled = is_over_zones,
      .notification_topic_arn = props.notification_topic_arn,
      .port = props.port.value(),
      .preferred_maintenance_window = props.maintenance_window.value(),
      .replication_group_id = props.cluster_name,
      .security_group_ids = {security_group_->id()},
      .snapshot_retention_limit = props.snapshot_retention_days,
      .snapshot_window = props.snapshot_window.value(),
      .transit_encryption_enabled = replication.encryption_in_transit,
      .user_group_ids = replication.user_group_ids,
  });
  cfn::elasticache::ReplicationGroupProps& made = replication_group_->props;
  if (replication.data_tiering) made.data_tiering_enabled = true;
  if (!replication.users.empty()) {
    const CacheUserGroup& group = elasticache::add_user_group(
        {*this, props.cluster_name.literal_text(), child("Users"), child("DefaultUser")},
        replication.users,
        elasticache::is_valkey(props.version) ? CacheEngine::valkey : CacheEngine::redis);
    made.user_group_ids.add(group.user_group_id());
  }
  if (replication.shards) {
    made.num_node_groups = *replication.shards;
    made.replicas_per_node_group = replication.replicas;
    // Without it, another number of shards is another cache.
    replication_group_->set_update_policy(Json::object({{"UseOnlineResharding", true}}));
  } else {
    made.num_cache_clusters = replication.replicas + 1;
  }
  replication_group_->set_removal_policy(props.removal_policy);
}

void RedisCluster::allow_from(const Peer& peer, std::string_view description) {
  security_group_->allow_from(peer, Port::tcp(port_),
                              description.empty() ? "Redis clients" : description);
}

Connections RedisCluster::connections() {
  return {*this, {Link<SecurityGroup>(*security_group_)}, Port::tcp(port_)};
}

void RedisCluster::grant_connect(SecurityGroup& client) {
  security_group_->allow_connection_from(client, Port::tcp(port_), "Redis clients");
}

void RedisCluster::connect(Function& function) {
  connections().allow_from(function);
  elasticache::set_cache_environment(function, {.host = endpoint_address(),
                                                .port = endpoint_port(),
                                                .has_tls = requires_tls_,
                                                .is_cluster = has_shards_});
}

void RedisCluster::connect(Function& function, const CacheUser& user) {
  connect(function);
  grant_connect(function, user);
  if (replication_group_ == nullptr) return;
  elasticache::set_iam_environment(*this, function, user, replication_group_->ref(), false);
}

// https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/auth-iam.html
void RedisCluster::grant_connect(Grantee& grantee, const CacheUser& user) const {
  if (version_ < RedisVersion::v7_0) {
    error(codes::OT2623, "Redis 6.2 does not authenticate by IAM",
          "take RedisVersion::v7_0 or later, or Valkey");
  }
  if (replication_group_ == nullptr) {
    error(codes::OT3548, "a connection by IAM is granted to a cache without replication",
          "give it a replication with user_group_ids");
    return;
  }
  grantee.add_to_policy({
      .actions = {"elasticache:Connect"},
      .resources = {stack().arn("elasticache",
                                concat("replicationgroup:", replication_group_->ref())),
                    user.arn()},
  });
}

Value<std::string> RedisCluster::endpoint_address() const {
  if (cluster_ != nullptr) return cluster_->attr_redis_endpoint_address();
  return has_shards_ ? replication_group_->attr_configuration_end_point_address()
                     : replication_group_->attr_primary_end_point_address();
}

Value<std::string> RedisCluster::endpoint_port() const {
  if (cluster_ != nullptr) return cluster_->attr_redis_endpoint_port();
  return has_shards_ ? replication_group_->attr_configuration_end_point_port()
                     : replication_group_->attr_primary_end_point_port();
}

Value<std::string> RedisCluster::reader_address() const {
  return cluster_ != nullptr || has_shards_ ? endpoint_address()
                                            : replication_group_->attr_reader_end_point_address();
}

// A group numbers its nodes.
// https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/CacheMetrics.Redis.html
Metric RedisCluster::metric(std::string_view metric_name, int node, int shard) const {
  const std::string number = (has_shards_ ? numbered(shard, 4) : std::string()) + numbered(node, 3);
  const Value<std::string> id = cluster_ != nullptr ? Value<std::string>(cluster_->ref())
                                                    : concat(replication_group_->ref(), number);
  return MetricProps{.name_space = "AWS/ElastiCache",
                     .metric_name = metric_name,
                     .dimensions = {{"CacheClusterId", id}}};
}

}  // namespace omnitrack
