#include "cache_health_code.hpp"
#include "stack.hpp"

namespace omnitrack::app {

namespace {

bool is_replicated(const Config& config) { return config.environment == Environment::production; }

}  // namespace

std::string first_cache_node(const Config& config) {
  // A replication group numbers its nodes.
  // https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/CacheMetrics.html
  return config.name(is_replicated(config) ? "redis-cluster-001" : "redis-cluster");
}

RedisCluster& add_cache(Stack& stack, const Config& config, const Vpc& vpc) {
  SecurityGroup& group = stack.add(SecurityGroupProps{
      .id = "RedisSecurityGroup",
      .vpc = vpc,
      .allow_all_outbound = true,
      .description = "Redis: port 6379 from the VPC only",
      .group_name = "RedisSecurityGroup",
  });
  group.allow_from(Peer::ipv4(vpc.cidr()), Port::tcp(6379), "Redis from the VPC");
  RedisCluster& cluster = stack.add(RedisClusterProps{
      .id = "RedisCluster",
      .node_type = config.node_type(),
      .vpc = vpc,
      .auto_minor_version_upgrade = true,
      .cluster_name = config.name("redis-cluster"),
      .maintenance_window = "sun:05:00-sun:06:00",
      .parameters = {.maxmemory_policy = MaxMemoryPolicy::allkeys_lru, .timeout = 300},
      .port = 6379,
      .replication = is_replicated(config) ? std::optional(RedisReplication{}) : std::nullopt,
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
  return cluster;
}

CacheAccess add_cache_access(Stack& stack, const Vpc& vpc, const RedisCluster& cluster,
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
  return {cluster, group, log_group, role, vpc};
}

FunctionProps with_cache(const Id& id, const FunctionCode& code, const CacheAccess& access) {
  FunctionProps props{
      .id = id,
      .code = code,
      .environment = {{"REDIS_HOST", access.cluster.endpoint_address()},
                      {"REDIS_PORT", access.cluster.endpoint_port()}},
      .log_group = access.log_group,
      .role = access.role,
      .security_groups = {access.group},
      .subnets = access.vpc.private_subnets(),
      .timeout = 30,
      .tracing = true,
  };
  if (access.cluster.requires_tls()) props.environment.set("REDIS_TLS", "true");
  return props;
}

Function& add_cache_health(Stack& stack, const Config& config, const CacheAccess& access) {
  const std::string name = config.name("cache-health");
  FunctionProps props =
      with_cache("CacheHealthFunction", FunctionCode::inline_text(cache_health_code), access);
  props.description = "Pings Redis, writes a probe key, reads it and sees it expire";
  props.function_name = name;
  props.handler = "index.handler";
  props.memory = 128;
  props.runtime = Runtime::python3_14;
  return stack.add(props);
}

}  // namespace omnitrack::app
