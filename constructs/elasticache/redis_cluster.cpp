#include "omnitrack/elasticache/redis_cluster.hpp"

#include <algorithm>
#include <string>

#include "cache_access.hpp"
#include "redis_parameters.hpp"
#include <omnitrack/cfn/elasticache.hpp>
#include <omnitrack/characters.hpp>
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
constexpr std::int64_t most_snapshot_days = 35;
constexpr std::int64_t most_replicas = 5;
constexpr std::int64_t most_shards = 500;
constexpr std::size_t longest_cluster_name = 50;
constexpr std::size_t longest_replication_group_name = 40;

// https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_CreateCacheCluster.html
bool is_cluster_name(std::string_view name, std::size_t longest) {
  const auto fits = [](char c) { return detail::is_lower(c) || detail::is_digit(c) || c == '-'; };
  return !name.empty() && name.size() <= longest && detail::is_lower(name.front()) &&
         name.back() != '-' && name.find("--") == std::string_view::npos &&
         std::all_of(name.begin(), name.end(), fits);
}

// Whether a daily window has a minute of a weekly one, on any of the days.
bool overlap(const detail::MinuteWindow& weekly, const detail::MinuteWindow& daily) {
  const int gap =
      (daily.begin - weekly.begin % detail::minutes_of_a_day + detail::minutes_of_a_day) %
      detail::minutes_of_a_day;
  return gap < weekly.length || gap + daily.length > detail::minutes_of_a_day;
}

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

bool is_valkey(RedisVersion version) { return version >= RedisVersion::valkey_7_2; }

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

void RedisCluster::check(const RedisClusterProps& props) const {
  const std::string_view name = props.cluster_name.literal_text();
  const std::size_t longest =
      props.replication ? longest_replication_group_name : longest_cluster_name;
  if (props.cluster_name.is_literal_text() && !is_cluster_name(name, longest)) {
    error(codes::OT2601, "'" + std::string(name) + "' cannot be the name of a Redis cache",
          "it begins with a letter and has small letters, digits and single hyphens inside, " +
              std::to_string(longest) + " at most");
  }
  if (props.node_type.is_broken()) {
    error(codes::OT2602,
          "'" + std::string(props.node_type.text()) + "' is not a type of a cache node",
          "name one such as cache.t3.micro");
  }
  if (!props.port.is_known() || props.port.is_broken()) {
    error(codes::OT2618,
          "a Redis cache cannot have the port " + std::to_string(props.port.number()),
          "port is a number from 1 to 65535 that is known when the app is built");
  }
  if (props.snapshot_retention_days < 0 || props.snapshot_retention_days > most_snapshot_days) {
    error(codes::OT2603,
          "snapshots cannot be kept for " + std::to_string(props.snapshot_retention_days) + " days",
          "snapshot_retention_days is 0 to 35");
  }
  const Node& subnets = subnet_group_.props.subnet_ids.node();
  if (!subnets.is_set()) {
    error(codes::OT2610, "the VPC has no private or isolated subnets for a Redis cache",
          "give it subnets");
  }
  if (is_valkey(props.version) && !props.replication) {
    error(codes::OT3547, "one node without replication cannot run Valkey",
          "give it a replication, with replicas = 0 for one node");
  }
  check_windows(props);
  elasticache::check_parameters(*this, props.parameters);
  if (!props.replication) return;
  check_replication(*props.replication);
  check_users(*props.replication);
  check_shards(props, *props.replication);
  const bool needs_zones = props.replication->multi_az && props.replication->replicas > 0;
  if (needs_zones && subnets.kind == NodeKind::list && subnets.size < 2) {
    error(codes::OT2611, "replicas in several availability zones need subnets in two at least",
          "give it more subnets, or set multi_az to false");
  }
}

void RedisCluster::check_windows(const RedisClusterProps& props) const {
  const MaintenanceWindow& maintenance = props.maintenance_window;
  const SnapshotWindow& snapshot = props.snapshot_window;
  if (maintenance.is_broken()) {
    error(codes::OT2604, "'" + std::string(maintenance.text()) + "' is not a maintenance window",
          "give an hour of the week at least, such as sun:05:00-sun:06:00");
  }
  if (snapshot.is_broken()) {
    error(codes::OT2605, "'" + std::string(snapshot.text()) + "' is not a snapshot window",
          "give an hour of the day at least, such as 03:00-04:00");
  }
  const bool are_known = maintenance.is_text() && !maintenance.is_broken() && snapshot.is_text() &&
                         !snapshot.is_broken();
  if (are_known &&
      overlap(detail::weekly_window(maintenance.text()), detail::daily_window(snapshot.text()))) {
    error(codes::OT2606,
          "the snapshot window " + std::string(snapshot.text()) +
              " overlaps the maintenance window " + std::string(maintenance.text()),
          "move one of them");
  }
}

void RedisCluster::check_replication(const RedisReplication& replication) const {
  if (replication.replicas < 0 || replication.replicas > most_replicas) {
    error(codes::OT2612,
          "a primary cannot have " + std::to_string(replication.replicas) + " replicas",
          "a primary has 0 to 5");
  }
  if (replication.kms_key.is_set() && !replication.encryption_at_rest) {
    error(codes::OT2615, "a KMS key is given, but encryption at rest is switched off",
          "leave encryption_at_rest on, or the key out");
  }
  if (!replication.auth_token.is_literal_text()) return;
  const std::string_view token = replication.auth_token.literal_text();
  if (token.starts_with("{{resolve:")) return;
  warning(codes::OT2616, "the auth_token can be read in the template",
          "keep it in Secrets Manager and give secret({.secret_id = …})");
  if (token.size() < 16 || token.size() > 128) {
    error(codes::OT2617, "the auth_token has " + std::to_string(token.size()) + " characters",
          "it has 16 to 128");
  }
}

void RedisCluster::check_users(const RedisReplication& replication) const {
  const bool has_token = replication.auth_token.is_set();
  const bool has_groups = replication.user_group_ids.is_set();
  const bool has_users = !replication.users.empty();
  if (has_token && (has_groups || has_users)) {
    error(codes::OT2613, "the cache has both an auth_token and user groups",
          "leave one of them out");
  }
  if (has_groups && has_users) {
    error(codes::OT2620, "the cache has both user_group_ids and users", "leave one of them out");
  }
  if ((has_token || has_groups || has_users) && !replication.encryption_in_transit) {
    error(codes::OT2614, "an auth_token or user groups need encryption in transit",
          "leave encryption_in_transit on: without it, the password is sent in the clear");
  }
}

// https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/data-tiering.html
void RedisCluster::check_shards(const RedisClusterProps& props,
                                const RedisReplication& replication) const {
  const std::int64_t shards = replication.shards.value_or(1);
  if (shards < 1 || shards > most_shards) {
    error(codes::OT2621, "a cache cannot have " + std::to_string(shards) + " shards",
          "shards is 1 to 500");
  }
  if (!props.node_type.is_text()) return;
  const bool has_disks = props.node_type.text().starts_with("cache.r6gd.");
  if (has_disks == replication.data_tiering) return;
  error(codes::OT2622,
        has_disks ? "nodes of the family r6gd need data tiering"
                  : "data tiering needs nodes of the family r6gd",
        has_disks ? "set data_tiering to true" : "take a node_type such as cache.r6gd.xlarge");
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
      .engine = is_valkey(props.version) ? "valkey" : redis,
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
        replication.users, is_valkey(props.version) ? CacheEngine::valkey : CacheEngine::redis);
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
