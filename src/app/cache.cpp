#include "cache_health_code.hpp"
#include "stack.hpp"
#include <omnitrack/cfn/elasticache.hpp>

namespace omnitrack::app {

namespace {

bool is_replicated(const Config& config) { return config.environment == Environment::production; }

// What the cache service and the health check do, under their own keys.
const CacheUser& add_cache_user(Stack& stack, const Config& config) {
  return stack.add(CacheUserProps{
      .id = "CacheUser",
      .access_string = "on ~omnitrack:* ~health:* +@all -@dangerous",
      .engine = CacheEngine::redis,
      .user_id = config.name("functions"),
  });
}

}  // namespace

std::string first_cache_node(const Config& config) {
  // A replication group numbers its nodes.
  // https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/CacheMetrics.html
  return config.name(is_replicated(config) ? "redis-cluster-001" : "redis-cluster");
}

Cache add_cache(Stack& stack, const Config& config, const Vpc& vpc) {
  SecurityGroup& group = stack.add(SecurityGroupProps{
      .id = "RedisSecurityGroup",
      .vpc = vpc,
      .allow_all_outbound = true,
      .description = "Redis: port 6379 from the VPC only",
      .group_name = "RedisSecurityGroup",
  });
  group.allow_from(Peer::ipv4(vpc.cidr()), Port::tcp(6379), "Redis from the VPC");
  const CacheUser* user = is_replicated(config) ? &add_cache_user(stack, config) : nullptr;
  RedisCluster& cluster = stack.add(RedisClusterProps{
      .id = "RedisCluster",
      .node_type = config.node_type(),
      .vpc = vpc,
      .auto_minor_version_upgrade = true,
      .cluster_name = config.name("redis-cluster"),
      .maintenance_window = "sun:05:00-sun:06:00",
      .parameters = {.maxmemory_policy = MaxMemoryPolicy::allkeys_lru, .timeout = 300},
      .port = 6379,
      .replication =
          user != nullptr ? std::optional(RedisReplication{.users = {*user}}) : std::nullopt,
      .security_group = group,
      .snapshot_retention_days = 5,
      .snapshot_window = "03:00-04:00",
      .subnets = vpc.private_subnets(),
      .version = RedisVersion::v7_0,
  });
  add_export(stack, config, "RedisClusterEndpoint", "Redis cluster endpoint address",
             "RedisEndpoint", cluster.endpoint_address());
  add_export(stack, config, "RedisClusterPort", "Redis cluster port", "RedisPort",
             cluster.endpoint_port());
  add_export(stack, config, "RedisSecurityGroupId", "Security group ID", "RedisSecurityGroup",
             group.id());
  return {cluster, user};
}

CacheAccess add_cache_access(Stack& stack, const Vpc& vpc, const Cache& cache,
                             const LogGroup& log_group) {
  Role& role = stack.add(RoleProps{
      .id = "LambdaExecutionRole",
      .assumed_by = PolicyPrincipal::service("lambda.amazonaws.com"),
      .description = "Runs OmniTrack's functions in the VPC",
  });
  SecurityGroup& group = stack.add(SecurityGroupProps{
      .id = "LambdaSecurityGroup",
      .vpc = vpc,
      .description = "Functions that reach Redis",
  });
  if (cache.user != nullptr) cache.cluster.grant_connect(role, *cache.user);
  return {cache, group, log_group, role, vpc};
}

FunctionProps with_cache(const Id& id, const FunctionCode& code, const CacheAccess& access) {
  FunctionProps props{
      .id = id,
      .code = code,
      .environment = {{"REDIS_HOST", access.cache.cluster.endpoint_address()},
                      {"REDIS_PORT", access.cache.cluster.endpoint_port()}},
      .log_group = access.log_group,
      .role = access.role,
      .security_groups = {access.group},
      .subnets = access.vpc.private_subnets(),
      .timeout = 30,
      .tracing = true,
  };
  if (access.cache.cluster.requires_tls()) props.environment.set("REDIS_TLS", "true");
  if (access.cache.user != nullptr) {
    props.environment.set("REDIS_AUTH", "iam");
    props.environment.set("REDIS_USERNAME", access.cache.user->user_id());
    props.environment.set("REDIS_IAM_CACHE", access.cache.cluster.replication_group()->ref());
  }
  return props;
}

Function& add_cache_health(Stack& stack, const Config& config, const CacheAccess& access) {
  const std::string name = config.name("cache-health");
  const std::string_view code =
      access.cache.user != nullptr ? authenticated_cache_health_code : cache_health_code;
  FunctionProps props = with_cache("CacheHealthFunction", FunctionCode::inline_text(code), access);
  props.description = "Pings Redis, writes a probe key, reads it and sees it expire";
  props.function_name = name;
  props.handler = "index.handler";
  props.memory = 128;
  props.runtime = Runtime::python3_14;
  return stack.add(props);
}

}  // namespace omnitrack::app
